"""Whose quotes are meant by what a query calls a speaker."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.store import stored_quotes, unnamed_speakers
from index.store.database import Database

Place = tuple[int, int]
"""A quote: the number of a paragraph, and which of its quotes, from 0."""

_SPOKEN_FOR = re.compile(
    r"(?:an?\s|the\s)?(?:spokes(?:man|woman|person|men|women|people)s?)\s+(?:for|of)\s+(.+)"
    r"|(.+?)(?:['’]s)?\s+spokes(?:man|woman|person|men|women|people)s?",
    re.IGNORECASE,
)


def quotes_of(
    database: Database, speaker: str, look_up: Callable[[str], Sequence[int]], *, begun: bool
) -> list[Place]:
    """The quotes of a speaker, in order: of those with that name, by `look_up`; of those without
    one who are written so; and of who speaks for somebody: spokesman for Smith.
    """
    found = {*stored_quotes.places_by(database, look_up(speaker))}
    found.update(unnamed_speakers.quotes_by(database, speaker, begun=begun))
    if spoken_for := _SPOKEN_FOR.fullmatch(speaker.strip()):
        whom = look_up(spoken_for[1] or spoken_for[2])
        found.update(unnamed_speakers.quotes_for(database, whom))
    return sorted(found)
