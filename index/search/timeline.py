"""Hits over time: in days, weeks, months or years, and which of these stand out.

What is counted in a bar is what its clause finds, no more and no less.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.core import dates

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
Dated = Sequence[tuple[str, int]]
"""Counts by date as far as it is known, "" for undated."""

Counts = NDArray[np.float64]

_NEVER = date(MAXYEAR, 12, 31)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time and how many hits come from it. `last` is its last day."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars without a gap from the first to the last; what is known less exactly than by a bar, by
    month or year; and how many hits are undated.
    """

    unit: Unit
    bars: tuple[Bar, ...]
    vague: tuple[tuple[str, int], ...]
    undated: int

    @property
    def most(self) -> int:
        """The count of the highest bar."""
        return max((bar.count for bar in self.bars), default=0)


def first_of(day: date, unit: Unit) -> date:
    """The first day of the day, week (from Monday on), month or year that a day lies in."""
    match unit:
        case "week":
            return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
        case _:
            return day


def last_of(first: date, unit: Unit) -> date:
    """The last day of what begins on a day."""
    match unit:
        case "week":
            return min(first, _NEVER - timedelta(days=6)) + timedelta(days=6)
        case "month":
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        case "year":
            return first.replace(month=12, day=31)
        case _:
            return first


def _span(known: str) -> tuple[date, date] | None:
    """The first and the last day that a date may mean, None of what is undated."""
    if len(known) == 10:  # nearly all are; read the quick way
        day = date.fromisoformat(known)
        return day, day
    return dates.days(known)


def timeline(dated: Dated, unit: Unit) -> Timeline:
    """Hits in bars of a unit."""
    counts: dict[date, int] = {}
    vague, undated = [], 0
    for known, count in dated:
        span = _span(known)
        if span is None:
            undated += count
        elif (first := first_of(span[0], unit)) == first_of(span[1], unit):
            counts[first] = counts.get(first, 0) + count
        else:
            vague.append((known, count))
    return Timeline(unit, tuple(_bars(counts, unit)), tuple(vague), undated)


def _bars(counts: dict[date, int], unit: Unit) -> list[Bar]:
    found: list[Bar] = []
    if not counts:
        return found
    first, end = min(counts), max(counts)
    while True:
        last = last_of(first, unit)
        found.append(Bar(first, last, counts.get(first, 0)))
        if first >= end or last >= _NEVER:
            return found
        first = last + timedelta(days=1)


def hits_within(dated: Dated, first: date, last: date) -> int:
    """How many hits lie between two days for sure: what the clause for these days finds."""
    total = 0
    for known, count in dated:
        span = _span(known)
        if span is not None and first <= span[0] and span[1] <= last:
            total += count
    return total


def coarsest_that_fits(dated: Dated, bars: int) -> Unit:
    """The unit to begin with: the finest of which all bars have room, the coarsest if none has."""
    spans = [span for known, _ in dated if (span := _span(known)) is not None]
    if not spans:
        return "month"
    days = (max(span[1] for span in spans) - min(span[0] for span in spans)).days + 1
    sizes: tuple[tuple[Unit, int], ...] = (("day", 1), ("week", 7), ("month", 30))
    return next((unit for unit, size in sizes if days / size <= bars), "year")


def time_clause(first: date, last: date) -> str:
    """The clause for days from a first to a last, as short as it can be written."""
    length = 10
    if last == last_of(first_of(last, "month"), "month") and first.day == 1:
        whole_years = (first.month, last.month) == (1, 12)
        length = 4 if whole_years else 7
    one, other = first.isoformat()[:length], last.isoformat()[:length]
    return f"date:{one}" if one == other else f"date:{one}..{other}"


_NEIGHBOURS = 12
"""Bars on either side by which it is known what is usual."""
_UNUSUAL = 10.83
"""What chance exceeds once in a thousand (chi-square, one degree of freedom)."""


def peaks(bars: Sequence[Bar], most: int) -> list[int]:
    """The places of the bars that stand out among their neighbours, the most unusual first.

    The log-likelihood ratio of a count against the mean of the neighbours, as of a Poisson
    distribution; of bars beside each other the higher one stands for both.
    """
    counts = np.array([bar.count for bar in bars], np.float64)
    if len(counts) < 3 or not most:
        return []
    usual = _usual(counts)
    safe = np.maximum(counts, 1)
    score = np.where(counts > usual, 2 * (counts * np.log(safe / usual) - (counts - usual)), 0)
    before = np.concatenate([[-1], counts[:-1]])
    behind = np.concatenate([counts[1:], [-1]])
    top = (counts > before) & (counts >= behind) & (counts >= 3) & (score > _UNUSUAL)
    places = np.flatnonzero(top)
    chosen: list[int] = places[np.argsort(-score[places], kind="stable")][:most].tolist()
    return chosen


def _usual(counts: Counts) -> Counts:
    """What is usual at each bar: the mean of those around it, without itself and the highest one
    among them, which may be another peak.
    """
    around = np.full(len(counts) + 2 * _NEIGHBOURS, np.nan)
    around[_NEIGHBOURS:-_NEIGHBOURS] = counts
    windows = np.lib.stride_tricks.sliding_window_view(around, 2 * _NEIGHBOURS + 1).copy()
    windows[:, _NEIGHBOURS] = np.nan
    rest = np.nansum(windows, axis=1) - np.nanmax(windows, axis=1)
    sizes = np.count_nonzero(~np.isnan(windows), axis=1) - 1
    usual: Counts = np.maximum(rest / np.maximum(sizes, 1), max(0.5, float(counts.mean()) / 4))
    return usual
