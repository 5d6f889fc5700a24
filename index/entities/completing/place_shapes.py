"""Places whole that are told by how they are written: "Ishikawa Prefecture", "Mount Strand",
"Beaulieu-sur-Mer", "on the A9".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.core.late_patterns import late
from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.name_cues import INSIDE, POSSESSIVE_ENDINGS
from index.entities.words.tokenizer import Tokens

# What provinces end in, in any country.
_PROVINCES = frozenset("Prefecture Governorate Oblast Voivodeship Krai".split())
# … and universities and offices as well, unless things are in it: "in Kano State".
_STATES = frozenset({"State", "Province"})
# … and in small letters, behind the name itself: "in Helmand province".
_DISTRICTS = frozenset(
    "province district county taluk taluka tehsil prefecture governorate oblast municipality "
    "township subdivision mandal commune".split()
)
_BEFORE = frozenset("in of from to near at across outside and between".split())
# What parts of lands and towns end in: "Mashonaland East".
_COMPASS = frozenset("North South East West Central".split())
_PEAKS = frozenset({"Mount", "Mt", "Greater"})
_CHURCHES = frozenset("Church Cathedral Chapel Basilica Abbey Churchyard".split())
_SAINTS = frozenset({"St", "Saint", "Ste", "Sainte"})
_HYPHEN = frozenset({"-"})
# … of the Philippines, where towns and schools are called by them, and people hardly are.
_SPANISH_SAINTS = frozenset({"Sta.", "Sto."})
# What joins the words of French and other towns between hyphens.
_BETWEEN = frozenset("sur sous lès les lez en aux du la le de der upon on".split())
# … and of people as well, unless a saint stands before it.
_OF_PEOPLE = frozenset("de du la le les".split())
# Words on either side of the small one; the longest names have three.
_MOST_JOINED = 6
# Roads by their letters and numbers; aircraft and weapons are on no road.
_ROAD = late(r"(?:A(?!3[0-8]0$|2[12]0$)|M|N(?!95$)|D|R|RN|E)[1-9]\d{0,3}")
_LETTERS = frozenset("BR NH SH I".split())
_ALONG = frozenset("on along off via onto joins block blocked closed take Take".split())
_SURE = 0.8


def shaped_places(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Places whole that are written as only places are, where no span, by token, is one."""
    ways = (
        (_province, tokens.among(_PROVINCES | _STATES)),
        (_district, tokens.among(_DISTRICTS)),
        (_part, tokens.among(_COMPASS)),
        (_peak, tokens.among(_PEAKS)),
        (_of_saint, tokens.among(_SPANISH_SAINTS)),
        (_church, tokens.among(_CHURCHES)),
        (_hyphened, tokens.among(_HYPHEN)),
        (_road, tokens.where(_is_of_road)),
    )
    for find, places in ways:
        yield from filter(None, (find(at, tokens, taken) for at in places))


def _is_of_road(word: str) -> bool:
    """Whether a road's number may be a word, or begin with it; asked once of each word."""
    return word in _LETTERS or bool(_ROAD.fullmatch(word))


def _same(tokens: Tokens, at: int, other: int) -> bool:
    return 0 <= at < len(tokens.words) and tokens.texts[at] == tokens.texts[other]


def _province(last: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A province with the place that it is called by, or a word that no list has."""
    words = tokens.words
    if last in taken or (_same(tokens, last + 1, last) and words[last + 1][:1].isupper()):
        return None
    own = taken.get(last - 1)
    if own and (own.type != "place" or tokens.texts[own.first] != tokens.texts[last]):
        return None
    first = own.first if own else last - 1
    if not own and (not _same(tokens, first, last) or not _is_no_word(words[first])):
        return None
    before = words[first - 1] if first and _same(tokens, first - 1, last) else ""
    if not own and before[:1].isupper():
        return None
    if words[last] in _STATES and before not in INSIDE:
        return None
    return Span(first, last, "place", max(_SURE, own.confidence if own else 0))


def _district(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """What a district is called, of words that no list has, where something is in it."""
    if not at or at - 1 in taken or not _same(tokens, at - 1, at):
        return None
    first = at - 1
    words = tokens.words
    if not _is_no_word(words[first]) or tokens.first[first]:
        return None
    if first and first - 1 not in taken and _same(tokens, first - 1, at):
        first -= _is_no_word(words[first - 1]) and not tokens.first[first - 1]
    before = words[first - 1] if first and _same(tokens, first - 1, at) else ""
    return Span(first, at - 1, "place", _SURE) if before in _BEFORE else None


def _part(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A part of a land or town with what it is a part of, whose name stands before it."""
    own = taken.get(at - 1)
    if at in taken or not own or own.type != "place" or not _same(tokens, own.first, at):
        return None
    if _same(tokens, at + 1, at) and tokens.words[at + 1][:1].isupper():
        return None
    return own._replace(last=at)


def _peak(first: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A mountain with what it is called, a city with what is around it."""
    own = taken.get(first + 1)
    if first in taken or not own or own.first != first + 1:
        return None
    greater = tokens.words[first] == "Greater"
    if own.type == "org" and not greater:
        return None
    name = " ".join(tokens.words[own.first : own.last + 1])
    if greater and own.type != "place" and not known_bits(name) & gz.CITY:
        return None
    if not _same(tokens, first + 1, first):
        return None
    return Span(first, own.last, "place", max(_SURE, own.confidence))


def _of_saint(first: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A town with its saint: "Sta. Rosa"."""
    own, name = taken.get(first), taken.get(first + 1)
    if not _same(tokens, first + 1, first) or not tokens.words[first + 1][:1].isupper():
        return None
    if (own and own.last > first) or (name and (name.type == "org" or name.first <= first)):
        return None
    last = name.last if name and name.type == "place" else first + 1
    return Span(first, last, "place", _SURE)


def _church(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A church with its saint: "St Mary's Church", "Church of St Mary"."""
    words = tokens.words
    own = taken.get(at)
    if own and own.last > own.first:
        return None
    if words[at + 1 : at + 2] == ["of"] and words[at + 2 : at + 3] and words[at + 2] in _SAINTS:
        saint = taken.get(at + 2)
        last = saint.last if saint else at + 3
        same = _same(tokens, last, at) and words[last][:1].isupper()
        return Span(at, last, "place", _SURE) if same else None
    if at < 3 or words[at - 1] not in POSSESSIVE_ENDINGS or not _same(tokens, at - 3, at):
        return None
    saint = taken.get(at - 2)
    first = saint.first if saint else at - 3
    return Span(first, at, "place", _SURE) if words[first] in _SAINTS else None


def _hyphened(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A town that hyphens join around a small word, at the first of both."""
    words = tokens.words
    if not _is_joined(at, tokens) or not _is_joined(at + 2, tokens):
        return None
    between, last = words[at + 1], at + 3
    if between not in _BETWEEN or not words[at - 1].istitle():
        return None
    most = last + 2 * _MOST_JOINED
    while last < most and words[last].islower() and _is_joined(last + 1, tokens):
        last += 2
    if not words[last][:1].isupper():
        return None
    first = at - 1
    least = max(1, first - 2 * _MOST_JOINED)
    while first > least and _is_joined(first - 1, tokens) and words[first - 2][:1].isupper():
        first -= 2
    if words[first] not in _SAINTS and between in _OF_PEOPLE:
        return None
    if known_bits(words[first]) & gz.OTHER or words[first] == words[last]:
        # "Democrat-on-Democrat"
        return None
    if first and tokens.end[first - 1] == tokens.start[first] and words[first - 1] in {"L'", "L’"}:
        first -= 1
    inside = {taken[place] for place in range(first, last + 1) if place in taken}
    whole = all(span.first >= first and span.last <= last for span in inside)
    return Span(first, last, "place", _SURE) if whole else None


def _is_joined(at: int, tokens: Tokens) -> bool:
    """Whether a hyphen without blanks stands at a place."""
    if not 0 < at < len(tokens.words) - 1 or tokens.words[at] != "-":
        return False
    glued = tokens.end[at - 1] == tokens.start[at] and tokens.end[at] == tokens.start[at + 1]
    return bool(glued) and _same(tokens, at - 1, at) and _same(tokens, at + 1, at)


def _road(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A road by its number, that something is on: "along the BR-364"."""
    words, last = tokens.words, at
    if words[at] in _LETTERS:
        last = at + 2
        if not _is_joined(at + 1, tokens) or not words[last].isdecimal():
            return None
    before = at - 1
    if words[before] == "the":
        before -= 1
    elif words[at] != "I":
        return None
    if before < 0 or not _same(tokens, before, at) or words[before] not in _ALONG:
        return None
    if any(place in taken for place in range(at, last + 1)):
        return None
    return Span(at, last, "place", _SURE)


def _is_no_word(word: str) -> bool:
    """Whether a word is a name that no list has."""
    return word.istitle() and not known_bits(word) & ~gz.SURNAME and capital_share(word.lower()) < 0
