"""What stands in the place of a date, and is known as a year, a month or a week: Winter 1975,
ca. 1911, March 1911, no. 12.

For what a source calls a date. In a text such words may be about anything.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from index.core.folding import ascii_figures
from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.month_names import named_month

_LONGEST = 80
# The number of an issue, a page, an edition.
_ISSUE = late(
    r"[,;:(]?\s*\b(?:no|nr|num|n[°º]|vol|bd|band|jg|heft|issue|iss|part|pp?|s|seite|page)\b\.?\s*"
    r"\d{1,4}(?:\s?[-–/]\s?\d{1,4})?\b\)?"
    r"|[,;(]\s*\d{1,2}(?:\.|st|nd|rd|th|e|a|ª)?\s(?:edition|ed|ausgabe|auflage|éd(?:ition)?|"
    r"edición|edizione|edição|editie|reprint)\b\.?\)?",
    re.IGNORECASE,
)
_ABOUT = late(
    r"(?:\b(?:ca|circa|cca|c|approx|approximately|about|around|probably|perhaps|um|etwa|ungefähr|"
    r"vers|env|environ|hacia|alrededor|verso|omstreeks|rond)\b\.?|[~?]|(?<![^\W\d_])c\.?(?=\d{4}))",
    re.IGNORECASE,
)
_WORD = late(r"[^\W\d_]+")
# Words beside a year that leave it that year. “Before 1911” is none.
_OF_A_YEAR = frozenset(
    "spring summer autumn fall winter early mid middle late end beginning quarter q season year"
    " week month half copyright printed published issue edition number date dated the of in and or"
    " christmas easter michaelmas trinity lent hilary"
    " frühling frühjahr sommer herbst jahr anfang mitte ende ostern weihnachten quartal"
    " printemps été automne hiver début milieu fin année noël pâques"
    " primavera verano otoño invierno principios mediados finales año"
    " estate autunno inverno inizio metà fine anno verão outono meados ano"
    " lente zomer herfst begin midden eind jaar kwartaal".split()
)
_YEAR = late(r"(?<!\d)\d{4}(?!\d)")
_WEEK = late(
    r"(?P<year>\d{4})-?W(?P<week>\d\d)(?:-?(?P<day>[1-7]))?"
    r"|(?:week|kw|semaine|semana|settimana|woche)\.?\s(?P<week2>\d{1,2})[,/\s]+(?:of\s)?(?P<year2>\d{4})",
    re.IGNORECASE,
)
_DAY_OF_YEAR = late(r"(\d{4})-(\d{3})")
_WEEK_OF = late(r"(?:the\s)?week\s(?:of|beginning|starting|commencing)\s(.+)", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def stated_date(text: str) -> str:
    """What is said in the place of a date, as ISO 8601 as far as it goes, "" when it is no date:
    what `find_date` reads, and what names one year or month among few words.
    """
    if len(text) <= _LONGEST and (week := _WEEK_OF.fullmatch(text.strip())):
        return _of_seven(find_date(week[1]))
    found = find_date(text)
    if found or len(text) > _LONGEST or ".." in text:
        return found
    shown = ascii_figures(" ".join(text.split())).strip("[]() ")
    return _week(shown) or _without_issue(shown) or _month_or_year(shown)


def is_about(text: str) -> bool:
    """Whether what is said in the place of a date is said to be so roughly: ca. 1911, 1911?."""
    return len(text) <= _LONGEST and _ABOUT.search(text) is not None and not find_date(text)


def _week(text: str) -> str:
    """A week as what its days have in common, a day in one, or the so-manieth day of a year."""
    week, day = _WEEK.fullmatch(text), _DAY_OF_YEAR.fullmatch(text)
    try:
        if week:
            year, number = int(week["year"] or week["year2"]), int(week["week"] or week["week2"])
            first = date.fromisocalendar(year, number, int(week["day"] or 1))
            return find_date(first.isoformat() if week["day"] else _of_seven(first.isoformat()))
        if day and 1 <= int(day[2]) <= 366:
            found = date(int(day[1]), 1, 1) + timedelta(days=int(day[2]) - 1)
            return find_date(found.isoformat()) if found.year == int(day[1]) else ""
    except (ValueError, OverflowError):
        return ""
    return ""


def _of_seven(day: str) -> str:
    """What a day has in common with the six behind it."""
    if len(day) != len("2016-03-21"):
        return day
    first = date.fromisoformat(day)
    last = first + timedelta(days=6)
    same = 7 if (first.year, first.month) == (last.year, last.month) else 4
    return day[: same if first.year == last.year else 0]


def _without_issue(text: str) -> str:
    """What is a date without the number of an issue, or without “ca.”."""
    plain = _ABOUT.sub(" ", _ISSUE.sub(" ", text)).strip(" ,;:()[]©.-")
    return find_date(plain) if plain != text else ""


def _month_or_year(text: str) -> str:
    """The one year that stands among words that go with it, and the month beside it."""
    plain = re.sub(r"\bQ[1-4]\b|\b[1-4](?:st|nd|rd|th|\.)\s(?=quarter|quartal)", " ", text)
    plain = _ABOUT.sub(" ", _ISSUE.sub(" ", plain))
    years = set(_YEAR.findall(plain))
    left = _YEAR.sub(" ", plain)
    if len(years) != 1 or re.search(r"\d", left):
        return ""
    year = years.pop()
    words = [word.casefold() for word in _WORD.findall(left)]
    named = {word: number for word in words if (number := named_month(word))}
    if not all(word in named or word in _OF_A_YEAR for word in words):
        return ""
    months = set(named.values())
    return find_date(f"{year}-{months.pop():02}" if len(months) == 1 else year)
