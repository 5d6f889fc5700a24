"""How many paragraphs: of a clause, an entity, an outlet, a month."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.core.values import EntityType, Span

T = TypeVar("T")


def most_first(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Names with their counts, the most frequent first, among equals by name."""
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """How many paragraphs one clause finds by itself, and how many are left once it is applied."""

    span: Span
    count: int
    remaining: int


@dataclass(frozen=True, slots=True)
class EntityCount:
    """In how many of the hits an entity is named; `watched` when it is on the watch list.

    `certainty` is the share of its mentions that are likely to be right, None where nobody asked.
    """

    entity: int
    type: EntityType
    name: str
    count: int
    watched: bool = False
    certainty: float | None = None


class FirstOnes(list[T]):
    """The first ones of more, of which nobody has counted how many."""

    cut = True


def is_cut(rows: Sequence[object]) -> bool:
    """Whether a list that was answered has only the first ones of more."""
    return bool(getattr(rows, "cut", False))


class NameCounts(Sequence[EntityCount]):
    """Entities with counts, made when asked for: slice them, do not copy them. `cut`: they are the
    first ones of more.
    """

    cut = False

    @abstractmethod
    def containing(self, words: str) -> Sequence[EntityCount]:
        """Those with all of some words in their name, whatever the case and accents."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over all hits, most frequent first; months in order of time, "" for undated."""

    people: NameCounts
    organisations: NameCounts
    places: NameCounts
    outlets: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]

    def of(self, kind: EntityType) -> NameCounts:
        """The entities of one type."""
        return {"person": self.people, "org": self.organisations, "place": self.places}[kind]


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """An entity that stands in the same paragraphs as another.

    `together` is in how many; `ratio` how many times as many as chance would have it.
    """

    entity: int
    type: EntityType
    name: str
    together: int
    ratio: float


@dataclass(frozen=True, slots=True)
class JointDates:
    """When two entities are named in the same paragraphs: by month, and the first and last date.

    Months are in order of time, "" for undated; dates are "" where no article has one.
    """

    other: int
    months: tuple[tuple[str, int], ...]
    first: str
    last: str
