"""Words, filters and furniture in one query, over paragraphs and articles: the local engine finds
what reading everything finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.document import ParagraphDoc
from index.engines.contract import Engine
from index.engines.registry import LocalEngine
from index.query import combine, ground, nodes
from index.query.ground import GroundQuery
from index.query.nodes import Node, Scope
from index.query.tree import walk
from tests.effort import runs
from tests.index.engines.plain import faces_of, holds, in_articles
from tests.index.engines.test_contract import AT, FILTERS, SORTS, Names
from tests.index.test_whoosh_search import QUERIES as WORDY

WORDS = (
    "oil Oil oils price prices rose tea the said e-mail email Sung-lac Sunglac U.S. us O'Brien C++"
    " Größe 1,000 Covid19 Covid-19 l’école 习近平"
).split()


def _documents() -> dict[int, list[ParagraphDoc]]:
    """Articles in several languages, some with furniture, two of nothing else."""
    choose, numbers = np.random.default_rng(5), count(1)

    def text(most: int) -> str:
        return " ".join(choose.choice(WORDS, choose.integers(0, most)))

    found = {}
    for article in range(1, 16):
        head: dict[str, Any] = {
            "title": text(5),
            "outlet": ("", "Echo", "Post")[article % 3],
            "date": ("", "2024", "2024-03-15", "2025-07")[article % 4],
            "tags": ("oil",) if article % 5 == 0 else (),
            "language": ("", "en", "de", "fr")[article % 4],
        }
        found[article] = [
            ParagraphDoc(
                *(next(numbers), article, ordinal, text(9)),
                entities=tuple({int(n) for n in choose.integers(1, 5, 2)}),
                furniture=article % 7 == 0 or bool(choose.integers(0, 5) == 0),
                **head,
            )
            for ordinal in range(1, int(choose.integers(2, 5)))
        ]
    return found


ARTICLES = _documents()
DOCS = [doc for docs in ARTICLES.values() for doc in docs]
FACES = {face for docs in ARTICLES.values() for face in faces_of(docs)}


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("local")
    index = LocalEngine().open(folder / "i", key="a", knows=lambda _: True, corpus=Names())
    with index.writer() as writer:
        for article, docs in ARTICLES.items():
            writer.replace_article(article, docs)
            if article % 6 == 0:
                writer.commit(article)
        writer.commit(99)
    index.reload()
    yield index.commit
    index.close()


def _joined(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Clauses put together as the parser does it."""
    wanted = st.lists(inner, min_size=1, max_size=3)
    unwanted = st.lists(inner.map(lambda one: combine.without(one, AT)), max_size=1)
    return st.one_of(
        st.builds(lambda some, other: combine.both([*some, *other]), wanted, unwanted),
        wanted.map(combine.either),
        inner.map(lambda one: combine.positive(combine.without(one, AT))),
        inner.map(lambda one: nodes.Lead(combine.positive(one), span=AT)),
        inner.map(lambda one: nodes.Here(combine.positive(one), span=AT)),
        inner.map(combine.here),
    )


def _read_alike(node: Node) -> bool:
    """Whether reading tells what the index does: furniture is indexed without its sentences."""
    return not any(isinstance(one, nodes.SameSentence) for one in walk(node))


QUERIES = st.recursive(
    st.one_of(FILTERS, WORDY.filter(_read_alike), WORDY.filter(_read_alike)).map(combine.positive),
    _joined,
    max_leaves=5,
)


def _naive(root: Node, scope: Scope) -> list[int]:
    if scope == "article":
        return [doc.number for docs in ARTICLES.values() for doc in in_articles(docs, root)]
    return [doc.number for doc in DOCS if holds(doc, root, FACES)]


@settings(max_examples=runs(150, 5_000), deadline=None, suppress_health_check=list(HealthCheck))
@given(root=QUERIES, sort=st.sampled_from(SORTS), scope=st.sampled_from(["paragraph", "article"]))
def test_all_kinds_of_clauses_together_find_what_reading_finds(engine, root, sort, scope) -> None:
    query = GroundQuery(root, sort, scope)
    search = engine.start(query)
    hits = [number for page in search.iterate(7) for number in page.paragraphs.tolist()]
    assert sorted(hits) == _naive(root, scope)
    assert search.total.count == len(hits)
    assert engine.start(query).page(0, 3).paragraphs.tolist() == hits[:3]
    assert engine.start(query).clause_counts()[-1].remaining == len(hits)


def _of_article(number: int) -> list[int]:
    return [doc.number for doc in ARTICLES[number]]


def test_a_mark_in_furniture_says_nothing_of_the_article_it_stands_in(engine) -> None:
    marked = next(doc for doc in DOCS if doc.furniture and doc.article % 7)
    others = ground.Paragraphs((marked.number,), span=AT)
    root = combine.positive(combine.without(others, AT))
    search = engine.start(GroundQuery(root, "newest", "article"))
    shown = [doc.number for doc in DOCS if not doc.furniture]
    assert sorted(search.page(0, len(DOCS)).paragraphs.tolist()) == shown


def test_a_word_in_quotes_is_exact_in_furniture_too(tmp_path) -> None:
    index = LocalEngine().open(tmp_path / "i", key="a", knows=lambda _: True, corpus=Names())
    with index.writer() as writer:
        for number, text in enumerate(("Read more news", "Read more New", "read new"), 1):
            docs = [ParagraphDoc(number, number, 1, text, furniture=True)]
            writer.replace_article(number, docs)
        writer.commit(1)
    index.reload()
    found = {
        word: index.commit.start(
            GroundQuery(
                nodes.And((ground.Furniture(span=AT), nodes.Exact(word, span=AT)), span=AT),
                "newest",
            )
        )
        .page(0, 9)
        .paragraphs.tolist()
        for word in ("new", "New", "news", "Read")
    }
    assert found == {"new": [2, 3], "New": [2], "news": [1], "Read": [1, 2]}
    index.close()


def test_furniture_is_found_beside_what_is_asked_of_the_paragraph(engine) -> None:
    here = nodes.Here(nodes.Word("xyzzy", span=AT), span=AT)
    root = combine.either([ground.Furniture(span=AT), here])
    search = engine.start(GroundQuery(root, "newest", "article"))
    assert sorted(search.page(0, len(DOCS)).paragraphs.tolist()) == [
        doc.number for doc in DOCS if doc.furniture
    ]
