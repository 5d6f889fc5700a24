"""Days whose month is named, in the languages news is written in: 5. ožujka 2024, 5 מרץ 2024."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from index.core.late_patterns import late
from index.ingest.readers.dates.iranian_days import iranian_days

# Thailand counts its years from 543 before our era.
_BUDDHIST, _BUDDHIST_FROM = 543, 2400
_VIETNAMESE = late(
    r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:,|\s+năm|,\s+năm)?\s+(\d{4})(?!\d)", re.IGNORECASE
)
_MONTH = late(
    r"(?P<name>[^\W\d_]{3,})\.?,?\s(?:de\s|del\s|του\s)?(?P<year>\d{4})\.?"
    r"|(?P<first>\d{4})\.?\s(?P<behind>[^\W\d_]{3,})\.?"
)
_IN_FIGURES = late(r"(\d{4})\s?[年년]\s?(1[0-2]|0?[1-9])\s?[月월]")
_CLOCK = late(r"\D{1,12}?(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d|[.:]\d)")


def named_day(text: str) -> str | None:
    """The only day that a text names by its month, as ISO 8601, with the time behind it if there is
    one; None when there is none, or more than one.
    """
    found: dict[tuple[int, int, int], int] = {}
    for year, month, day, end in _days(text):
        if month and 1 <= day <= 31:
            found.setdefault((year, month, day), end)
    if len(found) != 1:
        return None
    ((year, month, day), end), *_ = found.items()
    year -= _BUDDHIST if year > _BUDDHIST_FROM else 0
    clock = _CLOCK.match(text, end)
    said = f"{year:04}-{month:02}-{day:02}"
    return f"{said}T{int(clock[1]):02}:{clock[2]}:00" if clock else said


def named_month(word: str) -> int:
    """The number of the month that a word names, 0 when it names none."""
    return _forms()[0].get(word.casefold(), 0)


def month_alone(text: str) -> str | None:
    """The month that is all a text names, as ISO 8601: März 1911, 2016年3月, or None."""
    month = _MONTH.fullmatch(text)
    if month and (number := named_month(month["name"] or month["behind"])):
        return f"{month['year'] or month['first']}-{number:02}"
    figures = _IN_FIGURES.fullmatch(text)
    return f"{figures[1]}-{int(figures[2]):02}" if figures else None


def _days(text: str) -> list[tuple[int, int, int, int]]:
    """Year, month, day and where they end, of each form that is written in a text."""
    numbers, forms = _forms()
    text = text.casefold()
    found = [
        (int(one["year"]), numbers[one["month"]], int(one["day"]), one.end())
        for form in forms
        for one in form.finditer(text)
    ]
    spoken = (
        (int(one[3]), int(one[2]) if int(one[2]) <= 12 else 0, int(one[1]), one.end())
        for one in _VIETNAMESE.finditer(text)
    )
    return [*found, *spoken, *iranian_days(text)]


@cache
def _forms() -> tuple[dict[str, int], list[re.Pattern[str]]]:
    """The number of each month by its names, and the orders days are written in."""
    lines = (Path(__file__).parent / "data" / "months.txt").read_text("utf-8").splitlines()
    listed = [line for line in lines if not line.startswith("#")]
    numbers = {name: number for number, line in enumerate(listed, 1) for name in line.split(" | ")}
    names = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    # Arabic names a month as the east and the west call it: نيسان/أبريل.
    month = rf"(?P<month>{names})(?!\w)\.?(?:\s*/\s*(?:{names})(?!\w))?"
    day, year = r"(?<!\d)(?P<day>\d{1,2})(?!\d)", r"(?<!\d)(?P<year>\d{4})(?!\d)"
    behind = r"(?:\s?\.|[º°ª]|st|nd|rd|th|er|-?го)?[\s-]*(?:de\s|d[’']|di\s|ב)?\s*"
    forms = (
        rf"{day}{behind}{month}[\s,-]*(?:de\s|del\s|του\s)?{year}",
        rf"{year}(?:\.|\sm\.|\.?\sa\.)?,?\s*{month}\s*{day}",
        rf"{year}\.?\sgada\s{day}\.?\s{month}",
        rf"(?<!\w){month}\s+{day}(?:st|nd|rd|th)?,?\s+{year}",
    )
    return numbers, list(map(re.compile, forms))
