"""Text at the door: nothing that steers a terminal, hides or reorders text gets in."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.clean import clean, clean_article, clean_url
from index.core.mojibake import mend
from index.core.reports import Skipped

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x9b\x9d\x90\x07\\[]0;mH\x00\u202e\u2066\u200b\u200c\u200d\u0301\u0915\u094d\u0627"
            "\ufe0f\U0001f468\U0001f469\ud800\udc00\xad\u2028\t \u00a0e"
        ),
    )
)


@given(HOSTILE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(HOSTILE)
def test_what_is_clean_is_one_line_of_visible_text(text: str) -> None:
    once = clean(text)
    assert once == unicodedata.normalize("NFC", once)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", once)
    assert "  " not in once
    assert once == once.strip()
    once.encode("utf-8")


def test_letters_and_signs_of_western_texts_stay_what_they_are() -> None:
    every = [chr(code) for code in (*range(0x21, 0x300), *range(0x2010, 0x205F), 0x20AC, 0x2122)]
    shown = [one for one in every if one.isprintable()]
    assert [one for one in shown if clean(f"a{one}b") != f"a{one}b"] == []


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("\x1b[31mred\x1b[0m news", "red news"),
        ("a\x1b]0;owned\x07b", "ab"),
        ("a\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x9b2Jb\x9d0;t\x9cc", "abc"),
        ("\x1b]0;the rest of the text stays", "0;the rest of the text stays"),
        ("user\u202egnp.exe\u202c", "usergnp.exe"),
        ("zero\u200bwidth\ufeff so\xadft", "zerowidth soft"),
        ("NUL\x00 and \x08back", "NUL and back"),
        (
            "tab\tnbsp\u00a0thin\u2009ideographic\u3000line\u2028end",
            "tab nbsp thin ideographic line end",
        ),
        ("e\u0301te\u0301", "été"),
        ("half \ud83d emoji", "half emoji"),
        ("[red]not markup[/red] <b>nor this</b>", "[red]not markup[/red] <b>nor this</b>"),
        ("damaged \ufffd stays to be seen", "damaged \ufffd stays to be seen"),
    ],
)
def test_what_becomes_of(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


@pytest.mark.parametrize(
    "word", ["می\u200cخواهم", "क्\u200dष", "👩\u200d👩\u200d👧", "❤\ufe0f\u200d🔥"]
)
def test_joiners_stay_where_a_script_needs_them(word: str) -> None:
    assert clean(word) == word


def test_joiners_go_where_they_only_hide() -> None:
    assert clean("pay\u200dpal \u200cand\u200d") == "paypal and"


@pytest.mark.parametrize(
    "unit",
    [
        "\x1b]",
        "\x1b[0;",
        "\x90",
        "\x9d0;a",
        "\u200d",
        "a\u0301\u0323",
        "\u0301\u0323",
        "\u202e ",
        "é\t",
    ],
)
def test_a_long_run_of_anything_is_cleaned(unit: str) -> None:
    """Work that grows with the square would not come to an end at this length either."""
    text = unit * (200_000 // len(unit))
    assert len(clean(text)) <= len(text)


def test_an_article_without_text_is_skipped() -> None:
    article = Article(title="Only a headline", paragraphs=(" \u200b ", "\x00"))
    assert clean_article(article, "a.txt") == Skipped("a.txt", "no text")


def test_an_article_is_cleaned_throughout() -> None:
    article = Article(
        title="",
        paragraphs=("\x1b[1mThe minister\x1b[0m resigned. " * 5, "\u200b", "More."),
        outlet="The\nTimes",
        tags=("a ", "a", "\x00"),
        url="https://example.org/a b",
    )
    cleaned = clean_article(article, "a.txt")
    assert isinstance(cleaned, Article)
    assert cleaned.title.startswith("The minister resigned.")
    assert cleaned.title.endswith("…")
    assert len(cleaned.paragraphs) == 2
    assert (cleaned.outlet, cleaned.tags) == ("The Times", ("a",))
    assert cleaned.url == "https://example.org/a%20b"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("//example.org/x", "https://example.org/x"),
        ("www.example.org/x", "https://www.example.org/x"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("see print edition", ""),
    ],
)
def test_only_web_addresses_are_addresses(address: str, kept: str) -> None:
    assert clean_url(address) == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("itâ€™s", "it’s"),
        ("GuantÃ¡namo", "Guantánamo"),
        ("It cost Â£5", "It cost £5"),
        ("aoÃ»t", "août"),
        ("â€œNoâ€\x9d", "“No”"),
        ("Ã“scar", "Óscar"),
        ("KovaÄ\x8d", "Kovač"),
        ("â€Ëœimprovementsâ€™", "‘improvements’"),
        ("TrumpÃ¢Â\x80Â\x99s", "Trump’s"),
        ("50 â‚¬ â€” â„¢", "50 € — ™"),
        ("naA\u0303 \u0304ve", "naïve"),
        ("GA\u03031\u20444len", "Gülen"),
        ("FranA\u0303\u0192A\u0302§ois", "François"),
    ],
)
def test_mojibake_is_put_right(text: str, expected: str) -> None:
    assert mend(text) == expected


@pytest.mark.parametrize(
    "text",
    ["AMANHÃ”, disse", "IRMÃ…", "„Ä“", "café”…", "château – “été”", "SÃO PAULO", "Â ", "naà ̈ve"],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert mend(text) == text


# "û" alone is what may be meant: wrongly read it ends in a closing quotation mark.
@given(st.text("abc défghàâêîôùçñöäåøæßíóúÿ", max_size=30))
def test_right_text_stays_and_wrong_text_comes_back(text: str) -> None:
    assert mend(text) == text
    wrong = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8")
    )
    assert mend(wrong) == text
    assert mend(unicodedata.normalize("NFD", wrong)) == text
