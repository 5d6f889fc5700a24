"""Exports of MediaWiki, and the words in wikitext."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, find
from index.ingest.readers.documents.wikitext import plain
from tests.index.test_readers_tools import put, read

SITE = (
    "<siteinfo><sitename>Wikinews</sitename><dbname>enwikinews</dbname>"
    "<base>https://en.wikinews.org/wiki/Main_Page</base><namespaces><namespace key='6'>Datei"
    "</namespace><namespace key='14'>Kategorie</namespace></namespaces></siteinfo>"
)
PAGE = (
    "<page><title>{title}</title><ns>{ns}</ns><id>7</id>{more}<revision><timestamp>"
    "2019-03-01T10:00:00Z</timestamp><text>Older.</text></revision><revision><timestamp>"
    "2019-03-05T10:00:00Z</timestamp><text>{text}</text></revision></page>"
)
TEXT = (
    "{{date|March 4, 2019}}\n[[Datei:Ferry.jpg|thumb|The [[ferry]]]]\nThe '''ferry''' sank off"
    " [[w:Castellmar|Castellmar]].<ref>{{cite|x}}</ref> {{w|Ada Wren}} saw it.\n\n== Rescue ==\n"
    "* Two [http://a.example boats] came.\n{| class='x'\n| 1 || {{n|2}}\n|}\n\n== Sources ==\n"
    "{{source|url=x}}\n[[Kategorie:Ferries]]\n[[de:Fähre]]"
)


def export(*pages: str) -> str:
    return f"<mediawiki xml:lang='en' version='0.11'>{SITE}{''.join(pages)}</mediawiki>"


def test_a_page_is_its_last_version_in_plain_words(tmp_path: Path) -> None:
    pages = (
        PAGE.format(title="Ferry sinks", ns=0, more="", text=escape(TEXT)),
        PAGE.format(title="Talk:Ferry", ns=1, more="", text="Said."),
        PAGE.format(title="Boat", ns=0, more="<redirect title='Ferry'/>", text="#REDIRECT"),
    )
    (one,) = read(put(tmp_path, "wiki.xml", export(*pages)))
    assert (one.title, one.outlet, one.language) == ("Ferry sinks", "Wikinews", "en")
    assert (one.date, one.updated[:10]) == ("2019-03-04", "2019-03-05")
    assert one.url == "https://en.wikinews.org/wiki/Ferry_sinks"
    assert one.tags == ("Ferries",)
    assert one.paragraphs == (
        "The ferry sank off Castellmar. Ada Wren saw it.",
        "Rescue",
        "Two boats came.",
    )
    assert one.remarks == ("2 pages are left out: talk, templates, redirects and the like",)


def test_of_a_damaged_export_what_comes_before_is_read(tmp_path: Path) -> None:
    whole = export(*(PAGE.format(title=f"T{n}", ns=0, more="", text="Said.") for n in range(3)))
    (source,) = find([put(tmp_path, "wiki.xml", whole[: whole.index("T2")])], ReadOptions())
    assert not isinstance(source, Skipped)
    found = list(source.articles())
    assert [one.title for one in found if isinstance(one, Article)] == ["T0", "T1"]
    assert [one.reason[:8] for one in found if isinstance(one, Skipped)] == ["damaged:"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "A [[Bay (town)|Bay]] and [[:Category:Sea]] and [[x_y]].",
            ["A Bay and Category:Sea and x y."],
        ),
        ("A{{a|{{b|[[c]]}}}}B<!-- [[x --> C <nowiki>[D]</nowiki>&nbsp;E", ["AB C [D] E"]),
        ("Open {{a [[b", ["Open {{a [[b"]),
        ("Closed }} b ]]", ["Closed }} b ]]"]),
        ("a\nb\n\nc<br>d", ["a b", "c d"]),
        ("{{lang|de|Hafen}} {{quote|It was dark.|Ada}}", ["Hafen It was dark."]),
    ],
)
def test_words_of_links_stay_and_templates_go(text: str, words: list[str]) -> None:
    assert plain(text)[0] == words


@given(st.text("ab [{|}]'=*<>!-\n/ref:", max_size=300))
def test_any_text_is_read(text: str) -> None:
    paragraphs, _ = plain(text)
    assert all(one == " ".join(one.split()) != "" for one in paragraphs)
