"""The text of RTF (Microsoft's Rich Text Format, 1.9.1), as a word processor shows it.

Groups in braces hold control words and text. A group may be a destination: a note, a box, a
picture, what is said about the file. Those that are not known, and are marked as ones that need not
be, are left out, as the format demands; so is what was struck out or is hidden.

No library reads notes, struck and hidden text and tables in tables: striprtf, the usual one, gives
the words of a file without its structure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field

from index.core.errors import InputError
from index.core.late_patterns import late
from index.ingest.readers.documents.facts_of_file import commented
from index.ingest.readers.documents.office_notes import numbered, roman
from index.ingest.readers.documents.rtf_encodings import USUAL, Bytes, of_charset, of_code_page
from index.ingest.readers.documents.rtf_flow import Flow
from index.ingest.readers.documents.rtf_groups import (
    BOXES,
    ENDS,
    HEADS,
    KNOWN,
    LEFT_OUT,
    PARAGRAPH_ENDS,
    RAISED,
    SAID,
    SIGNS,
    SYMBOLS,
    Group,
)
from index.ingest.readers.documents.table_rows import Paragraph

_TOKEN = late(
    r"\\(?:([A-Za-z]{1,32})(-?\d{1,10})? ?|'([0-9A-Fa-f]{2})|([^A-Za-z]))|([{}])|[\r\n\x00]+"
    r"|([^\\{}\r\n\x00]+)"
)
_TIMES = ("yr", "mo", "dy")
_DEEPEST = 100_000


@dataclass(slots=True)
class RtfText:
    """Paragraphs with the names of their styles; notes with their numbers, those at the end last;
    what the file says of itself, days as `2016-03-21`. `is_struck` is that text was struck through,
    which is left out. `heads` are heads and feet of pages; `deleted` and `hidden` passages were
    left out.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    is_struck: bool = False
    heads: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    deleted: int = 0
    hidden: int = 0


def rtf_text(text: str) -> RtfText:
    """What a file says. What is damaged is read as far as it can be.

    Raises InputError when it is nested too deeply.
    """
    parser = _Parser()
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:  # a backslash at the very end
            break
        place = token.end() + parser.take(token)
    return parser.done()


class _Parser:
    def __init__(self) -> None:
        self._result = RtfText()
        self._text = Flow()
        self._group = Group(self._text)
        self._stack: list[Group] = []
        self._bytes = Bytes()
        self._skipped = 0  # signs that stand for one that old programs do not know
        self._code_page = USUAL
        self._font = 0
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._endnotes: list[list[str]] = []
        self._footnotes = 0

    def take(self, token: re.Match[str]) -> int:
        """Read a token; how many signs behind it are none of the text."""
        word, number, byte, symbol, brace, text = token.groups()
        if word:
            return self._word(word, int(number) if number else None)
        if brace == "{":
            self._open()
        elif brace:
            self._close()
        elif byte:
            self._byte(int(byte, 16))
        elif symbol:
            self._symbol(symbol)
        elif text:
            self._words(text)
        return 0

    def done(self) -> RtfText:
        """Everything that was read; there is no more to come."""
        while self._stack:
            self._close()
        self._result.paragraphs = self._text.paragraphs()
        for count, texts in enumerate(self._endnotes, 1):
            self._result.notes += numbered(roman(count), texts)
        return self._result

    def _open(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise InputError("nested too deeply to be read whole")
        above = self._group
        self._stack.append(above)
        self._group = copy(above)
        self._group.ends, self._group.destination = None, ""
        self._group.is_first, self._group.is_starred = True, False
        self._skipped = 0
        if above.destination == "stylesheet":
            self._take_apart(self._name_style)
        elif above.destination == "upr":
            # The same in signs of the code page; what follows is in Unicode.
            self._group.is_left_out = True

    def _close(self) -> None:
        if self._group.ends:
            self._group.ends()
        if self._stack:
            self._group = self._stack.pop()
        self._skipped = 0

    def _take_apart(self, ends: Callable[[Flow], None]) -> None:
        """Read the group as a text of its own."""
        flow = Flow()
        self._group.flow, self._group.ends = flow, lambda: ends(flow)
        self._group.begin_paragraphs()

    def _enter(self, word: str) -> None:
        """Begin a destination, if a group is one by its first word."""
        group, above = self._group, self._stack[-1] if self._stack else self._group
        if word == "footnote":
            self._take_apart(self._end_note)
        elif word in HEADS:
            self._take_apart(lambda flow: self._set_beside(self._result.heads, flow))
        elif word == "annotation":
            self._take_apart(lambda flow: self._set_beside(self._result.comments, flow))
        elif word in BOXES:
            self._take_apart(lambda flow: above.flow.set_beside(flow.paragraphs()))
        elif word in SAID and above.destination == "info":
            group.is_left_out = False
            self._take_apart(lambda flow: self._say(word, flow))
        elif word == "ud":
            group.is_left_out = above.is_left_out
        elif word in ("info", "stylesheet", "upr"):
            group.destination = word
            group.is_left_out = group.is_left_out or word == "info"
        elif word in LEFT_OUT or (group.is_starred and word not in KNOWN):
            group.is_left_out = True

    def _word(self, word: str, number: int | None) -> int:
        group = self._group
        if group.is_first:
            group.is_first = False
            self._enter(word)
        if word == "bin":
            return max(number or 0, 0)
        if word == "u":
            # Those above 32,767 are written as negative numbers.
            code = number or 0
            self._show(chr(code & 0xFFFF if code < 0 else min(code, 0x10FFFF)))
            self._skipped = group.fallback
        elif word in SIGNS:
            self._words(SIGNS[word])
        elif word in ENDS:
            self._end(word)
        elif word in _TIMES and not group.is_left_out:
            group.flow.add(f"{number or 0:02}-")
        elif not group.take(word, number):
            self._set_encoding(word, number or 0)
        return 0

    def _set_encoding(self, word: str, number: int) -> None:
        if word == "f":
            self._font = number
            self._group.encoding = self._fonts.get(number, "")
        elif word == "fcharset":
            self._fonts.setdefault(self._font, of_charset(number))
        elif word == "cpg":
            self._fonts[self._font] = of_code_page(number)
        elif word == "ansicpg":
            self._code_page = of_code_page(number)
        elif word in ("mac", "pc", "pca"):
            self._code_page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]

    def _end(self, word: str) -> None:
        """End a paragraph, a cell or a row."""
        group = self._group
        if group.is_unseen and (group.is_left_out or word in PARAGRAPH_ENDS):
            # Of a paragraph whose end was struck out the next one is the rest.
            return
        style = self._styles.get(group.style, "")
        if group.level >= 0 and not style.startswith("heading"):
            style = f"heading{group.level + 1}"
        if word == "row":
            group.flow.end_row(1)
        elif word == "nestrow":
            group.flow.end_row(max(group.depth, 2))
        elif word == "cell":
            group.flow.end_cell(style, 1)
        elif word == "nestcell":
            group.flow.end_cell(style, max(group.depth, 2))
        else:
            group.flow.end_paragraph(style, group.depth)

    def _words(self, text: str) -> None:
        if self._bytes.is_within and text and ord(text[0]) < 0x100:
            self._show(self._bytes.text(ord(text[0]), self._encoding()))
            text = text[1:]
        if self._skipped:
            skipped = min(self._skipped, len(text))
            self._skipped -= skipped
            text = text[skipped:]
        self._show(text)

    def _show(self, text: str) -> None:
        group = self._group
        if group.is_struck and not group.is_unseen:
            self._result.is_struck = self._result.is_struck or bool(text.strip())
        elif group.is_unseen:
            self._count_unseen(text)
        elif text:
            group.is_first = False
            raised = group.raised and text.isascii() and text.strip().isdigit()
            group.flow.add(text.translate(RAISED[group.raised]) if raised else text)

    def _byte(self, byte: int) -> None:
        if self._skipped:
            self._skipped -= 1
        elif not self._group.is_unseen:
            self._show(self._bytes.text(byte, self._encoding()))

    def _encoding(self) -> str:
        return self._group.encoding or self._code_page

    def _symbol(self, symbol: str) -> None:
        if symbol == "*" and self._group.is_first:
            self._group.is_starred = True
        elif symbol in "\r\n":
            self._end("par")
        elif symbol == "\t":
            self._words("\t")
        elif symbol in SYMBOLS:
            self._words(SYMBOLS[symbol])

    def _end_note(self, flow: Flow) -> None:
        texts = [text for _, text in flow.paragraphs()]
        if not texts:
            return
        if flow.is_at_end:
            self._endnotes.append(texts)
        else:
            self._footnotes += flow.has_number
            number = str(self._footnotes) if flow.has_number else ""
            self._result.notes += numbered(number, texts)

    def _set_beside(self, texts: list[str], flow: Flow) -> None:
        """Keep a head of pages or a comment."""
        said = [text for _, text in flow.paragraphs() if text.strip()]
        if texts is self._result.comments and said:
            said = [commented("", " ".join(said))]
        texts += said

    def _count_unseen(self, text: str) -> None:
        """Count a passage, once, that is left out because it was deleted or is hidden."""
        group = self._group
        if group.is_left_out or group.is_told or not text.strip():
            return
        group.is_told = True
        self._result.deleted += group.is_deleted
        self._result.hidden += group.is_hidden and not group.is_deleted

    def _say(self, word: str, flow: Flow) -> None:
        said = " ".join(text for _, text in flow.paragraphs()).rstrip("-")
        if said:
            self._result.about.setdefault(word, said)

    def _name_style(self, flow: Flow) -> None:
        name = " ".join(text for _, text in flow.paragraphs()).partition(";")[0].partition(",")[0]
        if name and flow.style:
            self._styles[flow.style] = "".join(name.lower().split())
