"""Days of the Iranian calendar whose month is named: ۱۲ مرداد ۱۴۰۳ is 2024-08-02.

In figures alone such a day could be one of the lunar calendar, whose months begin when somebody
sees the moon; a name means one day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from index.core.folding import ascii_figures
from index.core.late_patterns import late

_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_DAY = late(
    rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_MONTHS)})(?:\s*+ماه)?[\s،,]++(?:سال\s++)?(1[34]\d\d)(?!\d)"
)
_ARABIC = late("[\u0620-\u06cc]")
_LONG, _SHORT = 31, 30
_FIRST = date(2024, 3, 20).toordinal() - 1  # the day before that year's first
_YEAR = 1403


def iranian_days(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Year, month and day of ours, and where they end, of each such day in a text."""
    if not _ARABIC.search(text):
        return
    # Letters that Arabic keyboards write in the place of Persian ones.
    for found in _DAY.finditer(ascii_figures(text.replace("ي", "ی").replace("ك", "ک"))):
        known = _day(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
        if known:
            yield known.year, known.month, known.day, found.end()


def _day(year: int, month: int, day: int) -> date | None:
    """The day of ours; None where there is none. Exact from 1178 to 1633, by 33 years with eight
    leap years.
    """
    long = min(month - 1, 6)
    longest = _LONG if month <= 6 else _SHORT - (month == 12 and not _is_leap(year))
    if not 1 <= day <= longest:
        return None
    before = _days_before(year) - _days_before(_YEAR)
    return date.fromordinal(_FIRST + before + long * _LONG + (month - 1 - long) * _SHORT + day)


def _is_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8


def _days_before(year: int) -> int:
    whole, over = divmod(year, 33)
    return year * 365 + whole * 8 + sum(map(_is_leap, range(over)))
