"""Records wherever they lie in a value, in the shapes of services, and lists without texts."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.readers.dumps.record_lists import records_in
from tests.index.test_record_shapes import read

_KEYS = st.sampled_from("status data stories rows result list page db news things 7".split())


_ENVELOPES = ("", "row", "_source", "item", "fields", "data")
_LISTS = ("@graph", "stories", "children", "content", "text", "body", "articles", "x")


# Within eight levels, of which the list of records is two and a list with one member too.
_WRAPS = st.lists(
    st.tuples(_KEYS, st.sampled_from(["object", "list", "beside"])), max_size=4
).filter(lambda wraps: sum(1 + (kind == "list") for _, kind in wraps) <= 6)


@given(wraps=_WRAPS, bare=st.booleans())
def test_records_are_found_however_deep_they_lie(wraps: list[tuple[str, str]], bare: bool) -> None:
    """Whatever the list is called, what it lies in and what lies beside; without texts as links."""
    rows: list[dict[str, Any]] = [
        {"headline": "A", "url": "https://echo.example/a", "body": "One."},
        {"headline": "B", "url": "https://echo.example/b", "body": "Two."},
    ]
    if bare:
        rows = [{key: row[key] for key in ("headline", "url")} for row in rows]
    # Every kind of list with every envelope: one of them may be read otherwise than all others.
    for envelope, listed in product([""] if bare else _ENVELOPES, _LISTS):
        value: Any = {listed: [{envelope: row, "n": 1} if envelope else row for row in rows]}
        for key, kind in wraps:
            value = {
                "list": {key: [value]},
                "object": {key: value},
                "beside": {key: value, "n": 2},
            }[kind]
        found = list(records_in(value))
        assert [one.get(envelope, one) for one in found] == rows, (envelope, listed)


def test_a_list_within_an_article_is_none_of_articles() -> None:
    for value in (
        {"title": "A", "text": "One.", "related": [{"title": "B", "text": "Two."}]},
        {"title": "A", "url": "https://e.example/a", "items": [{"title": "B", "summary": "Two."}]},
        {"title": "A", "content": [{"type": "text", "content": "One."}, {"content": "Two."}]},
        {"title": "A", "content": [{"type": "box", "data": {"title": "B", "text": "Two."}}]},
    ):
        assert list(records_in(value)) == [value]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        # Google Reader's form, as FreshRSS, Inoreader and others export it.
        (
            {
                "id": "tag:google.com,2005:reader/item/1",
                "crawlTimeMsec": "1743412345678",
                "categories": ["user/-/state/com.google/starred", "user/-/label/Ports"],
                "title": "Quay closed",
                "published": 1743400000,
                "alternate": [{"href": "https://echo.example/q"}],
                "summary": {"content": "<p>It was closed.</p><p>It stays so.</p>"},
                "origin": {"streamId": "feed/https://echo.example/rss", "title": "Echo"},
            },
            ("Quay closed", "Echo", "https://echo.example/q", ("Ports",), "file", 2),
        ),
        (
            {
                "heading": "QUAY CLOSED.",
                "title": {"id": "11", "title": "Echo"},
                "troveUrl": "https://echo.example/q",
                "articleText": "<p>It was closed.</p>",
            },
            ("QUAY CLOSED.", "Echo", "https://echo.example/q", (), "file", 1),
        ),
        (
            {
                "headlines": {"basic": "Quay closed"},
                "content_elements": [
                    {"type": "text", "content": "It was closed."},
                    {"type": "image", "caption": "A quay"},
                    {"type": "header", "content": "And then?"},
                    {"type": "text", "content": "It stays so."},
                ],
                "publisher": "Echo",
                "website_url": "/q",
            },
            ("Quay closed", "Echo", "", (), "file", 3),
        ),
        (
            {
                "title": "Quay closed",
                "body": {
                    "summary": ["In short."],
                    "sections": [
                        {"headline": [], "paragraphs": ["It was closed."]},
                        {"headline": ["And then?"], "paragraphs": ["It stays so."]},
                    ],
                },
                "publisher": "Echo",
                "topics": ["Ports"],
            },
            ("Quay closed", "Echo", "", ("Ports",), "file", 3),
        ),
        (
            {
                "href": "https://echo.example/q",
                "description": "Quay closed",
                "extended": "",
                "toread": "yes",
                "time": "2025-04-02T10:00:00Z",
                "tags": "Ports east-coast",
            },
            ("Quay closed", "", "https://echo.example/q", ("Ports", "east-coast"), "link", 1),
        ),
        (
            {"title_t": "Quay closed", "body_txt": ["It was closed."], "source_s": "Echo"},
            ("Quay closed", "Echo", "", (), "file", 1),
        ),
        (
            {
                "an": "E1",
                "title": "Quay closed",
                "snippet": "It was closed.",
                "body": "It stays so.",
                "source_name": "Echo",
            },
            ("Quay closed", "Echo", "", (), "file", 2),
        ),
    ],
    ids=["reader", "trove", "arc", "fundus", "pinboard", "solr", "factiva"],
)
def test_records_of_services_are_what_they_mean(
    tmp_path: Path, record: dict[str, Any], said: tuple[Any, ...]
) -> None:
    (one,) = read(tmp_path, "a.json", json.dumps({"list": [record]}))
    found = (one.title, one.outlet, one.url, one.tags, one.text_from, len(one.paragraphs))
    assert found == said


def test_a_record_with_a_page_is_the_article_on_it(tmp_path: Path) -> None:
    text = "The board said on Monday that quay seven would be closed to all cranes until March."
    page = (
        "<!DOCTYPE html><html><head><title>Quay closed | Echo</title></head><body><nav>Home Sport"
        f"</nav><article><h1>Quay closed</h1><p>{text}</p><p>{text[::-1]}</p></article>"
    )
    record = {"url": "https://echo.example/q", "html": page, "date": "2025-10-06"}
    (one,) = read(tmp_path, "a.jsonl", json.dumps(record))
    assert (one.title, one.paragraphs) == ("Quay closed", (text, text[::-1]))
    assert (one.url, one.date) == ("https://echo.example/q", "2025-10-06")
    (one,) = read(tmp_path, "a.jsonl", json.dumps({**record, "text": "It was closed."}))
    assert one.paragraphs == ("It was closed.",)


def test_lists_without_texts_are_links(tmp_path: Path) -> None:
    head, row = (
        "id,media_name,publish_date,title,url",
        "1,Echo,2025-10-06,Quay closed,https://e.example/q",
    )
    (one,) = read(tmp_path, "a.csv", f"{head}\n{row}\n")
    assert (one.title, one.paragraphs, one.text_from) == ("Quay closed", ("Quay closed",), "link")
    assert (one.outlet, one.date) == ("Echo", "2025-10-06")
    saved = {"uri": "https://e.example/q", "title": "Quay closed", "created": "2025-10-06"}
    (one,) = read(
        tmp_path, "a.json", json.dumps({"title": "", "children": [{"children": [saved]}]})
    )
    assert (one.title, one.url, one.date) == ("Quay closed", "https://e.example/q", "")
    # What may be a text in a column that nobody calls so is asked for.
    corpus = "It was closed on Monday, and will not open again for a good while. " * 6
    (one,) = read(tmp_path, "b.csv", f"{head},corpus\n{row},{corpus}\n")
    assert one.reason.startswith("no column is the text; say which with --map text=COLUMN")


def test_the_day_that_is_called_that_of_publication_is_the_surest(tmp_path: Path) -> None:
    record: dict[str, Any] = {"title": "A", "text": "One.", "date": "2025-04-02"}
    record["date_published"] = "2025-03-31"
    assert [one.date for one in read(tmp_path, "a.json", json.dumps(record))] == ["2025-03-31"]
    record["date_published"] = True
    assert [one.date for one in read(tmp_path, "a.json", json.dumps(record))] == ["2025-04-02"]
