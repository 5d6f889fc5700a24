"""Data to standard output, talk to standard error, and nothing that could steer a terminal."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, TypeVar

from index import NutgrafError, escape_steering, no_utf8, table_cell, without_steering
from tui.called import as_called
from tui.text import clean


class OutputLostError(NutgrafError):
    """Standard output takes no more, for another reason than that its reader has gone."""


def put(text: str = "", *, end: str = "\n") -> None:
    """A line of data, or several. Raises OutputLostError and BrokenPipeError.

    Nothing in it steers a terminal but what `Paint` sets off, and that only on a terminal.
    """
    painted = is_terminal(sys.stdout)
    if not (painted or text.isascii()):
        _ensure_writable(text)
    with _writing():
        sys.stdout.write(_harmless(text, painted=painted) + end)


def _ensure_writable(text: str) -> None:
    """Raises NutgrafError where standard output, a file or a program, cannot hold a text: what it
    lacks would be lost. A terminal shows a mark in its place.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        without_steering(text, keep="\n\t").encode(encoding)
    except UnicodeEncodeError as error:
        lacking = error.object[error.start]
        raise NutgrafError(
            f"Standard output is {encoding}, which has no “{lacking}”.",
            "Set PYTHONIOENCODING=utf-8 for the call; --json, where there is one, writes escapes.",
        ) from error
    except LookupError:
        pass


_BYTES = "".join(map(chr, range(0xDC80, 0xDD00)))
"""What stands for bytes that are no UTF-8."""


def put_path(path: Path) -> None:
    """The path of a file, as data; its bytes where they are no UTF-8 and no terminal shows them."""
    text = str(path)
    buffer = getattr(sys.stdout, "buffer", None)
    if not no_utf8(text) or buffer is None or is_terminal(sys.stdout):
        put(text)
        return
    finish()
    with _writing():
        buffer.write(os.fsencode(without_steering(text, keep=_BYTES)) + b"\n")


_PAINT = re.compile(r"(\x1b\[(?:0|1|36|1;4|1;4;33)m)")


def _harmless(text: str, *, painted: bool) -> str:
    """The text without what could steer a terminal; line ends and tabs stay."""
    if painted and "\x1b" in text:
        parts = _PAINT.split(text)
        return "".join(
            part if at % 2 else _harmless(part, painted=False) for at, part in enumerate(parts)
        )
    return text if _is_plain(text) else without_steering(text, keep="\n\t")


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def put_bytes(data: bytes) -> None:
    """Data as it is, for a file or a program. Raises OutputLostError, BrokenPipeError, and
    NutgrafError on a terminal, which such data could steer.
    """
    if is_terminal(sys.stdout):
        raise NutgrafError("This is not for a terminal.", "Send it to a file: … > FILE")
    finish()
    with _writing():
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:  # a stream of text stands in for standard output
            sys.stdout.write(data.decode("utf-8", "replace"))
        else:
            buffer.write(data)


def finish() -> None:
    """Have everything written that was put. Raises OutputLostError and BrokenPipeError."""
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    if sys.stdout is None:  # closed by whoever started the program
        raise OutputLostError("Standard output is closed.")
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputLostError(f"Standard output could not be written: {reason}.") from error


def say(text: str, hint: str = "", *, own: bool = False) -> None:
    """A line of talk, and below it what to do; in both, what is too long to be read lacks its
    middle, and commands are as they can be pasted; `own` as in `as_called`.
    """
    text, hint = as_called(text, own=own), as_called(hint, own=own)
    # Whoever closed standard error does not want to be told; it must not cost the data.
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"nutgraf: {readable(clean(text))}\n")
        if hint:
            sys.stderr.write(f"{readable(clean(hint))}\n")


_READABLE = 600
_TOO_LONG = re.compile(rf"“[^“”]{{{_READABLE},}}”|\"[^\"]{{{_READABLE},}}\"|\S{{{_READABLE},}}")


def readable(text: str) -> str:
    """What is to be read by people, where words and quotations of hundreds of characters, such as a
    query out of a file, lack their middle.
    """
    return _TOO_LONG.sub(lambda found: brief(found[0]), text)


def brief(text: str) -> str:
    """A text of a few hundred characters at most, its beginning and its end."""
    if len(text) <= _READABLE:
        return text
    return f"{text[:200]} … {text[-50:]}"


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON that cannot steer a terminal: characters that could are written as escapes, and so are
    those that standard output may lack.
    """
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    plain = not encoding.startswith("utf") and not is_terminal(sys.stdout)
    return escape_steering(json.dumps(value, ensure_ascii=plain, indent=indent))


def csv_row(values: Iterable[object]) -> str:
    """One row of CSV, without its line end; nothing in it is a formula to a spreadsheet."""
    # Loaded here, as few write tables, and everybody waits for what says things.
    import csv  # noqa: PLC0415

    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow([clean(table_cell(value)) for value in values])
    return buffer.getvalue()


def is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def can_open_screen() -> bool:
    """Whether there is a terminal that an application can be opened on."""
    both = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    return both and os.environ.get("TERM", "") not in ("", "dumb")


@dataclass(frozen=True, slots=True)
class Paint:
    """How text is set off. Nothing is said by colour alone: a match is bold and underlined too."""

    bold: bool
    colour: bool

    @classmethod
    def of(cls, stream: TextIO) -> Paint:
        """What a stream can show: NO_COLOR takes the colours, no terminal or a dumb one all."""
        able = is_terminal(stream) and os.environ.get("TERM", "") != "dumb"
        return cls(able, able and not os.environ.get("NO_COLOR"))

    def strong(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.bold and text else text

    def faint(self, text: str) -> str:
        return f"\x1b[36m{text}\x1b[0m" if self.colour and text else text

    def match(self, text: str) -> str:
        if not self.bold or not text:
            return text
        return f"\x1b[{'1;4;33' if self.colour else '1;4'}m{text}\x1b[0m"

    def matches(self, text: str, spans: Sequence[tuple[int, int]], offset: int = 0) -> str:
        """`text`, which begins at `offset` of what the spans were found in, with them set off."""
        parts, done = [], 0
        for start, end in spans:
            first = min(max(start - offset, done), len(text))
            last = min(max(end - offset, first), len(text))
            parts += [text[done:first], self.match(text[first:last])]
            done = last
        return "".join(parts) + text[done:]


def byte_count(size: int) -> str:
    """A size for people."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


Row = TypeVar("Row")


def first(
    rows: Sequence[Row], limit: int | None, one: str, many: str = "", *, cut: bool = False
) -> Sequence[Row]:
    """As many rows as are wanted, all where nothing is said; that there are more is told. `cut`:
    they are the first ones of more, of which nobody knows how many.
    """
    if not limit or limit >= len(rows):
        if cut:
            say(f"the first {counted(len(rows), one, many)} of more, by how often they are named")
        return rows
    if cut:
        say(f"{counted(limit, one, many)} given out (--limit {limit}); there are more")
    else:
        say(f"{limit:,} of {counted(len(rows), one, many)} given out (--limit {limit})")
    return rows[:limit]


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
