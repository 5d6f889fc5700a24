"""An archive on a disk that has no room left can be read."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from index import Archive
from index.core.errors import ArchiveError
from index.store.database import Database


@contextmanager
def no_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system lets no file grow beyond a kilobyte, and says that the disk is full."""
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limit[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    news = tmp_path / "news.txt"
    news.write_text("Dam holds\n\nThe dam at Orbel held, the mayor said.\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        opened.add([news])
    return tmp_path / "a.db"


def test_an_import_that_leaves_no_room_on_the_disk_says_what_it_stored(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it wrote to the journal cannot be written into the file itself any more."""
    more = archive.parent / "more.txt"
    more.write_text("Dam breaks\n\nThe dam at Orbel broke, the mayor said.\n", "utf-8")
    one = Database.one

    def lacking_room(database: Database, statement: str, values: object = ()) -> object:
        if "checkpoint" in statement:
            raise ArchiveError("The disk is full.")
        return one(database, statement, values)

    monkeypatch.setattr("index.store.database._LONG_JOURNAL", 0)
    with Archive.open(archive, index_folder=archive.parent / "index") as opened:
        monkeypatch.setattr(Database, "one", lacking_room)
        assert opened.add([more]).new == 1
        assert opened.search("broke").paragraphs == 1


def test_what_goes_wrong_behind_an_import_has_what_it_stored(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = archive.parent / "more.txt"
    more.write_text("Dam breaks\n\nThe dam at Orbel broke, the mayor said.\n", "utf-8")

    def fail(_: object) -> None:
        raise ArchiveError("The file was taken away.")

    with Archive.open(archive, index_folder=archive.parent / "index") as opened:
        monkeypatch.setattr(Archive, "refresh", fail)
        with pytest.raises(ArchiveError) as caught:
            opened.add([more])
    assert caught.value.stored is not None
    assert caught.value.stored.new == 1


def test_what_is_on_a_full_disk_is_found_and_once_there_is_room_it_is_marked(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = archive.parent / "index"
    with no_room(monkeypatch):
        opened = Archive.open(archive, index_folder=index)
        hits = opened.search("dam").hits[0:5]
        assert [hit.text for hit in hits] == ["The dam at Orbel held, the mayor said."]
        with pytest.raises(ArchiveError, match="is full"):
            opened.add_bookmark(hits[0].number)
        assert not opened.bookmarks()
    with opened:
        opened.add_bookmark(hits[0].number)
    with Archive.open(archive, index_folder=index) as again:
        assert len(again.bookmarks()) == 1
