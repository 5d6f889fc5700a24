"""Counts as bars, and months as the bars of a line."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = " ▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def share_bar(share: float, cells: int) -> str:
    """A bar in eighths of a cell; anything above nothing shows."""
    eighths = max(1, round(share * cells * 8)) if share > 0 else 0
    full, rest = divmod(min(eighths, cells * 8), 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(cells)


def spark(values: Sequence[int]) -> str:
    """A line of bars; an empty month is a blank, anything above nothing shows."""
    top = max(values, default=0) or 1
    return "".join(_BARS[max(1, round(value / top * 8)) if value else 0] for value in values)


def squeeze(values: Sequence[int], cells: int) -> list[int]:
    """`values` summed into at most `cells` neighbouring groups."""
    if len(values) <= cells or cells <= 0:
        return list(values)
    size = -(-len(values) // cells)
    return [sum(values[at : at + size]) for at in range(0, len(values), size)]


def every_month(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The months from first to last without a gap; what has no month is left out."""
    known = {month: count for month, count in months if len(month) == 7}
    if not known:
        return []
    first, last = map(_months_since_zero, (min(known), max(known)))
    names = (f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1))
    return [(name, known.get(name, 0)) for name in names]


def _months_since_zero(name: str) -> int:
    """The number of a month that is written as 2025-11."""
    year, month = map(int, name.split("-"))
    return year * 12 + month - 1
