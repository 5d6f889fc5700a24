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
        # Nor what somebody would have said, was to say, or is supposed to have said.
        "If Smith had said “the clerk drew every one of the maps”, the town would know.",
        "If Smith had said “the clerk drew every one of the maps”, all would know, said the judge.",
        "Unless Smith says: “The clerk drew every one of the maps,” it is over.",
        "Had Smith said “the clerk drew every one of the maps”, the town would know.",
        "Asked whether he had said “the clerk drew every one of the maps”, Smith laughed.",
        "Asked if Smith had told them “the clerk drew every one of the maps”, Jones laughed.",
        "Smith would have said “the clerk drew every one of the maps” at once.",
        "Smith should have said: “The clerk drew every one of the maps.”",
        "Smith wanted him to say “the clerk drew every one of the maps”.",
        "Smith asked the clerk to say “we drew every one of the maps”.",
        "Smith was accused of saying “the clerk drew every one of the maps”.",
        "Smith would have said that the clerk drew every one of the maps.",
        "Smith said no such thing in the hall on Monday.",
        "Smith said no such things about the maps.",
        "Smith said the exact opposite of what the paper has.",
        "Smith said the same about the maps of the clerk.",
        "Smith said no more about the maps of the clerk.",
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
        "Asked whether he had drawn the maps, Smith said: “The clerk drew every one of them.”",
        "Smith was asked if the clerk said so. “The clerk drew every one of them,” he said.",
        "Smith said no such ship would be seen in the harbour.",
        "Smith said the same clerks had drawn all of the maps.",
        "Smith went on to say “the clerk drew every one of the maps”.",
        # Nor is it denied where others tell that he said it.
        "Smith reportedly said “the clerk drew every one of the maps”.",
        "Smith is alleged to have said: “The clerk drew every one of the maps.”",
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Smith told them that the chart was “a fake drawn by a clerk,” and signed it at noon.",
            "the chart was “a fake drawn by a clerk,”",
        ),
        ("Smith said the chart was old, then left the hall.", "the chart was old"),
        ("Smith said the chart was old, but then kept it.", "the chart was old"),
        ("Smith said the chart was old, and burned it.", "the chart was old"),
        (
            "Smith said the chart was old, and that the clerk had burned it.",
            "the chart was old, and that the clerk had burned it",
        ),
        (
            "Smith said the chart was old, and the clerk burned it.",
            "the chart was old, and the clerk burned it",
        ),
    ],
)
def test_what_somebody_did_behind_the_comma_is_not_said(text: str, words: str) -> None:
    [[quote]] = found(text)
    assert (text[quote.start : quote.end], who(text, quote)) == (words, "Smith")
