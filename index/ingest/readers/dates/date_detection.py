"""Dates that the source does not name: in the address, the dateline, the file's name.

Each is marked as what it is. Nothing is filled in: a dateline without a year needs one from
elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from index.core.article import Article
from index.core.late_patterns import late
from index.core.publication import LAST_RESORTS, SENT_WITH
from index.ingest.readers.base import Hints
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.natural_dates import MONTHS

_IN_ADDRESS = late(
    r"[/_-](?P<year>(?:19|20)\d\d)(?P<sep>[/_-])(?P<month>\d{1,2}|[a-z]{3})(?![a-z\d])"
    r"(?:(?P=sep)(?P<day>\d{1,2})(?!\d))?",
    re.IGNORECASE,
)
_COMPACT = late(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
# LONDON, March 3 (Reuters) - · SEOUL, South Korea, 3 March 2020 —
_DATELINE = late(
    r"\W{0,2}[A-Z][A-Z.'’ -]{2,30}(?:, ?[A-Z][\w.]+(?: [A-Z][\w.]+)?){0,2}, ?"
    rf"(?:{_MONTH} (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) {_MONTH.replace('month', 'month2')})"
    r"(?:,? (?P<year>\d{4}))?,? ?(?:[(/][\w .,/-]{2,40}[)/])? ?(?:[-–—]{1,2}|:) "
)


def find(article: Article, hints: Hints) -> tuple[str, str]:
    """The date of an article that names none, or only a year or month, and where it was found.

    When a file was made, a page kept or a letter received counts where nothing else does.
    ("", "") when there is nothing to go by.
    """
    if article.date_from.startswith(LAST_RESORTS):
        date, where = find(replace(article, date="", date_from=""), hints)
        if where == SENT_WITH and article.date[: len(day := date[:10])] <= day:
            # When a paper was sent says less of it than when it was made.
            return article.date, article.date_from
        # A month in the address that is that of the day says no other one.
        return (article.date, article.date_from) if article.date.startswith(date) else (date, where)
    if len(article.date) >= len("2016-03-21"):
        return article.date, article.date_from
    address = in_address(article.url)
    if not article.date and len(address) == len("2016-03-21"):
        return address, "address"
    for known, where in ((article.date, article.date_from), (address, "address")):
        day = in_dateline(article.paragraphs[:2], known)
        if day:
            return day, f"{where} and dateline" if known else "dateline"
    if article.date:
        return article.date, article.date_from
    named = find_date(hints.date)
    if named:
        return named, hints.date_from
    return (address, "address") if address else ("", "")


def in_address(url: str) -> str:
    """The day or month in a web address's path: /2016/03/21/ or -20160321; "" when it has none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    found = {
        _joined(match["year"], match["month"], match["day"]) for match in _IN_ADDRESS.finditer(path)
    }
    found |= {_joined(*match.groups()) for match in _COMPACT.finditer(path)}
    days = {one for one in found if len(one) == len("2016-03-21")}
    certain = days or {one for one in found if one}
    return certain.pop() if len(certain) == 1 else ""


def in_dateline(paragraphs: tuple[str, ...], known: str) -> str:
    """The day in a dateline, if its year is given there or `known`, and nothing known speaks
    against it; "" when there is none.
    """
    for paragraph in paragraphs:
        match = _DATELINE.match(paragraph)
        if match:
            year = match["year"] or known[:4]
            day = _joined(year, match["month"] or match["month2"], match["day"] or match["day2"])
            return day if day.startswith(known) else ""
    return ""


def _joined(year: str, month: str, day: str | None) -> str:
    """Year, month (number or name) and day as ISO 8601; "" when they are no date."""
    if not month.isdigit():
        name = month[:3].lower()
        month = str(MONTHS.index(name) + 1) if name in MONTHS else "0"
    return (
        find_date(f"{year}-{month:0>2}-{day:0>2}" if day else f"{year}-{month:0>2}") if year else ""
    )
