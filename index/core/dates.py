"""Dates as far as they are known.

A date is ISO 8601 text: a year, a month, a day, or an instant with or without its offset. What is
not known is not filled in; "" is undated.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime

from index.core.late_patterns import late

_PARTIAL = late(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def days(text: str) -> tuple[date, date] | None:
    """The first and the last day a date may mean; None when undated or not a date.

    The day of an instant is the one in its own time zone.
    """
    known = _read(text)
    return known and known[:2]


def instant(text: str) -> int | None:
    """Seconds since 1970 (UTC) of the first moment a date may mean; None when undated.

    An instant without an offset counts as UTC, so that days sort as written.
    """
    known = days_and_instant(text)
    return known[2] if known else None


def days_and_instant(text: str) -> tuple[date, date, int] | None:
    """What `days` and `instant` say, read once."""
    known = _read(text)
    if known is None:
        return None
    first, last, moment = known
    if moment is None:
        moment = datetime(first.year, first.month, first.day, tzinfo=UTC)
    elif moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    since = moment - _EPOCH
    return first, last, since.days * 86_400 + since.seconds


def _read(text: str) -> tuple[date, date, datetime | None] | None:
    """First and last day, and the moment where the text has one."""
    match = _PARTIAL.match(text)
    if not match:
        return None
    year, month, day = match.groups()
    rest = text[match.end() :]
    try:
        if day:
            exact = date(int(year), int(month), int(day))
            return exact, exact, datetime.fromisoformat(text) if rest else None
        if rest:
            return None
        if not month:
            return date(int(year), 1, 1), date(int(year), 12, 31), None
        last = calendar.monthrange(int(year), int(month))[1]
        return date(int(year), int(month), 1), date(int(year), int(month), last), None
    except ValueError:
        return None


def now() -> str:
    """The present moment, ISO 8601 in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


RELEASED = date(2026, 11, 26)
"""When the program was last published: it is that day or later."""


def today() -> date:
    """The day, in UTC. A clock that stands before the program was made is wrong, and what is to
    come cannot be told by it: then it is the day of that.
    """
    return max(datetime.now(UTC).date(), RELEASED)


def wrong_clock() -> str:
    """What is to be said of a clock that is plainly wrong; "" of any other."""
    said = datetime.now(UTC).date()
    if said >= RELEASED:
        return ""
    return (
        f"it says {said}, before this program was made ({RELEASED}): set it right; until then what"
        " is added, marked or noted has wrong times"
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
