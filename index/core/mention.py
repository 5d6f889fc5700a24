"""A name in a text, and what finds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from index.core.values import EntityType


class Mention(NamedTuple):
    """Where a paragraph names an entity: a tuple, because there are as many as paragraphs.

    `start` and `end` are character offsets into the paragraph, end exclusive. `name` is the fullest
    form of the name that the article itself supports ("Xi" → "Xi Jinping"). `confidence` is from 0
    to 1.
    """

    start: int
    end: int
    type: EntityType
    name: str
    confidence: float


class Recogniser(Protocol):
    """Finds the entities of articles. Implementations keep no state between articles."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may give other mentions."""

    def recognise(self, articles: Sequence[Sequence[str]]) -> list[list[list[Mention]]]:
        """The mentions of each text of each article, in order of position, not overlapping.

        An article is its headline followed by its paragraphs.
        """


Found = list[list[Mention]]
"""The mentions of each text of an article."""


class ClosingRecogniser(Recogniser, Protocol):
    """A recogniser that may hold something to be let go of."""

    def close(self) -> None:
        """Let go of what it holds; it is not asked again."""
