"""Surnames in the names of scholarships and prizes mean nobody whom the article speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import runs
from tests.index.recognised import found

FOUNDERS = st.sampled_from("Rhodes Fulbright Marshall Pell Truman".split())
TERMS = st.sampled_from(
    (
        "She was a {} scholar at Oxford.",
        "He had won a {} scholarship.",
        "Two {} fellowships were given.",
        "They met three {} laureates.",
        "He is a former {} fellow.",
        "Students with {} grants came.",
        "It was the {} Scholar who said so.",
    )
)


def named(text: str, word: str, *before: str) -> list[str]:
    """Whom the mentions with a word mean, in a text behind others."""
    every = found(*before, text)[len(found(*before)) :]
    return [name for surface, kind, name in every if word in surface and kind == "person"]


@given(FOUNDERS, TERMS)
@settings(max_examples=runs(20, 60), deadline=None)
def test_who_is_named_elsewhere_is_not_meant_by_a_term(founder: str, term: str) -> None:
    text = term.format(founder)
    before = f"Ben {founder}, the deputy adviser, spoke. Mr. {founder} said that {founder} agreed."
    assert named(text, founder, before) == named(text, founder) == []


@pytest.mark.parametrize(
    "text",
    ["Rhodes grants that.", "He heard Rhodes in London.", "A Rhodes speech followed.",
     "Ben Rhodes scholarship papers were read."],
)  # fmt: skip
def test_the_same_word_elsewhere_means_him(text: str) -> None:
    before = "Ben Rhodes, the deputy adviser, spoke. Mr. Rhodes said that Rhodes agreed."
    assert named(text, "Rhodes", before) == ["Ben Rhodes"]
