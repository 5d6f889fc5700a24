"""Filters, fields, leads, whole articles and orders, against a reader who looks at every text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core import dates
from index.core.document import ParagraphDoc
from index.core.values import Span
from index.engines.whoosh.index import Index
from index.engines.whoosh.one_text.highlighting import matcher
from index.engines.whoosh.searching import ranking
from index.engines.whoosh.searching.found import Found
from index.engines.whoosh.segments import merge_policy
from index.query import nodes
from index.query.combine import both, here, positive
from index.query.nodes import Node, Query
from tests.index.local_engine import Unknowing, answer_of

AT = Span(0, 0)
NAMES = {"lee": [1, 2], "apec": [3], "nobody": []}
DATES = ["", "2024", "2024-03", "2024-03-01", "2024-03-15T10:00:00", "2023-12-31", "2025-07"]
OUTLETS = ["", "Echo", "Post", "Evening Echo"]
WORDS = ["harbour", "crane", "vote", "ferry"]

Articles = list[list[ParagraphDoc]]


class Knows(Unknowing):
    def entities(self, kind, name, *, exact):
        return NAMES[name]


@st.composite
def archives(draw: st.DrawFn) -> Articles:
    texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
    articles: Articles = []
    number = 0
    for article in range(draw(st.integers(1, 8))):
        head: dict[str, Any] = {
            "title": draw(texts), "outlet": draw(st.sampled_from(OUTLETS)),
            "date": draw(st.sampled_from(DATES)),
        }  # fmt: skip
        docs = []
        for ordinal in range(1, draw(st.integers(1, 4)) + 1):
            number += 1
            names = draw(st.sets(st.integers(1, 4), max_size=2))
            docs.append(
                ParagraphDoc(
                    number=number, article=article, ordinal=ordinal, text=draw(texts),
                    entities=tuple(sorted(names)), **head,
                )
            )  # fmt: skip
        articles.append(docs)
    return articles


LEAVES = st.sampled_from(WORDS).map(lambda word: nodes.Word(word, span=AT))
FILTERS = st.one_of(
    LEAVES.map(lambda leaf: nodes.InField("title", leaf, span=AT)),
    st.sampled_from(["Echo", "post"]).map(
        lambda name: nodes.InField("outlet", nodes.Word(name, span=AT), span=AT)
    ),
    st.sampled_from(sorted(NAMES)).map(
        lambda name: nodes.Named("person", name, exact=False, span=AT)
    ),
    st.tuples(st.sampled_from(DATES), st.sampled_from(DATES)).map(
        lambda ends: nodes.Dated(ends[0][:10], ends[1][:10], span=AT)
    ),
    st.just(nodes.State("undated", span=AT)),
)
LEADS = LEAVES.map(lambda leaf: nodes.Lead(leaf, span=AT))
HERE = st.one_of(LEAVES, FILTERS, LEADS).map(lambda clause: nodes.Here(clause, span=AT))
CLAUSES = st.one_of(LEAVES, FILTERS, LEADS, HERE)


def _above(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(lambda parts: nodes.And(parts, span=AT)),
        several.map(lambda parts: nodes.Or(parts, span=AT)),
        inner.map(lambda part: nodes.Not(part, span=AT)),
        inner.map(lambda part: nodes.Here(part, span=AT)),
    )


QUERIES = st.recursive(CLAUSES, _above, max_leaves=5)


def holds(doc: ParagraphDoc, node: Node) -> bool:
    """Whether a paragraph by itself matches."""
    if isinstance(node, nodes.And):
        return all(holds(doc, operand) for operand in node.operands)
    if isinstance(node, nodes.Or):
        return any(holds(doc, operand) for operand in node.operands)
    if isinstance(node, nodes.Not):
        return not holds(doc, node.operand)
    if isinstance(node, nodes.Here):
        return holds(doc, node.operand)
    if isinstance(node, nodes.Lead):
        return doc.ordinal <= 2 and holds(doc, node.operand)
    if isinstance(node, nodes.InField):
        return matcher(node.operand)(doc.title if node.name == "title" else doc.outlet)
    if isinstance(node, nodes.Named):
        return bool(set(NAMES[node.name]) & set(doc.entities))
    if isinstance(node, nodes.State):
        return not doc.date
    if isinstance(node, nodes.Dated):
        days = dates.days(doc.date)
        first, last = dates.days(node.first), dates.days(node.last)
        return bool(
            days
            and (not node.first or (first and days[0] >= first[0]))
            and (not node.last or (last and days[1] <= last[1]))
        )
    test = matcher(node)
    return test(doc.text) or (doc.ordinal == 1 and test(doc.title))


def together(docs: Sequence[ParagraphDoc], doc: ParagraphDoc, node: Node) -> bool:
    """Whether an article matches as a whole, a paragraph of it what is asked of that one itself."""
    if isinstance(node, nodes.And):
        return all(together(docs, doc, operand) for operand in node.operands)
    if isinstance(node, nodes.Or):
        return any(together(docs, doc, operand) for operand in node.operands)
    if isinstance(node, nodes.Not):
        return not together(docs, doc, node.operand)
    if isinstance(node, nodes.Here):
        return holds(doc, node)
    return any(holds(each, node) for each in docs)


def making(node: Node, *, either: bool = False) -> list[Node]:
    """The clauses that make a paragraph a hit; `here:` does where it is one of several ways."""
    if isinstance(node, nodes.Or):
        return [clause for operand in node.operands for clause in making(operand, either=True)]
    if isinstance(node, nodes.And):
        found = [clause for operand in node.operands for clause in making(operand)]
        only_here = either and not found and any(isinstance(o, nodes.Here) for o in node.operands)
        return [node] if only_here else found
    if isinstance(node, nodes.Not):
        return []
    return [node] if either or not isinstance(node, nodes.Here) else []


def of_articles(node: Node) -> bool:
    bare = node.operand if isinstance(node, nodes.Here) else node
    return of_articles(bare) if bare is not node else isinstance(node, nodes.Dated | nodes.InField)


def in_articles(articles: Articles, root: Node) -> list[int]:
    """What article scope finds: the clauses' paragraphs in the articles that match as a whole."""
    clauses = making(root)
    wanted = [clause for clause in clauses if not of_articles(clause)] or clauses
    return [
        doc.number
        for docs in articles
        for doc in docs
        if together(docs, doc, root)
        if not clauses or any(holds(doc, clause) for clause in wanted)
    ]


def indexed(folder: Path, articles: Articles) -> Index:
    fulltext = Index.open(folder, key="a")
    with fulltext.writer() as writer:
        for revision, docs in enumerate(articles, 1):
            writer.replace_article(docs[0].article, docs)
            if revision % 3 == 0 or revision == len(articles):
                writer.commit(revision)
    fulltext.reload()
    return fulltext


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(articles=archives(), queries=st.lists(QUERIES, min_size=6, max_size=6))
def test_filters_and_scopes_find_what_looking_at_everything_finds(
    tmp_path_factory, monkeypatch, articles, queries
) -> None:
    monkeypatch.setattr(merge_policy, "_SMALLEST", 1)
    fulltext = indexed(tmp_path_factory.mktemp("index"), articles)
    everything = [doc for docs in articles for doc in docs]
    for root in queries:
        found = answer_of(fulltext.commit, Query("", root), Knows()).numbers.tolist()
        assert sorted(found) == [doc.number for doc in everything if holds(doc, root)], root
        found = answer_of(
            fulltext.commit, Query("", root, scope="article"), Knows()
        ).numbers.tolist()
        assert sorted(found) == in_articles(articles, root), root


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(articles=archives(), roots=st.lists(QUERIES, min_size=4, max_size=4), added=CLAUSES)
def test_what_is_added_takes_from_an_answer_and_brings_nothing(
    tmp_path_factory, articles, roots, added
) -> None:
    fulltext = indexed(tmp_path_factory.mktemp("index"), articles)
    docs = {doc.number: doc for docs in articles for doc in docs}

    def found(root: Node) -> set[int]:
        query = Query("", root, scope="article")
        return set(answer_of(fulltext.commit, query, Knows()).numbers.tolist())

    for root in map(positive, roots):
        before, fits = found(root), {n for n, doc in docs.items() if holds(doc, added)}
        assert found(both([root, here(added)])) == before & fits, root
        left_out = here(nodes.Not(added, span=AT))
        assert found(both([root, left_out])) == before - fits, root


def test_beside_whole_articles_a_name_is_asked_of_the_paragraph(tmp_path: Path) -> None:
    texts = [("crane", ()), ("vote", (1,)), ("tug", (1,)), ("crane vote", (3,))]
    docs = [
        ParagraphDoc(number=n, article=1, ordinal=n, text=text, entities=named)
        for n, (text, named) in enumerate(texts, 1)
    ]
    fulltext = indexed(tmp_path, [docs])
    crane, vote = (nodes.Word(word, span=AT) for word in ("crane", "vote"))
    lee = nodes.Named("person", "lee", exact=False, span=AT)

    def answer(*clauses: Node):
        return answer_of(fulltext.commit, Query("", both(clauses), scope="article"), Knows())

    assert answer(crane, vote).numbers.tolist() == [4, 1, 2]
    assert sorted(answer(crane, vote, lee).numbers.tolist()) == [1, 2, 3, 4]
    assert answer(crane, vote, here(lee)).numbers.tolist() == [2]
    assert answer(crane, vote, nodes.Not(lee, span=AT)).numbers.tolist() == []
    assert answer(crane, vote, here(nodes.Not(lee, span=AT))).numbers.tolist() == [4, 1]
    assert answer(here(lee)).numbers.tolist() == [2, 3]
    counts = answer(crane, vote, here(lee)).clauses
    assert [(one.count, one.remaining) for one in counts] == [(2, 2), (2, 3), (2, 1)]


def _instant(doc: ParagraphDoc, sign: int) -> tuple[bool, int, int]:
    instant = dates.instant(doc.date)
    return instant is None, sign * (instant or 0), doc.number


def _outlet(doc: ParagraphDoc) -> tuple[bool, str, int]:
    return not doc.outlet, doc.outlet.casefold(), doc.number


ORDERS = {"newest": partial(_instant, sign=-1), "oldest": partial(_instant, sign=1)}


@pytest.mark.parametrize("sort", ["newest", "oldest", "outlet"])
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(articles=archives())
def test_orders_put_the_unknown_last_and_keep_ties_in_order(
    tmp_path_factory, sort, articles
) -> None:
    fulltext = indexed(tmp_path_factory.mktemp("index"), articles)
    query = Query("", nodes.Everything(span=AT), sort=sort)
    docs = sorted((doc for docs in articles for doc in docs), key=ORDERS.get(sort, _outlet))
    assert answer_of(fulltext.commit, query, Knows()).numbers.tolist() == [
        doc.number for doc in docs
    ]


class Numbered:
    """As much of a snapshot as an order looks at; an article has up to seven paragraphs."""

    def __init__(self, numbers: np.ndarray) -> None:
        self.numbers = numbers
        self.article = np.arange(len(numbers)) // 7
        self.sizes = np.bincount(self.article)
        sorts = bool((numbers[1:] > numbers[:-1]).all())
        self.by_number = None if sorts else np.argsort(numbers)
        self.rank = None if sorts else np.argsort(np.argsort(numbers))


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    size=st.sampled_from([1, 300, 3_000, 20_000]),
    levels=st.sampled_from([1, 2, 50, 100_000]),
    shuffled=st.booleans(),
    pages=st.lists(st.tuples(st.integers(0, 900), st.integers(1, 400)), max_size=4),
)
def test_pages_are_stretches_of_the_whole_order(seed, size, levels, shuffled, pages) -> None:
    random = np.random.default_rng(seed)
    numbers = np.arange(10, size + 10)
    if shuffled:
        random.shuffle(numbers)
    scores = random.integers(0, levels, size).astype(np.float32)
    docs = np.flatnonzero(random.random(size) < 0.9)
    expected = sorted(zip(-scores[docs], numbers[docs], strict=True))
    ranked = ranking.by_score(cast("Any", Numbered(numbers)), Found(docs), lambda: scores[docs])
    paragraphs = {number: min(7, size - doc // 7 * 7) for doc, number in enumerate(numbers)}
    for start, length in pages:
        found, values, lengths = ranked.page(start, start + length)
        assert lengths.tolist() == [paragraphs[number] for number in found.tolist()]
        wanted = expected[start : start + length]
        assert found.tolist() == [number for _, number in wanted]
        assert values.tolist() == [-score for score, _ in wanted]
    assert ranked.page(0, len(docs))[0].tolist() == [number for _, number in expected]
