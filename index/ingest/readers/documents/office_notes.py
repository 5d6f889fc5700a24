"""Notes below and behind the text of a word processor's document, with the numbers they go by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from index.ingest.readers.documents.office_styles import Styles
from index.ingest.readers.documents.office_text import paragraph_text
from index.ingest.readers.markup.xmltree import attribute, elements, local

_FOOTNOTES, _ENDNOTES = "footnoteReference", "endnoteReference"
# What of a document was taken out, and is kept by the program alone.
_GONE = frozenset({"del", "moveFrom", "tracked-changes"})
# How Word counts notes at the end, unless it is told otherwise.
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


@dataclass(slots=True)
class Notes:
    """The notes of a document in the order in which its text names them, footnotes first; `lost` is
    how many it names and does not hold.
    """

    styles: Styles
    paragraphs: list[str] = field(default_factory=list)
    lost: int = 0

    def add(self, number: str, note: Any) -> None:
        """Add a note with the number that it goes by, "" where it has none."""
        texts = (paragraph_text(one, self.styles) for one in elements(note, "p", "h"))
        self.paragraphs += numbered(number, texts)

    def remarks(self) -> tuple[str, ...]:
        """What is to be said of those that are not there."""
        many = f"{self.lost:,} note{'s' * (self.lost > 1)}"
        return (f"{many} below or behind the text left out",) if self.lost else ()


def notes_of(root: Any, part: Callable[[str], Any], styles: Styles) -> Notes:
    """The notes of a document. `part` gives the root of another part of it by its name; one without
    elements where there is none.
    """
    found = Notes(styles)
    _of_odt(root, found)
    _of_docx(root, found, _FOOTNOTES, lambda: part("word/footnotes.xml"), str)
    _of_docx(root, found, _ENDNOTES, lambda: part("word/endnotes.xml"), roman)
    return found


def _of_odt(root: Any, found: Notes) -> None:
    """They stand in the text, each with its number."""
    notes = [one for one in elements(root, "note") if not _is_gone(one)]
    for note in sorted(notes, key=lambda one: attribute(one, "note-class") == "endnote"):
        citation = next(elements(note, "note-citation"), None)
        number = paragraph_text(citation, found.styles) if citation is not None else ""
        body = next(elements(note, "note-body"), None)
        if body is not None:
            found.add(number, body)


def _of_docx(
    root: Any,
    found: Notes,
    reference: str,
    part: Callable[[], Any],
    number_of: Callable[[int], str],
) -> None:
    """The text names them by ids; they stand in a part of their own."""
    named = [one for one in elements(root, reference) if not _is_gone(one)]
    if not named:
        return
    kind = reference.removesuffix("Reference")
    notes = {attribute(one, "id"): one for one in elements(part(), kind)}
    count = 0
    for one in named:
        # A sign of the writer's own stands in the text, and with the note.
        has_sign = attribute(one, "customMarkFollows") not in ("", "0", "false", "off")
        count += not has_sign
        note = notes.pop(attribute(one, "id"), None)
        if note is None:
            found.lost += 1
        else:
            found.add("" if has_sign else number_of(count), note)


def numbered(number: str, paragraphs: Iterable[str]) -> list[str]:
    """The paragraphs of a note, the first one with its number, if there is one."""
    texts = list(filter(None, paragraphs))
    if texts and number:
        texts[0] = f"{number}. {texts[0]}" if number[-1:].isalnum() else f"{number} {texts[0]}"
    return texts


def _is_gone(element: Any) -> bool:
    return any(local(one) in _GONE for one in element.iterancestors())


def roman(number: int) -> str:
    """A number as Word counts notes at the end: i, ii, iii."""
    text = ""
    for value, letters in (*_ROMAN, (1, "i")):
        times, number = divmod(number, value)
        text += letters * times
    return text
