"""Whom "he" and "she" mean in a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from index.quotes.attribution_words import POSSESSIVES, PREPOSITIONS, PRONOUNS
from index.quotes.given_names import MEN, TITLES, WOMEN
from index.quotes.token_sequence import TokenSequence

_MEANWHILE = frozenset("when after as before until because since while".split())
_BACK = 200
_LONG = 20


def antecedent(line: TokenSequence, at: int) -> int:
    """Where the person is named whom a pronoun means: the first one of the nearest sentence that
    names one who may be meant and whom no preposition makes part of something else, those first
    whose title or given name fits; -1 without one.
    """
    gender = PRONOUNS[line.low[at]]
    meant, sentence, sure, owner = -1, -1, False, -1
    for place in range(at - 1, max(-1, at - _BACK), -1):
        if meant >= 0 and line.sentence[place] != sentence:
            break
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
        near = line.sentence[place] == line.sentence[at] and line.low[at - 1] in _MEANWHILE
        if near and free and own == gender and line.low[place + 1] in POSSESSIVES:
            owner = place
    return meant if meant >= 0 else owner


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
