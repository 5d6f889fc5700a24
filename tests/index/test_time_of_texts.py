"""Time grows with the length of what is read, whatever it is: news comes from anybody.

Where it grew with the square of the length, or worse, these would not come to an end.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from index import Archive
from index.core.article import Article
from index.core.byline_names import without_mail
from index.core.change_notes import has_note
from index.core.reports import Skipped
from index.engines.whoosh.words.analysis import any_token, token_in
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.bundles.lines import label_pattern
from index.ingest.readers.documents.clipped_notes import read_notes, without_record
from index.ingest.readers.documents.wikitext import plain
from index.ingest.readers.dumps.xml_records import XmlRecordsReader
from index.ingest.readers.feed_formats.wordpress_export import author_names
from index.ingest.readers.fields.front_matter import front_matter
from index.ingest.readers.pages.capture_dates import saved_at
from index.ingest.readers.pages.mhtml import MhtmlReader
from index.ingest.readers.text_parts.note_numbers import without_note_numbers
from index.search.page_traces import own_words
from tests.index.test_readers_documents import epub
from tests.items import told

_GERMAN = (
    "Der Minister sagte am Montag, dass die Gespräche weitergehen. Die Regierung hat das nicht"
    " bestätigt, und es ist nicht klar, was sie tun wird. "
)


def read(path: Path) -> list[Article | Skipped]:
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    return told(source.articles())


@pytest.mark.parametrize(
    "text",
    [
        # Leaders in tables of contents, rules, and what nobody writes but whoever means harm.
        "." * 60_000,
        "…" * 60_000,
        "a-" * 12_000,
        "Le-sur-" * 4_000,
        _GERMAN + "Lee " * 2_000,
        "“No,” he said. " * 2_000,
    ],
    ids=["dots", "ellipses", "hyphens", "towns", "one name", "quotes"],
)
def test_a_paragraph_of_one_thing_over_and_over_is_imported(tmp_path: Path, text: str) -> None:
    line = {"title": "The ferry", "text": f"The ferry left at noon.\n\n{text}"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        assert archive.add([tmp_path / "a.jsonl"]).new == 1
        assert archive.search("ferry").paragraphs == 1


_PASTED = (
    *("渡轮今天离开港口" * 300, "a/" * 3_000, "a-b-" * 1_500, "U.S. " * 1_000, "(" * 5_000),
    *('person:"' + "Lee Xi " * 1_500, "person:" * 1_500, "2016-01.." * 1_000, "NOT " * 3_000),
)


def test_whatever_is_pasted_is_a_query(sampled: Path) -> None:
    """Neither calls that call themselves nor conditions within conditions come to their end."""
    with Archive.open(sampled / "a.db", index_folder=sampled / "index") as archive:
        for text in _PASTED:
            found = archive.search(text).paragraphs
            assert 0 <= found < archive.stats().paragraphs, text[:9]


def test_where_a_sentence_ends_is_told_behind_any_number_of_dots() -> None:
    for tokens in (any_token(), token_in("a")):
        for dots in (1, 3, 29, 30, 31, 500):
            text = f"Then it went on{'.' * dots} The next one"
            assert "." * dots in [found[0] for found in tokens.finditer(text)]


@pytest.mark.parametrize(
    "written", ["text/plain;" + "\\" * 200_000, "text/plain; " + "a=b; " * 40_000]
)
def test_a_header_of_a_letter_may_be_of_any_length(tmp_path: Path, written: str) -> None:
    path = tmp_path / "a.eml"
    path.write_text(
        f"From: The Post <a@post.example>\nSubject: The ferry\nMIME-Version: 1.0\n"
        f"Content-Type: {written}\n\nThe ferry to Orbel left at noon, the mayor said.\n"
    )
    (item,) = read(path)
    assert isinstance(item, Article)
    assert item.title == "The ferry"


def test_a_letter_may_hold_rules_of_any_length(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text(
        "From: The Post <a@post.example>\nTo: b@post.example\nSubject: The ferry\n"
        "Date: Mon, 21 Mar 2016 10:15:00 +0100\n\nThe ferry left at noon.\n"
        + "-"
        * 200_000
        + " and so on.\n\n-------- Forwarded message --------\nFrom: Ann Lee <ann@echo.example>\n"
        "Date: Mon, 21 Mar 2016 10:15:00 +0100\nSubject: The quay\n\nThe quay was shut on Monday.\n"
    )
    texts = [text for one in read(path) if isinstance(one, Article) for text in one.paragraphs]
    assert "The quay was shut on Monday." in texts


def test_blanks_and_beginnings_without_ends_cost_no_more_than_their_length(tmp_path: Path) -> None:
    blanks = " " * 200_000
    assert without_mail("Ann Lee" + "_" * 200_000).startswith("Ann Lee")
    assert without_mail(f"Ann Lee{blanks}x") == f"Ann Lee{blanks}x"
    assert plain(f"=={blanks}x")[0]
    assert saved_at(f"SingleFile url: x\nsaved date:{blanks}") == ""
    assert author_names(b"<wp:author>" * 100_000) == {}
    assert len(own_words("A.A/" * 50_000)) == len(own_words("A." * 100_000)) == 200_000
    assert without_note_numbers(f"<sup>{blanks}x")
    assert without_record("A\n" + "\n" * 200_000 + "id: 1\n")[0] == {}
    assert read_notes(["A" + "\n" * 200_000 + "b"])[1] == ()
    label = label_pattern(["Links"]).fullmatch(f"Links: |{blanks}a{blanks}|b |{blanks}")
    assert label
    assert label[2] == f"a{blanks}|b"
    path = tmp_path / "a.story"
    path.write_text("ZCZC a\n" * 60_000)
    assert len(read(path)) == 1


_LONG = " \n" * 100_000
_BODY = "<p>The minister said on Monday that talks would go on, and left for Orbel.</p>" * 5


@pytest.mark.parametrize(
    "page",
    [
        f"<title>{_LONG}Talks</title><body>{_BODY}",
        f"<title>Talks</title><script>{_LONG}</script><body>{_BODY}",
        f"<title>Talks</title><body><p>{_LONG}</p>{_BODY}",
        f"<title>Talks</title><body>{_BODY}{_LONG}<p>The end.</p>",
        f"<title>Talks</title><body><h1>Talks{_LONG}go on</h1><p>By{_LONG}Ann Lee</p>{_BODY}",
    ],
    ids=["title", "script", "paragraph", "between", "headline"],
)
def test_a_page_may_have_any_number_of_blanks(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(f"<!doctype html><html>{page}", "utf-8")
    (item,) = read(tmp_path / "a.html")
    assert isinstance(item, Article)
    assert item.title.startswith("Talks")


def test_a_chapter_of_a_book_may_have_any_number_of_blanks(tmp_path: Path) -> None:
    chapter = f"<html><body><h1>The ferry</h1>{_LONG}{_BODY}</body></html>"
    (tmp_path / "a.epub").write_bytes(epub({"a.xhtml": chapter}))
    (item,) = read(tmp_path / "a.epub")
    assert isinstance(item, Article)
    assert item.paragraphs[0].startswith("The minister said")


@pytest.mark.parametrize("unit", ["<li>a</li>", "<h2>a</h2>"])
def test_a_page_may_be_a_list_of_any_length(tmp_path: Path, unit: str) -> None:
    page = f"<html><title>Talks</title><body>{_BODY}{unit * 20_000}</body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    (item,) = read(tmp_path / "a.html")
    assert isinstance(item, Article)


def test_a_text_may_have_any_number_of_lines_that_are_blank(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Talks\n\nThe minister left.{_LONG}Nobody came.\n", "utf-8")
    (item,) = read(tmp_path / "a.txt")
    assert isinstance(item, Article)
    assert item.paragraphs == ("The minister left.", "Nobody came.")


def test_values_of_yaml_that_stand_for_each_other_are_read_to_an_end() -> None:
    lists = "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 6)}]\n"
        for before, name in pairwise("abcdefghijklmnopqrst")
    )
    record, text, _ = front_matter(
        f"---\ntitle: Talks\na: &a [x]\n{lists}tags: *t\n---\nThey go on.\n"
    )
    assert (record["title"], text) == ("Talks", "They go on.\n")
    record, *_ = front_matter("---\na: &a [*a]\ntitle: Talks\n---\nThey go on.\n")
    assert record["title"] == "Talks"
    record, _, said = front_matter("---\na: &a {date: 2016}\n<<: *a\ntags: [&t one, *t]\n---\nx\n")
    assert (record["tags"], said) == (["one", "one"], "")


def test_brackets_without_end_are_no_note_of_a_change() -> None:
    assert not has_note([], ["(" * 100_000])
    assert has_note(["One."], ["(Correction: it was two.)"])


def test_what_can_be_read_in_many_ways_is_read_in_one() -> None:
    """Each line would have doubled the time."""
    converted = "Published Time: 1\n" * 60
    assert front_matter(converted)[1] == converted
    described = f"{converted}Markdown Content:\nThe ferry left.\n"
    assert front_matter(described)[1] == "The ferry left.\n"
    assert XmlRecordsReader().sniff(b"<!-- a --> " * 60 + b"x", "a.xml") == 0
    kept = f"A\n\nid: {'0' * 32}\n" + "a:  \n" * 60
    assert without_record(kept) == ({}, kept, False)
    assert MhtmlReader().sniff(b"Subject: a\r\n" + b" b\r\n" * 60, "a.mht") == 0


def test_an_author_of_an_export_may_stand_in_cdata_or_not() -> None:
    one = (
        "<wp:author><wp:author_login>{}</wp:author_login>"
        "<wp:author_display_name>{}</wp:author_display_name></wp:author>"
    )
    text = one.format(" <![CDATA[ann]]> ", "<![CDATA[Ann Lee]]>") + one.format("bo", " Bo Ek ")
    assert author_names(text.encode()) == {"ann": "Ann Lee", "bo": "Bo Ek"}
