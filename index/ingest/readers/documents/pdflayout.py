"""Lines on pages to paragraphs: what was cut is joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from index.core.late_patterns import late
from index.core.told_language import language_of
from index.ingest.readers.documents.pdf_style import Line, body_size, usual_leading
from index.ingest.readers.text_parts.cut_words import ends_cut, joined_lines, words_in

_SENTENCE_END = late(r"[.!?…:][\"'”’»)\]]*$")
# Room that a line must have had besides for the next word, in parts of the size.
_SPARE = 0.7
_ITEM = late(r"\s*(?:[•‣▪●◦–—*]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+\S")

_DAY = late(r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)\b)")

_LABEL = late(r"[^\W\d_a-z][^:.!?]{0,40}:(?:\s|$)")


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs, joined across lines, columns and pages, with hyphens undone. Notes, captions
    and tables that stand between the lines of one come behind it.
    """
    return [text for text, _ in paged_paragraphs(pages)]


def paged_paragraphs(pages: Sequence[Sequence[Line]]) -> list[tuple[str, tuple[int, int]]]:
    """The same, each with the pages on which it begins and ends, counted from 0."""
    lines = [(line, number) for number, page in enumerate(pages) for line in page]
    words = words_in(line.text for line, _ in lines)
    is_english = language_of(line.text for line, _ in lines) == "en"
    return [
        (
            joined_lines([line.text for line, _ in block], words, is_english=is_english),
            (block[0][1], block[-1][1]),
        )
        for block in _blocks(lines, _Style([line for line, _ in lines]))
    ]


def _blocks(
    lines: Sequence[tuple[Line, int]], style: _Style
) -> Iterator[Sequence[tuple[Line, int]]]:
    """The lines of each paragraph; what stands aside of the text behind the one it stands in."""
    main: list[tuple[Line, int]] = []
    aside: list[list[tuple[Line, int]]] = []
    for line, page in lines:
        if line.aside:
            if aside and style.goes_on(aside[-1], line, page):
                aside[-1].append((line, page))
            else:
                aside.append([(line, page)])
        elif main and style.goes_on(main, line, page):
            main.append((line, page))
        else:
            yield from _shown(main, aside)
            main, aside = [(line, page)], []
    yield from _shown(main, aside)


def _shown(
    main: Sequence[tuple[Line, int]], aside: Iterable[Sequence[tuple[Line, int]]]
) -> Iterator[Sequence[tuple[Line, int]]]:
    yield from filter(None, (main, *aside))


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


def _right(lines: Sequence[Line], left: float) -> float:
    """Where the lines of a column end that have no room left."""
    ends = sorted(line.end for line in lines if abs(line.x - left) < 1)
    return ends[int(0.9 * (len(ends) - 1))] if ends else 0.0


def _are_entries(first: Line, line: Line) -> bool:
    """Whether two lines are entries of a list: of days, as those of an account, or with what each
    is before a colon, as those of a form.
    """
    are_alike = any(form.match(first.text) and form.match(line.text) for form in (_DAY, _LABEL))
    return are_alike and abs(first.x - line.x) < 1


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
        self.rights = {left: _right(body, left) for left in self.lefts}
        indented = sum(self._is_indented(line) for line in body if not _ITEM.match(line.text))
        spaced = sum(
            1.25 * self.leading < one.y - two.y < 4 * self.size for one, two in pairwise(body)
        )
        self.by_indents = indented >= max(3, spaced, len(body) / 40)

    def goes_on(self, block: Sequence[tuple[Line, int]], line: Line, page: int) -> bool:
        """Whether a line of a page goes on with a paragraph."""
        (first, _), (before, last_page) = block[0], block[-1]
        return not self.parts(first, before, line, is_same_page=page == last_page)

    def parts(self, first: Line, before: Line, line: Line, *, is_same_page: bool) -> bool:
        """Whether a paragraph, of which the first line is given, ends between two lines."""
        ended = _SENTENCE_END.search(before.text) is not None
        if line.is_row or before.is_row or line.is_note or self._differs(before, line, ended=ended):
            return True
        if _are_entries(first, line):
            return True
        # A dash may stand within a sentence as well.
        if _ITEM.match(line.text) and (ended or line.text.lstrip()[0] not in "–—"):
            return True
        is_short = len(before.text) < 0.75 * self.length
        gap = before.y - line.y
        leading = self.leading * max(1.0, line.size / self.size)
        if is_same_page and 0 <= gap <= 3 * leading:
            if gap > 1.25 * leading:
                return True
            if _ITEM.match(first.text) and line.x > first.x:
                return False
            if line.size > self.size + 0.6:
                return False
            return self._is_indented(line) or (ended and (is_short or self._had_room(before, line)))
        if is_same_page and gap > 0 and ended:
            # What stands aside of the text is between them.
            return True
        # Another column or page.
        if not ended:
            return not ends_cut(before.text) and is_short and not line.text[:1].islower()
        return self._is_indented(line) if self.by_indents else True

    def _differs(self, before: Line, line: Line, *, ended: bool) -> bool:
        """Whether two lines are set in different sizes. Those of lines that were recognised on a
        picture are about right: within a sentence they may differ by a little.
        """
        step = abs(before.size - line.size)
        is_below = 0 < before.y - line.y <= 1.35 * self.leading
        return step > 0.6 and (ended or not is_below or step > 0.15 * before.size)

    def _had_room(self, before: Line, line: Line) -> bool:
        """Whether the first word of a line had fitted on the one before it."""
        right = next((end for left, end in self.rights.items() if abs(line.x - left) < 1), 0.0)
        letter = (line.end - line.x) / max(1, len(line.text))
        word = len(line.text.split(maxsplit=1)[0]) + 1
        return before.end > before.x and before.end + word * letter < right - _SPARE * line.size

    def _is_indented(self, line: Line) -> bool:
        if any(abs(line.x - left) < 1 for left in self.lefts) or abs(line.size - self.size) > 0.6:
            return False
        return any(self._beyond(line.x, left) for left in self.lefts)

    def _beyond(self, x: float, left: float) -> bool:
        return 0.5 * self.size <= x - left <= 4 * self.size
