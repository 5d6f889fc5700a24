"""Letters that list articles: alerts, and newsletters of several items in one HTML mail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.core.publication import Publication
from tests.effort import runs
from tests.index.test_readers_mail import STORY, letter, read

Said = tuple[str, str]
NEWS: list[Said] = [
    ("Quay seven closed to cranes", "Quay seven was closed on Monday after cracks were found."),
    ("Tender withdrawn", "The dredging tender was withdrawn on Tuesday without a reason."),
    ("Ferry fares to rise in spring", "Fares on the island ferry will rise by a tenth in March."),
]
FOOT = "<p>You are receiving this because you subscribed.</p><p>© 2025 Harbour Media, Quay 1</p>"


def address(number: int) -> str:
    return f"https://echo.example/2016/03/{number}"


def alert(news: Sequence[Said]) -> str:
    """As Google's alerts are sent."""
    rows = "".join(
        "<tr itemscope itemtype='http://schema.org/Article'><td>"
        f"<a itemprop='url' href='https://www.google.com/url?rct=j&amp;url={address(n)}&amp;ct=ga'>"
        f"<span itemprop='name'>{title}</span></a>"
        "<div itemprop='publisher' itemscope itemtype='http://schema.org/Organization'>"
        "<a><span itemprop='name'>The Echo</span></a></div>"
        f"<div itemprop='description'>{text}</div><a href='x'>Flag as irrelevant</a></td></tr>"
        for n, (title, text) in enumerate(news)
    )
    return f"<html><body><table><tr><td>Google Alerts</td></tr>{rows}</table></body></html>"


def inside(title: str, url: str) -> str:
    return f"<h2><a href='{url}'>{title}</a></h2>"


def around(title: str, url: str) -> str:
    return f"<a href='{url}' style='x'><h3><b>{title}</b></h3></a>"


def brief(news: Sequence[Said], heading=inside) -> str:
    rows = "".join(
        f"<tr><td><a href='{address(n)}'><img src='x.png'></a>{heading(title, address(n))}"
        f"<p>{text}</p><p><a href='{address(n)}'>Read more</a></p></td></tr>"
        for n, (title, text) in enumerate(news)
    )
    return f"<html><body><h1>Morning Brief</h1><table>{rows}</table>{FOOT}</body></html>"


def parts(folder: Path, page: str) -> list[Article]:
    message = letter(subject="Morning Brief")
    message.set_content("See the web page.")
    message.add_alternative(page, subtype="html")
    return read(folder, message.as_bytes())


@pytest.mark.parametrize("heading", [inside, around])
def test_each_item_of_a_newsletter_is_an_article(tmp_path: Path, heading) -> None:
    found = parts(tmp_path, brief(NEWS, heading))
    assert [(one.title, one.paragraphs) for one in found] == [(t, (text,)) for t, text in NEWS]
    assert [one.url for one in found] == [address(n) for n in range(3)]
    assert {one.outlet for one in found} == {"The Daily Steel"}
    # A page that is fetched later takes the place of what is said of it here.
    assert {one.text_from for one in found} == {"feed"}


def test_the_day_of_a_list_is_a_doubtful_day_of_its_items(tmp_path: Path) -> None:
    (one, *_) = parts(tmp_path, brief(NEWS))
    assert Publication(date=one.date, date_from=one.date_from).is_date_doubtful


def test_an_alert_gives_the_articles_of_the_papers(tmp_path: Path) -> None:
    found = parts(tmp_path, alert(NEWS))
    assert [(one.title, one.paragraphs) for one in found] == [(t, (text,)) for t, text in NEWS]
    assert [one.url for one in found] == [address(n) for n in range(3)]
    assert {one.outlet for one in found} == {"The Echo"}


ABOVE = "<tr><td>Daily update ⋅ February 8, 2025</td></tr><tr><td>NEWS</td></tr>"
BELOW = (
    "<tr><td>See more results | Edit this alert</td></tr><tr><td>You have received this email"
    " because you have subscribed to Google Alerts. Unsubscribe | View all your alerts</td></tr>"
)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_an_alert_of_any_length_gives_articles_and_nothing_of_itself(
    tmp_path: Path, size: int
) -> None:
    """Most have one result or two. Of one without words there is a link, as a list gives it."""
    news = [("Privacy policy struck down", "A privacy policy was void."), *NEWS][:size]
    page = alert([*news, ("A headline alone", "")]).replace("<table>", f"<table>{ABOVE}")
    *found, bare = parts(tmp_path, page.replace("</table>", f"{BELOW}</table>"))
    assert [(one.title, one.paragraphs) for one in found] == [(t, (text,)) for t, text in news]
    assert [one.url for one in [*found, bare]] == [address(n) for n in range(size + 1)]
    assert {one.outlet for one in [*found, bare]} == {"The Echo"}
    assert (bare.text_from, bare.paragraphs) == ("link", ("A headline alone",))


def test_what_a_letter_says_besides_its_items_is_kept(tmp_path: Path) -> None:
    hello = (
        "Good morning. Rain is on its way, and the ferry will not sail before noon; bring a coat, "
    )
    hello += "and read about the quay below."
    page = brief(NEWS).replace("<h1>", f"<p>{hello}</p><h1>")
    own, *items = parts(tmp_path, page)
    assert (own.title, own.paragraphs[0]) == ("Morning Brief", hello)
    assert len(items) == 3


@pytest.mark.parametrize(
    "page",
    [
        brief(NEWS[:2]),
        # An essay with headings that lead to its own anchors, and one with linked words in them.
        "".join(
            f"<h2><a href='#{n}'>Part {n}</a></h2><p>{text}</p>" for n, text in enumerate(STORY)
        ),
        "".join(
            f"<h2>On <a href='{address(n)}'>it</a></h2><p>{t}</p>" for n, t in enumerate(STORY)
        ),
        # Links with nothing said of them.
        "".join(f"<p>{text}</p>" for text in STORY)
        + "".join(inside(title, address(n)) for n, (title, _) in enumerate(NEWS)),
    ],
)
def test_a_letter_that_is_no_list_stays_one(tmp_path: Path, page: str) -> None:
    assert len(parts(tmp_path, f"<html><body>{page}</body></html>")) == 1


WORDS = "harbour tariff quay pilot tender strike crane dredge summit ferry pension".split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=8, max_size=30).map(
    lambda words: " ".join(words).capitalize() + "."
)


@settings(
    max_examples=runs(20, 1_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(SENTENCES, min_size=3, max_size=12, unique=True), way=st.booleans())
def test_no_item_loses_its_words_or_gets_anothers(
    tmp_path: Path, texts: list[str], way: bool
) -> None:
    news = [(f"Report {n}", text) for n, text in enumerate(texts)]
    found = parts(tmp_path, brief(news, around) if way else alert(news))
    assert [(one.title, one.paragraphs) for one in found] == [(t, (text,)) for t, text in news]
