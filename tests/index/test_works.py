"""Titles of films, books and records that are called like people or firms, and bands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import runs
from tests.index.recognised import found

_PEOPLE = st.sampled_from(("Vera Drake", "Barton Fink", "Annie Hall", "Donnie Darko", "Jane Eyre"))
_STARS = st.sampled_from(("Imelda Staunton", "John Turturro", "Diane Keaton"))
_KINDS = st.sampled_from(("film", "drama", "musical", "novel", "biopic"))


def types(surface: str, *paragraphs: str) -> set[str]:
    return {kind for name, kind, _ in found(*paragraphs) if name == surface}


@given(_PEOPLE, _STARS, _KINDS)
@settings(max_examples=runs(10, 60), deadline=None)
def test_a_title_is_nobody_wherever_its_article_has_it(title: str, star: str, kind: str) -> None:
    paragraphs = (
        f"{star} has won a prize for her role in {title}.",
        f"The {kind} {title} was shown for the first time in Venice.",
        f"Critics liked {title} more than anything else.",
    )
    assert types(title, *paragraphs) == set()
    assert types(star, *paragraphs) == {"person"}


@given(_PEOPLE, _KINDS)
@settings(max_examples=runs(10, 60), deadline=None)
def test_somebody_who_makes_a_work_is_a_person(name: str, kind: str) -> None:
    paragraphs = (
        f"In the {kind} {name} plays a nurse.",
        f"“I had to wait,” said {name}, who lives in Ohio.",
        f"Another {kind} with {name} is to follow.",
    )
    assert types(name, *paragraphs) == {"person"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("It beat Martin Scorsese's The Aviator to the prize.", "Aviator"),
        ("She told “Morning Brew” about it.", "Morning Brew"),
    ],
)
def test_titles_by_what_stands_around_them(text: str, title: str) -> None:
    assert types(title, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Franz Ferdinand frontman Alex Kapranos asked for money.",
        "The Scottish rock band Franz Ferdinand won two prizes.",
        "Franz Ferdinand were shortlisted for five prizes.",
    ],
)
def test_bands_are_no_people(text: str) -> None:
    assert types("Franz Ferdinand", text) == {"org"}


def test_several_people_joined_by_and_are_people() -> None:
    text = "John Smith and Franz Ferdinand were shortlisted for five prizes."
    assert types("Franz Ferdinand", text) == {"person"}


def test_a_stake_is_in_a_firm_and_a_mill_in_a_town() -> None:
    firm = (
        "Piedmont Aviation Inc agreed to be bought.",
        "USAir Inc has a stake in Piedmont. The offer for Piedmont ends soon.",
    )
    assert types("Piedmont", *firm) == {"org"}


def test_firm_and_founder_of_one_name_are_told_by_mention() -> None:
    paragraphs = (
        "Dudley Taft, vice chairman of Taft Broadcasting Co, made an offer.",
        "Taft shareholders met in Ohio. “It is too early,” Taft said.",
    )
    named = [name for surface, _, name in found(*paragraphs) if surface == "Taft"]
    assert named == ["Taft Broadcasting Co", "Dudley Taft"]
