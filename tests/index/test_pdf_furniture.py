"""PDF: heads, feet and numbers of pages go, and what stands there and is text stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.readers.documents.pdf_furniture import furniture
from index.ingest.readers.documents.pdf_style import Line

TEXT = "The harbour board withdrew its dredging tender on Tuesday, without a reason"


def page(first: Sequence[Line] = (), last: Sequence[Line] = (), lines: int = 20) -> list[Line]:
    """A page of text between 740 and 80 points, with lines above and below it."""
    body = [Line(TEXT, 60, 740 - 12 * at, 10, 500) for at in range(lines)]
    return [*first, *body, *last]


def texts(pages: Sequence[Sequence[Line]]) -> list[str]:
    return [line.text for one in furniture(pages).text for line in one if line.text != TEXT]


@pytest.mark.parametrize(
    "told", ["{}", "- {} -", "Page {} of 4", "The Daily Example, 14 May 2019 · {}", "Confidential"]
)
@pytest.mark.parametrize("y", [780, 30])
def test_what_stands_in_the_margins_of_all_pages_goes(told: str, y: float) -> None:
    line = [Line(told.format(number), 280, y, 10, 300) for number in range(1, 5)]
    pages = [page([one] if y > 700 else [], [one] if y < 700 else []) for one in line]
    assert texts(pages) == []


def test_numbers_of_pages_are_known_where_they_begin_late_and_count_from_anywhere() -> None:
    numbered = [page(last=[Line(str(at), 280, 30, 9, 290)]) for at in range(211, 214)]
    assert texts([page(), *numbered]) == []
    assert texts([page(), page(last=[Line("-2-", 280, 30, 10, 290)])]) == []
    assert texts([page(last=[Line("Page 1 of 1", 280, 30, 10, 290)])]) == []


@pytest.mark.parametrize(
    "told",
    [
        ["Journalists in prison: 68", "Journalists in prison: 61", "Journalists in prison: 47"],
        ["12 May 2019, page 3", "13 May 2019, page 4", "14 May 2019, page 5"],
        ["1993.", "1994.", "1995."],
        ["68", "157", "91"],
    ],
)
def test_figures_and_days_that_differ_otherwise_than_pages_do_are_text(told: list[str]) -> None:
    for y in (780, 30):
        pages = [page([Line(text, 60, y, 10, 200)]) for text in told]
        assert texts(pages) == told


def test_a_line_that_text_ends_with_on_several_pages_is_text() -> None:
    credit = "The Associated Press contributed to this report."
    pages = [
        page(last=[Line(credit, 60, 740 - 12 * lines, 10, 300)], lines=lines)
        for lines in (20, 20, 31, 43)
    ]
    assert texts(pages) == [credit] * 4


def test_ends_of_documents_in_an_export_are_no_feet() -> None:
    ends = [page(last=[Line("End of Document", 60, 60, 10, 140)]) for _ in range(4)]
    assert texts(ends) == ["End of Document"] * 4


def test_headings_that_are_counted_and_what_stands_above_headlines_are_text() -> None:
    counted = [page([Line(f"Incident {at}", 60, 775, 14, 160)]) for at in range(1, 5)]
    assert texts(counted) == [f"Incident {at}" for at in range(1, 5)]
    headed = [
        [Line("The Guardian", 60, 800, 10, 130), *page([Line(f"Story {name}", 60, 770, 18, 200)])]
        for name in ("of a crane", "of a tender", "of a strike")
    ]
    assert texts(headed).count("The Guardian") == 3


def test_a_head_that_some_headline_stands_below_goes() -> None:
    head = Line("Annual Report", 60, 800, 8, 130)
    pages = [[head, *page([Line("Chapter", 60, 770, 18, 130)])], *[[head, *page()]] * 3]
    assert texts(pages) == ["Chapter"]


@given(st.permutations(range(1, 6)))
def test_only_numbers_that_go_up_with_the_pages_are_those_of_pages(numbers: list[int]) -> None:
    pages = [page(last=[Line(f"Cases {one}", 60, 30, 10, 100)]) for one in numbers]
    kept = texts(pages)
    assert kept in ([], [f"Cases {one}" for one in numbers])
    steps = [one - at for at, one in enumerate(numbers)]
    assert (kept == []) == (max(map(steps.count, steps)) >= 4)


@given(st.lists(st.text("C#7 ", min_size=1), min_size=2, max_size=5))
def test_whatever_stands_in_margins_no_line_of_text_goes(heads: list[str]) -> None:
    pages = [page([Line(head, 60, 780, 10, 200)]) for head in heads]
    assert [[line for line in one if line.text == TEXT] for one in furniture(pages).text] == [
        one[1:] for one in pages
    ]
