"""Walls are recognised and take no article's place; news about walls is news."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.core.article import Article
from index.ingest.readers import ReadOptions
from index.ingest.readers.notices.walls import wall
from tests.index.test_feeds_fetching import network, rss
from tests.index.test_feeds_full_text import PAGE, PARAGRAPHS, entry, fetch, texts
from tests.index.web_server import Server

_CONSENT = (
    "<!doctype html><html><head><title>A crane fell | Echo</title>{head}</head><body>"
    "<h2>We value your privacy</h2><p>We and our 812 partners store and/or access information on a"
    " device, such as cookies, and process personal data, such as unique identifiers and standard"
    " information sent by a device for personalised advertising and content, measurement, audience"
    " research and services development.</p><p>You may click to consent to our and our partners'"
    " processing as described above. Some processing of your personal data may not require your"
    " consent, but you have a right to object to such processing. Alternatively you may access"
    " more detailed information and change your preferences before consenting to cookies.</p>"
    "</body></html>"
)
_ADDRESS = '<link rel="canonical" href="https://echo.example/news/crane">'


def told(pages: str) -> list[str]:
    """What is said of each page of a list."""
    lines = Path(__file__).with_name(pages).read_text("utf-8").splitlines()
    parts = [line.split("|") for line in lines if not line.startswith("#")]
    return [wall(Article(title=title, paragraphs=tuple(text))) for title, *text in parts]


@pytest.mark.parametrize(
    ("pages", "count", "least"),
    [
        ("wall_pages.txt", 40, 38),
        # Those of a line or two.
        ("terse_wall_pages.txt", 56, 53),
        ("world_wall_pages.txt", 137, 131),
    ],
)
def test_pages_that_stand_in_an_articles_place_are_recognised(
    pages: str, count: int, least: int
) -> None:
    found = told(pages)
    assert (len(found), sum(map(bool, found)) >= least) == (count, True)


def test_news_about_what_walls_speak_of_is_news_in_all_languages() -> None:
    assert told("news_about_walls.txt") == [""] * 25


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Läs vidare med ett abonnemang", "Den här artikeln är låst. Redan prenumerant? Logga in"),
        ("この記事は有料記事です。", "残り1234文字 有料会員になると続きをお読みいただけます。"),
        ("Bir dakika lütfen...", "Tarayıcınız kontrol ediliyor. 5 saniye bekleyin. Ray ID: 8a7b"),
        ("Güvenlik", "İnsan olduğunuzu doğrulayın. Bağlantınızın güvenliğini kontrol ediyoruz."),
        ("Хвилинку…", "Перевіряємо, що ви людина. Це може зайняти кілька секунд."),
        ("Один момент…", "Подтвердите, что вы человек. Сайт проверяет безопасность подключения."),
        ("Okamžik…", "Ověřte, že jste člověk. Web musí zkontrolovat bezpečnost připojení."),
        ("Egy pillanat…", "Igazolja, hogy ön ember. Az oldal ellenőrzi a kapcsolat biztonságát."),
        ("Μια στιγμή…", "Επιβεβαιώστε ότι είστε άνθρωπος. Ελέγχουμε την ασφάλεια της σύνδεσης."),
        ("Un moment…", "Verificați că sunteți om. Site-ul verifică securitatea conexiunii."),
        ("Hetkinen…", "Vahvista, että olet ihminen. Sivusto tarkistaa yhteytesi turvallisuuden."),
        ("لحظة من فضلك", "تحقق من أنك إنسان. يجب مراجعة أمان الاتصال قبل المتابعة."),
        ("Tunggu sebentar…", "Verifikasi bahwa Anda adalah manusia. Keamanan koneksi ditinjau."),
        ("Chờ một chút…", "Xác minh bạn là con người. Trang web cần kiểm tra bảo mật."),
        ("请稍候…", "请完成以下操作，验证您是真人。网站需要检查您连接的安全性。"),
        ("잠시만 기다리십시오…", "로봇이 아닙니다. 계속하려면 보안을 확인해야 합니다."),
        ("Havnen lukker", "Denne saken er kun for abonnenter. Har du abonnement? Logg inn"),
    ],
)
def test_pages_in_other_languages_are_recognised_too(title: str, text: str) -> None:
    assert wall(Article(title=title, paragraphs=(text,)))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ledger fined", "The regulator fined it because readers could not reject all cookies."),
        ("Echo drops its paywall", "Subscribers had to log in to read it, and few subscribed."),
        ("Bots", "Captchas no longer tell a browser from a robot, and security firms say so."),
        ("Outage", "The server of the council was down on Monday; access was denied to all."),
        ("Archive gone", "The homepage was removed and its articles deleted, the owner said."),
        ("Passwords", "Every account at the bank gets a new password, which users were told of."),
    ],
)
def test_news_in_a_line_about_walls_is_news(title: str, text: str) -> None:
    article = Article(title=title, paragraphs=(text,), url="https://echo.example/1")
    assert wall(article) == ""


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Court strikes down cookie banners", "We value your privacy, the banners said, and asked"),
        ("Captcha turns twenty", "“I'm not a robot” is the most clicked lie on the web, says"),
        ("Paper drops its paywall", "“Already a subscriber? Sign in” was all that readers saw of"),
        ("404: a short history", "“Page not found” and error 404 are older than most readers of"),
    ],
)
def test_news_about_walls_is_news(title: str, text: str) -> None:
    more = "The harbour board met on Monday and heard three reports about the money it has lost. "
    paragraphs = (f"{text} this page. {more}", more * 4, more * 3, more)
    assert wall(Article(title=title, paragraphs=paragraphs)) == ""


def test_a_wall_makes_no_version_and_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    with Archive.open(tmp_path / "a.db") as archive:
        page.write_text(PAGE.format(head=_ADDRESS), "utf-8")
        assert archive.add([page]).new == 1
        page.write_text(_CONSENT.format(head=_ADDRESS), "utf-8")
        report = archive.add([page])
        assert (report.read, texts(archive)) == (0, PARAGRAPHS)
        (told,) = report.skipped
        assert told.reason.startswith("a request for consent to cookies stands in the article's")
        assert archive.add([page], ReadOptions(walls=True)).read == 1


def test_a_longer_wall_behind_an_item_leaves_the_feeds_text(
    tmp_path: Path, web_server: Server
) -> None:
    page = web_server.serve("/story", _CONSENT.format(head=""), content_type="text/html")
    with Archive.open(tmp_path / "a.db") as archive:
        feed = rss(entry(page, "A crane fell on quay seven."))
        archive.feeds.add(web_server.serve("/feed", feed), full=True)
        (outcome,) = fetch(archive)
        assert (outcome.new, texts(archive)) == (1, ["A crane fell on quay seven."])
        assert "consent to cookies" in outcome.unpaged[0].reason
        report = archive.add([page], network=network())
        assert (report.read, len(report.skipped)) == (0, 1)
