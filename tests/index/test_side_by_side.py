"""Questions to one archive run beside each other, and each gets the answer it gets alone."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.archive import Archive
from index.engines import index_manager
from index.engines.indexing import rebuild
from index.entities.views import entity_page
from tests.conftest import Once
from tests.effort import runs

PLACES = ("Gyeongju", "Rotterdam", "Valparaiso")
QUERIES = (
    "crane",
    '"crane fell"',
    "harb*",
    "crane~1",
    "title:storm",
    "crane -harbour",
    "crane w/s Rotterdam",
    "scope:article crane harbour",
    "atleast2 crane",
    "sort:newest crane",
    "nothing_of_the_kind crane",
    'place:"Rotterdam" crane',
)


def _made(folder: Path) -> None:
    news = folder / "news"
    news.mkdir()
    for number in range(40):
        place = PLACES[number % len(PLACES)]
        text = (
            f"Storm {number}\n\nA crane fell on a crane in {place}, said Maria Lindqvist.\n\n"
            f"The harbour of {place} was shut after call {number}.\n"
        )
        (news / f"echo_2025-10-{number % 28 + 1:02}_storm{number}.txt").write_text(text, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([news])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def answer(archive: Archive, query: str) -> object:
    """All that a search tells, rows and ways out included."""
    found = archive.search(query)
    rows = [(hit.number, hit.text, hit.spans, hit.paragraphs) for hit in found.hits[0:50]]
    facets = found.facets
    people = [(each.name, each.count) for each in facets.people[0:9]]
    ways = [(way.text, way.count) for way in found.relaxations]
    counts = [clause.remaining for clause in found.clauses]
    return rows, people, facets.outlets, facets.months, ways, counts, found.articles


def page(archive: Archive, entity: int) -> object:
    shown = archive.entity(entity)
    newest = [hit.number for hit in shown.newest]
    company = [(each.name, each.together) for each in shown.co_occurrences]
    return shown.paragraphs, shown.months, shown.called, company, newest


def test_a_search_does_not_wait_for_the_page_of_a_name(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def quoted(*_: object) -> tuple[list[object], list[object]]:
        begun.set()
        assert go_on.wait(60)
        return [], []

    monkeypatch.setattr(entity_page, "quoted", quoted)
    entity = archive.entities("Rotterdam")[0].entity
    with ThreadPoolExecutor(1) as executor:
        shown = executor.submit(archive.entity, entity)
        assert begun.wait(60)
        assert archive.search("crane").paragraphs == 40
        assert not shown.done()
        go_on.set()
        assert shown.result().number == entity


def test_many_at_once_beside_an_import_and_a_reindex_get_what_each_gets_alone(
    archive: Archive, tmp_path: Path
) -> None:
    """What is imported meanwhile is of other things, so that no answer changes by it."""
    alone = {query: answer(archive, query) for query in QUERIES}
    entity = archive.entities("Rotterdam")[0].entity
    its_page = page(archive, entity)
    rounds, done = runs(3, 40), threading.Event()

    def ask(start: int) -> None:
        for at in range(rounds * len(QUERIES)):
            query = QUERIES[(start + at) % len(QUERIES)]
            assert answer(archive, query) == alone[query], query
            if at % 5 == 0:
                assert page(archive, entity) == its_page
            ferries = archive.search("ferry")
            assert ferries.paragraphs == 2 * ferries.articles

    def write() -> None:
        number = 0
        while not done.is_set():
            number += 1
            news = tmp_path / f"other_2025-09-01_{number}.txt"
            news.write_text(f"Ferries {number}\n\nThe ferry left.\n\nA ferry came.\n", "utf-8")
            archive.add([news])
            archive.reindex()

    with ThreadPoolExecutor(5) as executor:
        writing = executor.submit(write)
        asking = [executor.submit(ask, start) for start in range(4)]
        try:
            for each in asking:
                each.result()
        finally:
            done.set()
        writing.result()
    assert archive.check() == []


def _removed(archive: Archive) -> None:
    shutil.rmtree(archive.index_folder)


def _emptied(archive: Archive) -> None:
    for file in archive.index_folder.iterdir():
        file.unlink()


def _altered(archive: Archive) -> None:
    for file in archive.index_folder.glob("*.seg"):
        content = file.read_bytes()
        file.write_bytes(bytes(255 - byte for byte in content))


@pytest.mark.parametrize("damage", [_removed, _emptied, _altered])
def test_an_index_lost_or_damaged_under_many_questions_is_built_once_and_nobody_finds_less(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Archive], None]
) -> None:
    # Asked of another, since what was read once is not looked at a second time.
    with Archive.open(archive.path, index_folder=archive.index_folder) as other:
        alone = {query: other.search(query).paragraphs for query in (*QUERIES, "")}
    built: list[int] = []
    monkeypatch.setattr(
        index_manager, "rebuild", lambda *how, **more: built.append(1) or rebuild(*how, **more)
    )
    damage(archive)

    def ask(start: int) -> None:
        queries = [*alone]
        for at in range(len(queries)):
            query = queries[(start + at) % len(queries)]
            archive.refresh()
            assert archive.search(query).paragraphs == alone[query]

    with ThreadPoolExecutor(4) as executor:
        for asked in [executor.submit(ask, start) for start in range(4)]:
            asked.result()
    assert len(built) == 1
    assert archive.notice
    assert archive.check() == []


def test_what_a_search_found_can_be_read_after_its_files_are_gone(archive: Archive) -> None:
    found = archive.search("crane")
    archive.reindex()
    shutil.rmtree(archive.index_folder)
    archive.refresh()
    assert [hit.number for hit in found.hits[0:40]] == list(found.hits.numbers())
    assert len(found.hits[0:40]) == 40
