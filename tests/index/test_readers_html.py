"""Saved pages: the article without what surrounds it, dates with their zones, honest gaps."""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from tests.effort import runs

STORY = """\
The minister said on Monday that talks with the neighbouring country would go on until both sides \
had agreed on the price of steel and on who may sell it.
Her colleague in the trade department, who has led the negotiations since March, told the \
newspaper that an agreement was closer than at any time in the past two years.
Markets rose after the announcement, and shares of the three largest producers gained more than \
four per cent in the first hour of trading on Tuesday morning.
A spokesman for the opposition called the terms “a gift” and said that parliament would ask for \
every document that had been exchanged between the two governments.
""".splitlines()
NAVIGATION = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(20))


def page(head: str = "", title: str = "Talks go on - The Post", story: str = "") -> str:
    body = story or "".join(f"<p>{text}</p>\n" for text in STORY)
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>{title}</title>{head}</head><body><nav><ul>{NAVIGATION}</ul></nav>
<article><h1>Talks go on</h1>{body}</article>
<div class="comments"><p>First! This is a comment, not news.</p></div>
<footer><ul>{NAVIGATION}</ul><p>© The Post. All rights reserved.</p></footer></body></html>"""


def read(folder: Path, content: str | bytes, name: str = "a.html") -> Article:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (item,) = source.articles()
    assert isinstance(item, Article), item
    return item


def linked(**record: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Talks go on &amp; on",
    "datePublished": "2016-03-21T10:15:00+01:00",
    "dateModified": "2016-03-22",
    "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Xi"}],
    "publisher": {"@type": "Organization", "name": "The Post"},
    "articleSection": "Trade",
    "keywords": ["steel", "tariffs"],
}


def test_the_story_is_found_paragraph_by_paragraph(tmp_path: Path) -> None:
    article = read(tmp_path, page())
    assert list(article.paragraphs) == STORY
    assert article.title.startswith("Talks go on")


def test_json_ld_describes_the_page(tmp_path: Path) -> None:
    head = linked(**{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, ARTICLE]})
    head += '<link rel="canonical" href="https://example.org/talks">'
    article = read(tmp_path, page(head))
    assert article.title == "Talks go on & on"
    assert (article.date, article.date_from) == ("2016-03-21T10:15:00+01:00", "page: JSON-LD")
    assert (article.updated, article.section) == ("2016-03-22", "Trade")
    assert (article.byline, article.outlet) == ("Ann Lee, Bo Xi", "The Post")
    assert (article.url, article.language) == ("https://example.org/talks", "en")
    assert article.tags == ("steel", "tariffs")


def test_json_ld_with_slips_still_tells_the_date(tmp_path: Path) -> None:
    broken = (
        '<script type="application/ld+json">{"a": [1,], "datePublished": "2016-03-21"}</script>'
    )
    assert read(tmp_path, page(broken)).date == "2016-03-21"


@pytest.mark.parametrize(
    ("head", "date", "where"),
    [
        (
            '<meta property="article:published_time" content="2016-03-21T10:15:00Z">',
            "2016-03-21T10:15:00+00:00",
            "page: meta article:published_time",
        ),
        ('<meta name="DC.date" content="March 2016">', "2016-03", "page: meta dc.date"),
        (
            '<time itemprop="datePublished" datetime="2016-03-21">today</time>',
            "2016-03-21",
            "page: time element",
        ),
        ('<meta name="date" content="2013-02-30">', "", ""),
        ("", "", ""),
    ],
)
def test_a_date_says_where_it_was_found(tmp_path: Path, head: str, date: str, where: str) -> None:
    article = read(tmp_path, page(head))
    assert (article.date, article.date_from) == (date, where)


def test_a_day_in_the_address_counts_and_a_day_filled_in_does_not(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://example.org/2016/03/21/talks">'
    article = read(tmp_path, page(link))
    assert (article.date, article.date_from) == ("2016-03-21", "address")
    month_only = '<link rel="canonical" href="https://example.org/2016/03/talks">'
    article = read(tmp_path, page(month_only))
    assert (article.date, article.date_from) == ("2016-03", "address")


def test_the_outlets_name_is_taken_off_the_title(tmp_path: Path) -> None:
    head = '<meta property="og:site_name" content="The Post">'
    head += '<meta property="og:title" content="Talks | and more | The Post">'
    assert read(tmp_path, page(head)).title == "Talks | and more"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "shift_jis"])
def test_a_declared_encoding_counts(tmp_path: Path, charset: str) -> None:
    text = {"shift_jis": "韓国の大統領は土曜日、中国の国家主席と会談した。"}.get(
        charset, "Президент заявил, что правительство поддержит предпринимателей. "
    )
    html = page(story="".join(f"<p>{text * 4}</p>" for _ in range(3)))
    content = html.replace("utf-8", charset).replace("©", "").encode(charset)
    assert text.strip() in read(tmp_path, content).paragraphs[0]


@pytest.mark.parametrize(
    ("declared", "real", "letters"),
    [
        ("gb2312", "gb18030", "環保組織表示將上訴"),
        ("shift_jis", "cp932", "①高橋（髙橋）の話"),
        ("euc-kr", "cp949", "똠방각하 펲시"),
        ("iso-8859-9", "cp1254", "“Şimdi” – dedi"),
    ],
)
def test_declared_encodings_are_read_as_browsers_read_them(
    tmp_path: Path, declared: str, real: str, letters: str
) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    content = page(head, story=f"<p>{letters * 9}</p>").replace('<meta charset="utf-8">', "")
    article = read(tmp_path, content.replace("©", "").encode(real))
    assert letters in article.paragraphs[0]


def test_a_page_is_recognised_without_a_suffix_and_packed(tmp_path: Path) -> None:
    article = read(tmp_path, gzip.compress(page().encode(), mtime=0), "saved.gz")
    assert list(article.paragraphs) == STORY
    assert list(read(tmp_path, page(), "page.txt").paragraphs) == STORY


def test_breaks_and_tables_part_paragraphs(tmp_path: Path) -> None:
    story = "".join(f"<p>{text}</p>" for text in STORY[:3])
    story += f"<p>{STORY[3]}<br><br>{STORY[0][::-1]}<br>same paragraph</p>"
    paragraphs = read(tmp_path, page(story=story)).paragraphs
    assert STORY[3] in paragraphs
    assert any(text.endswith(" same paragraph") for text in paragraphs)


@pytest.mark.parametrize(
    "content",
    [
        "<html>",
        "<html><body></body></html>",
        "<html><body><script>x()</script></body></html>",
        "<!doctype html>" + "<div>" * 8_000,
        "<html>" + "<p>&#0;&#xD800;\x1b]0;t\x07" * 999,
        "<html><head>" + linked(**{"@type": "Article", "datePublished": [[[{}]]]}) + "</head>",
        '<html><script type="application/ld+json">' + "[" * 9999 + "</script>One.",
        "<html>" + "<!--" * 9999,
        "<?xml version='1.0' encoding='nonsense'?><html><p>One.</p></html>",
    ],
)
def test_odd_pages_end_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(content, "utf-8")
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    assert all(isinstance(item, Article | Skipped) for item in source.articles())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))


def test_real_pages_give_their_articles(shared: Path, tmp_path: Path) -> None:
    """Overlap in runs of four words with the text that a person cut out, over 60 pages (every other
    one as a rule), none of which is left out as a wall.
    """
    with tarfile.open(shared / "html" / "pages.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    truth = json.loads((shared / "html" / "ground-truth.json").read_text("utf-8"))
    scores = []
    dated = 0
    pages = sorted(tmp_path.rglob("*.html.gz"))
    assert len(pages) == 60
    for source in find(chosen := pages[:: runs(2, 1)], ReadOptions()):
        assert isinstance(source, Source)
        (item,) = source.articles()
        assert isinstance(item, Article)
        wanted = _shingles(truth[source.name.removesuffix(".html")]["articleBody"])
        found = _shingles("\n".join(item.paragraphs))
        scores.append(2 * (wanted & found).total() / (wanted.total() + found.total()))
        dated += bool(item.date)
    assert len(scores) == len(chosen)
    assert sum(scores) / len(scores) > 0.96
    assert dated >= len(chosen) - 2


def test_an_article_in_several_boxes_is_read_whole(tmp_path: Path) -> None:
    """Between the boxes of a text stand advertisements; the boxes are of one class."""
    later = [text.replace("minister", "spokesman") for text in STORY]
    boxes = "".join(
        f'<div class="article-body">{"".join(f"<p>{text}</p>" for text in part)}</div>'
        '<div class="ad">Buy this now.</div>'
        for part in (STORY[:2], STORY[2:], later[:2], later[2:])
    )
    related = f'<div class="article-body"><p>{STORY[0].replace("talks", "ships")}</p></div>'
    whole = page(story=boxes).replace("</article>", f"</article><article>{related}</article>")
    assert list(read(tmp_path, whole).paragraphs) == [*STORY, *later]


def test_lines_that_lead_elsewhere_are_left_out(tmp_path: Path) -> None:
    lines = [
        "Read more: <a href=/ships>Ships go on</a>",
        "RELATED",
        "Advertisement",
        "You may also like...",
    ]
    mixed = [text for pair in zip(STORY, lines, strict=True) for text in pair]
    article = read(tmp_path, page(story="".join(f"<p>{text}</p>" for text in mixed)))
    assert list(article.paragraphs) == STORY


def test_a_line_that_leads_nowhere_is_text_whatever_it_begins_with(tmp_path: Path) -> None:
    lines = ["Related: the account of Hallam in Zurich", "See also: Marsh", "Sponsored: the flight"]
    mixed = [text for pair in zip(STORY, lines, strict=False) for text in pair]
    article = read(tmp_path, page(story="".join(f"<p>{text}</p>" for text in mixed)))
    assert list(article.paragraphs) == mixed


def test_the_outlets_name_may_be_written_otherwise_behind_the_title(tmp_path: Path) -> None:
    head = '<meta property="og:site_name" content="The Hill">'
    assert read(tmp_path, page(head, title="Talks go on | TheHill")).title == "Talks go on"


@pytest.mark.parametrize("opened", ["<p ", "<p", "</p ", "<p\n"])
def test_a_tag_of_endless_attributes_costs_nothing_and_hides_nothing(
    tmp_path: Path, opened: str
) -> None:
    attributes = " ".join(f'a{n}="{n}"' for n in range(60_000))
    story = (
        "".join(f"<p>{text}</p>\n" for text in STORY) + f"{opened} {attributes}>The end of it.</p>"
    )
    found = read(tmp_path, page(story=story))
    assert found.title == "Talks go on"
    assert found.paragraphs[: len(STORY)] == tuple(STORY)
    assert not any("a77=" in text for text in found.paragraphs)
