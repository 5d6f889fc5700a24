"""What stands between the headline of a page and its text: its lines, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.dates.page_day_order import PageDayOrder
from index.ingest.readers.pages.page_breaks import INLINE
from index.ingest.readers.text_parts.article_heads import LONGEST_LINE
from index.ingest.readers.text_parts.head_lines import DATED, SIGNED, Head, head_of
from index.ingest.readers.text_parts.page_names import HEADINGS, letters

# A head has so many lines at most, each no longer than this.
_LINES, _LONGEST = 14, 160
# A sign of a script without blanks says as much as three letters.
_DENSE = late("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SKIPPED = frozenset(
    "script style noscript template svg figure figcaption picture nav form select button iframe"
    " aside footer".split()
)


def page_head(tree: Any, title: str, order: PageDayOrder) -> Head:
    """The head of a page below an article's headline; `order` is how it writes days."""
    headline = _headline(tree, title)
    return Head() if headline is None else head_of(_lines_below(headline), order)


def _headline(tree: Any, title: str) -> Any:
    """The element that says an article's headline; the only heading of a page where none does."""
    wanted = letters(title)
    if not wanted:
        return None
    headings = list(tree.iter("h1"))
    for element in (*headings, *tree.iter(*HEADINGS)):
        if len(element) <= 3 and letters(" ".join(element.itertext())) == wanted:
            return element
    return headings[0] if len(headings) == 1 else None


def _lines_below(headline: Any) -> Iterator[tuple[str, str]]:
    """The lines below a headline, up to the first that is text, each with what its element and
    those around it are called.
    """
    for text, element in islice(_lines(headline), _LINES):
        if len(text) + 2 * len(_DENSE.findall(text)) > LONGEST_LINE:
            return
        if len(text) <= _LONGEST:
            yield text, " ".join(map(_called, (element, element.getparent())))


def _called(element: Any) -> str:
    if element is None:
        return ""
    return " ".join(
        [element.tag, *(element.get(name) or "" for name in ("class", "itemprop", "id"))]
    )


def _lines(headline: Any) -> Iterator[tuple[str, Any]]:
    """Each line of what follows an element in its page, with the innermost element it stands in."""
    # Loaded here: it takes 20 ms and only pages need it.
    from lxml import etree  # noqa: PLC0415

    root = headline.getroottree().getroot()
    parts: list[str] = []
    home = headline
    state = "before"
    hidden: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if state == "before":
            state = "below" if element is headline and event == "end" else "before"
            if state == "below" and element.tail:
                parts.append(element.tail)
            continue
        if hidden is not None or (event == "start" and element.tag in _SKIPPED):
            hidden = element if hidden is None else hidden
            if event == "end" and element is hidden:
                hidden = None
                parts.append(element.tail or "")
            continue
        if not isinstance(element.tag, str):
            parts.append((element.tail or "") if event == "end" else "")
            continue
        if _parts_lines(element):
            text = " ".join("".join(parts).split())
            if text:
                yield text, home
            parts = []
        text, home = (
            (element.text, element) if event == "start" else (element.tail, element.getparent())
        )
        parts.append(text or "")


def _parts_lines(element: Any) -> bool:
    """Whether an element stands in lines of its own."""
    if element.tag == "br" or element.tag not in INLINE or element.tag == "time":
        return True
    called = element.get("class") or ""
    return bool(DATED.search(called) or SIGNED.search(called))
