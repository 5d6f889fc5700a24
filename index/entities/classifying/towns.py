"""Places of an article that are told by what happens in them, and by a row with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from index.entities.article_name import Name
from index.entities.bounds.parting import MEMBERS
from index.entities.classifying.family_names import is_given
from index.entities.words import gazetteer as gz
from index.entities.words import lexicon
from index.entities.words.gazetteer import known_bits
from index.entities.words.name_cues import (
    INSIDE,
    POSSESSIVE_ENDINGS,
    is_inside,
    is_of_town,
    word_beside,
)
from index.entities.words.tokenizer import Tokens

_ADMINISTERED = frozenset("State Province County District Governorate Prefecture".split())
# What towns end in, and clubs: "Davao City Mayor" tells which.
_TOWNS = frozenset({"City", "Town", "Township"})
_AND = frozenset({"and", "or"})
_JOINTS = _AND | {","}
_BEFORE_TOWNS = frozenset("in from of to between for near at".split())
_LONGEST = 3  # words
# What towns and streets end in.
_ENDINGS = (
    "ville", "straße", "strasse", "gasse", "burgh", "borough", "shire", "abad", "pura",
    "garh", "nagar", "puram", "patnam", "halli", "fontein", "kloof", "spruit", "grad", "istan",
)  # fmt: skip
_BEHIND_TOWNS = frozenset(", counties county districts provinces states".split())
# A tagger that is less sure of a place may be wrong; so sure it is of what tells.
_DOUBTED, _CERTAIN = 0.9, 0.8
# So often a name has a capital at least.
_A_NAME = 0.6
_LEAST = 6  # letters
# What somebody plays "in" a work.
_PARTS = frozenset("role roles part starred stars star".split())
# What the article so often says to be inside a town of that name is the town.
_OFTEN = {"person": 1 / 3, "org": 1 / 6}
_UNLISTED = {"person": 1 / 3, "org": 2 / 3}


def settle_towns(names: Sequence[Name], tokens: Tokens, people: set[str]) -> None:
    """A town that things happen in is one, whatever else is called so: "in Nice", "in Ferguson"; so
    is what ends as towns do, and a member's seat.
    """
    for name in names:
        if name.key[-1] in people or name.type == "place":
            continue
        if not name.title and (_is_seat(name, tokens) or _ends_as_towns(name)):
            name.type = "place"
    several = {name.key for name in names if name.type == "person" and len(name.key) > 1}
    may = [
        name
        for name in names
        if name.type != "place"
        and not name.title
        and (name.key[-1] not in people or _is_alone(name.key, several) or is_of_town(name, tokens))
        and (_is_town(name.words) or _is_unknown(name.words))
    ]
    if not may:
        return
    keys = {name.key for name in may}
    named = [name for name in names if name.key in keys]
    times: Counter[tuple[str, ...]] = Counter(name.key for name in named)
    ends = {name.span.last: name for name in names if name.type == "place"}
    inside: Counter[tuple[str, ...]] = Counter(
        n.key for n in named if _is_in_town(n, tokens) or _is_beside_town(n, ends, tokens)
    )
    for name in may:
        if inside[name.key]:
            shares = _OFTEN if _is_town(name.words) else _UNLISTED
            if inside[name.key] >= shares[name.type] * times[name.key]:
                name.type = "place"


def _is_alone(key: tuple[str, ...], several: Collection[tuple[str, ...]]) -> bool:
    """Whether nobody else of some people has the last word of one of several words."""
    return len(key) > 1 and not any(one[-1] == key[-1] for one in several if one != key)


def settle_rows(names: Sequence[Name], tokens: Tokens) -> None:
    """A word that no list has, in a row between two places or organisations, is one as well, unless
    the article has it as a person elsewhere: "Pellow, Carrick and Strand Foods".
    """
    for before, name in pairwise(names):
        # "BYD and Wuling"
        pair = before.type == "org" and name.type == "place" and name.span.confidence < _DOUBTED
        if pair and before.span.last + 2 == name.span.first and _is_unknown(name.words):
            beside = word_beside(tokens, name.span.first, -1) in _AND
            behind = word_beside(tokens, name.span.last, 1)
            beside = beside and behind not in _BEHIND_TOWNS
            if beside and before.span.confidence >= _CERTAIN:
                name.type = "org"
    for before, name, after in zip(names, names[1:], names[2:], strict=False):
        kind = before.type
        if kind in {name.type, "person"} or after.type != kind or name.title:
            continue
        first, last = name.span.first, name.span.last
        if before.span.last + 2 != first or last + 2 != after.span.first:
            continue
        if word_beside(tokens, first, -1) != "," or word_beside(tokens, last, 1) not in _JOINTS:
            continue
        if _is_unknown(name.words):
            for same in names:
                if same.key == name.key:
                    same.type = kind


def _is_in_town(name: Name, tokens: Tokens) -> bool:
    """Whether things are said to be in a name; of what begins with a given name, by the words
    before it alone: "Ada Strand, USA Today".
    """
    if word_beside(tokens, name.span.first, -2).lower() in _PARTS:
        # "her role in Vera Drake"
        return False
    if len(name.key) > 1 and is_given(name.words[0]):
        inside = word_beside(tokens, name.span.first, -1) in INSIDE
        owns = word_beside(tokens, name.span.last, 1) in POSSESSIVE_ENDINGS
        return is_of_town(name, tokens) or (inside and not owns)
    return is_inside(name, tokens)


def _is_beside_town(name: Name, ends: Mapping[int, Name], tokens: Tokens) -> bool:
    """Whether a name is told with a place that something is in: "in Pesalai and Talaimannar"."""
    town = ends.get(name.span.first - 2)
    if town is None or word_beside(tokens, name.span.first, -1) not in _AND:
        return False
    if len(name.key) > 1 and is_given(name.words[0]):
        # "of Massachusetts and Ada Strand"
        return False
    before = word_beside(tokens, town.span.first, -1)
    return before in _BEFORE_TOWNS or (before in _JOINTS and town.span.first - 2 in ends)


def _is_seat(name: Name, tokens: Tokens) -> bool:
    """Whether a member of parliament stands behind what was taken for somebody, or for a body that
    no list has: "the Clare TD".
    """
    if len(name.key) > 1 or not name.words[0].istitle():
        return False
    if name.type != "person" and known_bits(name.words[0]):
        return False
    # "Green MEP" tells a party.
    called = not 0 <= lexicon.capital_share(name.key[0]) < _A_NAME
    return called and word_beside(tokens, name.span.last, 1) in MEMBERS


def _ends_as_towns(name: Name) -> bool:
    """Whether a word that no list has ends as towns and streets do, and as nobody's surname."""
    word = name.words[0]
    if len(name.words) > 1 or known_bits(word) or lexicon.capital_share(word.lower()) >= 0:
        return False
    return len(word) > _LEAST and word.istitle() and word.endswith(_ENDINGS)


def _is_unknown(words: Sequence[str]) -> bool:
    """Whether a name is of words that no list has, in small letters neither, or that hardly anybody
    is called by.
    """
    if len(words) == 1:
        return words[0].istitle() and not known_bits(words[0])
    if len(words) > _LONGEST or not all(w.istitle() and w.isalpha() for w in words):
        return False
    first, *_, last = map(known_bits, words)
    if first & gz.GIVEN and lexicon.capital_share(words[-1].lower()) >= 0:
        # News has people of this surname.
        return False
    first_free = not first & ~(gz.PARTICLE | gz.SURNAME | gz.GIVEN)
    return first_free and not last & ~(gz.GIVEN | gz.CITY)


def _is_town(words: Sequence[str]) -> bool:
    """Whether a list has a name as that of a town, and not as that of an organisation, or it ends
    as provinces and towns do: "Kano State", which is no university of an American state.
    """
    name = " ".join(words)
    bits = known_bits(name) or known_bits(name.title())
    if len(words) > 1 and words[-1] in _ADMINISTERED and not bits and all(map(str.istitle, words)):
        return not known_bits(" ".join(words[:-1])) & (gz.COUNTRY | gz.REGION)
    if len(words) > 1 and words[-1] in _TOWNS:
        return not bits & gz.ORG
    return bool(bits & gz.CITY and not bits & gz.ORG)
