"""What is taken for somebody and is nobody: photographers, chambers, storms, and marks and words
before a name.
"""

from __future__ import annotations

import pytest

from tests.index.recognised import found


def people(*paragraphs: str) -> set[str]:
    return {name for _, kind, name in found(*paragraphs) if kind == "person"}


@pytest.mark.parametrize(
    "credit",
    [
        "Enlarge this image toggle caption Win McNamee/Getty Images Win McNamee/Getty Images",
        "A crowd waits in the Rose Garden, May 29, 2020. REUTERS/Jonathan Ernst",
        "A crowd waits in Washington, D.C. (Photo: Win McNamee, Getty Images)",
        "A crowd waits in the Rose Garden. (Reuters photo: Jonathan Ernst)",
        "Enlarge this image toggle caption Allison Joyce for NPR Allison Joyce for NPR",
        "toggle caption Jesse Costa/WBUR Jesse Costa/WBUR",
    ],
)
def test_whoever_took_a_picture_is_nobody_of_the_story(credit: str) -> None:
    assert not people("The council met on Monday.", credit)


def test_a_photographer_lends_his_surname_to_nobody() -> None:
    caption = "The Rose Garden, May 29, 2020. REUTERS/Jonathan Ernst"
    assert people(caption, "Sen. Ernst voted for the bill on Monday.") == {"Ernst"}


@pytest.mark.parametrize(
    "text",
    [
        "Article 50 - Cancel Brexit if the vote is lost. The date of Brexit is near.",
        "Hill Democrats met on Monday.",
        "The Ray DVD was sold on Monday.",
    ],
)
def test_nobody_is_called_as_things_and_parties_are(text: str) -> None:
    assert not people(text)


def test_a_surname_may_be_a_book() -> None:
    assert people("CNN's Laura Koran reported it on Monday.") == {"Laura Koran"}


def test_who_works_for_an_outlet_is_no_picture_credit() -> None:
    assert people("Allison Joyce reported for NPR on Monday. Allison Joyce is in Rome.") == {
        "Allison Joyce"
    }


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The Guardian and The Washington Post told of it.", {"The Guardian", "Washington Post"}),
        (
            "It came from the Sunday Times and Sunday Telegraph on Monday.",
            {"Sunday Times", "Sunday Telegraph"},
        ),
        (
            "The Senate Homeland Security and House Oversight Committees met.",
            {"Senate Homeland Security", "House Oversight Committees"},
        ),
        ("The House Energy and Commerce Committee met.", {"House Energy and Commerce Committee"}),
        ("Johnson and Johnson Inc. said on Monday.", {"Johnson and Johnson Inc."}),
    ],
)
def test_two_bodies_are_no_one(text: str, bodies: set[str]) -> None:
    assert {name for _, kind, name in found(text) if kind == "org"} == bodies


def test_a_picture_of_a_president_shows_him() -> None:
    assert people("The council met on Monday. (Photo: Donald Trump)") == {"Donald Trump"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President-elect Joe Biden spoke in Wilmington.", "Joe Biden"),
        ("VPOTUS Mike Pence spoke in Wilmington.", "Mike Pence"),
        ("Benghazi Hearing Chairman Assails Hillary Clinton in Statement", "Hillary Clinton"),
        ("Skip Obama, voters were told.", "Obama"),
        ("Officials told the Associated Press Obama would come.", "Obama"),
        ("Guitarist Brian May has said he expects to be there.", "Brian May"),
        ("Election Clinton leads in Iowa, a poll says.", "Clinton"),
        ("Californian John Boehner spoke in Wilmington.", "John Boehner"),
    ],
)
def test_what_stands_before_a_name_is_none_of_it(text: str, name: str) -> None:
    assert people(text, "On Friday he left.") == {name}


def test_the_house_is_no_man_of_that_surname() -> None:
    article = found(
        "Matt House won his seat. Republicans control the House and the Senate.",
        "House Republicans voted.",
    )
    kinds = {kind for surface, kind, _ in article if surface == "House"}
    assert kinds == {"org"}


@pytest.mark.parametrize(
    "storms", ["Hurricanes Irma and Maria", "hurricanes Harvey, Irma and Maria"]
)
def test_storms_in_a_row_are_nobody(storms: str) -> None:
    text = f"Puerto Rico recovers from {storms}."
    assert not people(text, "It has been slow since Maria, officials said. Irma had come first.")


def test_a_hurricane_is_not_the_man_of_that_surname() -> None:
    text = "George Floyd died in Minneapolis. The state had known Hurricane Floyd in 1999."
    assert [name for surface, _, name in found(text) if "Floyd" in surface] == ["George Floyd"]
