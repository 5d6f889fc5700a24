"""Pieces of text as a PDF draws them, to lines: words, columns and notes told by where they stand.

A file may draw a line in one piece, a word at a time or a letter at a time, and two columns row by
row. Where a piece ends is worked out from the widths of its letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.ingest.readers.documents.pdflayout import Line

# Widths of Helvetica's letters, in thousandths of its size; other fonts are measured by these.
_WIDTHS = {
    **dict.fromkeys("ijl|'’‘", 222), **dict.fromkeys(" ft.,:;/!()[]I-", 278),
    **dict.fromkeys('r"“”', 333), **dict.fromkeys("ckszyxvJ", 500),
    **dict.fromkeys("mM", 833), **dict.fromkeys("wCDHNRUG", 722), "W": 944,
    **dict.fromkeys("ABEKPSVXYZ", 667), **dict.fromkeys("FTZL", 611), **dict.fromkeys("OQ", 778),
}  # fmt: skip
_USUAL = 556
_BLANK = 0.13
# Between columns there is more room than between words, however far those are spread.
_GUTTER = 1.6
_COLUMN_ROWS = 3
# Cells of a table are shorter than the lines of a column.
_CELL = 12
_NOTE = re.compile(r"\s*(?:\d{1,3}|[*†‡])(?:\s*,\s*\d{1,3})*\s*")
_UNIT = re.compile(r"(?:\b[kcm]?m|\bCO|\bH)$")


class Piece(NamedTuple):
    """A piece of text, where it begins in points from the lower left, and its size. `broad` is how
    wide its letters are, Helvetica's being 1.
    """

    text: str
    x: float
    y: float
    size: float
    broad: float = 1.0

    @property
    def end(self) -> float:
        """Where it ends, about."""
        shown = self.text.strip("\n").rstrip()
        lead = len(shown) - len(shown.lstrip())
        widths = sum(_WIDTHS.get(sign, _USUAL) for sign in shown[lead:])
        return self.x + widths / 1000 * self.size * self.broad


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """The lines of a page, in the order they are read in."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        for part in _parts(piece):
            row = rows[-1] if rows else None
            if row and _is_note(row[-1], part):
                continue
            if row and _same_line(row, part):
                row.append(part)
            else:
                rows.append([part])
    return _in_columns([_line(row) for row in _apart(rows)])


def _parts(piece: Piece) -> Iterator[Piece]:
    """The lines of a piece; what follows its first line end has no place of its own."""
    first, *rest = piece.text.split("\n")
    if first.strip():
        yield piece._replace(text=first)
    for number, text in enumerate(rest, 1):
        if text.strip():
            yield piece._replace(text=text, y=piece.y - 1.2 * number * piece.size)


def _is_note(before: Piece, piece: Piece) -> bool:
    """Whether a piece is the number of a footnote: small, raised, behind a word."""
    small = piece.size <= 0.8 * before.size
    behind = before.text[-1:].isalpha() or before.text.rstrip()[-1:] in ".,;:!?”’\"')"
    raised = piece.y >= before.y - 0.1 * before.size
    near = abs(piece.y - before.y) < before.size and piece.x >= before.x
    noted = _NOTE.fullmatch(piece.text) is not None and not _UNIT.search(before.text.rstrip())
    return small and behind and raised and near and noted


def _same_line(row: Sequence[Piece], piece: Piece) -> bool:
    last = row[-1]
    return abs(last.y - piece.y) < 0.4 * max(piece.size, last.size, 1) and piece.x >= last.x


def _apart(rows: Iterable[list[Piece]]) -> Iterator[list[Piece]]:
    """The rows, cut where there is the room of a gutter in them."""
    for row in rows:
        begun = [row[0]]
        for before, piece in pairwise(row):
            if piece.x - before.end > _GUTTER * max(piece.size, before.size):
                yield begun
                begun = []
            begun.append(piece)
        yield begun


def _line(row: Sequence[Piece]) -> Line:
    text = row[0].text
    for before, piece in pairwise(row):
        text = (
            f"{text.rstrip()} {piece.text}"
            if _is_parted(before, piece)
            else (text.rstrip() + piece.text.lstrip())
        )
    return Line(" ".join(text.split()), row[0].x, row[0].y, row[0].size)


def _is_parted(before: Piece, piece: Piece) -> bool:
    """Whether a blank stands between two pieces. Behind a letter or two their place is surer than
    blanks, which the library makes of moves; behind more, their width is only about right.
    """
    is_gap = piece.x - before.end > _BLANK * max(piece.size, 1)
    if len(before.text.strip()) <= 2:
        return is_gap
    return is_gap or before.text[-1:].isspace() or piece.text[:1].isspace()


def _in_columns(lines: list[Line]) -> list[Line]:
    """The lines; those of columns that were drawn row by row, a column after the other.

    A row of a table, whose cells are short, is one line.
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
    short = sorted(len(line.text) for row in parted for line in row)
    if count < _COLUMN_ROWS or short[len(short) // 2] < _CELL:
        return [_whole(row) for row in rows]
    return list(_column_by_column(rows, {id(row) for row in parted}, often * 4))


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
    return Line(" ".join(line.text for line in row), row[0].x, row[0].y, row[0].size)
