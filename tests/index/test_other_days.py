"""Ways out where nothing is found on the days that are asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index import Archive

DAYS = ("2016-06-30", "2016-07-02", "2016-07-09", "2016-07", "2015-03-01")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("days")
    for n, day in enumerate(DAYS):
        word = "ferry" if n % 2 else "harbour"
        text = f"---\ntitle: Note {n}\ndate: {day}\n---\n\nThe {word} opened.\n"
        (folder / f"{n}.md").write_text(text, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        opened.add([folder])
        yield opened


@pytest.mark.parametrize(
    ("query", "ways"),
    [
        ("date:2016-07-04", ["date:2016-07-02", "date:2016-07", "date:2016"]),
        ("harbour date:2016-07-04", ["harbour date:2016-06-30", "harbour date:2016-07"]),
        ("ferry date:2017", ["ferry date:2016-07-02", "ferry"]),
        ("ferry after:2016-08-01", ["ferry date:2016-07-02", "ferry"]),
        ("harbour before:2000", ["harbour date:2015-03-01", "harbour"]),
        ("date:2015-02", ["date:2015-03-01", "date:2015"]),
    ],
)
def test_the_nearest_day_and_the_days_around_are_offered(
    archive: Archive, query: str, ways: list[str]
) -> None:
    found = archive.search(query)
    assert found.paragraphs == 0
    assert [way.text for way in found.relaxations][: len(ways)] == ways
    for way in found.relaxations:
        assert archive.search(way.text).paragraphs == way.count > 0


def test_filters_count_for_the_nearest_day(archive: Archive) -> None:
    found = archive.search("date:2016-07-04", filters=("harbour",))
    assert "date:2016-06-30" in [way.text for way in found.relaxations]


@pytest.mark.parametrize("query", ["quay date:2016-07-04", "date:2016-07-04 date:2016-07-02"])
def test_no_day_is_offered_where_the_days_are_not_what_left_nothing(
    archive: Archive, query: str
) -> None:
    assert not [way for way in archive.search(query).relaxations if "nearest" in way.label]
