"""What a search finds is what a reader of the texts would find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.document import ParagraphDoc
from index.core.values import Span
from index.engines.contract import Partial
from index.engines.whoosh.index import Index
from index.engines.whoosh.one_text.highlighting import highlighter, matcher
from index.query import nodes
from index.query.nodes import Node, Query
from tests.index.local_engine import Unknowing, answer_of, counted

AT = Span(0, 0)


class Nothing(Unknowing):
    """A lookup that knows two names, a note and a tag."""

    def entities(self, kind: str | None, name: str, *, exact: bool) -> Sequence[int]:
        return {"lee": [7, 9], "apec": [8]}.get(name, [])

    def new_to(self, saved: Iterable[str]) -> Sequence[int]:
        return ()

    def in_story(self, article: str) -> Sequence[int]:
        return []

    def in_state(self, state: str) -> Sequence[int]:
        return {"bookmarked": [2, 99], "quote": [1, 3]}.get(state, [])

    def notes(self) -> Iterable[tuple[int, str]]:
        return [(3, "check the harbour price")]

    def tags(self) -> Iterable[tuple[int, str]]:
        return [(4, "to read")]


def doc(number: int, text: str, article: int = 1, ordinal: int = 1, **more) -> ParagraphDoc:
    return ParagraphDoc(number=number, article=article, ordinal=ordinal, text=text, **more)


def indexed(folder: Path, *docs: ParagraphDoc) -> Index:
    fulltext = Index.open(folder, key="a")
    articles: dict[int, list[ParagraphDoc]] = {}
    for each in docs:
        articles.setdefault(each.article, []).append(each)
    with fulltext.writer() as writer:
        for number, paragraphs in articles.items():
            writer.replace_article(number, paragraphs)
        writer.commit(1)
    fulltext.reload()
    return fulltext


def found(fulltext: Index, root: Node, **how) -> list[int]:
    matches = answer_of(fulltext.commit, Query("", root, **how), Nothing())
    assert counted(fulltext.commit, Query("", root, **how), Nothing()) == len(matches.numbers)
    return sorted(matches.numbers.tolist())


def word(text: str) -> Node:
    return nodes.Word(text, span=AT)


def phrase(text: str, slop: int = 0) -> Node:
    return nodes.Phrase(text, slop=slop, span=AT)


def also(*operands: Node) -> Node:
    return nodes.And(operands, span=AT)


def either(*operands: Node) -> Node:
    return nodes.Or(operands, span=AT)


def no(operand: Node) -> Node:
    return nodes.Not(operand, span=AT)


def near(distance: int, *operands: Node, ordered: bool = False) -> Node:
    return nodes.Near(operands, distance, ordered, span=AT)


@pytest.fixture(scope="module")
def news(tmp_path_factory) -> Index:
    return indexed(
        tmp_path_factory.mktemp("news"),
        doc(1, "President Xi Jinping met Lee in Gyeongju. The U.S. President's role was small.",
            title="Summit in Gyeongju", outlet="The Times", date="2025-11-01", entities=(7, 8),
            byline="Ann O'Brien", tags=("asia",), section="World", language="en",
            url="https://example.org/world/summit"),
        doc(2, "They discussed denuclearization and a currency swap worth 1,000 dollars.",
            ordinal=2, title="Summit in Gyeongju", outlet="The Times", date="2025-11-01"),
        doc(3, "Lee said trade, and only trade, would grow. Zoë Lévesque agreed on roles.",
            ordinal=3, title="Summit in Gyeongju", outlet="The Times", date="2025-11-01"),
        doc(4, "习近平在北京会见经济代表团。", article=2, outlet="Xinhua", date="2025-10",
            entities=(9,)),
        doc(5, "xi is a Greek letter; Wi Sung-lac and Wi Sunglac are one man.", article=3),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "numbers"),
    [
        (word("presidents"), [1]),
        (word("levesque"), [3]),
        (word("Zoë"), [3]),
        (word("1000"), [2]),
        (word("US"), [1]),
        (word("习"), [4]),
        (word("北京"), [4]),
        (word("习近平"), [4]),
        (word("会见经济代表"), [4]),
        (word("近习"), []),
        (word("xi"), [1, 5]),
        (nodes.Exact("Xi", span=AT), [1]),
        (nodes.Exact("xi", span=AT), [1, 5]),
        (nodes.Exact("role", span=AT), [1]),
        (word("role"), [1, 3]),
        (word("obrien"), []),
        (phrase("currency swaps"), [2]),
        (phrase("swap currency"), []),
        (phrase("swap currency", slop=1), [2]),
        (phrase("Xi Jinping"), [1]),
        (phrase("sung-lac"), [5]),
        (near(2, word("lee"), word("trade")), [3]),
        (near(1, word("lee"), word("trade")), []),
        (near(2, word("trade"), word("lee"), ordered=True), []),
        (near(3, phrase("only trade"), either(word("grow"), word("shrink"))), [3]),
        (near(2, nodes.Wildcard("denuc*", span=AT), word("discussed")), [2]),
        (nodes.SameSentence((word("Xi"), word("Lee")), span=AT), [1]),
        (nodes.SameSentence((word("Xi"), word("role")), span=AT), []),
        (nodes.Wildcard("denuclear*", span=AT), [2]),
        (nodes.Wildcard("*ization", span=AT), [2]),
        (nodes.Wildcard("Gr?ek", span=AT), [5]),
        (nodes.Fuzzy("gyongju", 1, span=AT), [1]),
        (nodes.Fuzzy("kyeongju", 1, span=AT), []),
        (nodes.Regex("wi sung-?lac", span=AT), [5]),
        (nodes.Regex("sung-?lac", span=AT), [5]),
        (nodes.Regex("le(e|vesque)", span=AT), [1, 3]),
        (nodes.Regex("(((", span=AT), []),
        (nodes.Regex("(a+)+$", span=AT), [2, 5]),
        (nodes.AtLeast(2, word("trade"), span=AT), [3]),
        (nodes.AtLeast(3, word("trade"), span=AT), []),
        (nodes.Lead(either(word("lee"), word("swap")), span=AT), [1, 2]),
        (nodes.InField("title", word("summit"), span=AT), [1, 2, 3]),
        (word("summit"), [1]),
        (nodes.InField("outlet", word("times"), span=AT), [1, 2, 3]),
        (nodes.InField("outlet", word("time"), span=AT), []),
        (nodes.InField("by", word("obrien"), span=AT), [1, 2, 3]),
        (nodes.InField("section", word("world"), span=AT), [1, 2, 3]),
        (nodes.InField("lang", word("en"), span=AT), [1, 2, 3]),
        (nodes.InField("url", word("example.org"), span=AT), [1, 2, 3]),
        (nodes.InField("tag", word("asia"), span=AT), [1, 2, 3]),
        (nodes.InField("tag", phrase("to read"), span=AT), [4]),
        (nodes.InField("note", word("price"), span=AT), [3]),
        (nodes.InField("title", also(word("summit"), no(word("gyeongju"))), span=AT), []),
        (nodes.Named("person", "lee", exact=False, span=AT), [1, 4]),
        (nodes.Named("person", "kim", exact=False, span=AT), []),
        (nodes.Dated("2025-11-01", "", span=AT), [1, 2, 3]),
        (nodes.Dated("2025-10-01", "2025-10-31", span=AT), [4]),
        (nodes.Dated("2025-10-02", "", span=AT), [1, 2, 3]),
        (nodes.State("undated", span=AT), [5]),
        (nodes.State("bookmarked", span=AT), [2]),
        (also(word("lee"), no(word("trade"))), [1]),
        (no(word("lee")), [2, 4, 5]),
        (nodes.Everything(span=AT), [1, 2, 3, 4, 5]),
        (nodes.Saved("x", either(word("lee"), word("greek")), span=AT), [1, 3, 5]),
        (word("--"), []),
        (also(), [1, 2, 3, 4, 5]),
        (either(), []),
    ],
)  # fmt: skip
def test_a_clause_finds_what_it_means(news, clause, numbers) -> None:
    assert found(news, clause) == numbers


def test_article_scope_joins_clauses_of_one_article(news) -> None:
    both = also(word("Xi"), word("swap"))
    assert found(news, both) == []
    assert found(news, both, scope="article") == [1, 2]
    assert found(news, also(word("Xi"), no(word("swap"))), scope="article") == [5]


def test_clause_counts_say_what_is_left(news) -> None:
    query = Query("", also(word("lee"), word("trade"), no(word("grow"))))
    clauses = answer_of(news.commit, query, Nothing()).clauses
    assert [(c.count, c.remaining) for c in clauses] == [(2, 2), (1, 1), (4, 0)]


def test_facets_count_all_hits(news) -> None:
    found = answer_of(news.commit, Query("", nodes.Everything(span=AT)), Nothing())
    assert dict(zip(found.terms.entities.tolist(), found.terms.counts.tolist(), strict=True)) == {
        7: 1, 8: 1, 9: 1,
    }  # fmt: skip
    assert dict(found.outlets) == {"The Times": 3, "Xinhua": 1, "": 1}
    assert found.months == (("", 1), ("2025-10", 1), ("2025-11", 3))


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [("newest", [1, 2, 3, 4, 5]), ("oldest", [4, 1, 2, 3, 5]), ("outlet", [1, 2, 3, 4, 5])],
)
def test_sorting_keeps_undated_and_ties_in_order(news, sort, numbers) -> None:
    matches = answer_of(news.commit, Query("", nodes.Everything(span=AT), sort=sort), Nothing())
    assert matches.numbers.tolist() == numbers
    assert not matches.scores.any()


def test_a_word_in_two_spellings_is_one_place(tmp_path) -> None:
    """What is compared by place takes a place that is listed twice for two that are the same."""
    fulltext = indexed(
        tmp_path,
        doc(1, "Ingrid Sørensen asked the commissioner."),
        doc(2, "They asked the Sørensens.", article=2),
    )
    assert found(fulltext, nodes.Prefix("the s", quoted=True, span=AT)) == [2]
    assert found(fulltext, nodes.AtLeast(2, word("Sørensen"), span=AT)) == []


def test_words_before_one_that_is_being_typed_may_have_hyphens(tmp_path) -> None:
    fulltext = indexed(tmp_path, doc(1, "The e-mail prices rose."), doc(2, "Email price", 2))
    for text in ("email p", "email pric", "email price", "email prices"):
        assert found(fulltext, nodes.Prefix(text, quoted=True, span=AT)) == [1, 2], text


def test_where_several_stretches_begin_at_one_word_it_counts_once(tmp_path) -> None:
    fulltext = indexed(tmp_path, doc(1, "tea oil oil"), doc(2, "tea oil the tea oil", article=2))
    beside = near(2, word("tea"), word("oil"), ordered=True)
    assert found(fulltext, nodes.AtLeast(2, beside, span=AT)) == [2]


def test_rows_of_words_are_too_many_or_all_found(tmp_path) -> None:
    pairs = ["a1 b1", "c1 d1", "e1 f1", "g1 h1", "i1 j1"]
    texts = [" ".join(row) for row in product(pairs, repeat=3)]
    fulltext = indexed(tmp_path, *(doc(n, text, article=n) for n, text in enumerate(texts)))
    one = f"({'|'.join(pairs)})"
    assert len(found(fulltext, nodes.Regex(f"{one} {one}", span=AT))) == len(texts)
    with pytest.raises(Partial, match="too many ways"):
        found(fulltext, nodes.Regex(f"{one} {one} {one}", span=AT))


@pytest.mark.parametrize("around", [lambda one: nodes.Lead(one, span=AT), None])
def test_a_word_that_stands_nowhere_leaves_the_others_their_scores(tmp_path, around) -> None:
    fulltext = indexed(tmp_path, doc(1, "oil said"), doc(2, "tea said", article=2))
    nothing = also(word("xyzzy"), word("tea"))
    root = either(nothing, word("oil"))
    query = around(root) if around else also(root, word("said"))
    assert found(fulltext, query) == [1]


def test_rare_words_rank_first(tmp_path) -> None:
    fulltext = indexed(
        tmp_path,
        *(doc(n, "common words again and again", article=n) for n in range(1, 30)),
        doc(30, "common words and one rarity", article=30),
    )
    query = Query("", either(word("common"), word("rarity")))
    matches = answer_of(fulltext.commit, query, Nothing())
    assert matches.numbers[0] == 30
    assert len(matches.numbers) == 30


def test_a_clause_scores_only_where_it_matches(tmp_path) -> None:
    fulltext = indexed(tmp_path, doc(1, "oil gas coal"), doc(2, "oil and tea", article=2))

    def scores(root: Node) -> list[float]:
        found = answer_of(fulltext.commit, Query("", root), Nothing())
        return [float(score) for score in found.scores]

    # Oil without coal has as many hits as the whole, but not the same ones.
    without_coal = also(word("oil"), no(word("coal")))
    either_way = also(either(without_coal, word("gas")), word("gas"))
    assert scores(either_way) == scores(also(word("gas"), word("gas")))


PLAIN = st.sampled_from(
    ["oil", "Oil", "oils", "price", "prices", "rose", "Rose", "the", "tea", "rosen", "teas"]
)
ODD = st.sampled_from(
    (
        "e-mail email E-mails Sung-lac Sunglac lac co-op-erate cooperate U.S. US us UN's O'Brien"
        " C++ c Größe Groesse 1,000 1000 Covid19 Covid-19 Covid 19 l’école ecole 习近平 近平 S&P"
        " a.m. am 5pm"
    ).split()
)
"""Words that are written in several ways, or found by several."""

WORDS = st.one_of(PLAIN, PLAIN, ODD)
LANGUAGES = st.sampled_from(["", "en", "de", "nl"])
ENDS = st.sampled_from([" ", " ", " ", " ", ", ", ". ", "? ", "-"])
TEXTS = st.lists(st.tuples(WORDS, ENDS), max_size=14).map(
    lambda parts: "".join(word + end for word, end in parts)
)
NOWHERE = st.just("xyzzy")
LEAVES = st.one_of(
    st.one_of(WORDS, WORDS, NOWHERE).map(word),
    WORDS.map(lambda text: nodes.Exact(text, span=AT)),
    st.builds(
        lambda parts, slop: phrase(" ".join(parts), slop),
        st.lists(WORDS, min_size=1, max_size=3),
        st.sampled_from([0, 0, 1, 3]),
    ),
    st.builds(
        lambda parts, letters, quoted: nodes.Prefix(
            " ".join([*parts[:-1], parts[-1][:letters]]), quoted, span=AT
        ),
        st.lists(WORDS, min_size=1, max_size=3),
        st.integers(1, 5),
        st.booleans(),
    ),
    st.sampled_from(["o*", "*s", "r?se", "*i*", "e-m*", "*-lac", "U*"]).map(
        lambda p: nodes.Wildcard(p, span=AT)
    ),
    st.sampled_from(["oil~", "rose", "tee", "sunglac"]).map(lambda t: nodes.Fuzzy(t, 1, span=AT)),
    st.sampled_from(
        ["r.se", "(oil|tea)s?", "oil .*", "the oils? rose", "o+[il]{2}", "e-?mails?"]
    ).map(lambda p: nodes.Regex(p, span=AT)),
)


def _parts(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(inner, min_size=2, max_size=3).map(tuple)


def _near(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(
        lambda parts, n, o: nodes.Near(parts, n, o, span=AT),
        _parts(inner),
        st.integers(1, 5),
        st.booleans(),
    )


PLACED = st.recursive(
    LEAVES,
    lambda inner: st.one_of(_parts(inner).map(lambda parts: either(*parts)), _near(inner)),
    max_leaves=4,
)
"""What has places in a text, and so may stand near others or be counted."""


def _combined(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        _parts(inner).map(lambda parts: also(*parts)),
        _parts(inner).map(lambda parts: either(*parts)),
        inner.map(no),
        _near(PLACED),
        _parts(PLACED).map(lambda parts: nodes.SameSentence(parts, span=AT)),
        st.builds(lambda n, part: nodes.AtLeast(n, part, span=AT), st.integers(1, 3), PLACED),
    )


QUERIES = st.recursive(LEAVES, _combined, max_leaves=6)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(st.tuples(TEXTS, LANGUAGES), min_size=1, max_size=12),
    queries=st.lists(QUERIES, max_size=8),
)
def test_the_index_finds_what_reading_every_text_finds(tmp_path_factory, texts, queries) -> None:
    docs = [doc(n, text, article=n // 3, language=spoken) for n, (text, spoken) in enumerate(texts)]
    fulltext = indexed(tmp_path_factory.mktemp("random"), *docs)
    for query in queries:
        test = matcher(query)
        assert found(fulltext, query) == [n for n, text in enumerate(texts) if test(*text)], query


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, query=QUERIES)
def test_highlights_are_sorted_and_apart_and_only_where_something_matches(text, query) -> None:
    spans = highlighter(Query("", query))(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] < b[0] for a, b in pairwise(spans))
