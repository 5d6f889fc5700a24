"""A cluster is asked for the words that the local index finds. No cluster is needed to see that."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.document import ParagraphDoc
from index.engines.opensearch.documents import documents, paragraph, raw, renamed
from index.engines.opensearch.intervals import Inexact
from index.engines.opensearch.intervals import rows as intervals_of
from index.engines.opensearch.leaves import leaf
from index.engines.opensearch.lucene_patterns import NotOneWordError, lucene_regex
from index.engines.opensearch.terms import asked_for, filed_under
from index.engines.whoosh.one_text.analysed_text import Text
from index.engines.whoosh.one_text.text_evaluator import compiled
from index.engines.whoosh.words import patterns
from index.engines.whoosh.words.analysis import filed, lower, stemmed
from index.engines.whoosh.words.automaton import TooComplexError
from index.engines.whoosh.words.query_terms import Place, Wanted, rows
from index.engines.whoosh.words.stemming import stem
from index.query import nodes
from tests.effort import runs
from tests.index.engines.test_contract import AT

TOKENS = (
    "U.S. US us Us U.N.'s UN O'Brien Lee Lee's lee LEE C++ c++ C# .NET Sung- Sung sung Größe GRÖSSE"
    " Groesse 1,000 1'000 a.m. p.m. AM am Am Ph.D. PhD NATO Nato nato E- e S&P N95 W.H.O. WHO who"
    " Who's Zoë It it IT I.T. R&D 1990's 1990s B. b x X Covid19 l’école Wahl Wahlen wahlen"
    " élus élue Häuser Haus"
).split()
SURFACES = sorted({exact for token in TOKENS for exact in filed(token)})
PIECES = st.sampled_from(["", "l", "le", "e|a", "[aou]", ".", "ß", "é", "(?:x|y)", "\\d", "n$"])


SPOKEN = ("", "de", "fr")


def is_meant(wanted: Wanted, exact: str, language: str) -> bool:
    """Whether a surface in a text is one that the local index takes."""
    if wanted.kind == "inflected":
        return stemmed(exact, language) == stem(wanted.plain, language)
    return lower(exact) == wanted.plain and wanted.takes(exact)


def places(text: str) -> list[Place]:
    """What may be asked for with a text."""
    found = [
        place
        for node in (
            nodes.Word(text, span=AT),
            nodes.Exact(text, span=AT),
            nodes.Phrase(text, 0, span=AT),
        )
        for row in rows(node)
        for place in row
    ]
    return [*found, (Wanted(lower(text), "joined"),)]


def test_a_word_is_found_by_the_terms_of_those_that_are_meant() -> None:
    asked = {place for token in TOKENS for place in places(token)}
    assert len(asked) > 80
    for place, language in product(asked, SPOKEN):
        terms = set(asked_for(place, stems=True, cased=True, languages=SPOKEN[1:]))
        filed = {e: filed_under(e, stems=True, language=language) for e in SURFACES}
        found = [exact for exact in SURFACES if terms & set(filed[exact])]
        meant = [e for e in SURFACES if any(is_meant(wanted, e, language) for wanted in place)]
        assert found == meant, place


def test_terms_of_a_surface_are_all_different() -> None:
    for exact in SURFACES:
        terms = filed_under(exact, stems=True)
        assert len(terms) == len(set(terms))
        assert not any(sign in term for term in terms for sign in "| \t")


@settings(max_examples=runs(150, 3_000), deadline=None)
@given(
    parts=st.lists(st.tuples(PIECES, st.sampled_from(["", "*", "+", "?", "{2}", "{1,}"]))),
    word=st.text("laeouxyns1ß", max_size=6),
)
def test_an_expression_means_the_same_in_lucenes_words(parts, word) -> None:
    pattern = "".join(f"({piece}){times}" for piece, times in parts)
    try:
        automaton = patterns.regex(pattern)
    except TooComplexError:
        return
    written = lucene_regex(pattern)
    accepted = bool((end := automaton.run(lower(word))) and automaton.accepts(end))
    # What is used of the two dialects, Python's reads the same way.
    assert bool(re.fullmatch(written, lower(word))) == accepted


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("wi sung-?lac", []), ("oil (price|tax)", ["oil", "(price|tax)"]), ("a b?|c d", [])],
)
def test_an_expression_over_several_words_is_known_as_one(pattern, words) -> None:
    with pytest.raises(NotOneWordError) as several:
        lucene_regex(pattern)
    assert [word for word in several.value.words if word][: len(words)] == words


class NoCompounds:
    languages = SPOKEN[1:]

    def splits(self, whole: str) -> tuple[tuple[str, ...], ...]:
        return (("sung", "lac"),) if whole == "sunglac" else ()


TEXT = "Wi Sung-lac said “the U.S. will act,” he was told. “Fine,” said O’Brien’s C++ man. Yes."


@pytest.mark.parametrize(
    "clause",
    [
        nodes.Word("sunglac", span=AT),
        nodes.Word("acts", span=AT),
        nodes.Word("US", span=AT),
        nodes.Word("us", span=AT),
        nodes.Exact("Fine", span=AT),
        nodes.Exact("fine", span=AT),
        nodes.Phrase("obrien man", 0, span=AT),
        nodes.Phrase("U.S. will", 0, span=AT),
        nodes.Phrase("said the", 0, span=AT),
        nodes.Word("c++", span=AT),
        nodes.Phrase("quotes element", 0, span=AT),
    ],
)
@pytest.mark.parametrize("language", SPOKEN)
def test_rows_stand_in_a_document_where_they_stand_in_its_text(clause, language) -> None:
    (document,) = documents([ParagraphDoc(1, 1, 1, TEXT, title=TEXT, language=language)])
    assert document.get("language", "") == language
    assert [place.split("|")[0] for place in document["headline"].split()] == [
        place.split("|")[0] for place in document["head.title"].split()
    ]
    terms = [set(place.split("|")) for place in document["text"].split()]
    found = {
        first
        for row in leaf(clause, "text", NoCompounds()).alternatives
        for first in range(len(terms) - len(row) + 1)
        if all(terms[first + at] & set(spot.terms) for at, spot in enumerate(row))
    }
    assert found == {first for first, _ in compiled(clause)(Text(TEXT, language))}


def test_only_running_text_is_of_a_language() -> None:
    """Who wrote and published it is found by any spelling, in whatever language."""
    docs = [ParagraphDoc(1, 1, 1, TEXT, outlet="Miljö", byline="Größe Miljö", language=language)
            for language in ("en", "de", "sv")]  # fmt: skip
    sent = [documents([doc])[0] for doc in docs]
    assert len({(one["head.by"], one["head.outlet"]) for one in sent}) == 1


def test_words_that_may_be_one_in_some_language_are_told_apart_by_reading() -> None:
    """Of a phrase whose words may stand in any order: each has a place of its own."""
    near = nodes.Phrase("wahl wahlen", 3, span=AT)
    with pytest.raises(Inexact):
        intervals_of(leaf(near, "text", NoCompounds()))
    intervals_of(leaf(nodes.Phrase("wahl haus", 3, span=AT), "text", NoCompounds()))


def test_quotes_and_sentences_are_marked_in_the_text() -> None:
    start, end = TEXT.index("the U.S."), TEXT.index(",” he")
    fine = TEXT.index("Fine")
    doc = ParagraphDoc(1, 1, 1, TEXT, quotes=((start, end, True), (fine, fine + 4, False)))
    (document,) = documents([doc])
    places = [place.split("|") for place in document["text"].split()]
    marked = {
        mark: [at for at, terms in enumerate(places) if mark in terms]
        for mark in ("<:", ">:", "=:", "<:0", "=:1", "b:", "e:", "o:")
    }
    words = Text(TEXT).surfaces
    assert [words[at] for at in marked["<:"] + marked[">:"] + marked["=:"]] == [
        "the",
        "act",
        "Fine",
    ]
    assert (marked["<:0"], marked["=:1"]) == (marked["<:"], marked["=:"])
    assert [words[at] for at in marked["b:"] + marked["e:"]] == ["Wi", "Fine", "told", "man"]
    assert [words[at] for at in marked["o:"]] == ["Yes"]


def test_a_paragraph_is_kept_whole_and_can_be_given_other_names() -> None:
    head: dict[str, Any] = {
        "title": "A title",
        "outlet": "Echo",
        "date": "2024-03",
        "tags": ("a", "b"),
    }
    docs = [
        ParagraphDoc(7, 3, 1, "Menu", furniture=True, **head),
        ParagraphDoc(8, 3, 2, "“Oil.”", entities=(4,), quotes=((1, 5, True),), **head),
    ]
    assert [paragraph(raw(doc)) for doc in docs] == docs
    kept = documents(docs)[1]["raw"]
    assert renamed(kept, (5, 6)) == documents([docs[0], docs[1]._replace(entities=(5, 6))])[1]
