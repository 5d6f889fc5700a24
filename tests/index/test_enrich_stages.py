"""Derived stages: each text is gone through once in each version, whoever dies on the way."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from index.core.errors import ArchiveBusy
from index.enrich import registry
from index.enrich.running import Enrichment
from index.enrich.stage import GROWTH, THE_END, ArchiveStage
from index.ingest import import_batches, importer
from index.store.database import Database
from index.store.derived import stages
from index.store.file.lock import writer_lock
from index.store.tables import derived_tables
from tests.conftest import Once
from tests.effort import runs
from tests.index.toy_stages import CountingStage, LengthsStage, lengths, totals

_CHILD = """
import sys
from pathlib import Path
from index.enrich import running
from index.enrich.running import Enrichment
from index.store.database import Database
from tests.index.toy_stages import CountingStage, LengthsStage

running._PORTION = 200
database = Database(Path(sys.argv[1]))
toys = [LengthsStage(sys.argv[2]), CountingStage(sys.argv[2])]
Enrichment(database, toys).run(lambda done, _: print(done, flush=True))
print("done", flush=True)
"""


def write(folder: Path, *numbers: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        text = "\n\n".join(f"Berth {at} of day {number} opened." for at in range(number % 5 + 1))
        (folder / f"{number}.txt").write_text(f"Day {number}\n\n{text}\n", "utf-8")


def _made(folder: Path) -> None:
    write(folder / "news", *range(40))
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder / "news"])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def made(archive: Archive, version: str) -> dict[int, str]:
    """What the toy makes of every text in a version."""
    rows = archive._database.all(
        "SELECT v.number, count(*) FROM version v JOIN paragraph p ON p.version = v.number"
        " GROUP BY v.number"
    )
    return {number: f"{version}:{count}" for number, count in rows}


def toys(archive: Archive, version: str) -> tuple[LengthsStage, Enrichment]:
    stage = LengthsStage(version)
    return stage, Enrichment(archive._database, [stage, CountingStage("1")])


def test_a_stage_that_arrives_goes_through_old_articles_once(archive: Archive) -> None:
    stage, enrichment = toys(archive, "1")
    assert [(one.done, one.pending) for one in enrichment.states()] == [(0, 40), (0, 40)]
    told: list[tuple[int, int]] = []
    enrichment.run(lambda done, total: told.append((done, total)))
    assert lengths(archive._database) == made(archive, "1")
    assert told[-1] == (40, 40)
    assert sorted(stage.worked_on) == sorted(made(archive, "1"))
    assert [(one.done, one.pending, one.seconds) for one in enrichment.states()] == [
        (40, 0, 0),
        (40, 0, 0),
    ]
    stage.worked_on.clear()
    assert enrichment.run() == 0
    assert stage.worked_on == []


def test_a_newer_version_reaches_old_articles_again(archive: Archive) -> None:
    toys(archive, "1")[1].run()
    stage, enrichment = toys(archive, "2")
    assert [one.pending for one in enrichment.states()] == [40, 0]
    enrichment.run()
    assert lengths(archive._database) == made(archive, "2")
    assert len(stage.worked_on) == 40


def test_what_changed_is_indexed_anew_and_what_did_not_is_not(archive: Archive) -> None:
    _, enrichment = toys(archive, "1")
    assert archive.pending == 0
    enrichment.run()
    assert archive.pending == 40
    archive.catch_up()
    # The toy says of paragraphs what it said before: nothing about them has changed.
    LengthsStage("1").worked_on.clear()
    with archive._database.transaction() as connection:
        stages.mark(connection, LengthsStage.name, 1, 40, "")
    enrichment.run()
    assert archive.pending == 0


def test_what_rests_on_a_stage_follows_it(archive: Archive) -> None:
    toys(archive, "1")[1].run()
    assert totals(archive._database) == sum(archive._database.one("SELECT count(*) FROM paragraph"))
    with archive._database.transaction() as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'toy total'")
    toys(archive, "1")[1].run()
    assert totals(archive._database) == 0  # nothing gave cause to count again
    toys(archive, "2")[1].run()
    assert totals(archive._database) > 0


def test_what_came_while_the_lock_was_waited_for_is_gone_through_too(archive: Archive) -> None:
    toys(archive, "1")[1].run()
    database = archive._database

    def mark(first: int, last: int) -> None:
        with database.transaction() as connection:
            stages.mark(connection, CountingStage.name, first, last, "")

    @contextmanager
    def waiting() -> Iterator[None]:
        mark(20, 30)
        yield

    went: list[Sequence[tuple[int, int]]] = []

    class Told(CountingStage):
        def run(self, database: Database, pending: Sequence[tuple[int, int]]) -> None:
            went.append(pending)

    mark(3, 5)
    Enrichment(database, [Told("1")], lock=waiting).run()
    assert went == [[(3, 5), (20, 30)]]


def test_an_import_takes_new_articles_through_and_leaves_old_ones_for_later(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = LengthsStage("1")
    monkeypatch.setattr(registry, "beside_names", lambda: (stage,))
    write(tmp_path / "news", 97, 98)
    archive.add([tmp_path / "news"])
    assert len(stage.worked_on) == 2
    assert archive.pending == 0
    assert [one.pending for one in Enrichment(archive._database, [stage]).states()] == [40]


def test_while_another_imports_it_ends_and_goes_on_afterwards(archive: Archive) -> None:
    other = Archive.open(archive.path, index_folder=archive.index_folder)
    with archive._database.transaction() as connection:
        stages.mark(connection, "names", 1, 40, "older")
    with closing(other), writer_lock(archive.path), pytest.raises(ArchiveBusy):
        other.enrichment().run()
    assert archive.enrichment().states()[0].pending == 40
    archive.enrichment().run()
    assert archive.enrichment().states()[0].pending == 0


def test_it_can_be_stopped_and_goes_on_from_there(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.enrich.running._PORTION", 100)
    stage, enrichment = toys(archive, "1")
    enrichment.run(stop=lambda: len(stage.worked_on) > 10)
    first = list(stage.worked_on)
    assert 10 < len(first) < 40
    enrichment.run()
    assert sorted(stage.worked_on) == sorted(made(archive, "1"))


def test_killed_in_the_middle_it_goes_on_from_there(archive: Archive) -> None:
    choose = random.Random(3)
    for version in range(1, runs(3, 60) + 1):
        for _ in range(100):
            child = subprocess.Popen(
                [sys.executable, "-c", _CHILD, archive.path, str(version)],
                stdout=subprocess.PIPE,
                text=True,
                cwd=Path(__file__).parents[2],
            )
            assert child.stdout is not None
            for _ in range(choose.randrange(1, 6)):
                if child.stdout.readline() == "done\n":
                    break
            else:
                child.send_signal(signal.SIGKILL)
            child.stdout.close()
            if child.wait() == 0:
                break
            # What was gone through is what is kept as gone through, no more and no less.
            done = stages.done(archive._database.connection, LengthsStage.name)
            through = {n for one in done if one.made_by == str(version)
                       for n in range(one.first, one.last + 1)}  # fmt: skip
            now = {n for n, what in lengths(archive._database).items()
                   if what.startswith(f"{version}:")}  # fmt: skip
            assert through == now
        assert lengths(archive._database) == made(archive, str(version))
        archive.catch_up()
        assert archive.check() == []


def test_an_archive_that_is_only_read_is_left_as_it_is(archive: Archive) -> None:
    archive.close()
    archive.path.chmod(0o400)
    with Archive.open(archive.path, index_folder=archive.index_folder) as opened:
        if not opened._database.is_read_only:  # root may write what nobody may
            opened._database._file.options = "mode=ro"
        assert toys(opened, "1")[1].run() == 0
        assert [one.pending for one in toys(opened, "1")[1].states()] == [40, 40]


@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.integers(1, 30), st.sampled_from(("a", "b", "c", ""))),
        max_size=20,
    )
)
def test_ranges_are_what_was_marked_last(marks: list[tuple[int, int, str]]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(derived_tables.STAGES)
        stages.mark(connection, "other", 3, 9, "x")
        model: dict[int, str] = {}
        for one, other, by in marks:
            first, last = sorted((one, other))
            stages.mark(connection, "toy", first, last, by)
            model |= dict.fromkeys(range(first, last + 1), by)
        ranges = stages.done(connection, "toy")
        kept = {n: one.made_by for one in ranges for n in range(one.first, one.last + 1)}
        assert kept == {n: by for n, by in model.items() if by}
        # As few rows as can be: neighbours differ.
        for before, after in pairwise(ranges):
            assert (before.last, before.made_by) != (after.first - 1, after.made_by)
        assert stages.done(connection, "other") == [stages.Range(3, 9, "x")]


def test_an_import_makes_one_range_longer(archive: Archive, tmp_path: Path) -> None:
    for number in range(50, 53):
        write(tmp_path / "news", number)
        archive.add([tmp_path / "news"])
    database: Database = archive._database
    assert database.all("SELECT stage, first, last FROM stage_range ORDER BY 1") == [
        ("copies", 1, 43),
        ("furniture", 1, 43),
        ("languages", 1, 43),
        ("merges", 1, 43),
        ("names", 1, 43),
        ("quotes", 1, 43),
        ("stories", 1, 43),
    ]


def test_an_import_goes_through_stages_that_can_wait_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []

    class Told(ArchiveStage):
        cost = 0.0
        version = "1"

        def __init__(self, name: str, *, waits_for: float) -> None:
            self.name, self.waits_for = name, waits_for

        def run(self, database: Database, pending: Sequence[tuple[int, int]]) -> None:
            went.append(self.name)

    made = (
        Told("soon", waits_for=0.0),
        Told("seldom", waits_for=GROWTH),
        Told("late", waits_for=THE_END),
    )
    monkeypatch.setattr(registry, "beside_names", lambda: made)
    monkeypatch.setattr(importer, "_INDEX_EVERY", 3)
    monkeypatch.setattr(importer, "_INDEX_FIRST", 3)
    monkeypatch.setattr(import_batches, "_BATCH_ARTICLES", 2)
    monkeypatch.setattr(import_batches, "_FIRST_BATCH", 2)
    for number in range(16):
        (tmp_path / f"{number}.txt").write_text(
            f"Day {number}\n\nOne.\n\nTwo.\n\nThree.\n", "utf-8"
        )
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add(sorted(tmp_path.glob("*.txt")))
        assert went.count("soon") > went.count("seldom") > 1
        assert went.count("late") == 1
        assert archive.search("three").paragraphs == 16
