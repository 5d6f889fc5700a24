"""Clauses that stand behind a verb of saying without "that", and who may have said them."""

from __future__ import annotations

import pytest

from tests.index.test_quotes_articles import found


def told(text: str) -> list[tuple[str, str]]:
    """Who says what in a paragraph by itself, as it is written."""
    [quotes] = found(text)
    return [(text[slice(*one.speaker_span)], text[one.start : one.end]) for one in quotes]


@pytest.mark.parametrize("sign", ["'", "’"])
@pytest.mark.parametrize("verb", ["{}re", "{}d", "{}ll", "{}ve"])
def test_a_verb_may_be_drawn_to_the_pronoun(sign: str, verb: str) -> None:
    words = f"they{verb.format(sign)} late for the boat"
    assert told(f"Smith said {words}.") == [("Smith", words)]
    assert told(f"The mayor says {words}.") == [("The mayor", words)]


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        (
            "Smith said earlier this week they had reached a settlement.",
            "Smith",
            "they had reached a settlement",
        ),
        ("Smith said late Monday the vote was over.", "Smith", "the vote was over"),
        (
            "Smith said if the harbour is closed, they will wait.",
            "Smith",
            "if the harbour is closed, they will wait",
        ),
        (
            "Smith told Jones the aid was sent by boat.",
            "Smith",
            "the aid was sent by boat",
        ),
        ("Smith told reporters they're leaving by boat.", "Smith", "they're leaving by boat"),
        ("She said so. Smith argued he was ready for it.", "Smith", "he was ready for it"),
        (
            "She said so. The mayor insisted the boat would come.",
            "The mayor",
            "the boat would come",
        ),
    ],
)
def test_a_clause_needs_no_that(text: str, who: str, words: str) -> None:
    assert told(text) == [(who, words)]


def test_that_may_be_what_is_told_of() -> None:
    assert told("Smith told me that would be late.") == [("Smith", "that would be late")]
    assert told("Smith said Friday that was no harbour.") == [("Smith", "that was no harbour")]


@pytest.mark.parametrize(
    ("attribution", "who"),
    [
        ("Smith of Texas, a friend of Jones, said", "Smith"),
        ("Smith (R) of Texas, a friend of Jones, said", "Smith"),
        ("Smith (R-Tex.), a friend of Jones, said", "Smith"),
        ("Smith (R-Tex.) will stay to the end, his friend, Jones, said", "Jones"),
        ("Smith of Porthaven, Texas, said", "Smith"),
    ],
)
def test_where_somebody_is_from_hides_nobody(attribution: str, who: str) -> None:
    [(speaker, _)] = told(f"“We will open it,” {attribution}.")[:1]
    assert speaker == who


@pytest.mark.parametrize(
    "text",
    [
        "Smith argued the case that he had won, she said.",
        "She said nothing of it. Smith acknowledged the crowd and left the harbour.",
        "Smith told Jones the story of the boat.",
        "She was asked. Smith said if asked.",
        "“You bet,” she cried. Smith said when asked whether he would close the harbour.",
        "Smith responded with a phrase that could have come from the old mayor himself.",
        "Smith has promised a plan that would close the old harbour.",
        "Smith hinted at that in a meeting on Monday.",
        "Smith agreed to talk on condition that his name was not told.",
        "Smith would call that thinking a shame.",
        "If Smith warned they were late, the boat would wait.",
        "They would wait if Smith said the boat was late.",
    ],
)
def test_what_is_no_clause_is_not_said(text: str) -> None:
    assert not [one for one in told(text) if one[0] == "Smith"]


@pytest.mark.parametrize(
    "who",
    [
        "A 34-year-old nurse",
        "Jones's lawyer",
        "One of Jones’s top advisers",
        "A source familiar with the details of the old plan",
        "A state official speaking on condition of anonymity",
        "The top Democrat on a House committee of the old town",
    ],
)
def test_somebody_without_a_name_says_something(who: str) -> None:
    assert told(f"{who} said that the harbour was closed.") == [(who, "the harbour was closed")]


@pytest.mark.parametrize(
    "who",
    [
        "One-third",
        "Two-thirds of the voters",
        "The rest",
        "The pullback from a larger fleet comes after the party elders",
        "It is about Jones's",
        "In addition to members",
    ],
)
def test_what_counts_or_was_put_together_wrongly_says_nothing(who: str) -> None:
    assert not told(f"{who} said they would close the harbour.")


@pytest.mark.parametrize(
    ("behind", "is_cut"),
    [
        (", the Journal reported", True),
        (", Jones said", True),
        (", sources close to the town told Politico", True),
        (", said Jones, the mayor", True),
        (", according to the Journal", True),
        (", according to a friend of Jones", True),
        (", according to Jones, and that it will open", False),
        (" and the town was told", False),
    ],
)
def test_who_reports_it_in_turn_is_no_part_of_it(behind: str, is_cut: bool) -> None:
    [(who, words)] = told(f"Smith said that the harbour was closed{behind}.")
    assert (who, words) == ("Smith", "the harbour was closed" + behind * (not is_cut))


@pytest.mark.parametrize(
    ("lead", "tail"),
    [
        ("Story highlights ", ""),
        ("(CNN) ", ""),
        ("London (CNN Business) ", ""),
        ("More: ", ""),
        ("READ MORE: ", ""),
        ("Image caption ", ""),
        ("", " Replay More Videos"),
        ("", " Replay More Videos ..."),
        ("", " 02:17"),
    ],
)
def test_words_of_a_page_are_none_of_what_is_said(lead: str, tail: str) -> None:
    words = "The harbour was closed since the storm"
    in_front = f"{lead}{words}, the mayor said on Friday."
    assert told(in_front) == [("the mayor", words)]
    behind = f"{lead}The mayor said that the old harbour was closed{tail}"
    assert told(behind) == [("The mayor", "the old harbour was closed")]


def test_the_time_of_day_is_what_is_said() -> None:
    assert told("Smith said the boat will leave at 08:30") == [
        ("Smith", "the boat will leave at 08:30")
    ]


@pytest.mark.parametrize("verb", ["asked,", "asked:", "told:"])
def test_what_somebody_is_asked_is_not_what_he_answers(verb: str) -> None:
    answer = "I have no idea, we are old friends."
    words = told(f"Smith was {verb} “Would you have told him of it?” Jones answered, “{answer}”")
    assert words[-1] == ("Jones", answer)
    assert words[0][0] == ""


@pytest.mark.parametrize(
    ("joint", "other"),
    [
        ("while", "critics said"),
        ("but", "his spokeswoman said"),
        ("and", "Jones said"),
        ("though", "Jones argued that"),
    ],
)
def test_what_others_say_is_not_what_one_said(joint: str, other: str) -> None:
    first = "Smith said that it was late for the boat"
    second = "it will come on Friday"
    every = told(f"{first}, {joint} {other} {second}.")
    assert every[0] == ("Smith", "it was late for the boat")
    assert every[1][1] == second
