"""People of the past and lands that one word names, found in a sentence alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities.completing.remembered import remembered
from index.entities.spans import Span, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.tokenizer import split
from tests.effort import runs
from tests.index.recognised import found


def names(*paragraphs: str) -> set[tuple[str, str]]:
    return {(name, str(kind)) for name, kind, _ in found(*paragraphs)}


@given(
    st.sampled_from(sorted(gz.remembered_people())),
    st.sampled_from(
        ("{} was not amused.", "It was said of {} that he slept little.", "When {} died")
    ),
)
@settings(max_examples=runs(20, 300), deadline=None)
def test_whom_one_word_names_is_somebody(name: str, text: str) -> None:
    assert (name, "person") in names(text.format(name))


@given(st.sampled_from(sorted(gz.lands_and_waters())))
@settings(max_examples=runs(20, 300), deadline=None)
def test_a_land_or_river_of_one_word_is_a_place(name: str) -> None:
    told = names(f"They came to the {name} in spring.")
    assert [kind for _, kind in told] == ["place"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Duchy of Qualdrim passed to his son.", "Duchy of Qualdrim"),
        ("They dug through the Isthmus of Zanvale in a year.", "Isthmus of Zanvale"),
        ("The battle of Qualdrim made him famous.", "Qualdrim"),
        ("A storm crossed the Bay of Bengal on Friday.", "Bay of Bengal"),
    ],
)
def test_what_says_that_it_is_a_land_is_whole(text: str, name: str) -> None:
    assert (name, "place") in names(text)


def test_where_a_longer_name_has_the_word_it_is_left_to_what_was_found() -> None:
    tokens = split(["Silesia Shipping Inc lost money.", "They left Silesia in May."])
    article = np.zeros(2, np.int32)
    firm = Span(0, 2, "org", 0.9)
    assert [one.type for one in remembered(tokens, {}, article)] == ["place"]
    assert list(remembered(tokens, by_token([firm]), article)) == []


def test_a_body_that_is_called_by_a_land_is_none() -> None:
    told = names("The Bay of Zanvale Authority met on Friday.")
    assert ("Bay of Zanvale", "place") not in told


def test_neither_is_part_of_a_longer_name() -> None:
    told = names("Stalin Ostrander Pellow, a clerk, met Ann Vermeer on Friday.")
    assert not told & {("Stalin", "person"), ("Vermeer", "person")}


def test_every_remembered_name_is_one_word_and_none_is_there_twice() -> None:
    lines = (gz.DATA / "remembered_people.txt").read_text("utf-8").splitlines()
    written = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert len(written) == len(set(written)) > 200
    assert not gz.remembered_people() & gz.lands_and_waters()
