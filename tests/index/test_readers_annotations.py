"""What was marked and kept in Hypothesis, Readwise Reader and Zotero, in forms of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from tests.index.test_readers_tools import ONE, PAGE, TWO, put, read

URL = "https://post.example/talks"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        yield opened


def annotation(number: str, quote: str, text: str, **more: Any) -> dict[str, Any]:
    selectors = [{"type": "RangeSelector", "startOffset": 0}]
    selectors += [{"type": "TextQuoteSelector", "exact": quote, "prefix": ""}]
    return {
        "id": number,
        "created": "2025-04-02T10:00:00.000000+00:00",
        "uri": URL,
        "text": text,
        "tags": ["price"],
        "permissions": {"read": ["group:__world__"]},
        "target": [{"source": URL, **({"selector": selectors} if quote else {})}],
        "document": {"title": ["Talks go on"]},
        **more,
    }


ANNOTATIONS = [
    annotation("c", "", "Not sure.", references=["a"]),
    annotation("a", "talks would go on until both sides", "Says who?"),
    annotation("b", "", "Read again."),
]
TABLE = f"""Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags
2025-04-02,ann,,{URL},Public,Annotation,talks would go on until both sides,"Says who?
Not sure.",price
2025-04-02,ann,,{URL},Public,Page note,,Read again.,price
"""
DOCUMENTS: list[dict[str, Any]] = [
    {
        "id": "d",
        "source_url": URL,
        "title": "Talks go on",
        "category": "article",
        "notes": "Read again.",
        "parent_id": None,
        "tags": {},
        "reading_progress": 0,
        "published_date": 1458518400000,
    },
    {
        "id": "h",
        "category": "highlight",
        "parent_id": "d",
        "content": "talks would go on until both sides",
        "tags": {"price": {"name": "price"}},
    },
    {"id": "n", "category": "note", "parent_id": "h", "content": "Says who?\nNot sure."},
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("export.json", json.dumps({"export_date": "2025-04-03", "annotations": ANNOTATIONS})),
        ("api.json", json.dumps({"total": 3, "rows": ANNOTATIONS})),
        ("table.csv", TABLE),
        ("reader.json", json.dumps({"count": 3, "results": DOCUMENTS})),
        ("lines.json", json.dumps(DOCUMENTS)),
    ],
)
@pytest.mark.parametrize("marks_first", [False, True])
def test_marks_find_their_paragraph(
    tmp_path: Path, archive: Archive, name: str, content: str, marks_first: bool
) -> None:
    """A note answered elsewhere has the answer; one on the whole is on the first paragraph."""
    text = put(tmp_path, "a.jsonl", json.dumps({"title": "Talks", "url": URL, "text": [ONE, TWO]}))
    files = [text, put(tmp_path, name, content)]
    for path in files[::-1] if marks_first else files:
        assert archive.add([path]).skipped == []
    assert archive.stats().articles == 1
    first = "Says who?\nNot sure."
    assert {mark.text for mark in archive.bookmarks()} == {ONE}
    notes = "\n".join(mark.note for mark in archive.bookmarks())
    assert first in notes
    assert "Read again." in notes


ME, OTHER = "acct:me@hypothes.is", "acct:other@hypothes.is"


def told_by(*users: str) -> list[dict[str, Any]]:
    more = ({"user": one, "user_info": {"display_name": None}} for one in users)
    marked = ANNOTATIONS[2] | {"id": "d", "text": "", "target": ANNOTATIONS[1]["target"]}
    return [a | b for a, b in zip([*ANNOTATIONS, marked], more, strict=True)]


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (
            {"export_userid": ME, "annotations": told_by(OTHER, ME, ME, OTHER)},
            ["Says who?\nother: Not sure.", "Read again.", "(marked by other)"],
        ),
        (
            {"export_userid": ME, "annotations": told_by(ME, ME, OTHER, ME)},
            ["Says who?\nNot sure.", "other: Read again.", ""],
        ),
        # Whose it is cannot be known.
        (
            {"rows": told_by(OTHER, ME, ME, ME)},
            ["me: Says who?\nother: Not sure.", "me: Read again.", "(marked by me)"],
        ),
        ({"rows": told_by(ME, ME, ME, ME)}, ["Says who?\nNot sure.", "Read again.", ""]),
        (TABLE, ["Says who?\nNot sure.", "Read again."]),
        (
            TABLE.replace("ann,,https", "bob,,https", 1),
            ["bob: Says who?\nNot sure.", "ann: Read again."],
        ),
    ],
)
def test_what_others_noted_is_given_with_their_names(
    tmp_path: Path, content: Any, notes: list[str]
) -> None:
    name, text = ("a.csv", content) if isinstance(content, str) else ("a.json", json.dumps(content))
    (one,) = read(put(tmp_path, name, text))
    assert [mark.note for mark in one.highlights] == notes


def test_a_document_of_reader_has_its_text_and_no_day_of_saving(tmp_path: Path) -> None:
    document = {**DOCUMENTS[0], "html_content": PAGE, "site_name": "The Post", "author": "Ann Lee"}
    document |= {"url": "https://read.readwise.io/read/d", "saved_at": "2025-04-02T10:00:00Z"}
    mail = {**DOCUMENTS[0], "id": "m", "source_url": "mailto:reader-forwarded-email/1"}
    one, two = read(put(tmp_path, "r.json", json.dumps([document, mail])))
    assert (one.title, one.paragraphs, one.url) == ("Talks go on", (ONE, TWO), URL)
    assert (one.outlet, one.byline, one.date[:10]) == ("The Post", "Ann Lee", "2016-03-21")
    assert (two.url, two.source_id) == ("", "reader:m")


RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/">
<bib:Article rdf:about="{URL}">
 <z:itemType>newspaperArticle</z:itemType>
 <dcterms:isPartOf><bib:Newspaper><dc:title>The Post</dc:title></bib:Newspaper></dcterms:isPartOf>
 <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Lee</foaf:surname>
  <foaf:givenName>Ann</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
 <dcterms:isReferencedBy rdf:resource="#item_2"/><link:link rdf:resource="#item_3"/>
 <dc:subject>trade</dc:subject>
 <dc:subject><z:AutomaticTag><rdf:value>steel</rdf:value></z:AutomaticTag></dc:subject>
 <dc:title>Talks go on</dc:title><dc:date>2016-03-21</dc:date>
 <dcterms:abstract>In short.</dcterms:abstract>
 <dc:identifier><dcterms:URI><rdf:value>{URL}</rdf:value></dcterms:URI></dc:identifier>
 <dcterms:dateSubmitted>2025-04-02 10:00:00</dcterms:dateSubmitted>
</bib:Article>
<bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;Says who?&lt;/p&gt;</rdf:value></bib:Memo>
<bib:Memo rdf:about="#item_4"><rdf:value>&lt;p&gt;A note alone.&lt;/p&gt;</rdf:value></bib:Memo>
<z:Attachment rdf:about="#item_3"><z:itemType>attachment</z:itemType>
 <rdf:resource rdf:resource="files/3/talks.html"/><dc:title>Snapshot</dc:title></z:Attachment>
<z:Collection rdf:about="#collection_1"><dc:title>Trade</dc:title></z:Collection>
</rdf:RDF>"""


@pytest.mark.parametrize("kept", [True, False])
def test_references_in_rdf_have_their_notes_and_snapshots(tmp_path: Path, kept: bool) -> None:
    if kept:
        put(tmp_path, "files/3/talks.html", f"<html><title>Talks</title><body>{PAGE}</body></html>")
    one, note = read(put(tmp_path, "library.rdf", RDF))
    assert (one.title, one.url, one.outlet, one.byline) == (
        "Talks go on",
        URL,
        "The Post",
        "Ann Lee",
    )
    assert (one.date, one.tags) == ("2016-03-21", ("trade", "steel"))
    assert one.paragraphs == ((ONE, TWO) if kept else ("In short.",))
    assert [mark.note for mark in one.highlights] == ["Says who?"]
    assert note.paragraphs == ("A note alone.",)


def test_references_of_zoteros_api_are_read(tmp_path: Path) -> None:
    item = {"key": "K", "itemType": "newspaperArticle", "title": "Talks go on", "creators": []}
    answer = [{"key": "K", "library": {"id": 1}, "meta": {}, "data": {**item, "url": URL}}]
    (one,) = read(put(tmp_path, "items.json", json.dumps(answer)))
    assert (one.title, one.url) == ("Talks go on", URL)
