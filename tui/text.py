"""Widths, cutting and wrapping of plain text for a grid of cells; no styles, no widgets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from index import printable

ELLIPSIS = "…"

NO_OUTLET = "no outlet"
"""What stands in the place of an outlet that is not known."""

_SELECTOR = "\ufe0f"
# Flags become their letters, colours of skin fall away.
_DRAWN_ALIKE: dict[int, str | None] = {
    **{0x1F1E6 + at: chr(ord("A") + at) for at in range(26)},
    **dict.fromkeys(range(0x1F3FB, 0x1F400)),
}


clean = printable
"""Text that is safe to show on one line, of the same length."""


def clean_lines(text: str) -> str:
    """Text that is safe to show on several lines, of the same length as `text`."""
    return "\n".join(map(clean, text.split("\n")))


def width(text: str) -> int:
    """How many cells `text` takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  (10 ms, which what is no terminal can spare)

    return cell_len(text)


def fit(text: str, cells: int) -> str:
    """`text` cut to at most `cells` cells, an ellipsis in place of what was cut."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    end = _reach(text, 0, cells - 1)
    return text[:end].rstrip() + ELLIPSIS


def pad(text: str, cells: int) -> str:
    """`text` cut or filled up with blanks to exactly `cells` cells."""
    cut = fit(text, cells)
    return cut + " " * (cells - width(cut))


def wrap(text: str, cells: int) -> list[tuple[int, int]]:
    """The lines of `text` in a column, as half-open offsets without the blanks at their ends.

    A word wider than the column is broken; between signs of a script without blanks, and between
    these and a word of another, a line may end. An empty text has one empty line. `text` is one
    that `clean` returned.
    """
    cells = max(2, cells)
    has_signs = not text.isascii()
    lines: list[tuple[int, int]] = []
    start, size = 0, len(text)
    while start < size:
        end = _reach(text, start, cells)
        if end < size and not text[end].isspace():
            gap = max(text.rfind(" ", start + 1, end), text.rfind("\u3000", start + 1, end))
            if gap <= 0 or text[start:gap].isspace():
                gap = 0
            sign = _behind_sign(text, max(start, gap), end) if has_signs else 0
            end = max(gap, sign) or end
        end = max(end, start + 1)
        lines.append((start, start + len(text[start:end].rstrip())))
        start = end
        while start < size and text[start].isspace():
            start += 1
    return lines or [(0, 0)]


_NEVER_FIRST = frozenset(
    "。、，．・：；！？」』】）〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…"
)
"""What begins no line (JIS X 4051)."""


def _behind_sign(text: str, start: int, end: int) -> int:
    """The last place up to `end` where a line may end without a blank, 0 for none: behind a sign
    that is a word or a syllable by itself. Hangul has blanks between its words.
    """
    for at in range(end, start, -1):
        before, behind = text[at - 1], text[at]
        is_sign = (
            unicodedata.east_asian_width(before) in "WF" and not "\uac00" <= before <= "\ud7a3"
        )
        is_joined = behind in _NEVER_FIRST or unicodedata.category(behind)[0] in "MCS"
        if is_sign and not is_joined and unicodedata.category(before) not in ("Ps", "Sk"):
            return at
    return 0


def _reach(text: str, start: int, cells: int) -> int:
    """The furthest end so that `text[start:end]` is at most `cells` wide, graphemes kept whole."""
    chunk = text[start : start + cells]
    if chunk.isascii() and text[start + cells : start + cells + 1].isascii():
        return start + len(chunk)
    # Marks that take no cell make a line longer than its cells; a dozen for each is beyond use.
    end, used = start, 0
    rest = text[start : start + cells * 4 + 8]
    for first, last, size in graphemes(rest):
        most = size + _spacing_marks(rest[first:last])
        if used + most > cells or last - first > 64:
            break
        used += most
        end = start + last
    return end


def _spacing_marks(grapheme: str) -> int:
    """How many cells wider some terminals draw a character: a vowel sign that stands beside it."""
    return 0 if grapheme.isascii() else sum(unicodedata.category(each) == "Mc" for each in grapheme)


def steady(text: str) -> str:
    """`text` in a form that takes as many cells as it is counted for, in any terminal.

    Terminals that know nothing of characters made of several draw a family as four people and a
    heart with a variation selector as one cell. The first of a joined emoji stands for all of it, a
    flag is written in its letters. The number of cells is that of `width`.
    """
    if text.isascii():
        return text
    parts = []
    for first, last, size in graphemes(text):
        grapheme = text[first:last].translate(_DRAWN_ALIKE)
        exact = _SELECTOR not in grapheme and sum(map(width, grapheme)) == size
        if not exact or len(grapheme) < last - first:
            base = grapheme[:1] if width(grapheme[:1]) <= size else "\N{REPLACEMENT CHARACTER}"
            grapheme = base + " " * (size - width(base))
        parts.append(grapheme)
    return "".join(parts)


def has_words(text: str, wanted: str) -> bool:
    """Whether all words that are wanted stand in a text, wherever, in whatever case."""
    text = text.casefold()
    return all(word in text for word in wanted.casefold().split())


def from_the_right(text: str) -> bool:
    """Whether a paragraph is written from right to left: what its first strong letter says.

    Unicode Standard Annex 9, rules P2 and P3.
    """
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in ("R", "AL"):
            return True
        if strong == "L":
            return False
    return False


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and width of what a reader takes for one character."""
    from rich.cells import split_graphemes  # noqa: PLC0415  (as above)

    yield from split_graphemes(text)[0]


def in_marks(clause: str) -> str:
    """A clause of a query in quotation marks, unless it has some of its own around it."""
    marks = '"“”„«»'
    has_some = len(clause) > 1 and clause[0] in marks and clause[-1] in marks
    return clause if has_some else f"“{clause}”"
