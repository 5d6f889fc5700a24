"""What is to be said of a PDF that was read: pages of pictures, and several articles in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.core.clean import clean
from index.core.late_patterns import late
from index.ingest.readers.documents.pdf_style import Line, body_size

# A headline is so much larger than the text, and stands so many lines below the top of its page.
_LARGE, _ABOVE = 1.2, 3
# Headlines of one size, and letters of text behind each, that make several articles.
_FEWEST, _LETTERS = 3, 300
_DAY = late(r"\b(?:1[89]|20)\d\d\b")
# A line that says where and when an article was printed has so many letters at most.
_SOURCE = 80
_SHOWN = 12


def unread_pages(pictures: Sequence[int], damaged: Sequence[int] = ()) -> str:
    """What is to be said of pages, by their numbers, that are pictures or damaged; "" of none."""
    told = []
    if pictures:
        what = "is a picture" if len(pictures) == 1 else "are pictures"
        told.append(
            f"{_listed(pictures)} {what} and not read; recognise the text first"
            " (ocrmypdf --skip-text)"
        )
    if damaged:
        what = "is" if len(damaged) == 1 else "are"
        told.append(f"{_listed(damaged)} {what} damaged and not read")
    return "; ".join(told)


def _listed(numbers: Sequence[int]) -> str:
    """Pages in words: “pages 1–3, 7”."""
    spans = [[numbers[0], numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = ", ".join(str(one) if one == last else f"{one}–{last}" for one, last in spans)
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}"


def unread_files(names: Sequence[str]) -> str:
    """What is to be said of files that a PDF holds, by their names; "" of none."""
    if not names:
        return ""
    shown = ", ".join(f"“{clean(name)[:80]}”" for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return f"holds files that are not read: {shown}{more}; saved as files they can be added"


def several_articles(pages: Sequence[Sequence[Line]]) -> str:
    """What is to be said of a document whose pages have headlines as several articles have them:
    at the tops of pages, or beside a line with a day. "" else.
    """
    count = len(list(_headlines(pages)))
    if count < _FEWEST:
        return ""
    return (
        f"looks like several articles in one file ({count} headlines at the tops of pages or beside"
        " a day); it was read as one"
    )


def _headlines(pages: Sequence[Sequence[Line]]) -> Iterator[Line]:
    size = body_size([line for page in pages for line in page]) or 1.0
    lines = [(line, at, page) for page in pages for at, line in enumerate(page)]
    large = [
        (place, line)
        for place, (line, at, page) in enumerate(lines)
        if line.size >= _LARGE * size and not line.aside and _is_head(line, at, page)
    ]
    usual = Counter(round(line.size) for _, line in large).most_common(1)
    heads = [(place, line) for place, line in large if round(line.size) == usual[0][0]]
    for (place, line), (end, _) in pairwise([*heads, (len(lines), None)]):
        text = [one for one, _, _ in lines[place + 1 : end] if one.size < _LARGE * size]
        if line is not None and sum(len(one.text) for one in text) >= _LETTERS:
            yield line


def _is_head(line: Line, at: int, page: Sequence[Line]) -> bool:
    """Whether a line is the first of a headline at the top of its page or beside a day."""
    if at and abs(page[at - 1].size - line.size) < 0.6:
        return False
    around = [*page[max(0, at - 2) : at], *page[at + 1 : at + 5]]
    return at <= _ABOVE or any(len(one.text) <= _SOURCE and _DAY.search(one.text) for one in around)
