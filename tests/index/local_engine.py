"""Asking the local engine for everything at once, with an archive that knows nothing behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.core.counts import ClauseCount
from index.core.values import EntityType
from index.engines.contract import Engine, Search, TermCounts
from index.query.nodes import Query, StateName
from index.search.grounding import Known, ground_query


class Unknowing:
    """An archive without names, notes, tags or states."""

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> Sequence[int]:
        return []

    def beginning(self, kind: EntityType | None, name: str) -> Sequence[int]:
        return self.entities(kind, name, exact=False)

    def said_by(self, speaker: str, *, exact: bool, begun: bool) -> Sequence[tuple[int, int]]:
        return []

    def new_to(self, saved: Iterable[str]) -> Sequence[int]:
        return ()

    def in_story(self, article: str) -> Sequence[int]:
        return []

    def in_files(self, name: str, *, begun: bool) -> Sequence[int]:
        return []

    def likelier_file(self, name: str) -> str:
        return ""

    def in_state(self, state: StateName) -> Sequence[int]:
        return []

    def notes(self) -> Iterable[tuple[int, str]]:
        return []

    def tags(self) -> Iterable[tuple[int, str]]:
        return []


UNKNOWING = Unknowing()


@dataclass(frozen=True)
class Answer:
    """All that a search says."""

    search: Search

    @cached_property
    def numbers(self) -> np.ndarray:
        return self.search.page(0, self.search.total.count).paragraphs

    @cached_property
    def scores(self) -> np.ndarray:
        return self.search.page(0, self.search.total.count).scores

    @property
    def articles(self) -> int:
        return self.search.articles

    @property
    def clauses(self) -> Sequence[ClauseCount]:
        return self.search.clause_counts()

    @cached_property
    def terms(self) -> TermCounts:
        return self.search.terms()

    @property
    def outlets(self) -> Sequence[tuple[str, int]]:
        return self.search.outlets()

    @property
    def months(self) -> Sequence[tuple[str, int]]:
        return self.search.histogram("month")


def answer_of(engine: Engine, query: Query, known: Known = UNKNOWING) -> Answer:
    """What an engine answers to a query as it was read."""
    return Answer(engine.start(ground_query(query, known).query))


def counted(engine: Engine, query: Query, known: Known = UNKNOWING) -> int:
    """How many paragraphs an engine finds."""
    return engine.start(ground_query(query, known).query).total.count
