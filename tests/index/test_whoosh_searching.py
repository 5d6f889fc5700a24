"""Every search is a Whoosh query on a Whoosh searcher; arrays and matchers say the same."""

from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh.collectors import UnlimitedCollector
from whoosh.searching import Searcher as WhooshSearcher

from index.engines.whoosh.searching import queries
from index.engines.whoosh.searching.collector import ArrayCollector
from index.engines.whoosh.searching.compiler import compiled
from index.engines.whoosh.searching.evaluator import Evaluator
from index.engines.whoosh.segments import merge_policy
from index.query.nodes import Query
from index.search.grounding import ground_query
from tests.effort import runs
from tests.index.local_engine import UNKNOWING
from tests.index.test_whoosh_compared import VOCABULARY, built
from tests.index.test_whoosh_filters import FILTERS
from tests.index.test_whoosh_search import QUERIES


def test_nothing_is_evaluated_but_whoosh_queries_by_a_whoosh_searcher(harbour, monkeypatch) -> None:
    """All that the program asks the index, with an evaluator that only a searcher may use."""
    searched, inside = [], []
    search = WhooshSearcher.search_with_collector

    def noted(self, query, collector, context=None):
        assert isinstance(query, wq.Query)
        searched.append(query)
        inside.append(query)
        try:
            return search(self, query, collector, context)
        finally:
            inside.pop()

    find = Evaluator.found

    def guarded(self, query):
        assert isinstance(query, wq.Query)
        assert inside, "evaluated outside of a Whoosh searcher"
        return find(self, query)

    monkeypatch.setattr(WhooshSearcher, "search_with_collector", noted)
    monkeypatch.setattr(Evaluator, "found", guarded)
    asked = len(searched)
    for text in (
        "", "ferry harbour", '"the harbour"', "harb*", "fery~1", "/ferr.*/", "ferry NEAR/9 harbour",
        "ferry w/s harbour", "atleast2 harbour", "lead:ferry", "title:ferry", "person:ingrid",
        "date:2025", "outlet:*", "is:undated", "is:bookmarked", "scope:article ferry judge",
        "scope:article ferry here:judge", "-ferry", "zebra ferry",
        "what did the judge say about the money of the ferry", "has:note",
    ):  # fmt: skip
        results = harbour.search(text)
        _ = results.hits[0:20], results.only_here("person"), harbour.relaxations(results)
        assert len(searched) > asked, text
        asked = len(searched)
    person = harbour.entity_editor.entities(kind="person")[0].entity
    others = [one.entity for one in harbour.co_occurrences(person)[:2]]
    for question in (
        lambda: harbour.entity(person),
        lambda: harbour.co_occurrences(person),
        lambda: harbour.joint_dates(person, others),
    ):
        question()
        assert len(searched) > asked
        asked = len(searched)


def _by_matchers(searcher, query) -> dict[int, float]:
    """What Whoosh's own collector finds, asking each query object for a matcher."""
    collector = UnlimitedCollector()
    searcher.search_with_collector(query, collector)
    return {docnum: score for score, docnum in collector.results().top_n}


def _at_once(searcher, query) -> dict[int, float]:
    collector = ArrayCollector()
    searcher.search_with_collector(query, collector)
    assert collector.ranked is not None
    docs, scores = collector.ranked.documents(0, len(collector.docs))
    return dict(zip(docs.tolist(), scores.tolist(), strict=True))


TERMS = st.builds(
    lambda field, word, boost: wq.Term(field, word, boost=boost),
    st.sampled_from(["text", "text", "title"]),
    st.sampled_from(VOCABULARY),
    st.sampled_from([1.0, 1.0, 2.5]),
)
STRANGE = st.one_of(
    TERMS.map(wq.ConstantScoreQuery),
    st.builds(wq.AndMaybe, TERMS, TERMS),
    st.builds(wq.Require, TERMS, TERMS),
    st.builds(wq.DisjunctionMax, st.lists(TERMS, min_size=1, max_size=3)),
    st.builds(
        lambda words: wq.Phrase("text", words),
        st.lists(st.sampled_from(VOCABULARY[:5]), min_size=2, max_size=3),
    ),
    st.sampled_from(["ba", "ko", "l", "zz"]).map(lambda start: wq.Prefix("text", start)),
)  # fmt: skip


def _ours(node) -> wq.Query:
    return compiled(ground_query(Query("", node), UNKNOWING).query).query


OURS = st.one_of(QUERIES, FILTERS).map(_ours)


def _mixed(inner):
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        several.map(wq.And),
        several.map(wq.Or),
        inner.map(queries.Without),
        several.map(queries.MostOfThem),
    )


# The matcher of Whoosh's Not fails where something around it skips past the last document, and
# alone it may hand out a deleted one.
MIXED = st.one_of(
    st.recursive(st.one_of(TERMS, OURS, STRANGE), _mixed, max_leaves=5),
    st.builds(lambda wanted, unwanted: wq.And([wanted, wq.Not(unwanted)]), TERMS, TERMS),
)


@settings(
    max_examples=runs(15, 300),
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 9), asked=st.lists(MIXED, min_size=15, max_size=15))
def test_arrays_answer_as_matchers_do_and_both_mix(
    tmp_path_factory, monkeypatch, seed, asked
) -> None:
    monkeypatch.setattr(merge_policy, "_SMALLEST", 4)
    index, articles = built(tmp_path_factory.mktemp("index"), seed, optimise=seed % 2 == 0)
    if not articles:
        return
    with index.searcher() as searcher:
        for query in asked:
            expected = _by_matchers(searcher, query)
            assert _at_once(searcher, query) == pytest.approx(expected, rel=1e-4, abs=1e-5), query
            # The same once more: clauses are remembered.
            assert _at_once(searcher, query) == pytest.approx(expected, rel=1e-4, abs=1e-5), query


@pytest.mark.parametrize(
    "text",
    [
        "the harbour",
        '"the harbour"',
        "harb*",
        "the NEAR/9 harbour",
        "the w/s harbour",
        "zebra",
    ],
)
def test_what_a_search_worked_with_goes_when_its_answer_does(
    harbour, monkeypatch, text: str
) -> None:
    """At once, not when garbage is looked for, which is seldom: its arrays are large."""
    evaluators = []
    made = Evaluator.__init__

    def noted(self, *given):
        made(self, *given)
        evaluators.append(weakref.ref(self))

    monkeypatch.setattr(Evaluator, "__init__", noted)
    gc.collect()
    gc.disable()
    try:
        results = harbour.search(text)
        assert results.paragraphs or text == "zebra"
        _ = results.hits[0:20], results.facets, results.clauses
        assert evaluators
        del results
        assert [kept for kept in evaluators if kept() is not None] == []
    finally:
        gc.enable()
