"""Names of which a tagger saw nothing, or something else, and that the words beside them tell: "the
village of Lower Strand", "a Porthaven-based maker", "told PHA".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Tokens

# What a place is, or who lives in it, before an "of" and its name.
_OF_PLACES = frozenset(
    "village hamlet town city suburb neighbourhood neighborhood settlement municipality township "
    "commune district province state county island port villagers residents inhabitants mayor "
    "outskirts Villagers Residents north south east west".split()
)
# How somebody belongs to a place: "Porthaven-based".
_FROM = frozenset({"based", "born", "listed"})
_TOLD = "told"
_HOUSES = frozenset({"Parliament", "Diet"})
_SINGLE = _HOUSES | {_TOLD}
# What only a firm or another body has, before an "of" and its name.
_OF_BODIES = frozenset(
    "subsidiary subsidiaries unit affiliate chairman chairwoman chairperson shareholders employees "
    "customers headquarters shares branch".split()
)
_JOINTS = frozenset({"of", "in", "at"})
# … and behind a possessive.
_OWNED = _OF_BODIES | frozenset("chair treasurer CEO members branch branches plant".split())
_POSSESSIVES = frozenset({"'s", "’s"})
_ALWAYS = 0.95
_INSIDE = frozenset("in near outside from towards off".split())
_BEHIND = frozenset(
    ". , ; and or on in for with after before when to at by as since said was were is are has had "
    "have where who which that during until while but".split()
)
_LEAST = 5  # letters
_SEATS = frozenset({"D", "R", "I"})
_BEFORE_TOWNS = frozenset("in near from of to at and between outside".split())
_PLACES = gz.CITY | gz.COUNTRY | gz.REGION
# What stands behind such words and is no place, and what makes something else of one.
_NO_PLACE = gz.DEMONYM | gz.CALENDAR | gz.TITLE | gz.ROLE | gz.STARTER | gz.ORG | gz.OTHER
_LONGEST = 3  # words
_TWO = 2
_ON_AIR = frozenset({"TV", "FM", "Radio"})
_DAYS = frozenset({"Saturday", "Sunday"})
_THE = frozenset({"the", "The"})
_NO_OUTLET = gz.DEMONYM | gz.CALENDAR | gz.TITLE | gz.ROLE | gz.STARTER | gz.OTHER | gz.COUNTRY
_ACRONYM = 2, 6  # letters, at least and at most
_SURE = 0.8


def _tells(word: str) -> bool:
    if word in _OF_PLACES or word in _FROM or word in _SINGLE or word in _OF_BODIES:
        return True
    if word in _POSSESSIVES:
        return True
    return bool(word[:1].isupper() and known_bits(word) & (gz.REGION | gz.COUNTRY))


def told(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """What the words beside it say to be a place or an organisation, and no span, by token, is."""
    for at in tokens.where(_tells):
        if span := _told(at, tokens, taken):
            yield span


def unknown_places(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Words that no list has and that something is in: "a nurse from Pukatawagan"."""
    words, text = tokens.words, tokens.texts
    for before in tokens.among(_INSIDE):
        at = before + 1
        if at in taken or at >= len(words) or not words[at][:1].isupper():
            continue
        if text[before] != text[at] or not _may_be_town(words[at]):
            continue
        last = at
        while last < at + _TWO and last + 1 < len(words) and text[last + 1] == text[at]:
            if last + 1 in taken or not _may_be_town(words[last + 1]):
                break
            last += 1
        if words[at - 1] == "from" and any(map(known_bits, words[at : last + 1])):
            continue
        after = words[last + 1] if last + 1 < len(words) and text[last + 1] == text[at] else "."
        if after in _BEHIND and (last > at or len(words[at]) >= _LEAST):
            yield Span(at, last, "place", _SURE)


def _told(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """The name that a word at a place tells of, None where it tells of none that is new."""
    word = tokens.words[at]
    if word in _FROM:
        return _home(at, tokens, taken)
    if word in _OF_BODIES or word in _POSSESSIVES:
        return _body(at, tokens, taken)
    if word in _HOUSES:
        return _house(at, tokens, taken)
    if word[:1].isupper() and word not in _OF_PLACES:
        return _before_state(at, tokens, taken)
    first = at + 1 if word == _TOLD else at + 2
    if first >= len(tokens.words) or tokens.texts[first] != tokens.texts[at]:
        return None
    if word == _TOLD:
        if _asks(first, tokens):
            return _fresh(Span(first, first, "org", _SURE), taken)
        return _outlet(first, tokens, taken)
    if tokens.words[at + 1] != "of" or tokens.words[first - 3] in _POSSESSIVES:
        return None
    last = first
    while last < first + _LONGEST and _is_of_place(last, first, tokens):
        last += 1
    return _fresh(Span(first, last - 1, "place", _SURE), taken) if last > first else None


def _fresh(span: Span, taken: Mapping[int, Span]) -> Span | None:
    """A name where nothing was found, or something else was in the very words."""
    own = {taken[at] for at in range(span.first, span.last + 1) if at in taken}
    if not own:
        return span
    same = len(own) == 1 and next(iter(own))[:2] == span[:2]
    return span if same and next(iter(own)).type != span.type else None


def _is_of_place(at: int, first: int, tokens: Tokens) -> bool:
    """Whether a word may be one of a place's name that begins at another."""
    if at >= len(tokens.words) or tokens.texts[at] != tokens.texts[first]:
        return False
    word = tokens.words[at]
    return word.istitle() and word.isalpha() and not known_bits(word) & _NO_PLACE


def _asks(at: int, tokens: Tokens) -> bool:
    """Whether a word is an acronym that nobody is called by: "told PHA"."""
    word = tokens.words[at]
    if not (word.isalpha() and word.isupper() and _ACRONYM[0] <= len(word) <= _ACRONYM[1]):
        return False
    after = tokens.words[at + 1] if at + 1 < len(tokens.words) else ""
    if after.isupper() and len(after) > 1:
        return False
    return not (known_bits(word) | known_bits(word.title())) & ~(gz.ORG | gz.SURNAME | gz.GIVEN)


def _outlet(first: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """Whoever asks that has more words than one, or an article: "told Radio Strand", "told the
    Pellow Argus".
    """
    article = tokens.words[first] in _THE
    first += article
    last = first
    while last < first + _LONGEST and last not in taken and _is_of_outlet(last, first, tokens):
        last += 1
    if last in taken or last - first + article < _TWO or tokens.words[last : last + 1] == ["-"]:
        return None
    return Span(first, last - 1, "org", _SURE)


def _is_of_outlet(at: int, first: int, tokens: Tokens) -> bool:
    """Whether a word may be one of whoever asks, whose first one hardly anybody is called by."""
    if at >= len(tokens.words) or tokens.texts[at] != tokens.texts[first]:
        return False
    word = tokens.words[at]
    if not word[:1].isupper() or not word.isalnum():
        return False
    if at > first and word in _ON_AIR:
        return True
    if known_bits(word) & _NO_OUTLET and not (word in _DAYS and tokens.words[at - 1] == "The"):
        return False
    return at > first or word in _DAYS or not known_bits(word) & (gz.GIVEN | gz.SURNAME)


def _body(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A body that has what only bodies have: "a unit of Nornickel", "Sanco's regional chair"."""
    words = tokens.words
    if words[at] in _OF_BODIES:
        place = at + 2
        if words[at + 1 : at + 2] and words[at + 1] not in _JOINTS:
            return None
    else:
        place = at - 1
        if _OWNED.isdisjoint(words[at + 1 : at + 3]):
            return None
    if not 0 <= place < len(words) or tokens.texts[place] != tokens.texts[at]:
        return None
    own = taken.get(place)
    if own and (own.type == "org" or own.first < own.last):
        return None
    beside = [words[by] for by in (place - 1, place + 1) if 0 <= by < len(words)]
    if any(one[:1].isupper() for one in beside) and not tokens.first[place]:
        return None
    return Span(place, place, "org", _SURE) if _is_no_word(words[place]) else None


def _is_no_word(word: str) -> bool:
    """Whether a word is a name that no list has, of whatever it may be."""
    if not word.istitle() or known_bits(word):
        return False
    share = capital_share(word.lower())
    return share < 0 or share >= _ALWAYS


def _may_be_town(word: str) -> bool:
    """Whether a word is a name that no list has, or that lists have as people's alone."""
    if not word.istitle() or not word.isalpha() or known_bits(word) & ~(gz.GIVEN | gz.SURNAME):
        return False
    share = capital_share(word.lower())
    # "disappointed in Mitch": news that the lexicon knows has people of this name.
    return share < 0 or (share >= _ALWAYS and not known_bits(word))


def _house(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A parliament that has no more of a name, and a capital that no sentence gives it."""
    beside = (tokens.words[at - 1], tokens.words[at + 1] if at + 1 < len(tokens.words) else "")
    if (
        at in taken
        or tokens.first[at]
        or tokens.words[at - 2].lower().startswith("member")
        or any(word[:1].isupper() for word in beside)
    ):
        return None
    return Span(at, at, "org", _SURE)


def _before_state(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A town that its state stands behind, or the state of a member of parliament: "from Strand,
    Ohio", "R-Ohio".
    """
    words, text, town = tokens.words, tokens.texts, at - 2
    if town < 1 or text[town - 1] != text[at] or not known_bits(words[at]) & gz.REGION:
        return None
    if words[at - 1] == "-" and words[town] in _SEATS and at not in taken:
        return Span(at, at, "place", _SURE)
    if words[at - 1] != "," or words[town - 1] not in _BEFORE_TOWNS or town in taken:
        return None
    return Span(town, town, "place", _SURE) if _is_of_place(town, town, tokens) else None


def _home(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """The known place that somebody is from by the word behind its hyphen."""
    last = at - 2
    if last < 0 or last in taken or tokens.words[at - 1] != "-":
        return None
    if tokens.texts[last] != tokens.texts[at] or tokens.start[at] != tokens.end[at - 1]:
        return None
    words, text = tokens.words, tokens.texts
    for first in range(max(0, last - _LONGEST + 1), last + 1):
        if text[first] == text[last] and known_bits(" ".join(words[first : last + 1])) & _PLACES:
            return _fresh(Span(first, last, "place", _SURE), taken)
    return None
