"""What is found, and its score, is what Whoosh itself finds with its own codec."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh import scoring
from whoosh.filedb.filestore import RamStorage
from whoosh.query.spans import SpanNear
from whoosh.searching import Searcher

from index.core.document import ParagraphDoc
from index.core.values import Span
from index.engines.whoosh import sorted_arrays
from index.engines.whoosh.as_whoosh.paragraph_scoring import ParagraphBM25F
from index.engines.whoosh.as_whoosh.whoosh_schema import WordAnalyzer, schema
from index.engines.whoosh.index import Index
from index.engines.whoosh.index_schema import TITLE_WEIGHT
from index.engines.whoosh.searching import found, minimum_match, proximity, relevance, whole_term
from index.engines.whoosh.searching import scoring as ours_scoring
from index.engines.whoosh.segments import merge_policy, segment_merging
from index.engines.whoosh.words.stemming import stem
from index.query import nodes
from index.query.nodes import Node, Query
from tests.effort import runs
from tests.index.local_engine import answer_of

AT = Span(0, 0)
VOCABULARY = [f"{a}{b}" for a in ("ba", "ko", "lu", "mi") for b in ("r", "n", "rat", "tok", "le")]
INFLECTED = {
    language: {
        word: [form for form in (word, *(f"{word}{e}" for e in ("s", "n", "en", "es", "er")))
               if stem(form, language) == stem(word, language)]
        for word in VOCABULARY
    }
    for language in ("", "de")
}  # fmt: skip
_BASES = {
    form: word for words in INFLECTED.values() for word, forms in words.items() for form in forms
}


def _text(chooser: random.Random, longest: int) -> str:
    # Some words are frequent, most are rare, as in any language.
    size = chooser.choice([chooser.randint(0, 12), chooser.randint(0, longest)])
    words = (VOCABULARY[min(int(chooser.expovariate(0.25)), 19)] for _ in range(size))
    return " ".join(words)


def _article(chooser: random.Random, number: int, first: int) -> list[ParagraphDoc]:
    title = _text(chooser, 8)
    return [
        ParagraphDoc(
            number=first + place, article=number, ordinal=place + 1,
            text=_text(chooser, 60), title=title,
        )
        for place in range(chooser.randint(1, 6))
    ]  # fmt: skip


def _inflected(chooser: random.Random, docs: list[ParagraphDoc]) -> list[ParagraphDoc]:
    """An article in one language or another, its words as that inflects them."""
    language = chooser.choice(("", "de"))
    forms = INFLECTED[language]

    def text(plain: str) -> str:
        return " ".join(chooser.choice(forms[word]) for word in plain.split())

    title = text(docs[0].title)
    return [d._replace(text=text(d.text), title=title, language=language) for d in docs]


def uninflected(articles: dict[int, list[ParagraphDoc]]) -> dict[int, list[ParagraphDoc]]:
    """The same articles with the words that are asked for instead of their inflections."""

    def text(inflected: str) -> str:
        return " ".join(_BASES[word] for word in inflected.split())

    return {
        number: [d._replace(text=text(d.text), title=text(d.title)) for d in docs]
        for number, docs in articles.items()
    }


def stock(
    articles: dict[int, list[ParagraphDoc]],
    analyzer: WordAnalyzer | None = None,
    weighting: scoring.WeightingModel | None = None,
):
    """The same documents in a stock Whoosh index."""
    # Whoosh keeps temporary files under the index's name, where another process may have its own.
    described = schema() if analyzer is None else schema.__wrapped__()
    if analyzer is not None:
        described["text"].analyzer = described["text"].format.analyzer = analyzer
    index = RamStorage().create_index(described, indexname=secrets.token_hex(8))
    writer = index.writer()
    docs = sorted((d.number, d, d is a[0]) for a in articles.values() for d in a)
    for _, doc, first in docs:
        fields = {"title": doc.title} if first and doc.title else {}
        writer.add_document(number=doc.number, text=doc.text, **fields)
    writer.commit()
    return index.searcher(weighting=weighting or ParagraphBM25F())


def translated(node: Node, field: str, languages: Sequence[str] = ("",)) -> wq.Query:
    """The query in Whoosh's own objects, for texts in some languages."""
    if isinstance(node, nodes.Word):
        return _any_of(wq.Term(field, stem(node.text, language)) for language in languages)
    if isinstance(node, nodes.Phrase):
        return _any_of(
            wq.Phrase(field, [stem(word, language) for word in node.text.split()])
            for language in languages
        )
    if isinstance(node, nodes.Wildcard):
        # Whoosh scores several words behind a prefix as a constant, but a single one by BM25.
        return wq.ConstantScoreQuery(wq.Prefix(field, node.pattern[:-1]))
    if isinstance(node, nodes.And):
        return wq.And([translated(o, field, languages) for o in node.operands])
    if isinstance(node, nodes.Or):
        return wq.Or([translated(o, field, languages) for o in node.operands])
    if isinstance(node, nodes.Not):
        return without(translated(node.operand, field, languages))
    assert isinstance(node, nodes.Near)
    first, second = (translated(operand, field, languages) for operand in node.operands)
    return SpanNear(first, second, slop=node.distance, ordered=node.ordered)


def _any_of(queries: Iterable[wq.Query]) -> wq.Query:
    several = list(queries)
    return several[0] if len(several) == 1 else wq.Or(several)


def without(unwanted: wq.Query) -> wq.Query:
    """A negation that leaves scores alone.

    Whoosh's plain Not adds one to the score of whatever it lets pass. Its AndNot does not, but
    fails when an And around it skips past the last hit. A constant of zero counts as none given.
    """
    return wq.ConstantScoreQuery(wq.Not(unwanted), score=1e-30)


def everywhere(node: Node, languages: Sequence[str] = ("",)) -> wq.Query:
    """In the text or, counting more, in the headline."""
    if isinstance(node, nodes.And):
        return wq.And([everywhere(operand, languages) for operand in node.operands])
    if isinstance(node, nodes.Or):
        return wq.Or([everywhere(operand, languages) for operand in node.operands])
    if isinstance(node, nodes.Not):
        return without(everywhere(node.operand, languages))
    title = translated(node, "title", languages)
    if isinstance(node, nodes.Wildcard):
        title.score = TITLE_WEIGHT
    elif isinstance(node, nodes.Word | nodes.Phrase):
        title.boost = TITLE_WEIGHT
    return wq.Or([translated(node, "text", languages), title])


def hits(results) -> dict[int, float]:
    return {hit["number"]: hit.score for hit in results}


def same(ours, theirs: dict[int, float]) -> None:
    numbers, scores = ours.numbers.tolist(), ours.scores.tolist()
    assert sorted(numbers) == sorted(theirs)
    assert scores == pytest.approx([theirs[number] for number in numbers], rel=1e-5)
    assert scores == sorted(scores, reverse=True)
    for a, b, x, y in zip(scores, scores[1:], numbers, numbers[1:], strict=False):
        assert a > b or x < y


def built(
    folder: Path, seed: int, *, optimise: bool, inflected: bool = False
) -> tuple[Index, dict[int, list[ParagraphDoc]]]:
    """An index after a random sequence of additions, replacements, removals and commits."""
    chooser = random.Random(seed)
    fulltext, number = Index.open(folder, key="a"), 1
    articles: dict[int, list[ParagraphDoc]] = {}
    with fulltext.writer() as writer:
        for revision in range(1, chooser.randint(2, 9)):
            for _ in range(chooser.randint(1, 12)):
                target = chooser.randint(1, 30)
                if target in articles and chooser.random() < 0.3:
                    del articles[target]
                    writer.replace_article(target, ())
                    continue
                articles[target] = _article(chooser, target, number)
                if inflected:
                    articles[target] = _inflected(chooser, articles[target])
                number += len(articles[target])
                writer.replace_article(target, articles[target])
            writer.commit(revision)
        if optimise:
            writer._segments = [segment_merging.merge(folder, writer._segments)]
            writer.commit(99)
    fulltext.reload()
    return fulltext, articles


WORDS = st.sampled_from([*VOCABULARY, "xyzzy"]).map(lambda text: nodes.Word(text, span=AT))
PHRASES = st.lists(st.sampled_from(VOCABULARY[:6]), min_size=2, max_size=4).map(
    lambda words: nodes.Phrase(" ".join(words), span=AT)
)
PREFIXES = st.sampled_from(["ba*", "kot*", "l*", "zz*"]).map(lambda p: nodes.Wildcard(p, span=AT))


def _above(inner):
    pairs = st.lists(inner, min_size=2, max_size=4).map(tuple)
    without = st.tuples(inner, inner).map(lambda p: (p[0], nodes.Not(p[1], span=AT)))
    return st.one_of(
        pairs.map(lambda parts: nodes.And(parts, span=AT)),
        pairs.map(lambda parts: nodes.Or(parts, span=AT)),
        without.map(lambda parts: nodes.And(parts, span=AT)),
    )


QUERIES = st.recursive(st.one_of(WORDS, WORDS, PHRASES, PREFIXES), _above, max_leaves=6)
NEARS = st.builds(
    lambda a, b, n, o: nodes.Near((a, b), n, o, span=AT),
    WORDS, WORDS, st.integers(1, 6), st.booleans(),
)  # fmt: skip


_SIZES = [
    (module, name, getattr(module, name))
    for module, name in (
        (proximity, "_STRETCH"), (proximity, "_MERGED"), (proximity, "_TOGETHER"),
        (proximity, "_FEW"),
        (sorted_arrays, "_SORTED"), (ours_scoring, "_TABLE"),
        (ours_scoring, "_STRETCH"), (relevance, "_WHOLE"), (relevance, "_ASKED"),
        (whole_term, "_LARGE"), (whole_term, "_FEW"), (whole_term, "_READ_THROUGH"),
        (found, "_LISTED"),
    )
]  # fmt: skip
"""From these sizes on, other ways are taken: those of large archives."""


@settings(max_examples=runs(12, 400), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    queries=st.lists(QUERIES, min_size=40, max_size=40),
    large=st.booleans(),
    inflected=st.booleans(),
)
def test_hits_and_scores_are_those_of_whoosh(
    tmp_path_factory, monkeypatch, seed, queries, large, inflected
) -> None:
    """Inflections in several languages are hits and count as if they were one word."""
    monkeypatch.setattr(merge_policy, "_SMALLEST", 4)
    for module, name, size in _SIZES:
        monkeypatch.setattr(module, name, 1 if large else size)
    fulltext, articles = built(
        tmp_path_factory.mktemp("index"), seed, optimise=False, inflected=inflected
    )
    if not articles:
        return
    theirs = stock(uninflected(articles))
    for query in queries:
        expected = hits(theirs.search(everywhere(query), limit=None))
        # The second time a clause is asked for, more of it is worked out and remembered.
        for _ in range(2):
            same(answer_of(fulltext.commit, Query("", query)), expected)


@settings(max_examples=runs(8, 200), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    queries=st.lists(st.one_of(QUERIES, NEARS), min_size=25, max_size=25),
    limit=st.sampled_from([None, 3, 10]),
)
def test_whoosh_reads_our_segments_as_its_own(
    tmp_path_factory, monkeypatch, seed, queries, limit
) -> None:
    monkeypatch.setattr(merge_policy, "_SMALLEST", 4)
    fulltext, articles = built(tmp_path_factory.mktemp("index"), seed, optimise=True)
    if not articles:
        return
    theirs = stock(articles, weighting=scoring.BM25F())
    ours = Searcher(fulltext.reader())
    for query in queries:
        wanted = translated(query, "text")
        a, b = theirs.search(wanted, limit=limit), ours.search(wanted, limit=limit)
        assert [hit["number"] for hit in a] == [hit["number"] for hit in b]
        assert [hit.score for hit in a] == pytest.approx([hit.score for hit in b])
    text_terms = [term for term in theirs.reader().all_terms() if term[0] in ("text", "title")]
    known = [term for term in ours.reader().all_terms() if term[0] in ("text", "title")]
    assert known == sorted(text_terms)
    for field, term in text_terms:
        expected, found = theirs.term_info(field, term), ours.term_info(field, term)
        for what in ("weight", "doc_frequency", "min_length", "max_length", "max_weight"):
            assert getattr(expected, what)() == getattr(found, what)(), (field, term, what)


@settings(max_examples=runs(6, 200), deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), queries=st.lists(QUERIES, min_size=20, max_size=20))
def test_whoosh_passes_over_what_is_deleted(tmp_path_factory, seed, queries) -> None:
    fulltext, articles = built(
        tmp_path_factory.mktemp("index"), seed, optimise=False, inflected=bool(seed % 2)
    )
    ours = fulltext.searcher()
    assert ours.doc_count() == fulltext.paragraphs == sum(map(len, articles.values()))
    for query in queries:
        found = ours.search(everywhere(query, ("", "de")), limit=None)
        expected = answer_of(fulltext.commit, Query("", query)).numbers.tolist()
        assert sorted(hit["number"] for hit in found) == sorted(expected)


def test_fuzzy_terms_walk_our_vocabulary(tmp_path) -> None:
    fulltext, articles = built(tmp_path, 5, optimise=True)
    wanted = wq.FuzzyTerm("text", "barat", maxdist=2)
    theirs = hits(stock(articles).search(wanted, limit=None))
    ours = hits(fulltext.searcher().search(wanted, limit=None))
    assert ours == pytest.approx(theirs)
    assert ours


@settings(max_examples=runs(6, 200), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    many=st.lists(st.lists(WORDS, min_size=2, max_size=8), min_size=15, max_size=15),
)
def test_most_of_several_words_is_what_whoosh_counts(tmp_path_factory, seed, many) -> None:
    fulltext, articles = built(tmp_path_factory.mktemp("index"), seed, optimise=False)
    if not articles:
        return
    theirs, size = stock(articles), fulltext.commit._snapshot.size
    for words in many:
        holding = [set(hits(theirs.search(everywhere(word), limit=None))) for word in words]
        weights = [log(size / len(docs)) if docs else 0.0 for docs in holding]
        needed = min(2, sum(map(bool, holding)))
        held = {
            number: sum(w for w, docs in zip(weights, holding, strict=True) if number in docs)
            for number in set().union(*holding)
        }
        several = {n for n in held if sum(n in docs for docs in holding) >= needed}
        share = sum(weights) * minimum_match.SHARE - 1e-9
        expected = {number for number, weight in held.items() if weight >= share}
        if len(expected & several) >= minimum_match.FEW:
            expected &= several
        if not expected:
            most = max((held[number] for number in several), default=0) - 1e-9
            least = max(sum(weights) * minimum_match.LEAST - 1e-9, most)
            expected = {number for number in several if held[number] >= least}
        scored = hits(theirs.search(wq.Or([everywhere(word) for word in words]), limit=None))
        found = answer_of(fulltext.commit, Query("", nodes.MostOf(tuple(words), span=AT)))
        same(found, {number: scored[number] for number in expected})
