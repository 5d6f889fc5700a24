"""Whose quotes are meant by what a query calls a speaker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from index.core.late_patterns import late
from index.store.database import Database
from index.store.derived import stored_quotes, unnamed_speakers

Place = tuple[int, int]
"""A quote: the number of a paragraph, and which of its quotes, from 0."""

_SPOKEN_FOR = late(
    r"(?:an?\s|the\s)?(?:spokes(?:man|woman|person|men|women|people)s?)\s+(?:for|of)\s+(.+)"
    r"|(.+?)(?:['’]s)?\s+spokes(?:man|woman|person|men|women|people)s?",
    re.IGNORECASE,
)


class KnownSpeakers(Protocol):
    """Quotes as they are kept, to be found by whoever speaks: paragraph and place in it."""

    def by(self, entities: Sequence[int]) -> Iterable[Place]:
        """Those of some entities."""

    def written(self, name: str, *, begun: bool) -> Iterable[Place]:
        """Those of who has no name and is written so (`unnamed_speakers.quotes_by`)."""

    def speaking_for(self, entities: Sequence[int]) -> Iterable[Place]:
        """Those of who speaks for some entities."""


class StoredSpeakers:
    """See `KnownSpeakers`: those of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by(self, entities: Sequence[int]) -> Iterable[Place]:
        return stored_quotes.places_by(self._database, entities)

    def written(self, name: str, *, begun: bool) -> Iterable[Place]:
        return unnamed_speakers.quotes_by(self._database, name, begun=begun)

    def speaking_for(self, entities: Sequence[int]) -> Iterable[Place]:
        return unnamed_speakers.quotes_for(self._database, entities)


def quotes_of(
    known: KnownSpeakers, speaker: str, look_up: Callable[[str], Sequence[int]], *, begun: bool
) -> list[Place]:
    """The quotes of a speaker, in order: of those with that name, by `look_up`; of those without
    one who are written so; and of who speaks for somebody: spokesman for Smith.
    """
    found = {*known.by(look_up(speaker))}
    found.update(known.written(speaker, begun=begun))
    if spoken_for := _SPOKEN_FOR.fullmatch(speaker.strip()):
        whom = look_up(spoken_for[1] or spoken_for[2])
        found.update(known.speaking_for(whom))
    return sorted(found)
