"""What other programs write beside the words of an article, and what of it is none of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.saved_link import is_link

_TITLE = "The sinking of the <i>Northern Star</i> &amp; H<sub>2</sub>O"
_PLAIN = "The sinking of the Northern Star & H"
_WALLABAG: dict[str, Any] = {
    "id": 1,
    "is_archived": 0,
    "is_starred": 0,
    "url": "https://echo.example/ship",
    "tags": [],
}


def _read(path: Path, content: Any) -> list[Article]:
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    return [one for one in source.articles() if isinstance(one, Article)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("csl.json", [{"type": "book", "container-title": "Echo", "title": _TITLE}]),
        ("z.json", {"items": [{"itemType": "book", "creators": [], "title": _TITLE}]}),
        ("w.json", [{**_WALLABAG, "title": _TITLE, "content": "<p>It sank on Monday.</p>"}]),
        ("a.jsonl", {"title": _TITLE, "text": "It sank on Monday."}),
        ("r.ris", f"TY  - NEWS\nTI  - {_TITLE}\nAB  - It sank on Monday.\nER  - \n"),
    ],
)
def test_a_headline_has_no_marks_of_its_words(tmp_path: Path, name: str, content: Any) -> None:
    (article,) = _read(tmp_path / name, content)
    assert article.title.startswith(_PLAIN)
    assert article.title.removeprefix(_PLAIN) in ("2O", "₂O")


@pytest.mark.parametrize("text", ["A <tag> B & C", "1 < 2 > 0", "R&D; AT&T; x &nope B"])
def test_what_is_no_mark_stays_in_a_headline(tmp_path: Path, text: str) -> None:
    (article,) = _read(tmp_path / "a.jsonl", {"title": text, "text": "It sank on Monday."})
    assert article.title == text


def test_entities_of_a_text_without_tags_are_letters(tmp_path: Path) -> None:
    said = "A &amp; B &lt;c&gt; said it&#39;s so, &Auml;hnlich."
    for text in (said, [said]):
        (article,) = _read(tmp_path / "a.jsonl", {"title": "T", "text": text})
        assert article.paragraphs == ("A & B <c> said it's so, Ähnlich.",)


def test_a_text_in_runs_is_one_paragraph(tmp_path: Path) -> None:
    runs = [
        "The harbour is ",
        {"type": "bold", "text": "closed"},
        " today, says ",
        {"type": "text_link", "text": "the Echo", "href": "https://echo.example/h"},
        ".\n\nSecond of the day.",
    ]
    (article,) = _read(tmp_path / "a.json", [{"title": "T", "date": "2019-03-05", "text": runs}])
    assert article.paragraphs == (
        "The harbour is closed today, says the Echo.",
        "Second of the day.",
    )


@pytest.mark.parametrize(
    "content",
    [
        "wallabag can't retrieve contents for this article. Please <a href='x'>troubleshoot</a>.",
        "<p>Unable to fetch the content.</p>",
    ],
)
def test_what_stands_for_a_page_that_could_not_be_fetched_is_a_link(
    tmp_path: Path, content: str
) -> None:
    entry = {**_WALLABAG, "title": "No title found", "content": content}
    (article,) = _read(tmp_path / "w.json", [entry])
    assert is_link(article)
    assert not any("retrieve" in one or "fetch" in one for one in article.paragraphs)


def test_an_article_about_pages_that_cannot_be_saved_is_one(tmp_path: Path) -> None:
    said = "Archives cannot save the page of the port, the board said. It is gone for good."
    entry = {**_WALLABAG, "title": "Gone", "content": f"<p>{said}</p><p>{'So it is. ' * 40}</p>"}
    (article,) = _read(tmp_path / "w.json", [entry])
    assert article.paragraphs[0] == said


def test_comments_and_blocks_for_programs_are_no_text_of_a_note(tmp_path: Path) -> None:
    note = (
        "---\ntitle: Harbour\n---\nThe harbour is closed. %%my own remark%%\n\n%%\nMore\n%%\n\n"
        "```dataview\nLIST FROM #x\n```\n\n```\nkept as written\n```\n\nIt fell by 50%% and 60%%.\n"
    )
    (article,) = _read(tmp_path / "n.md", note)
    assert article.paragraphs == (
        "The harbour is closed.",
        "kept as written",
        "It fell by 50%% and 60%%.",
    )


@pytest.mark.parametrize(("said", "date"), [("1989-11-00", "1989-11"), ("Spring 1989", "1989")])
def test_a_date_of_a_reference_is_kept_as_far_as_it_is_known(
    tmp_path: Path, said: str, date: str
) -> None:
    item = {"itemType": "book", "creators": [], "title": "T", "date": said}
    (article,) = _read(tmp_path / "z.json", {"items": [item]})
    assert article.date == date


def test_a_date_of_a_reference_that_is_none_is_told(tmp_path: Path) -> None:
    item = {"itemType": "book", "creators": [], "title": "T", "date": "2011-02-31"}
    (article,) = _read(tmp_path / "z.json", {"items": [item]})
    assert (article.date, article.date_from) == ("", "Zotero: date (2011-02-31)")
    (article,) = _read(tmp_path / "r.ris", "TY  - NEWS\nTI  - T\nDA  - 2011-02-31\nER  - \n")
    assert (article.date, article.date_from) == ("", "RIS: date (2011-02-31)")


_MARKED = [
    ("__“It is gone,”__ said **Ann** [Lee](https://x.example/a_b)", "“It is gone,” said Ann Lee"),
    ("Before ![](https://img.example/x.png) after [it](mailto:a@b.example)", "Before  after it"),
    ("__a__ and __b__", "a and b"),
    ("snake__case__name, 2 ** 3 ** 4, [sic](not an address)", None),
    ("1. first\n\n# 2 of them [1]", None),
]


@pytest.mark.parametrize(("written", "shown"), _MARKED)
def test_highlights_of_readwise_are_words_without_marks(
    tmp_path: Path, written: str, shown: str | None
) -> None:
    mark = {"id": 1, "text": written, "note": "", "tags": []}
    book = {"user_book_id": 1, "title": "Quay", "source_url": "https://echo.example/quay"}
    (by_api,) = _read(
        tmp_path / "r.json", {"count": 1, "results": [{**book, "highlights": [mark]}]}
    )
    document = {"id": "a", "parent_id": None, "title": "Quay", "source_url": book["source_url"]}
    document |= {"reading_progress": 0, "url": "https://read.readwise.io/read/a"}
    within = {**document, "id": "b", "parent_id": "a", "category": "highlight", "content": written}
    listed = {"count": 2, "results": [{**document, "category": "article"}, within]}
    (by_reader,) = _read(tmp_path / "rr.json", listed)
    head = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type"
    quoted = written.replace('"', '""')
    (by_table,) = _read(tmp_path / "r.csv", f'{head}\n"{quoted}",Quay,Ann Lee,,,,,order\n')
    for article in (by_api, by_reader, by_table):
        assert [one.text.split() for one in article.highlights] == [(shown or written).split()]


def test_a_picture_that_was_marked_is_kept_for_its_note_alone(tmp_path: Path) -> None:
    picture = "![](https://img.example/x.png)"
    marks = [{"id": n, "text": picture, "note": note} for n, note in enumerate(("", "the mole"))]
    book = {"user_book_id": 1, "title": "Quay", "source_url": "https://echo.example/quay"}
    (article,) = _read(
        tmp_path / "r.json", {"count": 1, "results": [{**book, "highlights": marks}]}
    )
    assert [(one.text, one.note) for one in article.highlights] == [("", "the mole")]
