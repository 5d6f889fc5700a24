"""A clock that is plainly wrong is told, and takes no date from what states one."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from index import Archive
from index.core import dates
from index.ingest.readers.dates.date_formats import full_year

_MAIL = (
    "From: Ann Lee <ann@echo.example>\nDate: Tue, 5 Mar 2024 09:00:00 +0000\nSubject: Quay seven\n"
    "Message-ID: <1@echo.example>\n\nThe quay was shut on Monday, the board said.\n"
)


def _set_clock(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Clock:
            return cls(year, 5, 4, tzinfo=tz)

    monkeypatch.setattr(dates, "datetime", Clock)


@pytest.mark.parametrize("year", [1970, 2015, 2023])
def test_a_date_is_kept_and_the_clock_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    (tmp_path / "a.eml").write_text(_MAIL)
    _set_clock(monkeypatch, year)
    with Archive.open(tmp_path / "archive.db") as archive:
        report = archive.add([tmp_path / "a.eml"])
        assert archive.article(1).date.startswith("2024-03-05")
    assert report.undated == 0
    (told,) = (one.text for one in report.remarks if "clock" in one.path)
    assert f"{year}-05-04" in told


def test_the_century_of_a_short_year_is_not_told_by_a_wrong_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _set_clock(monkeypatch, 1970)
    assert full_year("20") == 2020


def test_a_clock_that_may_be_right_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    _set_clock(monkeypatch, 2031)
    assert dates.wrong_clock() == ""
    assert dates.today() == date(2031, 5, 4)
    assert full_year("31") == 2031


def test_the_day_of_the_last_release_is_that_of_the_changelog() -> None:
    text = Path(__file__).parents[2].joinpath("CHANGELOG.md").read_text("utf-8")
    days = re.findall(r"^## \[[\d.]+\] - (\d{4}-\d\d-\d\d)", text, re.MULTILINE)
    assert str(dates.RELEASED) == max(days)
