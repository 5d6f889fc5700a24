"""Whom the words before tell: what somebody is, a sentence about them, what they said before."""

from __future__ import annotations

import pytest

from index.quotes.quotation_marks import is_open
from tests.index.test_quotes_articles import said

SAID = "“We will open it,” the mayor said."


@pytest.mark.parametrize(
    ("before", "then", "speaker"),
    [
        (["The mayor, Smith, went to Porthaven."], SAID, "Smith"),
        (["The new mayor Smith went to Porthaven."], SAID, "Smith"),
        (["Smith, the mayor of Porthaven, met Jones."], SAID, "Smith"),
        (["Smith, 61, a former mayor, met Jones."], SAID, "Smith"),
        (["Energy minister Ann Lee came."], "“No,” the minister told reporters.", "Ann Lee"),
        (["The complainant, Smith, left."], "“No,” the complainant said.", "Smith"),
        # Two are, or nobody, or only a deputy of one.
        (["Mayor Smith met the mayor, Jones."], SAID, "the mayor"),
        (["Smith met Jones in Porthaven."], SAID, "the mayor"),
        (["Deputy mayor Smith went to Porthaven."], SAID, "the mayor"),
        # What is no calling, and a name that only stands before the role.
        (["The report, Smith said, is long."], "“No,” the report said.", "the report"),
    ],
)
def test_a_role_means_the_one_person_who_has_it(before: list[str], then: str, speaker: str) -> None:
    *_, (*_, (_, who, guessed)) = said(*before, then)
    assert who == speaker
    assert guessed == (not speaker.startswith("the "))


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Smith is angry.", "Smith"),
        ("Smith issued a statement on Friday:", "Smith"),
        # A sentence about others, marks of its own, no sentence.
        ("Everybody asks what Smith will do.", ""),
        ("Smith is “angry”, they say.", ""),
        ("Smith, The Courier", ""),
    ],
)
def test_a_paragraph_of_words_in_marks_goes_with_whom_the_one_before_is_about(
    before: str, speaker: str
) -> None:
    *_, (one,) = said(before, "“They took our bank and then our harbour.”")
    assert one[1] == speaker


def test_nobody_is_said_to_speak_of_himself_by_name() -> None:
    *_, (one,) = said("Smith is alone.", "“Smith has no friends here, and has none at home.”")
    assert one[1] == ""


def test_a_sentence_in_marks_goes_on_with_what_somebody_said() -> None:
    first, second = said("Smith said that the harbour was old. “They call it an act of God.”")[0]
    assert [first[1], second[1]] == ["Smith", "Smith"]
    assert [first[2], second[2]] == [False, True]


@pytest.mark.parametrize("mark", ["'", "‘"])
def test_words_in_single_marks_go_on_in_the_next_paragraph(mark: str) -> None:
    first = f"Smith said: {mark}We are appealing to anyone who was on the road."
    found = said(first, f"{mark}No detail is too small.{'’' if mark == '‘' else mark}")
    assert is_open(first)
    assert [one[1] for each in found for one in each] == ["Smith", "Smith"]


def test_an_apostrophe_opens_nothing() -> None:
    assert not is_open("Smith said the 'burbs and their people were of no use to anybody here.")


@pytest.mark.parametrize("verb", "averred lamented quipped sobbed wept rued decried".split())
def test_verbs_of_other_papers_tell_who_speaks(verb: str) -> None:
    ((one,),) = said(f"“We will open it,” {verb} Smith.")
    assert one[1] == "Smith"
