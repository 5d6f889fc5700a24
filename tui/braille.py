"""Bars in the dots of braille characters: two beside each other in a cell, each four dots high."""

from __future__ import annotations

from dataclasses import dataclass

# The dots of a braille character (U+2800), from the top down, at the left and at the right.
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


@dataclass(frozen=True, slots=True)
class Column:
    """The heights in dots of the left and the right half of a cell: of bars, and of marks."""

    filled: tuple[int, int]
    marks: tuple[int, int]


def height_of(count: int, top: int, high: int) -> int:
    """Dots of a bar; anything above nothing shows."""
    return max(1, round(count / top * high)) if count else 0


def character(column: Column, rows: int, row: int) -> str:
    """A mark is a dot over a bar, and a hole in it."""
    mask = 0
    base = 4 * (rows - 1 - row)
    for side in (0, 1):
        filled, mark = column.filled[side], column.marks[side]
        for dot in range(4):
            height = base + 4 - dot
            if (height <= filled) != (height == mark):
                mask |= _DOTS[side][dot]
    return chr(0x2800 + mask) if mask else " "
