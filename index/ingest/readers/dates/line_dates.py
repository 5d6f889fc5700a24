"""The day that a line on a page says, in whatever language and order, for people and not for
programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.month_names import named_day

BETWEEN = late(
    r"\s*[|•·∙●■–—]\s*|\s+[-/]\s+|\s{2,}|　"
    # “Berlin, 3. September 2025. Von Anna Lehmann”
    r"|(?<=\d{4})[.,]\s+(?=(?:[Bb]y|[Vv]on|[Pp]or|[Pp]ar|[Dd]oor)\s)"
)
UPDATED = late(
    r"updat|modif|actuali|aktualis|mis(?:e)? à jour|aggiorn|bijgewerkt|uppdater|oppdater|opdater"
    r"|atualiz|обновл|оновл|aktualiz|päivitetty|güncel|最終更新|更新|수정|تحديث|עודכן",
    re.IGNORECASE,
)
PUBLISHED = late(
    r"publi|posted|veröffentlicht|erschienen|gepubliceerd|objavljeno|опубл|first|created|creado"
    r"|yayın|公開|発表|発行|발행|입력|등록|发布|發布|نشر|פורסם",
    re.IGNORECASE,
)
_DIGITS = late(
    r"(?<!\d)(?P<one>\d{1,2})(?P<sign>[-/.])\s?(?P<two>\d{1,2})(?P=sign)\s?(?P<year>\d{4})(?!\d)"
)
_YEAR_FIRST = late(
    r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)\s?[日일]?"
)
_CLOCK = late(
    r"\D{0,10}?(?<!\d)(2[0-3]|[01]?\d)\s?[:.hH時시点]\s?([0-5]\d)(?!\d|[.:]\d)(?:\s?([ap])\.?m)?",
    re.IGNORECASE,
)
_YEAR = late(r"\d{4}|\d{1,2}\.\s?\d{1,2}\.\s?\d\d|(?:令和|平成|昭和|大正|明治)(?:\d{1,2}|元)年")
_AFTERNOON = late("오후|下午|午後|晚上")
# Who writes so writes the month first, if the language is English of America.
_AMERICAN = late(r"\b[AP]\.?M\b|\b[ECMP][SD]?T\b")
# Where the month comes first, or nobody knows.
_MONTH_FIRST = late(r"en(?:[-_]us|[-_]ph)?|fil|", re.IGNORECASE)


def date_in(text: str, language: str) -> tuple[str, bool]:
    """The date that a line says something was published, "" when it says none, and whether it says
    so in words. Of two dates the one that is no date of a change counts.
    """
    if not _YEAR.search(text):
        return "", False
    said = [
        (found, part)
        for part in _parts(text)
        if (found := _digits(part, language) or find_date(part) or named_day(part) or "")
    ]
    if not said:
        return "", False
    found, part = min(said, key=lambda one: (bool(UPDATED.search(one[1])), -len(one[0])))
    return found, PUBLISHED.search(part) is not None


def _parts(text: str) -> Iterator[str]:
    """A line as a whole, where it speaks of one day, and the parts between its signs."""
    changed = UPDATED.search(text)
    if changed is None:
        yield text
    elif text[: changed.start()].strip():
        yield text[: changed.start()].rstrip(" (,;|-–—•·")
    yield from (part for part in BETWEEN.split(text) if part != text)
    yield text


def _digits(text: str, language: str) -> str:
    """A day in figures, in the order of a language; "" where it may be either way."""
    found = _YEAR_FIRST.search(text)
    if found:
        return _joined(found[1], found[2], found[3], text[found.end() :])
    found = _DIGITS.search(text)
    if not found:
        return ""
    one, two = found["one"], found["two"]
    if found["sign"] == "." or int(one) > 12:
        day, month = one, two
    elif int(two) > 12:
        day, month = two, one
    elif one != two and _MONTH_FIRST.fullmatch(language):
        if not (language[:5].casefold() in ("en-us", "en_us") and _AMERICAN.search(text)):
            return ""
        day, month = two, one
    else:
        day, month = one, two
    return _joined(found["year"], month, day, text[found.end() :])


def _joined(year: str, month: str, day: str, behind: str) -> str:
    clock = _CLOCK.match(behind)
    said = f"{year}-{month:0>2}-{day:0>2}"
    half = f" {clock[3]}m" if clock and clock[3] else ""
    if clock and _AFTERNOON.search(clock[0]):
        half = " pm"
    return find_date(f"{said} {clock[1]:0>2}:{clock[2]}{half}" if clock else said)
