"""What a name is by what stands beside it; names in capitals; departments; newspapers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.values import EntityType
from index.entities.completing.capitals import with_repeated
from index.entities.completing.firm_spans import FirmSpans
from index.entities.resolving.resolve import resolve
from index.entities.spans import Span
from index.entities.words.tokenizer import split
from tests.index.recognised import found


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("CLEVELAND (AP) — The delegates came late.", "CLEVELAND", "place"),
        ("DES MOINES, Iowa — The caucus begins.", "DES MOINES", "place"),
        ("CHARLESTON, S.C., Feb. 3 (Reuters) - It rained.", "CHARLESTON", "place"),
        ("It rained in Logar for a day.", "Logar", "place"),
        ("Everyone in Pennard knew Gwen Parry.", "Pennard", "place"),
        ("She told the Porthaven Echo on Monday.", "Porthaven Echo", "org"),
        ("The ruling in Hamdan v. Rumsfeld was late.", "Hamdan", ""),
        ("He was mayor of South Bend, Indiana, for years.", "South Bend", "place"),
        ("He wrote it for his daughter, Chelsea, he said.", "Chelsea", "person"),
        ("His fellow Texan is ready, he said; the Texan left.", "Texan", ""),
        ("She has long been out in DC, he said.", "DC", "place"),
        ("The Left has won, and a super PAC paid for it.", "Left", ""),
        ("The Left has won, and a super PAC paid for it.", "PAC", ""),
    ],
)
def test_what_stands_beside_a_name_leaves_no_doubt(text: str, surface: str, kind: str) -> None:
    kinds = {one[1] for one in found(text) if one[0] == surface}
    assert kinds == ({kind} if kind else set())


def test_a_given_name_is_the_person_who_has_it_in_full() -> None:
    article = found("Chelsea Clinton came with Bill Clinton.", "“It was late,” said Chelsea.")
    assert ("Chelsea", "person", "Chelsea Clinton") in article


def test_the_post_is_the_newspaper_that_the_article_names() -> None:
    article = found("He told The Washington Post so.", "The Post said he was right.")
    assert ("Post", "org", "Washington Post") in article


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Department of Justice said no.", "Justice Department"),
        ("The Department of Education said no.", "Department of Education"),
        ("The Ministry of Defence said no to London.", "Defence Ministry"),
        ("The Ministry of the Interior said no to Paris.", "Interior Ministry"),
    ],
)
def test_a_department_has_one_name(text: str, name: str) -> None:
    assert name in [one[2] for one in found(text) if one[1] == "org"]


def test_a_word_in_capitals_beside_a_name_is_no_part_of_it() -> None:
    surfaces = [one[0] for one in found("The voters of Donald Trump MORE (R-S.D.) said no.")]
    assert "Donald Trump" in surfaces


def test_names_of_the_article_are_found_in_its_headline_in_capitals() -> None:
    article = found(
        "PENHALLOW TELLS OSTRANDER: NO MORE OF THIS",
        "Alasdair Penhallow met Marta Ostrander in London. Ostrander said no to Penhallow.",
    )
    assert ("PENHALLOW", "person", "Alasdair Penhallow") in article
    assert ("OSTRANDER", "person", "Marta Ostrander") in article


_WORDS = st.lists(st.sampled_from(["MARTA", "Marta", "Echo", "ECHO", "of", "OF", "x"]), min_size=1)


@given(_WORDS, st.lists(st.tuples(st.integers(0, 8), st.integers(1, 3))), st.integers(0, 8))
def test_names_that_are_repeated_in_capitals_never_overlap(
    words: list[str], places: list[tuple[int, int]], cut: int
) -> None:
    tokens = split([" ".join(words)])
    spans, end = [], 0
    for start, length in sorted(places):
        if start >= end and start + length <= len(tokens):
            spans.append(Span(start, start + length - 1, "person", 0.9))
            end = start + length
    added = with_repeated(spans, tokens, [(0, min(cut, len(tokens)))])
    assert set(spans) <= set(added)
    end = -1
    for span in added:
        assert end < span.first <= span.last < len(tokens)
        end = span.last


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He cited Roe v. Wade. Since Roe was decided in London, all is well.", ["London"]),
        ("A Washington Post-ABC News poll was late.", ["Washington Post", "ABC"]),
        ("A Reuters/Ipsos poll was late.", ["Reuters", "Ipsos"]),
        ("The AFL-CIO was late.", ["AFL-CIO"]),
        ("Eddie Bauer Inc said in London that it was late.", ["Eddie Bauer Inc", "London"]),
        ("Then Hurricane Maria came to London. Maria was strong.", ["London"]),
        ("It was the senator, Rand Paul, who left London.", ["Rand Paul", "London"]),
        ("A report by London-based Reuters was late.", ["London", "Reuters"]),
        ("MPs in London voted for the Prevention of Terrorism Bill.", ["London"]),
        ("Image copyright Reuters Image caption It rained in London.", ["Reuters", "London"]),
        ("JUST WATCHED Rain in London Replay More Videos ... MUST WATCH", ["London"]),
        ("The Paycheck Protection Program lends in London.", ["London"]),
        ("The World Food Programme helps in London.", ["World Food Programme", "London"]),
        (
            "He taught at Indiana University, then went to Indiana.",
            ["Indiana University", "Indiana"],
        ),
        ("NASA’s Aerospace Safety Advisory Panel met. So did NASA.", ["NASA", "NASA"]),
    ],
)
def test_what_is_a_name_and_what_is_none(text: str, names: list[str]) -> None:
    assert [one[2] for one in found(text)] == names


def test_the_hill_is_a_newspaper_and_another_hill() -> None:
    article = found("He told The Hill so.", "Nobody on Capitol Hill spoke.", "The Hill was silent.")
    assert [one[1:] for one in article][:2] == [("org", "The Hill"), ("place", "Capitol Hill")]
    article = found("Nobody on Capitol Hill spoke.", "Those who work on the Hill were silent.")
    assert {one[1:] for one in article} == {("place", "Capitol Hill")}


def test_somebody_who_went_to_court_is_somebody() -> None:
    article = found("Jane Penhallow sued in Penhallow v. Ostrander.", "Penhallow lost in London.")
    assert ("Penhallow", "person", "Jane Penhallow") in article[-2:]


_POLLSTERS = st.sampled_from(
    ["CNN", "ABC News", "Washington Post", "Reuters", "Ipsos", "Penhallow"]
)


@given(_POLLSTERS, st.sampled_from("/-–"), _POLLSTERS)
def test_no_name_is_two_known_organisations(one: str, joint: str, other: str) -> None:
    known = {"CNN", "ABC News", "Washington Post", "Reuters"}
    surfaces = [name[0] for name in found(f"According to a {one}{joint}{other} poll he leads.")]
    if {one, other} <= known:
        assert f"{one}{joint}{other}" not in surfaces


def test_what_a_page_runs_together_is_nobody() -> None:
    article = found(
        "Marta Ostrander and Alasdair Penhallow were in London.",
        "Then Marta Ostrander Penhallow pushes back.",
        "Penhallow was late.",
    )
    assert ("Penhallow", "person", "Alasdair Penhallow") in article
    surfaces = [one[0] for one in found("Then came Joe Biden Joe BidenHouse Democrats to London.")]
    assert surfaces[0] == "Joe Biden"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The United Kingdom Home Office said no. The Home Office was late.", 1),
        ("The US State Department said no. The State Department was late.", 1),
        ("The Home Office said no. The London Fire Brigade was late.", 2),
    ],
)
def test_an_organisation_is_one_with_and_without_its_country(text: str, names: int) -> None:
    assert len({one[2] for one in found(text) if one[1] == "org"}) == names


def test_a_relative_with_an_unknown_given_name_is_a_person() -> None:
    article = found(
        "Tamerlan Tsarnaev was older, said his uncle. Tamerlan Tsarnaev, 26, died.",
        "His brother Dzhokhar Tsarnaev was found in Watertown.",
        "Dzhokhar Tsarnaev was found.",
    )
    assert {one[1] for one in article if one[0] == "Dzhokhar Tsarnaev"} == {"person"}


def test_what_a_title_stands_before_is_no_given_name() -> None:
    article = found("Ostrander Penhallow pushes back in London.", "“No,” said President Ostrander.")
    assert ("Ostrander", "person", "Ostrander Penhallow") not in article


def test_the_guardian_is_one_paper() -> None:
    article = found("Readers of the Guardian know it.", "He told The Guardian so.")
    assert {one[2] for one in article if one[1] == "org"} <= {"The Guardian"}


def test_what_is_led_by_somebody_is_no_person() -> None:
    kinds = {
        surface: kind
        for surface, kind, _ in found("The Mohammed Morsi-led Muslim Brotherhood won.")
    }
    assert kinds == {"Mohammed Morsi": "person", "Muslim Brotherhood": "org"}


def test_a_town_is_found_again_where_the_tagger_sees_nothing() -> None:
    spans = [Span(0, 1, "place", 0.9)]
    tokens = split(["Tarrow Wells is old", "and the Tarrow Wells fair older", "in Wells"])
    again = FirmSpans().complete(spans, tokens, np.zeros(3, np.int32))
    assert [(one.first, one.last, one.type) for one in again] == [(0, 1, "place"), (6, 7, "place")]


def _agreed(*names: tuple[EntityType, float]) -> set[str]:
    """Of what types the same unknown word becomes wherever an article has it."""
    tokens = split(["and Energis then"] * len(names))
    spans = [Span(3 * at + 1, 3 * at + 1, kind, sure) for at, (kind, sure) in enumerate(names)]
    return {name.type for name in resolve(spans, tokens, range(len(tokens)))}


def test_an_unknown_word_that_may_be_a_firm_is_nobody() -> None:
    firm: tuple[EntityType, float] = ("org", 0.6)
    person: tuple[EntityType, float] = ("person", 0.7)
    assert _agreed(firm, person, person) == {"org"}
    assert _agreed(firm, *[person] * 6) == {"person"}


def test_the_article_of_a_new_sentence_makes_nobody_an_organisation() -> None:
    assert ("Trump", "person") in {
        (surface, kind)
        for surface, kind, _ in found("WASHINGTON — The Trump administration said no.")
    }
