"""Where what somebody reports begins and ends."""

from __future__ import annotations

import pytest

from tests.index.test_quotes_articles import found, who


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(
            (f"Smith said that the harbour had been closed {when}, when a storm came.", tail)
            for when, tail in (
                (f"since {month}. 11", f"since {month}. 11, when a storm came")
                for month in ("Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec")
            )
        ),
        *(
            (f"Smith said that it was seen in {short}. Rosa by the harbour.", f"in {short}. Rosa")
            for short in ("Sta", "St", "Sto", "Mt", "Ft", "Adm", "Brig", "Maj", "Cmdr", "Cpl")
        ),
        ("Smith said that they meet under Art. 50 of the law.", "Art. 50 of the law"),
    ],
)
def test_a_shortened_word_does_not_end_what_is_reported(text: str, words: str) -> None:
    [[quote]] = found(text)
    assert words in text[quote.start : quote.end]
    assert quote.end == len(text) - 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Smith said that the old man was ill. The harbour was closed.", "the old man was ill"),
        ("Smith said that it was closed on Oct. 1. The harbour is old.", "it was closed on Oct. 1"),
        ("Smith said that it was no mass. The harbour is old.", "it was no mass"),
    ],
)
def test_a_word_that_a_short_one_looks_like_ends_a_sentence(text: str, words: str) -> None:
    [[quote]] = found(text)
    assert (text[quote.start : quote.end], who(text, quote)) == (words, "Smith")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Smith says that the harbour was old, but says they have to open it.",
            ["the harbour was old", "they have to open it"],
        ),
        (
            "Smith said that it was closed, but added that it would open.",
            ["it was closed", "it would open"],
        ),
        ("Smith said that it was closed but did not elaborate.", ["it was closed"]),
        ("Smith said that it was closed, but declined to say more of it.", ["it was closed"]),
        ("Smith hinted that she will leave, but she has given no hints.", ["she will leave"]),
        (
            "The Courier, which recently revealed that it would close the harbour, hit a high.",
            ["it would close the harbour"],
        ),
        ("Smith, who says that the harbour is old, has now left it.", ["the harbour is old"]),
        ("Although Smith said that it was old, the court will act.", ["it was old"]),
        ("While Smith says that it is very old, Jones was there.", ["it is very old"]),
        # What goes on here is told by whoever speaks.
        (
            "Smith said that Jones had come and warned the town.",
            ["Jones had come and warned the town"],
        ),
        ("Smith said that it was sunny, but did not help.", ["it was sunny, but did not help"]),
        (
            "Smith said that Jones, who had lied, was old.",
            ["Jones, who had lied, was old"],
        ),
    ],
)
def test_what_is_reported_ends_where_the_sentence_goes_on(text: str, words: list[str]) -> None:
    [quotes] = found(text)
    assert [text[quote.start : quote.end] for quote in quotes] == words
