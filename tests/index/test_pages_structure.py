"""Pages that do not say where their article stands, or part it as nobody should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.readers.pages.main_text import main_text
from index.ingest.readers.text_parts.bylines import byline_of
from index.ingest.readers.text_parts.html_fragments import text_of
from tests.index.test_readers_html import STORY, linked, page, read

SUBHEADS = ("What was said", "What comes next")
ITEMS = ("First demand: open the bridge by spring", "Second demand: pay what is owed")


def unnamed(body: str) -> str:
    """A page of which nothing says where its article stands."""
    return (
        "<html><head><title>Talks go on</title></head><body><div><a href='/'>Home</a></div>"
        f"<div class='x17'>{body}</div><div>© The Post</div></body></html>"
    )


def test_text_between_breaks_is_all_there() -> None:
    for parted in (
        "<br><br>".join(STORY),
        "<br/>\n<br />".join(STORY),
        f"{STORY[0]}<br><br><br>{STORY[1]}<br> <br><b>{STORY[2]}</b><br><br>{STORY[3]}<br>",
    ):
        for story in (parted, f"<p>{parted}</p>", f"<div><span>{parted}</span></div>"):
            assert main_text(page(story=story)) == ["Talks go on", *STORY]


# What is said twice on a page is taken once.
WORDS = st.integers(0, 10**6).map(lambda seed: [f"word{seed}{chr(97 + n)}" for n in range(20)])
PARTS = st.one_of(
    WORDS.map(" ".join),
    WORDS.map(lambda words: f"<i>{words[0]}</i> {' '.join(words[1:])}"),
    st.just("<img src='x.png'>"),
    WORDS.map(lambda words: f"<blockquote>{' '.join(words)}</blockquote>"),
)


@given(
    parts=st.lists(PARTS, min_size=3, max_size=8, unique=True),
    breaks=st.lists(st.sampled_from(["<br><br>", "<br>\n<br><br>", "<br>"]), min_size=9),
)
def test_no_word_between_breaks_is_lost(parts: list[str], breaks: list[str]) -> None:
    body = "".join(part + between for part, between in zip(parts, breaks, strict=False))
    wanted = re.sub(r"<[^>]*>", " ", body).split()
    said = main_text(page(story=f"<p>{STORY[0]}</p>{body}<p>{STORY[1]}</p>"))
    assert " ".join(said) == " ".join(["Talks go on", STORY[0], *wanted, STORY[1]])


def test_a_page_without_a_named_box_keeps_subheads_lists_and_quotes_in_their_order() -> None:
    listed = "".join(f"<li>{item}</li>" for item in ITEMS)
    body = (
        f"<h1>Talks go on</h1><p>{STORY[0]}</p><h2>{SUBHEADS[0]}</h2><p>{STORY[1]}</p>"
        f"<ul>{listed}</ul><blockquote><p>We shall see.</p></blockquote><p>{STORY[2]}</p>"
        f"<h3>{SUBHEADS[1]}</h3><p>{STORY[3]}</p>"
    )
    assert main_text(unnamed(body)) == [
        *("Talks go on", STORY[0], SUBHEADS[0], STORY[1], *ITEMS, "We shall see.", STORY[2]),
        *(SUBHEADS[1], STORY[3]),
    ]


def test_the_posts_of_a_live_page_keep_their_heads_and_order() -> None:
    posts = [(f"Update {number} from the hall", text) for number, text in enumerate(STORY)]
    body = "".join(f"<div class=upd><h3>{head}</h3><p>{text}</p></div>" for head, text in posts)
    assert main_text(unnamed(body)) == [part for post in posts for part in post]


HEADS = ("Wind rises", "Ferries turn back", "Power is out", "Mayor speaks")


def _live(kind: str, clock: str, *, headed: bool = True) -> str:
    posts = "".join(
        f'<{kind} class="post" id="p{n}"><header><time datetime="2022-01-05T1{n}:30:00Z">'
        f"{clock.format(n)}</time>{f'<h2>{HEADS[n]}</h2>' if headed else ''}</header>"
        f"<p>{text}</p></{kind}>"
        for n, text in enumerate(STORY)
    )
    return f"<p>Follow the talks here through the night.</p>{posts}"


@pytest.mark.parametrize("kind", ["div", "section", "article", "li"])
@pytest.mark.parametrize("clock", ["1{}:30", "{} hours ago"])
def test_the_posts_of_a_live_blog_keep_their_times_and_headlines(kind: str, clock: str) -> None:
    lead = ["Follow the talks here through the night."]
    headed = [part for n in range(4) for part in (f"1{n}:30 {HEADS[n]}", STORY[n])]
    bare = [part for n in range(4) for part in (f"1{n}:30", STORY[n])]
    for around in ("article", "main", "div"):
        inside = f"<{around}>{{}}</{around}>"
        for is_headed, posts in ((True, headed), (False, bare)):
            text = main_text(page(story=inside.format(_live(kind, clock, headed=is_headed))))
            assert [one for one in text if one != "Talks go on"] == lead + posts


def test_the_day_of_a_live_blog_is_still_found(tmp_path: Path) -> None:
    assert read(tmp_path, page(story=_live("div", "1{}:30"))).date.startswith("2022-01-05")


@pytest.mark.parametrize(
    ("caption", "kept"),
    [
        ("A crane at Saltmarsh.", "A crane at Saltmarsh."),
        (
            "Mara Quill said “no”. <span class='img-credit'>Jo Brandt/Echo</span>",
            "Mara Quill said “no”.",
        ),
        ("The quay on Monday. <small>Jo Brandt</small>", "The quay on Monday."),
        ("Mara Quill", ""),
        ("Photo: Jo Brandt.", ""),
        ("<a href='/x'>Ten walks by the sea and one through the town.</a>", ""),
    ],
)
def test_a_caption_that_is_a_sentence_is_a_paragraph(caption: str, kept: str) -> None:
    picture = f"<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>"
    parts = [f"<p>{text}</p>" for text in STORY]
    parts[1:1] = [picture if "<a " not in picture else f"<aside>{picture}</aside>"]
    text = main_text(page(story=f"<article>{''.join(parts)}</article>"))
    shown = [STORY[0], *([kept] if kept else []), *STORY[1:]]
    assert [one for one in text if one != "Talks go on"] == shown


def test_comments_and_teasers_below_an_article_are_no_posts_of_it() -> None:
    story = "".join(f"<p>{text}</p>" for text in STORY)
    for name, link in (("comment", "#c{}"), ("box", "/other/{}")):
        boxes = "".join(
            f"<div class={name}><h3><a href={link.format(n)}>Mara {n}</a></h3><time>1{n}:30</time>"
            f"<p>Nobody asked the town about any of that, {n} said.</p></div>"
            for n in range(4)
        )
        text = main_text(page(story=f"<article>{story}<div class=more>{boxes}</div></article>"))
        assert not any(":30" in one for one in text)


def test_boxes_of_text_are_paragraphs() -> None:
    assert main_text(unnamed("".join(f"<div>{text}</div>" for text in STORY))) == STORY


TABLE = "<table><tr><td>High</td><td>06:12</td></tr><tr><td>Low</td><td>12:40</td></tr></table>"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{STORY[0]}</p>{TABLE}<p>{STORY[1]}</p>",
        f"<table><tr><td><p>{STORY[0]}</p>{TABLE}<p>{STORY[1]}</p></td></tr></table>",
    ],
)
def test_cells_of_a_table_stay_apart_and_in_their_place(body: str) -> None:
    assert main_text(unnamed(body)) == [STORY[0], "High | 06:12", "Low | 12:40", STORY[1]]


def test_boxes_in_a_row_stay_apart() -> None:
    row = "<div><span>High 06:12</span><span>Low 12:40</span></div>"
    assert "High 06:12 Low 12:40" in main_text(
        page(story=f"<p>{STORY[0]}</p>{row}<p>{STORY[1]}</p>")
    )
    capital = f"<div><span>T</span><span>{STORY[0][1:]}</span></div>"
    assert STORY[0] in main_text(page(story=f"{capital}<p>{STORY[1]}</p>"))


def test_fragments_keep_cells_apart_and_know_declarations() -> None:
    assert list(text_of(f'<?xml version="1.0"?>{TABLE}')) == ["High | 06:12", "Low | 12:40"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (linked(headline="Latest videos", **{"@type": "NewsArticle"}), "Talks go on"),
        (
            linked(headline="Latest videos", **{"@type": "NewsArticle"})
            + '<meta property="og:title" content="Talks go on, says minister">',
            "Talks go on, says minister",
        ),
        (linked(headline="Talks: what we know", **{"@type": "Article"}), "Talks: what we know"),
        (
            linked(headline="Another story", **{"@type": "NewsArticle"})
            + linked(headline="The talks go on", **{"@type": "NewsArticle"}),
            "The talks go on",
        ),
    ],
)
def test_the_headline_is_one_that_the_page_is_named_after(tmp_path, head: str, title: str) -> None:
    assert read(tmp_path, page(head)).title == title


def test_a_date_that_stands_somewhere_is_told_from_one_that_is_given(tmp_path) -> None:
    def dated(line: str, head: str = "") -> tuple[str, str]:
        story = f"<p>{line}</p><p>{'</p><p>'.join(STORY)}</p>"
        article = read(tmp_path, page(head, story=story))
        return article.date, article.date_from

    in_address = '<link rel="canonical" href="https://example.org/2016/nov/18/talks">'
    assert dated("March 21, 2016") == ("2016-03-21", "page: text or address")
    assert dated("March 21, 2016", in_address) == ("2016-11-18", "address")
    assert dated("Published: March 21, 2016") == ("2016-03-21", "page: below the headline")
    assert dated("Published: March 21, 2016", in_address)[0] == "2016-03-21"


@pytest.mark.parametrize(
    ("names", "byline"),
    [
        (["By Ana Ruiz"], "Ana Ruiz"),
        (["Ana Ruiz", "Ana Ruiz", "By Ana Ruiz"], "Ana Ruiz"),
        (["Ana Ruiz, Ana Ruiz, Ana Ruiz"], "Ana Ruiz"),
        (["ANA RUIZ Follow"], "ANA RUIZ"),
        (["Ana Ruiz", "Ana Ruiz, Reuters"], "Ana Ruiz, Reuters"),
        (["Username"], ""),
        (["Admin", "Ana Ruiz"], "Ana Ruiz"),
        (["ana.ruiz@echo.example"], ""),
        (["Ana Ruiz (ana@echo.example)", "ana@echo.example (Ana Ruiz)"], "Ana Ruiz"),
        (["https://echo.example/ana", "@ana"], ""),
        (["Von Anna Schmidt"], "Anna Schmidt"),
        (["von der Leyen", "Byron Smith", "Di Matteo"], "von der Leyen, Byron Smith, Di Matteo"),
        (["By", "Author:", " , "], ""),
    ],
)
def test_bylines_say_who_wrote_it_once_and_nothing_else(names: list[str], byline: str) -> None:
    assert byline_of(names) == byline


def test_what_stands_above_an_article_is_not_its_text(tmp_path: Path) -> None:
    head = "<meta name='author' content='Jo Brandt,Ines Okafor'><meta name='date' content='{}'>"
    story = (
        "<p>By Jo Brandt and Ines Okafor</p><p>06.10.2025, 08:15 Uhr</p>"
        + "".join(f"<p>{text}</p>" for text in STORY)
        + "<p>Lesen Sie auch: <a href=/talks>Talks begin</a></p>"
    )
    article = read(tmp_path, page(head.format("2025-10-06"), story=story))
    assert article.paragraphs == tuple(STORY)
    assert article.byline == "Jo Brandt, Ines Okafor"
    other = read(tmp_path, page(head.format("2025-10-07"), story=story), "b.html")
    assert other.paragraphs == ("06.10.2025, 08:15 Uhr", *STORY)


@pytest.mark.parametrize(
    ("heading", "head", "title"),
    [
        ("<span>Harbour</span> Quay seven closed", "", "Quay seven closed"),
        ("The <i>Harbour</i> Quay seven closed", "", "The Harbour Quay seven closed"),
        (
            "Quay “seven” closed",
            """<script type="application/ld+json">
            {"@type":"NewsArticle","headline":"Quay "seven" closed",}</script>""",
            "Quay “seven” closed",
        ),
    ],
)
def test_a_headline_is_whole_and_nothing_else(
    tmp_path: Path, heading: str, head: str, title: str
) -> None:
    text = page(head, title=f"{title} | The Post").replace(
        "<h1>Talks go on</h1>", f"<h1>{heading}</h1>"
    )
    article = read(tmp_path, text)
    assert article.title.removesuffix(" | The Post") == title
    assert article.paragraphs == tuple(STORY)


def test_a_front_page_is_the_address_of_no_article(tmp_path: Path) -> None:
    canonical = "<link rel='canonical' href='https://echo.example/'>"
    own = "<meta property='og:url' content='https://echo.example/quay'>"
    assert read(tmp_path, page(canonical + own)).url == "https://echo.example/quay"
    assert read(tmp_path, page(canonical), "b.html").url == ""
