"""The paragraphs of a word processor's document, DOCX or ODT, with the names of their styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.ingest.readers.documents.office_styles import Styles
from index.ingest.readers.documents.office_text import BOXES, HIDDEN, paragraph_text
from index.ingest.readers.documents.table_rows import Cell, Paragraph, paragraphs_of_row
from index.ingest.readers.markup.xmltree import attribute, elements, local


def paragraphs_of(root: Any, styles: Styles) -> list[Paragraph]:
    """The paragraphs as they are shown. What stands in a box comes behind the paragraph that the
    box belongs to; a row of a table is one paragraph unless the table only places texts on a page.
    """
    return _Walk(styles).through(next(elements(root, "body"), root))


class _Walk:
    """A way through a tree, which may be deeper than Python recurses."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._found: list[Paragraph] = []
        self._rows: list[list[Cell]] = []
        self._cells: list[Cell] = []
        self._begun: Paragraph | None = None  # one whose end was struck out
        self._pending: list[Any] = []

    def through(self, body: Any) -> list[Paragraph]:
        self._pending += reversed(body)
        while self._pending:
            one = self._pending.pop()
            if callable(one):
                one()
            elif local(one) not in HIDDEN and not self._is_hidden(one):
                self._enter(one)
        self._end_begun()
        return self._found

    def _enter(self, element: Any) -> None:
        kind = local(element)
        if kind in ("p", "h"):
            self._paragraph(element)
            self._pending += reversed([child for box in _boxes(element) for child in box])
            return
        if kind in ("tbl", "table"):
            self._end_begun()
            if self._cells:
                self._cells[-1].is_layout = True
        elif kind in ("tr", "table-row"):
            self._rows.append([])
            self._pending.append(self._end_row)
        elif kind in ("tc", "table-cell") and self._rows:
            self._cells.append(Cell())
            self._pending.append(self._end_cell)
        self._pending += reversed(element)

    def _paragraph(self, element: Any) -> None:
        text = paragraph_text(element, self._styles)
        style = style_of(element, self._styles)
        if self._begun:
            style, text = self._begun[0], f"{self._begun[1]} {text}".strip()
            self._begun = None
        if not text:
            return
        if _has_no_end(element):
            self._begun = style, text
        else:
            self._here().append((style, text))

    def _is_hidden(self, element: Any) -> bool:
        """Whether a paragraph or a section is not shown, by its style or by itself."""
        kind = local(element)
        if kind == "section":
            return attribute(element, "display") == "none"
        return kind in ("p", "h") and _called(element) in self._styles.hidden

    def _end_begun(self) -> None:
        if self._begun:
            self._here().append(self._begun)
            self._begun = None

    def _end_cell(self) -> None:
        self._end_begun()
        self._rows[-1].append(self._cells.pop())

    def _end_row(self) -> None:
        found = paragraphs_of_row(self._rows.pop())
        self._here().extend(found)

    def _here(self) -> list[Paragraph]:
        return self._cells[-1].paragraphs if self._cells else self._found


def style_of(element: Any, styles: Styles) -> str:
    """The name of a paragraph's style; of a heading how deep it is."""
    name = styles.name(_called(element))
    if name == "title" or name.startswith("heading"):
        return name
    level = attribute(element, "outline-level") or "1" if local(element) == "h" else ""
    for outline in _properties(element, "outlineLvl"):
        level = (
            str(int(attribute(outline, "val")) + 1) if attribute(outline, "val").isdigit() else ""
        )
    return f"heading{level}" if level else name


def _called(element: Any) -> str:
    """What a paragraph calls its style."""
    for styled in _properties(element, "pStyle"):
        return attribute(styled, "val")
    return attribute(element, "style-name")


def _properties(paragraph: Any, name: str) -> Iterator[Any]:
    """The properties of a name that a paragraph of DOCX has."""
    for about in paragraph:
        if local(about) == "pPr":
            yield from (one for one in about if local(one) == name)


def _has_no_end(paragraph: Any) -> bool:
    """Whether the end of a paragraph of DOCX was struck out: the next one is its rest."""
    marks = (one for about in _properties(paragraph, "rPr") for one in about)
    return any(local(one) in ("del", "moveFrom") for one in marks)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The boxes with text in a paragraph, without those within others, which come with them."""
    pending = [paragraph]
    while pending:
        one = pending.pop()
        if local(one) in BOXES:
            yield one
        elif one is paragraph or local(one) not in HIDDEN:
            pending += reversed(one)
