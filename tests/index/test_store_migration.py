"""An archive of an older version becomes one of this version, and loses nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.archive import Archive
from index.store import schema


def test_archive_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    rows = sqlite3.connect(path)
    rows.executescript(
        f"PRAGMA journal_mode = WAL; {schema.MIGRATIONS[0]}; PRAGMA user_version = 1;"
        f"PRAGMA application_id = {schema.APPLICATION_ID};"
        "INSERT INTO meta VALUES ('identity', 'first');"
    )
    rows.execute("INSERT INTO revision VALUES (7, '2025-10-02T08:00:00+00:00', 1)")
    rows.execute("INSERT INTO article (id, current, revision) VALUES ('aaaabbbbcccc', 1, 7)")
    rows.execute(
        "INSERT INTO version (article, version, text_hash, title, outlet, byline, date, updated,"
        " section, language, url, tags, date_from, origin, imported) VALUES (1, 1, 'h', 'A crane',"
        " 'Echo', '', '', '', '', '', 'https://e.example/1', '[]', '', 'old.txt', '2025-10-02')"
    )
    rows.execute("INSERT INTO paragraph VALUES (1, 1, 1, 5, 'A crane fell.')")
    rows.commit()
    rows.close()
    with Archive.open(path) as archive:
        archive.catch_up()
        view = archive.article(1)
        assert [(one.origin, one.url, one.outlet) for one in view.sources] == [
            ("old.txt", "https://e.example/1", "Echo")
        ]
        assert archive.search("crane").paragraphs == 1
        archive.feeds.add("https://e.example/rss")
        assert archive.check() == []
