"""Words that no list has: what stands beside them tells whether they are a firm, somebody or a
place, wherever the article has them.
"""

from __future__ import annotations

import pytest

from tests.found_names import named


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The drugmaker said on Monday it would buy a stake in Enselva.", "Enselva", "org"),
        ("Nurses from Pukal and Dobro, affiliated to Sadtura, will march.", "Sadtura", "org"),
        ("He joined the board of Valenx last week, in Vontaria.", "Valenx", "org"),
        ("Makhura, 43, a mason, lost all he had in the fire near Bududa.", "Makhura", "person"),
        ("Police arrested Rangappa in Mumbai.", "Rangappa", "person"),
        ("A man surnamed Mitomo regretted it.", "Mitomo", "person"),
        ("He served at the camp in Helmandu province for a year.", "Helmandu", "place"),
        ("They won in Mashona East and lost in Oslo.", "Mashona East", "place"),
        ("Dam levels at Theewaterkloof fell below 20%.", "Theewaterkloof", "place"),
    ],
)
def test_a_word_is_told_by_what_stands_beside_it(text: str, name: str, kind: str) -> None:
    assert (name, kind) in named(text)


def test_what_one_paragraph_tells_holds_for_the_article() -> None:
    found = named(
        "Valenx has become something of a punching bag this year.",
        "He was right about Valenx, and so was everybody else.",
        "On Tuesday shares of Valenx were tumbling.",
    )
    assert found == {("Valenx", "org")}


def test_what_tells_two_things_tells_nothing() -> None:
    # As the tagger has it: neither a stake nor a district decides.
    alone = named("They spoke of Enselva and of nothing else.")
    both = named(
        "They spoke of Enselva and of nothing else.",
        "It has a stake in Enselva.",
        "It is in Enselva district.",
    )
    assert alone <= both


@pytest.mark.parametrize(
    "name",
    [
        "Mohd Faizol bin Abdul Rahmat",
        "Siti Aminoh binti Osmar",
        "Rovi s/o Krishnam",
    ],
)
def test_somebody_is_found_whole_with_whose_child_they_are(name: str) -> None:
    assert (name, "person") in named(f"On Friday {name} was charged in Ipoh.")


def test_bins_are_nobody() -> None:
    assert not named("It went from the Green bin into the black one.")
    assert not named("Put it in the Green bin Monday.")


@pytest.mark.parametrize(
    "name",
    [
        "Zilla Parishad",
        "Kisan Jagran Manch",
        "Gauteng Provincial Legislature",
        "Devon and Cornwall Police",
        "Punjab and Haryana High Court",
        "Productivity Commission",
        "British Retail Consortium",
        "Screen Actors Guild",
        "Telecommunications Authority of Trinidad and Tobago",
        "Dewan Bahasa dan Pustaka",
        "Kementerian Kesihatan",
        "Ruby Hall Clinic",
    ],
)
def test_a_body_is_found_whole_by_what_it_ends_or_begins_with(name: str) -> None:
    assert (name, "org") in named(f"On Friday the {name} told them that it was too late.")


@pytest.mark.parametrize("name", ["Chittagong Hill Tracts", "Khunjerab Pass"])
def test_a_stretch_of_land_is_found_whole(name: str) -> None:
    assert (name, "place") in named(f"Snow closed the road through the {name} on Friday.")
