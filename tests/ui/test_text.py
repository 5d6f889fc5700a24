"""Widths, cutting and wrapping hold for any text there is."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from fake_archive import FakeArchive, article
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui import present
from tui.hit_lines import hit_lines
from tui.text import clean, fit, from_the_right, pad, steady, width, wrap

hostile = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x07\x9b\u202e\u2066\u200f\ufeff\t\n\r 漢字ｱ👩\u200d🚀é\u0301שלום[/]"),
    ),
    max_size=200,
)


@given(hostile)
def test_cleaned_text_has_its_length_and_cannot_steer(text: str) -> None:
    shown = clean(text)
    assert len(shown) == len(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    shown.encode("utf-8")


@given(hostile, st.integers(0, 40))
def test_cut_text_fits(text: str, cells: int) -> None:
    assert width(fit(clean(text), cells)) <= cells


@given(hostile, st.integers(1, 40))
def test_padded_text_fills_exactly(text: str, cells: int) -> None:
    assert width(pad(clean(text), cells)) == cells


@given(hostile, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_only_blanks(text: str, cells: int) -> None:
    shown = clean(text)
    lines = wrap(shown, cells)
    assert all(cell_len(shown[a:b]) <= cells for a, b in lines)
    kept = "".join(shown[a:b] for a, b in lines)
    assert "".join(kept.split()) == "".join(shown.split())
    assert all(a <= b for a, b in lines)
    assert all(b <= c for (_, b), (c, _) in pairwise(lines))


def test_lines_break_between_words() -> None:
    text = "the paragraph that says why"
    assert [text[a:b] for a, b in wrap(text, 14)] == ["the paragraph", "that says why"]


def test_wide_characters_take_two_cells() -> None:
    text = "漢字かな交じり文"
    assert [text[a:b] for a, b in wrap(text, 6)] == ["漢字か", "な交じ", "り文"]
    assert fit(text, 5) == "漢字…"


def test_a_long_word_is_broken() -> None:
    assert wrap("a" * 25, 10) == [(0, 10), (10, 20), (20, 25)]


def test_a_megabyte_without_a_blank_is_wrapped() -> None:
    assert len(wrap("x" * 1_000_000, 76)) == 13158


# Characters of which terminals do not agree how wide they are

POOL = st.sampled_from(
    [
        *"नई दिल्ली में क्षेत्रीय हुई",
        "☕\ufe0f", "❤\ufe0f", "🏕\ufe0f", "1\ufe0f\u20e3", "⌚\ufe0e",
        "🇫🇷", "🇫", "👍🏽",
        "👩\u200d👩\u200d👧\u200d👦", "👩\u200d", "\u200d", "\ufe0f",
        "é", "e\u0301", "漢", "שלום", "كتابة", "ක\u0dca\u200dෂ", "각",
        " ", "  ", "a", "\u0301", "🏽",
    ]
)  # fmt: skip
many = st.lists(POOL, max_size=30).map("".join)


@given(st.one_of(many, hostile))
def test_steady_text_takes_the_same_cells_whatever_a_terminal_knows_of_graphemes(text) -> None:
    shown = clean(text)
    drawn = steady(shown)
    assert width(drawn) == width(shown)
    assert sum(cell_len(character) for character in drawn) == width(shown)
    assert steady(drawn) == drawn


@given(many, st.integers(2, 40))
@example("ी漢नननन", 6)
def test_lines_fit_where_vowel_signs_take_a_cell_too(text, cells) -> None:
    shown = clean(text)
    for a, b in wrap(shown, cells):
        signs = sum(unicodedata.category(each) == "Mc" for each in shown[a:b])
        assert cell_len(shown[a:b]) + signs <= max(cells, 2 + signs)


def test_letters_keep_their_marks() -> None:
    for text in ("नई दिल्ली में हुई", "e\u0301", "שלום", "كتابة", "ক্ষ"):
        assert steady(clean(text)) == text
    assert steady("🇫🇷 👍🏽 ❤\ufe0f ☕\ufe0f") == "FR 👍 ❤  ☕"


def test_the_first_strong_letter_says_from_where_a_paragraph_is_written() -> None:
    assert from_the_right("שלום world")
    assert from_the_right("«123» كتابة")
    assert not from_the_right("world שלום")
    assert not from_the_right("123 … ")


@pytest.mark.parametrize(
    ("outlet", "date", "first"),
    [
        ("Harbour Courier", "2025-11-03", "Harbour Courier · 3 Nov 2025  ¶2/9"),
        ("Harbour Courier", "", "Harbour Courier  ¶2/9"),
        ("", "2025-11", "Nov 2025  ¶2/9"),
        ("", "", "no outlet · undated  ¶2/9"),
    ],
)
def test_a_row_says_what_is_known_of_where_it_is_from(outlet, date, first) -> None:
    texts = ["Word after word after word. " * 20] * 9
    made = FakeArchive([article(1, "The headline", texts, outlet=outlet, date=date)])
    hit = made.search("").hits[1]
    for cells in (12, 20, 40, 60):
        lines = hit_lines(hit, cells, 2, marked=False)
        assert len(lines) == 4
        assert all(line.cell_length <= cells for line in lines)
        assert all(line.plain.strip() for line in lines)
        assert lines[0].plain.endswith("¶2/9")
        assert "unknown" not in "".join(line.plain for line in lines)
        said = hit_lines(hit, cells, 2, marked=True, said="new")
        assert [len(said), said[0].plain.count("¶2/9")] == [4, 1]
        assert all(line.cell_length <= cells for line in said)
    assert " ".join(lines[0].plain.split()) == " ".join(first.split())


@pytest.mark.parametrize("cells", [44, 60, 90])
def test_what_is_said_of_a_row_takes_nothing_from_its_outlet(cells) -> None:
    texts = ["Word after word."] * 202
    made = FakeArchive([article(1, "FACT CHECK", texts, outlet="NPR Online News")])
    hit = made.search("").hits[84]
    lines = hit_lines(hit, cells, 2, marked=True, said="no longer found")
    head, title = (line.plain for line in lines[:2])
    assert head.startswith("NPR Online News · 1 Nov 2025 ")
    assert head.endswith("★ ¶85/202")
    assert title.startswith("FACT CHECK")
    assert (head + title).count("no longer found") == 1


def test_counts_in_words_of_an_archive_are_written_as_all_others_on_the_screen() -> None:
    blank = "\N{NARROW NO-BREAK SPACE}"
    said = present.regrouped("removal of 1,087 bookmarks")
    assert said == f"removal of 1{blank}087 bookmarks"
    assert (
        present.regrouped("removal of the dossier “1,000 days”")
        == "removal of the dossier “1,000 days”"
    )
    assert (
        present.regrouped("tags on 12,345,678 paragraphs")
        == f"tags on 12{blank}345{blank}678 paragraphs"
    )


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        (
            "港で政府は述べた。strike on the docks",
            20,
            ["港で政府は述べた。", "strike on the docks"],
        ),
        ("a 港で政府は述べた長い文です", 12, ["a 港で政府は", "述べた長い文", "です"]),
        ("港で政府は述べた。", 16, ["港で政府は述べ", "た。"]),
        ("정부는 파업에 대해 말했다", 12, ["정부는", "파업에 대해", "말했다"]),
    ],
)
def test_lines_end_between_signs_and_no_word_beside_them_is_broken(text, cells, lines) -> None:
    assert [text[start:end] for start, end in wrap(text, cells)] == lines
