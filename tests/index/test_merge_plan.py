"""What is settled as texts come is what is settled of all of them at once."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive
from index.entities.merging.found_entity import Found
from index.entities.merging.organisation_variants import same_organisations
from tests.effort import runs

TEXTS = (
    "Pfizer Inc. opened a plant in London on Monday. Pfizer Inc. was late.",
    "Pfizer opened a plant in Paris on Tuesday.",
    "The Pfizer Corp. of old was sold in Rome.",
    "The International Business Machines Corp. (IBM) met in London. IBM was late.",
    "In Oslo IBM said on Friday that it was ready.",
    "International Business Machines has a plant in Paris.",
    "The Quinnipiac University asked voters in London. Quinnipiac University was late.",
    "A poll by the Interior Department was late.",
    "\n\n".join(f"On day {day} Joe Penhallow met Marta Ostrander in Oslo." for day in range(11)),
    "\n\n".join(f"In week {week} Joe Penhallow met Edwina Nobody in Bonn." for week in range(11)),
    "Joseph R. Penhallow Jr. met Marta K. Ostrander in London.",
    "Joseph Penhallow saw Joseph R. Penhallow Jr. off in Rome.",
    "“It is late,” Mr. Penhallow told Mrs. Ostrander in London.",
    "Shares of Pfizer Corp. Ltd. rose in London. Pfizer Corp. Ltd. was late.",
    "Alasdair Penhallow and Marta B. Ostrander were in Paris.",
)


def settled(texts: list[list[int]]) -> list[str]:
    """What the archive settles, sorted, when some of the texts come in so many imports."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with Archive.open(folder / "a.db") as archive:
            for batch in texts:
                for number in batch:
                    text = f"Notes of day {number}\n\n{TEXTS[number]}\n"
                    (folder / f"{number}.txt").write_text(text, "utf-8")
                archive.add([folder / f"{number}.txt" for number in batch])
            assert archive.check() == []
            return sorted(str(one.edit) for one in archive.entity_editor.kept())


@settings(max_examples=runs(2, 150), deadline=None)
@given(st.permutations(range(len(TEXTS))), st.sets(st.integers(1, len(TEXTS) - 1), max_size=5))
def test_names_are_settled_the_same_however_they_come(order: list[int], cuts: set[int]) -> None:
    edges = [0, *sorted(cuts), len(order)]
    batches = [order[a:b] for a, b in pairwise(edges)]
    assert settled(batches) == settled([order])


def _joined(**often: int) -> set[tuple[str, str]]:
    known = [Found(n, "org", name.replace("_", " ")) for n, name in enumerate(often)]
    counts = dict(enumerate(often.values()))
    return {(one.name, by.name) for one, by in same_organisations(known, counts)}


@pytest.mark.parametrize(
    ("often", "expected"),
    [
        ({"Boeing": 3, "Boeing_Co": 9}, {("Boeing Co", "Boeing")}),
        ({"Penhallow_News": 90, "Penhallow_News_Channel": 2}, "Penhallow News Channel"),
        ({"Quinnipiac": 5, "Quinnipiac_University": 3}, {("Quinnipiac", "Quinnipiac University")}),
        ({"Quinnipiac": 50, "Quinnipiac_University": 3}, set()),
        ({"First_Boston": 5, "First_Boston_Corp": 5, "First_Boston_Inc": 3}, set()),
        ({"Boston": 5, "Boston_University": 5}, set()),
        ({"Tidal_Caucus": 9, "House_Tidal_Caucus": 5}, {("House Tidal Caucus", "Tidal Caucus")}),
        ({"Caucus": 9, "House_Caucus": 5}, set()),
        ({"Wilson": 5, "Wilson_University": 5}, set()),
        ({"New_York_Times": 50, "New_York_Times_Company": 5}, set()),
        ({"Committee": 50, "Committee_Inc": 5}, set()),
        ({"Koch": 50, "Koch_Network": 5}, set()),
    ],
)
def test_an_organisation_is_one_with_and_without_its_form(
    often: dict[str, int], expected: set[tuple[str, str]] | str
) -> None:
    if isinstance(expected, str):
        expected = {(expected, expected.rpartition(" ")[0])}
    assert _joined(**often) == expected


@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"),
            st.sampled_from(["", " Inc", " Co", " Department"]),
            st.integers(0, 9),
        ),
        max_size=8,
    )
)
def test_nothing_goes_by_what_goes_by_another(names: list[tuple[str, str, int]]) -> None:
    known = [Found(n, "org", f"Penhallow {a}{b}") for n, (a, b, _) in enumerate(names)]
    often = {number: count for number, (*_, count) in enumerate(names)}
    pairs = list(same_organisations(known, often))
    assert not {one.number for one, _ in pairs} & {by.number for _, by in pairs}
    assert len({one.number for one, _ in pairs}) == len(pairs)
