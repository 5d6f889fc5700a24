"""Rows of tables to paragraphs: those of data are a line each, those of a layout are no rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

# A paragraph of so many characters is prose, and one of so many is more than a value can be.
_PROSE, _LONG = 60, 200

Paragraph = tuple[str, str]
"""The name of its style and its text."""


@dataclass(slots=True)
class Cell:
    """What a cell holds; `is_layout` where there is a table in it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    is_layout: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether it holds paragraphs rather than a value."""
        return len(self.paragraphs) > 1 and any(len(text) >= _PROSE for _, text in self.paragraphs)


def paragraphs_of_row(cells: Sequence[Cell]) -> list[Paragraph]:
    """The paragraphs of a row: one with the cells' values, or those of each cell where the table
    does nothing but place texts on a page, as in newsletters.
    """
    filled = [cell for cell in cells if cell.paragraphs]
    long = sum(len(cell.paragraphs[0][1]) >= _LONG for cell in filled)
    is_layout = any(cell.is_layout or cell.is_prose for cell in filled)
    if is_layout or len(filled) == 1 or long > 1:
        return [paragraph for cell in filled for paragraph in cell.paragraphs]
    values = [" ".join(text for _, text in cell.paragraphs) for cell in filled]
    return [("", " | ".join(values))] if values else []
