"""Days as Chinese and Japanese write them besides figures of our years: 令和6年4月12日, 民國113年…,
二〇二四年四月十二日.
"""

from __future__ import annotations

from datetime import date

from index.core.folding import ascii_figures
from index.core.late_patterns import late

# The year before the first of each era.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WRITTEN = "〇零○一二三四五六七八九十"
_DAY = late(
    rf"(?:(?P<era>{'|'.join(_ERAS)})\s*+)?(?P<year>[\d{_WRITTEN}]{{1,4}}|元)\s*+年"
    rf"\s*+(?P<month>[\d{_WRITTEN}]{{1,3}})\s*+月\s*+(?P<day>[\d{_WRITTEN}]{{1,3}})\s*+日"
)


def east_asian_day(text: str) -> str | None:
    """The only such day in a text, as ISO 8601; None where there is none, or more than one."""
    if "年" not in text:
        return None
    found: set[str] = set()
    for one in _DAY.finditer(ascii_figures(text)):
        era, year = one["era"], 1 if one["year"] == "元" else _number(one["year"])
        if not era and year < 1000:
            return None
        try:
            day = date(year + _ERAS.get(era, 0), _number(one["month"]), _number(one["day"]))
        except ValueError:
            return None
        found.add(day.isoformat())
    return found.pop() if len(found) == 1 else None


def _number(text: str) -> int:
    """A number in figures, in signs for figures (二〇二四), or with tens (二十一)."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(_DIGITS))
    return 10 * int(tens.translate(_DIGITS) or 1) + int(ones.translate(_DIGITS) or 0)
