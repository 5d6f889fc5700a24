"""What lines above a text say of it, for people and not for programs: who wrote it, and when.

Whatever is labelled (“By …”, “Published …”) or stands in an element that is called so is taken for
what it says; a day that stands there without is the article's in all likelihood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.core.byline_names import without_by
from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.line_dates import BETWEEN, PUBLISHED, UPDATED, date_in
from index.ingest.readers.dates.page_day_order import PageDayOrder
from index.ingest.readers.text_parts.bylines import byline_of

_NAMES, _MOST_WORDS = 80, 12
# A line of so many words is hardly a sentence; nor is one that ends so.
_FEW = 4
_ABBREVIATED = late(
    r"(?:\b[ap]\.m|\b[^\W\d]|\b(?:Jr|Sr|Inc|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_JOINING = frozenset(
    "and with for in und mit für et avec pour y e con para en och og ja i z ve ile und for the of"
    " de del della di da do dos du des la le von van der den ten ter zu af av bin ibn binti al el"
    " и с".split()
)
DATED = late(r"(?<!up)date|time|publi|posted|fecha|datum|stamp", re.IGNORECASE)
SIGNED = late(r"author|byline|by-line|autor|auteur|writer|firma", re.IGNORECASE)
_NAMED = late(
    r"\b(?:text|tekst|testo|texto|texte)\s*+:\s*+|(?:作者|记者|記者|撰文|采写|الكاتب|автор|текст)\s*+[:：/／]?\s*+|(?:文|글|كتب[تة]?)\s*+[:：/／]\s*+"
    r"|(?:بقلم|מאת)\s*:?\s+",
    re.IGNORECASE,
)
_SOURCE = late(r"(?:来源|來源|來源於|出典|출처|المصدر)\s*[:：]\s*(\S[^\s|｜]{1,30})")
_BEFORE = late(r"([가-힣]{2,4})\s*(?:기자|특파원)")
# What stands between a name and a day.
_DAY_BEFORE = late(
    r"(?:[\s,]+(?:on|am|le|el|il|em|op|(?:mon|tues|wednes|thurs|fri|satur|sun)day))*[\s,]*$",
    re.IGNORECASE,
)
_HOUR = late(r"(?<![\d.:])(2[0-3]|[01]?\d)\s?[:.h]\s?([0-5]\d)(?![\d.:])", re.IGNORECASE)
_FOLLOWS = late(
    r"\s*(?:\b(?:foto|photo|bild|imagen?)\b|来源|來源|作者|记者|記者|编辑|編輯|责任编辑|发布时间|时间).*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What is said in the lines of a head: `date` as ISO 8601, `is_declared` whether it is
    called the date; `lines` are those that say so, as they stand there, each with the day that it
    names and does not say of what. Where that may be read in two ways `date` is a year. `updated`
    is when the text was changed.
    """

    date: str = ""
    is_declared: bool = False
    byline: str = ""
    outlet: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)
    updated: str = ""


def head_of(lines: Iterable[tuple[str, str]], language: str | PageDayOrder) -> Head:
    """What the lines of a head say, each with what its element and those around it are called, in a
    language or by the order of days on a page.
    """
    date, byline, outlet, year, updated = "", "", "", "", ""
    is_declared = is_change = False
    saying: dict[str, str] = {}
    for text, marks in lines:
        if is_sentence(text):
            continue
        dated = date_in(text, language)
        is_published = dated.is_published
        found = dated.date if len(dated.date) >= len("2016-03-21") else ""
        year = year or (dated.date if dated.is_open else "")
        said = signed(text, marks)
        source = _SOURCE.search(text)
        is_labelled = is_published or UPDATED.search(f"{text} {marks}") is not None
        tells_change = is_labelled and not is_published
        is_better = (is_published and not is_declared) or (is_change and not tells_change)
        if found and (not date or is_better):
            date, is_change = found, tells_change
            is_called = is_published or DATED.search(marks) is not None
            is_declared = is_called and not dated.is_doubtful
        updated = updated or _updated(text, marks, found, language)
        byline = byline or said
        outlet = outlet or (source[1] if source else "")
        if found or dated.is_open or said or source or is_label(text):
            saying[text] = "" if is_labelled else dated.date[: len("2016-03-21")]
    return Head(date or year, is_declared, byline, outlet, saying, updated)


def _updated(text: str, marks: str, day: str, language: str | PageDayOrder) -> str:
    """When a line says that a text was changed; a time of day alone is of the `day` it names."""
    changed = UPDATED.search(text)
    if changed is None:
        return day if UPDATED.search(marks) and not PUBLISHED.search(f"{text} {marks}") else ""
    said = text[changed.start() :]
    found = date_in(said, language).date
    clock = _HOUR.search(said) if day and not found else None
    found = find_date(f"{day[: len('2016-03-21')]} {clock[1]}:{clock[2]}") if clock else found
    return found if len(found) >= len("2016-03-21") else ""


def signed(text: str, marks: str) -> str:
    """Who a line says wrote the text; "" when it does not."""
    before = _BEFORE.match(text)
    if before:
        return before[1]
    for part in (text, *BETWEEN.split(text)):
        named = _NAMED.search(part)
        rest = _FOLLOWS.sub("", part[named.end() :]) if named else without_by(part)
        is_said = named is not None or rest != part
        is_called = SIGNED.search(marks) is not None and _is_name(part)
        if re.search(r"\d", rest):
            # “João Silva, g1”: for whom somebody writes.
            rest = rest if BETWEEN.search(rest) else _without_day(rest)
            rest = rest.partition(",")[0]
        if not (is_said or is_called) or len(rest) > _NAMES or re.search(r"[.!?:;]\s|\d", rest):
            continue
        found = byline_of([rest.strip(" ()（）[]【】/／")], printed=True)
        if found and _is_name(found):
            return found
    return ""


def _without_day(text: str) -> str:
    """A line without the day that ends it: “Ann Holm, Monday, 20 March 2023”."""
    day = date_in(text, "").date
    starts = [word.start() for word in re.finditer(r"\S+", text)]
    last = next((at for at in reversed(starts) if day and date_in(text[at:], "").date == day), 0)
    return _DAY_BEFORE.sub("", text[:last]) if last else text


def _is_name(text: str) -> bool:
    """Whether a text may be one or more names: a few words, none of them small but such as join."""
    words = re.findall(r"[^\W\d_][\w.’'-]*", text.partition(",")[0])
    big = [word for word in words if word.casefold() not in _JOINING]
    if not big or len(words) > _MOST_WORDS or any(word[0].islower() for word in big):
        return False
    return len(big) > 1 or not big[0].isascii()


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence, however short, and no line of a head: “It fell in 2024.”"""
    if re.search(r"[。！？]", text):
        return True
    ends = re.search(r"[.!?…؟][\"'”’»)]*$", text) and not _ABBREVIATED.search(text)
    return bool(ends) and len(text.split()) > _FEW


def is_label(text: str) -> bool:
    """Whether a line only labels what stands beside it: “Published”, “By”."""
    word = text.strip(" :|•·-–—")
    whole = PUBLISHED.match(word) or UPDATED.match(word) or word.casefold() in ("by", "von")
    return bool(whole) and len(word.split()) == 1
