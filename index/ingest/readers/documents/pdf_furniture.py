"""Heads and feet of pages, and their numbers: what is printed around a text.

A line is such only where it stands in a margin, with room between it and the text, at one height
on several pages, and says the same on each but for the number of the page. What differs otherwise
(days, figures, outlets of clippings) is text, wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from index.core.late_patterns import late
from index.core.light_dataclass import dataclass
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


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without their numbers and without the heads and feet that they have in common."""
    text = [line for page in pages for line in page]
    size, leading = body_size(text) or 1.0, usual_leading(text)
    edges = [
        list(_edge(number, page, at_top=at_top, size=size))
        for number, page in enumerate(pages)
        for at_top in (True, False)
    ]
    printed = _printed([row for edge in edges for row in edge], len(pages), size)
    dropped: set[int] = set()
    for edge in edges:
        page = pages[edge[0].page] if edge else []
        dropped |= _margin(edge, page, printed, leading, size)
    return [[line for line in page if id(line) not in dropped] for page in pages]


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


def _printed(rows: Sequence[_Row], pages: int, size: float) -> set[int]:
    """The lines, by identity, that may be heads, feet or numbers by what they say and how often."""
    groups: dict[tuple[bool, *tuple[str, ...]], list[tuple[_Row, Line]]] = defaultdict(list)
    found: set[int] = set()
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
    return found


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
    return len(counts) <= 1 and all(_is_count(slot, group) for slot in counts)


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
