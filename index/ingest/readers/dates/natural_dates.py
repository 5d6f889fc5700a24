"""Dates in words: the ways people write them, in the languages news is written in."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.dates.east_asian_days import east_asian_day
from index.ingest.readers.dates.month_names import month_alone, named_day

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = late(r"(?<!\d)\d{1,2}([-/.])\d{1,2}\1\d{4}(?!\d)")
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
# A day in English among other words.
_DAY = late(
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}\b",
    re.IGNORECASE,
)
_UPDATED = late(r"(?<=\w)\W+(?:last\s+)?(?:updated|modified)\b.*", re.IGNORECASE)
# A year, in whatever digits, and a day, and words: what no English form was found in may be of
# another language.
_OTHER_LANGUAGE = late(r"(?=.*\d{4})(?=.*(?<!\d)\d{1,2}(?!\d))(?=.*(?:[^\W\d_]{3}|[^\W\d_a-zA-Z]))")
_CLOCK = late(r"\d\s?[:時시]\s?\d\d|\d\s?[ap]\.?m\b|T\d{4}", re.IGNORECASE)
_WITH_TIME = late(r"日.{0,6}\d")
# What has more words speaks of a day and is none.
_FEW_WORDS = 5
_LANGUAGES = "en de fr es it pt nl pl ru uk sv da nb fi cs tr el ar ja ko zh".split()
# Hours from UTC of the zone names that news uses. Others are left out: a name such as IST stands
# for several zones; an instant then goes without its offset.
_ZONES = {
    name: int(hours)
    for name, hours in re.findall(
        r"(\w+):(-?\d+)",
        "UTC:0 GMT:0 Z:0 WET:0 BST:1 CET:1 CEST:2 EET:2 EEST:3 MSK:3 EST:-5 EDT:-4 CDT:-5 MST:-7"
        " MDT:-6 PST:-8 PDT:-7 JST:9 KST:9 HKT:8 SGT:8 AEST:10 AEDT:11 NZST:12",
    )
}


def in_words(text: str) -> str | None:
    """What a text says of a date in words, as ISO 8601 as far as it goes; None when nothing."""
    text = without_update(text)
    found = east_asian_day(text) if not _WITH_TIME.search(text) else None
    found = found or _english(text)
    if found is None:
        days = {match[0] for match in _DAY.finditer(text)}
        found = _english(days.pop()) if len(days) == 1 else None
    if found is None:
        found = _any_language(text)
    if found is not None or len(re.findall(r"[^\W\d_]+", text)) > _FEW_WORDS:
        return found
    if _OTHER_LANGUAGE.match(text):
        return named_day(text) or month_alone(text)
    return month_alone(text)


def without_update(text: str) -> str:
    """A text without what it says behind a date of a change."""
    return _UPDATED.sub("", text)


def instant(moment: datetime) -> str:
    """A moment in ISO 8601; midnight without a zone is a day."""
    if moment.tzinfo is None and not (moment.hour or moment.minute or moment.second):
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def _english(text: str) -> str | None:
    """English forms, read twice with different defaults: what differs was not in the text."""
    # Loaded here: it takes 41 ms and most dates are ISO.
    from dateutil import parser  # noqa: PLC0415

    def parse(default: datetime, *, dayfirst: bool) -> datetime:
        return parser.parse(text, default=default, dayfirst=dayfirst, tzinfos=_zone)

    day_first = bool(re.search(r"\d\.\d{1,2}\.", text))
    try:
        one = parse(datetime(2001, 1, 1, 1, 1, 1), dayfirst=day_first)  # noqa: DTZ001
        two = parse(datetime(2004, 12, 15, 2, 2, 2), dayfirst=day_first)  # noqa: DTZ001
        other = parse(datetime(2001, 1, 1, 1, 1, 1), dayfirst=not day_first)  # noqa: DTZ001
    except (ValueError, TypeError, IndexError, ArithmeticError, AttributeError, RecursionError):
        return None
    if one.year != two.year or f"{one.year:04d}" not in text:
        return None
    numeric = _NUMERIC.search(text)
    if one.month != two.month or (numeric and numeric[1] != "." and other.date() != one.date()):
        return f"{one.year:04d}"
    if one.day != two.day:
        return f"{one.year:04d}-{one.month:02d}"
    # Four digits can be an hour for the library, and a year for everybody else.
    if (one.hour, one.minute) != (two.hour, two.minute) or not _CLOCK.search(text):
        return one.date().isoformat()
    return instant(one.replace(second=one.second if one.second == two.second else 0))


def _any_language(text: str) -> str | None:
    """A day whose month is named in one of the languages, with its time of day if it has one."""
    if not _OTHER_LANGUAGE.match(text) or _NUMERIC.search(text):
        return None
    try:
        found = _languages().get_date_data(text).date_obj
    except (ValueError, OverflowError, RecursionError):
        return None
    return instant(found.replace(microsecond=0)) if found else None


@cache
def _languages() -> Any:
    # Loaded here: it takes 200 ms, and 200 more for some of the languages.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    return DateDataParser(languages=_LANGUAGES, settings=settings)


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        gap = timedelta(seconds=offset)
        return timezone(gap) if abs(gap) < timedelta(days=1) else None
    hours = _ZONES.get(name or "")
    return None if hours is None else timezone(timedelta(hours=hours))
