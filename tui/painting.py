"""What goes to the terminal: of each update only the cells that look otherwise than before.

Textual paints whole lines of every widget that asked for it, and all of a widget whenever anything
of it may have changed. Over a slow line that is what a user waits for. Here the last picture is
kept, as curses keeps it, and what is equal to it is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from tui.text import steady

if TYPE_CHECKING:
    from rich.console import Console

Look = tuple[str, str]
"""What is written before and after a character to give it its style."""

Cell = tuple[object, object]
"""A character and its look; of what cannot be cut, the whole and the place in it."""

_RENDITION = re.compile(r"\x1b\[([\d;]+)m")
_CODE = re.compile(r"[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|\d+")
_UNKNOWN: Cell = (None, None)
_PLAIN: Look = ("", "")
_VIRAMA = 9  # the combining class of signs that join two letters into one
_EDGES = "│┃╭╮╰╯"
_PARTS = re.compile(f"( +|[{_EDGES}])")
_APART = 8
"""Cells that are written again rather than stepped over: to go to a place takes as many bytes."""


class Picture:
    """What the terminal shows, as far as it is known."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Cell]] = {}

    def forget(self) -> None:
        """The terminal may show anything now: everything is written the next time."""
        self._rows.clear()

    def only_changes(self, update: CompositorUpdate) -> CompositorUpdate:
        """The update without what the terminal shows already."""
        if isinstance(update, ChopsUpdate):
            return _Changes(self, _strips_of_chops(update))
        if isinstance(update, LayoutUpdate):
            return _Changes(self, _strips_of_layout(update))
        self.forget()
        return update

    def paint(self, x: int, y: int, strip: Strip, pen: Pen) -> None:
        """Write what is needed so that a strip stands at a place; nothing when it does already."""
        cells, divisible = _cells(strip, pen.colours)
        row = self._rows.setdefault(y, [])
        end = x + len(cells)
        if len(row) < end:
            row += [_UNKNOWN] * (end - len(row))
        before = row[x:end]
        if before == cells:
            return
        row[x:end] = cells
        if divisible:
            for first, last in _changed(before, cells):
                pen.go(x + first, y)
                for character, look in cells[first:last]:
                    assert isinstance(look, tuple)
                    pen.write(str(character), look)
        else:
            _write_whole(pen, x, y, strip)


def _write_whole(pen: Pen, x: int, y: int, strip: Strip) -> None:
    """Write a line that cannot be cut.

    Where terminals do not agree on its width, its parts are put where they belong one by one, over
    blanks, so that a part which comes out wider or narrower moves no other one.
    """
    segments = [(steady(each.text), _look(each.style, pen.colours)) for each in strip]
    pen.go(x, y)
    if not any(_drifts(text) for text, _ in segments):
        for text, look in segments:
            pen.write(text, look)
        return
    for text, look in segments:
        pen.write(" " * cell_len(text), look)
    column, drifted = x, True
    for text, look in segments:
        for part in filter(None, _PARTS.split(text)):
            if part != " " * len(part) or len(part) == 1:
                place = f"\x1b[{y + 1};{column + 1}H"
                pen.write(place + part if drifted or part in _EDGES else part, look)
            drifted = part.isspace() and len(part) > 1
            column += cell_len(part)


@lru_cache(maxsize=4096)
def _drifts(text: str) -> bool:
    """Whether terminals may draw a text wider or narrower than it is counted."""
    return not text.isascii() and any(
        unicodedata.category(each) in ("Mc", "Me", "Cf") or unicodedata.combining(each) == _VIRAMA
        for each in text
    )


class Pen:
    """Writes for a terminal; what looks alike is written together, and its look said once."""

    def __init__(self, colours: ColorSystem) -> None:
        self.colours = colours
        self._runs: list[tuple[str, list[tuple[str, Look]]]] = []

    def go(self, x: int, y: int) -> None:
        self._runs.append((f"\x1b[{y + 1};{x + 1}H", []))

    def write(self, text: str, look: Look) -> None:
        self._runs[-1][1].append((text, look))

    def finished(self) -> str:
        """All that was written; the terminal is left without a look."""
        # No cell is written twice in an update, so that any order gives the same picture.
        self._runs.sort(key=lambda run: str(run[1][0][1]) if run[1] else "")
        parts: list[str] = []
        pen = _PLAIN
        for place, letters in self._runs:
            parts.append(place)
            for text, look in letters:
                if look != pen:
                    parts.append(_turn(pen, look))
                    pen = look
                parts.append(text)
        return "".join((*parts, _turn(pen, _PLAIN)))


@lru_cache(maxsize=4096)
def _turn(old: Look, new: Look) -> str:
    """What makes one look of another: where only a colour differs, that colour."""
    before, after = _codes(old), _codes(new)
    if before is None or after is None:
        return old[1] + new[0]
    if before.weight != after.weight:
        return f"\x1b[{';'.join(filter(None, ('0', after.weight, after.ink, after.paper)))}m"
    changed = [after.ink or "39"] if after.ink != before.ink else []
    changed += [after.paper or "49"] if after.paper != before.paper else []
    return f"\x1b[{';'.join(changed)}m" if changed else ""


class _Codes(NamedTuple):
    """What a look says: bold and its like, the colour of letters, that behind them."""

    weight: str
    ink: str
    paper: str


@lru_cache(maxsize=4096)
def _codes(look: Look) -> _Codes | None:
    """The parts of a look (ECMA-48, select graphic rendition); None where it is more than that."""
    if not look[0]:
        return _Codes("", "", "")
    found = _RENDITION.fullmatch(look[0])
    if found is None:
        return None
    weight: list[str] = []
    ink = paper = ""
    for code in _CODE.findall(found[1]):
        if code[0] in "39" and len(code) > 1:
            ink = code
        elif code[0] in "41" and len(code) > 1:
            paper = code
        else:
            weight.append(code)
    return _Codes(";".join(weight), ink, paper)


class _Changes(CompositorUpdate):
    """Strips that are compared with the picture at the moment they are written."""

    def __init__(self, picture: Picture, strips: Iterator[tuple[int, int, Strip]]) -> None:
        self._picture = picture
        self._strips = strips

    def render_segments(self, console: Console) -> str:
        pen = Pen(console._color_system or ColorSystem.TRUECOLOR)
        for x, y, strip in self._strips:
            self._picture.paint(x, y, strip, pen)
        return pen.finished()


def _strips_of_chops(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Column, line and strip of all that an update of parts would write, cut as it cuts it."""
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > last or end <= first:
                continue
            whole = last > x >= first and end <= last
            yield x, y, strip if whole else strip.crop(0, min(end, last) - x)


def _strips_of_layout(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, line in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in line:
            yield x, y, strip
            x += strip.cell_length


def _cells(strip: Strip, colours: ColorSystem) -> tuple[list[Cell], bool]:
    """A strip cell by cell, and whether it may be cut anywhere.

    A line with characters of which terminals do not agree how wide they are is written as a whole
    or not at all, so that what stands behind them cannot drift apart.
    """
    if not all(_plain(segment.text) for segment in strip):
        whole = tuple((steady(segment.text), _look(segment.style, colours)) for segment in strip)
        return [(whole, place) for place in range(strip.cell_length)], False
    cells: list[Cell] = []
    for segment in strip:
        look = _look(segment.style, colours)
        cells += [(character, look) for character in segment.text]
    return cells, True


@lru_cache(maxsize=4096)
def _plain(text: str) -> bool:
    """Whether each character surely takes one cell, whatever stands beside it."""
    return text.isascii() or all(map(_single, text))


@lru_cache(maxsize=4096)
def _single(character: str) -> bool:
    if character.isascii():
        return True
    certain = unicodedata.category(character)[0] not in "MC"
    return (
        certain
        and unicodedata.east_asian_width(character) not in "WF"
        and (cell_len(character) == 1)
    )


@lru_cache(maxsize=4096)
def _look(style: Style | None, colours: ColorSystem) -> Look:
    if style is None:
        return _PLAIN
    before, _, after = Strip.render_style(style, "\0", colours).partition("\0")
    return before, after


def _changed(before: Sequence[Cell], now: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Where one line differs from the other: first and behind the last, near ones as one."""
    first = last = -1
    for place, (old, new) in enumerate(zip(before, now, strict=True)):
        if old == new:
            continue
        if first >= 0 and place - last > _APART:
            yield first, last + 1
            first = place
        elif first < 0:
            first = place
        last = place
    if first >= 0:
        yield first, last + 1
