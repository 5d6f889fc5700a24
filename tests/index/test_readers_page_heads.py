"""What stands above an article on its page, for people: who wrote it, when, and for whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.line_dates import date_in
from index.ingest.readers.text_parts.page_names import outlet_in_name
from tests.index.test_readers_html import STORY, linked, read

TEXT = "".join(f"<p>{text}</p>" for text in STORY)


def page(head: str, *, title: str = "Talks go on - The Post", lang: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><nav><ul><li>Home</li><li>Trade</li></ul></nav><main><h1>Talks go on</h1>"
        f"{head}{TEXT}</main><footer><p>© 2020 The Post</p></footer></body></html>"
    )


_LEFT = {
    "<div>김철수 기자 kim@hp.example</div><div>입력 2024.03.05. 오후 2:32</div>": [
        "김철수 기자 kim@hp.example"
    ],
    "<p>Door <a>Jan de Vries</a> · 5 mrt 2024 14:32 · Aangepast op 6 mrt</p>": [
        "Door Jan de Vries · 5 mrt 2024 14:32 · Aangepast op 6 mrt"
    ],
    "<p>Publicerad 2024-03-05 14:32</p><p>Text: Anna Berg Foto: TT</p>": [
        "Text: Anna Berg Foto: TT"
    ],
    "<p>Por João Silva, g1 — Castellmar</p><p>05/03/2024 14h32 Atualizado há 2 dias": [
        "Por João Silva, g1 — Castellmar",
        "05/03/2024 14h32 Atualizado há 2 dias",
    ],
}


@pytest.mark.parametrize(
    ("lang", "head", "day", "byline"),
    [
        ("es", ("<div>Por <b>Ana Núñez</b></div><div class=fecha>Martes, 5 de marzo de 2024 |"
         " Actualizado 18:20 h</div>"), "2024-03-05", "Ana Núñez"),
        ("fr", ("<p>Par Zoé Dupré avec AFP</p><p>Publié le 05/03/2024 à 14h32, mis à jour le"
         " 06/03/2024 à 9h05</p>"), "2024-03-05T14:32:00", "Zoé Dupré avec AFP"),
        ("ar", "<div>كتب: أحمد منصور</div><div class=date>الثلاثاء 5 مارس 2024 - 14:30</div>",
         "2024-03-05T14:30:00", "أحمد منصور"),
        ("ja", "<p class=date>2024年3月5日 14時30分</p><p>記者　山田太郎</p>",
         "2024-03-05T14:30:00", "山田太郎"),
        ("zh", "<div>2024年03月05日14:30　来源：海港日报　作者：李明</div>",
         "2024-03-05T14:30:00", "李明"),
        ("ko", "<div>입력 2024.03.05 14:30 | 수정 2024.03.06 09:00</div>",
         "2024-03-05T14:30:00", ""),
        ("en-GB", ("<div><span>Published</span><time>05/03/2024</time></div><div>By Jo Brandt"
         "</div><div>The Post, Castellmar</div>"), "2024-03-05", "Jo Brandt"),
        ("en", "<div>By JO BRANDT and Ines Okafor | Published: March 5, 2024 2:32 p.m.</div>",
         "2024-03-05T14:32:00", "JO BRANDT and Ines Okafor"),
        ("it", ("<span class=firma>di Maria Rossi e Luca Bianchi</span><span>5 Marzo 2024"
         " alle 14:32</span>"), "2024-03-05T14:32:00", "Maria Rossi e Luca Bianchi"),
        ("ko", "<div>김철수 기자 kim@hp.example</div><div>입력 2024.03.05. 오후 2:32</div>",
         "2024-03-05T14:32:00", "김철수"),
        ("nl", "<p>Door <a>Jan de Vries</a> · 5 mrt 2024 14:32 · Aangepast op 6 mrt</p>",
         "2024-03-05T14:32:00", "Jan de Vries"),
        ("sv", "<p>Publicerad 2024-03-05 14:32</p><p>Text: Anna Berg Foto: TT</p>",
         "2024-03-05T14:32:00", "Anna Berg"),
        ("pt-BR", "<p>Por João Silva, g1 — Castellmar</p><p>05/03/2024 14h32 Atualizado há 2 dias",
         "2024-03-05T14:32:00", "João Silva"),
        ("en-US", "<p>03/05/2024 02:32 PM EST</p><p>By: Jo Brandt</p>",
         "2024-03-05T14:32:00", "Jo Brandt"),
        ("en", ("<p>By LENA MORRIS<br>Post Staff Writer<br>Posted Mar 5, 2024 at 12:01 AM<br>"
         "Updated Mar 6, 2024 at 9:15 AM</p>"), "2024-03-05T00:01:00", "LENA MORRIS"),
        ("de", "<span class=author>Jo Brandt</span><time>Stand: 05.03.2024, 14:32 Uhr</time>",
         "2024-03-05T14:32:00", "Jo Brandt"),
    ],
)  # fmt: skip
def test_a_head_says_who_and_when_in_many_languages(
    tmp_path: Path, lang: str, head: str, day: str, byline: str
) -> None:
    article = read(tmp_path, page(head, lang=lang))
    assert (article.date, article.byline, article.outlet) == (
        day,
        byline,
        "海港日报" if lang == "zh" else "The Post",
    )
    # What is said nowhere else stays: an address, who took the pictures, where somebody wrote.
    left = [text for text in article.paragraphs if text not in STORY]
    assert list(article.paragraphs) == [*left, *STORY]
    assert left == _LEFT.get(head, [])


def test_the_outlets_name_as_the_only_heading_is_no_headline(tmp_path: Path) -> None:
    content = page("", title="Talks go on again | News | Valley Herald")
    content = content.replace("<h1>Talks go on</h1>", "<h2>Talks go on again</h2>")
    content = content.replace("<nav>", '<h1><a href="/">Valley Herald</a></h1><nav>')
    article = read(tmp_path, content)
    assert (article.title, article.outlet) == ("Talks go on again", "Valley Herald")


def test_what_may_be_either_way_stays_open_and_a_plain_line_is_doubtful(tmp_path: Path) -> None:
    unsure = read(tmp_path, page("<p>03/05/2024</p>"))
    assert (unsure.date, unsure.date_from) == ("2024", "page: text or address")
    # The day is nowhere else.
    assert list(unsure.paragraphs) == ["03/05/2024", *STORY]
    plain = read(tmp_path, page("<p>5 March 2024</p>"))
    assert (plain.date, plain.date_from) == ("2024-03-05", "page: text or address")
    declared = read(tmp_path, page("<p>Published 5 March 2024</p>"))
    assert declared.date_from == "page: below the headline"


_ORDERS = (
    ("en-US", "", "", "2024-03-05", True),
    ("en-US", "https://echo.example/talks", "", "2024-03-05", True),
    ("en-US", "https://echo.example.us/talks", "", "2024-03-05", False),
    ("en-US", "https://echo.co.nz/talks", "", "2024", True),
    ("en-US", "https://echo.example/2024/05/03/talks", "", "2024-05-03", False),
    ("en-US", "", "<p>Next: 25/03/2024</p>", "2024-05-03", False),
    ("en-US", "", "<p>Next: 03/25/2024</p>", "2024-03-05", False),
    ("en-US", "", "<p>It was on 3 May 2024.</p>", "2024-05-03", False),
    ("en", "", "", "2024", True),
    ("en", "", "<p>Next: 03/25/2024</p>", "2024-03-05", False),
    ("en", "", "<p>Next: 03/25/2024 and 25/03/2024</p>", "2024", True),
    ("en", "", "<script>var built = '25/03/2024';</script>", "2024", True),
    ("en", "https://echo.co.uk/talks", "", "2024-05-03", False),
    ("en", "https://echo.gov/talks", "", "2024-03-05", False),
    ("", "", '<meta name="dc.date.modified" content="2024-05-03">', "2024-05-03", False),
    ("en-GB", "", "<p>Next: 03/25/2024</p>", "2024-05-03", False),
    ("en-NZ", "", "", "2024-05-03", False),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "url", "more", "day", "is_doubtful"), _ORDERS)
def test_what_else_a_page_says_tells_whether_the_day_comes_first(
    tmp_path: Path, lang: str, url: str, more: str, day: str, *, is_doubtful: bool
) -> None:
    content = page("<p class=published>Published 03/05/2024</p>", lang=lang)
    content = content.replace("</footer>", f"{more}</footer>")
    content = content.replace("</head>", f'<link rel=canonical href="{url}"></head>')
    article = read(tmp_path, content)
    assert (article.date, article.date_from == "page: text or address") == (day, is_doubtful)
    left = ["Published 03/05/2024"] if day == "2024" else []
    assert list(article.paragraphs) == [*left, *STORY]


@pytest.mark.parametrize(
    "said",
    [
        '<meta name="date" content="03/05/2024">',
        '<meta name="pubdate" content="03/05/2024 10:15">',
        linked(
            **{"@type": "NewsArticle", "headline": "Talks go on", "datePublished": "03/05/2024"}
        ),
    ],
)
def test_digits_that_a_page_says_to_programs_are_read_as_its_others(
    tmp_path: Path, said: str
) -> None:
    for lang, day in (("en-GB", "2024-05-03"), ("de", "2024-05-03"), ("en", "2024")):
        content = page("<p>By Jo Brandt</p>", lang=lang).replace("</head>", f"{said}</head>")
        article = read(tmp_path, content)
        assert (article.date, list(article.paragraphs)) == (day, STORY)
        assert article.date_from.startswith(("page: meta", "page: JSON-LD"))


def test_a_year_that_a_page_says_is_made_a_day_by_a_line_that_agrees(tmp_path: Path) -> None:
    content = page("<p>Published 5 March 2024</p>")
    for said, day in (("2024", "2024-03-05"), ("2024-03", "2024-03-05"), ("2023", "2023")):
        meta = f'<meta name="date" content="{said}"></head>'
        assert read(tmp_path, content.replace("</head>", meta)).date == day
    assert read(tmp_path, page("<p class=date>20 Nov 98</p>")).date == "1998-11-20"


def test_a_deck_between_headline_and_byline_stays(tmp_path: Path) -> None:
    head = "<h2>Ministers met for the fourth time this week</h2><p>By Jo Brandt</p>"
    article = read(tmp_path, page(head))
    assert article.paragraphs == ("Ministers met for the fourth time this week", *STORY)
    assert article.byline == "Jo Brandt"


@pytest.mark.parametrize(
    "first",
    [
        "The vote was held on 5 March 2024.",
        "By Tuesday night the water had risen.",
        "“It was published on 5 March 2024, by Ann Lee,” he said.",
        "2024年3月5日，港口管理局批准了计划（来源：新华社）。",
        "Updated rules came into force on 5 March 2024, said Ann Lee.",
        "First came the rain.",
    ],
)
def test_a_short_sentence_is_no_line_of_a_head(tmp_path: Path, first: str) -> None:
    article = read(tmp_path, page(f"<p>By Jo Brandt</p><p>{first}</p>"))
    assert article.paragraphs == (first, *STORY)
    assert (article.byline, article.outlet) == ("Jo Brandt", "The Post")


def test_a_page_laid_out_by_tables_and_breaks(tmp_path: Path) -> None:
    story = "<br><br>".join(STORY)
    article = read(
        tmp_path,
        "<html><head><title>The Daily Ledger :: Talks go on again</title></head><body><table><tr>"
        "<td><a>Home</a><br><a>News</a></td><td><font size=5><b>Talks go on again</b></font><br>"
        f"<font size=2>By Sam O’Dell<br>Ledger staff writer<br>June 3, 2003</font><br><br>{story}"
        "</td></tr></table></body></html>",
    )
    assert (article.title, article.outlet) == ("Talks go on again", "The Daily Ledger")
    assert (article.byline, article.date) == ("Sam O’Dell", "2003-06-03")
    assert list(article.paragraphs) == STORY


def test_a_notice_for_subscribers_below_the_free_part_is_no_text(tmp_path: Path) -> None:
    notice = (
        "<h3>Subscribe to continue reading</h3><p>Get unlimited access for $1 a month. Cancel"
        " anytime.</p><p>Already a subscriber? <a>Sign in</a></p>"
    )
    content = page("").replace("</main>", f"{notice}</main>")
    assert list(read(tmp_path, content).paragraphs) == STORY


def test_json_ld_that_names_another_node_means_it(tmp_path: Path) -> None:
    graph = [
        {"@type": "Article", "headline": "Talks go on", "publisher": {"@id": "#org"},
         "author": {"@id": "#ann"}},
        {"@type": "Organization", "@id": "#org", "name": "Coast Weekly"},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
    ]  # fmt: skip
    head = linked(**{"@context": "https://schema.org", "@graph": graph})
    article: Article = read(tmp_path, page("").replace("</head>", f"{head}</head>"))
    assert (article.outlet, article.byline) == ("Coast Weekly", "Ann Lee")


@pytest.mark.parametrize(
    ("name", "title", "url", "outlet"),
    [
        ("Talks go on | Trade | El Faro", "Talks go on", "https://elfaro.example/x", "El Faro"),
        ("El Faro: Talks go on", "Talks go on", "", ""),
        ("El Faro :: Talks go on", "Talks go on", "", "El Faro"),
        ("Talks go on - Politics", "Talks go on", "", ""),
        ("Talks go on - The Echo", "Talks go on", "https://post.example/x", ""),
        ("Talks - and more talks - BBC", "Talks - and more talks", "https://bbc.example/", "BBC"),
        ("港口批准疏浚计划_海港日报", "港口批准疏浚计划", "", "海港日报"),
        ("Talks go on", "Talks go on", "", ""),
    ],
)
def test_an_outlet_out_of_the_name_of_a_page(name: str, title: str, url: str, outlet: str) -> None:
    assert outlet_in_name(name, title, url) == outlet


@pytest.mark.parametrize(
    "text",
    """2024. március 5.|5 martie 2024|5. ožujka 2024.|5 март 2024|יום שלישי, 5 במרץ 2024
    5 Maret 2024|ngày 5 tháng 3 năm 2024|5 มีนาคม 2567|5 मार्च 2024|الثلاثاء 05 آذار 2024
    2024 m. kovo 5 d.|2024. gada 5. marts|5 de març de 2024|Marso 5, 2024""".replace(
        "\n", "|"
    ).split("|"),
)
def test_days_in_further_languages(text: str) -> None:
    assert find_date(text.strip()) == "2024-03-05"


def test_of_two_days_neither_is_taken() -> None:
    assert find_date("5 martie 2024 – 6 martie 2024") == "2024-03"
    assert date_in("Publicat 5 martie 2024 | Actualizat 6 martie 2024", "ro")[0] == "2024-03-05"


@pytest.mark.parametrize(
    "address",
    [
        "https://archive.ph/2025.10.07-100000/https://echo.example/talks",
        "https://web.archive.org/web/20251007100000/https://echo.example/talks",
    ],
)
def test_a_page_that_an_archive_keeps_is_its_publishers(tmp_path: Path, address: str) -> None:
    content = page("", title="Talks go on").replace(
        "</head>",
        f'<link rel="canonical" href="{address}">'
        f'<meta property="og:url" content="{address.split("/2", maxsplit=1)[0]}/AbC"></head>',
    )
    assert read(tmp_path, content).outlet == "echo.example"


@pytest.mark.parametrize(
    ("said", "url"),
    [
        (" Mirrored from echo.example/talks by HTTrack Website Copier/3.x ", "http"),
        ("\n Archive processed by SingleFile\n url: https://echo.example/talks \n", "https"),
        ("\n Page saved with SingleFile \n url: https://echo.example/talks \n", "https"),
    ],
)
def test_a_saved_page_knows_where_it_was(tmp_path: Path, said: str, url: str) -> None:
    content = page("", title="Talks go on").replace("<head>", f"<!--{said}--><head>")
    article = read(tmp_path, content)
    assert (article.url, article.outlet) == (f"{url}://echo.example/talks", "echo.example")
