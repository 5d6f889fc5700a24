"""Dates in figures and in words, and the limits they make."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.date_range import Limits, limits
from index.query.date_words import read

WEDNESDAY = date(2025, 11, 5)

DAYS = [
    ("2025-11-01", "2025-11-01", "2025-11-01"),
    ("2025/11/01", "2025-11-01", "2025-11-01"),
    ("2025.11.1", "2025-11-01", "2025-11-01"),
    ("20251101", "2025-11-01", "2025-11-01"),
    ("2025-11-01T18:05:00+09:00", "2025-11-01", "2025-11-01"),
    ("2025-11", "2025-11-01", "2025-11-30"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2025", "2025-01-01", "2025-12-31"),
    ("2025-Q3", "2025-07-01", "2025-09-30"),
    ("2025-W44", "2025-10-27", "2025-11-02"),
    ("1 Nov 2025", "2025-11-01", "2025-11-01"),
    ("1st November 2025", "2025-11-01", "2025-11-01"),
    ("November 1, 2025", "2025-11-01", "2025-11-01"),
    ("1_nov_2025", "2025-11-01", "2025-11-01"),
    ("1-nov-2025", "2025-11-01", "2025-11-01"),
    ("Sept. 2025", "2025-09-01", "2025-09-30"),
    ("25.12.2024", "2024-12-25", "2024-12-25"),
    ("12/25/2024", "2024-12-25", "2024-12-25"),
    ("today", "2025-11-05", "2025-11-05"),
    ("Yesterday", "2025-11-04", "2025-11-04"),
    ("day_before_yesterday", "2025-11-03", "2025-11-03"),
    ("this_week", "2025-11-03", "2025-11-09"),
    ("last_week", "2025-10-27", "2025-11-02"),
    ("last week", "2025-10-27", "2025-11-02"),
    ("last_weekend", "2025-11-01", "2025-11-02"),
    ("this_month", "2025-11-01", "2025-11-30"),
    ("last_month", "2025-10-01", "2025-10-31"),
    ("last_quarter", "2025-07-01", "2025-09-30"),
    ("this_year", "2025-01-01", "2025-12-31"),
    ("last_year", "2024-01-01", "2024-12-31"),
    ("monday", "2025-11-03", "2025-11-03"),
    ("wednesday", "2025-11-05", "2025-11-05"),
    ("last_wednesday", "2025-10-29", "2025-10-29"),
    ("thu", "2025-10-30", "2025-10-30"),
    ("october", "2025-10-01", "2025-10-31"),
    ("december", "2024-12-01", "2024-12-31"),
    ("november", "2025-11-01", "2025-11-30"),
    ("last_november", "2024-11-01", "2024-11-30"),
    ("6 nov", "2024-11-06", "2024-11-06"),
    ("29 feb", "2024-02-29", "2024-02-29"),
    ("2 weeks ago", "2025-10-22", "2025-10-22"),
    ("a month ago", "2025-10-05", "2025-10-05"),
    ("3 days ago", "2025-11-02", "2025-11-02"),
    ("99999 years ago", "0001-01-01", "0001-01-01"),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_a_date_is_read_in_figures_and_words(text: str, first: str, last: str) -> None:
    found = read(text, WEDNESDAY)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert not found.slip


@pytest.mark.parametrize(
    ("text", "day"),
    [("7d", "2025-10-29"), ("2w", "2025-10-22"), ("3m", "2025-08-05"), ("1y", "2024-11-05")]
    + [("24h", "2025-11-04"), ("past_week", "2025-10-29"), ("last 7 days", "2025-10-29")],
)
def test_a_length_of_time_counts_back_from_today(text: str, day: str) -> None:
    assert limits("date", text, WEDNESDAY) == Limits(day, "")
    assert limits("after", text, WEDNESDAY) == Limits(day, "")


@pytest.mark.parametrize(
    "text", ["", "soonish", "13-2025", "2025-13", "2025-w60", "2025-q5", "99", "0000"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read(text, WEDNESDAY) is None


LIMITS = [
    ("date", "2025-10..2025-11", "2025-10-01", "2025-11-30"),
    ("date", "2025-10…2025-11", "2025-10-01", "2025-11-30"),
    ("date", "1 Oct 2025 to 5 Oct 2025", "2025-10-01", "2025-10-05"),
    ("date", "..2024", "", "2024-12-31"),
    ("date", "last_week..", "2025-10-27", ""),
    ("date", "7d..", "2025-10-29", ""),
    ("date", "..7d", "", "2025-10-29"),
    ("date", "2w..1w", "2025-10-22", "2025-10-29"),
    ("date", ">=2025-11-01", "2025-11-01", ""),
    ("date", ">2025-11-01", "2025-11-02", ""),
    ("date", "<2025", "", "2024-12-31"),
    ("date", "<=2025", "", "2025-12-31"),
    ("after", "2025-11-01", "2025-11-01", ""),
    ("since", "2025", "2025-01-01", ""),
    ("before", "2025-11-01", "", "2025-10-31"),
    ("before", "2025", "", "2024-12-31"),
    ("before", "1y", "", "2024-11-04"),
    ("until", "2025-11-01", "", "2025-11-01"),
    ("until", "2025", "", "2025-12-31"),
    ("before", "0001-01-01", "", "0001-01-01"),
]


@pytest.mark.parametrize(("field", "value", "first", "last"), LIMITS)
def test_limits_include_both_ends_and_may_be_open(
    field: str, value: str, first: str, last: str
) -> None:
    assert limits(field, value, WEDNESDAY) == Limits(first, last)


@pytest.mark.parametrize("value", ["..", "a..b", "2024..2025..2026", "soonish"])
def test_what_gives_no_limit_says_why(value: str) -> None:
    assert isinstance(limits("date", value, WEDNESDAY), str)


@given(
    st.text(max_size=30), st.dates(), st.sampled_from(["date", "after", "since", "before", "until"])
)
def test_any_text_on_any_day_is_limits_or_a_reason(text: str, today: date, field: str) -> None:
    found = limits(field, text, today)
    assert isinstance(found, str) or found.first or found.last


@given(st.integers(0, 99_999), st.sampled_from("hdwmy"), st.dates())
def test_newer_and_older_part_time_without_a_gap(count: int, unit: str, today: date) -> None:
    newer, older = (limits(field, f"{count}{unit}", today) for field in ("after", "before"))
    assert isinstance(newer, Limits)
    assert isinstance(older, Limits)
    first, last = date.fromisoformat(newer.first), date.fromisoformat(older.last)
    assert first == last == date.min or (first - last).days == 1
