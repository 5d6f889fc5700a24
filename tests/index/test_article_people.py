"""Who is meant in one article: several names of one person, two people of one surname, and what a
page has run together.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities.resolving.article_variants import same_people
from tests.effort import runs
from tests.index.recognised import found

WORDS = st.sampled_from("hillary rodham bernard bernie john quincy h.w. george clinton".split())


def meant(surface: str, *paragraphs: str) -> set[str]:
    return {name for one, _, name in found(*paragraphs) if one == surface}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bernard Ostrander", "Bernie Ostrander"),
        ("Hillary Rodham Ostrander", "Hillary Ostrander"),
        ("Christopher Ostrander", "Chris Ostrander"),
    ],
)
def test_two_names_of_one_person_leave_no_doubt_of_the_surname(one: str, other: str) -> None:
    paragraphs = (
        f"Senator {one} spoke in London on Monday.",
        f"“It is late,” said {other}. {other} has been ill.",
        "Nobody had come.",
        "The hall was cold.",
        "Then Ostrander left for Paris.",
    )
    assert meant("Ostrander", *paragraphs) == {other}


def test_two_people_of_one_surname_stay_two() -> None:
    people = {name for _, _, name in found("George H.W. Bush and George W. Bush came to London.")}
    assert {"George H.W. Bush", "George W. Bush"} <= people


@given(st.dictionaries(st.lists(WORDS, min_size=2, max_size=4).map(tuple), st.integers(1, 9)))
@settings(max_examples=runs(60, 600), deadline=None)
def test_whoever_is_somebody_else_leads_to_one_who_is_not(
    times: dict[tuple[str, ...], int],
) -> None:
    same = same_people(times, lambda key: key[-1])
    assert same.keys() <= times.keys()
    assert not same.keys() & set(same.values())
    assert all(key[-1] == other[-1] for key, other in same.items())


def test_of_two_of_a_surname_the_one_who_is_named_last_and_most_is_meant() -> None:
    paragraphs = (
        "Joe Ostrander speaks as his wife, Jill Ostrander, listens.",
        "Joe Ostrander has bought himself time in Ohio. Joe Ostrander was glad.",
        "The race is long.",
        "Money is short.",
        "Ostrander has little of it.",
    )
    assert meant("Ostrander", *paragraphs) == {"Joe Ostrander"}


def test_a_headline_and_a_caption_may_be_ahead_of_the_introduction() -> None:
    paragraphs = (
        "Ostrander under fire",
        "Ostrander, left, in Paris on Monday.",
        "The minister Marta Ostrander said no on Tuesday. “No,” said Ostrander.",
    )
    assert meant("Ostrander", *paragraphs) == {"Marta Ostrander"}


def test_the_wife_who_is_introduced_is_not_the_man_of_the_headline() -> None:
    paragraphs = (
        "Ostrander wins",
        "The voters wanted Ostrander, they said in Ohio.",
        "His wife, Melania Ostrander, was glad. Ostrander thanked her.",
    )
    assert "Melania Ostrander" not in meant("Ostrander", *paragraphs)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Senator Mitt Romney Willard (Mitt) Mitt RomneySenators seek a deal.", "Mitt Romney"),
        ("The report of Robert Mueller Robert (Bob) Swan MuellerHouse seeks.", "Robert Mueller"),
        ("Ambassador Haley Nikki HaleyTrump seeks a deal, said Nikki Haley.", "Nikki Haley"),
    ],
)
def test_what_a_page_runs_together_is_whom_it_begins_with(text: str, name: str) -> None:
    names = {one for _, _, one in found(text, f"It was {name} who left. {name} was late.")}
    assert name in names
    assert not {one for one in names if one.startswith(f"{name} ")}


def test_what_somebody_is_called_in_brackets_ends_the_name_before_it() -> None:
    text = "Sen. Mike Lee Michael (Mike) Shumway LeeIntel watchdog appears. Lee said no."
    article = found(text)
    assert ("Mike Lee", "person", "Mike Lee") in article
    assert ("Lee", "person", "Mike Lee") in article


def test_buttons_above_a_picture_are_no_part_of_a_name() -> None:
    names = {one for _, _, one in found("Facebook Twitter Pinterest Barack Obama in Hiroshima.")}
    assert not {one for one in names if "Pinterest" in one}
    assert "Barack Obama" in names


def test_a_cabinet_is_no_town() -> None:
    assert "place" not in {
        kind for one, kind, _ in found("Both had served in Obama’s cabinet.") if one == "Obama"
    }


def test_a_president_is_told_from_the_house() -> None:
    surfaces = [one[:2] for one in found("A veteran of the Obama White House said no.")]
    assert ("Obama", "person") in surfaces
    assert ("White House", "org") in surfaces


def test_somebody_is_told_from_the_party() -> None:
    surfaces = [
        one[:2]
        for one in found("Elected were Claudia Mo of the Civic Party and Ted Hui of People Power.")
    ]
    assert ("Claudia Mo", "person") in surfaces


def test_whoever_is_named_in_full_is_found_in_full_again() -> None:
    article = found(
        "Former governor Jeb Bush spoke in Miami on Monday. “No,” said Jeb Bush.",
        "Jeb Bush: Student loans Some big ideas do come to pass.",
    )
    assert [one[2] for one in article if one[0].endswith("Bush")] == ["Jeb Bush"] * 3


@pytest.mark.parametrize(
    "name",
    [
        "Narendra Ostrander",
        "Yoshihide Ostrander",
        "Olusegun Ostrander",
        "Volodymyr Ostrander",
        "Rhodri Ostrander",
        "Muammar Ostrander",
        "Dilma Ostrander",
    ],
)
def test_given_names_of_all_continents_are_known(name: str) -> None:
    assert (name, "person") in [one[:2] for one in found(f"The prize went to {name} in Oslo.")]


@pytest.mark.parametrize(
    ("run_together", "name"),
    [
        ("President Trump Donald John TrumpGOP senators balk.", "Donald Trump"),
        ("Zach CarterFlagShareLikeReply said in Ohio.", "Zach Carter"),
    ],
)
def test_a_name_is_told_from_what_a_page_ran_into_it(run_together: str, name: str) -> None:
    assert name in {one for _, _, one in found(run_together)}


def test_the_president_is_not_the_son_who_is_named_in_full() -> None:
    article = found(
        "The meeting was one of Donald Trump Jr and a lawyer.",
        "President Trump said no. It was late, and Trump left.",
    )
    assert ("Trump", "person", "Donald Trump Jr") not in article


def test_a_caption_that_names_the_family_does_not_hide_whom_all_of_the_article_is_about() -> None:
    about = [f"Day {day}: Donald Ostrander spoke in Ohio." for day in range(8)]
    caption = "Photos: Donald Ostrander with his wife Melania Ostrander in Florida."
    assert meant("Ostrander", *about, caption, "“No,” said Ostrander.") == {"Donald Ostrander"}


def test_what_somebody_owns_is_told_from_whose_it_is() -> None:
    article = found(
        "Donald Trump spoke in Florida on Monday.",
        "They met at Trump’s Mar-a-Lago in Florida. Trump's State of the Union came later.",
    )
    assert ("Trump", "person", "Donald Trump") in article
    assert not {one for one, _, _ in article if "’s Mar" in one or "Union" in one}
