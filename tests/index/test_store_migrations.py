"""An archive of an older program becomes one of this, with all that was in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import Archive, hide_edit
from index.store import schema
from index.store.names import name_forms


def older(path: Path, version: int) -> None:
    """An archive as the schema had it, with an article that names a person."""
    connection = sqlite3.connect(path)
    for script in schema.MIGRATIONS[:version]:
        connection.executescript(script)
    connection.executescript(
        f"PRAGMA user_version = {version}; PRAGMA application_id = {schema.APPLICATION_ID};"
        "INSERT INTO meta VALUES ('identity', '00');"
        "INSERT INTO revision VALUES (1, '2025-01-01T00:00:00+00:00', 1);"
        "INSERT INTO article (number, id, current, revision) VALUES (1, 'aaaa', 1, 1);"
        "INSERT INTO version (number, article, version, text_hash, title, outlet, byline, date,"
        " updated, section, language, url, tags, date_from, origin, imported)"
        " VALUES (1, 1, 1, 'h', 'A title', 'Echo', '', '2025-01-01', '', '', '',"
        " '', '[]', '', '', '2025-01-01');"
        "INSERT INTO paragraph VALUES (1, 1, 1, 7, 'Marta Ostrander left.');"
        "INSERT INTO entity (number, type, name, key)"
        " VALUES (1, 'person', 'Marta Ostrander', 'marta ostrander');"
        "INSERT INTO alias VALUES (1, 'marta ostrander');"
        "INSERT INTO mention (paragraph, start, end, entity, confidence)"
        " VALUES (1, 0, 15, 1, 0.9);"
    )
    if version >= schema.NAME_FORMS:
        name_forms.look_up(connection)
        connection.commit()
    connection.close()


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_names_of_an_older_archive_can_be_edited(tmp_path: Path, version: int) -> None:
    older(tmp_path / "old.db", version)
    with Archive.open(tmp_path / "old.db", index_folder=tmp_path / "index") as archive:
        archive.catch_up()
        assert archive.search('person:"Marta Ostrander"').paragraphs == 1
        (marta,) = archive.entity_editor.entities()
        archive.entity_editor.apply([hide_edit(marta)])
        assert archive.search("person:ostrander").paragraphs == 0
        archive.undo()
        assert archive.search("person:ostrander").paragraphs == 1
        assert archive.check() == []


def test_names_of_an_older_archive_are_folded_anew(tmp_path: Path) -> None:
    """Keys change, and what they tell apart no longer becomes one."""
    older(tmp_path / "old.db", schema.FOLDED - 1)
    connection = sqlite3.connect(tmp_path / "old.db")
    connection.executescript(
        "INSERT INTO paragraph VALUES (2, 1, 2, 8, 'J. K. Rowling and J.K. Rowling in Київ.');"
        "INSERT INTO entity (number, type, name, key) VALUES"
        " (2, 'person', 'J. K. Rowling', 'j k rowling'),"
        " (3, 'person', 'J.K. Rowling', 'jk rowling'),"
        " (4, 'place', 'Київ', 'киів');"
        "INSERT INTO alias VALUES (2, 'j k rowling'), (3, 'jk rowling'), (4, 'киів');"
        "INSERT INTO mention (paragraph, start, end, entity, confidence)"
        " VALUES (2, 0, 13, 2, 0.9), (2, 18, 30, 3, 0.9), (2, 34, 38, 4, 0.9);"
    )
    connection.close()
    with Archive.open(tmp_path / "old.db", index_folder=tmp_path / "index") as archive:
        archive.catch_up()
        for query in ('person:"J. K. Rowling"', "person:rowling", "place:київ"):
            assert archive.search(query).paragraphs == 1, query
        people = {one.name for one in archive.entity_editor.entities(kind="person")}
        assert people == {"Marta Ostrander", "J. K. Rowling"}
        assert archive.check() == []


def test_passwords_in_addresses_of_an_older_archive_are_taken_out(tmp_path: Path) -> None:
    path, there = tmp_path / "old.db", "https://ann:hush@echo.example"
    older(path, schema.CLEARED - 1)
    connection = sqlite3.connect(path)
    connection.executescript(
        f"UPDATE version SET url = '{there}/1', origin = '{there}/feed';"
        f"INSERT INTO source VALUES (1, 'bbbb', '{there}/2', '{there}/1', 'Echo', '2025'),"
        f" (1, 'bbbb', '{there}/2', 'https://echo.example/1', 'Echo', '2025');"
        f"INSERT INTO imported_file VALUES ('d', 'o', 1, '{there}/3', '2025');"
        f"INSERT INTO feed (url, added, error) VALUES ('{there}/rss', '2025', 'no {there}'),"
        " ('https://echo.example/rss', '2025', ''), ('https://bo:hush@post.example/', '2025', '');"
        f"INSERT INTO feed_item VALUES (3, '{there}/item', 'x');"
        "INSERT INTO saved_search VALUES ('mine', 'ann@echo.example', '2025');"
    )
    connection.close()
    assert b"hush" in path.read_bytes()
    with Archive.open(path, index_folder=tmp_path / "index") as archive:
        archive.catch_up()
        assert archive.article(1).url == "https://echo.example/1"
        assert archive.saved() == {"mine": "ann@echo.example"}
        feeds = {feed.url for feed in archive.feeds.all()}
        assert feeds == {"https://echo.example/rss", "https://post.example/"}
        assert archive.check() == []
    for left in tmp_path.glob("old.db*"):
        assert b"hush" not in left.read_bytes()


@pytest.mark.parametrize("edited", [2, 3])
@pytest.mark.parametrize("edit", ["merge", "rename", "hide"])
@pytest.mark.parametrize("version", range(3, schema.FOLDED))
def test_edits_hold_of_names_that_come_to_be_one(
    tmp_path: Path, version: int, edit: str, edited: int
) -> None:
    """Both ways of writing a name are edited by what was said of one of them."""
    older(tmp_path / "old.db", version)
    names = {2: "J. K. Rowling", 3: "J.K. Rowling"}
    name = names[edited]
    made = {"merge": ("", "Marta Ostrander"), "rename": ("", "Rowling X"), "hide": ("", "")}[edit]
    with closing(sqlite3.connect(tmp_path / "old.db")) as file:
        file.executescript(
            "INSERT INTO paragraph VALUES (2, 1, 2, 8, 'J. K. Rowling and J.K. Rowling met.');"
            "INSERT INTO paragraph VALUES (3, 1, 3, 9, 'J.K. Rowling left.');"
            "INSERT INTO paragraph VALUES (4, 1, 4, 10, 'J. K. Rowling left.');"
            "INSERT INTO entity (number, type, name, key) VALUES"
            " (2, 'person', 'J. K. Rowling', 'j k rowling'),"
            " (3, 'person', 'J.K. Rowling', 'jk rowling');"
            "INSERT INTO alias VALUES (2, 'j k rowling'), (3, 'jk rowling');"
            "INSERT INTO mention (paragraph, start, end, entity, confidence) VALUES"
            " (2, 0, 13, 2, 0.9), (2, 18, 30, 3, 0.9), (3, 0, 12, 3, 0.9), (4, 0, 13, 2, 0.9);"
        )
        file.execute(
            "INSERT INTO entity_edit (kind, type, name, alias, to_type, to_name, at)"
            " VALUES (?, 'person', ?, ?, 'person', ?, '2025-01-01T00:00:00+00:00')",
            (edit, name, *made),
        )
        if edit == "rename":
            file.execute(
                "UPDATE entity SET name = 'Rowling X', original = ? WHERE number = ?",
                (name, edited),
            )
            file.execute("INSERT INTO alias VALUES (?, 'rowling x')", (edited,))
        elif edit == "merge":
            file.execute("UPDATE mention SET entity = 1, found = ? WHERE entity = ?", (edited,) * 2)
        else:
            file.execute(
                "INSERT INTO mention_hidden SELECT paragraph, start, end, entity, confidence"
                " FROM mention WHERE entity = ?",
                (edited,),
            )
            file.execute("DELETE FROM mention WHERE entity = ?", (edited,))
        file.commit()
    with Archive.open(tmp_path / "old.db", index_folder=tmp_path / "index") as archive:
        archive.catch_up()
        people = {one.name for one in archive.entity_editor.entities(kind="person")}
        shown = {"rename": {"Marta Ostrander", "Rowling X"}}.get(edit, {"Marta Ostrander"})
        assert people == shown
        found = {"merge": 4, "rename": 3, "hide": 0}[edit]
        whom = "Rowling X" if edit == "rename" else "Marta Ostrander" if edit == "merge" else name
        assert archive.search(f'person:"{whom}"').paragraphs == found
        assert archive.check() == []
