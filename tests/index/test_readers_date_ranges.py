"""Ranges of dates, and dates that are known as a year, a month or a week."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article, publication_of
from index.core.dates import days
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.stated_dates import is_about, stated_date

_DAYS = st.dates(date(1650, 1, 1), date(2024, 12, 31))
_FORMS: tuple[Callable[[date], str], ...] = (
    date.isoformat,
    lambda day: f"{day:%Y.%m.%d}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.day} {day:%B %Y}",
    lambda day: f"{day:%b} {day.day}, {day.year}",
    lambda day: f"{day:%d.%m.%Y}",
)
_SIGNS = (" - ", " – ", "–", "..", " / ", " to ", " bis ", " and ")


@given(_DAYS, _DAYS, st.sampled_from(_FORMS), st.sampled_from(_SIGNS))
def test_of_a_range_is_known_what_its_ends_have_in_common(
    one: date, other: date, form: Callable[[date], str], sign: str
) -> None:
    first, last = sorted((one, other))
    found = find_date(f"{form(first)}{sign}{form(last)}")
    parts = zip(first.isoformat().split("-"), last.isoformat().split("-"), strict=True)
    same: list[str] = []
    for mine, yours in parts:
        if mine != yours:
            break
        same.append(mine)
    assert found == "-".join(same)


@given(_DAYS, _DAYS)
def test_an_interval_of_iso_8601_is_one_too(one: date, other: date) -> None:
    found = find_date(f"{one.isoformat()}/{other.isoformat()}")
    assert "T" not in found
    assert one.isoformat().startswith(found)
    assert other.isoformat().startswith(found)


_PIECES = st.sampled_from(
    "1911 1912 2016 03 04 12 - / . , – to March Mar no. 2016-03-21 1911-03-04 21 ( )".split()
)


@given(st.lists(_PIECES, max_size=7), st.sampled_from(["", " "]))
def test_no_time_of_day_is_read_where_none_is_written(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    found = find_date(text)
    assert "T" not in found or re.search(r"\b(\d{1,2}\.\d\d$|\d{9,}|\d{8}T?\d{4})", text)
    assert stated_date(text) == "" or days(stated_date(text)) is not None


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("4-6 March 1911", "1911-03"),
        ("March 4-6, 1911", "1911-03"),
        ("4.–6.3.1911", "1911-03"),
        ("4.-6. März 1911", "1911-03"),
        ("30 March - 2 April 1911", "1911"),
        ("March/April 1911", "1911"),
        ("Mar.-Apr. 1911", "1911"),
        ("2016-03-21/22", "2016-03"),
        ("2016-03/2016-04", "2016"),
        ("1911-03-04 / 1912", ""),
        ("2016-03-31T10:00:00Z/2016-04-02T12:00:00Z", "2016"),
        ("1998-1999", ""),
        ("../2016-03-21", ""),
        ("2016-03-21 2016-03-22", "2016-03"),
        ("21 Mar 2016 1930", "2016-03-21"),
        ("Mar 21, 2016 10-11am", "2016-03-21"),
        ("10:00-11:00 21 Mar 2016", "2016-03-21T10:00:00"),
        ("March 21, 2016 at 10:15-05:00", "2016-03-21T10:15:00-05:00"),
        ("3 Mar 2020 - Updated 4 Mar 2020", "2020-03-03"),
        ("Sun - 3 March 2020", "2020-03-03"),
        ("3 March 2020 - Reuters", "2020-03-03"),
        ("21-03-2016", "2016-03-21"),
        ("12/2016", "2016-12"),
        ("12 نيسان/أبريل 2024", "2024-04-12"),
        ("21/3/2016 7.30", "2016-03-21T07:30:00"),
        ("März 1911", "1911-03"),
        ("2016年3月", "2016-03"),
    ],
)
def test_what_is_certain_of_two_days_is_kept_and_one_day_stays_one(text: str, known: str) -> None:
    assert find_date(text) == known


@pytest.mark.parametrize(
    ("text", "known"),
    [
        *(("ca. 1911", "1911"), ("1911?", "1911"), ("c1911", "1911"), ("[1911]", "1911")),
        *(("Winter 1975", "1975"), ("Spring/Summer 2016", "2016"), ("hiver 1975", "1975")),
        *(("March 1911, no. 12", "1911-03"), ("12.03.1911, 2. Ausgabe", "1911-03-12")),
        *(("2016-W12", "2016-03"), ("2016-W12-1", "2016-03-21"), ("2016-081", "2016-03-21")),
        *(("Week 12, 2016", "2016-03"), ("week of March 30, 1911", "1911"), ("Q1 2016", "2016")),
        *(("early March 1911", "1911-03"), ("mid-1911", "1911"), ("2016-03-21", "2016-03-21")),
        *(("before 1911", ""), ("1938-39", ""), ("between 1911 and 1912", ""), ("1910s", "")),
        *(("2016-03-21/..", ""), ("1911 Main Street", ""), ("not after 1911", ""), ("n.d.", "")),
    ],
)
def test_what_stands_as_a_date_is_kept_as_far_as_it_is_known(text: str, known: str) -> None:
    assert stated_date(text) == known


def test_a_date_that_is_said_roughly_is_doubtful_in_every_kind_of_list(tmp_path: Path) -> None:
    said = {"ca. 1911": True, "1911?": True, "Winter 1911": False}
    for date_said, is_doubtful in said.items():
        record = {"title": "Fire", "date": date_said, "text": "A fire broke out."}
        item = {"itemType": "book", "creators": [], "title": "Fire", "date": date_said}
        entry = {
            "type": "book",
            "container-title": "Echo",
            "title": "Fire",
            "issued": {"raw": date_said},
        }
        files = {
            "a.jsonl": json.dumps(record),
            "z.json": json.dumps({"config": {}, "items": [item]}),
            "c.json": json.dumps([entry]),
            "r.ris": f"TY  - NEWS\nTI  - Fire\nDA  - {date_said}\nER  - \n",
        }
        for name, text in files.items():
            (article,) = _articles(tmp_path / name, text)
            assert (article.date, publication_of(article, "").is_date_doubtful) == (
                "1911",
                is_doubtful,
            )
        assert is_about(date_said) is is_doubtful


def test_of_the_two_ends_of_a_csl_date_neither_is_the_day(tmp_path: Path) -> None:
    issued = {"date-parts": [[1911, 3, 4], [1911, 3, 6]]}
    entry = {"type": "book", "container-title": "Echo", "title": "Fire", "issued": issued}
    (article,) = _articles(tmp_path / "csl.json", json.dumps([entry]))
    assert article.date == "1911-03"


def _articles(path: Path, text: str) -> list[Article]:
    path.write_text(text, "utf-8")
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    return [one for one in source.articles() if isinstance(one, Article)]
