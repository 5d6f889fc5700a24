"""Dates in digits, of which the day or the month may come first: decided by all of a column.

03/05/2011 may be in March or in May. Where another row of the same column says 20/10/2011, and none
says 10/20/2011, it is in May. What no row decides is kept as a year, and that is said. A year may
have two digits, 20/10/11, unless one of the column stands first: 99/10/20.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date, full_year
from index.ingest.readers.dates.stated_dates import stated_date

_NUMERIC = late(r"\s*(\d{1,2})([-/])(\d{1,2})\2(\d{4}|(?<=/)\d\d)(?![\w/])(.{0,40})", re.DOTALL)
_LAST_DAY = 31
# So many rows that leave it open are enough to look for.
_LOOKED_AT = 200_000


@dataclass(slots=True)
class _Seen:
    """How many dates of a column can only be read with the day, the month, or the year first."""

    day_first: int = 0
    month_first: int = 0
    year_first: int = 0


@dataclass(slots=True)
class DayOrder:
    """How the dates of a source are read. `again` gives all of its dates once more, each with what
    its column is called; it is asked when the first one is met that may be read either way.
    `day_first` is what the user said, None when nothing.
    """

    again: Callable[[], Iterable[tuple[str, str]]] = field(default=lambda: ())
    day_first: bool | None = None
    _seen: dict[str, _Seen] | None = None
    _open: set[str] = field(default_factory=set)
    _untold: list[str] = field(default_factory=list)

    def find(self, text: str, column: str) -> str:
        """What a text of a column says of a date, as `stated_date` gives it."""
        match = _NUMERIC.fullmatch(text)
        if match is None:
            return stated_date(text)
        one, two, year = int(match[1]), int(match[3]), match[4]
        if len(year) == 2:
            if one > _LAST_DAY or self._seen_in(column).year_first:
                return ""
            year = str(full_year(year))
        first = one > 12 or (two <= 12 and one != two and self._is_day_first(column, text))
        if one == two or one > 12 or two > 12 or first is not None:
            day, month = (one, two) if first else (two, one)
            return find_date(f"{year}-{month:02}-{day:02}{match[5].rstrip()}")
        return find_date(year)

    def remarks(self) -> tuple[str, ...]:
        """What is to be said of columns whose dates could be read either way, each once."""
        found, self._untold = tuple(self._untold), []
        return found

    def _is_day_first(self, column: str, text: str) -> bool | None:
        if self.day_first is not None:
            return self.day_first
        seen = self._seen_in(column)
        if bool(seen.day_first) == bool(seen.month_first):
            if column not in self._open:
                self._open.add(column)
                self._untold.append(_remark(column, text.strip(), seen))
            return None
        return bool(seen.day_first)

    def _seen_in(self, column: str) -> _Seen:
        if self._seen is None:
            self._seen = _count(self.again())
        return self._seen.get(column, _Seen())


def _count(dates: Iterable[tuple[str, str]]) -> dict[str, _Seen]:
    found: dict[str, _Seen] = defaultdict(_Seen)
    for number, (column, text) in enumerate(dates):
        match = _NUMERIC.fullmatch(text)
        if match:
            one = int(match[1])
            found[column].day_first += 12 < one <= _LAST_DAY
            found[column].month_first += int(match[3]) > 12
            found[column].year_first += one > _LAST_DAY
        if number > _LOOKED_AT:
            break
    return dict(found)


def _remark(column: str, example: str, seen: _Seen) -> str:
    both = f": {seen.day_first} rows say the day, {seen.month_first} the month"
    return (
        f"the dates of “{column}” may have the day or the month first (“{example}”)"
        f"{both if seen.day_first else ''}; they are kept as years; --day-first yes or no decides"
    )
