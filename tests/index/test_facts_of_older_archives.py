"""What an update fills in by itself is no change of an article; what it cannot do yet is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import Archive
from index.compare.articles import compare
from index.store import schema
from index.store.tables import article_tables
from tests.older_archives import as_of

TEXT = (
    "Der Senat hat am Montag beschlossen, dass zwei neue Häuser und mehrere Brücken in der Stadt"
    " gebaut werden, und die Kosten sind nicht bekannt."
)
LATER = f"{TEXT} Das sagte der Bürgermeister nach der Sitzung."


def older(folder: Path, *, language: str = "") -> Path:
    """An archive of a version that told no languages, with one article in two versions."""
    file = folder / "news.jsonl"
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        for text in (TEXT, LATER):
            write(file, text, language)
            archive.add([file])
    path = folder / "older.db"
    as_of(folder / "a.db", path, schema.MIGRATIONS.index(article_tables.TEXT_FROM) + 1)
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.execute("UPDATE version SET language = ''")
        rows.execute("DELETE FROM stage_range WHERE stage = 'languages'")
    return path


def write(file: Path, text: str, language: str = "") -> None:
    stated = f', "language": "{language}"' if language else ""
    file.write_text(
        f'{{"title": "Neue Häuser", "url": "https://echo.example/1", "date": "2025-01-01"{stated},'
        f' "text": ["{text}", "{TEXT}"]}}'
    )


def test_what_is_imported_again_is_unchanged(tmp_path: Path) -> None:
    path = older(tmp_path)
    with Archive.open(path, index_folder=tmp_path / "another") as archive:
        moved = tmp_path / "elsewhere" / "news.jsonl"
        moved.parent.mkdir()
        moved.write_bytes((tmp_path / "news.jsonl").read_bytes())
        report = archive.add([moved])
        assert (report.new, report.changed, report.unchanged) == (0, 0, 1)
        # What is told of it is kept all the same.
        assert archive.article(1).language == "de"


def test_a_language_that_is_stated_is_a_change(tmp_path: Path) -> None:
    path = older(tmp_path)
    with Archive.open(path, index_folder=tmp_path / "another") as archive:
        write(
            tmp_path / "news.jsonl", f"{TEXT} Das sagte der Bürgermeister nach der Sitzung.", "gsw"
        )
        assert archive.add([tmp_path / "news.jsonl"]).changed == 1
        assert archive.article(1).language == "gsw"


@pytest.mark.parametrize("unknown", [1, 2])
def test_a_language_that_is_not_known_is_none_that_changed(tmp_path: Path, unknown: int) -> None:
    path = older(tmp_path)
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.execute("UPDATE version SET language = 'de' WHERE version <> ?", (unknown,))
    with Archive.open(path, index_folder=tmp_path / "another") as archive:
        compared = compare(archive.article(1, 1), archive.article(1, 2))
        assert [one.name for one in compared.fields] == []
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.execute("UPDATE version SET language = 'fr' WHERE version = ?", (unknown,))
    with Archive.open(path, index_folder=tmp_path / "another") as archive:
        compared = compare(archive.article(1, 1), archive.article(1, 2))
        assert [one.name for one in compared.fields] == ["language"]


def test_texts_of_which_no_language_was_told_are_counted_until_it_is(tmp_path: Path) -> None:
    path = older(tmp_path)
    with Archive.open(path, index_folder=tmp_path / "another") as archive:
        archive.catch_up()
        assert archive.without_language == 2
        assert archive.search("haus").paragraphs == 0
        archive.enrichment().run()
        archive.catch_up()
        assert archive.without_language == 0
        assert archive.search("haus").paragraphs == 2
