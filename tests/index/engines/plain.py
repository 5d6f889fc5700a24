"""An engine that reads every text for every query: what an answer has to be, in few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from index.core import dates
from index.core.counts import ClauseCount
from index.core.document import ParagraphDoc
from index.core.errors import IndexDamaged
from index.core.folding import fold, whole
from index.engines.contract import (
    Capabilities,
    Corpus,
    Naming,
    Page,
    TermCounts,
    Total,
    Wants,
)
from index.engines.whoosh.one_text.analysed_text import Text
from index.engines.whoosh.one_text.highlighting import matcher
from index.engines.whoosh.one_text.text_evaluator import compiled, shared_sentences
from index.engines.whoosh.patience import Patience
from index.query import ground, nodes
from index.query.ground import GroundQuery
from index.query.nodes import Node

WANTS = Wants()
TYPES = ("person", "org", "place")
FIELDS = {"by": "byline", "lang": "language"}


def holds(doc: ParagraphDoc, node: Node, faces: Container[int], *, furniture: bool = False) -> bool:
    """Whether a paragraph by itself matches; `doc` is the first one of its article for fields.

    `faces` are the paragraphs that carry headlines. `furniture` is looked at, and nothing else,
    beside `is:furniture`.
    """

    def inside(operand: Node) -> bool:
        return holds(doc, operand, faces, furniture=furniture)

    looked_at = doc.furniture == furniture
    match node:
        case nodes.And():
            furniture = furniture or ground.is_about_furniture(node)
            unwanted = [o for o in node.operands if isinstance(o, nodes.Not)]
            wanted = [o for o in node.operands if not isinstance(o, nodes.Not)]
            if furniture or not wanted:
                return (looked_at or bool(wanted)) and all(map(inside, node.operands))
            # Beside others a Not takes away from what these find.
            return all(map(inside, wanted)) and not any(inside(o.operand) for o in unwanted)
        case nodes.Or():
            return any(map(inside, node.operands))
        case nodes.Not():
            return looked_at and not inside(node.operand)
        case nodes.Here():
            return inside(node.operand)
        case nodes.Lead():
            return doc.ordinal <= 2 and inside(node.operand)
        case nodes.Everything():
            return looked_at
        case ground.Nothing():
            return False
        case ground.Furniture():
            return doc.furniture
        case ground.Naming():
            return not doc.furniture and bool(set(node.entities) & set(doc.entities))
        case ground.Paragraphs():
            return looked_at and doc.number in node.numbers
        case ground.OfArticles():
            return looked_at and doc.article in node.numbers
        case ground.Undated():
            return looked_at and dates.days(doc.date) is None
        case ground.FromOutlet():
            named = node.name is None or whole(doc.outlet) == whole(node.name)
            return looked_at and bool(doc.outlet) and named
        case ground.InArticles():
            value = getattr(doc, FIELDS.get(node.field, node.field))
            return looked_at and matcher(node.operand)(value, doc.language)
        case ground.Tagged():
            given = looked_at and matcher(node.operand)(" ".join(doc.tags))
            return doc.number in node.numbers or given
        case ground.Quoted():
            return not doc.furniture and any(marked for *_, marked in doc.quotes)
        case ground.Spoken():
            return not doc.furniture and _spoken(doc, node)
        case nodes.Dated():
            return looked_at and _dated(doc, node)
        case nodes.AtLeast() | nodes.SameSentence():
            return looked_at and matcher(node)(doc.text, doc.language)
    test = matcher(node)
    in_headline = not furniture and doc.number in faces and test(doc.title, doc.language)
    return in_headline or (looked_at and test(doc.text, doc.language))


def faces_of(docs: Sequence[ParagraphDoc]) -> set[int]:
    """The paragraph of an article that carries its headline: the first that is no furniture."""
    shown = [doc.number for doc in docs if not doc.furniture]
    return {shown[0] if shown else docs[0].number}


def _spoken(doc: ParagraphDoc, node: ground.Spoken) -> bool:
    """Whether words match in what was said, taken by itself."""
    wanted = node.quotes
    said = [
        (start, end)
        for place, (start, end, _) in enumerate(doc.quotes)
        if wanted is None or (doc.number, place) in wanted
    ]

    text = Text(doc.text, doc.language)

    def places(clause: Node) -> list[tuple[int, int]]:
        """From their first word to their last, in one quote."""
        return [place for place in compiled(clause)(text) if inside_quote(*text.span(*place))]

    def inside_quote(first: int, last: int) -> bool:
        return any(start <= first and last <= end for start, end in said)

    def match(clause: Node) -> bool:
        match clause:
            case nodes.And():
                return all(map(match, clause.operands))
            case nodes.Or():
                return any(map(match, clause.operands))
            case nodes.Not():
                return not match(clause.operand)
            case nodes.AtLeast():
                return len({first for first, _ in places(clause.operand)}) >= clause.count
            case nodes.SameSentence():
                return bool(shared_sentences(text, list(map(places, clause.operands))))
        return bool(places(clause))

    return bool(said) and (node.operand is None or match(node.operand))


def _dated(doc: ParagraphDoc, node: nodes.Dated) -> bool:
    days, first, last = dates.days(doc.date), dates.days(node.first), dates.days(node.last)
    if not days:
        return False
    if node.vague and first and last:
        return days == (first[0], last[1])
    return bool(
        (not node.first or (first and days[0] >= first[0]))
        and (not node.last or (last and days[1] <= last[1]))
    )


def together(
    docs: Sequence[ParagraphDoc], doc: ParagraphDoc, node: Node, *, furniture: bool = False
) -> bool:
    """Whether an article as a whole matches, a paragraph of it what is asked of that one itself."""
    looked_at = doc.furniture == furniture

    def inside(operand: Node) -> bool:
        return together(docs, doc, operand, furniture=furniture)

    match node:
        case nodes.And():
            furniture = furniture or ground.is_about_furniture(node)
            unwanted = [o.operand for o in node.operands if isinstance(o, nodes.Not)]
            wanted = [o for o in node.operands if not isinstance(o, nodes.Not)]
            return all(map(inside, wanted)) and not any(map(inside, unwanted))
        case nodes.Or():
            return any(map(inside, node.operands))
        case nodes.Not():
            return looked_at and not inside(node.operand)
        case nodes.Here():
            return holds(doc, node.operand, faces_of(docs), furniture=furniture)
    return any(holds(each, node, faces_of(docs), furniture=furniture) for each in docs)


def making(node: Node, *, either: bool = False, furniture: bool = False) -> list[tuple[Node, bool]]:
    """The clauses that make a paragraph a hit, and whether they look among furniture. What stands
    in `here:` does where it is one of several ways.
    """
    match node:
        case nodes.And():
            furniture = furniture or ground.is_about_furniture(node)
            found = [one for o in node.operands for one in making(o, furniture=furniture)]
            only_here = either and any(isinstance(o, nodes.Here) for o in node.operands)
            return found or [(node, furniture)] * only_here
        case nodes.Or():
            return [
                one for o in node.operands for one in making(o, either=True, furniture=furniture)
            ]
        case nodes.Not():
            return []
        case nodes.Here():
            return [(node, furniture)] * either
    return [(node, furniture)]


def in_articles(docs: Sequence[ParagraphDoc], root: Node) -> list[ParagraphDoc]:
    """The hits in an article where clauses may match in different paragraphs of it."""
    clauses, faces = making(root), faces_of(docs)
    wanted = [(clause, among) for clause, among in clauses if not _of_articles(clause)] or clauses
    if not clauses:
        about = isinstance(root, nodes.And) and ground.is_about_furniture(root)
        wanted = [(nodes.Everything(span=root.span), about)]
    return [
        doc
        for doc in docs
        if any(holds(doc, clause, faces, furniture=among) for clause, among in wanted)
        and together(docs, doc, root)
    ]


def _of_articles(node: Node) -> bool:
    if isinstance(node, nodes.Here):
        return _of_articles(node.operand)
    kinds = (
        *(nodes.Dated, ground.InArticles, ground.FromOutlet, ground.Tagged),
        ground.OfArticles,
    )
    return isinstance(node, kinds)


class PlainSearch:
    def __init__(self, engine: PlainEngine, query: GroundQuery, patience: Patience) -> None:
        self._engine, self._query, self._patience = engine, query, patience
        self._found: list[ParagraphDoc] | None = None

    def cancel(self) -> None:
        self._patience.cancel()

    def _hits(self) -> list[ParagraphDoc]:
        if self._found is None:
            self._found = sorted(self._matching(self._query.root), key=self._order)
        return self._found

    def _matching(self, root: Node) -> list[ParagraphDoc]:
        found = []
        for docs in self._engine.articles.values():
            self._patience.go_on()
            found += self._of(docs, root)
        return found

    def _of(self, docs: Sequence[ParagraphDoc], root: Node) -> list[ParagraphDoc]:
        if self._query.scope == "paragraph":
            return [doc for doc in docs if holds(doc, root, faces_of(docs))]
        return in_articles(docs, root)

    def _order(self, doc: ParagraphDoc) -> tuple[object, ...]:
        at = dates.instant(doc.date)
        if self._query.sort == "outlet":
            return not doc.outlet, doc.outlet.casefold(), doc.number
        if self._query.sort in ("newest", "oldest"):
            sign = -1 if self._query.sort == "newest" else 1
            return at is None, sign * (at or 0), doc.number
        return (doc.number,)

    @property
    def total(self) -> Total:
        return Total(len(self._hits()))

    @property
    def articles(self) -> int:
        return len({doc.article for doc in self._hits()})

    def page(self, cursor: int, count: int) -> Page:
        hits, end = self._hits(), cursor + count
        some = hits[cursor:end]
        numbers = np.array([doc.number for doc in some], np.int64)
        lengths = np.array([len(self._engine.articles[doc.article]) for doc in some], np.int64)
        following = end if end < len(hits) else None
        return Page(numbers, np.zeros(len(some), np.float32), lengths, following)

    def locate(self, paragraph: int) -> int | None:
        numbers = [doc.number for doc in self._hits()]
        return numbers.index(paragraph) if paragraph in numbers else None

    def among(self, paragraphs: np.ndarray) -> np.ndarray:
        found = {doc.number for doc in self._hits()} & set(paragraphs.tolist())
        return np.array(sorted(found), np.int64)

    def firsts(self) -> np.ndarray:
        first: dict[int, int] = {}
        return np.array(
            [first.setdefault(doc.article, place) for place, doc in enumerate(self._hits())],
            np.int64,
        )

    def clause_counts(self) -> Sequence[ClauseCount]:
        root, total = self._query.root, len(self._hits())
        if not isinstance(root, nodes.And | nodes.Or) or not root.operands:
            return [ClauseCount(root.span, total, total)]
        every = [doc for docs in self._engine.articles.values() for doc in docs]
        faces = {face for docs in self._engine.articles.values() for face in faces_of(docs)}
        return [
            ClauseCount(
                clause.span,
                sum(holds(doc, clause, faces) for doc in every),
                len(self._matching(type(root)(root.operands[:place], span=root.span))),
            )
            for place, clause in enumerate(root.operands, 1)
        ]

    def terms(
        self, kind: str = "entity", top: int | None = None, containing: str = ""
    ) -> TermCounts:
        types, labels = self._engine.corpus.labels()
        counts = Counter(entity for doc in self._hits() for entity in set(doc.entities))
        chosen = [
            (entity, count)
            for entity, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            if kind == "entity" or types[entity] == TYPES.index(kind)
            if all(word in fold(labels[entity]) for word in fold(containing).split())
        ][:top]
        return TermCounts(
            np.array([entity for entity, _ in chosen], np.int64),
            np.array([count for _, count in chosen], np.int64),
        )

    def outlets(self) -> Sequence[tuple[str, int]]:
        return list(Counter(doc.outlet for doc in self._hits()).items())

    def histogram(self, interval: str = "month") -> Sequence[tuple[str, int]]:
        size = {"day": 10, "month": 7, "year": 4}[interval]
        return sorted(Counter(doc.date[:size] for doc in self._hits()).items())

    def iterate(self, count: int = 1_000) -> Iterator[Page]:
        cursor: int | None = 0
        while cursor is not None:
            page = self.page(cursor, count)
            yield page
            cursor = page.next


class PlainEngine:
    """The articles as of one commit."""

    capabilities = Capabilities(most_of=False)

    def __init__(
        self, articles: dict[int, list[ParagraphDoc]], revision: int, index: PlainIndex
    ) -> None:
        self.articles, self.revision, self.corpus = articles, revision, index.corpus
        self._index = index

    @property
    def paragraphs(self) -> int:
        return sum(map(len, self.articles.values()))

    def start(
        self, query: GroundQuery, wants: Wants = WANTS, deadline: float | None = None
    ) -> PlainSearch:
        return PlainSearch(self, query, Patience(self._index.stopped, deadline))

    def held(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        docs = [doc for several in self.articles.values() for doc in several]
        pairs = [(doc.number, entity) for doc in docs for entity in set(doc.entities)]
        named = np.array(pairs, np.int64).reshape(-1, 2)
        return np.array([doc.number for doc in docs], np.int64), named[:, 0], named[:, 1]


class PlainWriter:
    def __init__(self, index: PlainIndex, *, anew: bool) -> None:
        self._index = index
        self._articles = {} if anew else dict(index.stored[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def replace_article(self, article: int, docs: Sequence[ParagraphDoc]) -> None:
        self._articles.pop(article, None)
        if docs:
            self._articles[article] = list(docs)

    def replace_names(self, naming: Naming) -> None:
        names = naming.by_paragraph()
        for article, docs in self._articles.items():
            self._articles[article] = [
                doc._replace(entities=tuple(names.get(doc.number, doc.entities))) for doc in docs
            ]

    def join(self) -> None:
        pass

    def commit(self, revision: int, *, more: bool = False) -> None:
        self._index.stored = dict(self._articles), revision


class PlainIndex:
    """In memory: gone when the process ends."""

    bytes = 0

    def __init__(self, folder: Path, knows, corpus: Corpus) -> None:
        import threading

        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.corpus, self._knows = folder, corpus, knows
        self.stored: tuple[dict[int, list[ParagraphDoc]], int] = ({}, 0)
        self.stopped = threading.Event()
        self._commit: PlainEngine | None = PlainEngine({}, 0, self)

    @property
    def commit(self) -> PlainEngine:
        if self._commit is None:
            raise IndexDamaged("The index is closed.")
        return self._commit

    @property
    def revision(self) -> int:
        return self.commit.revision

    def reload(self) -> bool:
        if self.stored[0] == self.commit.articles and self.stored[1] == self.revision:
            return False
        self._commit = PlainEngine(*self.stored, self)
        return True

    def writer(self, *, anew: bool = False) -> PlainWriter:
        return PlainWriter(self, anew=anew)

    def prepare(self) -> None:
        pass

    def rest(self) -> None:
        pass

    def check(self) -> list[str]:
        return []

    def interrupt(self) -> None:
        self.stopped.set()

    def close(self) -> None:
        self._commit = None


class Plain:
    """The same as another package would bring it."""

    name = "plain"
    describe = "reads every text"

    def open(
        self, folder: Path, *, key: str, knows, corpus: Corpus, look: bool = True
    ) -> PlainIndex:
        return PlainIndex(folder, knows, corpus)
