"""What earlier versions imported of other programs' marks follows what is changed there."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.store import schema
from index.store.tables import reader_tables
from tests.older_archives import as_of

TEXTS = [
    "The harbour board met on Monday to settle what becomes of the two cranes.",
    "A second passage of the text is here, and it is long enough to be found.",
]
HIGHLIGHTS = schema.MIGRATIONS.index(reader_tables.HIGHLIGHTS) + 1
KNOWN = schema.MIGRATIONS.index(reader_tables.IMPORTED_MARKS) + 1
_HEAD = (
    "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
    "Highlighted at,Document tags"
)


def table(folder: Path, name: str, *marks: tuple[str, str]) -> Path:
    """Readwise's table, which has no ids: of each paragraph a note, and tags with commas."""
    path = folder / name
    rows = [
        f'"{text}","Harbour board meets","Anna Kowalska","","{note}","","{tags}","offset","{at}",'
        '"2025-11-03 10:00:00+00:00",""'
        for at, (text, (note, tags)) in enumerate(zip(TEXTS, marks, strict=False))
    ]
    path.write_text("\n".join([_HEAD, *rows, ""]))
    return path


def older(folder: Path, version: int, note: str = "") -> Path:
    """An archive of a version, into which a table was imported; a note of the reader's own."""
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([table(folder, "rw.csv", ("first note", "one,two"), ("", ""))])
        if note:
            (mark,) = [one for one in archive.bookmarks() if one.note]
            archive.set_note(mark.number, note)
    as_of(folder / "a.db", folder / "older.db", version)
    return folder / "older.db"


def changed(folder: Path, path: Path, note: str) -> tuple[str, set[str], int, list[str]]:
    """What becomes of the bookmark when its mark was changed: note, tags, how many are counted as
    changed, and what is said of it.
    """
    with Archive.open(path, index_folder=folder / "another") as archive:
        report = archive.add([table(folder, "rw2.csv", (note, "one,three"), ("", ""))])
        marks = {one.text: one for one in archive.bookmarks()}
        assert set(marks) == set(TEXTS)
        assert marks[TEXTS[1]].note == ""
        assert report.marks.bookmarked == 0
        said = [one.text for one in report.remarks if "changed here" in one.text]
        mark = marks[TEXTS[0]]
        return mark.note, set(mark.tags), report.marks.changed, said


@pytest.mark.parametrize("version", range(HIGHLIGHTS, schema.VERSION + 1))
def test_a_note_changed_elsewhere_comes_into_an_archive_of_any_version(
    tmp_path: Path, version: int
) -> None:
    note, tags, count, said = changed(tmp_path, older(tmp_path, version), "second note")
    assert count == 1
    if version >= KNOWN:
        assert (note, tags, said) == ("second note", {"one", "three"}, [])
    else:
        # What it was then was not kept: nothing of it is thrown away.
        assert (note, tags) == ("first note\nsecond note", {"one", "two", "three"})
        assert len(said) == 1


@pytest.mark.parametrize("version", range(HIGHLIGHTS, schema.VERSION + 1))
def test_a_note_of_the_readers_own_stays_beside_it(tmp_path: Path, version: int) -> None:
    path = older(tmp_path, version, "mine")
    note, _, count, said = changed(tmp_path, path, "second note")
    assert (note, count, len(said)) == ("mine\nsecond note", 1, 1)


@pytest.mark.parametrize("version", [HIGHLIGHTS, KNOWN, schema.VERSION - 1])
def test_a_later_change_takes_the_place_of_the_one_before(tmp_path: Path, version: int) -> None:
    path = older(tmp_path, version, "mine")
    changed(tmp_path, path, "second note")
    note, tags, count, said = changed(tmp_path, path, "third note")
    assert (note, count, said) == ("mine\nthird note", 1, [])
    assert {"one", "three"} <= tags


@pytest.mark.parametrize("version", [KNOWN, schema.VERSION - 1])
def test_a_mark_that_may_be_of_another_program_keeps_its_note(tmp_path: Path, version: int) -> None:
    """The article was met in files of two kinds: it cannot be told which of them the mark is of."""
    (tmp_path / "1.json").write_text(
        '{"title": "Harbour board meets", "byline": "Anna Kowalska", "date": "2025-11-03",'
        f' "text": ["{TEXTS[0]}", "{TEXTS[1]}"]}}'
    )
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "1.json"])
        archive.add([table(tmp_path, "rw.csv", ("first note", "one"))])
        assert [one.note for one in archive.bookmarks()] == ["first note"]
    as_of(tmp_path / "a.db", tmp_path / "older.db", version)
    with Archive.open(tmp_path / "older.db", index_folder=tmp_path / "another") as archive:
        archive.add([table(tmp_path, "rw2.csv", ("second note", "one"))])
        (note,) = [one.note for one in archive.bookmarks()]
        assert note == "first note\nsecond note"
