"""The answers of an engine that holds nothing yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from index.core.counts import ClauseCount
from index.engines.contract import Interval, Numbers, Page, TermCounts, TermKind, Total
from index.query import nodes
from index.query.ground import GroundQuery

NONE = np.zeros(0, np.int64)


class NothingFound:
    """See `index.engines.contract.Search`."""

    total = Total(0)
    articles = 0

    def __init__(self, query: GroundQuery) -> None:
        self._root = query.root

    def page(self, cursor: int, count: int) -> Page:  # noqa: ARG002
        return Page(NONE, np.zeros(0, np.float32), NONE)

    def locate(self, paragraph: int) -> int | None:  # noqa: ARG002
        return None

    def among(self, paragraphs: Numbers) -> Numbers:  # noqa: ARG002
        return NONE

    def firsts(self) -> Numbers:
        return NONE

    def clause_counts(self) -> Sequence[ClauseCount]:
        root = self._root
        several = isinstance(root, nodes.And | nodes.Or) and root.operands
        return [ClauseCount(part.span, 0, 0) for part in (several or (root,))]

    def terms(
        self,
        kind: TermKind = "entity",  # noqa: ARG002
        top: int | None = None,  # noqa: ARG002
        containing: str = "",  # noqa: ARG002
    ) -> TermCounts:
        return TermCounts(NONE, NONE)

    def outlets(self) -> Sequence[tuple[str, int]]:
        return ()

    def histogram(self, interval: Interval = "month") -> Sequence[tuple[str, int]]:  # noqa: ARG002
        return ()

    def iterate(self, count: int = 1_000) -> Iterator[Page]:
        yield self.page(0, count)

    def cancel(self) -> None:
        pass
