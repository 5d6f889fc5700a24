"""Heads and feet of pages, and their numbers: what is printed around a text.

A line is such only where it stands in a margin, with room between it and the text, at one height
on several pages, and says the same on each but for the number of the page. What differs otherwise
(days, figures, outlets of clippings) is text, wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from index.core.late_patterns import late
from index.ingest.readers.bundles.signs import END, ENDING
from index.ingest.readers.documents.pdf_style import Line, body_size, usual_leading

_NUMBER = late(
    r"[\W_]*(?:page|seite|p\.|s\.)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|von|de|/)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
# A number that ends a sentence of the page before, or of the line above.
_ENDS = late(r"\d[.,;:!?]\W*$")
_ADDRESS = late(
    r"(https?://[^\s…]+)\s+(?:page\s*)?(\d{1,4})\s*(?:/|of|von)\s*\d{1,4}$", re.IGNORECASE
)
# What press databases write behind each text.
_END = late(rf"\s*(?:{END}|{ENDING})[\s|]*", re.IGNORECASE)
_DIGITS = late(r"\d+")
# A number that is stamped on papers to cite them by (Bates numbers) is longer than a page's.
_STAMP = 5
# Where in a line its page's number stands: at an end, behind a word for it, or before a sum.
_COUNTS_PAGES = late(
    r"^\W*\d+\b|\b\d+\W*$|\b(?:page|seite|p\.|s\.|copy|sheet|blatt)\W*\d+|\d+\s*(?:of|von|de|/)\s*\d",
    re.IGNORECASE,
)
_MOMENT = late(r"[\d./-]{6,10},?\s+\d{1,2}[:.]\d\d(?:\s*[AP]M)?", re.IGNORECASE)
# Rows at the top or the foot of a page that may be heads or feet.
_ROWS = 3
# Room between a margin and the text, and one that is set smaller, in parts of the leading; how far
# the height of one head may differ, in points; what is large or small, in parts of the text.
_ROOM, _ROOM_OF_SMALL, _STEADY, _LARGE, _SMALL = 1.35, 1.1, 9.0, 1.15, 0.9
# So many of the pages on which a line stands must have the number that is expected there.
_COUNTED = 0.7


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines beside one another at an edge of a page."""

    page: int
    at_top: bool
    lines: tuple[Line, ...]
    is_below_large: bool


class Once(NamedTuple):
    """A head or foot: what it says, and the first and last page, counted from 0, that has it."""

    text: str
    first: int
    last: int


class Furniture(NamedTuple):
    """What stands around a text, told from it: the pages as they are without their numbers and the
    heads and feet that they have in common, with what is stamped on each to cite it by aside of the
    text; heads and feet, `once` each; and the `address` that a browser has printed.
    """

    text: list[list[Line]]
    once: list[Once]
    address: str


def furniture(pages: Sequence[Sequence[Line]]) -> Furniture:
    """What is printed around the text of some pages, and these without it."""
    dropped, stamps = _dropped(pages)
    text = [
        [
            *(line for line in page if id(line) not in dropped),
            *(
                replace(line, aside=True, is_row=True)
                for line in page
                if id(line) in dropped and id(line) in stamps
            ),
        ]
        for page in pages
    ]
    address = printed_address(pages)
    once = _once(pages, dropped - stamps, is_printed=bool(address))
    return Furniture(text, once, address)


def _once(
    pages: Sequence[Sequence[Line]], dropped: Collection[int], *, is_printed: bool
) -> list[Once]:
    """What is taken off, once each: numbers of pages, and what a browser prints around a page, say
    nothing. Those that differ by their numbers alone are one.
    """
    found: dict[tuple[str, ...], Once] = {}
    for number, page in enumerate(pages):
        for line in page:
            if id(line) not in dropped or _NUMBER.fullmatch(line.text):
                continue
            if is_printed and (_ADDRESS.match(line.text) or _MOMENT.fullmatch(line.text)):
                continue
            said = tuple(_DIGITS.split(" ".join(line.text.lower().split())))
            known = found.get(said)
            found[said] = known._replace(last=number) if known else Once(line.text, number, number)
    return list(found.values())


def _dropped(pages: Sequence[Sequence[Line]]) -> tuple[set[int], set[int]]:
    """The lines, by identity, that are printed around the text, and those that are stamps."""
    text = [line for page in pages for line in page]
    size, leading = body_size(text) or 1.0, usual_leading(text)
    edges = [
        list(_edge(number, page, at_top=at_top, size=size))
        for number, page in enumerate(pages)
        for at_top in (True, False)
    ]
    printed, stamps = _printed([row for edge in edges for row in edge], len(pages), size)
    dropped: set[int] = set()
    for edge in edges:
        page = pages[edge[0].page] if edge else []
        dropped |= _margin(edge, page, printed, leading, size)
    return dropped, stamps


def printed_address(pages: Sequence[Sequence[Line]]) -> str:
    """The address that a browser has printed at the foot or head of each page, beside its number;
    "" where there is none, or not the same one.
    """
    found = {
        match[1]
        for number, page in enumerate(pages)
        for row in (_rows(page)[:1] + _rows(page)[-1:])
        if (match := _ADDRESS.match(" ".join(line.text for line in row)))
        and int(match[2]) == number + 1
    }
    return found.pop() if len(found) == 1 else ""


def _edge(number: int, page: Sequence[Line], *, at_top: bool, size: float) -> Iterator[_Row]:
    """The rows of a page from an edge of it inwards."""
    rows = _rows(page)
    rows = rows if at_top else rows[::-1]
    for row, following in zip_longest(rows[:_ROWS], rows[1 : _ROWS + 1]):
        below = max(line.size for line in following) if at_top and following else 0.0
        if row:
            yield _Row(number, at_top, tuple(row), below > _LARGE * size)


def _rows(page: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: (-line.y, line.x)):
        if rows and rows[-1][0].y - line.y < 0.4 * max(line.size, 1):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _printed(rows: Sequence[_Row], pages: int, size: float) -> tuple[set[int], set[int]]:
    """The lines, by identity, that may be heads, feet or numbers by what they say and how often,
    and which of them are stamps.
    """
    groups: dict[tuple[bool, *tuple[str, ...]], list[tuple[_Row, Line]]] = defaultdict(list)
    found: set[int] = set()
    stamps: set[int] = set()
    for row in rows:
        for line in row.lines:
            if _END.fullmatch(line.text):
                continue
            said = _DIGITS.split(" ".join(line.text.lower().split()))
            groups[row.at_top, *said].append((row, line))
            if _NUMBER.fullmatch(line.text) and _is_of_page(line, row.page, size):
                found.add(id(line))
    wanted = max(2, min(3, (pages + 1) // 2))
    for group in groups.values():
        for steady in _steady(group):
            if len({row.page for row, _ in steady}) < wanted:
                continue
            if _are_one(steady) and not _are_of_text(steady, size):
                found.update(id(line) for _, line in steady)
                stamps.update(id(line) for _, line in steady if _is_stamped(steady))
    return found, stamps


def _is_of_page(line: Line, page: int, size: float) -> bool:
    """Whether a number is that of its page, counted from the first; a page may be the only one."""
    numbers = _DIGITS.findall(line.text)
    is_small = line.size <= _LARGE * size
    return is_small and not _ENDS.search(line.text) and numbers[:1] == [str(page + 1)]


def _steady(group: Sequence[tuple[_Row, Line]]) -> Iterator[list[tuple[_Row, Line]]]:
    """The lines of a group that stand at one height."""
    ordered = sorted(group, key=lambda one: one[1].y)
    begun = ordered[:1]
    for before, one in pairwise(ordered):
        if one[1].y - before[1].y > _STEADY:
            yield begun
            begun = []
        begun.append(one)
    yield begun


def _are_one(group: Sequence[tuple[_Row, Line]]) -> bool:
    """Whether lines differ by nothing but the numbers of their pages."""
    first = [int(number[:9]) for number in _DIGITS.findall(group[0][1].text)]
    bare = all(_NUMBER.fullmatch(line.text) for _, line in group)
    if bare and any(_ENDS.search(line.text) for _, line in group):
        return False
    if not first:
        return True
    slots = list(
        zip(*([int(n[:9]) for n in _DIGITS.findall(line.text)] for _, line in group), strict=True)
    )
    # A day may go up with the pages as well, beside their number.
    counts = [slot for slot in slots if len(set(slot)) > 1]
    if counts and not all(_COUNTS_PAGES.search(line.text) for _, line in group):
        return False
    return len(counts) <= 1 and all(_is_count(slot, group) for slot in counts)


def _is_stamped(group: Sequence[tuple[_Row, Line]]) -> bool:
    """Whether lines have a number that differs and is too long for that of a page."""
    slots = zip(*(_DIGITS.findall(line.text) for _, line in group), strict=True)
    return any(len(set(slot)) > 1 and min(map(len, slot)) >= _STAMP for slot in slots)


def _is_count(slot: Sequence[int], group: Sequence[tuple[_Row, Line]]) -> bool:
    """Whether numbers go up as the pages do."""
    steps = Counter(number - row.page for number, (row, _) in zip(slot, group, strict=True))
    return max(steps.values()) >= max(2, _COUNTED * len(slot))


def _are_of_text(group: Sequence[tuple[_Row, Line]], size: float) -> bool:
    """Whether lines that pages have in common belong to texts: headings that are counted, and what
    stands above a headline on most of its pages, as the outlet of a clipping does.
    """
    if all(_NUMBER.fullmatch(line.text) for _, line in group):
        return False
    large = sum(line.size > _LARGE * size for _, line in group)
    if large > len(group) / 2 and len({line.text for _, line in group}) > 1:
        return True
    if all(line.size < _SMALL * size for _, line in group):
        return False
    return sum(row.is_below_large for row, _ in group) > len(group) / 2


def _margin(
    edge: Sequence[_Row], page: Sequence[Line], printed: set[int], leading: float, size: float
) -> set[int]:
    """The lines of an edge that stand in the margin and are printed around the text."""
    outer: set[int] = set()
    dropped: set[int] = set()
    for row in edge:
        named = [line for line in row.lines if id(line) in printed]
        if not named or any(
            re.search(r"\d{4}", line.text) for line in row.lines if line not in named
        ):
            break
        outer |= {id(line) for line in row.lines}
        rest = [line for line in page if id(line) not in outer]
        is_small = max(line.size for line in named) < _SMALL * size
        if not rest or _room(row, rest) > (_ROOM_OF_SMALL if is_small else _ROOM) * leading:
            dropped = set(outer)
    return dropped


def _room(row: _Row, rest: Sequence[Line]) -> float:
    if row.at_top:
        return min(line.y for line in row.lines) - max(line.y for line in rest)
    return min(line.y for line in rest) - max(line.y for line in row.lines)
