"""Edits of names go from archive to archive by way of a collection, and come back when taken back.

The collection is made up: it keeps what it is told, as the one in a cluster does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from index import Archive, Edit, hide_edit, merge_edit, rename_edit
from index.core.entity_edits import Edits, Identity
from index.core.shared_edits import SharedEdit, standing
from index.engines.opensearch.cluster_address import ClusterAddress
from index.sharing.collection_edits import CollectionEdits
from index.sharing.edit_exchange import EditExchange
from index.store.articles import whole_articles
from index.store.names import kept_edits, met_edits
from tests.effort import runs

ADDRESS = ClusterAddress.parse("http://127.0.0.1:9/news")


class Telling(CollectionEdits):
    """A collection's edits, kept here."""

    def __init__(self) -> None:
        self.known: dict[str, SharedEdit] = {}

    def told(self) -> Sequence[SharedEdit]:
        return tuple(self.known.values())

    def tell(self, told: Sequence[SharedEdit]) -> None:
        for one in told:
            self.known.setdefault(one.id, one)


@pytest.fixture
def collection(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("NUTGRAF_OPENSEARCH_USER", "ann")
    cluster = SimpleNamespace(address=ADDRESS)
    return SimpleNamespace(cluster=cluster, edits=Telling(), identity="c0ffee")


TEXTS = (
    "Marta Ostrander met Alasdair Penhallow in London.",
    "M. Ostrander spoke in Paris. The Dock Workers Union listened.",
    "Tomas Ostrander, a welder, has never met Marta Ostrander in London.",
)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive's file."""
    folder = tmp_path_factory.mktemp("stored")
    for day, text in enumerate(TEXTS, start=1):
        page = f"---\ntitle: Day {day}\nurl: https://e.example/{day}\n---\n{text}\n"
        (folder / f"{day}.md").write_text(page, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder])
    return (folder / "a.db").read_bytes()


@pytest.fixture
def archives(tmp_path: Path, stored: bytes) -> Iterator[list[Archive]]:
    """Three archives that hold the same news."""
    with ExitStack() as opened:
        found = []
        for name in ("one", "two", "three"):
            path = tmp_path / f"{name}.db"
            path.write_bytes(stored)
            archive = Archive.open(path, index_folder=tmp_path / name)
            with archive._database.transaction() as connection:
                connection.execute("UPDATE meta SET value = ? WHERE key = 'identity'", (name,))
            archive._database.identity = name
            found.append(opened.enter_context(archive))
        yield found


def _named(archive: Archive) -> list[Any]:
    """The people, organisations and places that texts name."""
    rows = archive._database.all(
        "SELECT type, name FROM entity e"
        " WHERE EXISTS (SELECT 1 FROM mention WHERE entity = e.number) ORDER BY number"
    )
    return [SimpleNamespace(type=kind, name=name) for kind, name in rows]


def _entity(archive: Archive, name: str) -> Any:
    return next(one for one in _named(archive) if one.name == name)


def _merge(archive: Archive) -> Edit:
    return merge_edit(_entity(archive, "M. Ostrander"), _entity(archive, "Marta Ostrander"))


def _edits(archive: Archive) -> list[Edit]:
    return [one.edit for one in archive.entity_editor.kept() if one.by != "archive"]


def _push(archive: Archive, collection: Any) -> int:
    return EditExchange(archive._database, collection).push()


def _pull(archive: Archive, collection: Any) -> int:
    return EditExchange(archive._database, collection).pull()


def test_an_edit_reaches_another_archive_once(archives: list[Archive], collection: Any) -> None:
    one, two, _ = archives
    one.entity_editor.apply([_merge(one)])
    assert _push(one, collection) == 1
    assert _push(one, collection) == 0
    assert _pull(two, collection) == 1
    assert _pull(two, collection) == 0
    (kept,) = two.entity_editor.kept()
    assert (kept.edit, kept.by) == (one.entity_editor.kept()[0].edit, "collection")
    assert [told.by for told in standing(collection.edits.told())] == ["ann"]
    # What came from there is not told again, and what one has is no news to oneself.
    assert _push(two, collection) == 0
    assert _pull(one, collection) == 0
    assert "M. Ostrander" not in {entity.name for entity in _named(two)}


def test_an_edit_that_is_taken_back_is_taken_back_for_all(
    archives: list[Archive], collection: Any
) -> None:
    one, two, three = archives
    one.entity_editor.apply([_merge(one)])
    _push(one, collection)
    _pull(two, collection)
    _pull(three, collection)
    # By somebody else than who made it.
    two.entity_editor.take_back([two.entity_editor.kept()[0].number])
    assert _push(two, collection) == 1
    assert _push(one, collection) == 0, "it is no new edit of the one who made it"
    assert [_pull(each, collection) for each in (one, two, three)] == [1, 0, 1]
    assert [_edits(each) for each in archives] == [[], [], []]
    one.undo()
    two.undo()
    assert _push(two, collection) == 1
    assert [_pull(each, collection) for each in (one, two, three)] == [1, 0, 1]
    assert len({tuple(_edits(each)) for each in archives}) == 1
    assert len(_edits(one)) == 1


def test_what_is_about_nobody_known_here_stays_there(
    archives: list[Archive], collection: Any
) -> None:
    one, *_ = archives
    strange = SimpleNamespace(type="person", name="Nobody Here")
    collection.edits.add([hide_edit(strange), hide_edit(_entity(one, "London"))], "bob")
    assert _pull(one, collection) == 1
    assert [edit.name for edit in _edits(one)] == ["London"]


def test_what_the_archive_settled_goes_along_with_an_edit_of_the_same_names(
    archives: list[Archive],
) -> None:
    one, *_ = archives
    marta = _entity(one, "Marta Ostrander")
    database = one._database
    with database.transaction() as connection:
        settled = kept_edits.KeptEdit(1, _merge(one), "2025-10-02T08:00:00+00:00", "archive")
        other = hide_edit(_entity(one, "Paris"))
        away = kept_edits.KeptEdit(2, other, "2025-10-02T08:00:00+00:00", "archive")
        kept_edits.change(connection, [], [settled, away])

    def named() -> set[str]:
        chosen = [n for some in whole_articles.numbers(database, 100) for n in some]
        return {
            name.name
            for article in whole_articles.read(database, chosen)
            for paragraph in article.current.paragraphs
            for name in paragraph.names
        }

    assert "M. Ostrander" not in named()
    assert met_edits.of_people(one.entity_editor.kept()) == []
    one.entity_editor.apply([rename_edit(marta, "Marta the Great")])
    kept = met_edits.of_people(one.entity_editor.kept())
    assert [each.by for each in kept] == ["archive", "reader"]
    # As they were found: who reads them knows the edits as well.
    assert {"M. Ostrander", "Marta Ostrander"} <= named()
    assert "Marta the Great" not in named()


def _led(archive: Archive) -> dict[Identity, Identity | None]:
    """Whom every name means."""
    edits = Edits(_edits(archive))
    return {one: edits.lead(one, "") for one in edits.sources}


@pytest.mark.parametrize("seed", range(runs(3, 200)))
def test_all_come_to_know_the_same(archives: list[Archive], collection: Any, seed: int) -> None:
    """Whoever edits, takes back, pushes and pulls in whatever order."""
    random = Random(seed)
    for _ in range(runs(12, 40)):
        one = random.choice(archives)
        match random.choice(("edit", "edit", "back", "undo", "push", "pull")):
            case "edit":
                names = [each for each in _named(one) if each.type == "person"]
                if len(names) > 1:
                    one.entity_editor.apply([merge_edit(*random.sample(names, 2))])
            case "back":
                if kept := one.entity_editor.kept():
                    one.entity_editor.take_back([random.choice(kept).number])
            case "undo":
                one.undo()
            case "push":
                _push(one, collection)
            case "pull":
                _pull(one, collection)
    for _ in range(3):
        for each in archives:
            _pull(each, collection)
            _push(each, collection)
    stands = sorted(str(one.edit) for one in standing(collection.edits.told()))
    assert [sorted(map(str, _edits(each))) for each in archives] == [stands] * 3
    assert [_push(each, collection) + _pull(each, collection) for each in archives] == [0, 0, 0]
