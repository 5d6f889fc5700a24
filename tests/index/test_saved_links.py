"""Lists of links: what other programs kept, and the pages behind what they kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.core.reports import Skipped
from index.ingest.feeds.http_client import Answer
from index.ingest.feeds.saved_links import WithPages
from index.ingest.readers import ReadOptions, Source, find

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
<DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
<DL><p>
<DT><A HREF="https://echo.example/quay" ADD_DATE="1758100000" TAGS="harbour,crane">Quay closed</A>
<DD>ask Jo about the piles
<DT><H3>Tenders</H3>
<DL><p>
<DT><A HREF="https://ledger.example/tender">Tender withdrawn</A>
<DT><A HREF="javascript:void(0)">No page</A>
</DL><p>
</DL><p>
<DT><A HREF="https://echo.example/ferry">Ferry late</A>
</DL><p>
"""
PAGE = (
    "<html><head><title>Quay closed</title></head><body><article><h1>Quay closed</h1>"
    + "<p>Quay seven was closed to cranes on Monday after an inspection found cracks in it.</p>" * 4
    + "</article></body></html>"
)


def source(folder: Path, name: str, content: str) -> Source:
    path = folder / name
    path.write_text(content)
    (found,) = find([path], ReadOptions())
    assert isinstance(found, Source)
    return found


def read(folder: Path, name: str, content: str) -> list[Any]:
    return list(source(folder, name, content).articles())


def test_the_bookmarks_of_a_browser_are_links_with_their_folders(tmp_path: Path) -> None:
    quay, tender, ferry = read(tmp_path, "bookmarks.html", BOOKMARKS)
    assert (quay.title, quay.url) == ("Quay closed", "https://echo.example/quay")
    assert (quay.tags, quay.date) == (("harbour", "crane"), "")
    assert [one.note for one in quay.highlights] == ["ask Jo about the piles"]
    assert (tender.title, tender.tags) == ("Tender withdrawn", ("Tenders",))
    assert (ferry.title, ferry.tags) == ("Ferry late", ())


def test_links_without_text_are_offered_to_be_fetched(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.html"
    path.write_text(BOOKMARKS)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        report = archive.add([path])
    assert report.new == 3
    assert [one.text for one in report.remarks] == [
        f"3 links without text; nutgraf add --fetch {path} gets the pages"
    ]


@pytest.mark.parametrize("page_first", [True, False])
def test_links_whose_text_the_archive_has_are_not_offered(tmp_path: Path, page_first: bool) -> None:
    """Whether it was there, or comes after them, in one import or another; removed ones neither."""
    page = {
        "title": "Quay closed",
        "url": "https://echo.example/quay",
        "text": "Piles cracked. " * 9,
    }
    names = ("1.jsonl", "2.html") if page_first else ("2.jsonl", "1.html")
    (tmp_path / names[0]).write_text(json.dumps(page))
    (tmp_path / names[1]).write_text(BOOKMARKS)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        (said,) = archive.add([tmp_path / name for name in sorted(names)]).remarks
        assert said.path == str(tmp_path / names[1])
        fetch = f"nutgraf add --fetch {tmp_path / names[1]}"
        assert said.text == f"2 links without text; {fetch} gets the pages"
        archive.removals.remove([archive.search("ferry").hits[0].article])
        (tmp_path / "again.html").write_text(BOOKMARKS + "\n")
        (said,) = archive.add([tmp_path / "again.html"]).remarks
        assert said.text.startswith("a link without text")


class Web:
    """Answers to requests, by address; whatever is not there is not found."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.web = self.robots = self
        self._pages = pages
        self.asked: list[str] = []

    def allows(self, url: str, *, may_be_local: bool) -> bool:
        assert not may_be_local
        return "ledger" not in url

    def get(self, url: str, headers: dict[str, str], *, limit: int, may_be_local: bool) -> Answer:
        assert headers
        assert limit
        assert not may_be_local
        self.asked.append(url)
        body = self._pages.get(url)
        return Answer(url=url, status=200 if body else 404, headers={}, body=(body or "").encode())


def test_the_pages_behind_links_are_fetched_as_far_as_they_may_be(tmp_path: Path) -> None:
    web = Web({"https://echo.example/quay": PAGE})
    listed = source(tmp_path, "bookmarks.html", BOOKMARKS)
    quay, tender, refused, ferry, lost = WithPages(listed, ReadOptions(), web).articles()  # type: ignore[arg-type]
    assert quay.paragraphs[0].startswith("Quay seven was closed")  # type: ignore[union-attr]
    assert (quay.url, quay.tags) == ("https://echo.example/quay", ("harbour", "crane"))  # type: ignore[union-attr]
    assert [one.note for one in quay.highlights] == ["ask Jo about the piles"]  # type: ignore[union-attr]
    assert tender.url == "https://ledger.example/tender"  # type: ignore[union-attr]
    assert refused == Skipped(
        "https://ledger.example/tender", "its robots.txt asks programs to stay away"
    )
    assert ferry.title == "Ferry late"  # type: ignore[union-attr]
    assert isinstance(lost, Skipped)
    assert "not found" in lost.reason
    assert web.asked == ["https://echo.example/quay", "https://echo.example/ferry"]


def test_karakeep_gives_links_notes_and_texts_of_ones_own(tmp_path: Path) -> None:
    export = {
        "bookmarks": [
            {
                "createdAt": 1758100000,
                "title": "Quay closed",
                "tags": ["harbour", "Washington, D.C."],
                "content": {"type": "link", "url": "https://echo.example/quay"},
                "note": "ask Jo",
                "highlights": [{"id": "h1", "text": "cracks", "note": "two", "color": "red"}],
            },
            {
                "createdAt": 1758100001,
                "title": None,
                "tags": [],
                "content": {"type": "text", "text": "Call the clerk on Monday."},
                "note": None,
            },
            {"createdAt": 1, "title": "?", "tags": [], "content": None},
        ]
    }
    link, own, neither = read(tmp_path, "karakeep.json", json.dumps(export))
    assert (link.url, link.tags) == ("https://echo.example/quay", ("harbour", "Washington, D.C."))
    assert [(one.text, one.note, one.color) for one in link.highlights] == [
        ("cracks", "two", "red"),
        ("", "ask Jo", ""),
    ]
    assert (own.paragraphs, own.url) == (("Call the clerk on Monday.",), "")
    assert neither.reason == "neither a link nor a text"


def test_raindrop_gives_highlights_with_colours_and_the_day_of_saving_is_none_of_its_dates(
    tmp_path: Path,
) -> None:
    table = (
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
        '1201,"Quay closed","ask Jo","Quay seven was closed.",https://echo.example/quay,'
        'Work / Harbour,"harbour, to check",2025-11-20T09:01:02.345Z,,'
        '"Highlight:cracks in two\nof its piles\nColor:red\nNote:which two?\n\n'
        'Highlight:March",true\n'
    )
    (article,) = read(tmp_path, "raindrop.csv", table)
    assert (article.title, article.date, article.url) == (
        "Quay closed",
        "",
        "https://echo.example/quay",
    )
    assert article.tags == ("harbour", "to check", "Harbour")
    assert [(one.text, one.note, one.color) for one in article.highlights] == [
        ("cracks in two of its piles", "which two?", "red"),
        ("March", "", ""),
        ("", "ask Jo", ""),
    ]


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ('"[""harbour"",""Washington, D.C.""]"', ("harbour", "Washington, D.C.")),
        ('"harbour,crane"', ("harbour", "crane")),
        ("[]", ()),
    ],
)
def test_tags_of_instapaper_are_a_list(tmp_path: Path, cell: str, tags: tuple[str, ...]) -> None:
    table = f"URL,Title,Selection,Folder,Timestamp,Tags\nhttps://a.example/1,T,,Unread,1,{cell}\n"
    (article,) = read(tmp_path, "instapaper-export.csv", table)
    assert article.tags == tags


def test_two_selections_of_instapaper_are_two_highlights(tmp_path: Path) -> None:
    table = (
        "URL,Title,Selection,Folder,Timestamp,Tags\n"
        'https://a.example/1,T,"cracks in two\n\nuntil March",Unread,1,[]\n'
    )
    (article,) = read(tmp_path, "instapaper-export.csv", table)
    assert [one.text for one in article.highlights] == ["cracks in two", "until March"]


def test_matter_gives_links_with_their_outlets(tmp_path: Path) -> None:
    table = (
        "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_count,"
        "Last Interaction Date,File Id\n"
        "Quay closed,Jo Brandt,The Echo,https://echo.example/quay,harbour,512,True,,,,2025-11-20,1\n"
    )
    (article,) = read(tmp_path, "_matter_history.csv", table)
    assert (article.byline, article.outlet, article.date) == ("Jo Brandt", "The Echo", "")
