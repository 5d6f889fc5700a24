"""PDF: what stands beside the running text neither cuts it nor stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.readers.documents.pdf_asides import set_apart
from index.ingest.readers.documents.pdf_style import Line
from index.ingest.readers.documents.pdflayout import paragraphs

BEGUN = [
    "The harbour board withdrew its dredging tender on Tuesday, and",
    "the minister would not say why it had been done when she was",
]
ENDED = [
    "asked about the cranes of quay seven at the end of the week.",
    "Two people who saw the papers said that one bidder was left.",
]
WHOLE = " ".join([*BEGUN, *ENDED])


def column(lines: list[str], y: float = 700, x: float = 60, size: float = 10) -> list[Line]:
    return [
        Line(text, x, y - 12 * at, size, x + len(text) * size * 0.48)
        for at, text in enumerate(lines)
    ]


def read(*pages: list[Line]) -> list[str]:
    return paragraphs(set_apart(pages))


FOOT = "See the report of the committee, volume 13, page 91."


@pytest.mark.parametrize(
    "aside",
    [
        [Line(f"1 {FOOT}", 60, 80, 8, 300, is_note=True)],
        [Line(f"1 {FOOT}", 60, 80, 10, 300, is_note=True)],
        [Line("Figure 2: Cranes of the harbour on Friday", 60, 80, 10, 300)],
        [Line("Photo: J. Doe/Agency, the harbour last Friday", 60, 80, 7, 300)],
        [
            Line("Country 2015 2016", 60, 92, 10, 300, ((60, 100), (200, 220), (280, 300))),
            Line("France 112 130", 60, 80, 10, 300, ((60, 95), (205, 220), (285, 300))),
        ],
    ],
)
def test_a_paragraph_goes_on_over_what_stands_at_the_end_of_its_page(aside: list[Line]) -> None:
    found = read([*column(BEGUN), *aside], column(ENDED))
    assert found == [WHOLE, *(line.text for line in aside)]


def test_what_stands_at_the_head_of_the_next_column_comes_behind_the_paragraph() -> None:
    rows = [
        Line("Country 2015", 320, 740, 10, 460, ((320, 360), (440, 460))),
        Line("Germany 98", 320, 728, 10, 460, ((320, 365), (450, 460))),
    ]
    found = read([*column(BEGUN), *rows, *column(ENDED, x=320, y=690)])
    assert found == [WHOLE, "Country 2015", "Germany 98"]


def test_lines_that_are_spread_are_no_rows_of_a_table() -> None:
    texts = ["The board of the harbour withdrew", "its tender for the dredging of the", "mole."]
    lines = column(texts)
    spread = [
        Line(one.text, one.x, one.y, 10, 260, ((60, 140), (158, 200), (218, 260)))
        for one in lines[:2]
    ]
    assert read([*spread, lines[2], *column(ENDED, y=600)])[0] == " ".join(texts)


@pytest.mark.parametrize(
    ("first", "rest", "whole"),
    [("T", "he harbour board", "The harbour board"), ("A", "MINISTER said", "A MINISTER said")],
)
def test_a_large_first_letter_is_part_of_its_word_and_cuts_no_paragraph(
    first: str, rest: str, whole: str
) -> None:
    beside = column(
        [f"{rest} withdrew its tender on Tuesday", "and would not say", "why it did"], x=92
    )
    below = column(["so when it was asked about the cranes of quay seven by us."], y=664)
    others = column(ENDED, y=500)
    page = [
        Line(first, 60, 678, 42, 90),
        Line("Headline", 60, 760, 22, 160),
        *beside,
        *below,
        *others,
    ]
    told = read(page)
    assert told[0] == "Headline"
    assert told[1].startswith(f"{whole} withdrew its tender on Tuesday and would not say why")
    assert told[1].endswith("asked about the cranes of quay seven by us.")


def test_a_quote_in_large_letters_that_is_drawn_first_stands_behind_the_text() -> None:
    quote = [Line("“We never", 190, 250, 16, 270), Line("saw it coming”", 190, 228, 16, 280)]
    told = read([*quote, Line("Headline", 60, 740, 22, 160), *column(BEGUN)], column(ENDED))
    assert told == ["Headline", WHOLE, "“We never saw it coming”"]


def test_numbers_of_lines_and_stamps_are_left_out() -> None:
    texts = [f"The board said so in the year {1990 + at}, and the" for at in range(12)]
    numbers = [Line(str(at + 1), 40, 700 - 12 * at, 8, 46) for at in range(12)]
    stamp = Line("DRAFT", 100, 400, 60, 400)
    pages = [[stamp, *numbers, *column(texts)], [stamp, *column(ENDED)]]
    told = " ".join(read(*pages))
    assert told == " ".join([*texts, *ENDED])


def test_ranks_of_a_table_and_figures_in_a_column_are_no_numbers_of_lines() -> None:
    ranks = [Line(str(at), 40, 700 - 12 * at, 10, 46) for at in (3, 8, 12, 13, 20, 31, 40, 44)]
    assert " ".join(read([*ranks, *column(ENDED)])).startswith("3 8 12 13 20")


def test_sizes_of_recognised_lines_may_differ_a_little_within_a_sentence() -> None:
    sizes = [11, 10, 9.6, 11]
    lines = [
        Line(line.text, line.x, line.y, size, line.end)
        for line, size in zip(column([*BEGUN, *ENDED]), sizes, strict=True)
    ]
    told = read([*lines, *column([*BEGUN, *ENDED], y=500, size=11)])
    assert told[0] == " ".join([*BEGUN, ENDED[0]])


def test_lines_with_room_for_the_next_word_end_a_paragraph() -> None:
    texts = [
        *BEGUN, "asked about the cranes of quay seven at the end of it.",
        "Two people who saw the papers of the harbour board last week",
        "said that one bidder was left.",
    ]  # fmt: skip
    assert len(read(column(texts))) == 2


@given(st.lists(st.integers(80, 390), min_size=1, max_size=60))
def test_lines_at_any_distance_from_one_another_are_read(steps: list[int]) -> None:
    y, page = 700.0, []
    for at, step in enumerate(steps):
        y -= step / 10
        page.append(Line(f"line {at}", 60, y, 10, 200))
    told = " ".join(read(page))
    assert [word for word in told.split() if word != "line"] == [
        str(at) for at in range(len(steps))
    ]
