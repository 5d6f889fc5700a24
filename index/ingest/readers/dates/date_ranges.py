"""Dates from one day, month or year to another: 4–6 March 1911, 2016-03-21/2016-03-25.

Of a range it is known what both of its ends have in common: a month, a year, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.core.late_patterns import late

# What stands between two ends. An unspaced hyphen parts those of which the second has a year in
# front, and a stroke those that are no parts of one day in figures.
_SIGN = late(
    r"\s*(?:\.\.+|[–—]|\s-{1,2}\s|(?<=\d{4})-(?=\d{4}(?!\d))|(?<=\d)-(?=\d{4}[-/._]?\d\d[-/._]?\d\d)"
    r"|\s/\s|(?<=[^\W\d_])\.?[/-](?=[^\W\d_])|(?<=\d{4})/(?=\d{4}(?:-|$))|(?<=-\d\d)/(?=\d{4}-)|(?<=-\d\d)/(?=\d\d?$)"
    r"|(?<=Z)/(?=\d{4}-)|(?<=-\d\d)\s(?=\d{4}-\d\d-\d\d)"
    r"|(?<=\w)\s(?:to|till|until|through|and|or|bis|und|oder|au|et|ou|al|hasta|y|o|e|t/m|tot)\s"
    r"(?=\w))\s*",
    re.IGNORECASE,
)
# The first day of two in one month: “4-” of “March 4-6, 1911”.
_FIRST_DAY = late(r"(?<![\d./-])\d{1,2}\.?\s?[-–—/&+]\s?(?=\d{1,2}(?!\d|[-/]\d|:|\s?[ap]\.?m))")
_OPEN = late(r"\.\.\s?/?\s?\d.*|.*\d\s?/?\s?\.\.")
_YEAR = late(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{8,10}(?!\d)")
_DAY, _MONTH = len("2016-03-21"), len("2016-03")


def range_in_common(text: str, read: Callable[[str], str]) -> str | None:
    """What the two ends of a range have in common, as ISO 8601, "" when nothing; None when a text
    is no range. `read` gives what a text says of one date, "" for nothing.
    """
    if _OPEN.fullmatch(text):
        return ""
    for sign in _SIGN.finditer(text):
        before, after = text[: sign.start()], text[sign.end() :]
        for first, last in _both(before, after, read):
            return _in_common(first, last)
    day = _FIRST_DAY.search(text)
    if day is None or _YEAR.search(text[: day.start()]):
        return None
    if (last := read(text[: day.start()] + text[day.end() :])) and len(last) >= _DAY:
        return last[:_MONTH]
    return None


def _both(before: str, after: str, read: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Both ends of a range, where both are dates; one may take its year or month of the other."""
    if not _YEAR.search(after):
        # 2016-03-21/22
        if re.fullmatch(r"\d{1,2}", after) and (first := read(before)):
            yield first, first[: _MONTH if len(first) >= _DAY else len("2016")]
    elif not (last := read(after)):
        return
    elif first := read(before):
        yield first, last
    elif re.fullmatch(r"\d{1,2}\.?", before):
        if len(last) >= _DAY:
            yield last[:_MONTH], last
    elif not _YEAR.search(before):
        first = read(f"{before} {last[:4]}")
        # Of two names of one month (نيسان/أبريل) neither is an end.
        if len(first) >= _MONTH and first[:_MONTH] != last[:_MONTH]:
            yield first, last


def _in_common(first: str, last: str) -> str:
    parts = [one[:_DAY].split("-") for one in (first, last)]
    same = []
    for one, other in zip(*parts, strict=False):
        if one != other:
            break
        same.append(one)
    return "-".join(same)
