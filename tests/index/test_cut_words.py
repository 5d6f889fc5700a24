"""Words that line ends cut: joined where the text is cut so, left where a hyphen is the word's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.ingest.readers.text_parts.cut_words import (
    are_cut,
    joined_lines,
    keeps_hyphen,
    words_in,
)
from index.ingest.readers.text_parts.paragraph_splitting import split
from tests.effort import runs

PRINTED = """A great fire broke out last evening at the ware-
houses of Messrs. Lee & Sons on the North Quay, and
before the engines of the Fire Brigade, which had
been sum-
moned from all parts of the city, could be brought
to bear, three buildings were wholly con-
sumed. The loss is put at a great sum by well-
known persons, and a twenty-
five-year-old clerk was missing in the evening."""

WRAPPED = """The state-owned company said on Monday that its long-
term plans had not changed, and that the board would
meet again in the spring to hear what the engineers had
found in the northern mole of the harbour, where cracks
were seen by divers in the autumn and again in winter."""


def test_words_that_printers_cut_are_joined() -> None:
    [text] = split(PRINTED)
    for word in ("warehouses", "summoned", "consumed", "well-known", "twenty-five-year-old"):
        assert word in text.split() or f"{word}." in text.split()


def test_a_hyphen_at_the_end_of_a_wrapped_line_stays() -> None:
    [text] = split(WRAPPED)
    assert "its long-term plans" in text


@pytest.mark.parametrize(
    ("begun", "rest", "texts", "kept"),
    [
        ("ware", "houses", ["the warehouses"], False),
        ("long", "term", ["a long-term plan"], True),
        ("long", "term", ["a long-term plan, longterm"], False),
        ("repre", "sentative", [], False),
        ("well", "known", [], True),
        ("one-and-twenty", "five", [], True),
    ],
)
def test_how_a_text_writes_a_word_decides(
    begun: str, rest: str, texts: Sequence[str], kept: bool
) -> None:
    assert keeps_hyphen(begun, rest, words_in(texts)) is kept


_WORDS = st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=1, max_size=40)


@given(_WORDS, st.integers(20, 60))
@settings(max_examples=runs(60, 600))
def test_lines_without_hyphens_are_never_cut(words: list[str], width: int) -> None:
    lines = [" ".join(words[at : at + width // 8]) for at in range(0, len(words), width // 8)]
    assert not are_cut(lines, words_in(lines))


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a strict party-", "line vote"], "a strict party-line vote"),
        (["the right-", "to-work law"], "the right-to-work law"),
        (["a Moscow-", "based analyst"], "a Moscow-based analyst"),
        (["it was co-", "founded then"], "it was co-founded then"),
        (["a heads-", "up call"], "a heads-up call"),
        (["the daily al-", "Watan said"], "the daily al-Watan said"),
        (["Dr. Mc-", "Dreamy said"], "Dr. McDreamy said"),
        (["mid-", "and long-term plans"], "mid- and long-term plans"),
        (["since mid-", "2016 it was"], "since mid-2016 it was"),
        (["it was outrageous—", "the worst"], "it was outrageous—the worst"),
        (["the ware-", "houses burned"], "the warehouses burned"),
        (["Sam Dot-", "son said"], "Sam Dotson said"),
        (["a repre-", "sentative said"], "a representative said"),
        (["the dredg-", "ing went on"], "the dredging went on"),
    ],
)
def test_a_hyphen_of_an_english_word_stays_and_one_of_the_printer_goes(
    lines: list[str], joined: str
) -> None:
    assert joined_lines(lines, words_in(lines), is_english=True) == joined


def test_in_other_languages_parts_of_words_are_no_words_of_english() -> None:
    lines = ["Die Bundes-", "post hat Nahost-", "und Europareisen"]
    assert joined_lines(lines, words_in(lines)) == "Die Bundespost hat Nahost- und Europareisen"


def test_a_paragraph_of_very_many_lines_is_joined() -> None:
    lines = ["the board said that it would not do so and went on saying it"] * 60_000
    assert joined_lines(lines, words_in(lines)).count("board") == 60_000
