"""Dates that an article does not name itself: found where they stand, and marked so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.readers.base import Hints
from index.ingest.readers.dates.date_detection import find, in_address, in_dateline
from index.ingest.readers.dates.date_formats import find_date, unlikely


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年3月3日", "2020-03-03"),
        ("2020년 3월 3일", "2020-03-03"),
        ("3. März 2020, 14:05 Uhr", "2020-03-03T14:05:00"),
        ("3 mars 2020 à 14h05", "2020-03-03T14:05:00"),
        ("3 de março de 2020", "2020-03-03"),
        ("3 марта 2020", "2020-03-03"),
        ("By Ann Lee, March 3, 2020", "2020-03-03"),
        ("Published: 3 Mar 2020 | Updated: 4 Mar 2020", "2020-03-03"),
        ("March 3, 2020 and March 4, 2020", "2020-03"),
        ("le 03/04/2020", ""),
        ("2020-03-03T10:15-05:00[America/New_York]", "2020-03-03T10:15:00-05:00"),
        ("/Date(1583229600000)/", "2020-03-03T10:00:00+00:00"),
        ("1583229600000000", "2020-03-03T10:00:00+00:00"),
        ("2020-W10-2", ""),
        ("1970-01-01T00:00:00", ""),
        ("1970-01-01", "1970-01-01"),
        ("1970-01-01T10:00:00Z", "1970-01-01T10:00:00+00:00"),
    ],
)
def test_more_ways_of_writing_a_date(text: str, expected: str) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    "text", ["0001-01-01", "2013-02-30", "1970-01-01T00:00:00Z", "2999-01-01", "14 October 1066"]
)
def test_what_cannot_be_a_date_is_known_for_one(text: str) -> None:
    assert unlikely(text) == text


@pytest.mark.parametrize("text", ["", "soon", "2016-03-21", "12", "x" * 200, "3 hours ago"])
def test_what_is_a_date_or_none_at_all_is_not_unlikely(text: str) -> None:
    assert unlikely(text) == ""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2016/03/21/talks", "2016-03-21"),
        ("world/2016/mar/21/talks", "2016-03-21"),
        ("2016/03/talks-go-on", "2016-03"),
        ("news/talks-20160321.html", "2016-03-21"),
        ("world/2016-03-21-talks", "2016-03-21"),
        ("article/2016/03/the-2012/04-plan", ""),
        ("talks-in-2016", ""),
        ("2016/13/21/talks", ""),
        ("id/20161399/x", ""),
        ("2016/03/21/archive/2017/04/05/", ""),
        ("?date=2016-03-21", ""),
    ],
)
def test_addresses_that_tell_a_date(path: str, expected: str) -> None:
    assert in_address(f"https://post.example/{path}") == expected


@pytest.mark.parametrize(
    ("paragraph", "known", "expected"),
    [
        ("LONDON, March 3, 2016 (Reuters) - The minister said", "", "2016-03-03"),
        ("LONDON, March 3 (Reuters) - The minister said", "2016", "2016-03-03"),
        ("LONDON, March 3 (Reuters) - The minister said", "2016-04", ""),
        ("LONDON, March 3 (Reuters) - The minister said", "", ""),
        ("NEW DELHI, India, 3 Mar 2016 — The minister said", "", "2016-03-03"),
        ("SAO PAULO, Brazil, Sept. 3 (AP) -- The minister said", "2016", "2016-09-03"),
        ("The minister said on March 3, 2016 - and again", "", ""),
        ("LONDON, May 99 (Reuters) - The minister said", "2016", ""),
    ],
)
def test_datelines(paragraph: str, known: str, expected: str) -> None:
    assert in_dateline((paragraph,), known) == expected


LINE = "LONDON, March 3 (Reuters) - The minister said"


@pytest.mark.parametrize(
    ("article", "hints", "expected"),
    [
        ({"date": "2016-03-21", "date_from": "record: date"}, {}, ("2016-03-21", "record: date")),
        (
            {"date": "2016", "date_from": "record: year"},
            {},
            ("2016-03-03", "record: year and dateline"),
        ),
        ({"url": "https://a.example/2016/03/x"}, {}, ("2016-03-03", "address and dateline")),
        ({"url": "https://a.example/2016/04/x"}, {}, ("2016-04", "address")),
        ({"url": "https://a.example/2016/04/05/x"}, {}, ("2016-04-05", "address")),
        ({}, {"date": "2016-03-02"}, ("2016-03-02", "file name")),
        ({}, {}, ("", "")),
    ],
)
def test_the_surest_place_counts(
    article: dict[str, str], hints: dict[str, str], expected: tuple[str, str]
) -> None:
    found = Article(title="T", paragraphs=(LINE,), **article)  # type: ignore[arg-type]
    assert find(found, Hints(**hints)) == expected


@given(st.text(max_size=60), st.text(max_size=80), st.text(max_size=20))
def test_nothing_raises(path: str, paragraph: str, date: str) -> None:
    article = Article(title="", paragraphs=(paragraph,), url=f"https://a.example/{path}", date=date)
    find(article, Hints(date=date))
    unlikely(paragraph)
