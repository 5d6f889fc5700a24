"""What stands around the text of a letter: whose it is, of what day, where it is on the web."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from tests.index.test_readers_mail import STORY, letter, read

SENDER = "The Steel <news@mail.steel.example>"
WEB = "https://www.steel.example/2016/03/21/talks"


def page(*rows: str) -> str:
    cells = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    return f"<html><body><table role=presentation>{cells}</table></body></html>"


def article(folder: Path, *rows: str, sender: str = SENDER, plain: str = "") -> Article:
    message = letter(sender=sender)
    if rows:
        message.set_content(page(*rows), subtype="html")
    else:
        message.set_content(plain)
    (found,) = read(folder, message.as_bytes())
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("lines", "byline", "left"),
    [
        # The day of a letter is that on which it was sent, whatever others it names.
        (["By Ann Lee | March 20, 2016"], "Ann Lee", ["By Ann Lee | March 20, 2016"]),
        (["By Ann Lee", "March 21, 2016"], "Ann Lee", []),
        (["By Ann Lee", "Mar 21"], "Ann Lee", []),
        (["Mar 19", "Par Zoé Dupré"], "Zoé Dupré", ["Mar 19"]),
        (["Published: 2016-03-21 · By Ann Lee"], "Ann Lee", []),
        (["The Steel", "Monday, 21 March 2016"], "", []),
        (["<h1>Talks go on</h1>", "By Ann Lee and Jo Brandt"], "Ann Lee and Jo Brandt", []),
    ],
)
def test_a_letter_says_who_wrote_it_and_when_above_its_text(
    tmp_path: Path, lines: list[str], byline: str, left: list[str]
) -> None:
    found = article(tmp_path, *lines, *STORY)
    assert list(found.paragraphs) == [*left, *STORY]
    assert found.byline == byline
    assert (found.date, found.date_from) == ("2016-03-21T10:15:00+01:00", "mail: Date")


def test_the_sender_need_not_be_named_again(tmp_path: Path) -> None:
    sender = "Ann Lee from The Quay <thequay@letters.example>"
    found = article(tmp_path, "A deck of the story", "Ann Lee", "Mar 21", *STORY, sender=sender)
    assert list(found.paragraphs) == ["A deck of the story", *STORY]
    assert (found.byline, found.outlet) == ("Ann Lee", "The Quay")


@pytest.mark.parametrize(
    "line",
    [
        "March 4, 2015",
        "21 March 2017",
        "May 5",
        "By Tuesday night the water had risen.",
        "Hans Lee",
        "March 20, 2016: the day the water came to Porthaven",
    ],
)
def test_what_says_anything_else_stays_in_a_letter(tmp_path: Path, line: str) -> None:
    found = article(tmp_path, line, *STORY)
    assert list(found.paragraphs) == [line, *STORY]
    assert found.date_from == "mail: Date"


def test_a_letter_of_nothing_but_a_head_keeps_a_line(tmp_path: Path) -> None:
    assert article(tmp_path, plain="By Ann Lee\n").paragraphs == ("By Ann Lee",)


@pytest.mark.parametrize(
    "button",
    [
        "Follow us: <a href=f>Facebook</a> | <a href=t>Twitter</a>",
        "<a href=f>Facebook</a> <a href=t>Instagram</a> <a href=t>X</a>",
        "<a href=f>Follow us on Mastodon</a>",
        "<a href=f>Read the full story on our website</a>",
        "<a href=f>Read online</a>",
    ],
)
def test_buttons_of_a_letter_are_no_text(tmp_path: Path, button: str) -> None:
    found = article(tmp_path, *STORY, button, "Manage your preferences")
    assert list(found.paragraphs) == STORY


def test_networks_may_be_what_a_letter_is_about(tmp_path: Path) -> None:
    for line in ("Facebook", "Facebook and the harbour", "Follow us to the end of the quay."):
        assert line in article(tmp_path, STORY[0], line, *STORY[1:]).paragraphs


@pytest.mark.parametrize(
    "link",
    [
        f"<a href='{WEB}?utm_medium=email'>Read the full story on our website</a>",
        f"<a href='{WEB}'>View in browser</a>",
        f"<a href='{WEB}'>Read online</a><a href='{WEB}?utm_source=x'>Read more</a>",
        f"<h1><a href='{WEB}'>Talks go on</a></h1>",
        f"<a href='https://nam02.safelinks.protection.outlook.com/?url={WEB}'>Read more</a>",
    ],
)
def test_a_letter_is_known_by_where_it_stands_on_its_senders_site(
    tmp_path: Path, link: str
) -> None:
    assert article(tmp_path, *STORY, link).url.partition("?")[0] == WEB


@pytest.mark.parametrize(
    ("link", "sender"),
    [
        ("<a href='https://click.steel.example/c/1'>Read the full story</a>", SENDER),
        ("<a href='https://other.example/talks'>Read the full story</a>", SENDER),
        (f"<a href='{WEB}?reader=17'>Read the full story</a>", SENDER),
        ("<a href='https://steel.example/'>Read the full story</a>", SENDER),
        (f"<a href='{WEB}'>Read more</a><a href='{WEB}2'>Read more</a>", SENDER),
        (f"<a href='{WEB}'>the talks of Monday</a>", SENDER),
        ("<a href='https://b.co.uk/talks'>Read more</a>", "A <a@a.co.uk>"),
    ],
)
def test_other_links_are_no_address_of_a_letter(tmp_path: Path, link: str, sender: str) -> None:
    assert article(tmp_path, *STORY, link, sender=sender).url == ""


@pytest.mark.parametrize(
    "line",
    ["Read online: {}", "Read this story online at {}", "View it in your browser: {}"],
)
def test_a_plain_letter_says_where_it_stands_on_the_web(tmp_path: Path, line: str) -> None:
    said = line.format(f"{WEB}?utm_source=newsletter")
    found = article(tmp_path, plain="\n\n".join([*STORY, said]))
    assert found.url.partition("?")[0] == WEB
    assert list(found.paragraphs) == STORY
    for other in (f"{WEB}?e=1f8a", "https://"):
        found = article(tmp_path, plain="\n\n".join([*STORY, line.format(other)]))
        assert found.url == ""
