"""Characters that could steer a terminal or reorder a line, kept out of whatever is given out."""

from __future__ import annotations

import json

from index.core.late_patterns import late

# Tabs, line ends and Unicode separators become blanks. Every other character that could steer a
# terminal, reorder a line or cannot be encoded becomes a replacement mark. One character always
# stands for one character, so that offsets of matches and mentions stay true.
_BLANKS = "\t\n\r\v\f\u0085\u2028\u2029"
_STEERING = late(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# A joiner between letters would be taken for one between emoji, and two letters for one cell. What
# takes its place joins as little as most terminals do, and is not seen either.
_ZWJ, _UNSEEN = "\u200d", "\u034f"
_BETWEEN_LETTERS = late(f"{_ZWJ}(?![\u2190-\u2bff\U0001f000-\U0001faff])")
_TO_BLANK = str.maketrans(dict.fromkeys(_BLANKS, " "))


def printable(text: str) -> str:
    """Text that is safe to show on one line, of the same length as `text`."""
    if text.isascii() and text.isprintable():
        return text
    shown = _STEERING.sub("\N{REPLACEMENT CHARACTER}", text.translate(_TO_BLANK))
    return _BETWEEN_LETTERS.sub(_UNSEEN, shown) if _ZWJ in shown else shown


def text_of_printable(text: str) -> str:
    """The text that `printable` made this of, if nothing in it could steer a terminal."""
    return text.replace(_UNSEEN, _ZWJ)


def without_steering(text: str, *, keep: str = "") -> str:
    """Text without what `printable` would replace: all of it takes no cell, so that widths stay."""
    if not keep:
        return _STEERING.sub("", text)
    return _STEERING.sub(lambda found: found[0] if found[0] in keep else "", text)


# What spreadsheets take for a formula when a cell begins with it (OWASP, CSV injection), perhaps
# behind the mark that says it is none.
_FORMULA = late(r"'*[=+\-@\t\r]")
_NO_FORMULA = late(r"''*[=+\-@\t\r]")


def table_cell(value: object) -> str:
    """A value as a cell of CSV. A text that a spreadsheet would take for a formula gets an
    apostrophe in front, as spreadsheets do themselves; `text_of_cell` takes it away.
    """
    text = str(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def text_of_cell(cell: str) -> str:
    """The text in a cell of CSV, without the apostrophe that says that it is no formula."""
    return cell[1:] if _NO_FORMULA.match(cell) else cell


def escape_steering(text: str) -> str:
    """JSON in which what `printable` would replace is written as its escape; line ends stay."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _STEERING.sub(lambda found: _escape(found[0]), text)


def _escape(character: str) -> str:
    if character in "\n\t":
        return character
    return "\\u007f" if character == "\x7f" else json.dumps(character)[1:-1]
