"""Whether the day or the month comes first in the dates of a page that are in digits.

03/04/2016 is the third of April to most of the world, the fourth of March in the United States. The
language of a page tells for most; English is written by both, and “en-US” is what programs for
pages write unless they are told otherwise. What else is on the page speaks first: other dates in
digits, the same day in words or in the address, and the country of the host.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from index.core.addresses import site_of
from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import is_written

DIGITS = late(
    r"(?<!\d)(?P<one>\d{1,2})(?P<sign>[-/.])\s?(?P<two>\d{1,2})(?P=sign)\s?(?P<year>\d{4})(?!\d)"
)
# Who writes so writes the month first, if the language is English of America.
_AMERICAN = late(r"\b[AP]\.?M\b|\b[ECMP][SD]?T\b")
# Where the month comes first, or nobody knows.
_MONTH_FIRST = late(r"en(?:[-_]us|[-_]ph)?|fil|", re.IGNORECASE)
_OF_AMERICA = late(r"en[-_]us", re.IGNORECASE)
_AMERICAN_HOST = late(r"\.(?:us|gov|mil|edu)$")
# Countries that write English with the day first.
_ENGLISH_HOST = late(r"\.(?:uk|ie|au|nz|in|za|pk|sg|my|ke|ng|gh|lk|bd|jm|mt|hk|ae)$")
# Hosts of other countries than America; some of their names are anybody's.
_COUNTRY = late(r"\.(?!us$|ph$|io$|co$|tv$|me$|ai$|ly$|fm$|to$|cc$|ws$|gg$)[a-z]{2}$")


class Day(NamedTuple):
    """A day in digits as ISO 8601, or its year alone where it may be either way; whether nothing
    but a language that means little says which.
    """

    date: str
    is_doubtful: bool = False


class PageDayOrder:
    """How a page writes days. `language` is the one that it says it is in, `url` its address,
    `known` are dates that are known of it, as ISO 8601; `shown` gives the text that it shows.
    """

    def __init__(
        self,
        language: str,
        *,
        url: str = "",
        known: Collection[str] = (),
        shown: Callable[[], str] = lambda: "",
    ) -> None:
        self._language, self._url, self._known = language, url, known
        self._show = shown

    def day(self, found: re.Match[str], line: str) -> Day:
        """The day that a match of `DIGITS` in a line says."""
        one, two, year = int(found["one"]), int(found["two"]), found["year"]
        by_day, by_month = f"{year}-{two:02}-{one:02}", f"{year}-{one:02}-{two:02}"
        if found["sign"] == "." or one > 12 or one == two:
            return Day(by_day)
        if two > 12:
            return Day(by_month)
        is_first, is_doubtful = self._is_day_first(by_day, by_month, line)
        if is_first is None:
            return Day(year)
        return Day(by_day if is_first else by_month, is_doubtful)

    def _is_day_first(self, by_day: str, by_month: str, line: str) -> tuple[bool | None, bool]:
        language, host = self._language, site_of(self._url)
        if not _MONTH_FIRST.fullmatch(language):
            return True, False
        if _OF_AMERICA.match(language) and _AMERICAN.search(line):
            return False, False
        for said in (self._said_elsewhere, self._said_of(by_day, by_month)):
            if said is not None:
                return said, False
        if _AMERICAN_HOST.search(host):
            return False, False
        if _ENGLISH_HOST.search(host) and not _OF_AMERICA.match(language):
            return True, False
        if _OF_AMERICA.match(language) and not _COUNTRY.search(host):
            return False, True
        return None, False

    def _said_of(self, by_day: str, by_month: str) -> bool | None:
        """Which of two days is known of the page, or stands on it in words."""
        for says in (self._is_known, lambda day: is_written(day, self._shown)):
            day, month = says(by_day), says(by_month)
            if day != month:
                return day
        return None

    def _is_known(self, day: str) -> bool:
        return any(date.startswith(day) for date in self._known)

    @cached_property
    def _said_elsewhere(self) -> bool | None:
        """What the dates in digits say of which one part can be no month."""
        said = set(self._certain())
        return said.pop() if len(said) == 1 else None

    @cached_property
    def _shown(self) -> str:
        return self._show()

    def _certain(self) -> Iterator[bool]:
        for found in DIGITS.finditer(self._shown):
            one, two = int(found["one"]), int(found["two"])
            if found["sign"] != "." and max(one, two) <= 31 and (one > 12) != (two > 12):
                yield one > 12
