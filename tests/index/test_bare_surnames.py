"""People whom articles call by their surnames alone, in places where a tagger sees nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import runs
from tests.index.recognised import found

SURNAMES = st.sampled_from("Trump Obama Clinton Romney Biden Merkel".split())
PLACES = st.sampled_from(
    (
        "{}'s lawyers maintain that it is so.",
        "A {} endorsement would help nobody.",
        "The {}-era rule was dropped.",
        "Nobody in {}-world had heard of it.",
        "He heard, {} continued, of nothing but ferries.",
    )
)


def who(text: str, word: str, *before: str) -> set[tuple[str, str]]:
    """Type and target of every mention that has a word, in a text behind others."""
    every = found(*before, text)[len(found(*before)) :]
    return {(kind, name) for surface, kind, name in every if word in surface}


@given(SURNAMES, PLACES)
@settings(max_examples=runs(20, 60), deadline=None)
def test_whoever_is_called_by_a_surname_again_and_again_is_found_everywhere(
    surname: str, place: str
) -> None:
    before = (
        f"As President {surname} pressed the case, charges against {surname} were met.",
        f"Later, {surname} asked for help. President {surname} has denied it.",
    )
    # The president of that name was a man.
    called = "Mr. Clinton" if surname == "Clinton" else surname
    assert who(place.format(surname), surname, *before) == {("person", called)}


@given(SURNAMES, SURNAMES)
@settings(max_examples=runs(12, 36), deadline=None)
def test_two_people_joined_by_a_hyphen_are_both(one: str, other: str) -> None:
    if one == other:
        return
    before = (f"Anna {one} met Martha {other}.", f"{one} waited, and {other} did not.")
    told = who(f"An {one}-{other} campaign official left.", one, *before)
    assert ("person", f"Anna {one}") in told
    assert not any("-" in name for _, name in told)


@pytest.mark.parametrize("word", ["Rice", "May", "March"])
def test_a_word_that_is_none_but_a_name_is_no_surname_wherever_it_stands(word: str) -> None:
    before = f"President {word} left. President {word} came. President {word} slept."
    assert not who(f"A {word} meal, said the cook, was served.", word, before)


def test_a_surname_is_still_his_who_is_named_in_full_all_the_time() -> None:
    paragraphs = (
        "Donald Trump works a crowd in Iowa",
        "Donald Trump hopped in a cart. Trump waved.",
        "Donald Trump spoke. Donald Trump left. Donald Trump slept. Ivana Trump, his wife, waved.",
        "Trump worked the crowd again.",
    )
    assert found(*paragraphs)[-1] == ("Trump", "person", "Donald Trump")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Alaska’s Don Young left.", {"Alaska", "Don Young"}),
        ("Lawrence Mayor Dan Rivera left.", {"Lawrence", "Dan Rivera"}),
        ("Nobody spoke of Mitt Romney’s Mormonism.", {"Mitt Romney"}),
        ("It was Richard Nixon’s Watergate.", {"Richard Nixon"}),
    ],
)
def test_what_a_possessive_or_a_title_joins_is_two_names(text: str, names: set[str]) -> None:
    assert {name for _, _, name in found(text)} == names


@given(st.sampled_from(("Lynn Marsh", "Mark Holt", "Eva Cole")), st.booleans())
@settings(max_examples=runs(6, 12), deadline=None)
def test_a_handle_is_whom_the_article_names_or_nobody(name: str, known: bool) -> None:
    handle = name.replace(" ", "") if known else name[0] + name.split()[1] + "TV"
    names = found(f"It is late. — {name} (@{handle}) June 4, 2020", f"Who is @{handle} anyway?")
    assert {target for _, kind, target in names if kind == "person"} == {name}
    assert (handle in {surface for surface, _, _ in names}) == known
