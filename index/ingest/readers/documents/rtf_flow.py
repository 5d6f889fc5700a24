"""What the parser of RTF has read: paragraphs, and the cells and rows they stand in."""

from __future__ import annotations

from index.core.late_patterns import late
from index.ingest.readers.documents.table_rows import Cell, Paragraph, paragraphs_of_row

# What programs without lists of their own write before an item.
_BULLET = late(r"[•◦▪·]\s*\t")


class Flow:
    """A text of its own: of a document, a note, a box, a field of what is said about the file."""

    def __init__(self) -> None:
        self.has_number = False
        """Whether a note has the number that programs count."""
        self.is_at_end = False
        """Whether a note stands behind the text and not below its page."""
        self.style = 0
        """The number of a style that this is the name of."""
        self._words: list[str] = []
        self._found: list[Paragraph] = []
        self._boxes: list[Paragraph] = []
        # By how deep its table stands in others: cells of a row, and the one that is not whole.
        self._rows: dict[int, list[Cell]] = {}
        self._cells: dict[int, Cell] = {}

    def add(self, text: str) -> None:
        """Words of the paragraph that is not ended."""
        self._words.append(text)

    def end_paragraph(self, style: str, depth: int) -> None:
        """End a paragraph; `depth` is in how many tables it stands."""
        text = "".join(self._words).replace("\u2011", "-")
        self._words = []
        bullet = _BULLET.match(text.lstrip(" "))
        text = " ".join((text.lstrip(" ")[bullet.end() :] if bullet else text).split())
        # Signs beyond the first 65,536 are written as two halves.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = text.removesuffix(" |")
        where = self._cell(depth).paragraphs if depth else self._found
        where += [(style, text)] if text else []
        where += self._boxes
        self._boxes = []

    def end_cell(self, style: str, depth: int) -> None:
        """End a cell of a table."""
        self.end_paragraph(style, depth)
        self._rows.setdefault(depth, []).append(self._cells.pop(depth, Cell()))

    def end_row(self, depth: int) -> None:
        """End a row, and what stands deeper with it."""
        for deeper in sorted((*self._rows, *self._cells), reverse=True):
            if deeper < depth:
                break
            cells = [*self._rows.pop(deeper, []), *filter(None, [self._cells.pop(deeper, None)])]
            found = paragraphs_of_row(cells)
            if deeper > 1 and found:
                above = self._cell(deeper - 1)
                above.paragraphs += found
                above.is_layout = True
            else:
                self._found += found

    def set_beside(self, paragraphs: list[Paragraph]) -> None:
        """Put what stands in a box behind the paragraph that it belongs to."""
        self._boxes += paragraphs

    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs; there are no more to come."""
        self.end_paragraph("", max(self._cells, default=0))
        self.end_row(1)
        return self._found

    def _cell(self, depth: int) -> Cell:
        return self._cells.setdefault(depth, Cell())
