"""How inflected words end in some languages, and which ending a stemmer gets instead.

Snowball's stemmers take endings off a word, whichever word it is: the singular of some loses a part
that its plural keeps (Spanish "ciudad", "ciudades"), and of irregular ones they know nothing.
Here such a plural, or another case, is made the form that the singular is filed under. Words come
in lower case and without accents, so that "ções" is "coes"; what is put in may have them, where
the stemmer goes by them.

An ending that is common in other words too is listed with the words that have it, so that words
that merely look alike do not meet. Not here: Finnish consonant gradation (kaupunki, kaupungin).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

Change = tuple[str, str]

_OF_A_COUNTRY = (
    "franc|ingl|portugu|japon|chin|holand|irland|island|finland|tailand|neozeland|escoc|dan"
    "|noruegu|dinamarqu|milan|senegal|sudan|liban|vietnam|taiwan|burgu|marqu"
)
"""Spanish and Portuguese: francés, franceses; francês, franceses."""

_CASE = "(?:in?|ini|inin|[ae]|d[ae]n?|in[ae]|ind[ae]n?|imiz|(?:iy)?l[ae])?"
"""Turkish: what may stand behind a plural."""

ENDINGS: Mapping[str, Sequence[Change]] = {
    "ar": (("ه$", "ة"),),
    "ca": (("cio$", "ció"),),
    "de": (
        ("^(?!(?:.*(?:beg|gew|bes|ents|entr|ger|zerr|verr)|..?)innen$)(.+)innen$", r"\1in"),
        ("(?<!ben)(?<!maga)zins$", "zinsen"),
        ("(mus|lyz|mausol)een$", r"\1eum"),
        ("zentren$", "zentrum"),
        ("(firm|them|dram|schem)en$", r"\1a"),
        ("kont(?:en|os)$", "konto"),
        ("risiken$", "risiko"),
        ("praxen$", "praxis"),
        ("^viren$", "virus"),
        ("^alben$", "album"),
        ("(gremi|minister|kriter|stipend|privileg)ien$", r"\1ium"),
        ("(...is)men$", r"\1mus"),
    ),
    "el": (
        # Else a plural is cut once more than the singular: βιβλίο, φωτιές.
        ("^(?!αντι$|μαριοσ?$)(..+[^αεηιουω])ι(?:α|ου|ων|[αε][σς])?$", r"\1ιο"),
    ),
    "es": (
        # Nouns and adjectives, which are taken for a verb with "nos" behind it.
        ("^(.*i|mod|cuad|int|ext|et|mat|pat)ernos$", r"\1erno"),
        (f"^({_OF_A_COUNTRY}|galard|inter)es$", r"\1esa"),
        ("^(alem|catal|musulm|capit|guardi)an$", r"\1ana"),
        ("([aeu]d)es$", r"\1"),
        ("^(?!quier|(?:.*[iu]eres))(.+)eres$", r"\1er"),
        ("^(?!baleares$)(.*..)ares$", r"\1ar"),
        ("(..[^i])enes$", r"\1en"),
        ("^(marti)res$", r"\1r"),
        ("^heroes$", "heroe"),
    ),
    "fi": (
        ("(..)inen$", r"\1isen"),
        ("(..)isten$", r"\1isen"),
        ("^asia$", "asian"),
        ("^(maa|tyo|tie|suu|paa|puu|yo)(?:n|t|ssa|sta|ta|lla|lle|lta)$", r"\1"),
        ("(vaali|poliisi)t?$", r"\1n"),
        ("kuntaa$", "kunta"),
        ("^suomi$", "suomen"),
        ("vaal(?:ien|eissa|eista|eilla|eihin)$", "vaalin"),
    ),
    "fr": (
        ("ee$", "ée"),
        ("ees$", "ées"),
        ("ier(es?)$", r"ièr\1"),
        ("^(l|r|.*(?:pl|rn|v|par))ois$", r"\1oi"),  # lois, emplois; not mois
        ("^(trav|b|vitr|soupir|cor|em)aux$", r"\1ail"),
        ("^yeux$", "oeil"),
        ("^((?:mi)?lieu|.*jeu|.*feu|neveu|cheveu|aveu|voeu|a?dieu|pieu|essieu|tuyau)x$", r"\1"),
        ("^(.*[^aeiou]|ju|na)ifs?$", r"\1ive"),
        ("^(neu|veu)fs?$", r"\1ve"),
        ("^(?!plus$)(.+[^aeobu])us$", r"\1u"),  # élus, perdus; not vous
    ),
    "it": (
        ("ian[oie]$", "iana"),
        ("^(?!.*(?:gl|mp)iere$)(..+)iere$", r"\1ieri"),
        ("consigliere$", "consiglieri"),
        ("^(cam|lett|tess|vip|pant|anticam)ere$", r"\1era"),
        ("^(pot|carc|gen|cen|ingegn)eri$", r"\1ere"),
        ("^(milit|popol|nucle|regol|sol|famili|parlament|simil|particol|singol)ari$", r"\1are"),
        ("^ore$", "ora"),
        ("^laghi$", "lago"),
        ("^armi$", "arma"),
        ("^uomini$", "uomo"),
    ),
    "nl": (
        ("ieke$", "iek"),
        ("oorden$", "oord"),
        # A vowel that is long in the plural alone.
        (r"^(|.*[^z])dagen$", r"\1dag"),
        (r"^(.*(?:spoor|snel|land|lucht|water|vaar|zij|uit|om|auto|straat|fiets))wegen$", r"\1weg"),
        ("^(aan|uit|na|tegen|neer|over|toe|op|om|ver)slagen$", r"\1slag"),
        ("oorlogen$", "oorlog"),
        (
            (
                "^(|partij|kamer|(?:gemeente)?raads|bestuurs|commissie|bemannings|gezins|familie|team|panel"
                "|bende|kabinets|vakbonds|jury|parlements|club|fractie|oud|ere|koor|band)leden$"
            ),
            r"\1lid",
        ),
        ("^(|hoofd|haven|wereld|deel|partner|binnen|zuster|groot|kust)steden$", r"\1stad"),
        ("schepen$", "schip"),
        ("glazen$", "glas"),
        ("daken$", "dak"),
        ("^(|kijk|neus|schiet)gaten$", r"\1gat"),
        ("^(af)?goden$", r"\1god"),
        ("^(ver|ge)boden$", r"\1bod"),
        ("^(.*)bladen$", r"\1blad"),
        ("^(.*)vaten$", r"\1vat"),
        ("^(.+)baden$", r"\1bad"),
        ("^(|fiets|wandel|bos|voet|loop|ruiter)paden$", r"\1pad"),
        ("^(gerechts)hoven$", r"\1hof"),
        # Two endings of the plural.
        ("(kind|lied|volk|goed|rund|been?d|blad)eren$", r"\1"),
        ("^(|paas|kippen)eieren$", r"\1ei"),
        ("koeien$", "koe"),
        ("lammeren$", "lam"),
        ("(i|e)een$", r"\1e"),
        ("bacterien$", "bacterie"),
        ("hoofden$", "hoofd"),
        ("keuzes?$", "keus"),
        ("(muse|lyce|petrole)a$", r"\1um"),
        ("centra$", "centrum"),
        ("(polit|crit|mus|techn|chem|fys|academ|med)ici$", r"\1icus"),
        ("(hav|wag|ket|jong|dek|tek|gegev|mol|ov|tor|vark|kuss|lak|exam)ens$", r"\1en"),
        # Here -s is a part of the word.
        (
            (
                "^(.*(?:fiet|plaat|kan|prin|gren|gid|koer|beur|rot|toet|flit|schet|spit|spon|bron)"
                "|(?:tand|huis|dieren|kinder|oog|bedrijfs)?art"
                "|(?:mede)?men|kaar|dan|mar|per|ker|hal|pol|len|wen|vor|wal)s$"
            ),
            r"\1sen",
        ),
    ),
    "pl": (
        ("ow$", "ów"),
        ("^(?!tylek$)(..+[^aeiouy])ek$", r"\1k"),
        ("^wojen$", "wojna"),
        ("^pieniedzy$", "pieniadze"),
        ("^miescie$", "miasto"),
        ("^polsce$", "polska"),
        ("^dzien$", "dni"),
        ("^(.*)minister$", r"\1ministra"),
        ("^(.*)ministrowie$", r"\1ministra"),
    ),
    "pt": (
        ("^ca(?:o|es)$", "cão"),
        ("c(?:ao|oes)$", "ção"),
        ("^(?!caos$)(..+|m)aos$", r"\1ão"),
        ("^maes$", "mae"),
        ("(?:ao|aes|oes)$", "ão"),
        ("^(re|le|ide|.+[iu])ais$", r"\1al"),
        ("(..[^aeiou])ais$", r"\1al"),  # nacionais, not mais
        ("^(fac|dific|frag|ag|fert|hab|doc|inut|ut|fut|project)eis$", r"\1il"),
        ("(...)eis$", r"\1el"),
        ("^(an)eis$", r"\1el"),
        ("^(.{1,2})eis$", r"\1ei"),
        ("^(civ|infant|juven|host|fuz|gent)is$", r"\1il"),
        ("(....)ois$", r"\1ol"),
        ("^azuis$", "azul"),
        (f"^({_OF_A_COUNTRY}|campon)es$", r"\1esa"),
        ("^(irma|museu|grau|europeu|judeu)s$", r"\1"),
        ("ns$", "m"),
    ),
    "ru": (
        # Vowels that are in the word only where it has no ending.
        (
            "^(?!кузнец$|близнец$|мертвец$|мудрец$|жрец$|храбрец$|подлец$|наглец$|гордец$|хитрец$)(.+[^аеиоуыэюя])ец$",
            r"\1ц",
        ),
        ("^(.+е)ец$", r"\1йц"),
        (
            (
                "^(?!(?:.*(?:восток|поток|блок|срок|порок|пророк|игрок|шок)|урок|исток|сток|приток"
                "|отток|знаток|сорок)$)(..+[^аеиоуыэюя])ок$"
            ),
            r"\1к",
        ),
        ("(..[шжч])ек$", r"\1к"),
        ("^дн(?:и|я|ю|ем|ей|ям|ями|ях|е)$", "день"),
        ("^денег$", "деньги"),
    ),
    "sv": (
        (
            # The article at the end of words in -a; what else ends so is no noun, or another one.
            (
                "^(?!(?:.*sedan|redan|medan|innan|.*annan|(?:for|dess)?utan|.*mellan|nastan|sallan|.*ovan"
                "|nedan|forran|undan|framan|sadan|.*likadan|hur(?:u)?dan|.*[^m]man|.*plan|.*organ"
                "|.*[hkgr]istan|.*ameri[ck]an|banan|sudan|japan|milan|titan|veteran|satan|johan|stefan"
                "|zlatan|goran|jordan|susan|julian|samman|tusan|vegan|medans"
                "|.*(?:samm|st|bal|fin|lever|domin|eleg|inst|rom|rev|ny|alli|ambul|toler|relev|accept"
                "|reson|hjart|ann)ans)$)(.{3,})ans?$"
            ),
            r"\1a",
        ),
        ("^(off|monst|fonst|klost|numm)r(?:et|en|ets)$", r"\1er"),
        ("ministr(?:ar|arna|arnas)$", "minister"),
        ("^((?:hem|ut|in|grann|fader|foster)?land|.*barn|.*parti|.*kansli)ets?$", r"\1"),
        ("^are[tn]s?$", "ar"),
        ("mannens?$", "man"),
        ("bocker(?:na)?$", "bok"),
        ("vapnet$", "vapen"),
        ("vattnet$", "vatten"),
        ("(mosk)eer(?:na)?$", r"\1en"),
    ),
    "tr": (
        # Else -n and -m are taken for "your" and "my". Not -dan, -ken, -nin, which are endings.
        (
            (
                "^(insan|bakan|baskan|uzman|orman|zaman|alan|hayvan|program|secim|donem|kurum|ortam"
                "|gundem|rejim|isim|resim|bolum|durum|toplum|egitim|uretim|yatirim|yardim|katilim|tarim"
                "|adim|takim|yonetim|eylem|islem|onlem|sistem|problem|anlam|yasam|olum|cozum|yorum|oturum"
                f"|bicim|hukum|kavram|hakem|hakim|hekim)(?:l[ae]r)?{_CASE}$"
            ),
            r"\1lar",
        ),
        (f"^(.+[^dt]an)(?:lar{_CASE}|i|d[ae]n?|[ae]|in[ae])?$", r"\1lar"),
        (f"^(.+[^dtk]en)(?:ler{_CASE}|i|d[ae]n?|[ae]|in[ae])?$", r"\1ler"),
        (f"^(.{{3,}})l[ae]r{_CASE}$", r"\1"),
        ("^(.{3,}l)ig(?:i|in|inin|ini|[ae]|ind[ae]n?|in[ae])$", r"\1ik"),
    ),
}
"""How words end, as they are folded and written, and how a stemmer gets them instead: the first
that fits.
"""

STEM_ENDINGS: Mapping[str, Change] = {
    "es": ("z$", "c"),  # juez, jueces; avanzar, avance
    "fi": ("(..[aouy])ks$", r"\1s"),  # hallitus, hallituksen
}
"""The same of stems."""


@cache
def _changes(language: str, last: str) -> list[tuple[re.Pattern[str], str]]:
    """Those that a word with such a last letter may have, by what stands before the final sign."""
    return [
        (re.compile(ending), instead)
        for ending, instead in ENDINGS.get(language, ())
        if not ending[-2].isalpha() or ending[-2] == last
    ]


def with_known_ending(word: str, language: str) -> str:
    """A folded word with an ending that the language's stemmer knows."""
    for ending, instead in _changes(language, word[-1:]):
        changed, times = ending.subn(instead, word)
        if times:
            return changed
    return word


def with_one_stem(stem: str, language: str) -> str:
    """A stemmer's stem, made the one that other forms of the word have."""
    change = STEM_ENDINGS.get(language)
    return re.sub(*change, stem) if change else stem
