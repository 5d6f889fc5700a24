"""Whom "he" and "she" mean in a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from index.quotes.attribution_words import NEAR, OFFICES, POSSESSIVES, PREPOSITIONS, PRONOUNS
from index.quotes.given_names import MEN, TITLES, WOMEN
from index.quotes.token_sequence import TokenSequence

_PEOPLE = OFFICES | NEAR
_MEANWHILE = frozenset("when after as before until because since while".split())
_ASKS = frozenset("asked asks asking pressed".split())
_ANSWERS = frozenset(
    "responded responds replied replies answered answers retorted countered".split()
)
_NEAR = 4
_BACK = 200
_LONG = 20


def antecedent(line: TokenSequence, at: int) -> int:
    """Where the person is named whom a pronoun means: the first one of the nearest sentence that
    names one who may be meant and whom no preposition makes part of something else, those first
    whose title or given name fits; -1 without one.
    """
    gender = PRONOUNS[line.low[at]]
    meant, sentence, sure, owner, topic = -1, -1, False, -1, -1
    for place in range(at - 1, max(-1, at - _BACK), -1):
        if meant >= 0 and line.sentence[place] != sentence:
            break
        if meant < 0 <= topic and line.sentence[place] != line.sentence[topic]:
            return topic
        if meant < 0 <= owner and line.sentence[place] != line.sentence[at]:
            # Smith's numbers go up when he says …
            return owner
        if line.kind(place) != "person":
            continue
        own = _gender(line, place)
        free = line.low[line.noun_start(place) - 1] not in PREPOSITIONS
        if free and own in {"", gender} and _says(line, place):
            return place
        if free and own in ({gender} if sure else {"", gender}) and not line.is_attached(place):
            meant, sentence, sure = place, line.sentence[place], own == gender
        if free and own in {"", gender} and _owns_topic(line, place, at):
            topic = place
        near = line.sentence[place] == line.sentence[at] and line.low[at - 1] in _MEANWHILE
        if near and free and own == gender and line.low[place + 1] in POSSESSIVES:
            owner = place
    if meant >= 0:
        return _asked(line, meant, at)
    return max(owner, topic)


def _asked(line: TokenSequence, asker: int, at: int) -> int:
    """The place of whom somebody asks, where a pronoun is for whoever answers: Smith asked Jones
    why. “I do not know,” he replied. Else the place of the one who asks.
    """
    answers = not _ANSWERS.isdisjoint({line.low[at - 1], line.low[at + 1]})
    said = at - 1 if line.kind(at - 1) == "q" else at - 2
    if not answers and (
        line.kind(said) != "q" or "?" in line.text[line.start(said) : line.end(said)]
    ):
        return asker
    asks = next((one for one in range(asker + 1, at) if line.low[one] in _ASKS), at)
    if line.within(asks, asker) < 0:
        return asker
    asked = range(asks + 1, min(at, asks + _NEAR))
    return next((one for one in asked if line.kind(one) == "person"), asker)


def _owns_topic(line: TokenSequence, at: int, pronoun: int) -> bool:
    """Whether a sentence is about what a person has: That morning, Smith's attention was … Not
    whose man it is, nor what is said: “Smith's way is long,” he said.
    """
    first = line.noun_start(at)
    begins = (
        first == 0 or line.sentence[first - 1] != line.sentence[at] or line.low[first - 1] == ","
    )
    if line.low[at + 1] not in POSSESSIVES or not begins:
        return False
    said = line.low[pronoun - 1] == "," or line.kind(pronoun - 1) == "q"
    if said and line.sentence[at] == line.sentence[pronoun]:
        return False
    return _PEOPLE.isdisjoint(line.low[at + 2 : at + 4])


def _says(line: TokenSequence, at: int) -> bool:
    """Whether somebody is the one who says what a sentence holds: …, Smith said."""
    if line.low[at - 1] != "," or line.low[at + 1] not in {"said", "says"}:
        return False
    return line.kind(at + 2) in {".", "", "q"}


def _gender(line: TokenSequence, at: int) -> str:
    """What title and given name tell of a person: "m", "f" or ""."""
    title = line.low[at - 2 if line.low[at - 1] == "." else at - 1]
    own = line.text[line.start(at) : line.end(at)][:_LONG]
    return gender_of([title], own, line.names.get(line.entity(at), "")[:_LONG])


def gender_of(title: Sequence[str], own: str, known: str) -> str:
    """What the word before a name, the name as it stands, and the full name tell of a person: "m",
    "f" or "".
    """
    for given in (*title, *own.split()[:1], *known.split()[:1]):
        if found := TITLES.get(given.lower().rstrip(".")):
            return found
        if given in WOMEN or given in MEN:
            return "f" if given in WOMEN else "m"
    return ""
