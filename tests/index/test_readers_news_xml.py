"""News of agencies and archives in XML, sitemaps and citations: each item is an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.registry import choose
from tests.items import told

TEXT = "<p>The port approved a plan.</p><p>It costs &amp; takes much.</p>"
PARAGRAPHS = ("The port approved a plan.", "It costs & takes much.")
_G2 = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:{n}" xml:lang="en"><itemMeta>'
    "<provider><name>AFP</name></provider><firstCreated>2024-03-0{n}T10:00:00Z</firstCreated>"
    "<title>slug</title></itemMeta><contentMeta><headline>Port approves {n}</headline>"
    "<by>Jo Brandt</by><subject><name>Ports</name></subject></contentMeta><contentSet>{body}"
    "</contentSet></newsItem>"
)
XHTML = (
    '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>'
    f"{TEXT}</body></html></inlineXML>"
)
NITF = (
    '<inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content><media>'
    f"<media-caption>Boats</media-caption></media>{TEXT}</body.content></body></nitf></inlineXML>"
)
PLAIN = "<inlineData>The port approved a plan.\n\nIt costs &amp; takes much.</inlineData>"


def read(folder: Path, content: str, name: str = "a.xml") -> list[Article | Skipped]:
    (folder / name).write_text(content, "utf-8")
    (source,) = find([folder / name], ReadOptions())
    assert isinstance(source, Source)
    return told(source.articles())


@pytest.mark.parametrize("body", [XHTML, NITF, PLAIN])
def test_an_item_of_an_agency(tmp_path: Path, body: str) -> None:
    (article,) = read(tmp_path, f'<?xml version="1.0"?>{_G2.format(n=5, body=body)}')
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.byline) == (
        "Port approves 5",
        "AFP",
        "Jo Brandt",
    )
    assert (article.date, article.language) == ("2024-03-05T10:00:00+00:00", "en")
    assert (article.source_id, article.tags) == ("urn:5", ("Ports",))
    assert article.paragraphs == PARAGRAPHS


def test_a_message_holds_many_items(tmp_path: Path) -> None:
    inside = "".join(_G2.format(n=n, body=body) for n, body in enumerate((XHTML, NITF, PLAIN), 1))
    found = read(
        tmp_path,
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
        f"<packageItem/>{inside}</itemSet></newsMessage>",
    )
    assert [one.title for one in found if isinstance(one, Article)] == [
        f"Port approves {n}" for n in (1, 2, 3)
    ]
    assert {one.paragraphs for one in found if isinstance(one, Article)} == {PARAGRAPHS}


def test_an_archive_keeps_lead_and_text_in_blocks(tmp_path: Path) -> None:
    (article,) = read(
        tmp_path,
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>T</title>'
        '<docdata><doc-id id-string="18"/><identified-content><classifier type="descriptor">Ports'
        '</classifier></identified-content></docdata><pubdata date.publication="20070101T000000"'
        ' ex-ref="https://echo.example/18" name="The Echo"/></head><body><body.head><hedline>'
        "<hl1>Port approves</hl1></hedline><byline>By JO BRANDT</byline><byline>Brandt, Jo"
        "</byline></body.head><body.content><block class='lead_paragraph'><p>The port approved a"
        f" plan.</p></block><block class='full_text'>{TEXT}</block></body.content></body></nitf>",
    )
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.date) == (
        *("Port approves", "The Echo", "2007-01-01"),
    )
    assert (article.byline, article.url) == ("JO BRANDT", "https://echo.example/18")
    assert (article.paragraphs, article.tags) == (PARAGRAPHS, ("Ports",))


def test_a_story_of_a_corpus_and_of_the_first_newsml(tmp_path: Path) -> None:
    (story,) = read(
        tmp_path,
        '<newsitem itemid="2286" date="1996-08-20" xml:lang="en"><title>MEXICO: Port.</title>'
        f"<headline>Port.</headline><byline>Jo Brandt</byline><text>{TEXT}</text><metadata>"
        '<dc element="dc.source" value="Reuters"/></metadata></newsitem>',
    )
    assert isinstance(story, Article)
    assert (story.title, story.outlet, story.date) == ("Port.", "Reuters", "1996-08-20")
    (first,) = read(
        tmp_path,
        "<NewsML><NewsItem><NewsManagement><FirstCreated>20240305T100000Z</FirstCreated>"
        "</NewsManagement><NewsComponent><NewsLines><HeadLine>Port.</HeadLine><ByLine>By Jo Brandt"
        f"</ByLine><CreditLine>AFP</CreditLine></NewsLines><ContentItem><DataContent>{TEXT}"
        "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
    )
    assert isinstance(first, Article)
    assert (first.title, first.outlet, first.byline) == ("Port.", "AFP", "Jo Brandt")
    assert (first.date, first.paragraphs) == ("2024-03-05T10:00:00+00:00", PARAGRAPHS)
    assert story.paragraphs == PARAGRAPHS


SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
    "<loc>https://echo.example/1</loc>{news}</url></urlset>"
)


def test_a_sitemap_of_news_gives_links_and_another_is_told(tmp_path: Path) -> None:
    news = (
        "<news:news><news:publication><news:name>The Echo</news:name><news:language>en"
        "</news:language></news:publication><news:publication_date>2024-03-05"
        "</news:publication_date><news:title>Port approves</news:title></news:news>"
    )
    (article,) = read(tmp_path, SITEMAP.format(news=news))
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.date) == (
        *("Port approves", "The Echo", "2024-03-05"),
    )
    assert (article.url, article.text_from) == ("https://echo.example/1", "link")
    (told,) = read(tmp_path, SITEMAP.format(news=""))
    assert isinstance(told, Skipped)
    assert "headlines" in told.reason


def test_citations_are_articles_with_their_abstracts(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "TY  - NEWS\nT1  - Port approves\nAU  - Brandt, Jo\nAU  - Okafor, Ines\n"
        "Y1  - 2024/03/05/\nT2  - The Echo\nLA  - English\nKW  - Ports\n"
        "AB  - The port approved a plan.\n\nIt costs & takes much.\nER  - \n\n"
        "TY  - NEWS\nTI  - Ferry aground\nPY  - 2024\nER  - \nTY  - NEWS\nER  - \n",
        "a.ris",
    )
    one, two, three = found
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.title, one.byline, one.outlet) == (
        *("Port approves", "Jo Brandt, Ines Okafor", "The Echo"),
    )
    assert (one.date, one.language, one.paragraphs) == ("2024-03-05", "en", PARAGRAPHS)
    assert (two.title, two.date, two.text_from) == ("Ferry aground", "2024", "link")
    assert isinstance(three, Skipped)


def test_other_xml_is_for_others() -> None:
    assert choose(b"<rss version='2.0'><channel/></rss>", "a.xml").name == "feed"
    with pytest.raises(InputError):
        choose(b"<?xml version='1.0'?><news><newsletter/></news>", "a.xml")
