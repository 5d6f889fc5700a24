"""What somebody denies, or did not say, is not told as said."""

from __future__ import annotations

import pytest

from tests.index.test_quotes_articles import found, who


@pytest.mark.parametrize(
    "text",
    [
        "Smith denied he had “colluded with them” in Texas.",
        "Smith denied he had stolen the money.",
        "Smith denied Jones had stolen the money.",
        "Smith denied having said “it is over”.",
        "Smith denied ever saying “it is over”.",
        "Smith denied saying: “The mayor is a thief and everybody knows it.”",
        "Smith dismissed claims that he was “a crook and a liar”.",
        "Smith dismissed claims that the harbour was old.",
        "Smith dismissed the suggestion that he had stolen the money.",
        "Smith disputed that the harbour was old.",
        "Smith doubted that the harbour was old.",
        "Smith questioned whether the harbour was old.",
        # What was not said either.
        "Neither Smith nor Jones said that the mayor should resign at once.",
        "Smith is expected to say that the harbour is old.",
        "Smith is likely to announce that the harbour is old.",
        "If Smith says that the fund is empty, the court will act.",
        "Smith never said “the mayor is a thief and a liar”, his lawyer insists.",
        "Smith was asked for the first time: “Does Smith want to be the speaker of it?”",
    ],
)
def test_what_is_denied_is_nobodys(text: str) -> None:
    [quotes] = found(text)
    assert all(quote.source is None and not who(text, quote) for quote in quotes)
    assert all(quote.kind != "indirect" for quote in quotes)


@pytest.mark.parametrize(
    "text",
    [
        "Smith dismissed the claims as “absurd and false”.",
        "Smith denied that, saying: “The harbour is old.”",
        "Smith denied it. “The harbour is old,” he said.",
    ],
)
def test_what_somebody_denies_it_with_is_his(text: str) -> None:
    [[quote]] = found(text)
    assert who(text, quote) == "Smith"


def test_what_somebody_is_told_is_by_whoever_tells_it() -> None:
    text = "Smith was told by a heckler: “You should be ashamed of yourself for this.”"
    [[quote]] = found(text)
    assert who(text, quote) == "a heckler"


def test_what_somebody_will_say_is_his_where_it_stands_in_marks() -> None:
    text = "Smith is expected to say: “Our friends will never question our support.”"
    [[quote]] = found(text)
    assert who(text, quote) == "Smith"
