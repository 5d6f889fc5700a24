"""What every engine has to keep (index/engines/contract.py): the local one, a plain one, and a real
OpenSearch, where there is one to be asked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partialmethod
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Archive
from index.core.document import ParagraphDoc
from index.core.errors import NutgrafError, StoppedError
from index.core.values import Span
from index.engines import registry
from index.engines.contract import (
    Adapter,
    Engine,
    EngineIndex,
    Naming,
    Page,
    Partial,
    Search,
    Wants,
)
from index.engines.opensearch.adapter import OpenSearch
from index.engines.opensearch.asking import Asking
from index.engines.registry import LocalEngine
from index.engines.whoosh.patience import Patience
from index.query import ground, nodes
from index.query.ground import GroundQuery
from index.query.nodes import Node
from tests.effort import runs
from tests.index.engines.plain import Plain, faces_of, holds, in_articles
from tests.index.test_whoosh_search import QUERIES as WORDY

ADAPTERS: tuple[Adapter, ...] = (LocalEngine(), Plain())
CLUSTER = pytest.param(OpenSearch, marks=pytest.mark.opensearch, id="opensearch")
AT = Span(0, 0)
SORTS = ("relevance", "newest", "oldest", "outlet")
NAMES = ["", "Lee Hsien", "Apec", "Busan", "Lee Jae"]


class Names:
    """Four entities: persons 1 and 4, an organisation, a place."""

    def labels(self):
        return np.array([-1, 0, 1, 2, 0], np.int8), NAMES

    def stored(self, paragraphs):
        return {}


def documents() -> dict[int, list[ParagraphDoc]]:
    """Articles with every kind of date, outlet, tag and headline, and none."""
    words = ["oil", "Oil", "price", "prices", "rose", "tea", "the", "Rose"]
    dates = ["", "2024", "2024-03", "2024-03-01", "2024-03-15T10:00:00", "2023-12-31", "2025-07"]
    outlets = ["", "Echo", "Post", "Evening Echo"]
    choose, numbers = np.random.default_rng(7), count(1)
    articles: dict[int, list[ParagraphDoc]] = {}
    for article in range(1, 31):
        head: dict[str, Any] = {
            "title": " ".join(choose.choice(words, choose.integers(0, 4))),
            "outlet": outlets[article % 4],
            "date": dates[article % 7],
            "byline": "Pat Tea" if article % 3 else "",
            "tags": ("oil",) if article % 5 == 0 else (),
        }
        articles[article] = [
            ParagraphDoc(
                number=next(numbers),
                article=article,
                ordinal=ordinal,
                text=". ".join(
                    " ".join(choose.choice(words, choose.integers(1, 6))) for _ in range(2)
                ),
                entities=tuple(sorted({int(n) for n in choose.integers(1, 5, article % 3)})),
                furniture=(article * 7 + ordinal * 3) % 5 == 0 or article == 11,
                **head,
            )
            for ordinal in range(1, int(choose.integers(2, 6)))
        ]
    return {article: [_quoting(doc, choose) for doc in docs] for article, docs in articles.items()}


def _quoting(doc: ParagraphDoc, choose: np.random.Generator) -> ParagraphDoc:
    """The paragraph with quotes from some of its words to others."""
    edges = [0, *(at + 1 for at, sign in enumerate(doc.text) if sign == " ")]
    count = 2 * min(len(edges) // 2, int(choose.integers(0, 4)))
    cuts = sorted(choose.choice(edges, count, replace=False).tolist())
    quotes = [
        (start, end - 1, bool((doc.number + place) % 3))
        for place, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=True))
    ]
    return doc._replace(quotes=tuple(quotes))


ARTICLES = documents()
DOCS = {doc.number: doc for docs in ARTICLES.values() for doc in docs}
SHOWN = {number for number, doc in DOCS.items() if not doc.furniture}
FACES = {face for docs in ARTICLES.values() for face in faces_of(docs)}


@dataclass
class Held:
    """An engine with all articles in it."""

    index: EngineIndex
    articles: dict[int, list[ParagraphDoc]] = field(default_factory=lambda: ARTICLES)

    @property
    def engine(self) -> Engine:
        return self.index.commit

    def ask(self, root: Node, **how) -> Search:
        return self.engine.start(GroundQuery(root, **how))


def opened(adapter: Adapter, folder: Path) -> EngineIndex:
    return adapter.open(folder, key="a", knows=lambda _: True, corpus=Names())


@pytest.fixture(
    scope="module", params=[*ADAPTERS, CLUSTER], ids=lambda adapter: getattr(adapter, "name", "")
)
def adapter(request) -> Adapter:
    if request.param is OpenSearch:
        return OpenSearch(f"{request.getfixturevalue('opensearch')}/contract")
    chosen: Adapter = request.param
    return chosen


@pytest.fixture(scope="module")
def held(adapter: Adapter, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    index = opened(adapter, tmp_path_factory.mktemp("engine") / "index")
    with index.writer() as writer:
        for article, docs in ARTICLES.items():
            # Replaced later: what was there first must not be found.
            writer.replace_article(article, docs[::-1])
            writer.replace_article(article, [doc._replace(entities=(4,)) for doc in docs])
            if article % 12 == 0:
                writer.commit(article)
        # So are the names, of paragraphs that were committed and of some that were not.
        named = [(number, entity) for number, doc in DOCS.items() for entity in doc.entities]
        named_in, entities = np.array([*named, (10**7, 1)], np.int64).T
        writer.replace_names(Naming(np.array([*DOCS, 10**7], np.int64), named_in, entities))
        writer.commit(99)
    index.reload()
    yield Held(index)
    index.close()


def _spoken_words() -> st.SearchStrategy[Node]:
    word = st.sampled_from(["oil", "Oil", "tea", "rose", "price"]).map(
        lambda text: nodes.Word(text, span=AT)
    )
    phrase = st.sampled_from(["oil price", "the rose", "tea oil"]).map(
        lambda text: nodes.Phrase(text, 0, span=AT)
    )
    pair = st.tuples(word, word)
    leaf = st.one_of(
        word,
        phrase,
        pair.map(lambda two: nodes.Near(two, 2, ordered=False, span=AT)),
        pair.map(lambda two: nodes.SameSentence(two, span=AT)),
        word.map(lambda one: nodes.AtLeast(2, one, span=AT)),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda two: nodes.And(two, span=AT)),
            st.tuples(inner, inner).map(lambda two: nodes.Or(two, span=AT)),
            st.tuples(inner, inner).map(
                lambda two: nodes.And((two[0], nodes.Not(two[1], span=AT)), span=AT)
            ),
        ),
        max_leaves=3,
    )


SPOKEN = st.builds(
    lambda quotes, words: ground.Spoken(quotes and tuple(quotes), words, span=AT),
    st.none() | st.lists(st.tuples(st.integers(0, 99), st.integers(0, 3)), min_size=1, max_size=60),
    st.none() | _spoken_words(),
)
FILTERS = st.one_of(
    SPOKEN,
    st.just(ground.Quoted(span=AT)),
    st.lists(st.integers(0, 5), max_size=3).map(
        lambda numbers: ground.Naming(tuple(numbers), span=AT)
    ),
    st.lists(st.integers(0, 200), max_size=9).map(
        lambda numbers: ground.Paragraphs(tuple(numbers), span=AT)
    ),
    st.lists(st.integers(0, 35), max_size=30).map(
        lambda numbers: ground.OfArticles(tuple(numbers), span=AT)
    ),
    # Each is an object of its own, as where a query is read.
    st.sampled_from(
        [ground.Undated, ground.Furniture, ground.Nothing, nodes.Everything, ground.Quoted]
    ).map(lambda kind: kind(span=AT)),
    st.sampled_from([None, "echo", "Post", "nobody"]).map(
        lambda name: ground.FromOutlet(name, span=AT)
    ),
    st.builds(
        lambda name, word: ground.InArticles(name, nodes.Word(word, span=AT), span=AT),
        st.sampled_from(["title", "by", "outlet"]),
        st.sampled_from(["oil", "tea", "echo"]),
    ),
    st.lists(st.integers(1, 99), max_size=2).map(
        lambda numbers: ground.Tagged(nodes.Word("oil", span=AT), tuple(numbers), span=AT)
    ),
    st.builds(
        lambda first, last, vague: nodes.Dated(first, last, vague=vague, span=AT),
        *[st.sampled_from(["", "2024", "2024-03", "2024-03-15", "2025"])] * 2,
        st.booleans(),
    ),
)


def _above(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        several.map(lambda parts: nodes.And(parts, span=AT)),
        several.map(lambda parts: nodes.Or(parts, span=AT)),
        inner.map(lambda part: nodes.Not(part, span=AT)),
        inner.map(lambda part: nodes.Lead(part, span=AT)),
        inner.map(lambda part: nodes.Here(part, span=AT)),
    )


# In the text alone a clause of words is read otherwise than beside a headline.
ROOTS = st.recursive(st.one_of(FILTERS, WORDY), _above, max_leaves=4)


def together(pages: Iterator[Page]) -> list[int]:
    return [number for page in pages for number in page.paragraphs.tolist()]


def naive(root: Node) -> list[int]:
    return [number for number, doc in DOCS.items() if holds(doc, root, FACES)]


@settings(max_examples=runs(60, 800), deadline=None, suppress_health_check=list(HealthCheck))
@given(root=st.recursive(FILTERS, _above, max_leaves=4), sort=st.sampled_from(SORTS))
def test_what_is_found_is_what_reading_everything_finds(held: Held, root, sort) -> None:
    search = held.ask(root, sort=sort)
    assert sorted(together(search.iterate(7))) == naive(root)
    assert search.total.count == len(naive(root))


@settings(max_examples=runs(60, 800), deadline=None, suppress_health_check=list(HealthCheck))
@given(root=st.recursive(FILTERS, _above, max_leaves=5), sort=st.sampled_from(SORTS))
def test_over_articles_is_found_what_reading_them_finds(held: Held, root, sort) -> None:
    search = held.ask(root, sort=sort, scope="article")
    expected = [doc.number for docs in ARTICLES.values() for doc in in_articles(docs, root)]
    assert sorted(together(search.iterate(7))) == sorted(expected)
    assert search.total.count == len(expected)


@settings(max_examples=runs(40, 500), deadline=None, suppress_health_check=list(HealthCheck))
@given(root=ROOTS, sort=st.sampled_from(SORTS), scope=st.sampled_from(["paragraph", "article"]))
def test_all_that_is_said_of_hits_fits_together(held: Held, root, sort, scope) -> None:
    search = held.ask(root, sort=sort, scope=scope)
    hits = together(search.iterate(11))
    assert search.total.exact
    assert search.total.count == len(hits) == len(set(hits))
    assert search.articles == len({DOCS[number].article for number in hits})
    for start in (0, 3, len(hits), len(hits) + 5):
        page = search.page(start, 4)
        assert page.paragraphs.tolist() == hits[start : start + 4]
        assert page.next == (start + 4 if start + 4 < len(hits) else None)
        assert len(page.scores) == len(page.paragraphs)
        if page.lengths is not None:
            sizes = [len(held.articles[DOCS[n].article]) for n in page.paragraphs.tolist()]
            assert page.lengths.tolist() == sizes
    assert [search.locate(number) for number in hits[:5]] == list(range(len(hits)))[:5]
    assert all(search.locate(number) is None for number in (0, 10**6, *set(DOCS) - set(hits)))
    asked = np.array([*hits[::2], 10**6, *DOCS], np.int64)
    assert search.among(asked).tolist() == sorted(hits)
    assert search.among(asked[:0]).tolist() == []
    places: dict[int, int] = {}
    firsts = [places.setdefault(DOCS[n].article, place) for place, n in enumerate(hits)]
    assert search.firsts().tolist() == firsts
    assert sum(count for _, count in search.outlets()) == len(hits)
    assert {name for name, _ in search.outlets()} == {DOCS[number].outlet for number in hits}
    months, years = search.histogram("month"), search.histogram("year")
    assert [name for name, _ in months] == sorted({DOCS[number].date[:7] for number in hits})
    assert [name for name, _ in years] == sorted({DOCS[number].date[:4] for number in hits})
    assert sum(count for _, count in months) == sum(count for _, count in years) == len(hits)
    days = search.histogram("day")
    assert [name for name, _ in days] == sorted({DOCS[number].date[:10] for number in hits})
    assert sum(count for _, count in days) == len(hits)
    clauses = search.clause_counts()
    assert not clauses or clauses[-1].remaining == len(hits)


@settings(max_examples=runs(20, 200), deadline=None, suppress_health_check=list(HealthCheck))
@given(root=FILTERS)
def test_names_are_counted_over_all_hits(held: Held, root) -> None:
    search, hits = held.ask(root, sort="newest"), naive(root)
    expected = {
        entity: sum(entity in DOCS[number].entities for number in hits) for entity in range(1, 5)
    }
    found = search.terms()
    pairs = list(zip(found.entities.tolist(), found.counts.tolist(), strict=True))
    assert dict(pairs) == {entity: count for entity, count in expected.items() if count}
    assert pairs == sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
    assert search.terms(top=2).entities.tolist() == [entity for entity, _ in pairs[:2]]
    assert set(search.terms("person").entities.tolist()) == {1, 4} & set(dict(pairs))
    assert set(search.terms(containing="LEE j").entities.tolist()) == {4} & set(dict(pairs))


@pytest.mark.parametrize("sort", SORTS[1:])
def test_orders_are_those_of_dates_and_outlets(held: Held, sort) -> None:
    plain = Held(opened(Plain(), held.index.folder.parent / f"plain-{sort}"))
    with plain.index.writer() as writer:
        for article, docs in ARTICLES.items():
            writer.replace_article(article, docs)
        writer.commit(1)
    plain.index.reload()
    everything = nodes.Everything(span=AT)
    expected = together(plain.ask(everything, sort=sort).iterate())
    assert together(held.ask(everything, sort=sort).iterate()) == expected


def test_better_hits_come_first_and_equals_by_number(held: Held) -> None:
    page = held.ask(nodes.Word("oil", span=AT)).page(0, 1_000)
    pairs = list(zip((-page.scores).tolist(), page.paragraphs.tolist(), strict=True))
    assert pairs == sorted(pairs)


def test_what_an_engine_answers_stays_while_others_write(held: Held) -> None:
    before = held.engine
    search = before.start(GroundQuery(nodes.Everything(span=AT), sort="newest"))
    with held.index.writer() as writer:
        writer.replace_article(1, ())
        writer.replace_article(77, [ParagraphDoc(900, 77, 1, "new oil", entities=(2,))])
        writer.commit(100)
    assert held.index.reload()
    assert not held.index.reload()
    assert (held.index.revision, before.revision) == (100, 99)
    assert set(together(search.iterate())) == SHOWN
    now = set(together(held.ask(nodes.Everything(span=AT), sort="newest").iterate()))
    gone = {doc.number for doc in ARTICLES[1]}
    assert now == {*SHOWN, 900} - gone
    numbers, named, entities = held.engine.held()
    assert set(numbers.tolist()) == {*DOCS, 900} - gone
    assert (900, 2) in set(zip(named.tolist(), entities.tolist(), strict=True))
    with held.index.writer() as writer:
        writer.replace_article(1, ARTICLES[1])
        writer.replace_article(77, ())
        writer.commit(99)
    held.index.reload()


def test_what_was_not_committed_does_not_count(held: Held) -> None:
    with held.index.writer() as writer:
        writer.replace_article(1, ())
        writer.join()
    assert not held.index.reload()
    assert held.engine.paragraphs == len(DOCS)


def test_a_search_cancelled_at_any_moment_leaves_nothing_wrong(held: Held, monkeypatch) -> None:
    query = GroundQuery(
        nodes.Or(
            (
                nodes.Regex("(oil|tea)s? .*", span=AT),
                nodes.Wildcard("*i*", span=AT),
                nodes.Fuzzy("rise", 1, span=AT),
                nodes.Word("price", span=AT),
            ),
            span=AT,
        )
    )
    expected = together(held.engine.start(query).iterate())
    looks = [(Patience, "go_on"), (Asking, "answer")]
    for moment in count():
        search, passed = held.engine.start(query), count()

        def counted(*asked, go_on, search=search, passed=passed, moment=moment):
            if next(passed) == moment:
                search.cancel()
            return go_on(*asked)

        with monkeypatch.context() as patched:
            for kind, name in looks:
                go_on = partialmethod(counted, go_on=getattr(kind, name))
                patched.setattr(kind, name, go_on)
            try:
                search.page(0, 10)
            except StoppedError:
                gave_up = True
            else:
                gave_up = False
        if not gave_up:
            break
        assert together(held.engine.start(query).iterate()) == expected
    assert moment > 1


def test_what_takes_longer_than_it_may_is_partial(held: Held) -> None:
    query = GroundQuery(nodes.Wildcard("*i*", span=AT))
    with pytest.raises(Partial):
        _ = held.engine.start(query, Wants(), time.monotonic() - 1).total
    assert held.engine.start(query, Wants(), time.monotonic() + 3_600).total.count > 0


def test_who_shuts_down_is_not_waited_for(adapter: Adapter, tmp_path) -> None:
    index = opened(adapter, tmp_path / "index")
    with index.writer() as writer:
        writer.replace_article(1, [ParagraphDoc(1, 1, 1, "oil")])
        writer.commit(1)
    index.reload()
    search = index.commit.start(GroundQuery(nodes.Word("oil", span=AT)))
    index.interrupt()
    with pytest.raises(StoppedError):
        search.page(0, 1)
    index.close()


def test_another_engine_arrives_by_entry_point(tmp_path, monkeypatch) -> None:
    """The whole archive, imported, searched, edited and looked after with it."""
    news = tmp_path / "ferry.txt"
    news.write_text("Ferry\n\nMaria Lindqvist said a ferry sank.\n\nNobody was hurt.", "utf-8")
    monkeypatch.setattr(registry.PLUGINS, "found", lambda: (Plain(),))
    where = {"path": tmp_path / "a.db", "index_folder": tmp_path / "index"}
    with Archive.open(**where, engine="plain") as archive:
        archive.add([news])
        found = archive.search("ferry -hurt")
        assert [hit.ordinal for hit in found.hits[:]] == [1]
        assert found.hits[0].spans
        assert archive.search("person:lindqvist").paragraphs == 1
        assert archive.search("is:undated").paragraphs == 2
        assert archive.entity(archive.entities("lindqvist")[0].entity).paragraphs == 1
        assert archive.check() == []
        assert archive.reindex() == 2
        with pytest.raises(NutgrafError):
            archive.whoosh()
    with pytest.raises(NutgrafError, match="plian"):
        Archive.open(**where, engine="plian")
