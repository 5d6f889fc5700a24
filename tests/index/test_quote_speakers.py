"""Who may be a speaker, and where what is said of one begins and ends."""

from __future__ import annotations

import pytest

from tests.index.test_quotes_articles import found, who


def speakers(*paragraphs: str) -> list[str]:
    """Whom the last paragraph's quotes are by, as their names or as written, "" for nobody."""
    return [who(paragraphs[-1], quote) for quote in found(*paragraphs)[-1]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Harbour Ministry (HM) in Texas has vowed that it would close.", "Harbour Ministry"),
        (
            "The Harbour Ministry (HM) in Texas closed, accusing Smith of “playing with us”.",
            "Harbour Ministry",
        ),
        (
            "The clothing and home furnishing retailer said that sales had fallen.",
            "The clothing and home furnishing retailer",
        ),
        (
            "“We will open it,” the clothing and home furnishing retailer said.",
            "the clothing and home furnishing retailer",
        ),
        ("“We will open it,” said Smith afterwards.", "Smith"),
        # What only ends as an adverb does.
        ("The family said that the harbour was old.", "The family"),
        ("“It is over and done with,” the family said.", "the family"),
        ("“It is over and done with,” said one longtime ally.", "one longtime ally"),
        ("The Assembly flatly said that the harbour was old.", "The Assembly"),
        ("“We will open it,” Smith said afterwards.", "Smith"),
        ("The plan had been praised by Smith, who said it would save the harbour.", "Smith"),
        ("It was praised by a friend of Smith, who said it would save it.", "a friend of Smith"),
        ("The harbour is closed, according to Smith, who said it would open.", "Smith"),
        ("It will not be run by Jones, who leaves soon, said Smith, a friend of Cole.", "Smith"),
        ("A harbour official briefed on the talks said that it is over.", None),
    ],
)
def test_the_head_of_the_words_in_front_of_a_verb_speaks(text: str, speaker: str | None) -> None:
    assert speakers(text)[:1] == [speaker or "A harbour official briefed on the talks"]


@pytest.mark.parametrize(
    "text",
    [
        "A letter in 2008 included a quote from Harbour adviser Smith: “It is over and done with.”",
        "It was a strange fate for a man declared by a jury to be “not guilty” of it.",
        "I think we can rest assured that the Russians have very detailed notes.",
        "He made the remark at an event of families described as “victims of the harbour”.",
        "They displayed to the jury posts that a sailor had made of the harbour.",
        "He was in 2017 praised, and told police “to be rough” there.",
        "It was one of the reasons people say “that is enough” to the harbour.",
    ],
)
def test_words_that_end_at_a_verb_by_chance_are_nobody(text: str) -> None:
    assert all(one in {"", "Smith", "He", "he"} for one in speakers(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The harbour opened today, its deputy chairman in charge of ships, Dr Smith, has said.",
            "The harbour opened today",
        ),
        ("Jones will come to Texas, his spokesman, Smith, said.", "Jones will come to Texas"),
        ("They met Jones, his lawyer, a source said.", "They met Jones, his lawyer"),
    ],
)
def test_what_somebody_is_is_not_said_by_him(text: str, words: str) -> None:
    [[quote]] = found(text)
    assert text[quote.start : quote.end] == words


@pytest.mark.parametrize("label", ["TARGET", "ATTACKERS", "SPECIAL COVERAGE"])
def test_lines_of_a_list_are_nobodys(label: str) -> None:
    lines = [f"{label}: Two officers wounded in the harbour", "DATE: A day in December"] * 3
    assert not any(found(*lines))


def test_links_and_facts_are_nobodys_among_those_who_speak() -> None:
    lines = ["RELATED: A storm has come.", "CRUZ: It is over.", "INSKEEP: Is it?", "CRUZ: It is."]
    quotes = zip(lines, found(*lines), strict=True)
    assert [[who(text, one) for one in every] for text, every in quotes] == [
        [],
        ["CRUZ"],
        ["INSKEEP"],
        ["CRUZ"],
    ]
