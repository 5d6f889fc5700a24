"""What stands on a page beside its running text: large first letters, notes, captions, rows of
tables, quotes in large letters, numbers of lines and stamps across pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from index.core.late_patterns import late
from index.ingest.readers.documents.pdf_style import Line, body_size

_CAPTION = late(
    r"(?:figure|fig\.|table|chart|abb(?:ildung|\.)|tabelle|tableau|figura|tabla)\s*\d+\s*[:.–—-]",
    re.IGNORECASE,
)
_LETTERS = late(r"[\"'“‘„«]?[^\W\d_]{1,2}")
_COUNT = late(r"\d{1,3}")
# In parts of the text's size: what is small, large, a large first letter at least, and a stamp.
_SMALL, _LARGE, _FIRST, _STAMP = 0.88, 1.15, 1.7, 2.5
# Large first letters that a page may have.
_MOST = 20
# So many lines that count up are the numbers of a page's lines.
_COUNTED = 8
# Letters of a row with little room in it that may end where the next one does, as spread lines do.
_CELLS = 25


def set_apart(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages with first letters in their words, without stamps and numbers of lines, and with
    what is no running text marked as standing aside.
    """
    size = body_size([line for page in pages for line in page]) or 1.0
    stamps = _stamps(pages, size)
    found = []
    for page in pages:
        lines = [line for line in page if _place(line) not in stamps]
        lines = _without_line_numbers(lines)
        lines = _with_first_letters(lines, size)
        found.append(list(_marked(_with_late_quotes(lines, size), size)))
    return found


def _place(line: Line) -> tuple[str, int, int]:
    return line.text, round(line.x / 4), round(line.y / 4)


def _stamps(pages: Sequence[Sequence[Line]], size: float) -> set[tuple[str, int, int]]:
    """What is printed across several pages at one place, very large: “DRAFT”."""
    often = Counter(
        place
        for page in pages
        for place in {_place(line) for line in page if line.size > _STAMP * size}
    )
    return {place for place, count in often.items() if count >= max(2, len(pages) / 2)}


def _without_line_numbers(page: Sequence[Line]) -> list[Line]:
    """A page without the numbers of its lines: many below one another that count up by one."""
    columns: dict[int, list[Line]] = defaultdict(list)
    for line in page:
        if _COUNT.fullmatch(line.text):
            columns[round(line.end / 3)].append(line)
    dropped: set[int] = set()
    from_left = sorted(page, key=lambda line: line.x)
    for column in columns.values():
        numbers = [int(line.text) for line in sorted(column, key=lambda line: -line.y)]
        steps = sum(after - one == 1 for one, after in pairwise(numbers))
        if len(numbers) >= _COUNTED and steps >= 0.9 * (len(numbers) - 1):
            left = max(line.end for line in column)
            numbered = {id(line) for line in column}
            text = next((line for line in from_left if id(line) not in numbered), None)
            if text is None or text.x >= left - 1:
                dropped |= numbered
    return [line for line in page if id(line) not in dropped]


def _with_first_letters(page: Sequence[Line], size: float) -> list[Line]:
    """A page with large first letters in their words; lines beside one begin where it does."""
    lines = list(page)
    large = (line for line in page if line.size >= _FIRST * size)
    for first in islice(filter(lambda line: _LETTERS.fullmatch(line.text), large), _MOST):
        beside = [line for line in lines if _is_beside(first, line)]
        if not beside:
            continue
        top = max(beside, key=lambda line: line.y)
        is_word = not (first.text in ("A", "I", "O") and top.text[:1].isupper())
        whole = f"{first.text}{'' if is_word else ' '}{top.text}"
        moved = {id(line): replace(line, x=first.x) for line in beside}
        moved[id(top)] = replace(top, x=first.x, text=whole)
        lines = [moved.get(id(line), line) for line in lines if line is not first]
    return lines


def _is_beside(first: Line, line: Line) -> bool:
    """Whether a line of text begins to the right of a large letter, not above or below it."""
    near = first.end - 1 <= line.x <= first.end + 0.4 * first.size
    high = first.y - 1.3 * line.size <= line.y <= first.y + 0.8 * first.size
    return line.size < 0.7 * first.size and near and high


def _with_late_quotes(page: Sequence[Line], size: float) -> list[Line]:
    """A page with large lines at its end that are drawn first and stand further down."""
    lines = list(page)
    count = next((at for at, line in enumerate(lines) if line.size < _LARGE * size), len(lines))
    for at in range(1, len(lines)):
        if at > count or (at < len(lines) and lines[at].y > lines[0].y + 2 * lines[0].size):
            count = min(count, at)
            break
    begun, rest = lines[:count], lines[count:]
    if not begun or not rest or rest[0].y <= begun[0].y + 2 * begun[0].size:
        return lines
    return [*rest, *(replace(line, aside=True) for line in begun)]


def _marked(page: Sequence[Line], size: float) -> Iterator[Line]:
    """The lines, with notes, captions, small ones and rows of tables marked."""
    note = caption = None
    rows = _rows(page)
    for at, line in enumerate(page):
        is_row = line.is_row or at in rows
        if line.is_note:
            note = line
        elif note is not None and not _goes_on(note, line):
            note = None
        else:
            note = note and line
        if _CAPTION.match(line.text):
            caption = line
        elif caption is not None and not _goes_on(caption, line):
            caption = None
        else:
            caption = caption and line
        is_small = line.size < _SMALL * size and not (at and _is_within(page[at - 1], line))
        aside = line.aside or is_row or is_small or note is not None or caption is not None
        yield replace(line, aside=aside, is_row=is_row) if aside else line


def _rows(page: Sequence[Line]) -> set[int]:
    """The places of the rows of tables. Where there is little room between two cells, or one is
    empty, a row has fewer parts than the others, and begins and ends where these do or stands
    between two of them.
    """
    found = {
        at
        for at, line in enumerate(page)
        if len(line.cells) > 1
        and any(
            _are_rows(line, one) for one in (*page[max(0, at - 2) : at], *page[at + 1 : at + 3])
        )
    }
    for at, line in enumerate(page):
        near = [page[by] for by in (at - 1, at + 1) if by in found]
        if at not in found and near and all(_is_in_table(line, one) for one in near):
            is_whole = any(abs(line.end - one.end) <= 2 for one in near)
            if is_whole or len(near) > 1:
                found.add(at)
    return found


def _is_in_table(line: Line, row: Line) -> bool:
    """Whether a line stands beside a row as the next one of its table would."""
    step = abs(line.y - row.y)
    return abs(line.x - row.x) <= 2 and step <= 3 * row.size and abs(line.size - row.size) < 0.6


def _is_within(before: Line, line: Line) -> bool:
    """Whether a line goes on with a sentence of a larger one above it: the sizes of lines that were
    recognised on pictures are about right.
    """
    is_below = 0 < before.y - line.y <= 1.5 * before.size
    return is_below and line.text[:1].islower() and abs(before.x - line.x) < before.size


def _are_rows(line: Line, other: Line) -> bool:
    """Whether two lines have as many parts, and these stand below one another. In lines that are
    spread to fill their width they do so by chance.
    """
    if len(line.cells) != len(other.cells):
        return False
    pairs = list(zip(line.cells, other.cells, strict=True))
    apart = [min(abs(one[0] - two[0]), abs(one[1] - two[1])) for one, two in pairs[1:]]
    middles = [abs(sum(one) - sum(two)) / 2 for one, two in pairs[1:]]
    room = max(after[0] - one[1] for one, after in pairwise(line.cells))
    is_spread = abs(line.end - other.end) < 1 and room < 3 * line.size and len(line.text) > _CELLS
    return not is_spread and all(min(both) <= 2 for both in zip(apart, middles, strict=True))


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line stands directly below another and is set as that is."""
    step = before.y - line.y
    return 0 < step <= 1.5 * line.size and abs(before.size - line.size) < 0.6
