"""A cluster gives the answers of the local engine: paragraphs, counts, facets, and their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from index.core.document import ParagraphDoc
from index.engines.contract import Engine, EngineIndex, Partial, Search, TermKind
from index.engines.opensearch.adapter import OpenSearch
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.registry import LocalEngine
from index.query import nodes
from index.query.ground import GroundQuery
from tests.effort import runs
from tests.index.engines.made_news import AT, ENTITIES, Queries, articles

pytestmark = pytest.mark.opensearch

KINDS: tuple[TermKind, ...] = ("entity", "person", "org", "place")


class Names:
    """Entities of all types, with and without a second name."""

    def labels(self):
        numbers = range(ENTITIES + 1)
        names = [f"{('Lee', 'Kim', 'Ko')[n % 3]} {n}" for n in numbers]
        return np.array([n % 3 for n in numbers], np.int8), names

    def stored(self, paragraphs):
        return {}


@dataclass
class Both:
    """The same articles in the local engine and in a cluster."""

    local: EngineIndex
    cluster: EngineIndex
    articles: dict[int, list[ParagraphDoc]]


@pytest.fixture(scope="module")
def both(opensearch: str, seeds: Path, tmp_path_factory) -> Iterator[Both]:
    found = articles(seeds, runs(1_500, 20_000))
    # Several shards, each of which knows a part only.
    shards = {"template": {"settings": {"number_of_shards": 3}}, "index_patterns": ["same-*"]}
    with Cluster(ClusterAddress.parse(f"{opensearch}/same")) as cluster:
        cluster.ask("PUT", "/_index_template/same", shards)
    folder = tmp_path_factory.mktemp("both")
    indices = []
    for adapter in (LocalEngine(), OpenSearch(f"{opensearch}/same")):
        index = adapter.open(folder / adapter.name, key="a", knows=lambda _: True, corpus=Names())
        with index.writer(anew=True) as writer:
            for article, docs in found.items():
                writer.replace_article(article, docs)
            writer.commit(1)
        index.reload()
        indices.append(index)
    yield Both(indices[0], indices[1], found)
    for index in indices:
        index.close()


def all_of(search: Search) -> tuple[list[int], list[float]]:
    page = search.page(0, search.total.count)
    return page.paragraphs.tolist(), page.scores.tolist()


def the_same(query: GroundQuery, here: Engine, there: Engine) -> None:
    """Whether both engines answer the same."""
    one, other = here.start(query), there.start(query)
    numbers, scores = all_of(one)
    found, others = all_of(other)
    assert sorted(found) == sorted(numbers)
    assert one.total == other.total
    assert one.articles == other.articles
    assert list(one.clause_counts()) == list(other.clause_counts())
    if query.sort == "relevance":
        # Worked out in different orders, equal scores may differ in their last figures.
        of = dict(zip(numbers, scores, strict=True))
        assert np.allclose([of[number] for number in found], others, rtol=1e-5, atol=1e-6)
    else:
        assert found == numbers
    assert sorted(one.outlets()) == sorted(other.outlets())
    assert list(one.histogram("day")) == list(other.histogram("day"))
    for kind in KINDS:
        mine, theirs = one.terms(kind, 20), other.terms(kind, 20)
        assert theirs.entities.tolist() == mine.entities.tolist()
        assert theirs.counts.tolist() == mine.counts.tolist()


def test_generated_queries_are_answered_alike(both: Both) -> None:
    queries = Queries(both.articles, seed=11)
    here, there = both.local.commit, both.cluster.commit
    found = 0
    for number in range(runs(120, 3_000)):
        query = queries.query()
        try:
            the_same(query, here, there)
        except AssertionError as problem:
            raise AssertionError(f"query {number}: {query}\n{problem}") from problem
        found += bool(here.start(query).total.count)
    # Most of them ask for something that is there.
    assert found > number / 2


def test_hundreds_of_words_are_no_trouble(both: Both) -> None:
    """A cluster takes some thousand conditions; whoever pastes a page has as many words."""
    words = sorted({word for docs in both.articles.values() for word in docs[0].text.split()})
    clauses = tuple(nodes.Word(word, span=AT) for word in words if word.isalpha())[:300]
    assert len(clauses) == 300
    here, there = both.local.commit, both.cluster.commit
    for root in (nodes.Or(clauses, span=AT), nodes.MostOf(clauses[:200], span=AT)):
        the_same(GroundQuery(root, sort="newest"), here, there)
    found = there.start(GroundQuery(nodes.Or(clauses, span=AT))).page(0, 50)
    assert len(found.paragraphs) == 50
    too_many = nodes.And(tuple(nodes.Word(f"w{n}", span=AT) for n in range(600)), span=AT)
    with pytest.raises(Partial, match="more words than the cluster takes"):
        _ = there.start(GroundQuery(too_many)).total


@pytest.mark.parametrize("word", ["the", "harbour", "said", "strike"])
def test_the_first_names_are_right_where_each_shard_knows_its_own(both: Both, word) -> None:
    query = GroundQuery(nodes.Word(word, span=AT), sort="newest")
    here, there = (index.commit.start(query) for index in (both.local, both.cluster))
    for top in (1, 3, 8, 20, 60):
        mine, theirs = here.terms(top=top), there.terms(top=top)
        assert theirs.entities.tolist() == mine.entities.tolist()
        assert theirs.counts.tolist() == mine.counts.tolist()
