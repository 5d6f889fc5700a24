"""From when an archive's articles are, said as far as it is known."""

from __future__ import annotations

import pytest

from index.store.statistics import first_and_last


@pytest.mark.parametrize(
    ("dates", "known"),
    [
        ([], ("", "")),
        (["", "no day"], ("", "")),
        (["2020-07-21", "2010-06-16", "2020", "2019-12"], ("2010-06-16", "2020-07-21")),
        (["2020"], ("2020", "2020")),
        (["2010", "2011-03-04T10:00:00+00:00"], ("2010", "2011-03-04")),
        (["2010", "2010-06-16"], ("2010-06-16", "2010-06-16")),
    ],
)
def test_a_year_of_which_no_day_is_known_moves_no_border(dates, known) -> None:
    assert first_and_last(dates) == known
