"""Dates as far as the text goes: nothing is filled in, nothing impossible gets through."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.dates import days
from index.ingest.readers.dates.date_formats import find_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016", "2016"),
        ("2016-03", "2016-03"),
        ("2016-03-21", "2016-03-21"),
        ("2016/3/1", "2016-03-01"),
        ("20160321", "2016-03-21"),
        ("1987-02-26T15:01:01", "1987-02-26T15:01:01"),
        ("2016-03-21T10:15:00Z", "2016-03-21T10:15:00+00:00"),
        ("2016-03-21T10:15:00.123+09:00", "2016-03-21T10:15:00+09:00"),
        ("2016-03-21 10:15:00 -0500", "2016-03-21T10:15:00-05:00"),
        ("2016-03-21 00:00:00", "2016-03-21"),
        ("2016-03-21T00:00:00Z", "2016-03-21T00:00:00+00:00"),
        ("20160321T101500Z", "2016-03-21T10:15:00+00:00"),
        ("Mon, 21 Mar 2016 10:15:00 +0100", "2016-03-21T10:15:00+01:00"),
        ("21 Mar 2016 10:15 EST", "2016-03-21T10:15:00-05:00"),
        ("1458555300", "2016-03-21T10:15:00+00:00"),
        ("1458555300000", "2016-03-21T10:15:00+00:00"),
        ("March 2016", "2016-03"),
        ("Mar. 21, 2016", "2016-03-21"),
        ("Monday, March 21, 2016", "2016-03-21"),
        ("21 March 2016", "2016-03-21"),
        ("March 21, 2016 at 10:15 AM", "2016-03-21T10:15:00"),
        ("Published: March 21, 2016", "2016-03-21"),
        ("21.03.2016", "2016-03-21"),
        ("03.04.2016", "2016-04-03"),
        ("03/21/2016", "2016-03-21"),
        ("Stand: 06.10.2025, 08:15 Uhr", "2025-10-06T08:15:00"),
        *(("06.10.25", "2025-10-06"), ("06-OCT-99 09:15", "1999-10-06T09:15:00")),
        *(("2025-10-06 9:15:00 PM", "2025-10-06T21:15:00"), ("6 Oct 25", "2025-10-06")),
        ("Publié le 6 octobre 2025 à 08h15", "2025-10-06T08:15:00"),
        ("Actualizado el 6 de octubre de 2025", "2025-10-06"),
    ],
)
def test_what_a_text_says_of_a_date(text: str, expected: str) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("text", "known"),
    [("03/04/2016", "2016"), ("Monday, March 2016", "2016-03"), ("Spring 2016", "")],
)
def test_what_is_not_certain_is_left_out(text: str, known: str) -> None:
    assert find_date(text) == known


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "Monday", "12:30", "March 21", "3/21/16", "2013-02-30", "2013-13-01"),
        *("1399-01-01", "9999-99-99", "0000-00-00", "2999-01-01", "None", "10", "-1", "1e9"),
        *("2016-03-21" * 50, "1" * 5000, "²⁰¹⁶", "9" * 13, "-0001-11-30 00:00:00"),
        "Mon, 30 Nov -0001 00:00:00 +0000",
    ],
)
def test_what_is_no_date_stays_undated(text: str) -> None:
    assert find_date(text) == ""


@given(
    st.one_of(
        st.text(max_size=60), st.text(alphabet="0123456789/-.: TZ,+MarchJuneMonAMP", max_size=40)
    )
)
def test_no_text_raises_and_what_is_found_is_a_date(text: str) -> None:
    found = find_date(text)
    assert found == "" or days(found) is not None


@given(st.dates(date(1601, 1, 1), date(2024, 12, 31)))
def test_a_day_is_read_in_all_its_usual_forms(day: date) -> None:
    forms = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%d.%m.%Y")
    expected = day.isoformat()
    assert {find_date(day.strftime(form)) for form in forms} == {expected}


_OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timedelta(minutes=15 * quarters))


@given(
    st.datetimes(datetime.fromisoformat("1970-01-02T01:01"), datetime.fromisoformat("2024-12-31")),
    _OFFSETS,
    st.sampled_from(
        (
            "%a %b %d %Y %H:%M:%S GMT{0}{1:02}{2:02} (MSK)",
            "%a %b %d %Y %H:%M:%S GMT{0}{1:02}{2:02} (Central European Standard Time)",
            "%B %d, %Y %H:%M:%S UTC{0}{1}:{2:02}",
            "%B %d, %Y at %I:%M:%S %p GMT{0}{1}:{2:02}",
            "%d %B %Y %H:%M:%S GMT{0}{1:02}:{2:02}",
            "%Y-%m-%d %H:%M:%S UTC{0}{1:02}:{2:02}",
            "%d %b %Y %H:%M:%S CET{0}{1:02}{2:02}",
            "%a, %d %b %Y %H:%M:%S {0}{1:02}{2:02} (CET)",
            "%Y-%m-%dT%H:%M:%S{0}{1:02}:{2:02}",
            "%Y-%m-%dT%H:%M:%S{0}{1:02}{2:02}",
            "%Y-%m-%d %H:%M:%S{0}{1:02}:{2:02}",
            "%a, %d %b %Y %H:%M:%S {0}{1:02}{2:02}",
            "%a, %d %b %Y %H:%M:%S {0}{1:02}:{2:02}",
            "%a, %d %b %Y %I:%M:%S %p {0}{1:02}{2:02}",
            "%d %b %Y %I:%M:%S %p {0}{1:02}:{2:02}",
            "Fr., %d %b %Y %H:%M:%S {0}{1:02}{2:02}",
        )
    ),
)
def test_hours_from_greenwich_have_the_sign_that_is_written(
    moment: datetime, offset: timedelta, form: str
) -> None:
    moment = moment.replace(microsecond=0, tzinfo=timezone(offset))
    minutes = int(offset.total_seconds()) // 60
    hours = ("+" if minutes >= 0 else "-", *divmod(abs(minutes), 60))
    assert find_date(moment.strftime(form).format(*hours)) == moment.isoformat()


@given(
    st.datetimes(datetime.fromisoformat("1970-01-02T01:01"), datetime.fromisoformat("2024-12-31")),
    _OFFSETS,
)
def test_an_offset_behind_a_full_minute_is_no_range_of_hours(
    moment: datetime, offset: timedelta
) -> None:
    moment = moment.replace(second=0, microsecond=0, tzinfo=timezone(offset))
    assert find_date(moment.isoformat(timespec="minutes")) == moment.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fri, 20 Nov 2015 10:00:00 CEST", "2015-11-20T10:00:00+02:00"),
        ("Fri, 20 Nov 2015 10:00:00 BST", "2015-11-20T10:00:00+01:00"),
        ("Fri, 20 Nov 2015 10:00:00 AEST", "2015-11-20T10:00:00+10:00"),
        ("Fri, 20 Nov 2015 10:00 PM EST", "2015-11-20T22:00:00-05:00"),
        ("20 Nov 2015 10:00 PM", "2015-11-20T22:00:00"),
        ("ven., 20 nov. 2015 10:00:00 +0100", "2015-11-20T10:00:00+01:00"),
        ("Di, 03 Mär 2015 10:00:00 +0100", "2015-03-03T10:00:00+01:00"),
        ("20 novembre 2015 10:00:00 +0100", "2015-11-20T10:00:00+01:00"),
        ("2015-11-20 10:15-11:45", "2015-11-20T10:15:00"),
    ],
)
def test_a_time_of_day_keeps_its_half_and_its_zone(text: str, expected: str) -> None:
    assert find_date(text) == expected


def test_next_year_may_be_and_the_one_after_is_a_mistake() -> None:
    year = datetime.now(UTC).year
    assert find_date(f"{year + 1}-01-01") == f"{year + 1}-01-01"
    assert find_date(f"{year + 2}-01-01") == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和6年4月12日", "2024-04-12"),
        ("令和元年五月一日", "2019-05-01"),
        ("平成31年4月30日(火)", "2019-04-30"),
        ("民國113年4月12日", "2024-04-12"),
        ("中華民國一百一十三年", ""),
        ("二〇二四年四月十二日", "2024-04-12"),
        ("二〇二四年十二月三十一日", "2024-12-31"),
        ("２０２４年４月１２日", "2024-04-12"),
        ("2024年4月12日 10時30分", "2024-04-12T10:30:00"),
        ("令和6年13月12日", ""),
        ("12 نيسان/أبريل 2024", "2024-04-12"),
        ("12. априла 2024.", "2024-04-12"),
        ("2024. gada 12. aprīlī", "2024-04-12"),
    ],
)
def test_a_day_is_read_as_it_is_written_there(text: str, day: str) -> None:
    assert find_date(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("۱ فروردین ۱۳۵۸", "1979-03-21"),
        ("۳۰ اسفند ۱۳۷۵", "1997-03-20"),
        ("۱ فروردین ۱۴۰۰", "2021-03-21"),
        ("جمعه ۱۲ مرداد ۱۴۰۳", "2024-08-02"),
        ("12 مرداد ماه 1403", "2024-08-02"),
        ("۱۱ دي ۱۴۰۲", "2024-01-01"),
        ("۳۰ اسفند ۱۴۰۴", ""),
        ("۱۴۰۳/۰۵/۱۲", ""),
    ],
)
def test_a_day_of_the_iranian_calendar_is_known_by_the_name_of_its_month(
    text: str, day: str
) -> None:
    assert find_date(text) == day


def test_one_day_of_the_iranian_calendar_follows_another() -> None:
    months = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
    written = (
        f"{day} {month} {year}"
        for year in (1403, 1404)  # one of 366 days, one of 365
        for month in months
        for day in (1, 28, 29, 30, 31)  # those between follow one another in any calendar
    )
    found = [date.fromisoformat(day) for one in written if (day := find_date(one))]
    gaps = {(after - before).days for before, after in pairwise(found) if before.year == after.year}
    assert gaps == {1, 27}
    assert len(found) == 2 * (6 * 5 + 5 * 4) + 4 + 3
