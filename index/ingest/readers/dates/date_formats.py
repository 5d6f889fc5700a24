"""Dates in the forms that records, pages and file names have them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from index.core.dates import days, today
from index.core.folding import ascii_figures
from index.core.late_patterns import late
from index.ingest.readers.dates.date_ranges import range_in_common
from index.ingest.readers.dates.natural_dates import MONTHS, in_words, instant, without_update

_FIRST_YEAR = 1600
_LONGEST = 80
_ISO = late(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:(?:[T ]+|, )(\d{1,2}:\d{2}.*|\d{4,6}Z?))?)?)?"
)
_COMPACT = late(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z)?)?")
_CLOCK = late(
    r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(?:([ap])\.?m\.?)?"
    r"\s*(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?",
    re.IGNORECASE,
)
# 06.10.25, 6-Oct-25: the day comes first, and the year has two digits.
_SHORT_YEAR = late(
    r"^(?:[^\W\d_]{2,10}\.?,?\s+)?"
    r"(\d{1,2}(?:\.\s?\d{1,2}\.\s?|(?P<sign>[- ])[^\W\d_]{3,10}\.?(?P=sign)))(\d\d)(?=$|[\s,T])"
)
# How programs write a day that they do not know: “Mon, 30 Nov -0001 00:00:00 +0000”.
_BEFORE_CHRIST = late(r"(?<![\w:])-\d{4}(?:-\d\d|\s+\d{1,2}:\d\d)")
_CLOCK_WORD = late(r"(?<=:\d\d)\s*(?:Uhr|uur|klo|ч\.?|h)(?=\W|$)")
_FRENCH_CLOCK = late(r"(?<!\d)(\d{1,2})\s?h\s?(\d\d)(?!\d)")
# Hours from Greenwich: GMT+0100 (CET), UTC-5. A library turns their sign round, as POSIX has it.
_OFFSET = late(
    r"(?:\s?\b(?:GMT|UTC?)|(?<=:\d\d)\s?(?!AM|PM)[A-Z]{2,5})"
    r"\s?([+\-−])(\d{1,2})(?::?(\d\d))?(?!\d)(?:\s?\([^()]*\))?"
)
# “7.30” behind a year.
_DOTTED_CLOCK = late(
    r"(?<=\d{4})(,? (?:(?:at|um) )?)([01]?\d|2[0-3])\.([0-5]\d)(?=$|\s?[ap]\.?m|\s[A-Z])"
)
# From one hour to another of a day; behind a “T” or seconds stands how far from Greenwich it is.
_HOURS = late(r"(?<![\dT:])(\d{1,2}:\d\d)\s?[-–]\s?(\d{1,2}:\d\d)(?![\d:])")
_WEEKDAY = late(r"^[^\W\d_]{2,12}\.?,\s+(?=\d)")
# RFC 2822. What stands besides is read by who knows more forms, and drops nothing.
_MAIL_DATE = late(
    r"\d{1,2} [A-Za-z]{3} (?:\d\d){1,2} \d\d?:\d\d(?::\d\d)? ?"
    r"(?:[+-]\d{4}|GMT|UTC?|[ECMP][SD]T)?"
)
_LEAD_IN = late(
    r"^(?:first\s+)?(?:last\s+)?(?:published|posted|updated|modified|created|date|publiée?|"
    r"mise? à jour|veröffentlicht|aktualisiert|erstellt|stand|publicad[oa]|actualizad[oa]|"
    r"pubblicato|aggiornato|gepubliceerd|bijgewerkt|publicerad|atualizado)\b"
    r"(?:\s+(?:on|le|am|el|il|op|em|den)\b)?\s*:?\s*",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def find_date(text: str) -> str:
    """What a text says of a date, as ISO 8601 as far as it goes: 2016, 2016-03, 2016-03-21 or an
    instant; "" when it says none.

    Nothing is filled in: "March 2016" is a month, and 03/04/2016, which may be March or April, a
    year. Of a range it is what both ends have in common: "4-6 March 2016" is a month. Nine
    or ten digits are seconds since 1970; with three or six more, milli- or microseconds. A date
    before 1600 or after the next year is taken for a mistake, and so is the first moment of 1970,
    which programs write when they know none. Midnight without a zone is what they write when they
    know only the day, and is read as the day.
    """
    found = _read(text)
    return found if _plausible(found, text) else ""


def unlikely(text: str) -> str:
    """What a text says that reads like a date and cannot be one; "" when it says no such thing."""
    shown = " ".join(text.split())
    if len(shown) > _LONGEST or not _FIGURE.search(shown):
        return ""
    looks_so = _read(text) or re.match(r"\d{4}-\d{2}-\d{2}|\d{10,16}$", shown)
    return shown if looks_so and not find_date(text) else ""


def _read(text: str) -> str:
    """What a text says of a date, be it possible or not."""
    text = ascii_figures(" ".join(text.split()[:14]))
    if len(text) > _LONGEST or not _FIGURE.search(text):
        return ""
    text = _CLOCK_WORD.sub("", _FRENCH_CLOCK.sub(r"\1:\2", text))
    text = _SHORT_YEAR.sub(_with_century, text)
    if _BEFORE_CHRIST.search(text):
        return ""
    text = re.sub(r"\[[\w/+-]+\]$|^/Date\(|\)/$", "", _LEAD_IN.sub("", text))
    found = range_in_common(without_update(text), _likely)
    return _one_date(text) if found is None else found


def _likely(text: str) -> str:
    """The date that an end of a range is; "" where it is none, or an unlikely one."""
    found = _one_date(_LEAD_IN.sub("", text)) if _FIGURE.search(text) else ""
    return found if _plausible(found, text) else ""


def _one_date(text: str) -> str:
    text = _OFFSET.sub(_plain_offset, _WEEKDAY.sub("", text))
    text = _HOURS.sub(_first_hour, _DOTTED_CLOCK.sub(r"\1\2:\3", text))
    for read in (_epoch, _iso, _rfc, in_words):
        found = read(text)
        if found is not None:
            return found
    return ""


# In East Asia years are written in words too.
_FIGURE = late(r"\d|年")


def _plain_offset(offset: re.Match[str]) -> str:
    sign = "+" if offset[1] == "+" else "-"
    return f" {sign}{int(offset[2]):02}{offset[3] or '00'}"


def _first_hour(hours: re.Match[str]) -> str:
    """When something began. What goes back is no range: 10:15-05:00 is far from Greenwich."""
    first, last = (tuple(map(int, one.split(":"))) for one in hours.groups())
    return hours[1] if first < last else hours[0]


def _with_century(short: re.Match[str]) -> str:
    """A day whose year has four digits."""
    return f"{short[1]}{full_year(short[3])}"


def full_year(short: str) -> int:
    """The year of two digits: the latest that is not to come, or begins within a month."""
    year = int(short) + 2000
    return year if year <= (today() + timedelta(days=31)).year else year - 100


def is_written(day: str, text: str) -> bool:
    """Whether a day (ISO) stands in a text in full, in a form that means no other day.

    For days that a library found, which may have filled in what it did not find.
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) or not find_date(day):
        return False
    year, month, number = (int(part) for part in day.split("-"))
    name = rf"{MONTHS[month - 1]}[a-z]*\.?"
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


def _plausible(found: str, text: str) -> bool:
    if days(found) is None:
        return False
    if found.startswith("1970-01-01T00:00:00") or (found == "1970-01-01" and ":" in text):
        return False
    return _FIRST_YEAR <= int(found[:4]) <= today().year + 1


def _epoch(text: str) -> str | None:
    match = re.fullmatch(r"(\d{9,10})(\d{3}|\d{6}|\.\d*)?", text, re.ASCII)
    return instant(datetime.fromtimestamp(int(match[1]), UTC)) if match else None


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
    # How Zotero and others write what they do not know: 1989-11-00.
    if month is None or not int(month):
        return year
    if day is None or not int(day):
        return f"{year}-{month:0>2}"
    date = f"{year}-{month:0>2}-{day:0>2}"
    match = _CLOCK.fullmatch(clock.strip())
    if not match:
        return date
    hour, minute, second, half, zulu, sign, ahead, ahead_minutes = match.groups()
    try:
        hour = str(int(hour) % 12 + 12 * (half in "pP")) if half else hour
        moment = datetime.fromisoformat(f"{date}T{hour:0>2}:{minute}:{second or '00'}")
        if zulu:
            moment = moment.replace(tzinfo=UTC)
        elif sign:
            gap = timedelta(hours=int(ahead), minutes=int(ahead_minutes or 0))
            moment = moment.replace(tzinfo=timezone(gap if sign == "+" else -gap))
    except ValueError:
        return date
    return instant(moment)


def _rfc(text: str) -> str | None:
    """RFC 2822, as feeds and mail write it."""
    if not _MAIL_DATE.fullmatch(text):
        return None
    # Loaded here: it takes 16 ms and most dates are ISO.
    from email.utils import parsedate_to_datetime  # noqa: PLC0415

    try:
        return instant(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
