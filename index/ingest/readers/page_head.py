"""What stands between the headline of a page and its text, for people and not for programs: who
wrote it, and when.

Whatever is labelled (“By …”, “Published …”) or stands in an element that is called so is taken for
what it says; a day that stands there without is the article's in all likelihood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from index.ingest.readers.article_heads import LONGEST_LINE
from index.ingest.readers.bylines import byline_of, without_by
from index.ingest.readers.line_dates import BETWEEN, PUBLISHED, UPDATED, date_in
from index.ingest.readers.page_breaks import INLINE
from index.ingest.readers.page_names import HEADINGS, letters

# A head has so many lines at most, each no longer than this.
_LINES, _LONGEST = 14, 160
_NAMES, _MOST_WORDS = 80, 12
# A line of so many words is hardly a sentence; nor is one that ends so.
_FEW = 4
_ABBREVIATED = re.compile(
    r"(?:\b[ap]\.m|\b[^\W\d]|\b(?:Jr|Sr|Inc|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_JOINING = frozenset(
    "and with for in und mit für et avec pour y e con para en och og ja i z ve ile und for the of"
    " de del della di da do dos du des la le von van der den ten ter zu af av bin ibn binti al el"
    " и с".split()
)
# A sign of a script without blanks says as much as three letters.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SKIPPED = frozenset(
    "script style noscript template svg figure figcaption picture nav form select button iframe"
    " aside footer".split()
)
_DATED = re.compile(r"date|time|publi|posted|fecha|datum|stamp", re.IGNORECASE)
_SIGNED = re.compile(r"author|byline|by-line|autor|auteur|writer|firma", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:text|tekst|testo|texto|texte)\s*:\s*|(?:作者|记者|記者|撰文|采写|الكاتب|автор|текст)\s*[:：/／]?\s*|(?:文|글|كتب[تة]?)\s*[:：/／]\s*"
    r"|(?:بقلم|מאת)\s*:?\s+",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:来源|來源|來源於|出典|출처|المصدر)\s*[:：]\s*(\S[^\s|｜]{1,30})")
_BEFORE = re.compile(r"([가-힣]{2,4})\s*(?:기자|특파원)")
_FOLLOWS = re.compile(
    r"\s*(?:\b(?:foto|photo|bild|imagen?)\b|来源|來源|作者|记者|記者|编辑|編輯|责任编辑|发布时间|时间).*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What is said in the lines of a head: `date` as ISO 8601, `is_declared` whether the page calls
    it the date; `lines` are those that say so, as they stand there, each with the day that it names
    and does not say of what.
    """

    date: str = ""
    is_declared: bool = False
    byline: str = ""
    outlet: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)


def page_head(tree: Any, title: str, language: str) -> PageHead:
    """The head of a page below an article's headline."""
    headline = _headline(tree, title)
    if headline is None:
        return PageHead()
    date, byline, outlet = "", "", ""
    is_declared = False
    lines: dict[str, str] = {}
    for text, marks in _lines_below(headline):
        if _is_sentence(text):
            continue
        found, is_published = date_in(text, language)
        found = found if len(found) >= len("2016-03-21") else ""
        said = _signed(text, marks)
        source = _SOURCE.search(text)
        if found and (not date or (is_published and not is_declared)):
            date = found
            is_declared = is_published or _DATED.search(marks) is not None
        byline = byline or said
        outlet = outlet or (source[1] if source else "")
        if found or said or source or _is_label(text):
            is_labelled = is_published or UPDATED.search(text) is not None
            lines[text] = "" if is_labelled else found[: len("2016-03-21")]
    return PageHead(date, is_declared, byline, outlet, lines)


def _signed(text: str, marks: str) -> str:
    """Who a line says wrote the text; "" when it does not."""
    before = _BEFORE.match(text)
    if before:
        return before[1]
    for part in (text, *BETWEEN.split(text)):
        named = _NAMED.search(part)
        rest = _FOLLOWS.sub("", part[named.end() :]) if named else without_by(part)
        is_said = named is not None or rest != part
        is_called = _SIGNED.search(marks) is not None and _is_name(part)
        if re.search(r"\d", rest):
            # “João Silva, g1”: for whom somebody writes.
            rest = rest.partition(",")[0]
        if not (is_said or is_called) or len(rest) > _NAMES or re.search(r"[.!?:;]\s|\d", rest):
            continue
        found = byline_of([rest.strip(" ()（）[]【】")])
        if found and _is_name(found):
            return found
    return ""


def _is_name(text: str) -> bool:
    """Whether a text may be one or more names: a few words, none of them small but such as join."""
    words = re.findall(r"[^\W\d_][\w.’'-]*", text.partition(",")[0])
    big = [word for word in words if word.casefold() not in _JOINING]
    if not big or len(words) > _MOST_WORDS or any(word[0].islower() for word in big):
        return False
    return len(big) > 1 or not big[0].isascii()


def _is_sentence(text: str) -> bool:
    """Whether a line is a sentence, however short, and no line of a head: “It fell in 2024.”"""
    if re.search(r"[。！？]", text):
        return True
    ends = re.search(r"[.!?…؟][\"'”’»)]*$", text) and not _ABBREVIATED.search(text)
    return bool(ends) and len(text.split()) > _FEW


def _is_label(text: str) -> bool:
    """Whether a line only labels what stands beside it: “Published”, “By”."""
    word = text.strip(" :|•·-–—")
    whole = PUBLISHED.match(word) or UPDATED.match(word) or word.casefold() in ("by", "von")
    return bool(whole) and len(word.split()) == 1


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
    return bool(_DATED.search(called) or _SIGNED.search(called))
