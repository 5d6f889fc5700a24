"""Names that their own words, or the result of a game, tell: bodies with their matters, places by
how they are written, clubs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities.completing.score_lines import with_scores
from index.entities.words.tokenizer import split
from tests.effort import runs
from tests.index.recognised import found

_BODIES = st.sampled_from(("Center", "Office", "Commission", "Institute", "Foundation"))
_MATTERS = st.sampled_from(("Harbours", "Tidal Research", "Roads and Bridges", "Audit"))

_WHOLE = st.sampled_from((("Strand", "Pellow"), ("Quayle", "Ostrander"), ("Porthaven", "Carrick")))


def names(*paragraphs: str) -> set[tuple[str, str]]:
    return {(name, str(kind)) for name, kind, _ in found(*paragraphs)}


@given(_BODIES, st.sampled_from(("of", "on", "for")), _MATTERS)
@settings(max_examples=runs(12, 60), deadline=None)
def test_a_body_is_whole_with_its_matter(body: str, joint: str, matter: str) -> None:
    whole = f"{body} {joint} {matter}"
    assert (whole, "org") in names(f"A report was sent to the {whole} on Friday, he said.")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It was told by the Zanvale Financial Authority.", "Zanvale Financial Authority", "org"),
        ("Prices rose, according to the Kenya Exchange.", "Kenya Exchange", "org"),
        ("She was taught at St Zanvale's College in the fifties.", "St Zanvale's College", "org"),
        ("It is by the University of Ohio's Tidal Research Office.", "University of Ohio", "org"),
        (
            "It is about a Rural Roads Ministry for Kenya, he said.",
            "Kenya",
            "place",
        ),
        ("The former Fianna Fáil TD has died.", "Fianna Fáil", "org"),
        ("Snow lay on the A94 for a week.", "A94", "place"),
        ("Lorries stood along the BR-364 at night.", "BR-364", "place"),
        ("She lives in Zanvale-sur-Mer with a dog.", "Zanvale-sur-Mer", "place"),
        ("They walked to Saint-Zan-de-Vale at night.", "Saint-Zan-de-Vale", "place"),
        ("Councils in Zanvale State were shut.", "Zanvale State", "place"),
        ("People fled from Mount Zanvale on Friday.", "Mount Zanvale", "place"),
        ("A tram line for Greater Birmingham is wanted.", "Greater Birmingham", "place"),
        ("They met at St Zanvale's Church in the rain.", "St Zanvale's Church", "place"),
        ("A choir sang in the Church of St Michael on Friday.", "Church of St Michael", "place"),
        ("Snow lay on the Delhi–Meerut Expressway.", "Delhi–Meerut Expressway", "place"),
        ("ZANVALE CITY — It rained for a week.", "ZANVALE CITY", "place"),
        ("The former Zanvalia TD Ann Quayle has died.", "Zanvalia", "place"),
        ("He was held with a former clerk of Ewekoro council on Friday.", "Ewekoro", "place"),
        ("She moved to Qualdrinville and stayed.", "Qualdrinville", "place"),
        ("It is sold by students from Zanvale High in June.", "Zanvale High", "org"),
        ("The clerk, Ana de los Ostrander, left.", "Ana de los Ostrander", "person"),
        ('It was signed by Ann "Jun" Qualewa on Friday.', 'Ann "Jun" Qualewa', "person"),
    ],
)  # fmt: skip
def test_what_its_own_words_tell(text: str, name: str, kind: str) -> None:
    assert (name, kind) in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They flew on the A380 to Paris.", "A380"),
        ("They buy U.S. High technology firms.", "U.S. High"),
        ("She is the wife of Jean-de-Dieu Quayle.", "Jean-de-Dieu"),
        ("The board wants a Center of its own.", "Center of"),
        ("It was approved by the Board of Directors on Friday.", "Board of Directors"),
    ],
)
def test_what_is_written_like_them_is_none(text: str, name: str) -> None:
    assert name not in {one for one, _ in names(text)}


@given(
    st.sampled_from(("Chiefs", "Hornets", "Pellow", "Strand Rovers")),
    st.integers(0, 60),
    st.integers(0, 60),
    st.booleans(),
)
@settings(max_examples=runs(12, 60), deadline=None)
def test_whoever_has_a_result_is_a_club_in_all_the_article(
    club: str, ours: int, theirs: int, dashed: bool
) -> None:
    result = f"{club} {ours}-{theirs} Quayle United"
    line = result if dashed else f"{club} {ours} Quayle United {theirs}"
    told = found(line, f"It was a long night for {club}, and it rained.")
    assert [kind for name, kind, _ in told if name == club] == ["org", "org"]


def test_a_nation_that_has_a_result_stays_a_place() -> None:
    assert ("Kenya", "place") in names("Kenya 3 Uganda 1", "It was a long night for Kenya.")


def test_a_line_of_numbers_is_no_result() -> None:
    assert names("Chapter 2 Section 3", "Monday 3 March 4") == set()


def test_where_a_game_is_told_what_clubs_do_tells_them() -> None:
    told = names(
        "Quayle United beat Strand Rovers 2-1 in the first game of the year.",
        "The Hornets host the Wanderers next week.",
        "Zanvale held Quayle United to a draw.",
    )
    assert {("Hornets", "org"), ("Wanderers", "org"), ("Zanvale", "org")} <= told


def test_the_same_words_where_no_game_is_told_are_none() -> None:
    tokens = split(["The Hornets host a nest in the wall.", "It is open 24-7 in summer."])
    assert with_scores([], tokens, np.zeros(2, np.int32)) == []


def test_a_first_name_that_no_list_has_is_whoever_has_it_in_full() -> None:
    told = found(
        "Qualdrim leaves the White House",
        "Qualdrim Ostrander Newman, an aide to the president, left on Friday.",
        "The Center for Qualdrim Studies is another thing.",
    )
    assert {kind for name, kind, _ in told if name == "Qualdrim"} <= {"person"}


@given(_WHOLE, st.sampled_from(("University", "Committee", "National Bank", "High")))
@settings(max_examples=runs(12, 60), deadline=None)
def test_two_that_end_alike_are_two(pair: tuple[str, str], last: str) -> None:
    first, second = (f"{word} {last}" for word in pair)
    told = {name for name, _ in names(f"It was seen at {first} and {second} in June.")}
    assert {first, second} <= told


def test_somebody_told_in_a_row_with_people_is_one() -> None:
    told = found("It was told by Deepika Padukone and Disha Patani, he said.")
    assert [(name, kind) for name, kind, _ in told][-1] == ("Disha Patani", "person")


def test_a_party_before_its_member_is_no_place() -> None:
    assert ("Green", "place") not in names("It was said by Green MEP Ann Quayle.")
