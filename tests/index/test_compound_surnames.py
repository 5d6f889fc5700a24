"""Surnames of several words: with a hyphen between two, or beginning with a particle."""

from __future__ import annotations

import pytest

from index.entities.resolving.person_names import compound_surnames, is_compound
from tests.index.recognised import found


def people(*paragraphs: str) -> list[tuple[str, str]]:
    return [(surface, name) for surface, kind, name in found(*paragraphs) if kind == "person"]


def test_the_husbands_words_are_not_the_wifes_where_their_surname_has_a_hyphen() -> None:
    named = people(
        "Craig and Sue Nguyen-Harris left their farm on Monday.",
        "“We are gutted,” Mrs Nguyen-Harris said.",
        "“You try explaining it to a child,” Mr Nguyen-Harris said.",
    )
    assert [name for surface, name in named if surface == "Nguyen-Harris"] == [
        "Sue Nguyen-Harris",
        "Mr. Nguyen-Harris",
    ]
    # The surname is one, though a list has either half.
    assert not {"Nguyen", "Harris"} & {surface for surface, _ in named}


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Dr Bossman Eric Asare-Boadu", "Dr Asare-Boadu"),
        ("Mr Johnson Asiedu Nketia-Addo", "Mr Nketia-Addo"),
        ("Justice Secretary Leila Guevarra-De Leon", "De Leon"),
        ("Judge Pádraig Mac Giolla Bhríde", "Mr Justice Mac Giolla Bhríde"),
        ("Ambassador Robert Kilroy-Silk", "Kilroy-Silk"),
        ("Senator Ana Garcia-Lopez", "Garcia"),
        ("Rep. Ronaldo dela Rosa", "Dela Rosa"),
        ("Sen. Francis “Kiko” dela Rosa", "Dela Rosa"),
    ],
)
def test_a_surname_of_several_words_finds_the_full_name(full: str, short: str) -> None:
    names = {name for _, name in people(f"{full} met reporters.")}
    again = people(f"{full} met reporters.", f"Later {short} said that nobody had come.")
    assert len(names) == 1
    assert len(again) == 2
    assert {name for _, name in again} == names


def test_two_of_a_compound_surname_stay_two() -> None:
    named = people(
        "Mary Murphy-Lawless and Peter Murphy-Lawless run the shop.",
        "Mrs Murphy-Lawless wept. Mr Murphy-Lawless did not.",
    )
    assert [name for _, name in named][2:] == ["Mary Murphy-Lawless", "Peter Murphy-Lawless"]


def test_who_has_a_surname_of_her_own_is_not_she_who_has_it_behind_a_hyphen() -> None:
    named = people(
        "Marine Le Pen spoke in Metz. Marion Maréchal-Le Pen, her niece, listened.",
        "Later Le Pen left.",
    )
    assert named[-1] == ("Le Pen", "Marine Le Pen")


def test_two_cousins_and_a_town_are_three() -> None:
    article = found(
        "Sen. Francis “Kiko” dela Rosa wrote the law. His cousin, Rep. Ronaldo dela Rosa of Davao, "
        "filed a resolution.",
        "The mayor had been seen in Sta. Rosa, Laguna, and in Sto. Tomas.",
    )
    assert {name for _, kind, name in article if kind == "person"} == {
        "Francis dela Rosa",
        "Ronaldo dela Rosa",
    }
    assert {"Sta. Rosa", "Laguna"} <= {name for _, kind, name in article if kind == "place"}


@pytest.mark.parametrize(
    ("name", "surnames"),
    [
        ("Sue Nguyen - Harris", ["Nguyen - Harris"]),
        ("Leila Guevarra - De Leon", ["De Leon", "Guevarra - De Leon"]),
        ("Mary - Kate Olsen", []),
        ("Kim Jong - un", []),
        ("Ann Lee", []),
    ],
)
def test_which_surnames_a_name_ends_in(name: str, surnames: list[str]) -> None:
    assert [" ".join(one) for one in compound_surnames(tuple(name.split()))] == surnames


@pytest.mark.parametrize(
    ("name", "told"),
    [("Nguyen - Harris", True), ("al - Assad", False), ("Sue Nguyen - Harris", False)],
)
def test_what_is_a_surname_of_two(name: str, told: bool) -> None:
    assert is_compound(name.split()) is told
