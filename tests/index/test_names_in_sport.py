"""Names in what agencies print of sport: results, tables, who plays whom, lists of riders,
score-cards of cricket, and where a report comes from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities.completing.score_lines import with_scores
from index.entities.spans import Span
from index.entities.words.tokenizer import split
from tests.effort import runs
from tests.index.recognised import found

_TOWNS = st.lists(
    st.sampled_from(("Boston", "Detroit", "Chicago", "Seattle", "Colorado", "Florida", "Toronto")),
    min_size=4,
    max_size=4,
    unique=True,
)


def names(*paragraphs: str) -> set[tuple[str, str]]:
    return {(name, str(kind)) for name, kind, _ in found(*paragraphs)}


def kinds(*paragraphs: str) -> dict[str, list[str]]:
    """The types of the places at which each name stands, in order."""
    told: dict[str, list[str]] = {}
    for name, kind, _ in found(*paragraphs):
        told.setdefault(name, []).append(str(kind))
    return told


@given(_TOWNS, st.sampled_from(("10 7 2 1 21 8 23", "13 4 .765 -", "8 6 .571 3 1/2")))
@settings(max_examples=runs(8, 40), deadline=None)
def test_rows_of_standings_and_who_plays_whom_are_clubs(towns: list[str], numbers: str) -> None:
    loud = [town.upper() for town in towns]
    table = [f"{town} {numbers}" for town in loud[:3]]
    told = names("EASTERN DIVISION", "W L T GF GA PTS", *table, f"{loud[0]} AT {loud[3]}")
    assert {(town, "org") for town in loud} <= {(name.upper(), kind) for name, kind in told}
    assert len(told) == 4


def test_the_town_of_the_dateline_is_no_club_and_neither_is_where_it_is_played() -> None:
    told = kinds(
        "HOCKEY - STANDINGS",
        "BOSTON 1996-11-18",
        "BOSTON 7 8 4 59 66 18",
        "DETROIT 12 6 2 58 33 26",
        "It was a long night in Detroit.",
    )
    assert told["BOSTON"] == ["place", "org"]
    assert told["Detroit"] == ["place"]


def test_nations_in_tables_and_headlines_are_places() -> None:
    told = names(
        "SOCCER - ROMANIA BEAT ICELAND",
        "Standings:",
        "Romania 3 3 0 0 9 1 9",
        "Iceland 3 1 0 2 2 6 3",
        "West Indies v South Africa",
    )
    lands = {"romania", "iceland", "west indies", "south africa"}
    assert {(name.casefold(), kind) for name, kind in told} == {(name, "place") for name in lands}


def test_a_state_that_has_a_result_among_clubs_is_a_club() -> None:
    assert ("Colorado", "org") in names("Atlanta 3 Colorado 1", "Boston 9 Toronto 8")
    assert ("Florida", "place") in names("Florida 3 Colorado 1")


@pytest.mark.parametrize(
    "lines",
    [
        ("Taylor v. Mississippi, 1943", "Jones v. Opelika, 1942", "A football was found."),
        ("Corn by state:", "Iowa 12 13 14 15", "Kansas 10 11 12 13"),
        ("Ann Pellow at Strand Hall", "Ida Quayle at Strand Park", "SOCCER"),
    ],
)
def test_cases_in_court_harvests_and_addresses_are_no_games(lines: tuple[str, ...]) -> None:
    tokens = split(list(lines))
    assert with_scores([], tokens, np.zeros(len(lines), np.int32)) == []


def test_goals_and_points_of_australian_rules_are_a_result() -> None:
    told = names("Zanvale 14.9 (93) lost to Qualdrim 18.12 (120)")
    assert {("Zanvale", "org"), ("Qualdrim", "org")} <= told


@given(
    st.sampled_from(("Mapei", "Williams", "GAN", "Pellow Strand")),
    st.sampled_from(("1:40.500", "same time", "at 3:29")),
)
@settings(max_examples=runs(8, 40), deadline=None)
def test_whom_a_rider_rides_for_stands_behind_the_country(team: str, time: str) -> None:
    told = names(f"2. Damon Hill (Britain) {team} {time}")
    assert {("Damon Hill", "person"), (team, "org")} <= told


def test_no_team_stands_behind_a_country_where_a_sentence_goes_on() -> None:
    told = names("Petra Ostrander (Italy) beat Ann Pellow (Britain) Friday.")
    assert not {kind for _, kind in told} & {"org"}


def test_towns_in_brackets_behind_players_are_clubs_where_others_are() -> None:
    told = names(
        "11 - Ian Wright (Arsenal), Dwight Yorke (Aston Villa)",
        "6 - Alan Shearer (Wimbledon), Ann Pellow (Liverpool)",
    )
    assert {("Wimbledon", "org"), ("Liverpool", "org")} <= told
    assert ("Britain", "place") in names("8 - Ian Wright (Arsenal), Ann Pellow (Britain)")


@pytest.mark.parametrize(
    ("line", "players"),
    [
        ("A. de Silva c Pellow b Quayle 88", {"A. de Silva", "Pellow", "Quayle"}),
        ("N. Mongia lbw Pellow 41", {"N. Mongia", "Pellow"}),
        ("J. Srinath run out (Rhodes) 1", {"J. Srinath", "Rhodes"}),
        ("Bowling: Pollock 12-5-24-0, Vaughan 9-0-41-1", {"Pollock", "Vaughan"}),
    ],
)
def test_players_stand_on_a_card_by_their_surnames(line: str, players: set[str]) -> None:
    assert names(line) == {(name, "person") for name in players}


def test_what_only_looks_like_a_card_has_no_players() -> None:
    assert names("See b and c of the annex, 12 pages.", "It is 020-7-946-0 by phone.") == set()


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("-- London Newsroom +44 171", "London Newsroom"),
        ("-- Ann Pellow, Milan newsroom", "Milan newsroom"),
    ],
)
def test_an_office_of_an_agency_is_whole(line: str, office: str) -> None:
    assert (office, "org") in names(line)


def test_a_newsroom_in_a_sentence_is_its_towns() -> None:
    assert ("London", "place") in names("They met in their London newsroom on Friday.")


def test_headings_of_tables_are_no_places() -> None:
    spans = [Span(0, 0, "place", 0.9), Span(2, 2, "place", 0.9)]
    tokens = split(["PACIFIC DIVISION", "Boston is far."])
    assert with_scores(spans, tokens, np.zeros(2, np.int32)) == spans[1:]


_REPORT = (
    "SOCCER - STRIKER LEAVES IN A RECORD MOVE.",
    "The striker scored nine goals this season, the manager told the fans of his club.",
)


@pytest.mark.parametrize(
    ("text", "club"),
    [
        ("He joined on loan from Norwich in August.", "Norwich"),
        ("Leaders Bologna have no worries, said the coach.", "Bologna"),
        ("He moved to Middlesbrough on a free transfer.", "Middlesbrough"),
        ("Lee Bowyer joined Leeds from Ipswich for a fee.", "Ipswich"),
        ("They are away to Preston on Sunday.", "Preston"),
        ("On Saturday Swindon, who lost again, were booed.", "Swindon"),
        ("Plymouth stranded ten runners on Friday.", "Plymouth"),
        ("It was Montreal's Pedro Martinez who struck out nine.", "Montreal"),
        ("He took six Hampshire wickets on Friday.", "Hampshire"),
        ("In the end the side from the north beat Florida by a point.", "Florida"),
        ("The new man at the top is Monaco striker Sonny Anderson, he said.", "Monaco"),
    ],
)
def test_a_report_of_sport_tells_clubs_that_are_called_like_towns(text: str, club: str) -> None:
    assert (club, "org") in names(*_REPORT, text)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("He was born in Norwich in August.", "Norwich"),
        ("The man moved to Ipswich with his wife.", "Ipswich"),
        ("They won against Norway on Friday.", "Norway"),
        ("It was Norway's Erik Mykland who scored.", "Norway"),
    ],
)
def test_what_a_report_says_to_be_a_town_or_a_nation_stays_one(text: str, town: str) -> None:
    assert (town, "place") in names(*_REPORT, text)


def test_where_no_sport_is_told_such_words_make_no_club() -> None:
    lines = ("The mayor spoke for an hour.", "Leaders Bologna have no worries, said the mayor.")
    assert ("Bologna", "org") not in names(*lines)


def test_a_club_is_called_by_its_last_word() -> None:
    told = found(
        "Manchester City lost, and the coach left.",
        "On Friday City had made no offer, he said.",
        "They met in the City of London.",
    )
    assert [name for name, kind, who in told if kind == "org"][:2] == ["Manchester City", "City"]
    told = found("Strand Rovers sold two players.", "It was a long night for Rovers.")
    assert ("Rovers", "org") in {(name, str(kind)) for name, kind, _ in told}


@given(
    st.permutations(("Jones", "Taylor", "Campbell", "Murphy", "Anderson", "Robinson", "Zandrel")),
    st.sampled_from((", ", "; ")),
)
@settings(max_examples=runs(8, 40), deadline=None)
def test_whoever_stands_in_a_row_of_players_is_one(row: list[str], joint: str) -> None:
    assert {name for name, kind in names(f"Leeds: {joint.join(row)}.") if kind == "person"} == {
        *row
    }


def test_a_row_of_places_is_none_of_players() -> None:
    told = names("Ohio, Iowa, Kansas, Texas, Florida, Maine, Utah")
    assert not [name for name, kind in told if kind == "person"]
