"""What places and scores of clauses are worked out with: the evaluation of one query, as those see
it who serve it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from index.engines.whoosh.untyped import Whoosh

if TYPE_CHECKING:
    from index.engines.whoosh.searching.column_filters import Filters
    from index.engines.whoosh.searching.found import Found
    from index.engines.whoosh.searching.postings import Postings
    from index.engines.whoosh.searching.proximity import Spans
    from index.engines.whoosh.searching.queries import WordsQuery
    from index.engines.whoosh.searching.snapshot import Snapshot
    from index.engines.whoosh.searching.term_expansion import Leaf
    from index.engines.whoosh.sorted_arrays import Docs, Flags


class Places(Protocol):
    """Where clauses match."""

    def within(self, query: Whoosh, docs: Docs) -> Spans:
        """Where a clause matches inside some documents."""


class Evaluation(Protocol):
    """Answers about the clauses of one query on one snapshot; see `evaluator.Evaluator`."""

    snapshot: Snapshot
    size: int
    filters: Filters

    @property
    def positions(self) -> Places:
        """Where clauses match."""

    def docs(self, query: Whoosh) -> Docs:
        """Documents that match a clause, in order."""

    def found(self, query: Whoosh) -> Found:
        """The documents with what else is known of them."""

    def walked(self, query: Whoosh) -> Found:
        """What the matchers of a clause find, and its scores."""

    def leaf(self, query: WordsQuery) -> Leaf:
        """What words stand for in their field."""

    def in_field(self, query: Whoosh) -> Docs:
        """Documents in which words match in their one field."""

    def row_has(self, row: tuple[Postings, ...], docs: Docs) -> Flags:
        """For each of some documents, in order, whether words stand there in a row."""

    def is_in_several_ways(self, query: Whoosh) -> bool:
        """Whether words are found in more than the way they are written."""

    def term(self, query: Whoosh) -> Postings | None:
        """Where one of Whoosh's terms stands; None where Whoosh itself has to look."""

    def single(self, query: Whoosh) -> Postings | None:
        """The postings of a word that is written in one way."""

    def word(self, query: Whoosh) -> Postings | None:
        """The same of a word that is a term of the index, and scored as one."""

    def breaks(self, docs: Docs) -> Docs:
        """Where sentences begin inside the texts of some documents."""
