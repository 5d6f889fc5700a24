"""Exports of PubMed and Ghost, and titles and notes as clippers write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.ingest.readers.text_parts.page_names import parted_name
from tests.index.test_readers_tools import put, read

NBIB = (
    "PMID- 31\nOWN - NLM\nDP  - 2020 Apr 2\nTI  - Cranes and\n      health.\nLID - 10.1/x [doi]\n"
    "AB  - They are\n      dangerous.\nFAU - Wren, Ada\nAU  - Wren A\nLA  - eng\nJT  - Nature\n"
    "MH  - *Harbors\n\nPMID- 32\nTI  - Second.\nAB  - More.\n"
)
PUBMED = (
    "<!DOCTYPE PubmedArticleSet><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>31</PMID>"
    "<Article><Journal><JournalIssue><PubDate><Year>2020</Year><Month>Apr</Month><Day>02</Day>"
    "</PubDate></JournalIssue><Title>Nature</Title></Journal><ArticleTitle>Cranes and health."
    "</ArticleTitle><Abstract><AbstractText>They are dangerous.</AbstractText></Abstract>"
    "<AuthorList><Author><LastName>Wren</LastName><ForeName>Ada</ForeName></Author></AuthorList><Language>eng"
    "</Language></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
)


@pytest.mark.parametrize(("name", "text"), [("a.nbib", NBIB), ("a.xml", PUBMED)])
def test_citations_of_pubmed(tmp_path: Path, name: str, text: str) -> None:
    one = read(put(tmp_path, name, text))[0]
    assert (one.title, one.outlet, one.byline) == ("Cranes and health.", "Nature", "Ada Wren")
    assert (one.date, one.language, one.source_id) == ("2020-04-02", "en", "31")
    assert one.paragraphs == ("They are dangerous.",)
    assert one.url in ("https://doi.org/10.1/x", "https://pubmed.ncbi.nlm.nih.gov/31/")


def ghost() -> str:
    posts = [
        {"id": "p", "title": "Quay shut", "slug": "quay", "html": "<p>It was.</p><p>So.</p>",
         "status": "published", "published_at": "2024-05-01T08:00:00.000Z"},
        {"id": "q", "title": "Not yet", "html": "<p>No.</p>", "status": "draft"},
    ]  # fmt: skip
    data = {
        "posts": posts,
        "users": [{"id": "a", "name": "Ada Wren"}],
        "posts_authors": [{"post_id": "p", "author_id": "a"}],
        "tags": [{"id": "t", "name": "Harbour"}],
        "posts_tags": [{"post_id": "p", "tag_id": "t"}],
        "settings": [
            {"key": "title", "value": "Echo"},
            {"key": "url", "value": "https://echo.example"},
        ],
    }
    return json.dumps({"db": [{"meta": {"exported_on": 1, "version": "5"}, "data": data}]})


def test_ghost_keeps_drafts_to_itself_and_names_authors(tmp_path: Path) -> None:
    one, left_out = read(put(tmp_path, "ghost.json", ghost()))
    assert (one.title, one.byline, one.outlet, one.tags) == (
        *("Quay shut", "Ada Wren", "Echo"),
        ("Harbour",),
    )
    assert (one.url, one.paragraphs) == ("https://echo.example/quay/", ("It was.", "So."))
    assert left_out.text == "posts that were not published are left out: draft 1"


def test_what_wordpress_exports_and_nobody_could_read_is_told_and_left_out(tmp_path: Path) -> None:
    posts = "".join(
        f"<item><title>{status}</title><description>Text {status}.</description>"
        f"<wp:post_type>post</wp:post_type><wp:status>{status}</wp:status></item>"
        for status in ("publish", "draft", "draft", "private")
    )
    feed = f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>{posts}</channel></rss>'
    one, left_out = read(put(tmp_path, "wp.xml", feed))
    assert one.title == "publish"
    assert left_out.text == "posts that were not published are left out: draft 2, private 1"


@pytest.mark.parametrize(
    ("name", "host", "found"),
    [
        ("A | The Guardian", "www.theguardian.com", ("A", "The Guardian")),
        ("A - The New York Times", "nytimes.com", ("A", "The New York Times")),
        ("A – B - Reuters", "reuters.com", ("A – B", "Reuters")),
        ("Talks - Guardian says", "www.theguardian.com", ("Talks - Guardian says", "")),
        ("Covid - echo of war", "echo.example", ("Covid - echo of war", "")),
        ("Quay shut", "echo.example", ("Quay shut", "")),
    ],
)
def test_an_outlet_behind_a_headline_is_what_the_host_is_called_after(
    name: str, host: str, found: tuple[str, str]
) -> None:
    assert parted_name(name, f"https://{host}/news/1") == found
    assert parted_name(name, "") == (name, "")


def test_a_clipped_page_is_called_by_its_headline(tmp_path: Path) -> None:
    note = (
        "---\nsource: https://www.echo.example/quay\n---\n\n# Quay shut | The Echo\n\n"
        "It was shut on Monday.\n"
    )
    (one,) = read(put(tmp_path, "a.md", note))
    assert (one.title, one.paragraphs) == ("Quay shut", ("It was shut on Monday.",))


def test_readwise_names_the_host_where_it_knows_no_author(tmp_path: Path) -> None:
    table = (
        "Highlight,Book Title,Book Author,Note,Color,Tags,Highlighted at,Document tags\n"
        "It was shut.,Quay shut | The Echo,echo.example,,,,,\n"
    )
    (one,) = read(put(tmp_path, "a.csv", table))
    assert (one.title, one.outlet, one.byline) == ("Quay shut", "The Echo", "")


def test_notes_stand_below_highlights_of_omnivore(tmp_path: Path) -> None:
    note = (
        "---\nid: 8e3c\ntitle: Quay shut\n---\n\n# Quay shut\n#Omnivore\n\n[Read on Omnivore](https"
        "://omnivore.app/me/q)\n[Read Original](https://www.echo.example/quay)\n\n## Highlights\n\n"
        "> It was shut. [⤴️](https://omnivore.app/me/q#1) #harbour\n\nMy note,\nof two lines.\n\n"
        "> Cranes\n> stopped. [⤴️](https://omnivore.app/me/q#2)\n"
    )
    (one,) = read(put(tmp_path, "a.md", note))
    first, second = one.highlights
    assert (first.text, first.note, first.tags) == (
        *("It was shut.", "My note,\nof two lines."),
        ("harbour",),
    )
    assert (second.text, second.note) == ("Cranes stopped.", "")
