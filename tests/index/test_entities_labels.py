"""Names as an archive lists them."""

from __future__ import annotations

import pytest

from index.entities.labels import spell


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("Safeway Stores INc", "Safeway Stores Inc"),
        ("AFG INdustries", "AFG Industries"),
        ("Gould COrp", "Gould Corp"),
        # Capitals that belong there.
        ("PCs Limited", "PCs Limited"),
        ("McDonald 's", "McDonald's"),
        ("BSkyB", "BSkyB"),
        ("JPMorgan Chase", "JPMorgan Chase"),
    ],
)
def test_a_second_capital_by_a_slip_is_not_kept(written: str, listed: str) -> None:
    assert spell(written.split(" ")) == listed
