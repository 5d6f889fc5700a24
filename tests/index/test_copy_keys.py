"""The keys by which copies are found: kept in blocks and parts, found in all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive
from index.store import schema
from index.store.derived import copy_keys
from tests.effort import runs
from tests.index.test_store_migrations import older

LAST = 2**32 - 1
KEYS = st.one_of(st.integers(0, 20), st.integers(0, LAST), st.sampled_from([2**31, LAST]))
Batch = Sequence[Sequence[int]]
"""The keys of each paragraph of a batch."""


def empty(connection: sqlite3.Connection) -> sqlite3.Connection:
    for script in schema.MIGRATIONS:
        connection.executescript(script)
    return connection


def entries(batch: Batch, first: int) -> copy_keys.Entries:
    pairs = [(key, first + place) for place, keys in enumerate(batch) for key in keys]
    keys, paragraphs = (np.array([pair[side] for pair in pairs], np.uint32) for side in (0, 1))
    return copy_keys.entries(keys, paragraphs)


def found(connection: sqlite3.Connection, wanted: copy_keys.Entries) -> list[list[int]]:
    """The paragraphs that are kept with the key of each wanted entry, as they are found."""
    every: list[list[int]] = [[] for _ in wanted]
    for some, there in copy_keys.near(connection, wanted):
        numbers = copy_keys.paragraphs_of(there).tolist()
        ranges = zip(*copy_keys.ranges(there, wanted[some]), strict=True)
        for place, (first, last) in enumerate(ranges, some.start):
            every[place] += numbers[first:last]
    return every


@settings(max_examples=runs(60, 2000), deadline=None)
@given(
    st.lists(st.lists(st.lists(KEYS, min_size=1, max_size=4), max_size=12), max_size=8),
    st.lists(KEYS, max_size=9),
    st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 40), st.integers(1, 20)),
)
def test_all_paragraphs_with_a_key_are_found_in_the_order_in_which_they_came(
    batches: Sequence[Batch], asked: Sequence[int], sizes: tuple[int, int, int, int]
) -> None:
    """However large parts and blocks are."""
    memory = sqlite3.connect(":memory:")
    with closing(empty(memory)) as connection, pytest.MonkeyPatch.context() as patch:
        for name, size in zip(("_PART", "_AT_ONCE", "_BLOCK", "_SMALL"), sizes, strict=True):
            patch.setattr(copy_keys, name, size)
        expected: dict[int, list[int]] = {}
        number = 1
        for batch in batches:
            copy_keys.add(connection, entries(batch, number))
            for place, keys in enumerate(batch):
                for key in set(keys):
                    expected.setdefault(key, []).append(number + place)
            number += len(batch)
        distinct = sorted(set(asked))
        wanted = entries([distinct], number)
        assert found(connection, wanted) == [expected.get(key, []) for key in distinct]


@pytest.mark.parametrize("many", [1_000, 8_000])
def test_what_an_article_is_looked_for_in_does_not_grow_with_the_archive(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_keys, "_PART", 20)
    random = np.random.default_rng(7)
    with closing(empty(sqlite3.connect(":memory:"))) as connection:
        batch = random.integers(0, LAST, (many, 12)).tolist()
        copy_keys.add(connection, entries(batch, 1))
        for number in range(many + 1, many + 100):
            own = entries(random.integers(0, LAST, (1, 12)).tolist(), number)
            read = sum(len(there) for _, there in copy_keys.near(connection, own))
            assert read < 12 * 20 * 5
            copy_keys.add(connection, own)
        (blocks,) = connection.execute("SELECT count(*) FROM copy_key_block").fetchone()
        assert blocks < 10


def test_a_block_that_no_program_of_ours_wrote_is_passed_over() -> None:
    with closing(empty(sqlite3.connect(":memory:"))) as connection:
        for number, (parts, many) in enumerate([(0, 1), (1, 2**60), (2**60, 1), (1, -1)], 1):
            connection.execute("INSERT INTO copy_key_block VALUES (?, ?, ?)", (number, parts, many))
        own = entries([[7, 9]], 1)
        copy_keys.add(connection, own)
        assert found(connection, own) == [[1], [1]]


def test_keys_of_an_older_archive_are_taken_over(tmp_path: Path) -> None:
    older(tmp_path / "old.db", schema.COPY_KEYS - 1)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection, connection:
        for number, first in enumerate((1, 400), 1):
            pairs = [(key * 7_919, first + key) for key in range(300)]
            kept = np.array(pairs, np.int64).T.astype("<u4").tobytes()
            connection.execute("INSERT INTO copy_block VALUES (?, ?)", (number, kept))
    with Archive.open(tmp_path / "old.db", index_folder=tmp_path / "index") as archive:
        archive.catch_up()
        wanted = entries([[key * 7_919 for key in range(300)]], 1_000)
        numbers = found(archive._database.connection, wanted)
        assert numbers == [[1 + key, 400 + key] for key in range(300)]
        assert archive.check() == []
