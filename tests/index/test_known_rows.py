"""Rows that are remembered are those that would be read, whoever changed what in the meantime."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.store import known_rows
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from index.store.known_rows import KnownRows
from index.store.reading import excerpt_rows, hit_rows
from index.store.rows import read_rows

PARAGRAPHS = 12
NUMBERS = st.lists(st.integers(1, PARAGRAPHS + 1), max_size=PARAGRAPHS, unique=True)
STEPS = st.one_of(
    st.tuples(st.just("ask"), NUMBERS),
    st.tuples(st.just("write"), NUMBERS),
    st.tuples(st.just("another writes"), NUMBERS),
    st.tuples(st.just("asked while another writes"), NUMBERS),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Database]]:
    """An archive of twelve paragraphs, opened twice."""
    path = tmp_path_factory.mktemp("rows") / "news.db"
    with closing(Database(path)) as first, closing(Database(path)) as second:
        news = [
            Article(
                title=f"News {one}",
                outlet="Post",
                date=f"2024-05-0{one + 1}",
                url=f"https://reader:word@post.example/{one}",
                paragraphs=tuple(f"Said {one} {two}." for two in range(3)),
            )
            for one in range(PARAGRAPHS // 3)
        ]
        intake = Intake(first)
        intake.write([Arrival(one) for one in intake.deduplicate(news)])
        yield first, second


def _write(database: Database, numbers: list[int]) -> None:
    """Other texts, and another headline."""
    with database.transaction() as connection:
        for number in numbers:
            connection.execute("UPDATE paragraph SET text = text || '.' WHERE number = ?", [number])
            connection.execute(
                "UPDATE version SET title = title || '!'"
                " WHERE number = (SELECT version FROM paragraph WHERE number = ?)",
                [number],
            )


@settings(deadline=None)
@given(steps=st.lists(STEPS, min_size=2, max_size=12), kept=st.integers(1, 20))
def test_remembered_rows_are_those_that_would_be_read(
    both: tuple[Database, Database], steps: list[tuple[str, list[int]]], kept: int
) -> None:
    database, other = both
    known = KnownRows(database)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known_rows, "_ROWS", kept)
        for step, numbers in steps:
            if step == "write":
                _write(database, numbers)
            elif step == "another writes":
                _write(other, numbers)
            elif step == "asked while another writes":
                with database.snapshot():
                    before = hit_rows(database, numbers)
                    _write(other, numbers)
                    assert known.of(numbers) == before
            assert known.of(numbers) == hit_rows(database, numbers)


def test_what_rows_do_not_show_is_read_when_it_is_asked_for(
    both: tuple[Database, Database],
) -> None:
    database, _ = both
    numbers = list(range(1, PARAGRAPHS + 1))
    for row in read_rows(database, numbers):
        known = excerpt_rows(database, [row.number])[row.number].publication
        assert row.publication == known
        assert row.heading == known.heading
        assert (row.title, row.outlet, row.date, row.day) == (
            known.title, known.outlet, known.date, known.day,
        )  # fmt: skip
