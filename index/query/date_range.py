"""From what stands after `date:`, `after:` and their like to a first and a last day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from index.core.late_patterns import late
from index.query.date_words import Days, read

_RANGE = late(r"\.{2,3}|…|\bto\b")
_VAGUE = late(r"(?!0000)(\d{4})(?:-(0[1-9]|1[0-2]))?-[xX?]{2}")
"""A month of a year, or a day of a month, that is not known, as in ISO 8601-2 (EDTF): 2004-XX,
2004-06-XX.
"""
_FORMS = "write a date like 2025-11-01, 2025-11, last_week or 7d"


@dataclass(frozen=True, slots=True)
class Limits:
    """ISO days, both included, open at ""; what to tell about the reading, if anything."""

    first: str
    last: str
    notes: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    vague: bool = False
    """Only what is dated by exactly these days: by a year, and no month in it, or by a month."""


def limits(field: str, value: str, today: date) -> Limits | str:
    """The days that a field (`date`, `after`, `since`, `before`, `until`) asks for.

    `after:` and `since:` include the day that is named and `before:` excludes it, as in Gmail, so
    that the two of them part time without a gap. A text says why nothing could be read.
    """
    text = value.strip()
    while text[:1] in ("<", ">"):
        text, field = _compared(text)
    if field == "date" and (known := _VAGUE.fullmatch(text)):
        return _whole(*known.groups())
    parts = _RANGE.split(text) if field == "date" else [text]
    if len(parts) > 2:
        return f'"{value}" has more than two ends ({_FORMS})'
    if len(parts) == 2:
        return _between(parts[0].strip(), parts[1].strip(), today)
    days = read(text, today)
    if not days:
        return f'"{value}" is not a date ({_FORMS})'
    if days.beyond and field != "until":
        return days.beyond
    return _one(field, text, days)


def first_day(text: str) -> str | None:
    """The first day that somebody means by a date in words or figures, ISO; None for no date."""
    found = limits("since", text, date.today())  # noqa: DTZ011  (the reader's own day)
    return None if isinstance(found, str) or found.slips else found.first


def _whole(year: str, month: str | None) -> Limits:
    """All days of a year or a month, for what is dated by no less."""
    if month is None:
        return Limits(f"{year}-01-01", f"{year}-12-31", vague=True)
    last = calendar.monthrange(int(year), int(month))[1]
    return Limits(f"{year}-{month}-01", f"{year}-{month}-{last}", vague=True)


def _compared(text: str) -> tuple[str, str]:
    """`>=2025` and the like, as the field that means the same."""
    sign = re.match(r"[<>]=?", text)
    assert sign
    fields = {">=": "since", "<=": "until", ">": "later", "<": "before"}
    return text[sign.end() :].strip(), fields[sign.group()]


def _one(field: str, text: str, days: Days) -> Limits:
    notes = [days.note] if days.note else []
    slips = (days.slip,) if days.slip else ()
    first, last = days.first.isoformat(), days.last.isoformat()
    if field == "after" and days.first != days.last:
        notes.append(f"after:{text} includes it; read as from {first} on")
    if field in ("after", "since"):
        last = ""
    elif field == "later":
        first, last = _beside(days.last, 1), ""
    elif field == "before":
        first, last = "", _beside(days.first, -1)
    elif field == "until":
        first = ""
    elif days.since:
        last = ""
    return Limits(first, last, tuple(notes), slips)


def _between(one: str, other: str, today: date) -> Limits | str:
    """A range; an end that is empty is open."""
    start, end = read(one, today) if one else None, read(other, today) if other else None
    for side, days in ((one, start), (other, end)):
        if side and not days:
            return f'"{side}" is not a date ({_FORMS})'
    if not start and not end:
        return "a range without ends"
    if start and start.beyond:
        return start.beyond
    notes = [days.note for days in (start, end) if days and days.note]
    if end and end.beyond:
        notes.append(f"{end.beyond}; read up to its last day")
    slips = [days.slip for days in (start, end) if days and days.slip]
    if start and end and start.first > end.last:
        start, end = end, start
        slips.append("the range ran backwards; its ends were swapped")
    first = start.first.isoformat() if start else ""
    last = end.last.isoformat() if end else ""
    return Limits(first, last, tuple(notes), tuple(slips))


def _beside(day: date, step: int) -> str:
    """The day before or after; at the ends of the calendar the day itself."""
    edge = date.min if step < 0 else date.max
    return (day if day == edge else day + timedelta(days=step)).isoformat()
