"""Hits over time: a bar is what its clause finds, a peak is told by what is unusual in it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive, Bar, coarsest_that_fits, hits_within, time_clause, timeline
from index.search.timeline import UNITS, first_of, last_of, peaks
from tests.effort import runs

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
known = days.flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], ""])
)
near = st.dates(date(2019, 11, 20), date(2021, 3, 5)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], ""])
)
dated = st.dictionaries(near, st.integers(1, 9), max_size=30).map(lambda one: sorted(one.items()))


@given(days, st.sampled_from(UNITS))
def test_every_day_lies_in_one_stretch(day: date, unit) -> None:
    first = first_of(day, unit)
    assert first <= day <= last_of(first, unit)
    assert first_of(last_of(first, unit), unit) == first


@given(dated, st.sampled_from(UNITS))
def test_every_hit_is_counted_once_and_no_stretch_is_left_out(found, unit) -> None:
    line = timeline(found, unit)
    counted = sum(bar.count for bar in line.bars) + sum(n for _, n in line.vague) + line.undated
    assert counted == sum(count for _, count in found)
    for one, other in zip(line.bars, line.bars[1:], strict=False):
        assert other.first == one.last + timedelta(days=1)


@given(dated, st.integers(1, 400))
def test_the_unit_to_begin_with_has_room(found, room: int) -> None:
    unit = coarsest_that_fits(found, room)
    line = timeline(found, unit)
    assert unit == "year" or len(line.bars) <= room + 2


DATES = ["", "2020", "2021", "2020-02", "2020-03", "2020-12"]
DATES += [(date(2020, 1, 27) + timedelta(days=n * 5)).isoformat() for n in range(60)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("dated")
    chance = random.Random(3)
    news = folder / "news"
    news.mkdir()
    for number, day in enumerate(DATES * 2):
        stamp = f"date: {day}\n" if day else ""
        flood = day == "2020-05-01"
        text = "The Elbe flooded the harbour of Hamburg, Anna Petrova said.\n\n" * (6 * flood)
        text += "The council spoke of the budget.\n\n" * chance.randint(1, 3)
        (news / f"{number}.md").write_text(
            f"---\ntitle: News {number}\noutlet: Echo {number % 3}\n{stamp}---\n\n{text}"
        )
    with Archive.open(folder / "a.db", index_folder=folder / "index") as made:
        made.add([news])
        yield made


@pytest.mark.parametrize("unit", UNITS)
def test_what_a_bar_counts_is_what_its_clause_finds(archive: Archive, unit) -> None:
    found = archive.search("")
    line = timeline(found.dated(), unit)
    for bar in line.bars:
        assert archive.search(time_clause(bar.first, bar.last)).paragraphs == bar.count
    for day, count in line.vague:
        assert archive.search(f"date:{day}-XX").paragraphs == count
    assert archive.search("is:undated").paragraphs == line.undated


def test_what_is_brushed_is_counted_as_it_is_found(archive: Archive) -> None:
    found = archive.search("")
    stamps = found.dated()
    chance = random.Random(5)
    for _ in range(runs(40, 400)):
        unit = chance.choice(UNITS)
        bars = timeline(stamps, unit).bars
        one, other = sorted((chance.randrange(len(bars)), chance.randrange(len(bars))))
        first, last = bars[one].first, bars[other].last
        count = hits_within(stamps, first, last)
        assert archive.search("", filters=[time_clause(first, last)]).paragraphs == count


def test_a_peak_is_named_by_who_and_what_is_unusual_in_it(archive: Archive) -> None:
    found = archive.search("")
    bars = timeline(found.dated(), "week").bars
    (peak,) = archive.peaks(found, bars)
    assert peak.bar.first <= date(2020, 5, 1) <= peak.bar.last
    assert {"Anna Petrova", "Hamburg"} <= {one.name for one in peak.names}
    assert "flooded" in peak.words
    assert "council" not in peak.words
    assert archive.search("", filters=[peak.clause]).paragraphs == peak.bar.count


def test_a_timeline_without_a_peak_has_none(archive: Archive) -> None:
    found = archive.search("budget")
    assert archive.peaks(found, timeline(found.dated(), "month").bars) == []
    assert archive.peaks(archive.search("nothing"), ()) == []


def bars_of(*counts: int) -> list[Bar]:
    start = date(2020, 1, 1)
    made = [start + timedelta(days=n) for n in range(len(counts))]
    return [Bar(day, day, count) for day, count in zip(made, counts, strict=True)]


def test_what_stands_out_is_higher_than_what_is_around_it() -> None:
    assert peaks(bars_of(5, 5, 6, 40, 5, 4, 5), 5) == [3]
    assert peaks(bars_of(5, 5, 6, 40, 41, 4, 5), 5) == [4]
    assert peaks(bars_of(*[5, 6, 5, 4] * 5), 5) == []
    assert peaks(bars_of(*[0] * 20, 12, *[0] * 20, 30, *[0] * 20), 1) == [41]
    assert peaks(bars_of(*[0] * 20, 12, *[0] * 20, 30, *[0] * 20), 5) == [41, 20]
    assert peaks(bars_of(100), 5) == []


def test_each_of_several_clauses_is_counted_over_time(archive: Archive) -> None:
    found = archive.search("budget")
    clauses = ['outlet:"Echo 0"', 'outlet:"Echo 1"', 'outlet:"Echo 2"']
    parts = archive.dated(found, clauses)
    for clause, part in zip(clauses, parts, strict=True):
        alone = archive.search("budget", filters=[clause])
        assert list(part) == list(alone.dated())
    assert sum(count for part in parts for _, count in part) == found.paragraphs
