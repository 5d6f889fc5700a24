"""Lines on pages to paragraphs: what was cut is joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.ingest.readers.documents.pdf_style import Line, body_size, usual_leading
from index.ingest.readers.text_parts.cut_words import cut_at, ends_cut, keeps_hyphen, words_in

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_ITEM = re.compile(r"\s*(?:[•‣▪●◦–—*]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+\S")


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs, joined across lines, columns and pages, with hyphens undone."""
    lines = [(line, number) for number, page in enumerate(pages) for line in page]
    if not lines:
        return []
    style = _Style([line for line, _ in lines])
    words = words_in(line.text for line, _ in lines)
    found: list[list[Line]] = [[lines[0][0]]]
    for (before, page), (line, next_page) in pairwise(lines):
        if style.parts(found[-1][0], before, line, is_same_page=page == next_page):
            found.append([line])
        else:
            found[-1].append(line)
    return [_joined(block, words) for block in found]


def spaced_lines(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The lines as they stand, with an empty one where there is more room between two of them."""
    lines = [(line, number) for number, page in enumerate(pages) for line in page]
    if not lines:
        return []
    leading = _Style([line for line, _ in lines]).leading
    found = [lines[0][0].text]
    for (before, page), (line, next_page) in pairwise(lines):
        gap = before.y - line.y
        apart = page == next_page and not 0 <= gap <= 1.25 * leading
        ended = page != next_page and _SENTENCE_END.search(before.text) is not None
        if apart or ended or abs(before.size - line.size) > 0.6:
            found.append("")
        found.append(line.text)
    return found


class _Style:
    """How a document parts its paragraphs: by space, by indents, or not at all."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.size = body_size(lines) or 1.0
        body = [line for line in lines if abs(line.size - self.size) < 0.6]
        self.leading = usual_leading(lines)
        self.length = median([len(line.text) for line in body] or [0])
        lefts = Counter(round(line.x) for line in body)
        # Columns begin where many lines do; a line a little to the right of that is indented.
        often = [x for x, count in lefts.items() if count >= max(3, len(body) / 12)]
        self.lefts = [
            x
            for x in often
            if not any(self._beyond(x, left) and lefts[left] > lefts[x] for left in often)
        ]
        indented = sum(self._is_indented(line) for line in body)
        self.by_indents = indented >= 3 and indented >= len(body) / 40

    def parts(self, first: Line, before: Line, line: Line, *, is_same_page: bool) -> bool:
        """Whether a paragraph, of which the first line is given, ends between two lines."""
        if abs(before.size - line.size) > 0.6 or _ITEM.match(line.text):
            return True
        ended = _SENTENCE_END.search(before.text) is not None
        is_short = len(before.text) < 0.75 * self.length
        gap = before.y - line.y
        leading = self.leading * max(1.0, line.size / self.size)
        if is_same_page and 0 <= gap <= 3 * leading:
            if gap > 1.25 * leading:
                return True
            if _ITEM.match(first.text) and line.x > first.x:
                return False
            return self._is_indented(line) or (ended and is_short)
        # Another column or page.
        if not ended:
            return not ends_cut(before.text) and is_short and not line.text[:1].islower()
        return self._is_indented(line) if self.by_indents else True

    def _is_indented(self, line: Line) -> bool:
        if any(abs(line.x - left) < 1 for left in self.lefts) or abs(line.size - self.size) > 0.6:
            return False
        return any(self._beyond(line.x, left) for left in self.lefts)

    def _beyond(self, x: float, left: float) -> bool:
        return 0.5 * self.size <= x - left <= 4 * self.size


def _joined(block: Sequence[Line], words: Counter[str]) -> str:
    text = block[0].text.strip()
    for line in block[1:]:
        after = line.text.strip()
        if cut := cut_at(text, after):
            text = f"{text[:-1]}{'-' if keeps_hyphen(*cut, words) else ''}{after}"
        else:
            text = f"{text} {after}" if text else after
    return text
