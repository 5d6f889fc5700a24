"""The best hits, found without scoring the others, are those that scoring all of them gives."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.document import ParagraphDoc
from index.core.values import Span
from index.engines.contract import Wants
from index.engines.whoosh.bm25 import K1, B, norms
from index.engines.whoosh.index import Index
from index.engines.whoosh.index_schema import LENGTHS
from index.engines.whoosh.searching import relevance, top_hits
from index.engines.whoosh.segments import merge_policy, postings_layout
from index.engines.whoosh.segments.impacts import ceilings, impacts
from index.query import nodes
from index.query.nodes import Node, Query
from index.search.grounding import ground_query
from tests.effort import runs
from tests.index.local_engine import UNKNOWING

AT = Span(0, 0)
WORDS = ("the", "oil", "price", "bank", "strike", "tanker")

ASKED = st.sampled_from(WORDS).map(lambda word: nodes.Word(word, span=AT))
SEVERAL = st.lists(ASKED, min_size=2, max_size=4).map(tuple)
FILTER = st.one_of(
    st.sampled_from(["echo", "review"]).map(
        lambda name: nodes.InField("outlet", nodes.Word(name, span=AT), span=AT)
    ),
    st.just(nodes.Dated("2024-02-01", "2024-05-31", span=AT)),
    ASKED.map(lambda word: nodes.Not(word, span=AT)),
)
PLAIN: st.SearchStrategy[Node] = st.one_of(
    ASKED,
    ASKED.map(lambda word: nodes.InField("title", word, span=AT)),
    SEVERAL.map(lambda words: nodes.Or(words, span=AT)),
    SEVERAL.map(lambda words: nodes.And(words, span=AT)),
)
QUERIES = st.one_of(PLAIN, st.tuples(PLAIN, FILTER).map(lambda both: nodes.And(both, span=AT)))


def _words(chooser: random.Random, most: int) -> str:
    picks = (min(int(chooser.expovariate(0.7)), len(WORDS) - 1) for _ in range(most))
    return " ".join(WORDS[pick] for pick in picks)


def _article(chooser: random.Random, number: int, first: int, long: int) -> list[ParagraphDoc]:
    title, language = _words(chooser, chooser.randint(0, 4)), chooser.choice(("", "", "de"))
    return [
        ParagraphDoc(
            number=first + place, article=number, ordinal=place + 1, title=title, language=language,
            text=_words(chooser, chooser.randint(1, long)),
            outlet=("Echo", "Review")[number % 2], date=f"2024-{1 + number % 9:02}-03",
        )
        for place in range(chooser.randint(1, 5))
    ]  # fmt: skip


def _built(folder: Path, seed: int) -> Index:
    """An archive of some generations, in which texts get longer and articles are replaced."""
    chooser = random.Random(seed)
    fulltext, number = Index.open(folder, key="a"), 1
    for revision in range(1, chooser.randint(2, 6)):
        with fulltext.writer() as writer:
            for _ in range(chooser.randint(5, 60)):
                article = chooser.randint(1, 200)
                docs = _article(chooser, article, number, chooser.choice((6, 40 * revision)))
                writer.replace_article(article, docs if chooser.random() < 0.9 else ())
                number += len(docs)
            writer.commit(revision)
    fulltext.reload()
    return fulltext


@settings(max_examples=runs(40, 600), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    queries=st.lists(st.tuples(QUERIES, st.integers(1, 20)), min_size=10, max_size=10),
    sample=st.sampled_from([4, 64]),
    dense=st.sampled_from([0, 64]),
)
def test_the_best_are_those_of_scoring_all(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    queries: list[tuple[Node, int]],
    sample: int,
    dense: int,
) -> None:
    # All of it as in archives that are many times as large.
    for module, name, value in (
        (merge_policy, "_SMALLEST", 16), (postings_layout, "WEIGHED", 2), (top_hits, "MANY", 1),
        (relevance, "_DENSE", dense), (top_hits, "_SAMPLE", sample),
        (top_hits, "_SPARSE", 1_000), (top_hits, "_LEAST", 1),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    commit = _built(tmp_path_factory.mktemp("index"), seed).commit
    for query, count in queries:
        asked = ground_query(Query("", query), UNKNOWING).query
        with monkeypatch.context() as patched:
            patched.setattr(top_hits, "best", lambda *_: None)
            whole = commit.start(asked, Wants(rows=1)).page(0, 10_000)
        search = commit.start(asked, Wants(rows=count))
        first = search.page(0, count)
        # Whoever goes on reading meets all others, none of them twice.
        rest = search.page(0, 10_000)
        assert first.paragraphs.tolist() == whole.paragraphs[:count].tolist()
        assert first.scores.tolist() == whole.scores[:count].tolist()
        assert rest.paragraphs.tolist() == whole.paragraphs.tolist()
        assert search.total.count == len(whole.paragraphs)


@settings(max_examples=runs(8, 300), deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), words=st.lists(SEVERAL, min_size=6, max_size=6))
def test_scores_are_the_same_wherever_they_are_summed(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    words: list[tuple[Node, ...]],
) -> None:
    folder = tmp_path_factory.mktemp("index")
    _built(folder, seed)
    for row in words:
        for node in (nodes.Or(row, span=AT), nodes.MostOf(row, span=AT)):
            answers = []
            for dense in (0, 1_000):
                monkeypatch.setattr(relevance, "_DENSE", dense)
                commit = Index.open(folder, key="a").commit  # which remembers nothing
                search = commit.start(ground_query(Query("", node), UNKNOWING).query)
                page = search.page(0, 10_000)
                answers.append((page.paragraphs.tolist(), page.scores.tolist()))
            assert answers[0] == answers[1]


def test_of_a_frequent_word_few_paragraphs_are_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(top_hits, "MANY", 1)
    chooser = random.Random(1)
    fulltext = Index.open(tmp_path, key="a")
    with fulltext.writer() as writer:
        for number in range(1, 2_000):
            text = _words(chooser, chooser.randint(1, 60))
            doc = ParagraphDoc(number=number, article=number, ordinal=1, text=text, title="")
            writer.replace_article(number, [doc])
        writer.commit(1)
    fulltext.reload()
    scored: list[int] = []
    best: Any = top_hits.best

    def counted(*given: Any) -> Any:
        found = best(*given)
        scored.append(len(found[0]))
        return found

    monkeypatch.setattr(top_hits, "best", counted)
    for query in (nodes.Word("the", span=AT), nodes.Or((nodes.Word("oil", span=AT),), span=AT)):
        search = fulltext.commit.start(ground_query(Query("", query), UNKNOWING).query)
        assert search.total.count > 1_000
        assert len(search.page(0, 10).paragraphs) == 10
    assert len(scored) == 2
    assert max(scored) < 500


@settings(max_examples=200, deadline=None)
@given(
    freqs=st.lists(st.integers(1, 400), min_size=1, max_size=20),
    lengths=st.lists(st.integers(0, 255), min_size=20, max_size=20),
    written=st.floats(0.1, 2_000),
    average=st.floats(0.1, 2_000),
)
def test_what_a_byte_stands_for_is_no_less_than_the_score(
    freqs: list[int], lengths: list[int], written: float, average: float
) -> None:
    several, bytes_ = np.array(freqs), np.array(lengths[: len(freqs)], np.uint8)
    counted = several * (K1 + 1) / (several + norms(average)[bytes_])
    assert (ceilings(written, average)[impacts(several, bytes_, written)] >= counted).all()
    assert len(LENGTHS) == 256


@given(
    freqs=st.lists(st.integers(1, 254), min_size=1, max_size=20),
    lengths=st.lists(st.integers(0, 255), min_size=20, max_size=20),
    average=st.floats(0.1, 2_000),
)
def test_what_was_written_when_short_texts_counted_as_they_are_bounds_the_score_too(
    freqs: list[int], lengths: list[int], average: float
) -> None:
    several, bytes_ = np.array(freqs), np.array(lengths[: len(freqs)], np.uint8)
    plain = K1 * (1 - B + B * np.array(LENGTHS)[bytes_] / average)
    written = np.clip(np.ceil(several / (several + plain) * 255), 1, 255).astype(np.uint8)
    counted = several * (K1 + 1) / (several + norms(average)[bytes_])
    assert (ceilings(average, average)[written] >= counted).all()
