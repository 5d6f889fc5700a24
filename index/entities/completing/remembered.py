"""People of the past and lands that are known by one word, where a tagger saw nothing or something
else, "Xenophon led", "the Loire"; and lands whole that say what they are: "the Duchy of Strand".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from index.core.values import EntityType
from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.tokenizer import Ints, Tokens

_REALMS = frozenset(
    "Duchy County Kingdom Principality Margraviate Landgraviate Electorate Bishopric Isthmus Gulf "
    "Bay Strait Straits Sultanate Emirate Khanate Caliphate Province Viceroyalty".split()
)
_BATTLES = frozenset({"battle", "siege"})
_LONGEST = 3  # words behind "of"
_NO_LAND = gz.CALENDAR | gz.TITLE | gz.DEMONYM | gz.OTHER
_JOINTS = frozenset("- – & @ # .".split())
_SURE = 0.8


def remembered(tokens: Tokens, taken: Mapping[int, Span], article: Ints) -> Iterator[Span]:
    """These, by token, where they stand alone: neither in a longer name nor beside a capital, and
    not where the article, of which `article` has the number by text, has somebody or a body of a
    longer name with the word.
    """
    people = gz.remembered_people()
    found = tokens.among(_looked_for())
    others = {
        (int(article[tokens.texts[at]]), tokens.words[at])
        for at in found
        if at in taken and taken[at].first != taken[at].last
    }
    for at in found:
        own, word = taken.get(at), tokens.words[at]
        if word in _REALMS:
            last = _end_of_land(at, tokens)
            if last > at and (own is None or own.last <= last):
                yield Span(at, last, "place", _SURE)
            continue
        if word in _BATTLES:
            last, own = _end_of_land(at, tokens), taken.get(at + 2)
            if last > at and (own is None or (own.type == "org" and own.last == last)):
                yield Span(at + 2, last, "place", _SURE)
            continue
        kind: EntityType = "person" if word in people else "place"
        if own and (own.first != own.last or own.type == kind):
            continue
        if (int(article[tokens.texts[at]]), word) not in others and _is_alone(at, tokens):
            yield Span(at, at, kind, _SURE)


@cache
def _looked_for() -> frozenset[str]:
    return gz.remembered_people() | gz.lands_and_waters() | _REALMS | _BATTLES


def _end_of_land(at: int, tokens: Tokens) -> int:
    """The last word of the name behind "of" that stands behind a place; that place where none
    stands there, or one of a body: "the Bay of Strand Authority".
    """
    words, texts = tokens.words, tokens.texts
    stop = min(at + 2 + _LONGEST, len(words))
    last = at + 1
    while last + 1 < stop and texts[last + 1] == texts[at] and words[last + 1].istitle():
        if known_bits(words[last + 1]) & _NO_LAND:
            return at
        last += 1
    if words[at + 1 : at + 2] != ["of"] or last == at + 1 or known_bits(words[last]) & gz.ORG_CUE:
        return at
    return last


def _is_alone(at: int, tokens: Tokens) -> bool:
    words, texts = tokens.words, tokens.texts
    before = words[at - 1] if at and texts[at - 1] == texts[at] else ""
    behind = words[at + 1] if at + 1 < len(words) and texts[at + 1] == texts[at] else ""
    if behind[:1].isupper() or behind in _JOINTS - {"."} or before in _JOINTS:
        return False
    # "When Stalin died": a word that begins a sentence has its capital from there.
    begins = bool(at and tokens.first[at - 1] and known_bits(before) & gz.STARTER)
    return not before[:1].isupper() or begins
