"""The scoring model of the index for what Whoosh scores itself, a document at a time."""

from __future__ import annotations

from typing import Any

from whoosh import scoring

from index.engines.whoosh.bm25 import K1, SHORT, B
from index.engines.whoosh.untyped import Whoosh


class ParagraphBM25F(scoring.BM25F):  # type: ignore[misc]
    """Whoosh's BM25F, in which what is shorter than a share of the average length counts as if it
    were as long; see `index.engines.whoosh.bm25`.
    """

    def __init__(self) -> None:
        super().__init__(B=B, K1=K1)

    def scorer(self, searcher: Whoosh, fieldname: str, text: Whoosh, qf: float = 1) -> Whoosh:
        """See Whoosh's class."""
        if not searcher.schema[fieldname].scorable:
            return super().scorer(searcher, fieldname, text, qf)
        return _Scorer(searcher, fieldname, text, self.B, self.K1, qf=qf)


class _Scorer(scoring.BM25FScorer):  # type: ignore[misc]
    def _score(self, weight: float, length: float) -> Any:
        return super()._score(weight, max(length, SHORT * self.avgfl))
