"""Widths, cutting and wrapping hold for any text there is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text import clean, fit, pad, width, wrap

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
