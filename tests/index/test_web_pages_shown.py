"""What of a page is its article's text: as a browser shows it, paragraph by paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.core.reports import Remark, Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.text_parts.bylines import byline_of
from index.ingest.readers.text_parts.html_fragments import text_of
from index.ingest.readers.text_parts.shown_text import as_shown

ONE = "Thousands marched through Porthaven on Saturday, the largest crowd since 1968."
TWO = "“We are many,” said Ann Lee, who organised the march. “They have to hear us now.”"
THREE = "Police said that there were no arrests, and that the crowd went home before dark."


def _items(folder: Path, page: str) -> list[Article | Skipped | Remark]:
    (folder / "a.html").write_text(page, "utf-8")
    [source] = find([folder / "a.html"], ReadOptions())
    assert isinstance(source, Source)
    return list(source.articles())


def _article(folder: Path, page: str) -> Article:
    [article] = [one for one in _items(folder, page) if isinstance(one, Article)]
    return article


@pytest.mark.parametrize(
    "markup",
    [
        f"<font face=arial>{ONE}<p>{TWO}<p>{THREE}<p></font>",
        f"<p><font face=arial>{ONE}<p>{TWO}<p>{THREE}</font>",
        f"<b>{ONE}<p>{TWO}</b><p>{THREE}",
        f"<font size=2><i>{ONE}<p>{TWO}<p>{THREE}</i></font>",
        f"{ONE}<p>{TWO}<p>{THREE}",
    ],
)
def test_type_that_is_set_once_for_several_paragraphs_parts_none(
    tmp_path: Path, markup: str
) -> None:
    menu = "<td width=120><a href=x>News</a><br><a href=y>Sport</a></td>"
    page = f"<table><tr>{menu}<td><h2>Thousands march</h2>{markup}</td></tr></table>"
    head = "<html><head><title>Thousands march</title></head><body>"
    assert _article(tmp_path, f"{head}{page}</body></html>").paragraphs == (ONE, TWO, THREE)


_CARD = (
    "Gov. <span><a>Noem</a><span class='rollover-people-block'><span><a>Kristi Noem</a>"
    " <a>MORE<span></span></a></span></span></span> (R) said so."
)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("He called it <q>a disgrace</q> on Monday.", "He called it “a disgrace” on Monday."),
        ("<q>He called it <q>bad</q></q>, he said.", "“He called it ‘bad’”, he said."),
        ("He called it “<q>a disgrace</q>”.", "He called it “a disgrace”."),
        ("<q>“A disgrace,”</q> he said.", "“A disgrace,” he said."),
        ("from <del>five</del> <ins>six</ins> to <s>ten</s> nine", "from six to nine"),
        ("it was <strike>dry</strike><ins>flooded</ins>", "it was flooded"),
        (
            "so <span style='color:red;text-decoration: line-through'>no <span>it</span></span> we",
            "so we",
        ),
        (
            "so <a style=\"font:'x'; text-decoration-line:underline line-through\">no</a> we",
            "so we",
        ),
        ("so <a style='text-decoration:none'>yes, line-through</a> we", "so yes, line-through we"),
        ("an <s class=x>old</s>new <strong>one</strong>", "an new one"),
        ("Seven < eight, <sub>x</sub>", "Seven < eight, x"),
        (_CARD, "Gov. Noem (R) said so."),
        ("The <span style='display: none'>unseen</span>mayor", "The mayor"),
        (
            "The report <span class='x sr-only'>(opens in a window)</span>is here.",
            "The report is here.",
        ),
        ("<span class='hidden-gem'>Kept</span>", "Kept"),
        (
            "<ruby>港湾<rt>こうわん</rt></ruby>当局は<ruby>木<rp>(</rp><rt>もく<rp>)</rp></ruby>。",
            "港湾当局は木。",
        ),
        ("<img alt='T' class='dropcap'>he harbour", "The harbour"),
        ("<img alt='T'> The harbour", "The harbour"),
    ],
)
def test_text_is_what_a_browser_shows(markup: str, shown: str) -> None:
    assert list(text_of(f"<p>{markup}</p>")) == [shown]


def test_what_is_never_closed_hides_nothing() -> None:
    long = "word " * 2000
    for markup in (f"<s>{long}", f"<del>{long}</del>", f"<span style='display:none'>{long}"):
        assert "word word" in as_shown(markup)


_DATA = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Thousands march",'
    f'"articleBody": "{ONE}\\n\\n{TWO}\\n\\n{THREE}"}}</script>'
)


@pytest.mark.parametrize("bare", ["", "<noscript>You need to enable JavaScript to run this app."])
def test_a_text_in_the_data_of_a_page_is_read_with_its_paragraphs(
    tmp_path: Path, bare: str
) -> None:
    head = f"<html><head><title>Thousands march</title>{_DATA}</head>"
    page = f"{head}<body><div id=root></div>{bare}</body></html>"
    assert _article(tmp_path, page).paragraphs == (ONE, TWO, THREE)


def test_a_check_for_robots_without_an_article_is_still_refused(tmp_path: Path) -> None:
    page = "<html><head><title>Just a moment...</title></head><body><div id=root></div>"
    page += "<noscript>You need to enable JavaScript to run this app.</noscript></body></html>"
    [item] = _items(tmp_path, page)
    assert isinstance(item, Skipped)


def test_posts_that_an_article_quotes_are_kept(tmp_path: Path) -> None:
    post = (
        '<div class="sdc-article-widget sdc-article-tweet"><div class="x-tweet__inner">'
        '<blockquote class="twitter-tweet"><p>I cannot thank this man enough.</p>— Dele (@dele)'
        ' <a href="https://t.example/1">November 19, 2019</a></blockquote> <script>x()</script>'
        "</div></div>"
    )
    text = "".join(f"<p>{one}</p>" for one in (ONE, TWO)) + post + f"<p>{THREE}</p>"
    page = f"<html><body><article><h1>A march</h1>{text}</article></body></html>"
    said = _article(tmp_path, page).paragraphs
    assert "I cannot thank this man enough." in said
    assert said[0] == ONE
    assert said[-1] == THREE


def test_the_captions_of_a_gallery_are_paragraphs(tmp_path: Path) -> None:
    says = ("1. A boat lies on the main street, far from the sea.", "2. Children play on the pier.")
    figures = "".join(
        f"<figure><img><figcaption>{one} <span>Photograph: Jo Brandt</span></figcaption></figure>"
        for one in (*says, "3. The mayor speaks to residents at the town hall on Tuesday.")
    )
    page = f"<html><body><main><h1>The storm</h1><p>{ONE}</p>{figures}</main></body></html>"
    paragraphs = _article(tmp_path, page).paragraphs
    assert paragraphs[0] == ONE
    assert [one.split()[0] for one in paragraphs[1:]] == ["1.", "2.", "3."]


def test_a_label_above_the_headline_is_no_text(tmp_path: Path) -> None:
    top = "<p class=kicker>Long read</p><h1>The last pilot</h1>"
    text = "".join(f"<p>{one}</p>" for one in (ONE, TWO, THREE))
    page = f"<html><head><title>The last pilot</title></head><body><article>{top}{text}"
    assert _article(tmp_path, page).paragraphs == (ONE, TWO, THREE)


@pytest.mark.parametrize(
    "given",
    [
        "Words by Ann Lee. Photographs by Jo Brandt",
        "Words: Ann Lee. Photography: Jo Brandt",
        "By Ann Lee; photographs by Jo Brandt",
        "Story by Ann Lee | Photos by Jo Brandt",
        "Ann Lee, Fotos: Jo Brandt",
    ],
)
def test_who_took_the_pictures_wrote_nothing(given: str) -> None:
    assert byline_of([given]) == "Ann Lee"


def test_a_photographer_alone_stays() -> None:
    assert byline_of(["Photographs by Jo Brandt"]) == "Photographs by Jo Brandt"


def test_a_day_of_a_japanese_era_below_the_headline_is_the_day(tmp_path: Path) -> None:
    text = "港湾当局は木曜日、労働者のストライキが三週目に入ったため、業務を停止すると発表した。"
    page = f'<html lang="ja"><body><article><h1>港が閉鎖</h1><p>平成31年3月21日</p><p>{text}</p>'
    article = _article(tmp_path, page)
    assert article.date == "2019-03-21"
    assert article.paragraphs == (text,)


def test_a_heading_with_the_name_of_the_site_is_no_headline(tmp_path: Path) -> None:
    text = "".join(f"<p>{one}</p>" for one in (ONE, TWO, THREE))
    page = "<html><head><title>Thousands march in Porthaven - Quaymedia</title></head><body>"
    page += f"<a href='/'><h1>The Quay</h1></a><dl><dt>Thousands march in Porthaven</dt></dl>{text}"
    article = _article(tmp_path, page)
    assert article.title == "Thousands march in Porthaven"
    assert article.paragraphs == (ONE, TWO, THREE)


@pytest.mark.parametrize(
    "lines",
    [
        "<p class=updated>Updated: 7 April 2016</p><p class=date>First published: 4 April 2016</p>",
        "<p class=updated>7 April 2016</p><p>4 April 2016</p>",
        "<p class=published>First published: 4 April 2016</p><p>Updated: 7 April 2016</p>",
    ],
)
def test_the_day_of_a_change_is_not_the_day_of_publication(tmp_path: Path, lines: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in (ONE, TWO, THREE))
    page = f"<html lang=en><body><article><h1>Thousands march</h1>{lines}{text}"
    article = _article(tmp_path, page)
    assert article.date == "2016-04-04"
    assert article.paragraphs == (ONE, TWO, THREE)


def test_a_page_kept_under_a_code_has_the_address_it_was_kept_from(tmp_path: Path) -> None:
    own = "https://www.echo.example/2017/08/09/harbour"
    page = '<html><head><link rel="canonical" href="https://archive.is/AbCdE">'
    page += (
        f'<meta property="og:url" content="http://archive.today/2017.08.10-101112/{own}"></head>'
    )
    page += f"<body><article><h1>Thousands march</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    article = _article(tmp_path, page)
    assert article.url == own
    assert article.outlet == "echo.example"


def test_what_a_page_hides_is_not_read(tmp_path: Path) -> None:
    text = f"<p>{ONE}</p><p hidden>Nobody sees this sentence at all.</p><p>{TWO}</p><p>{THREE}</p>"
    text += "<template><p>A sentence that a script would show one day.</p></template>"
    page = f"<html><body><article><h1>Thousands march</h1>{text}</article></body></html>"
    assert _article(tmp_path, page).paragraphs == (ONE, TWO, THREE)


def test_what_a_page_tells_networks_is_no_headline_beside_its_own(tmp_path: Path) -> None:
    text = "".join(f"<p>{one}</p>" for one in (ONE, TWO, THREE))
    page = "<html><head><title>Thousands march in Porthaven | The Echo</title>"
    page += '<meta property="og:title" content="You will not BELIEVE this of Porthaven"></head>'
    page += f"<body><article><h1>Thousands march in Porthaven</h1>{text}</article></body></html>"
    article = _article(tmp_path, page)
    assert article.title == "Thousands march in Porthaven"
    assert article.paragraphs == (ONE, TWO, THREE)
