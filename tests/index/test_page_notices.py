"""Notices are known by how a page is made; short news in the same surroundings is news."""

from __future__ import annotations

import io
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source
from tests.items import told

_LOGIN = (
    '<div class="top"><a href="/login">Log in</a><a href="/subscribe">Subscribe</a>'
    '<div class="login-modal"><form action="/login"><input type="email"><input type="password">'
    "<button>Sign in</button></form></div></div>"
)
_BANNER = (
    '<div id="onetrust-banner-sdk"><p>We use cookies and similar technologies to improve your'
    " experience. You can accept all cookies or manage your settings.</p></div>"
)
_LETTER = (
    '<div class="newsletter-signup"><h3>Get the morning mail</h3><p>Sign up for our free'
    ' newsletter</p><form action="/newsletter"><input type="email"></form></div>'
)
_CAPTCHA = (
    '<form><div class="g-recaptcha"></div></form>'
    '<script src="https://www.google.com/recaptcha/api.js"></script>'
    '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
)
_HEADLINE = "Quay shut to cranes until spring"
_NEWS = (
    "The harbour was shut to cranes on Monday after cracks were found in two piles of quay seven.",
    "Repairs will cost 4 million and last until spring, the port's manager told the council.",
    "Ferries to the islands sail from the old pier, with room for cars but not for lorries.",
)


def read(page: str) -> Article | Skipped:
    data = page.encode("utf-8")
    source = Source(
        "page.html", lambda: nullcontext(io.BytesIO(data)), ReadOptions(), name="page.html"
    )
    (found,) = told(source.articles())
    return found


@cache
def pages(name: str) -> list[Article | Skipped]:
    """What is read of each page of a file; two tests ask for the same file."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [read(line) for line in lines if not line.startswith("#")]


def test_pages_in_an_articles_place_are_known_by_how_they_are_made() -> None:
    found = pages("made_wall_pages.txt")
    known = [isinstance(one, Skipped) for one in found]
    doubtful = [isinstance(one, Article) and bool(one.remarks) for one in found]
    assert len(found) == 527
    assert sum(known) >= 460
    assert sum(known) + sum(doubtful) >= 515


def test_short_news_about_what_notices_speak_of_is_news() -> None:
    found = pages("made_news_pages.txt")
    assert [one for one in found if isinstance(one, Skipped)] == []
    # Horoscopes, advice and letters speak to their readers too: some are kept and looked at.
    assert len([one for one in found if isinstance(one, Article) and one.remarks]) <= 16
    assert len(found) == 380


def test_the_beginning_of_an_article_is_kept_and_said_to_be_one() -> None:
    found = pages("made_part_pages.txt")
    kept = [one for one in found if isinstance(one, Article)]
    assert len(kept) == len(found) == 9
    assert all("has the beginning" in "".join(one.remarks) for one in kept)
    # It takes no place of the whole article, whichever comes first.
    assert {one.text_from for one in kept} == {"summary"}


def test_a_word_in_a_script_without_blanks_makes_no_notice_of_news() -> None:
    story = "".join(f"<p>{text}</p>" for text in _NEWS)
    page = (
        f"<html lang='en'><head><title>{_HEADLINE} | Echo</title></head><body>"
        f"<form><input name='a'><input name='b'><input name='c'></form><h2>{_HEADLINE}</h2>"
        f"{story}<p>Read this in हिन्दी and 日本語 as well.</p></body></html>"
    )
    found = read(page)
    assert isinstance(found, Article)
    assert found.remarks == ()


def test_an_offer_below_the_first_lines_has_a_notice_in_their_place() -> None:
    found = pages("made_offer_pages.txt")
    assert len(found) == 2
    assert all("subscription" in str(one) for one in found)


@given(
    before=st.lists(st.sampled_from([_LOGIN, _BANNER, _LETTER]), max_size=3, unique=True),
    after=st.lists(st.sampled_from([_LOGIN, _LETTER, _CAPTCHA]), max_size=3, unique=True),
    box=st.sampled_from(["", "premium paywall", "subscriber-content", "modal", "story"]),
    count=st.integers(1, len(_NEWS)),
    robots=st.sampled_from(["index", "noindex"]),
)
def test_short_news_stays_whatever_stands_around_it(
    before: list[str], after: list[str], box: str, count: int, robots: str
) -> None:
    story = "".join(f"<p>{text}</p>" for text in _NEWS[:count])
    found = read(
        f"<html><head><title>{_HEADLINE} | Echo</title><meta name='robots' content='{robots}'>"
        f"</head><body>{''.join(before)}<div class='{box}'><h1>{_HEADLINE}</h1>{story}</div>"
        f"{''.join(after)}</body></html>"
    )
    assert isinstance(found, Article)
    assert found.remarks == ()
    assert " ".join(_NEWS[:count]) in " ".join(found.paragraphs)


@pytest.mark.parametrize(
    "gate",
    [
        '<div class="premium-lock"><p>Lai lasītu tālāk, izvēlieties abonementu.</p></div>',
        '<div class="gate">Les gratis <a href="/registrer">med bruker</a> <a href="/login">Inn</a>',
    ],
)
def test_a_gate_below_the_part_of_an_article_that_is_free_is_no_part_of_it(gate: str) -> None:
    story = "".join(f"<p>{text}</p>" for text in _NEWS)
    found = read(
        "<html><head><title>Quay shut | Echo</title><meta property='og:type' content='article'>"
        f"</head><body><article><h1>Quay shut</h1>{story}{gate}</article></body></html>"
    )
    assert isinstance(found, Article)
    assert found.paragraphs == _NEWS
    assert found.remarks[0].startswith("of “Quay shut” the page has the beginning")


def test_what_hardly_begins_has_a_notice_in_its_place() -> None:
    page = (
        "<html><head><title>Quay shut | Echo</title><script type='application/ld+json'>"
        '{{"@type":"NewsArticle","headline":"Quay shut","isAccessibleForFree":false}}'
        "</script></head><body><article><h1>Quay shut</h1><p>{}</p><div class='paywall'>"
        "<p>Subscribe to continue reading.</p><a href='/login'>Log in</a></div></article></body>"
    )
    line = "The quay was shut on Monday after divers had found a crack in the wall, and it "
    assert "subscription" in str(read(page.format(f"{line}...")))
    whole = f"{line}will stay so until the harbour board has heard them. " * 2
    assert isinstance(read(page.format(whole)), Article)


def test_a_page_that_seems_a_notice_is_kept_and_said() -> None:
    found = [one for one in pages("made_news_pages.txt") if isinstance(one, Article)]
    doubtful = [one for one in found if "looks like" in "".join(one.remarks)]
    assert doubtful
    assert all(
        one.paragraphs and one.remarks == (f"“{one.title}” looks like a notice and no article",)
        for one in doubtful
    )


@pytest.mark.parametrize("declared", ["de", "en", "en-US", ""])
def test_a_notice_is_known_whatever_language_the_template_declares(declared: str) -> None:
    text = (
        "<p>Bevor Sie fortfahren, brauchen wir Ihre Zustimmung zu Cookies. Mit Klick auf „Alle"
        " akzeptieren“ stimmen Sie der Verarbeitung zu.</p>"
        "<p>Alternativ können Sie ein Abonnement ohne Werbung abschließen.</p>"
    )
    found = read(
        f'<html lang="{declared}"><head><title>Quay shut for days</title></head><body>'
        f"<article><h1>Quay shut for days</h1>{text}</article></body></html>"
    )
    assert isinstance(found, Skipped)


def test_a_page_that_only_leads_on_is_no_article() -> None:
    found = read(
        "<html><head><meta http-equiv='refresh' content='0;url=https://echo.example/2024/quay'>"
        "</head><body>Moving on. <a href='https://echo.example/2024/quay'>Go</a></body></html>"
    )
    assert isinstance(found, Skipped)
    assert "leads on" in found.reason


@pytest.mark.parametrize("quotes", ["“{}”", "«{}»", "„{}“", '"{}"'])
def test_what_somebody_is_quoted_with_is_told(quotes: str) -> None:
    said = quotes.format("503 Service Unavailable. Please try again later.")
    found = read(
        "<html lang='en'><head><title>Tax portal down on deadline day</title></head><body>"
        f"<h1>Tax portal down on deadline day</h1><p>Residents were met with {said} on Friday, and"
        " the vendor was overwhelmed.</p></body></html>"
    )
    assert isinstance(found, Article)
    assert found.remarks == ()


def test_a_line_or_two_below_a_menu_are_paragraphs() -> None:
    found = read(
        "<html><head><title>Quay shut | Echo</title></head><body><nav><a href='/'>Home</a></nav>"
        "<div><h1>Quay shut</h1><p>It was shut on Monday.</p><p>A crane fell.</p></div></body>"
    )
    assert isinstance(found, Article)
    assert found.paragraphs == ("It was shut on Monday.", "A crane fell.")


@pytest.mark.parametrize(
    "line", ["Brad Heath USA TODAY", "Economic Scene. ABSTRACT.", "ANALYSIS/OPINION:"]
)
def test_a_line_that_was_left_below_a_headline_is_not_called_a_notice(line: str) -> None:
    headline = "Senate votes on immigration after a night of talks"
    found = read(
        f"<html lang='en'><head><title>{headline} | Echo</title></head><body><h1>{headline}</h1>"
        f"<p>{line}</p></body></html>"
    )
    assert isinstance(found, Article)
    assert found.remarks == ()


def test_what_a_page_says_only_without_scripts_is_what_it_says() -> None:
    found = read(
        "<html lang='en'><head><title>Echo</title></head><body><noscript>You need to enable"
        " JavaScript to run this app.</noscript><div id='root'></div></body></html>"
    )
    assert isinstance(found, Skipped)


@pytest.mark.parametrize(
    "name",
    ["Access Denied", "Erreur 503", "Fehler 404 – Echo", "451: Unavailable due to legal reasons"],
)
def test_a_page_that_is_called_as_errors_are_is_one(name: str) -> None:
    found = read(
        f"<html><head><title>{name}</title></head><body><h1>{name}</h1><p>Reference #18.5d3a1202"
        " was logged for this request.</p></body></html>"
    )
    assert isinstance(found, Skipped)


def test_what_hardly_begins_and_seems_a_notice_is_one_where_a_gate_stands() -> None:
    found = read(
        "<html lang='en'><head><title>Quay seven shut</title><script type='application/ld+json'>"
        '{"@type":"NewsArticle","headline":"Quay seven shut","isAccessibleForFree":false}'
        "</script></head><body><article><h1>Quay seven shut</h1><p>Quay seven was shut on Monday"
        " after cracks were found, the board said in a...</p><div class='paywall'><h2>Subscribe to"
        " continue reading</h2><p>Get unlimited access for 2.95 a week. Cancel at any time. Already"
        " a subscriber? Sign in.</p></div></article></body></html>"
    )
    assert isinstance(found, Skipped)
