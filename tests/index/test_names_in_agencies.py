"""Names in agencies' reports of markets and of the press, and acronyms told again."""

from __future__ import annotations

import numpy as np
import pytest

from index.entities.completing.firm_spans import FirmSpans
from index.entities.spans import Span
from index.entities.words.tokenizer import split
from tests.index.recognised import found


def names(*paragraphs: str) -> set[tuple[str, str]]:
    return {(name, str(kind)) for name, kind, _ in found(*paragraphs)}


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Dealers at Simpson McKie said it was sold abroad.", "Simpson McKie"),
        ("Analysts at Williams Quayle rated the shares a hold.", "Williams Quayle"),
        ("Bookmaker William Hill has stopped taking bets.", "William Hill"),
        ("On Friday steelmaker Usinor denied the report.", "Usinor"),
    ],
)
def test_whose_dealers_or_what_makers_they_are_is_a_firm(text: str, firm: str) -> None:
    assert (firm, "org") in names(text)


def test_a_county_is_a_place_and_a_club_that_is_called_so_none() -> None:
    assert ("Hennepin County", "place") in names("The vote in Hennepin County was close.")
    assert ("Derby County", "org") in names("He has played for Derby County for a year.")


def test_papers_stand_in_capitals_in_digests_of_the_press() -> None:
    told = names(
        "PRESS DIGEST - Ireland - Nov 13",
        "These are the main stories in Irish newspapers on Wednesday.",
        "CORK EXAMINER",
        "- Pilots threaten to strike.",
        "QUALDRIM",
        "TOP STORIES",
    )
    assert {name for name, kind in told if kind == "org"} == {"CORK EXAMINER", "QUALDRIM"}


def test_an_acronym_that_is_mostly_found_is_found_everywhere() -> None:
    spans = [Span(2, 2, "org", 0.8)]
    tokens = split(["It was QDL that paid.", "A man of QDL left.", "They said no to QDL."])
    again = FirmSpans().complete(spans, tokens, np.zeros(3, np.int32))
    assert [one.first for one in again] == [2]
    also = [*spans, Span(9, 9, "org", 0.8)]
    again = FirmSpans().complete(also, tokens, np.zeros(3, np.int32))
    assert [tokens.words[one.first] for one in again] == ["QDL"] * 3
