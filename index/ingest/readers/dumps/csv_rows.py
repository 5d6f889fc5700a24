"""Rows of a CSV file, whatever it is written with and however its quotes went wrong."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.core.late_patterns import late
from index.core.steering import text_of_cell
from index.ingest.readers.base import MEBIBYTE
from index.ingest.readers.dumps.json_stream import Rows
from index.ingest.readers.encodings import decode
from index.ingest.readers.field_names import field_of, fields_among

_DELIMITERS = ",\t;|"
_SAMPLE_ROWS = 40
_MOST_PREAMBLE = 16
# How MySQL writes what is no letter; a line's end here may stand outside of quotes.
_LETTERS = {"n": "\u2028", "r": "", "t": " ", "0": "", "Z": ""}
_ESCAPED_LETTER = late(r"\\(.)", re.DOTALL)
# A row that goes on over more than this is one whose quote was never closed.
_LONGEST_ROW = 16 * MEBIBYTE
# After so many of those, quotes in the file mean nothing.
_LOST_QUOTES = 20


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written, and what its first row says."""

    delimiter: str
    escaped: bool
    columns: tuple[str, ...]
    skipped: int = 0
    """Lines before the first row."""

    def reader(
        self, lines: Iterable[str], *, quotes: bool = True, strict: bool = False
    ) -> Iterator[list[str]]:
        """Rows out of lines. Raises csv.Error, where `strict`, for a quote in a wrong place."""
        csv.field_size_limit(max(csv.field_size_limit(), 2 * _LONGEST_ROW))
        return csv.reader(
            map(_unescaped, lines) if self.escaped and quotes else lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE,
            doublequote=not self.escaped,
            escapechar="\\" if self.escaped and quotes else None,
            strict=strict,
        )


def dialect_of(text: str) -> Dialect | None:
    """How a table is written, by its beginning; None when the text is no table."""
    lines = _lines(text.lstrip("\ufeff"))
    named = re.match(r"sep=(.)\n", lines[0], re.IGNORECASE) if lines else None
    if len(lines) > 2 and len(text) > 60_000:
        lines.pop()  # cut off in its middle
    lines = lines[1:] if named else lines
    escaped = '\\"' in text and '""' not in text
    best: tuple[float, int, Dialect] | None = None
    for delimiter in named[1] if named else _DELIMITERS:
        dialect = Dialect(delimiter, escaped, (), int(named is not None))
        try:
            rows = [row for row in islice(dialect.reader(iter(lines)), _SAMPLE_ROWS) if row]
        except csv.Error:
            continue
        if not rows or max(map(len, rows)) < 2:
            continue
        columns = tuple(name.strip() for name in rows[0])
        candidate = Dialect(delimiter, escaped, columns, dialect.skipped)
        candidate = _below_preamble(candidate, rows, lines)
        columns = candidate.columns
        if len(columns) < 2:
            continue
        alike = sum(len(row) == len(columns) for row in rows) / len(rows)
        if best is None or (alike, len(columns)) > best[:2]:
            best = alike, len(columns), candidate
    return best[2] if best else None


def _below_preamble(found: Dialect, rows: list[list[str]], lines: list[str]) -> Dialect:
    """The dialect with the row that names its columns, where a few lines stand above that which
    say what was exported. Each of them is a row by itself.
    """
    if _is_head(found.columns):
        return found
    row = next((row for row in rows[1:_MOST_PREAMBLE] if _is_head(row)), None)
    if row is None:
        return found
    for above, line in enumerate(lines):
        if next(found.reader([line]), None) == row:
            names = tuple(name.strip() for name in row)
            return replace(found, columns=names, skipped=found.skipped + above)
    return found


def _is_head(columns: Sequence[str]) -> bool:
    return {"text", "title"} <= fields_among(columns)


class Table:
    """The rows below the first one. `columns` are its names, each of them once; `text` is the one
    that is said to be the text.
    """

    def __init__(self, rows: Rows, dialect: Dialect, text: str = "") -> None:
        self.columns = _distinct(dialect.columns)
        self._dialect = dialect
        self._ends_in_text = _ends_in_text(self.columns, text)
        self._encoding = rows.encoding
        self._lines = self._decoded(rows)
        self._again: deque[tuple[int, str]] = deque()
        self._taken: list[tuple[int, str]] = []
        self._lost = 0

    def rows(self) -> Iterator[tuple[int, dict[str, str] | str]]:
        """Each row with the line it begins at: its values by column, or what is wrong with it."""
        for _ in range(self._dialect.skipped):
            next(self._lines, None)
        first = True
        reader = self._dialect.reader(self._feed(), strict=True)
        while True:
            self._taken.clear()
            try:
                row = next(reader)
                amiss = len(self._taken) > 1 and len(row) != len(self.columns)
            except StopIteration:
                return
            except (csv.Error, _Endless):
                row, amiss = [], True
            if amiss:
                row = self._mended()
                believed = self._lost <= _LOST_QUOTES
                reader = self._dialect.reader(self._feed(), quotes=believed, strict=True)
            if first:
                first = False
            elif row == [_TOO_LONG]:
                yield self._taken[0][0], _TOO_LONG
            elif any(row):
                yield self._taken[0][0], self._named(row)

    def _feed(self) -> Iterator[str]:
        """The lines; those of the row at hand are kept, so that it can be read otherwise."""
        size = 0
        while True:
            numbered = self._again.popleft() if self._again else next(self._lines, None)
            if numbered is None:
                return
            size = size + len(numbered[1]) if self._taken else len(numbered[1])
            self._taken.append(numbered)
            if size > _LONGEST_ROW and len(self._taken) > 1:
                raise _Endless
            yield numbered[1]

    def _mended(self) -> list[str]:
        """The row at hand, one of whose quotes stands where none should.

        If its first line is a row when quotes are taken as they stand, that is what it is, and the
        other lines go back. Else the whole is read as well as it can be.
        """
        plain = self._plain(self._taken[0][1])
        if len(self._taken) > 1 and len(plain) == len(self.columns):
            self._lost += 1
            self._again.extendleft(reversed(self._taken[1:]))
            del self._taken[1:]
            return plain
        try:
            return next(self._dialect.reader([line for _, line in self._taken]), plain)
        except csv.Error:
            return plain

    def _plain(self, line: str) -> list[str]:
        values = line.rstrip("\n").split(self._dialect.delimiter)
        return [value.strip().removeprefix('"').removesuffix('"') for value in values]

    def _named(self, row: list[str]) -> dict[str, str] | str:
        """The values by column. Where the last is the text, what is too many belongs to it: its
        delimiters were text. Elsewhere nobody knows which value they part, and that is said.
        """
        extra = row[len(self.columns) - 1 :]
        if len(row) > len(self.columns) and any(extra[1:]):
            if not self._ends_in_text:
                return _TOO_MANY.format(len(row), len(self.columns), self._dialect.delimiter)
            row = [*row[: len(self.columns) - 1], self._dialect.delimiter.join(extra)]
        return dict(zip(self.columns, map(text_of_cell, row), strict=False))

    def _decoded(self, rows: Rows) -> Iterator[tuple[int, str]]:
        for number, line in rows.lines():
            if line is None:
                yield number, f"{_TOO_LONG}\n"
                continue
            text = decode(line, self._encoding)
            if number == 1:
                text = text.lstrip("\ufeff")
            for part in _lines(text):
                yield number, part


def _unescaped(line: str) -> str:
    """A line whose escapes of letters are undone: the reader would leave the letters, and a
    paragraph's end as “rnrn”. What is no escape of a letter is left to it.
    """
    return _ESCAPED_LETTER.sub(_letter, line) if "\\" in line else line


def _letter(escape: re.Match[str]) -> str:
    sign = escape[1]
    return _LETTERS.get(sign, escape[0] if not sign.isalnum() else "\\" + escape[0])


class _Endless(Exception):  # noqa: N818  (never leaves this module)
    """A row that does not end."""


_TOO_LONG = "longer than the limit"
_TOO_MANY = "{} values for {} columns; a value with “{}” in it has to stand in quotation marks"


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends; nothing but line ends parts them."""
    return re.findall(r"[^\n]*\n|[^\n]+", re.sub("\r\n?", "\n", text))


def _ends_in_text(columns: Sequence[str], text: str) -> bool:
    """Whether the last column is the text, or, where none is known for it, may be words."""
    if text or not columns:
        return text in columns[-1:]
    last = field_of(columns[-1])
    return last == "text" or ("text" not in fields_among(columns) and last in ("title", ""))


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names; one that was there before gets a number."""
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(result)
