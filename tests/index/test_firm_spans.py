"""Firms found whole, up to their legal form, and again by what an article calls them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities.completing.firm_spans import FirmSpans
from index.entities.completing.listed_names import with_known_names
from index.entities.spans import Span
from index.entities.words.legal_forms import CERTAIN, core_length, is_form
from index.entities.words.tokenizer import split
from tests.effort import runs
from tests.index.recognised import found

# Made up: no list and no lexicon has them.
_MADE_UP = st.sampled_from("Eskelin Vontara Quillimar Dorvexa Zembrit Halvorix".split())
_SECOND = st.sampled_from(("Dredging", "Textiles", "Biscuits", "Salvage"))
_FORMS = st.sampled_from(("Inc", "Corp", "Ltd", "Plc", "LLC", "GmbH", "SpA", "Oyj", "Co Ltd"))


def surfaces(*paragraphs: str) -> set[tuple[str, str]]:
    return {(surface, kind) for surface, kind, _ in found(*paragraphs)}


@given(_MADE_UP, _SECOND, _FORMS)
@settings(max_examples=runs(12, 60), deadline=None)
def test_a_firm_is_found_whole_and_again_by_less(first: str, second: str, form: str) -> None:
    whole = f"{first} {second} {form}"
    names = found(
        f"The board of {whole} met in Ohio on Monday.",
        f"Shares were lower. The price that {first} paid was not told.",
        f"A spokesman for {first} {second} had nothing to add.",
    )
    firms = {(surface, label) for surface, kind, label in names if kind == "org"}
    assert {whole, first, f"{first} {second}"} <= {surface for surface, _ in firms}
    assert len({label for _, label in firms}) == 1


@given(_MADE_UP, _SECOND, st.sampled_from(("Bureau", "Institute", "Agency")))
@settings(max_examples=runs(8, 40), deadline=None)
def test_an_acronym_in_brackets_is_its_organisation(first: str, second: str, last: str) -> None:
    short = first[0] + second[0] + last[0]
    names = found(
        f"The {first} {second} {last} ({short}) said it had received a loan.",
        f"The loan carries interest for {short}, a statement said.",
    )
    assert [kind for surface, kind, _ in names if surface == short] == ["org", "org"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A unit of Hydro-Vontara Inc will close.", "Hydro-Vontara Inc"),
        ("QUILLIMAR TEXTILES INC SETS DIVIDEND", "QUILLIMAR TEXTILES INC"),
        ("Standard and Poor's Corp said it had lowered its rating.", "Standard and Poor's Corp"),
    ],
)
def test_how_far_a_firm_reaches(text: str, name: str) -> None:
    assert (name, "org") in surfaces(text)


@pytest.mark.parametrize(
    "text",
    [
        "She asked the AG, Ken Paxton, about it.",
        "He has lived in SA for years, and in NV.",
    ],
)
def test_what_is_written_like_a_form_makes_no_firm(text: str) -> None:
    assert not [
        name for name, kind in surfaces(text) if kind == "org" and is_form(name.split()[-1])
    ]


@given(st.lists(st.sampled_from(("Acme", "Sons", "&", "and", "Inc", "Co", "Group")), min_size=1))
def test_the_core_of_a_name_is_a_part_that_is_not_empty(words: list[str]) -> None:
    length = core_length(words)
    assert 1 <= length <= len(words)
    assert core_length(words[:length]) <= length


@pytest.mark.parametrize("mark", ["'", "’"])
def test_what_belongs_to_many_is_part_of_an_institutions_name(mark: str) -> None:
    text = f"Members of the Long Quay Traders{mark} Association met on Monday."
    assert [name for name, kind in surfaces(text) if kind == "org"] == [
        f"Long Quay Traders{mark} Association"
    ]


def test_certain_forms_are_folded() -> None:
    assert all(form == form.casefold() and "." not in form for form in CERTAIN)


def test_a_known_firm_has_the_form_that_was_taken_without_it() -> None:
    tokens = split(["Standard and Poor 's Corp fell ."])
    for form in (Span(2, 4, "org", 0.9), Span(3, 4, "org", 0.9)):
        assert [span[:3] for span in with_known_names([form], tokens)] == [(0, 4, "org")]
    beyond = [Span(2, 5, "org", 0.9)]
    assert with_known_names(beyond, tokens) == beyond


def test_a_university_of_a_place_is_no_place() -> None:
    tokens = split(["He left Indiana University , Indiana .", "Indiana University Press"])
    spans = [Span(2, 2, "place", 0.6), Span(5, 5, "place", 0.9), Span(7, 7, "place", 0.9)]
    whole = FirmSpans().complete(spans, tokens, np.zeros(2, np.int32))
    assert [span[:3] for span in whole] == [(2, 3, "org"), (5, 5, "place"), (7, 7, "place")]
