"""Days in words and figures: `2025-11`, `1 Nov 2025`, `last_week`, `monday`, `7d`.

Weeks begin on Monday. A month or day without its year is the latest one that is not to come.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.core.late_patterns import late
from index.query.fields import nearest

# Not from `calendar`, whose names follow the locale.
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: n for name, n in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = {name: number for number, name in enumerate(_DAY_NAMES)}
_WEEKDAYS |= {name[:3]: n for name, n in _WEEKDAYS.items()}
_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "month", "mo": "month", "y": "year"}
_UNITS |= {"hr": "hour", "wk": "week", "yr": "year"}
_UNITS |= {unit: unit for unit in ("hour", "day", "week", "month", "quarter", "year")}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LONGEST = 60
_LAST = ("last", "past", "previous")

_ISO = late(r"(\d{4})(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2})(?:[t ]\d\d:?\d\d\S*)?)?)?")
_COMPACT = late(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = late(r"(\d{1,2})([-/. ])(\d{1,2})\2'?(\d{4}|\d{2})")
_MONTH_FIRST = late(r"(\d{1,2})[-/. ](\d{4})")
_DECADE = late(r"(?:the )?'?((?:\d{2})?\d0)'?s")
_PART = late(r"(\d{4})[- ]?([qw])(\d{1,2})")
_COUNT = late(r"(?:last |past |previous )?(\d{1,5}|[a-z]+) ?([a-z]+?)s?( ago)?")


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day that are meant.

    `since`: a length of time counted back from today (`7d`), whose first day both are. `note` says
    how something ambiguous was read, `slip` what could not be read as written, `beyond` that the
    month does not have the day that was named: the days are those of the month.
    """

    first: date
    last: date
    since: bool = False
    note: str = ""
    slip: str = ""
    beyond: str = ""


def read(text: str, today: date) -> Days | None:
    """The days that the text means, None when it means none."""
    if len(text) > _LONGEST:
        return None
    if found := _iso_day(text):
        return found
    plain = re.sub(r"[\s_,]+", " ", text.strip().lower()).strip(" .")
    plain = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b", r"\1", plain)
    try:
        found = _figures(plain, today) or _named(plain, today) or _counted(plain, today)
        if not found and (guess := nearest(plain.replace(" ", "_"), _SPELLINGS)):
            found = read(guess, today)
            found = found and replace(found, slip=f'"{text}" was read as {guess}')
    except (ValueError, OverflowError):
        return None
    return found


def _iso_day(text: str) -> Days | None:
    """A day as most are written, 2025-11-01; None for whatever may be anything else."""
    if len(text) != len("2025-11-01") or text[4] != "-" or text[7] != "-":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Days(day, day)


def month_of(year: int, month: int) -> Days:
    """The days of a month."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def back(today: date, count: int, unit: str) -> date:
    """The day that many units before; the first day of all when there is none."""
    if unit == "hour":
        count, unit = -(-count // 24), "day"
    if unit in ("day", "week"):
        length = count * (7 if unit == "week" else 1)
        return today - timedelta(days=min(length, (today - date.min).days))
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    whole = today.year * 12 + today.month - 1 - months
    year, month = divmod(whole, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _figures(text: str, today: date) -> Days | None:
    if match := _COMPACT.fullmatch(text) or _ISO.fullmatch(text):
        year, month, day = (int(part) if part else 0 for part in match.groups())
        return _day(year, month, day)
    if match := _PART.fullmatch(text):
        year, number = (int(match.group(n)) for n in (1, 3))
        if match.group(2) == "w":
            monday = date.fromisocalendar(year, number, 1)
            return Days(monday, monday + timedelta(days=6))
        if 1 <= number <= 4:
            return Days(date(year, number * 3 - 2, 1), month_of(year, number * 3).last)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, written = int(match.group(1)), int(match.group(3)), match.group(4)
        year, order = _full_year(written, today), "day"
        if month > 12 >= day:
            day, month, order = month, day, "month"
        found = _day(year, month, day)
        certain = order == "day" and (day > 12 or day == month or match.group(2) == ".")
        if found.beyond or (certain and len(written) == 4):
            return found
        return replace(found, note=f"{text} was read {order} first, as {found.first.isoformat()}")
    if match := _MONTH_FIRST.fullmatch(text):
        return _day(int(match.group(2)), int(match.group(1)), 0)
    if match := _DECADE.fullmatch(text):
        first = _full_year(match.group(1), today)
        days = Days(date(first, 1, 1), date(first + 9, 12, 31))
        certain = len(match.group(1)) == 4 and first % 100
        return days if certain else replace(days, note=f"{text} was read as {first} to {first + 9}")
    return None


def _full_year(figures: str, today: date) -> int:
    """A year of two figures is the latest one that is not to come."""
    year = int(figures)
    return year if len(figures) > 2 else today.year - (today.year - year) % 100


def _day(year: int, month: int, day: int) -> Days:
    """The day, month or year; a day that its month does not have stands for the month."""
    if not month:
        return Days(date(year, 1, 1), date(year, 12, 31))
    whole = month_of(year, month)
    if not day:
        return whole
    if not 1 <= day <= whole.last.day:
        return replace(whole, beyond=f"{year:04}-{month:02} has no day {day}")
    return Days(date(year, month, day), date(year, month, day))


def _named(text: str, today: date) -> Days | None:
    """Days by name: months, weekdays, yesterday, last week."""
    steps = {"today": 0, "now": 0, "yesterday": 1, "day before yesterday": 2}
    if text in steps:
        day = today - timedelta(days=steps[text])
        return Days(day, day)
    words = text.replace("-", " ").replace("/", " ").split()
    if found := _month_words(words, today):
        return found
    head = words[0] if len(words) == 2 else ""
    if not words or (len(words) == 2 and head not in ("this", *_LAST)) or len(words) > 2:
        return None
    return _period(head, words[-1], today)


def _period(head: str, name: str, today: date) -> Days | None:
    """`monday`, `last monday`, `this week`, `last month`, `past year`, `last november`."""
    earlier = head in _LAST
    if name in _WEEKDAYS:
        ago = (today.weekday() - _WEEKDAYS[name]) % 7
        day = today - timedelta(days=7 if earlier and not ago else ago)
        return Days(day, day)
    if name in _MONTHS:
        this = month_of(today.year, _MONTHS[name])
        year = today.year - (this.last >= today if earlier else this.first > today)
        return month_of(year, _MONTHS[name])
    if head == "past" and name in _UNITS.values():
        day = back(today, 1, name)
        return Days(day, day, since=True)
    if not head or name not in ("day", "week", "weekend", "month", "quarter", "year"):
        return None
    if name in ("week", "weekend"):
        monday = today - timedelta(days=today.weekday() + 7 * earlier)
        return Days(monday + timedelta(days=5 * (name == "weekend")), monday + timedelta(days=6))
    day = back(today, int(earlier), name)
    if name == "day":
        return Days(day, day)
    if name == "year":
        return _day(day.year, 0, 0)
    if name == "month":
        return month_of(day.year, day.month)
    return _figures(f"{day.year:04}q{(day.month + 2) // 3}", today)


def _month_words(words: list[str], today: date) -> Days | None:
    """A date with the month in letters, its parts in any order: `1 nov 2025`, `nov 2025`."""
    names = [word.rstrip(".") for word in words if word.rstrip(".") in _MONTHS]
    figures = [word for word in words if word.isdecimal() and len(word) <= 4]
    if len(names) != 1 or len(figures) + 1 != len(words) or len(words) > 3:
        return None
    month = _MONTHS[names[0]]
    years = [int(word) for word in figures if len(word) == 4]
    days = [int(word) for word in figures if len(word) < 3]
    if len(years) + len(days) != len(figures) or len(years) > 1 or len(days) > 1:
        return None
    if years:
        return _day(years[0], month, days[0] if days else 0)
    if not days:
        return None if len(words) > 1 else _period("", names[0], today)
    for year in range(today.year, max(today.year - 9, 0), -1):
        found = _day(year, month, days[0])
        if not found.beyond and found.first <= today:
            return found
    return _day(today.year, month, days[0])


def _counted(text: str, today: date) -> Days | None:
    """A length of time back from today: `7d`, `last 2 weeks`, `a month ago`."""
    match = _COUNT.fullmatch(text)
    if not match:
        return None
    number, unit, ago = match.groups()
    count = int(number) if number.isdecimal() else _NUMBERS.get(number)
    if count is None or unit not in _UNITS:
        return None
    day = back(today, count, _UNITS[unit])
    return Days(day, day, since=not ago)


_SPELLINGS = [
    *(name for name in (*_MONTHS, *_WEEKDAYS) if len(name) > 4),
    *(f"{head}_{unit}" for head in ("this", "last") for unit in ("week", "month", "year")),
    *("today", "yesterday"),
]
