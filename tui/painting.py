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
# What ends a weight (ECMA-48 8.3.117), and the weights that are seen where no letter stands.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
_SEEN_ON_BLANKS = frozenset({"4", "5", "7", "9", "21", "51", "52", "53"})
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
        pen: _Codes | Look = _NONE
        for place, letters in self._runs:
            parts.append(place)
            for text, look in letters:
                turn, pen = _turn(pen, look, blank=text == " ")
                parts += turn, text
        return "".join((*parts, _turn(pen, _PLAIN, blank=False)[0]))


class _Codes(NamedTuple):
    """What a look says: bold and its like, the colour of letters, that behind them."""

    weight: frozenset[str]
    ink: str
    paper: str

    @property
    def marks_blanks(self) -> bool:
        """Whether blanks show more of it than the colour behind them."""
        return not self.weight.isdisjoint(_SEEN_ON_BLANKS)


_NONE = _Codes(frozenset(), "", "")


@lru_cache(maxsize=8192)
def _turn(old: _Codes | Look, look: Look, *, blank: bool) -> tuple[str, _Codes | Look]:
    """What makes one look of another, and what the pen is then. Only what differs is said.

    What stands behind it is all that a blank shows, whatever the colour of letters is.
    """
    new = _codes(look)
    if not isinstance(old, _Codes):
        return (old[1] + _said(_NONE, new or _NONE), new) if new else (old[1] + look[0], look)
    if new is None:
        return _said(old, _NONE) + look[0], look
    if blank and not (old.marks_blanks or new.marks_blanks):
        new = old._replace(paper=new.paper)
    return _said(old, new), new


def _said(old: _Codes, new: _Codes) -> str:
    """The shortest rendition that makes one look of another."""
    gone, come = old.weight - new.weight, new.weight - old.weight
    codes = {_OFF.get(code, "0") for code in gone}
    # What takes one weight away takes its like too: "not bold" is "not dim" as well.
    come |= {code for code in new.weight if _OFF.get(code) in codes}
    changed = [*sorted(codes), *sorted(come)]
    changed += [new.ink or "39"] if new.ink != old.ink else []
    changed += [new.paper or "49"] if new.paper != old.paper else []
    whole = ["0", *sorted(new.weight), *filter(None, (new.ink, new.paper))]
    if "0" in codes or len(";".join(whole)) <= len(";".join(changed)):
        changed = whole if new != _NONE else ["0"]
    return f"\x1b[{';'.join(changed)}m" if old != new else ""


@lru_cache(maxsize=4096)
def _codes(look: Look) -> _Codes | None:
    """The parts of a look (ECMA-48, select graphic rendition); None where it is more than that."""
    if not look[0]:
        return _NONE
    found = _RENDITION.fullmatch(look[0])
    if found is None:
        return None
    weight: set[str] = set()
    ink = paper = ""
    for code in _CODE.findall(found[1]):
        if code[0] in "39" and len(code) > 1:
            ink = code
        elif code[0] in "41" and len(code) > 1:
            paper = code
        else:
            weight.add(code)
    return _Codes(frozenset(weight), ink, paper)


@lru_cache(maxsize=4096)
def _blank(look: Look) -> Look:
    """What a blank shows of a look."""
    codes = _codes(look)
    if codes is None or codes.marks_blanks:
        return look
    return (f"\x1b[{codes.paper}m", "\x1b[0m") if codes.paper else _PLAIN


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
        bare = _blank(look)
        cells += [(each, bare if each == " " else look) for each in segment.text]
    return cells, True


@lru_cache(maxsize=4096)
def _plain(text: str) -> bool:
    """Whether each character surely takes one cell, whatever stands beside it, and is written as
    it is.
    """
    return text.isascii() or (all(map(_single, text)) and steady(text) == text)


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
