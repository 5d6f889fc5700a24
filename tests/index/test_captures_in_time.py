"""Captures know when they were taken: whichever comes first, the later one is the later version."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from index.core.article import Article
from index.core.bookmark import Anchor
from index.ingest.readers import ReadOptions, find
from index.store import reading, schema
from index.store.articles import versions
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from index.store.library import bookmarks
from index.store.library.bookmarks import Mark
from index.store.tables import article_tables
from tests.index.test_store_migrations import older

_SAID = "Okafor pleaded not guilty to {} counts. The trial is to last {} weeks, the court said."


def _captured(at: str, counts: str = "", byline: str = "") -> Article:
    return Article(
        title="Okafor pleads not guilty",
        paragraphs=(_SAID.format(counts or at, at), "Jurors are to avoid news of it."),
        outlet="Echo",
        date="2023-02-07",
        url="https://echo.example/okafor",
        captured=at,
        origin=f"{at}.warc",
        byline=byline,
    )


def _put(database: Database, *articles: Article, together: bool = False) -> None:
    intake = Intake(database)
    for batch in [articles] if together else [[one] for one in articles]:
        judged = intake.deduplicate(batch)
        intake.write([Arrival(one) for one in judged if one.changes_archive])


def _times(database: Database) -> list[str]:
    return [row.publication.captured for row in versions.of_article(database, 1)]


_DAYS = [f"2023-02-0{day}T05:00:00+00:00" for day in (7, 8, 9)]


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("order", list(permutations(_DAYS)))
def test_versions_are_in_the_order_in_which_they_were_captured(
    tmp_path: Path, order: tuple[str, ...], *, together: bool
) -> None:
    with closing(Database(tmp_path / "a.db")) as database:
        _put(database, *map(_captured, order), together=together)
        _put(database, *map(_captured, order))
        assert _times(database) == _DAYS
        view = reading.article_view(database, 1)
        assert view is not None
        assert (view.version, view.captured) == (3, _DAYS[-1])
        assert database.check() == []


@given(st.permutations([*_DAYS, "", "2023-02-08"]), st.integers(0, 4))
def test_what_is_not_captured_is_newer_than_what_came_before(order: list[str], gone: int) -> None:
    order = [*order[:gone], *order[gone + 1 :]]
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Database(Path(folder) / "a.db")) as database,
    ):
        _put(database, *(_captured(at, counts="no") for at in order))
        times = [at for at in _times(database) if "T" in at]
        assert times == sorted(times)
        if not order[-1]:
            assert _times(database)[-1] == ""


def test_an_earlier_capture_moves_no_bookmark_and_stays_out_with_its_article(
    tmp_path: Path,
) -> None:
    early, late = map(_captured, _DAYS[:2])
    with closing(Database(tmp_path / "a.db")) as database:
        _put(database, late)
        anchor = Anchor(exact=late.paragraphs[0], prefix="", suffix="", ordinal=1, hash=1)
        mark = Mark(number=1, article=1, version=1, anchor=anchor, note="", tags=(), created="2024")
        with database.transaction() as connection:
            bookmarks.insert(database, [mark])
            connection.execute("UPDATE article SET current = -1")
        _put(database, early)
        (kept,) = bookmarks.marks(database, "number", [1])
        assert kept.version == 2
        assert database.one("SELECT current FROM article")[0] == -2
        assert [text.paragraphs[0] for text in versions.texts(database, 1)] == [
            early.paragraphs[0],
            late.paragraphs[0],
        ]


def test_the_older_capture_says_what_the_newer_lacks(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "a.db")) as database:
        _put(database, _captured(_DAYS[1]), _captured(_DAYS[0], byline="Jo Brandt"))
        assert [row.publication.byline for row in versions.of_article(database, 1)] == [
            "Jo Brandt",
            "Jo Brandt",
        ]


_PAGE = """<html><head><title>Okafor pleads not guilty</title></head><body><article>
<h1>Okafor pleads not guilty</h1><p>Desmond Okafor pleaded not guilty to nine counts on Tuesday,
and the trial is to last for eleven weeks.</p><p>Jurors are to avoid news of it, and of him.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("name", "text", "captured"),
    [
        (
            "page.html",
            (
                "<!--\n Page saved with SingleFile \n url: https://echo.example/okafor \n"
                " saved date: Tue Feb 07 2023 10:00:00 GMT+0100 (Central European Time)\n"
                f"-->{_PAGE}"
            ),
            "2023-02-07T10:00:00+01:00",
        ),
        (
            "page.mhtml",
            (
                "From: <Saved by Blink>\nSnapshot-Content-Location: https://echo.example/okafor\n"
                "Subject: x\nDate: Wed, 8 Feb 2023 05:00:00 -0000\nMIME-Version: 1.0\n"
                'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="x1"\n\n'
                f"--x1\nContent-Type: text/html\n\n{_PAGE}\n--x1--\n"
            ),
            "2023-02-08T05:00:00",
        ),
        (
            "kept.html",
            (
                "<!-- saved from url=(0056)https://web.archive.org/web/20230209060708/https://echo."
                f"example/okafor -->{_PAGE}"
            ),
            "2023-02-09T06:07:08",
        ),
        ("plain.html", _PAGE, ""),
    ],
)
def test_pages_that_are_kept_say_when(tmp_path: Path, name: str, text: str, captured: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    (source,) = find([tmp_path / name], ReadOptions())
    (article,) = source.articles()  # type: ignore[union-attr]
    assert isinstance(article, Article)
    assert article.captured == captured


def test_an_archive_of_before_keeps_times_of_capture_from_now_on(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older(path, schema.MIGRATIONS.index(article_tables.CAPTURED))
    with Archive.open(path, index_folder=tmp_path / "index") as archive:
        archive.catch_up()
        assert archive.article(1).captured == ""
        assert archive.check() == []
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    connection.close()
