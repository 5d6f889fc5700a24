"""Quotations out of plain text, where each is a line with its source and its id."""

from __future__ import annotations

from index.export.reading_back import draft_words, inline_passages, text_lines
from index.export.reading_back.quotation import Passage, Quotation, ReadBack, stated_in

_NOTE = "Note: "


def from_text(text: str) -> ReadBack:
    """The quotations of a text; what stands between them is the writer's own, and so are notes, as
    far as the next empty line.
    """
    text = text.removeprefix("\ufeff")
    above, _, below = text.partition("\n")
    is_head = above.startswith("[") and above.endswith("]")
    stated = stated_in(above) if is_head else 0
    found: list[Quotation] = []
    unproven: list[Passage] = []
    own: list[str] = []
    for paragraph in (below if stated else text).split("\n\n"):
        quoted, note = _parted(paragraph)
        lines, rest = text_lines.parted(quoted)
        found += lines
        own += rest
        unproven += (Passage(text=one, kind="note") for one in inline_passages.in_marks(note))
    draft = draft_words.read("\n\n".join(own), str, str)
    return ReadBack(
        form="text",
        quotations=(*found, *draft.quotations),
        stated=stated,
        unproven=(*unproven, *draft.unproven),
    )


def _parted(paragraph: str) -> tuple[str, str]:
    """What stands before the note in a paragraph, and the note."""
    lines = paragraph.split("\n")
    at = next((at for at, line in enumerate(lines) if line.startswith(_NOTE)), len(lines))
    return "\n".join(lines[:at]), "\n".join(lines[at:])
