"""PDF: what stands on one line of a table is one paragraph, and columns of text stay columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.readers.documents.pdf_asides import set_apart
from index.ingest.readers.documents.pdf_lines import lines_of
from index.ingest.readers.documents.pdflayout import paragraphs
from index.pdf.pdf_shapes import Run

_SIZE, _LETTER = 10.0, 5.0
_NAMES = st.lists(
    st.sampled_from("Norhaven Port Authority Calder Dredging Meridian Trust Quist Ltd".split()),
    min_size=1,
    max_size=4,
).map(" ".join)
_ROW = st.tuples(st.dates().map(str), _NAMES, st.integers(1, 9_999_999).map("{:,}".format))


def _run(text: str, x: float, y: float, *, is_right: bool = False) -> Run:
    width = _LETTER * len(text)
    begin = x - width if is_right else x
    return Run(text, begin, begin + width, y, _SIZE)


def _read(runs: list[Run]) -> list[str]:
    return paragraphs(set_apart([lines_of(runs)]))


@given(
    st.lists(_ROW, min_size=4, max_size=20),
    st.sampled_from([12.0, 14.0, 18.0, 24.0]),
    st.integers(0, 60),
    st.booleans(),
)
def test_a_row_of_a_table_is_a_paragraph(
    rows: list[tuple[str, str, str]], step: float, room: int, is_right: bool
) -> None:
    payee = 60 + 10 * _LETTER + 5 + room
    end = payee + max(len(name) for _, name, _ in rows) * _LETTER + 10 + room + 45
    runs = [_run("The payments of March were these, as the clerk wrote them.", 60, 740)]
    for at, (day, name, amount) in enumerate(rows):
        y = 700 - at * step
        sums = _run(amount, end, y, is_right=True) if is_right else _run(amount, end - 45, y)
        runs += [_run(day, 60, y), _run(name, payee, y), sums]
    found = _read(runs)
    assert found[1:] == [" ".join(row) for row in rows]


@pytest.mark.parametrize("step", [12, 24])
def test_columns_of_text_that_were_drawn_row_by_row_stay_columns(step: int) -> None:
    left = ["The harbour board withdrew its tender", "on Tuesday and would not say why it", "had."]
    right = [
        "Two people who saw the papers said",
        "that one bidder of 2024 was left, and",
        "no more.",
    ]
    runs = []
    for at, (one, two) in enumerate(zip(left, right, strict=True)):
        runs += [_run(one, 60, 700 - at * step), _run(two, 320, 700 - at * step)]
    assert " ".join(_read(runs)) == " ".join([*left, *right])
