"""Dates in the forms that records, pages and file names have them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from index.dates import days

_FIRST_YEAR = 1600
_ISO = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:(?:[T ]+|, )(\d{1,2}:\d{2}.*|\d{4,6}Z?))?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z)?)?")
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?"
)
_LEAD_IN = re.compile(
    r"^(?:first\s+)?(?:last\s+)?(?:published|posted|updated|modified|created|date)\b(?:\s+on)?\s*:?\s*",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)\d{1,2}([-/.])\d{1,2}\1\d{4}(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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


@lru_cache(maxsize=16_384)
def find_date(text: str) -> str:
    """What a text says of a date, as ISO 8601 as far as it goes: 2016, 2016-03, 2016-03-21 or an
    instant; "" when it says none.

    Nothing is filled in: "March 2016" is a month, and 03/04/2016, which may be March or April, a
    year. Ten or thirteen digits are seconds or milliseconds since 1970. A date before 1600 or
    after the next year is taken for a mistake. Midnight without a zone is what programs write when
    they know only the day, and is read as the day.
    """
    text = " ".join(text.split()[:12])
    if not any(character.isdigit() for character in text) or len(text) > 80:
        return ""
    text = _LEAD_IN.sub("", text)
    for read in (_epoch, _iso, _rfc, _words):
        found = read(text)
        if found is not None:
            return found if _plausible(found) else ""
    return ""


def is_written(day: str, text: str) -> bool:
    """Whether a day (ISO) stands in a text in full, in a form that means no other day.

    For days that a library found, which may have filled in what it did not find.
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) or not find_date(day):
        return False
    year, month, number = (int(part) for part in day.split("-"))
    name = rf"{_MONTHS[month - 1]}[a-z]*\.?"
    forms = [
        rf"{year}[-/._年년 ]{{1,2}}0?{month}[-/._月월 ]{{1,2}}0?{number}",
        rf"{year}{month:02}{number:02}",
        rf"0?{number}\.\s?0?{month}\.\s?{year}",
        rf"{name}\s+0?{number}(?:st|nd|rd|th)?,?\s+{year}",
        rf"0?{number}(?:st|nd|rd|th)?\.?[\s-]+{name},?[\s-]+{year}",
    ]
    if number > 12:
        forms += [rf"0?{number}[-/]0?{month}[-/]{year}", rf"0?{month}[-/]0?{number}[-/]{year}"]
    return re.search(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)", text, re.IGNORECASE) is not None


def _plausible(found: str) -> bool:
    if days(found) is None:
        return False
    return _FIRST_YEAR <= int(found[:4]) <= datetime.now(UTC).year + 1


def _epoch(text: str) -> str | None:
    if not re.fullmatch(r"\d{10}(?:\.\d*)?|\d{13}", text, re.ASCII):
        return None
    seconds = float(text) if len(text) != 13 else int(text) / 1000
    return _instant(datetime.fromtimestamp(seconds, UTC))


def _iso(text: str) -> str | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        clock = f"{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        return _join(year, month, day, clock)
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, _, month, day, clock = match.groups()
    return _join(year, month, day, clock or "")


def _join(year: str, month: str | None, day: str | None, clock: str) -> str:
    """The parts as an ISO date; "" when they are no date. An unreadable time leaves the day."""
    if month is None:
        return year
    if day is None:
        return f"{year}-{month:0>2}"
    date = f"{year}-{month:0>2}-{day:0>2}"
    match = _CLOCK.fullmatch(clock.strip())
    if not match:
        return date
    hour, minute, second, zulu, sign, ahead, ahead_minutes = match.groups()
    try:
        moment = datetime.fromisoformat(f"{date}T{hour:0>2}:{minute}:{second or '00'}")
        if zulu:
            moment = moment.replace(tzinfo=UTC)
        elif sign:
            gap = timedelta(hours=int(ahead), minutes=int(ahead_minutes or 0))
            moment = moment.replace(tzinfo=timezone(gap if sign == "+" else -gap))
    except ValueError:
        return date
    return _instant(moment)


def _instant(moment: datetime) -> str:
    if moment.tzinfo is None and not (moment.hour or moment.minute or moment.second):
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def _rfc(text: str) -> str | None:
    """RFC 2822, as feeds and mail write it."""
    if not re.search(r"\d:\d\d", text) or not re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} ", text):
        return None
    # Loaded here: it takes 16 ms and most dates are ISO.
    from email.utils import parsedate_to_datetime  # noqa: PLC0415

    try:
        return _instant(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> str | None:
    """Other forms, read twice with different defaults: what differs was not in the text."""
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
    if (one.hour, one.minute) != (two.hour, two.minute):
        return one.date().isoformat()
    return _instant(one.replace(second=one.second if one.second == two.second else 0))


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        gap = timedelta(seconds=offset)
        return timezone(gap) if abs(gap) < timedelta(days=1) else None
    hours = _ZONES.get(name or "")
    return None if hours is None else timezone(timedelta(hours=hours))
