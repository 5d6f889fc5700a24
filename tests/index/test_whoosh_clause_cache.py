"""What is remembered from one search to the next changes nothing that is found."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.document import ParagraphDoc
from index.core.values import Span
from index.engines.whoosh.index import Index
from index.engines.whoosh.searching import clause_cache, snapshot
from index.engines.whoosh.searching.clause_cache import ClauseCache
from index.engines.whoosh.searching.compiler import compiled
from index.engines.whoosh.searching.found import Found
from index.query import nodes
from index.query.nodes import Query, Sort
from index.query.parser import parse
from index.search.grounding import ground_query
from tests.index.local_engine import UNKNOWING, Answer, answer_of

WORDS = ("oil", "the", "price", "rose", "tanker", "crew", "Oil", "prices")
QUERIES = (
    "oil", "the", '"the price"', "oil price", "the OR rose", "oil OR tanker OR the", "pri*",
    "oil NEAR/3 price", "the -oil", "title:oil", "outlet:echo the", "date:2025 rose", '"Oil"',
    "tankr~1", "/pr.*/", "(oil OR the) price", "oil w/s rose", "atleast2 the", "zzyzx", "oil zzyzx",
)  # fmt: skip


def _docs() -> list[list[ParagraphDoc]]:
    texts = [" ".join(row) + "." for row in permutations(WORDS, 3)]
    return [
        [
            ParagraphDoc(
                number=3 * article + ordinal,
                article=article,
                ordinal=ordinal,
                text=texts[(7 * article + ordinal) % len(texts)],
                title=f"{WORDS[article % 8]} {WORDS[article % 5]}",
                outlet=("Echo", "Review")[article % 2],
                language=("", "de")[article % 3 == 0],
                date=("2025-10-02", "2024-11")[article % 2],
            )
            for ordinal in (1, 2, 3)
        ]
        for article in range(1, 120)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of several segments, one of them with deletions."""
    made = tmp_path_factory.mktemp("index")
    articles = _docs()
    for step in range(3):
        with Index.open(made, key="a").writer() as writer:
            for article in articles[step * 40 : step * 40 + 40]:
                writer.replace_article(article[0].article, article)
            if step == 2:
                writer.replace_article(5, ())
            writer.commit(step + 1)
    return made


def _answer(found: Answer) -> tuple[list[tuple[int, float]], *tuple[object, ...]]:
    pairs = [(int(number), float(score)) for number, score in zip(found.numbers, found.scores)]  # noqa: B905
    facets = found.terms.entities.tolist(), found.terms.counts.tolist(), found.outlets, found.months
    return pairs, found.articles, [(c.count, c.remaining) for c in found.clauses], facets


@settings(max_examples=40, deadline=None)
@given(asked=st.lists(st.sampled_from(QUERIES), min_size=2, max_size=6))
def test_a_search_answers_the_same_whatever_was_asked_before(
    folder: Path, asked: list[str]
) -> None:
    used = Index.open(folder, key="a")
    for text in asked:
        again = answer_of(used.commit, parse(text))
        fresh = answer_of(Index.open(folder, key="a").commit, parse(text))
        pairs, *rest = _answer(again)
        others, *expected = _answer(fresh)
        assert rest == expected
        assert [number for number, _ in pairs] == [number for number, _ in others]
        assert [score for _, score in pairs] == pytest.approx([score for _, score in others])


@settings(max_examples=40, deadline=None)
@given(
    asked=st.lists(
        st.tuples(
            st.sampled_from(QUERIES),
            st.sampled_from(["relevance", "newest", "oldest", "outlet"]),
            st.tuples(st.integers(0, 90), st.integers(1, 200)),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_rows_are_the_same_whatever_was_put_in_order_before(
    folder: Path, asked: list[tuple[str, Sort, tuple[int, int]]]
) -> None:
    used = Index.open(folder, key="a")
    for text, sort, (first, count) in asked:
        query = replace(ground_query(parse(text), UNKNOWING).query, sort=sort)
        again = used.commit.start(query)
        fresh = Index.open(folder, key="a").commit.start(query)
        page, expected = again.page(first, count), fresh.page(first, count)
        assert page.paragraphs.tolist() == expected.paragraphs.tolist()
        assert page.scores.tolist() == pytest.approx(expected.scores.tolist())
        assert again.firsts().tolist() == fresh.firsts().tolist()


def test_no_room_at_all_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [_answer(answer_of(Index.open(folder, key="a").commit, parse(q))) for q in QUERIES]
    monkeypatch.setattr(clause_cache, "BYTES", 0)
    monkeypatch.setattr(snapshot, "_WORD", 0)
    monkeypatch.setattr(snapshot, "_TOUCHED", 0)
    bare = Index.open(folder, key="a")
    assert [_answer(answer_of(bare.commit, parse(text))) for text in QUERIES] == expected


def test_what_was_not_asked_for_longest_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clause_cache, "BYTES", 10_000)
    kept = ClauseCache(1_000_000)
    for key in "abc":
        kept.put(key, Found(np.arange(200)))
    assert kept.get("a") is not None
    kept.put("d", Found(np.arange(200)))
    assert [key for key in "abcd" if kept.get(key)] == ["a", "c", "d"]
    kept.put("large", Found(np.arange(1_000)))
    assert kept.get("large") is None


def test_found_tells_who_is_among_them() -> None:
    for step in (1, 3, 50):
        found = Found(np.arange(0, 1_000, step))
        for asked in (np.arange(0, 1_000, 7), np.array([0, 999]), np.arange(0)):
            expected = np.isin(asked, found.docs).tolist()
            assert found.has(asked, 1_000).tolist() == expected
            found.flags(1_000)
            assert found.has(asked, 1_000).tolist() == expected


def key(node: nodes.Node) -> object:
    """By what a clause is remembered."""
    return getattr(compiled(ground_query(Query("", node), UNKNOWING).query).query, "key", None)


def test_clauses_are_told_apart_by_what_they_ask_not_by_where_they_stand() -> None:
    at, elsewhere = Span(0, 3), Span(4, 7)
    oil, again = nodes.Word("oil", span=at), nodes.Word("oil", span=elsewhere)
    assert key(oil) == key(again)
    different = [
        oil,
        nodes.Exact("oil", span=at),
        nodes.Phrase("oil", span=at),
        nodes.Phrase("oil", slop=1, span=at),
        nodes.Wildcard("oil", span=at),
        nodes.Regex("oil", span=at),
        nodes.Fuzzy("oil", 1, span=at),
        nodes.Fuzzy("oil", 2, span=at),
        nodes.InField("title", oil, span=at),
        nodes.InField("outlet", oil, span=at),
        nodes.Near((oil, again), 3, ordered=False, span=at),
        nodes.Near((oil, again), 3, ordered=True, span=at),
        nodes.InField("title", nodes.And((oil, again), span=at), span=at),
        nodes.InField("title", nodes.Or((oil, again), span=at), span=at),
        nodes.SameSentence((oil, again), span=at),
    ]
    assert len({key(node) for node in different}) == len(different)


def test_what_the_archive_is_asked_for_is_never_remembered() -> None:
    at = Span(0, 0)
    lee = nodes.Named("person", "lee", exact=False, span=at)
    for node in (
        lee,
        nodes.State("bookmarked", span=at),
        nodes.InField("note", nodes.Word("oil", span=at), span=at),
        nodes.InField("tag", nodes.Word("oil", span=at), span=at),
        nodes.Or((nodes.Word("oil", span=at), lee), span=at),
    ):
        assert key(node) is None
