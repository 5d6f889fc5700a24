"""Of what kind a word is that no list has, by all that an article says beside it: "a stake in
Ostrand" is one in a firm, "surnamed Ostrand" somebody, "Ostrand district" a place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from index.core.values import EntityType
from index.entities.article_name import Name
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.name_cues import POSSESSIVE_ENDINGS, word_beside
from index.entities.words.tokenizer import Tokens

# What only firms and other bodies have, before "in", "at", "of" or "for" and their name …
_BEFORE_BODIES = {
    "in": frozenset("stake stakes shareholder shareholders shareholding shares".split()),
    "at": frozenset(
        "profit profits revenue sales earnings analyst analysts economist economists strategist "
        "executive executives management employees worked works".split()
    ),
    "of": frozenset(
        "CEO shares takeover acquisition shareholders employees subsidiary unit owner owners "
        "customers subscribers management board founder chairperson".split()
    ),
    "from": frozenset({"statement", "bought", "help"}),
    "to": frozenset("affiliated belongs belong sold customers fined sells supplies".split()),
    "by": frozenset("owned operated acquired run employed".split()),
    "with": frozenset("merger merge merged analyst economist".split()),
}
# … and somebody too, but no town.
_VOICES = frozenset("spokesman spokeswoman spokesperson".split())
# … and behind it.
_OF_BODIES = frozenset(
    "stock shareholders shareholder employees analyst analysts executives executive customers "
    "subscribers CEO boss bosses management founder chairwoman chairperson".split()
)
_OWNED = _OF_BODIES | frozenset(
    "profit profits revenue revenues earnings sales shares board subsidiary headquarters chief "
    "managing chairman".split()
)
_TRADED = frozenset(
    "rose fell gained lost shed added jumped slipped dropped climbed surged tumbled slumped eased "
    "rises falls gains loses sheds adds jumps slips drops climbs surges tumbles slumps eases "
    "advanced declined retreated firmed plunged soared".split()
)
_SHARES = frozenset("% per percent pc pct points".split())
_BY_SHARE = 4  # words
_LEADING = frozenset({"chief", "managing"})
_BEHIND_LEADING = frozenset({"executive", "director", "financial", "operating"})
# What somebody alone does, is and has.
_LIVING = frozenset(
    "laughed smiled wept cried died sobbed shrugged grinned nodded smiles laughs sighed married "
    "pleaded testified remembers recalls recalled remembered confessed himself herself "
    "thinks".split()
)
_KIN = frozenset(
    "wife husband mother father son sons daughter daughters brother sister brothers sisters uncle "
    "aunt nephew niece cousin grandmother grandfather girlfriend boyfriend fiancée fiance widow "
    "parents children family families body death lawyer lawyers remains relatives eldest".split()
)
_HIS = frozenset("his her my their whose".split())
_CALLED = frozenset("surnamed nicknamed née nee alias".split())
_DONE_TO = frozenset(
    "born arrested jailed sentenced convicted acquitted married handcuffed".split()
)
_WAS = frozenset("was is were has had been who".split())
_WHO = frozenset({"who", "whose"})
_ALONE = frozenset("was is has had does".split())
_TO_SOMEBODY = frozenset("reporters police court him her me us journalists".split())
_AGES = range(5, 111)
# What stands behind a place, and whoever lives there.
_LANDS = frozenset(
    "district province county village villages town suburb township municipality taluk tehsil "
    "mandal taluka neighbourhood neighborhood settlement hamlet residents resident villagers "
    "prefecture governorate constituency peninsula river valley airport highway".split()
)
_BEFORE_LANDS = frozenset(
    "north south east west outskirts north-east north-west south-east south-west northeast "
    "northwest southeast southwest km kilometres kilometers miles village town villages suburb "
    "residents villagers".split()
)
_OF = frozenset({"of", "from"})
# How surnames end of peoples of whom the lists have few, and hardly anything else.
_OF_PEOPLE = (
    "swamy", "swami", "samy", "appa", "aiah", "krishnan", "ullah", "uddin", "eddine", "zadeh",
    "shvili", "adze", "escu", "oglu", "oğlu", "sson", "poulos", "chenko", "wati", "yanto", "singhe",
    "sinha", "sekara", "ratne", "kumar", "preet", "veer", "chuk", "akis",
)  # fmt: skip
# A tagger that is surer is right more often.
_DOUBTED = 0.98
_A_NAME = 0.6
_TOLD = -1
# What people of a kind are called by: "Keynesian", "Brexiteers".
_KINDS = ("ian", "ist", "ists", "ians", "ism", "ers")


def settle_unknown(names: Sequence[Name], tokens: Tokens) -> None:
    """Make of a word that no list has what stands beside it says, wherever the article has it,
    where that does not tell two things of it.
    """
    unknown: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        known = _known(name.words[0]) if len(name.key) == 1 else _TOLD
        if known != _TOLD and not (known and name.type == "person"):
            unknown[name.key].append(name)
    if not unknown:
        return
    full = {n.key[-1] for n in names if len(n.key) > 1 and n.type == "person"}
    for key, own in unknown.items():
        if any(name.title for name in own) or key[0] in full:
            continue
        told = Counter(kind for name in own for kind in _kinds(name, tokens))
        if not told and own[0].words[0].endswith(_OF_PEOPLE):
            told["person"] = 1
        if not told:
            continue
        (kind, times), *others = told.most_common()
        if all(count * 3 <= times for _, count in others):
            for name in own:
                if name.type != kind and name.span.confidence < _DOUBTED:
                    name.type = kind


@lru_cache(maxsize=1 << 14)
def _known(word: str) -> int:
    """What lists know of a word with a capital that is none in small letters: nothing, or that it
    is a surname; `_TOLD` of any other.
    """
    known = known_bits(word)
    if known not in {0, gz.SURNAME} or not word.istitle() or not word.isalpha():
        return _TOLD
    if word.endswith(_KINDS) or 0 <= capital_share(word.lower()) < _A_NAME:
        return _TOLD
    return known


def _kinds(name: Name, tokens: Tokens) -> Iterator[EntityType]:
    """What the words beside one mention tell, if anything."""
    beside = Beside.of(name, tokens)
    if _is_of_body(beside, is_place=name.type == "place"):
        yield "org"
    elif _is_of_person(beside):
        yield "person"
    elif beside.after in _LANDS or (beside.before in _OF and beside.earlier in _BEFORE_LANDS):
        yield "place"


class Beside(NamedTuple):
    """The words around a name, the nearest first on both sides."""

    before: str
    earlier: str
    after: str
    later: str
    behind: Sequence[str]

    @classmethod
    def of(cls, name: Name, tokens: Tokens) -> Beside:
        """Those of a name."""
        first, last = name.span.first, name.span.last
        behind = [word_beside(tokens, last, by) for by in range(1, _BY_SHARE + 2)]
        before, earlier = (word_beside(tokens, first, -by) for by in (1, 2))
        return cls(before, earlier, behind[0], behind[1], behind)


def _is_of_body(beside: Beside, *, is_place: bool) -> bool:
    """Whether a firm or another body is told, of what was taken for a place or for somebody."""
    before, earlier, after, later, behind = beside
    if after in POSSESSIVE_ENDINGS:
        return later in _OWNED and (later not in _LEADING or behind[2] in _BEHIND_LEADING)
    if earlier in _BEFORE_BODIES.get(before, ()) or after in _OF_BODIES:
        return True
    if is_place and ((before == "for" and earlier in _VOICES) or after in _VOICES):
        return True
    if after in _LEADING:
        return later in _BEHIND_LEADING
    # "rose by 4 per cent"
    return after in _TRADED and any(
        one[:1].isdigit() and two in _SHARES for one, two in pairwise(behind[1:])
    )


def _is_of_person(beside: Beside) -> bool:
    """Whether somebody is told."""
    before, earlier, after, later, behind = beside
    if before in _CALLED or after in _LIVING or (before in _KIN and earlier in _HIS):
        return True
    if after in POSSESSIVE_ENDINGS:
        return later in _KIN
    if after == ",":
        if later in _WHO:
            return before != "of" and behind[2] in _ALONE
        return later.isdecimal() and int(later) in _AGES and behind[2] in {",", "."}
    return (after in _WAS and later in _DONE_TO) or (after == "told" and later in _TO_SOMEBODY)
