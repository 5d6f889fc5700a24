"""Runs of text as a PDF draws them, to lines: columns and notes told by where they stand.

A file may draw a line in one run or a word at a time, and two columns row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from index.core.late_patterns import late
from index.ingest.readers.documents.pdf_style import Line
from index.pdf.pdf_shapes import Run

# Room between two runs that is a blank, in parts of their size.
_BLANK = 0.15
# Between columns there is more room than between words, however far those are spread.
_GUTTER = 1.6
_COLUMN_ROWS = 3
# Cells of a table are shorter than the lines of a column.
_CELL = 12
# From a row of a table to the next, in parts of the size, and which share of the lines of text
# begins within a sentence at least.
_ROOMY, _SENTENCES = 1.5, 0.15
_NOTE = late(r"\s*(?:\d{1,3}|[*†‡])(?:\s*,\s*\d{1,3})*\s*")
_UNIT = late(r"(?:\b[kcm]?m|\bCO|\bH)$")


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """The lines of a page, in the order they are read in."""
    rows: list[list[Run]] = []
    for run in runs:
        row = rows[-1] if rows else None
        if row and _is_note(row[-1], run):
            # What follows a note stands where the note ends.
            row[-1] = row[-1]._replace(end=run.end)
        elif row and _same_line(row, run):
            row.append(run)
        else:
            rows.append([run])
    return _in_columns([_line(row) for row in _apart(rows)])


def _is_note(before: Run, run: Run) -> bool:
    """Whether a run is the number of a footnote: small, raised, behind a word."""
    small = run.size <= 0.8 * before.size
    behind = before.text[-1:].isalpha() or before.text.rstrip()[-1:] in ".,;:!?”’\"')"
    raised = run.y >= before.y - 0.1 * before.size
    near = abs(run.y - before.y) < before.size and run.x >= before.x
    noted = _NOTE.fullmatch(run.text) is not None and not _UNIT.search(before.text.rstrip())
    return small and behind and raised and near and noted


def _is_number_of_note(number: Run, run: Run) -> bool:
    """Whether a run is the raised number that a note below the text begins with."""
    raised = 0.15 * run.size < number.y - run.y < 0.7 * run.size
    near = number.end - 1 <= run.x <= number.end + run.size
    return number.size <= 0.8 * run.size and raised and near and bool(_NOTE.fullmatch(number.text))


def _same_line(row: Sequence[Run], run: Run) -> bool:
    last = row[-1]
    if len(row) == 1 and _is_number_of_note(last, run):
        return True
    return abs(last.y - run.y) < 0.4 * max(run.size, last.size, 1) and run.x >= last.x


def _apart(rows: Iterable[list[Run]]) -> Iterator[list[Run]]:
    """The rows, cut where there is the room of a gutter in them."""
    for row in rows:
        begun = [row[0]]
        for before, run in pairwise(row):
            if run.x - before.end > _GUTTER * max(run.size, before.size):
                yield begun
                begun = []
            begun.append(run)
        yield begun


def _line(row: Sequence[Run]) -> Line:
    text = row[0].text
    is_note = len(row) > 1 and _is_number_of_note(row[0], row[1])
    for place, (before, run) in enumerate(pairwise(row)):
        is_gap = run.x - before.end > _BLANK * max(run.size, 1)
        text += f" {run.text}" if is_gap or (is_note and place == 0) else run.text
    size = _size(row)
    y = next(run.y for run in row if run.size == size)
    return Line(" ".join(text.split()), row[0].x, y, size, row[-1].end, is_note=is_note)


def _size(row: Sequence[Run]) -> float:
    """The size that most of a line is set in."""
    sizes: Counter[float] = Counter()
    for run in row:
        sizes[run.size] += len(run.text)
    return sizes.most_common(1)[0][0]


def _in_columns(lines: list[Line]) -> list[Line]:
    """The lines; those of columns that were drawn row by row, a column after the other.

    A row of a table is one line.
    """
    rows: list[list[Line]] = []
    for line in lines:
        beside = bool(rows) and abs(rows[-1][0].y - line.y) < 0.4 * max(line.size, 1)
        if beside and line.x > rows[-1][-1].x:
            rows[-1].append(line)
        else:
            rows.append([line])
    starts = Counter(round(row[1].x / 4) for row in rows if len(row) == 2)
    often, count = starts.most_common(1)[0] if starts else (0, 0)
    parted = [row for row in rows if len(row) == 2 and abs(row[1].x / 4 - often) <= 1]
    if count < _COLUMN_ROWS or _are_cells(parted):
        return [_whole(row) for row in rows]
    return list(_column_by_column(rows, {id(row) for row in parted}, often * 4))


def _are_cells(rows: Sequence[list[Line]]) -> bool:
    """Whether two columns are those of a table and not of text: one of them has short lines or
    figures, or hardly a line goes on with a sentence and there is much room between the rows.
    """
    for column in zip(*rows, strict=True):
        lengths = sorted(len(line.text) for line in column)
        figures = sum(_is_figure(line.text) for line in column)
        if lengths[len(lengths) // 2] < _CELL or figures > 0.6 * len(column):
            return True
    going_on = sum(_goes_on(line.text) for row in rows for line in row)
    steps = sorted(one[0].y - two[0].y for one, two in pairwise(rows) if one[0].y > two[0].y)
    is_wide = bool(steps) and steps[len(steps) // 2] > _ROOMY * rows[0][0].size
    return is_wide and going_on < _SENTENCES * 2 * len(rows)


def _is_figure(text: str) -> bool:
    return 2 * sum(map(str.isdigit, text)) >= sum(map(str.isalnum, text)) > 0


def _goes_on(text: str) -> bool:
    """Whether a line may go on with a sentence: its letters are small, or have no size."""
    return text[:1].isalpha() and not text[0].isupper()


def _column_by_column(rows: Sequence[list[Line]], parted: set[int], right: float) -> Iterator[Line]:
    first: list[Line] = []
    second: list[Line] = []
    for row in rows:
        if id(row) in parted:
            first.append(row[0])
            second.append(row[1])
        elif len(row) == 1 and second and row[0].x >= right - 4:
            second += row
        elif len(row) == 1 and first and len(row[0].text) <= 1.2 * max(len(x.text) for x in first):
            first += row
        else:
            yield from (*first, *second)
            first, second = [], []
            yield _whole(row)
    yield from (*first, *second)


def _whole(row: Sequence[Line]) -> Line:
    first = row[0]
    if len(row) == 1:
        return first
    text = " ".join(line.text for line in row)
    cells = tuple((line.x, line.end) for line in row)
    return Line(text, first.x, first.y, first.size, row[-1].end, cells)
