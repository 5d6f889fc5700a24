"""The day that a line on a page says, in whatever language and order, for people and not for
programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.month_names import named_day
from index.ingest.readers.dates.page_day_order import DIGITS, PageDayOrder

BETWEEN = late(
    r"\s*[|•·∙●■–—]\s*|\s+[-/]\s+|\s{2,}|　"
    # “Berlin, 3. September 2025. Von Anna Lehmann”
    r"|(?<=\d{4})[.,]\s+(?=(?:[Bb]y|[Vv]on|[Pp]or|[Pp]ar|[Dd]oor)\s)"
)
UPDATED = late(
    r"updat|modif|actuali|aktualis|mis(?:e)? à jour|aggiorn|bijgewerkt|uppdater|oppdater|opdater"
    r"|atualiz|обновл|оновл|aktualiz|päivitetty|güncel|最終更新|更新|수정|تحديث|עודכן",
    re.IGNORECASE,
)
PUBLISHED = late(
    r"publi|posted|veröffentlicht|erschienen|gepubliceerd|objavljeno|опубл|first|created|creado"
    r"|yayın|公開|発表|発行|발행|입력|등록|发布|發布|نشر|פורסם",
    re.IGNORECASE,
)
_YEAR_FIRST = late(
    r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)\s?[日일]?"
)
_CLOCK = late(
    r"\D{0,10}?(?<!\d)(2[0-3]|[01]?\d)\s?[:.hH時시点]\s?([0-5]\d)(?!\d|[.:]\d)(?:\s?([ap])\.?m)?",
    re.IGNORECASE,
)
_YEAR = late(
    r"\d{4}|\d{1,2}\.\s?\d{1,2}\.\s?\d\d|(?:令和|平成|昭和|大正|明治)(?:\d{1,2}|元)年"
    r"|(?<!\d)\d{1,2}(?P<sign>[ -])[^\W\d_]{3,9}\.?(?P=sign)\d\d(?!\d)"
)
_AFTERNOON = late("오후|下午|午後|晚上")


class Said(NamedTuple):
    """The date that a line says something was published, "" when it says none; whether it says so
    in words. `is_open` is a year whose day is in digits that may be read either way, `is_doubtful`
    a day that was read one way because of a language that means little.
    """

    date: str = ""
    is_published: bool = False
    is_open: bool = False
    is_doubtful: bool = False


def date_in(text: str, language: str | PageDayOrder) -> Said:
    """What a line says of a date, in a language or by the order of days on a page. Of two dates the
    one that is no date of a change counts.
    """
    order = PageDayOrder(language) if isinstance(language, str) else language
    if not _YEAR.search(text):
        return Said()
    said = [(found, part) for part in _parts(text) if (found := _dated(part, order)).date]
    if not said:
        return Said()
    found, part = min(said, key=lambda one: (bool(UPDATED.search(one[1])), -len(one[0].date)))
    return found._replace(is_published=PUBLISHED.search(part) is not None)


def _parts(text: str) -> Iterator[str]:
    """A line as a whole, where it speaks of one day, and the parts between its signs."""
    changed = UPDATED.search(text)
    if changed is None:
        yield text
    elif text[: changed.start()].strip():
        yield text[: changed.start()].rstrip(" (,;|-–—•·")
    yield from (part for part in BETWEEN.split(text) if part != text)
    yield text


def _dated(text: str, order: PageDayOrder) -> Said:
    """The date that a part of a line says, in figures or in words."""
    if found := _YEAR_FIRST.search(text):
        day = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
        if date := _at_hour(day, text[found.end() :]):
            return Said(date)
    elif found := DIGITS.search(text):
        day, is_doubtful = order.day(found, text)
        is_open = len(day) == len("2016")
        if date := day if is_open else _at_hour(day, text[found.end() :]):
            return Said(find_date(date), is_open=is_open, is_doubtful=is_doubtful)
    return Said(find_date(text) or named_day(text) or "")


def _at_hour(said: str, behind: str) -> str:
    """A day with the hour that stands behind it; "" where there is no such day."""
    clock = _CLOCK.match(behind)
    half = f" {clock[3]}m" if clock and clock[3] else ""
    if clock and _AFTERNOON.search(clock[0]):
        half = " pm"
    return find_date(f"{said} {clock[1]:0>2}:{clock[2]}{half}" if clock else said)
