"""English words that are spelt one way in Britain and another in America: one word of both.

The endings are those that the usual guides name (-our, -re, -ce, -ise, -yse, -ogue, doubled
consonants, ae and oe); the words are written out, since no rule tells `advise` from `organise`.
Where another word has the American spelling (tyre and tire, storey and story, cheque and check,
grey and the name Gray), they stay two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from index.core.late_patterns import late

_ISE = late(r"([a-z]{3,})is(e[drs]?|ers|ing|ation(?:s|al)?|able)")

_VERBS = frozenset(
    "agon alphabet anaesthet analog anonym antagon apolog arabic author brutal canon capital"
    " categor central character civil colon commercial compartmental computer conceptual"
    " contextual criminal critic crystal custom decentral decriminal dehuman demilitar"
    " democrat demon denational depoliticis deput desensit destabil digital digit disorgan"
    " dramat econom editorial emphas energ epitom equal eulog evangel extern external extempor"
    " factor familiar fantas federal fertil final formal fratern galvan general global glamor"
    " harmon homogen hospital human hypnot ideal idol immobil immun incentiv individual"
    " industrial initial institutional internal international ital jeopard legal legitim"
    " liberal lion local magnet marginal material maxim mechan memor mesmer militar miniatur"
    " minim mobil modern monet monopol moral motor national natural neutral normal novel"
    " optim organ ostrac oxid papular patron pedestrian penal personal philosoph plagiar polar"
    " polit popular pressur priorit privat proselyt public pulver radical random rational real"
    " recogn recolon regular rehospital reorgan revital revolution romantic sanit satir scandal"
    " scrutin secular sensational sensit serial sexual social solemn special stabil standard"
    " steril stigmat subsid summar symbol sympath synchron synthes systemat tantal terror"
    " theor tranquil traumat trivial union urban util vandal vapor verbal victim visual vocal"
    " weapon western".split()
)
"""What stands before -ise in verbs that have -ize too."""

_PAIRS = (
    "arbour arbor,ardour ardor,armour armor,armoury armory,behaviour behavior,candour candor"
    ",clamour clamor,colour color,demeanour demeanor,discolour discolor,dishonour dishonor"
    ",endeavour endeavor,favour favor,favourable favorable,favourite favorite,fervour fervor"
    ",flavour flavor,harbour harbor,honour honor,honourable honorable,humour humor,labour labor"
    ",misdemeanour misdemeanor,neighbour neighbor,neighbourhood neighborhood,odour odor"
    ",parlour parlor,rancour rancor,rigour rigor,rumour rumor,saviour savior,savour savor"
    ",splendour splendor,tumour tumor,valour valor,vapour vapor,vigour vigor"
    ",calibre caliber,centimetre centimeter,centre center,epicentre epicenter,fibre fiber"
    ",kilometre kilometer,litre liter,lustre luster,manoeuvre maneuver,meagre meager,metre meter"
    ",millimetre millimeter,mitre miter,sabre saber,sombre somber,spectre specter"
    ",sceptre scepter,theatre theater,amphitheatre amphitheater"
    ",defence defense,defenceless defenseless,licence license,offence offense,practise practice"
    ",pretence pretense,programme program"
    ",analyse analyze,catalyse catalyze,electrolyse electrolyze,paralyse paralyze"
    ",analogue analog,catalogue catalog,dialogue dialog"
    ",anaemia anemia,anaemic anemic,anaesthesia anesthesia,anaesthetic anesthetic"
    ",archaeology archeology,archaeologist archeologist,caesarean cesarean"
    ",diarrhoea diarrhea,encyclopaedia encyclopedia,faeces feces,foetal fetal,foetus fetus"
    ",gynaecologist gynecologist,gynaecology gynecology,haemophilia hemophilia"
    ",haemorrhage hemorrhage,leukaemia leukemia,mediaeval medieval,oesophagus esophagus"
    ",oestrogen estrogen,orthopaedic orthopedic,paediatric pediatric"
    ",paediatrician pediatrician,paedophile pedophile,paedophilia pedophilia"
    ",acknowledgement acknowledgment,aeroplane airplane,aluminium aluminum,artefact artifact"
    ",enrol enroll,fulfilment fulfillment,instalment installment,jewellery jewelry"
    ",judgement judgment,mollusc mollusk,mould mold,moustache mustache,plough plow"
    ",pyjamas pajamas,sceptic skeptic,sceptical skeptical,scepticism skepticism"
    ",skilful skillful,smoulder smolder,sulphur sulfur,woollen woolen"
)
"""Words with another stem in each spelling; inflected ones have the same stem."""


def as_in_america(word: str) -> str:
    """A British verb in -ise, in lower case, as it is written in -ize; other words as they are."""
    match = _ISE.fullmatch(word)
    if match is None or match[1] not in _VERBS:
        return word
    return f"{match[1]}iz{match[2]}"


def american_stems(stem: Callable[[str], str]) -> Mapping[str, str]:
    """What British words are filed under in English, by their own stems."""
    pairs = (map(stem, pair.split()) for pair in _PAIRS.split(","))
    return {british: american for british, american in pairs if british != american}
