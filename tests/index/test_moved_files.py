"""Files that are named in several ways, moved, copied and edited: one text stays one article."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from zipfile import ZipFile

import pytest

from index.archive import Archive
from index.core import file_places
from index.core.file_places import is_gone, names_from_elsewhere, whole_path
from index.core.reports import ImportReport

TEXT = (
    "Pilots strike",
    "The pilots of Porthaven have been on strike for three weeks.",
    "The board said that it would not talk before Friday.",
    "Ferries sail from the other quay until then, if they sail at all.",
)
OTHER = (
    "Crane sold",
    "A crane that stood unused since autumn was bought by a museum.",
    "Children are to climb on it, which its drivers never dared.",
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two others in it, in which one is."""
    (tmp_path / "desk" / "a" / "in").mkdir(parents=True)
    (tmp_path / "desk" / "b").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "desk" / "a")
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def write(path: Path, text: tuple[str, ...] = TEXT, weeks: str = "three") -> Path:
    path.write_text("\n\n".join(text).replace("three", weeks), "utf-8")
    return path


def outcome(report: ImportReport) -> tuple[int, int, int]:
    assert report.skipped == []
    return report.new, report.changed, report.unchanged


NEW, CHANGED, KNOWN = (1, 0, 0), (0, 1, 0), (0, 0, 1)


def _whole(desk: Path) -> str:
    return str(desk / "a" / "u.txt")


def _from_above(desk: Path) -> str:
    os.chdir(desk.parent)
    return "desk/a/u.txt"


def _from_within(desk: Path) -> str:
    os.chdir(desk / "a")
    return "u.txt"


def _from_beside(desk: Path) -> str:
    os.chdir(desk / "b")
    return "../a/u.txt"


def _through_a_link(desk: Path) -> str:
    return str(desk.parent / "link" / "u.txt")


def _with_its_folder(desk: Path) -> str:
    os.chdir(desk / "b")
    return "../a"


def _from_a_linked_folder(desk: Path) -> str:
    os.chdir(desk.parent)
    return "link"


Naming = Callable[[Path], str]
NAMINGS: tuple[Naming, ...] = (
    *(_whole, _from_above, _from_within, _from_beside),
    *(_through_a_link, _with_its_folder, _from_a_linked_folder),
)


@pytest.mark.parametrize(("before", "after"), [*permutations(NAMINGS, 2)])
def test_a_file_is_the_same_however_it_is_named(
    archive: Archive, desk: Path, before: Naming, after: Naming
) -> None:
    path = write(desk / "a" / "u.txt")
    assert outcome(archive.add([before(desk)])) == NEW
    assert outcome(archive.add([after(desk)])) == KNOWN
    mark = archive.add_bookmark(archive.search("board").hits[0].number)
    write(path, weeks="four")
    assert outcome(archive.add([after(desk)])) == CHANGED
    assert archive.bookmarks()[0].number == mark.number
    view = archive.article(1)
    assert (view.versions, {one.origin for one in view.sources}) == (2, {os.path.realpath(path)})


@pytest.mark.parametrize("kept", [True, False], ids=["copied", "moved"])
def test_a_file_that_was_moved_and_then_edited_is_a_version(
    archive: Archive, desk: Path, *, kept: bool
) -> None:
    path, there = write(desk / "a" / "strike.txt"), desk / "b" / "renamed.txt"
    assert outcome(archive.add(["a"])) == NEW
    archive.add_bookmark(archive.search("board").hits[0].number)
    there.write_bytes(path.read_bytes())
    if not kept:
        path.unlink()
    assert outcome(archive.add(["b"])) == KNOWN
    assert outcome(archive.add(["b"])) == KNOWN
    places = [os.path.realpath(path), os.path.realpath(there)]
    assert [one.origin for one in archive.article(1).sources] == places
    write(there, weeks="four")
    assert outcome(archive.add(["b"])) == CHANGED
    # What was moved twice is found where it is now.
    write(desk / "a" / "in" / "again.txt", weeks="four")
    assert outcome(archive.add(["a/in"])) == KNOWN
    write(desk / "a" / "in" / "again.txt", weeks="five")
    assert outcome(archive.add(["a/in"])) == CHANGED
    assert (archive.stats().articles, archive.article(1).versions) == (1, 3)
    (mark,) = archive.bookmarks()
    assert mark.anchor.exact == TEXT[2]
    assert [archive.search(word).paragraphs for word in ("three", "four", "five")] == [0, 0, 1]


def test_another_text_at_the_new_place_of_a_file_is_another_article(
    archive: Archive, desk: Path
) -> None:
    write(desk / "a" / "u.txt")
    archive.add(["a"])
    (desk / "a" / "u.txt").rename(desk / "b" / "u.txt")
    assert outcome(archive.add(["b"])) == KNOWN
    write(desk / "b" / "u.txt", OTHER)
    write(desk / "a" / "u.txt", OTHER[::-1])
    assert outcome(archive.add(["b"])) == NEW
    write(desk / "b" / "u.txt", weeks="four")
    assert outcome(archive.add(["b"])) == CHANGED
    assert [archive.search(word).articles for word in ("museum", "board")] == [1, 1]


def test_of_two_files_with_one_text_no_text_is_lost(archive: Archive, desk: Path) -> None:
    for name in ("one", "two"):
        write(desk / "a" / f"{name}.txt")
    assert outcome(archive.add(["a"])) == (1, 0, 1)
    assert outcome(archive.add(["a"])) == (0, 0, 2)
    write(desk / "a" / "two.txt", weeks="four")
    assert outcome(archive.add(["a"])) == (0, 1, 1)
    write(desk / "a" / "one.txt", (*OTHER, *TEXT[1:2]))
    assert outcome(archive.add(["a"])) == (1, 0, 1)
    texts = {archive.search(word).articles for word in ("museum", "four")}
    assert texts == {1}
    assert archive.article(1, 1).paragraphs[0].text == TEXT[1]


def test_what_is_put_right_in_a_file_that_was_moved_arrives(archive: Archive, desk: Path) -> None:
    head = "---\ntitle: Strike\noutlet: {}\ndate: 2025-03-04\ntags: [{}]\nsource: {}\n---\n\n"
    for number, url in enumerate(("", "https://echo.example/strike"), 1):
        path = desk / "a" / f"{number}.md"
        body = "\n\n".join(TEXT).replace("Porthaven", f"Quay {number}")
        path.write_text(head.format("Ecko", "pilots, port", url) + body)
        assert outcome(archive.add([path])) == NEW
        path = path.rename(desk / "b" / f"{number}.md")
        assert outcome(archive.add([path])) == KNOWN
        path.write_text(head.format("The Echo", "port", url) + body)
        assert outcome(archive.add([path])) == CHANGED
        view = archive.article(number)
        assert (view.outlet, view.tags, view.versions) == ("The Echo", ("port",), 1)


def test_marks_in_a_file_stay_the_same_however_it_is_named(archive: Archive, desk: Path) -> None:
    path, body = desk / "a" / "clip.md", "\n\n".join(TEXT)
    head = "---\ntitle: Strike\nsource: https://echo.example/strike\n---\n\n"
    path.write_text(head + body.replace("not talk", "==not talk=="))
    archive.add([path])
    path.write_text(head + body.replace("not talk before Friday", "==not talk before Friday=="))
    archive.add(["a"])
    path = path.rename(desk / "b" / "clip.md")
    archive.add(["b"])
    path.write_text(
        head + body.replace("would not talk before Friday", "==would not talk before Friday==")
    )
    archive.add(["b"])
    (mark,) = archive.bookmarks()
    assert mark.note == "“would not talk before Friday”"


def test_a_collection_that_was_moved_is_read_again_and_brings_nothing(
    archive: Archive, desk: Path
) -> None:
    with ZipFile(desk / "a" / "all.zip", "w") as packed:
        packed.writestr("one.txt", "\n\n".join(TEXT))
        packed.writestr("two.txt", "\n\n".join(OTHER))
    assert outcome(archive.add(["a"])) == (2, 0, 0)
    (desk / "a" / "all.zip").rename(desk / "b" / "other.zip")
    assert outcome(archive.add(["b"])) == (0, 0, 2)
    with ZipFile(desk / "b" / "other.zip", "w") as packed:
        packed.writestr("one.txt", "\n\n".join(TEXT).replace("three", "four"))
        packed.writestr("two.txt", "\n\n".join(OTHER))
    assert outcome(archive.add(["b"])) == (0, 1, 1)


def _rows(*rows: tuple[str, str]) -> str:
    lines = [f'{title},{day},Echo,"{" ".join(OTHER[1:])} It was {title}."' for title, day in rows]
    return "\n".join(["title,date,outlet,text", *lines]) + "\n"


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_a_row_that_is_put_right_in_a_table_that_was_moved_is_the_same_article(
    archive: Archive, desk: Path, moves: int
) -> None:
    path = desk / "a" / "table.csv"
    path.write_text(_rows(("One", "2025-03-01"), ("Two", "2025-03-02")))
    assert outcome(archive.add([path])) == (2, 0, 0)
    for place in range(moves):
        path = path.rename(desk / "b" / f"{place}.csv")
        assert outcome(archive.add([path])) == (0, 0, 2)
    path.write_text(path.read_text().replace("2025-03-02", "2025-04-02"))
    assert outcome(archive.add([path])) == (0, 1, 1)
    assert archive.article(2).date == "2025-04-02"


@pytest.mark.parametrize("name", ["u.txt", "a/u.txt", "desk/a/u.txt"])
def test_files_of_older_archives_are_known_by_the_names_they_had(
    archive: Archive, desk: Path, name: str
) -> None:
    path = write(desk / "a" / "u.txt")
    archive.add([path])
    with sqlite3.connect(archive.path) as connection:
        connection.execute("UPDATE version SET origin = ?", (name,))
        connection.execute("UPDATE read_file SET path = ?", (name,))
    connection.close()
    assert outcome(archive.add([path])) == KNOWN
    write(path, weeks="four")
    assert outcome(archive.add([path])) == CHANGED
    # A file that is called so elsewhere is another one, unless it says nearly the same.
    (desk / "b" / "desk" / "a").mkdir(parents=True)
    write(desk / "b" / "desk" / "a" / "u.txt", (*OTHER, TEXT[3]))
    assert outcome(archive.add(["b"])) == NEW


def test_a_path_has_the_letters_that_its_folders_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on volumes that take capitals for small letters; here they are made to."""
    (tmp_path / "News" / "Port").mkdir(parents=True)
    path = write(tmp_path / "News" / "Port" / "Strike.txt")
    named = str(path).replace("News/Port/Strike", "news/PORT/strike")
    monkeypatch.setattr(
        file_places, "_is_same", lambda folder, one, other: one.casefold() == other.casefold()
    )
    assert whole_path(named) == whole_path(path) == os.path.realpath(path)


def test_a_path_is_told_where_nothing_can_be_looked_at(tmp_path: Path) -> None:
    assert whole_path(tmp_path / "gone" / ".." / "u.txt") == os.path.realpath(tmp_path / "u.txt")
    assert whole_path("nul\0in it") == "nul\0in it"
    assert names_from_elsewhere("/desk/a/u.txt") == ("desk/a/u.txt", "a/u.txt", "u.txt")
    assert is_gone(str(tmp_path / "u.txt"))
    # A volume that is not mounted has no folders; a page has no place in any.
    for place in (str(tmp_path / "gone" / "u.txt"), "https://echo.example/u", "u.txt", ""):
        assert not is_gone(place)
