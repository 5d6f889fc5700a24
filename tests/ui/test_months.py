"""Months in a row, as the line of bars has them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.bars import every_month

MONTHS = st.dates().map(lambda day: day.isoformat()[:7])


@given(st.dictionaries(MONTHS | st.sampled_from(["", "2025"]), st.integers(1, 9), max_size=6))
def test_no_month_is_left_out_between_the_first_and_the_last(counts: dict[str, int]) -> None:
    found = every_month(list(counts.items()))
    known = {name: count for name, count in counts.items() if len(name) == 7}
    assert {name: count for name, count in found if count} == known
    names = [name for name, _ in found]
    if known:
        assert (names[0], names[-1]) == (min(known), max(known))
        years = int(names[-1][:4]) - int(names[0][:4])
        assert len(set(names)) == years * 12 + int(names[-1][5:]) - int(names[0][5:]) + 1


def test_the_last_month_of_all_is_the_last() -> None:
    assert every_month([("9999-11", 1), ("9999-12", 2)]) == [("9999-11", 1), ("9999-12", 2)]
