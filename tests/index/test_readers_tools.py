"""Other tools' libraries: articles, and their highlights as bookmarks."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.core.article import Article, Highlight
from index.core.reports import Skipped
from index.ingest.highlight_places import locate
from index.ingest.readers import ReadOptions, Source, find, formats
from index.ingest.readers.other_programs.read_later import markdown_highlights
from index.ingest.readers.other_programs.reading_lists import tags_in

ONE = "The minister said on Monday that talks would go on until both sides had agreed on a price."
TWO = "Her colleague in the trade department told the newspaper that it was closer than ever."
PAGE = f"<div><p>{ONE}</p><p>{TWO}</p></div>"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        yield opened


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, **options: Any) -> list[Any]:
    (source,) = find([path], ReadOptions(**options))
    assert isinstance(source, Source)
    return list(source.articles())


WALLABAG = {
    "is_archived": 0,
    "is_starred": 1,
    "tags": ["steel", "trade"],
    "id": 7,
    "title": "Talks go on",
    "url": "https://post.example/talks",
    "content": PAGE,
    "created_at": "2020-05-05T10:00:00+0000",
    "published_at": "2016-03-21T10:15:00+0100",
    "published_by": ["Ann Lee", "Bo Xi"],
    "domain_name": "post.example",
    "language": "en",
    "annotations": [
        {
            "text": "Which price?",
            "quote": "talks would go on",
            "created_at": "2020-05-06T10:00:00Z",
        },
        {"text": "", "quote": f"agreed on a price. {TWO[:13]}"},
    ],
}


def test_wallabag_entries_are_articles_and_their_annotations_bookmarks(
    tmp_path: Path, archive: Archive
) -> None:
    path = put(
        tmp_path,
        "wallabag.json",
        json.dumps(
            [
                WALLABAG,
                {
                    **WALLABAG,
                    "published_at": None,
                    "url": "https://b.example/x",
                    "content": "",
                    "annotations": [],
                },
            ]
        ),
    )
    report = archive.add([path])
    assert (report.new, report.skipped) == (2, [])
    found = archive.search("monday")
    view = archive.article(found.hits[0].article)
    assert (view.outlet, view.byline, view.date) == (
        "post.example",
        "Ann Lee, Bo Xi",
        "2016-03-21T10:15:00+01:00",
    )
    assert view.tags == ("steel", "trade")
    marks = sorted(archive.bookmarks(), key=lambda mark: mark.ordinal)
    assert [(mark.text, mark.note) for mark in marks] == [
        (
            ONE,
            "“talks would go on” Which price?\n“agreed on a price. Her colleague”",
        ),
        (TWO, ""),
    ]
    assert marks[0].created == "2020-05-06T10:00:00+00:00"
    undated = [article for article in read(path) if not article.date]
    assert [one.paragraphs for one in undated] == [("Talks go on", "https://b.example/x")]


def test_a_highlight_is_bookmarked_once_and_never_again(tmp_path: Path, archive: Archive) -> None:
    path = put(tmp_path, "w.json", json.dumps([WALLABAG]))
    archive.add([path])
    (removed,) = [mark for mark in archive.bookmarks() if mark.text == TWO]
    archive.remove_bookmark(removed.number)
    more = {**WALLABAG, "annotations": [*WALLABAG["annotations"], {"text": "New", "quote": TWO}]}  # type: ignore[misc]
    report = archive.add([put(tmp_path, "w.json", json.dumps([more]))])
    assert report.unchanged == 1
    assert len(archive.bookmarks()) == 2
    again = archive.add([put(tmp_path, "w.json", json.dumps([more, more]))])
    assert again.unchanged == 2
    assert {mark.note for mark in archive.bookmarks() if mark.text == TWO} == {"New"}


def test_a_highlight_that_stands_nowhere_is_told(tmp_path: Path, archive: Archive) -> None:
    lost = {**WALLABAG, "annotations": [{"text": "", "quote": "Words that were never there"}]}
    report = archive.add([put(tmp_path, "w.json", json.dumps([lost]))])
    assert [one.text for one in report.remarks] == [
        "a highlight waits for its paragraph: “Words that were never there”"
    ]
    assert archive.bookmarks() == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (ONE, [0]),
        ("closer   than\never.", [1]),
        ("PRICE. Her", [0, 1]),
        (ONE.replace("Monday", "Tuesday"), [0]),
        ("something else entirely", []),
        ("", []),
    ],
)
def test_highlights_find_their_paragraphs(text: str, places: list[int]) -> None:
    assert locate(text, [ONE, TWO]) == places


def test_omnivore_joins_lists_texts_and_highlights(tmp_path: Path, archive: Archive) -> None:
    entry = {
        "id": "1",
        "slug": "talks-1",
        "title": "Talks go on",
        "author": "Ann Lee",
        "url": "https://post.example/talks",
        "labels": ["steel"],
        "savedAt": "2020-05-05T10:00:00Z",
        "publishedAt": "2016-03-21T10:15:00Z",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "metadata_0_to_20.json",
            json.dumps([entry, {**entry, "slug": "none", "url": "https://post.example/2"}]),
        )
        packed.writestr("content/talks-1.html", f"<html><body>{PAGE * 3}</body></html>")
        packed.writestr("highlights/talks-1.md", f"> {ONE}\n#price\n\nAsk about this.\n\n> {TWO}\n")
    report = archive.add([put(tmp_path, "export.zip", buffer.getvalue())])
    assert (report.new, report.skipped) == (2, [])
    marks = {mark.text: mark for mark in archive.bookmarks()}
    assert (marks[ONE].note, marks[ONE].tags) == ("Ask about this.", ("price",))
    assert (marks[TWO].note, marks[TWO].date) == ("", "2016-03-21T10:15:00+00:00")


def test_block_quotes_are_highlights() -> None:
    text = "> One\n> line\n\nA note.\n#a #b\n\n> Two\n\n> Three\n"
    assert list(markdown_highlights(text)) == [
        Highlight(text="One line", note="A note.", tags=("a", "b")),
        Highlight(text="Two"),
        Highlight(text="Three"),
    ]
    assert list(markdown_highlights("")) == []


def test_links_are_kept_by_their_headlines(tmp_path: Path) -> None:
    pocket = (
        "title,url,time_added,tags,status\n"
        "Talks go on,https://post.example/a,1582900000,steel|trade,unread\n"
        "https://post.example/b,https://post.example/b,1582900000,,archive\n"
    )
    one, two = read(put(tmp_path, "part_000000.csv", pocket))
    assert (one.title, one.paragraphs, one.tags) == (
        "Talks go on",
        ("Talks go on", "https://post.example/a"),
        ("steel", "trade"),
    )
    assert (one.url, one.date) == ("https://post.example/a", "")
    assert two.paragraphs == ("https://post.example/b",)
    page = (
        "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>"
        '<li><a href="https://post.example/a" time_added="1582900000" tags="steel,trade">Talks</a>'
        "</li></ul></body></html>"
    )
    (linked,) = read(put(tmp_path, "ril_export.html", page))
    assert (linked.title, linked.url, linked.tags) == (
        "Talks",
        "https://post.example/a",
        ("steel", "trade"),
    )


def test_what_was_chosen_in_instapaper_and_pocket_is_a_bookmark(
    tmp_path: Path, archive: Archive
) -> None:
    rows = f"URL,Title,Selection,Folder,Timestamp\nhttps://a.example/1,Talks,{ONE},Steel,1\n"
    marked = [
        {
            "url": "https://a.example/2",
            "title": "Ships",
            "highlights": [{"quote": TWO, "created_at": 1582900000}],
        }
    ]
    archive.add(
        [put(tmp_path, "instapaper.csv", rows), put(tmp_path, "notes.json", json.dumps(marked))]
    )
    assert {(mark.title, mark.text) for mark in archive.bookmarks()} == {
        ("Talks", ONE),
        ("Ships", TWO),
    }


def test_readwise_rows_of_one_book_are_one_article(tmp_path: Path, archive: Archive) -> None:
    columns = "Highlight,Book Title,Book Author,Note,Tags,Highlighted at,Document tags\n"
    when = "2020-05-06 10:00:00+00:00"
    rows = (
        f'{columns}"{ONE}",Steel,Ann Lee,"Which, price?","a,b",{when},"[""trade""]"\n'
        f'"Else.",Ships,Bo Xi,,,,\n"{TWO}",Steel,Ann Lee,,,,\n'
    )
    path = put(tmp_path, "readwise-data.csv", rows)
    steel, ships = read(path)
    assert (steel.title, steel.byline, steel.paragraphs) == ("Steel", "Ann Lee", (ONE, TWO))
    assert (steel.tags, ships.paragraphs) == (("trade",), ("Else.",))
    archive.add([path])
    marks = {mark.text: mark for mark in archive.bookmarks()}
    assert (marks[ONE].note, marks[ONE].tags) == ("Which, price?", ("a", "b"))
    assert len(marks) == 3


def newsboat(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE rss_feed (rssurl TEXT PRIMARY KEY, url TEXT, title TEXT)")
        made.execute(
            "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid TEXT, title TEXT, author TEXT,"
            " url TEXT, feedurl TEXT, pubDate INTEGER, content TEXT, deleted INTEGER)"
        )
        made.execute("INSERT INTO rss_feed VALUES ('f', 'u', 'The Post')")
        item = "INSERT INTO rss_item VALUES (?, ?, ?, 'Ann Lee', ?, 'f', ?, ?, ?)"
        made.execute(
            item, (1, "g1", "Talks &amp; more", "https://post.example/1", 1458555300, PAGE, 0)
        )
        made.execute(item, (2, "g2", "Gone", "https://post.example/2", 1458555300, PAGE, 1))
        made.execute(item, (3, "g3", "No text", "https://post.example/3", 0, None, 0))
    made.close()
    return path


def test_newsboat_keeps_its_items_in_a_database(tmp_path: Path) -> None:
    path = newsboat(tmp_path / "cache.db")
    before = path.read_bytes()
    one, three = read(path)
    assert (one.title, one.outlet, one.byline, one.paragraphs) == (
        "Talks & more",
        "The Post",
        "Ann Lee",
        (ONE, TWO),
    )
    assert (one.date, one.date_from) == ("2016-03-21T10:15:00+00:00", "newsboat: pubDate")
    assert (three.paragraphs[0], three.date) == ("No text", "")
    assert path.read_bytes() == before
    damaged = put(tmp_path, "damaged.db", before[:4096])
    (item,) = read(damaged)
    assert isinstance(item, Skipped)
    assert item.reason.startswith("the database ")


def test_another_database_is_named(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as made, made:
        made.execute("CREATE TABLE notes (a)")
    made.close()
    (item,) = read(tmp_path / "x.db")
    assert item.reason == "a database"


def test_zotero_references_have_the_text_of_their_snapshots(tmp_path: Path) -> None:
    csl = [
        {
            "id": "lee2016",
            "type": "article-newspaper",
            "title": "Talks go on",
            "container-title": "The Post",
            "author": [{"family": "Lee", "given": "Ann"}, {"literal": "The desk"}],
            "issued": {"date-parts": [[2016, 3]]},
            "URL": "https://post.example/talks",
            "language": "en-GB",
            "abstract": ONE,
        }
    ]
    (article,) = read(put(tmp_path, "library.json", json.dumps(csl)))
    assert isinstance(article, Article)
    assert (article.outlet, article.byline, article.date) == (
        "The Post",
        "Ann Lee, The desk",
        "2016-03",
    )
    assert article.paragraphs == (ONE,)
    better = {
        "config": {},
        "items": [
            {
                "itemType": "newspaperArticle",
                "title": "Talks go on",
                "creators": [{"firstName": "Ann", "lastName": "Lee", "creatorType": "author"}],
                "publicationTitle": "The Post",
                "date": "21 March 2016",
                "url": "https://post.example/talks",
                "tags": [{"tag": "steel"}],
                "attachments": [{"path": "/home/ann/Zotero/storage/AB12/talks.html"}],
            },
            {"itemType": "note", "note": "mine"},
        ],
    }
    put(tmp_path, "better/storage/AB12/talks.html", f"<html><body><article>{PAGE}</article></body>")
    article, note = read(put(tmp_path, "better/export.json", json.dumps(better)))
    assert note.paragraphs == ("mine",)
    assert (article.date, article.tags, article.paragraphs) == (
        "2016-03-21",
        ("steel",),
        (ONE, TWO),
    )


def test_a_list_cannot_reach_beyond_its_folder(tmp_path: Path) -> None:
    put(tmp_path, "secret.html", f"<html><body>{PAGE}</body></html>")
    item: dict[str, object] = {"itemType": "webpage", "title": "T", "creators": []}
    item["attachments"] = [{"path": "../secret.html"}, {"path": str(tmp_path / "secret.html")}]
    (article,) = read(put(tmp_path, "in/z.json", json.dumps([item])))
    assert article.paragraphs == ("T",)


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages whose entry points are seen."""
    from index.ingest.readers.plugins import PLUGINS

    folder = tmp_path / "site"
    manual = Path(__file__).parents[2] / "docs" / "readers.md"
    (shown,) = re.findall(r"```python\n(.*?)```", manual.read_text(encoding="utf-8"), re.DOTALL)
    assert len(shown.splitlines()) <= 21
    put(folder, "wire_reader.py", shown)
    put(folder, "loud-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    put(
        folder,
        "loud-1.0.dist-info/entry_points.txt",
        "[nutgraf.readers]\nw = wire_reader:WireReader\nbroken = not_there:R\nwrong = json:loads\n",
    )
    monkeypatch.syspath_prepend(str(folder))
    PLUGINS.forget()
    yield folder
    PLUGINS.forget()


def test_a_reader_of_a_package_that_is_an_archive_is_found(
    tmp_path: Path, plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.ingest.readers.plugins import PLUGINS

    with zipfile.ZipFile(tmp_path / "site.zip", "w") as packed:
        for file in plugins.rglob("*"):
            packed.write(file, file.relative_to(plugins))
    monkeypatch.setattr(sys, "path", [one for one in sys.path if one != str(plugins)])
    PLUGINS.forget()
    assert not PLUGINS.found()
    monkeypatch.syspath_prepend(str(tmp_path / "site.zip"))
    PLUGINS.forget()
    assert [type(one).__name__ for one in PLUGINS.found()] == ["WireReader"]


@pytest.mark.usefixtures("plugins")
def test_a_reader_of_another_package_is_found(tmp_path: Path, archive: Archive) -> None:
    stories = "ZCZC 2016-03-21 Talks go on\nThey do.\nNNNN\nZCZC 2016 Ships\nOne.\nTwo.\nNNNN\n"
    report = archive.add([put(tmp_path, "a.bin", stories)])
    assert report.new == 2
    hit = archive.search("they do").hits[0]
    assert (hit.title, hit.date) == ("Talks go on", "2016-03-21")
    assert {one.path for one in report.skipped} == {"plug-in broken (loud)", "plug-in wrong (loud)"}
    assert all("is left out" in one.reason for one in report.skipped)
    assert "wire" in [each.name for each in formats()]


@pytest.mark.usefixtures("plugins")
def test_a_plug_in_that_fails_costs_its_input(tmp_path: Path) -> None:
    (item,) = read(put(tmp_path, "a.wire", "ZCZC x\nno date, no headline\nNNNN"))
    assert item.reason.startswith("the reader failed (ValueError: ")


@pytest.mark.parametrize("method", ["import", "sniff", "read"])
def test_a_plug_in_that_ends_the_program_costs_its_input(
    plugins: Path, tmp_path: Path, archive: Archive, method: str
) -> None:
    source = plugins / "wire_reader.py"
    ending = "import sys\n\n\ndef _end(*_given):\n    sys.exit(3)\n\n\n"
    after = "_end()\n" if method == "import" else f"WireReader.{method} = _end\n"
    source.write_text(f"{ending}{source.read_text('utf-8')}\n\n{after}", "utf-8")
    sys.modules.pop("wire_reader", None)
    stories = [put(tmp_path, "a.wire", "ZCZC 2016-03-21 Talks\nThey do.\nNNNN\n")]
    report = archive.add([*stories, put(tmp_path, "b.txt", "Ships\n\nThe ferry left.\n")])
    assert report.new >= 1
    assert any("SystemExit: 3" in one.reason for one in report.skipped)
    assert archive.search("ferry").paragraphs == 1


def test_a_link_never_takes_the_place_of_its_article(tmp_path: Path, archive: Archive) -> None:
    record = {"title": "Talks go on", "text": f"{ONE}\n\n{TWO}", "url": "https://post.example/a"}
    archive.add([put(tmp_path, "full.json", json.dumps(record))])
    header = "title,url,time_added,tags,status\n"
    rows = "Talks go on,https://post.example/a,1,,unread\nYouTube,https://post.example/b,1,,x\n"
    rows += "YouTube,https://post.example/c,1,,unread\n"
    report = archive.add([put(tmp_path, "pocket.csv", header + rows)])
    assert (report.new, report.changed, report.unchanged) == (2, 0, 1)
    found = archive.search("minister").hits[0]
    assert archive.article(found.article).versions == 1


@pytest.mark.parametrize(
    "cell", ['["ports", "a, b"]', "['ports', 'a, b']", "[]", "ports|a, b", "["]
)
def test_tags_in_a_cell_are_a_list_or_words(cell: str) -> None:
    expected = {"[": [], "[]": [], "ports|a, b": ["ports", "a", " b"]}
    assert tags_in(cell) == expected.get(cell, ["ports", "a, b"])
