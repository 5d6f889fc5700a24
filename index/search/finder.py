"""Searching: a query text and filters in, hits with facets and highlights out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from index.core.cancellation import Cancellation
from index.core.counts import ClauseCount, Facets, NameCounts
from index.core.once import Once
from index.core.values import EntityType, Span
from index.engines.contract import Engine, Partial, Search, Unavailable, Wants
from index.engines.whoosh.one_text.highlighting import highlighter, rarest
from index.library.bookmarks import Bookmarks
from index.query import nodes
from index.query.combine import both, here
from index.query.nodes import Node, Query, Scope, Sort
from index.query.parser import parse
from index.query.tree import operands, placed, walk
from index.query.unfinished import before_field
from index.query.verbose import mostly
from index.search.copy_groups import CopyGroups
from index.search.folded_hits import FoldedHits
from index.search.freshness import Basis, basis
from index.search.grounding import Grounded, Known, ground_query, names_something
from index.search.most_words import with_best
from index.search.names_and_rows import NamesAndRows
from index.search.result_set import ResultSet
from index.search.results import Relaxation, Results
from index.search.spoken_words import SpokenWords
from index.store.database import Database
from index.store.library import saved_searches

_READ = 50
"""Paragraphs that are read to learn how a word is spelt."""

_COUNTED = Wants(rows=0, clauses=False, terms=False)
_FACETS = Wants(rows=0, clauses=False)
_SCORED = (
    nodes.Word,
    nodes.Exact,
    nodes.Phrase,
    nodes.Prefix,
    nodes.Wildcard,
    nodes.Fuzzy,
    nodes.Regex,
    nodes.Near,
)


class Finder:
    """Answers queries about one archive, those of several threads beside each other."""

    def __init__(
        self,
        database: Database,
        engine: Callable[[], Engine],
        source: NamesAndRows,
        bookmarks: Bookmarks,
        copies: CopyGroups,
    ) -> None:
        """`engine` answers with the engine as it is at the moment."""
        self._database = database
        self._engine = engine
        self._bookmarks, self._copies = bookmarks, copies
        self.source, self._known = source, source.known

    def knowing(self, known: Known) -> Finder:
        """The same, where names and what the reader did are looked up elsewhere."""
        source = replace(self.source, known=known)
        return Finder(self._database, self._engine, source, self._bookmarks, self._copies)

    def parse(self, text: str, *, scope: Scope = "paragraph", typing: bool = False) -> Query:
        """How a text is read, with the saved searches of this archive; see `parse`."""
        saved = saved_searches.saved_searches(self._database)
        return parse(text, saved=saved, scope=scope, typing=typing)

    def search(
        self,
        text: str,
        *,
        filters: Sequence[str] = (),
        sort: Sort | None = None,
        scope: Scope | None = None,
        typing: bool = False,
        fold: bool = False,
        cancellation: Cancellation,
    ) -> Results:
        """Everything that matches `text` and all of `filters`; see `Archive.search`."""
        began = time.perf_counter()
        engine = self._engine()
        readings = (
            self._effective(written, filters, sort)
            for written in self._readings(text, scope or "paragraph", typing=typing)
        )
        query, rests_on, grounded, found = self._first_found(readings, engine, cancellation)
        spoken = SpokenWords(self.source.rows, grounded.query.root)
        hits = self._hits(query, grounded, found, engine, spoken)
        behind = self._copies.behind(found) if fold else {}
        clauses = tuple(c for c in found.clause_counts() if c.span.start < c.span.end)
        nothing = not len(hits) and engine.paragraphs > 0
        query = query if typing else with_best(query, hits)
        return Results(
            query=query,
            hits=FoldedHits(hits, behind) if behind else hits,
            every=hits.numbers,
            paragraphs=len(hits),
            folded=len(behind),
            copies=Once(partial(self._copied, found)),
            furniture=partial(self._furniture, query),
            articles=found.articles,
            clauses=clauses,
            lacking=found.total.lacking,
            milliseconds=(time.perf_counter() - began) * 1000,
            killer=_killer(clauses) if nothing else None,
            highlight=spoken.beside(hits.highlight),
            highlight_title=hits.highlight_title,
            counted=partial(self.source.labels.facets, found),
            only_here=partial(self._only_here, found),
            dated=partial(found.histogram, "day"),
            named=grounded.named,
            filters=tuple(filters),
            basis=rests_on,
        )

    def _first_found(
        self, readings: Iterator[Query], engine: Engine, cancellation: Cancellation
    ) -> tuple[Query, Basis, Grounded, Search]:
        """The first reading of a text that finds something, else the first of all."""
        answer: tuple[Query, Basis, Grounded, Search] | None = None
        for query in readings:
            # Before the search: what changes meanwhile makes the answer an old one.
            rests_on, grounded = self._grounded(query, engine)
            found = engine.start(grounded.query)
            with cancellation.ending(found.cancel):
                total = found.total.count
            if answer is None or total:
                answer = query, rests_on, grounded, found
            if total:
                break
        assert answer is not None  # a text has one reading at least
        return answer

    def _hits(
        self, query: Query, grounded: Grounded, found: Search, engine: Engine, spoken: SpokenWords
    ) -> ResultSet:
        """What was found, with what marks it in texts and headlines."""
        return ResultSet(
            self._database,
            self.source.rows,
            found,
            highlighter(query),
            self._bookmarks.numbers,
            named=grounded.named,
            highlight_title=highlighter(query, title=True),
            spoken=spoken.of,
            focus=rarest(query, partial(self._count, engine)),
        )

    def _copied(self, found: Search) -> Mapping[int, str]:
        """See `Results.copies`."""
        behind = self._copies.behind(found)
        ids = {row.number: row.id for row in self.source.rows.read(sorted({*behind.values()}))}
        return {number: ids[first] for number, first in behind.items()}

    def _furniture(self, query: Query) -> int:
        """See `Results.furniture`."""
        if any(
            isinstance(node, nodes.State) and node.name == "furniture" for node in walk(query.root)
        ):
            return 0
        added = self._added("is:furniture", query.scope)
        root = both([query.root, added], query.root.span)
        return self._counted(self._engine(), replace(query, root=root))

    def within(self, results: Results, *clauses: str, ranked: bool = True) -> Search:
        """A search for those hits of an answer that clauses find too, to count them: as many as
        with the clauses for filters. Where it is not `ranked`, they come by date, which costs no
        scores.
        """
        query = results.query if ranked else replace(results.query, sort="newest")
        extra = [self._added(text, query.scope) for text in clauses]
        root = both([query.root, *extra], query.root.span) if extra else query.root
        grounded = ground_query(replace(query, root=root), self._known)
        return self._engine().start(grounded.query, _FACETS)

    def facets_anew(self, results: Results) -> Facets:
        """The facets of an answer of another index, which is no more."""
        grounded = ground_query(results.query, self._known)
        return self.source.labels.facets(self._engine().start(grounded.query, _FACETS))

    def _grounded(self, query: Query, engine: Engine) -> tuple[Basis, Grounded]:
        """What the answer to a query rests on, and the query with what it names looked up then."""
        if not names_something(query):
            # Nothing is looked up that might change meanwhile.
            return self._basis(query, engine), ground_query(query, self._known)
        with self._database.snapshot():
            return self._basis(query, engine), ground_query(query, self._known)

    def _count(self, engine: Engine, clause: Node) -> int:
        """In how many paragraphs a clause is found."""
        return self._counted(engine, Query("", clause))

    def _counted(self, engine: Engine, query: Query) -> int:
        return engine.start(ground_query(query, self._known).query, _COUNTED).total.count

    @property
    def revision(self) -> int:
        """The revision of the archive up to which all can be found."""
        return self._engine().revision

    def basis(self, query: Query) -> Basis:
        """What an answer to a query, as it was read, would rest on now."""
        return self._basis(query, self._engine())

    def _basis(self, query: Query, engine: Engine) -> Basis:
        return basis(
            self._database,
            query.root,
            revision=engine.revision,
            bookmarks=self._bookmarks.all,
            copies=self._copies.state,
            saved=lambda: saved_searches.saved_searches(self._database),
        )

    def _only_here(self, found: Search, kind: EntityType) -> NameCounts:
        telling = self.source.frequencies.telling(found.terms(kind), found.total.count)
        return self.source.labels.of(kind, telling)

    def _readings(self, text: str, scope: Scope, *, typing: bool) -> Iterator[Query]:
        """The query that a text means, and how else it may be meant where that finds nothing."""
        query = self.parse(text, scope=scope, typing=typing)
        yield query
        if typing and (before := before_field(text)) is not None:
            # What is no word of the archive but begins the name of a field is one.
            yield replace(self.parse(before, scope=scope, typing=True), text=text)
        if (most := mostly(query)) is not None:
            yield most

    def _effective(self, query: Query, filters: Sequence[str], sort: Sort | None) -> Query:
        """The query with its filters, and with the order asked for outside of it."""
        end = Span(len(query.text), len(query.text))
        extra = [placed(self._added(text, query.scope), end) for text in filters]
        root = query.root
        if extra:
            own = [] if isinstance(root, nodes.Everything) else [root]
            root = both([*own, *extra], root.span)
        if query.sort != "relevance":
            sort = query.sort
        elif sort in (None, "relevance"):
            # Without a word to score by, "best first" means nothing: newest first does.
            sort = "relevance" if _scores(root) else "newest"
        return replace(query, root=root, sort=sort or "relevance")

    def _added(self, text: str, scope: Scope) -> Node:
        """A clause that narrows an answer: lists count paragraphs, whatever the text asks of whole
        articles.
        """
        root = self.parse(text).root
        return here(root) if scope == "article" else root

    def relaxations(self, results: Results) -> tuple[Relaxation, ...]:
        """See `Archive.relaxations`."""
        from index.search.finding_more import Asking, finding_more  # noqa: PLC0415  (as few want it)

        engine = self._engine()

        def count(query: Query, filters: Sequence[str]) -> int:
            return self._counted(engine, self._effective(query, filters, None))

        def texts(clause: Node) -> Sequence[str]:
            found = engine.start(ground_query(Query("", clause), self._known).query, _COUNTED)
            numbers = found.page(0, _READ).paragraphs.tolist()
            return list(self.source.rows.texts(numbers).values())

        def parsed(text: str, scope: Scope) -> Query:
            return self.parse(text, scope=scope)

        def days(query: Query, filters: Sequence[str]) -> Sequence[str]:
            wider = ground_query(self._effective(query, filters, None), self._known).query
            return [day for day, _ in engine.start(wider, _COUNTED).histogram("day")]

        try:
            return finding_more(
                results, Asking(parsed, count, texts, days, self._known.likelier_file)
            )
        except (Partial, Unavailable):
            if not results.paragraphs:
                raise
            return ()


def _scores(node: Node) -> bool:
    """Whether a clause that BM25F can score stands in a tree, outside of negations and fields."""
    if isinstance(node, nodes.Not | nodes.InField):
        return False
    return isinstance(node, _SCORED) or any(_scores(part) for part in operands(node))


def _killer(clauses: Sequence[ClauseCount]) -> Span | None:
    """The first clause after which nothing was left."""
    return next((clause.span for clause in clauses if clause.remaining == 0), None)
