"""Books and magazines: an article a chapter, wherever the contents say that one begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.article import publication_of
from tests.effort import runs
from tests.index.test_readers_documents import LONG, epub, read


def point(label: str, where: str, inner: str = "") -> str:
    return (
        f"<navPoint><navLabel><text>{label}</text></navLabel>"
        f'<content src="{where}"/>{inner}</navPoint>'
    )


def page(*parts: str) -> str:
    head = '<?xml version="1.0"?><html><head><title>x</title></head>'
    return f"{head}<body>{''.join(parts)}</body></html>"


@settings(
    max_examples=runs(25, 1_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    by_name=st.booleans(),
    nested=st.booleans(),
)
def test_articles_that_share_a_page_are_parted_at_their_anchors(
    tmp_path: Path, sizes: list[int], by_name: bool, nested: bool
) -> None:
    pages, contents, texts = {}, [], {}
    for number, size in enumerate(sizes):
        parts, points = ["<h1 id='s'>Section</h1>"], []
        for place in range(size):
            label, text = f"Story {number}.{place}", f"The quay was closed {number} {place} times."
            texts[label] = (text, "So it ended.")
            anchor = f'<a name="a{place}"></a>' if by_name else ""
            identity = "" if by_name else f' id="a{place}"'
            parts.append(f"{anchor}<h2{identity}>{label}</h2><p>{text}</p><p>So it ended.</p>")
            points.append(point(label, f"p{number}.xhtml#a{place}"))
        pages[f"p{number}.xhtml"] = page(*parts)
        inner = "".join(points)
        contents.append(point(f"Part {number}", f"p{number}.xhtml#s", inner) if nested else inner)
    found = read(tmp_path, epub(pages, "".join(contents)))
    stories = {one.title: one.paragraphs for one in found if one.title.startswith("Story")}
    assert stories == texts
    sections = {one.section for one in found if one.title in texts}
    named = {f"Part {number}" for number in range(len(sizes))}
    assert sections == (named if nested else {"Section"})


def test_parts_of_a_chapter_stay_in_it(tmp_path: Path) -> None:
    text = page(
        f"<h1 id='c'>Steel</h1><p>{LONG}</p><h2 id='a'>Ore</h2><p>Of ore.</p>"
        "<h2 id='b'>Coal</h2><p>Of coal.</p>"
    )
    inner = point("Ore", "one.xhtml#a") + point("Coal", "one.xhtml#b")
    (article,) = read(tmp_path, epub({"one.xhtml": text}, point("Steel", "one.xhtml#c", inner)))
    assert article.title == "Steel"
    assert article.paragraphs == (LONG.strip(), "Ore", "Of ore.", "Coal", "Of coal.")


def test_the_menus_of_a_magazine_are_left_out_and_its_addresses_kept(tmp_path: Path) -> None:
    menu = "<div>| <a href='x'>Next</a> | <a href='y'>Section menu</a> | <a>Main menu</a> |</div>"
    index = "".join(f"<li><a href='a{n}.xhtml'>Story {n}</a> {LONG}</li>" for n in (1, 2))
    pages = {"feed.xhtml": page("<h2>Harbour</h2><ul>", index, "</ul>")}
    for n in (1, 2):
        pages[f"a{n}.xhtml"] = page(
            menu,
            f"<h2>Story {n}</h2><p>By Jo Brandt and Ines Okafor, {n} October 2025</p>",
            "<p>It closed.</p>",
            "<p>This article was downloaded by <b>calibre</b> from ",
            f"<a href='https://echo.example/{n}'>https://echo.example/{n}</a></p>",
            menu,
        )
    inner = "".join(point(f"Story {n}", f"a{n}.xhtml") for n in (1, 2))
    one, two = read(tmp_path, epub(pages, point("Harbour", "feed.xhtml", inner)))
    assert (one.title, one.section, one.url) == ("Story 1", "Harbour", "https://echo.example/1")
    assert (one.byline, one.date) == ("Jo Brandt and Ines Okafor", "2025-10-01")
    assert one.paragraphs == ("It closed.",)
    assert (two.title, two.date) == ("Story 2", "2025-10-02")


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("The Echo [Mon, 06 Oct 2025]", "The Echo"),
        ("The Echo, October 6, 2025", "The Echo"),
        ("Der Bote – 6. Oktober 2025", "Der Bote"),
        ("Der Bote 41/2025", "Der Bote"),
        ("The Echo (International)", "The Echo (International)"),
        ("Harbours, 1950", "Harbours, 1950"),
    ],
)
def test_an_issue_has_the_name_of_its_newspaper(tmp_path: Path, title: str, outlet: str) -> None:
    text = page(f"<h1>Story</h1><p>March 21, 2016</p><p>{LONG}</p>")
    book = epub({"a.xhtml": text}, point("Story", "a.xhtml"), title=title, creator="calibre")
    (article,) = read(tmp_path, book)
    assert (article.outlet, article.byline) == (outlet, "")
    assert article.paragraphs == (LONG.strip(),)


@pytest.mark.parametrize("heading", ["", "<h1>Quay shut</h1>"])
def test_a_book_of_one_text_has_a_headline_and_no_outlet(tmp_path: Path, heading: str) -> None:
    text = page(f"{heading}<p>{LONG}</p>").replace("<title>x", "<title>Quay shut")
    for publisher in ("", "The Echo"):
        named = f"Quay shut</dc:title><dc:publisher>{publisher}</dc:publisher><dc:title>"
        (article,) = read(tmp_path, epub({"a.xhtml": text}, title=named))
        told = (article.title, article.outlet, article.byline)
        assert told == ("Quay shut", publisher, "Ann Lee")
        assert article.paragraphs == (LONG.strip(),)


def test_short_pages_of_a_book_without_contents_are_articles(tmp_path: Path) -> None:
    notice = (
        "<p>The tender was withdrawn on Tuesday without a reason, the harbour board said so.</p>"
    )
    pages = {
        "cover.xhtml": page("<h1>The Weekly</h1>"),
        "a.xhtml": page(f"<p>{LONG}</p>").replace("<title>x", "<title>Quay closed"),
        "b.xhtml": page(notice).replace("<title>x", "<title>Unknown"),
    }
    found = read(tmp_path, epub(pages))
    assert [one.title[:11] for one in found] == ["Quay closed", "The tender "]


MANY = "By Jo Brandt, Andrew C. McCarthy, Ann de Vries, R. Emmett Tyrrell, Rich Lowry, Jim Geraghty"


@pytest.mark.parametrize(
    ("own", "doubtful"), [("2016-03-01", False), ("2017-07-14", True), ("", False)]
)
def test_the_day_of_a_collection_is_not_that_of_its_articles(
    tmp_path: Path, own: str, doubtful: bool
) -> None:
    signed = f"<p>{MANY}, {own}</p>" if own else ""
    pages = {
        "a.xhtml": page("<h1>Harbour</h1>", signed, f"<p>{LONG}</p>", f"<p>{LONG}</p>"),
        "b.xhtml": page("<h1>Bridge</h1>", f"<p>{LONG}</p>", f"<p>{LONG}</p>"),
    }
    harbour, bridge = read(tmp_path, epub(pages))
    assert harbour.date == (own or bridge.date)
    assert harbour.byline.count(",") == (5 if own else 0)
    assert bridge.date == "2016-03-21"
    assert publication_of(bridge, "").is_date_doubtful is doubtful


@pytest.mark.parametrize("called", ["titlepage", "halftitlepage", "frontmatter cover"])
@pytest.mark.parametrize("text", [LONG, "It burned in 1911."], ids=["long", "short"])
def test_a_page_that_is_called_a_title_page_is_no_chapter(
    tmp_path: Path, called: str, text: str
) -> None:
    front = f'<section epub:type="{called}"><h1>The Harbour</h1><p>Ann Lee</p></section>'
    pages = {
        "t.xhtml": page(front),
        "c.xhtml": page(f'<section epub:type="chapter"><h1>The Fire</h1><p>{text}</p></section>'),
    }
    for contents in ("", point("The Harbour", "t.xhtml") + point("The Fire", "c.xhtml")):
        assert [one.title for one in read(tmp_path, epub(pages, contents))] == ["The Fire"]


@pytest.mark.parametrize(
    ("number", "title"),
    [("1", "The Ice"), ("IV.", "The Ice"), ("Chapter 3", "Chapter 3: The Ice"), ("1947", "1947")],
)
def test_a_chapter_is_called_by_the_heading_below_its_number(
    tmp_path: Path, number: str, title: str
) -> None:
    pages = {"c.xhtml": page(f"<h2>{number}</h2><h1>The Ice</h1><p>{LONG}</p>")}
    for contents in ("", point(number, "c.xhtml")):
        (found,) = read(tmp_path, epub(pages, contents))
        assert found.title == title
        assert ("The Ice" in found.paragraphs) == (title == number)
    # A first line that is no heading is text.
    pages = {"c.xhtml": page(f"<h2>{number}</h2><p>The ice came.</p><p>{LONG}</p>")}
    (found,) = read(tmp_path, epub(pages, point(number, "c.xhtml")))
    assert (found.title, found.paragraphs[0]) == (number, "The ice came.")
