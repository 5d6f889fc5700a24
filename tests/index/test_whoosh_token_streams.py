"""From texts to numbered words, and how the words are listed."""

from __future__ import annotations

import re
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.segments.surface_forms import STACKED, Surfaces
from index.engines.whoosh.segments.token_streams import Pieces, Stream
from index.engines.whoosh.words.analysis import any_token, filed, stemmed

PIECES = st.sampled_from(
    "Mr. Mr U.S. U.N.'s e.g. end. end.) “end.” end?! … No. no. (The The the, 'tis O'Brien S&P "
    "1,000 3.5 1980s 600m Xi Xi's 习近平在北京。会见 Éire élan a. A. A .. ) Jan. 5 “a (a [Z] "
    "AT&T don’t x, y,, , - -- co-op p.m. e.u. Ph.D. l’école dell'arte NATO’99 Covid19 Covid-19 "
    "F16, C++ C#, .NET 1,5 1990’s 1’500 9p.m. Größe Müller’s Hawaiʻi п’ять כִּי كِتَاب Sung‑lac "
    "a-1-b".split()
)
BLANKS = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", "\u2003", "\x1f", ""])
TEXTS = st.one_of(
    st.lists(st.tuples(PIECES, BLANKS), max_size=12).map(
        lambda parts: "".join(piece + blank for piece, blank in parts)
    ),
    st.text(max_size=40),
)


def whole(text: str) -> list[str]:
    """All surfaces of a text; "+" stands before what stands where the one before it stands."""
    return [
        f"+{exact}" if place else exact
        for token in any_token().findall(text)
        for place, exact in enumerate(filed(token))
    ]


@given(texts=st.lists(TEXTS, max_size=5))
@example(['He met Mr. "Smith." It', "Mr. A", 'end. "So', "end. (a", "", "end."])
@example(["a" * 70, "x" * 200 + ". The " + "x" * 200 + ". The", "北京" * 60])
def test_words_are_those_of_the_whole_text(texts: list[str]) -> None:
    """Cutting texts at blanks first gives the words that reading them whole gives."""
    pieces = Pieces()
    assert read(pieces, texts) == [whole(text) for text in texts]


def begins(token: re.Match[str]) -> int:
    """Where a token has its first letter or figure."""
    first = re.search(r"\w", token[0])
    return token.start() + (first.start() if first else 0)


@given(texts=st.lists(st.tuples(TEXTS, st.lists(st.integers(0, 60), max_size=6)), max_size=4))
@example([("“No,”“ yes.” He (said:“we “will”" * 2, [1, 4, 6, 11])])
def test_where_texts_are_cut_is_counted_in_words(texts: list[tuple[str, list[int]]]) -> None:
    """By so many words as begin before; and cutting changes no word."""
    pieces = Pieces()
    cuts = {n: sorted(min(at, len(one)) for at in each) for n, (one, each) in enumerate(texts)}
    stream = Stream(pieces)
    stream.add(((n, text) for n, (text, _) in enumerate(texts)), cuts)
    tokens = stream.tokens()
    wanted = [
        sum(filed(token[0])[0] != "" for token in any_token().finditer(text) if begins(token) < at)
        for n, (text, _) in enumerate(texts)
        for at in cuts[n]
    ]
    assert tokens.cuts.tolist() == wanted
    assert tokens.counts.tolist() == [len(whole(text)) for text, _ in texts]


@given(batches=st.lists(st.lists(TEXTS, max_size=3), max_size=4))
def test_what_is_known_from_earlier_batches_changes_nothing(batches: list[list[str]]) -> None:
    pieces = Pieces()
    for texts in batches:
        assert read(pieces, texts) == [whole(text) for text in texts]


def read(pieces: Pieces, texts: list[str]) -> list[list[str]]:
    stream = Stream(pieces)
    stream.add(enumerate(texts))
    tokens = stream.tokens()
    strings = pieces.surfaces.strings
    words = iter(
        [
            f"+{strings[number - STACKED]}" if number >= STACKED else strings[number]
            for number in tokens.ids.tolist()
        ]
    )
    return [list(islice(words, count)) for count in tokens.counts.tolist()]


@given(batches=st.lists(st.lists(st.sampled_from("Oil oil OIL oiled Oiled Øl".split()))))
def test_surfaces_are_listed_in_order_whenever_they_come(batches: list[list[str]]) -> None:
    surfaces = Surfaces()
    for words in batches:
        for word in words:
            surfaces[word]  # asking numbers it
        for stems in (False, True):
            filing = surfaces.filed(stems=stems)
            by_key = surfaces.by_key(range(len(surfaces.strings)))
            assert [surfaces.listed[n] for n in by_key] == sorted(surfaces.listed)
            in_order = filing.in_order(by_key).tolist()
            listed = [(filing.forms[n], surfaces.listed[n]) for n in in_order]
            assert listed == sorted(zip(filing.forms, surfaces.listed, strict=True))
            assert len(set(zip(filing.forms, filing.kinds.tolist(), strict=True))) == len(
                set(filing.forms)
            )


@pytest.mark.parametrize(
    "words",
    ["admit admitted admitting", "acquit acquitted", "activate activated", "election elections"],
)
def test_inflections_are_one_form(words: str) -> None:
    assert len({stemmed(word) for word in words.split()}) == 1


def test_news_is_not_new() -> None:
    assert stemmed("News") != stemmed("new")
