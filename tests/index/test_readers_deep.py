"""What lies deep within other things is read, or said to be left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Remark, Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.markup.xmltree import parse_xml
from index.ingest.readers.text_parts.deep_markup import flattened
from tests.effort import runs

_TAGS = "p font blockquote div b ul li dl dd table tr td center section a h2 br".split()
_SAYING = "the mayor of Porthaven said on Tuesday that the swing bridge would open again."


def _articles(folder: Path, page: str) -> list[Article]:
    path = folder / "a.html"
    path.write_text(f"<html><body><article><h1>The bridge</h1>{page}", "utf-8")
    return [one for one in _items(path) if isinstance(one, Article)]


def _items(path: Path) -> list[Article | Skipped | Remark]:
    [source] = find([path], ReadOptions())
    assert isinstance(source, Source)
    return list(source.articles())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<blockquote><p>", ""),
        ("<font size=2>", "<br><br>"),
        ("<div><p>", "</p>"),
        ("<b><p>", "</b>"),
        ("<ul><li>", ""),
    ],
)
def test_tags_that_are_never_closed_cost_no_paragraph(
    tmp_path: Path, before: str, after: str
) -> None:
    page = "".join(f"{before}Word{number}, {_SAYING}{after}" for number in range(400))
    [article] = _articles(tmp_path, page)
    words = re.findall(r"Word\d+", " ".join(article.paragraphs))
    assert words == [f"Word{number}" for number in range(400)]
    assert len(article.paragraphs) >= 390


@pytest.mark.parametrize("tag", ["div", "font", "section", "blockquote"])
def test_a_text_deep_in_other_tags_is_read(tmp_path: Path, tag: str) -> None:
    paragraphs = [f"Word{number}, {_SAYING}" for number in range(6)]
    inner = "".join(f"<p>{each}</p>" for each in paragraphs)
    page = f"<{tag}>" * 3000 + inner + f"</{tag}>" * 3000
    [article] = _articles(tmp_path, page)
    assert list(article.paragraphs) == paragraphs


@settings(max_examples=runs(40, 1000), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(_TAGS), st.booleans(), st.integers(1, 150)),
        min_size=1,
        max_size=12,
    )
)
def test_no_tags_hide_text_from_the_parser(tags: list[tuple[str, bool, int]]) -> None:
    """Whatever is opened and closed how often, in whatever order."""
    parts, number = [], 0
    for name, ends, times in tags:
        for _ in range(times):
            number += 1
            parts.append(f"<{'/' if ends else ''}{name}>w{number} ")
    tree = html.document_fromstring("<html><body>" + flattened("".join(parts)))
    assert tree.text_content().split() == [f"w{each}" for each in range(1, number + 1)]


def test_pages_that_are_not_deep_are_left_as_they_are() -> None:
    unclosed = "<table>" + "<tr><td><p>One<p>two" * 500
    assert flattened(unclosed) == unclosed
    shallow = "<div><p>One <b>two</b></div>" * 500
    assert flattened(shallow) == shallow


@pytest.mark.parametrize("inside", ["<b>" * 300 + "text" + "</b>" * 300, "x" * 10_000_100])
def test_xml_of_which_the_parser_drops_the_rest_is_refused(inside: str) -> None:
    with pytest.raises(InputError, match="too deeply, or one text"):
        parse_xml(f"<a>{inside}<c>after</c></a>".encode())


@pytest.mark.parametrize("inside", ["word " * 2_300_000, f"<!--{'word ' * 2_300_000}-->"])
def test_a_page_of_which_the_parser_drops_the_rest_is_refused(tmp_path: Path, inside: str) -> None:
    page = f"<html><body><h1>Head</h1><p>{inside}</p><p>After it.</p></body></html>"
    (tmp_path / "a.html").write_text(page)
    (item,) = _items(tmp_path / "a.html")
    assert isinstance(item, Skipped)
    assert item.reason == "one text or comment in it is too long to be read whole"


def test_a_message_of_which_a_parser_would_drop_the_rest_is_read_whole(tmp_path: Path) -> None:
    letter = (
        "From a@example.org Mon Mar  2 10:00:00 2020\nSubject: Letter {number}\n"
        "From: News <n@example.org>\nDate: Mon, 2 Mar 2020 10:00:00 +0000\n"
        "MIME-Version: 1.0\nContent-Type: text/html\n\n<html><body><p>{text}</p>"
        "<p>News of Springfield and its mayor.</p></body></html>\n\n"
    )
    texts = ["First.", "word " * 2_300_000, "Third."]
    (tmp_path / "a.mbox").write_text(
        "".join(letter.format(number=n, text=text) for n, text in enumerate(texts, 1))
    )
    found = [one for one in _items(tmp_path / "a.mbox") if isinstance(one, Article)]
    assert ["".join(one.paragraphs).count("word") for one in found] == [0, 2_300_000, 0]
