"""PDF: of what is printed around the text nothing is lost but the numbers of pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.readers.documents.pdf_furniture import furniture
from index.ingest.readers.documents.pdf_style import Line

_WORDS = st.lists(
    st.sampled_from("Payments to Viktor Hallam through Limassol draft confidential of by".split()),
    min_size=1,
    max_size=6,
).map(" ".join)


def _pages(heads: list[str], *, at_foot: bool) -> list[list[Line]]:
    text = [f"line {row} of the text that is on this page and goes on" for row in range(20)]
    body = [Line(one, 60, 700 - 12 * row, 10, 400) for row, one in enumerate(text)]
    y = 60 if at_foot else 760
    return [[*body, Line(head, 60, y, 8, 300)] for head in heads]


def _kept(pages: list[list[Line]]) -> list[str]:
    text = [line.text for page in furniture(pages).text for line in page]
    return text + [one.text for one in furniture(pages).once]


@given(_WORDS, st.integers(2, 9), st.booleans())
def test_a_head_that_says_words_is_kept_once(head: str, pages: int, at_foot: bool) -> None:
    made = _pages([head] * pages, at_foot=at_foot)
    assert _kept(made).count(head) == 1
    ((_, first, last),) = furniture(made).once
    assert (first, last) == (0, pages - 1)


@given(
    _WORDS,
    st.sampled_from(["", "NPA-", "CONFIDENTIAL NPA", "Received in box "]),
    st.integers(10_000, 99_999_000),
    st.sampled_from(["", " of Meridian Trust", " / Hallam"]),
    st.integers(2, 9),
)
def test_a_number_that_is_stamped_on_each_page_is_kept(
    head: str, before: str, number: int, behind: str, pages: int
) -> None:
    heads = [f"{before}{number + at:08}{behind}" for at in range(pages)]
    kept = _kept(_pages(heads, at_foot=True))
    assert [one for one in kept if one in heads] == heads
    assert head not in kept


@given(st.integers(1, 20), st.integers(2, 8), _WORDS, st.booleans())
def test_days_that_go_up_with_the_pages_are_text(
    first: int, pages: int, who: str, at_foot: bool
) -> None:
    heads = [f"Received {first + at} March 2024 by {who}" for at in range(pages)]
    assert set(heads) <= set(_kept(_pages(heads, at_foot=at_foot)))


@pytest.mark.parametrize("form", ["{}", "Page {}", "- {} -", "{} / 9", "Seite {} von 9"])
def test_numbers_of_pages_are_left_out(form: str) -> None:
    heads = [form.format(number) for number in range(1, 7)]
    assert not set(heads) & set(_kept(_pages(heads, at_foot=True)))


@pytest.mark.parametrize("form", ["Draft, copy {} of 9", "{} Draft of the board", "Draft — {}"])
def test_a_head_with_the_number_of_its_page_is_kept_once(form: str) -> None:
    heads = [form.format(number) for number in range(1, 7)]
    assert [one for one in _kept(_pages(heads, at_foot=True)) if one in heads] == heads[:1]
