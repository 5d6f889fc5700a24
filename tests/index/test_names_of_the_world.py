"""Names as newspapers of all continents write them: honorifics, patronymics, papers, clubs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities.completing.listed_names import with_known_towns
from index.entities.resolving.resolve import resolve
from index.entities.spans import Span
from index.entities.words.gazetteer import TITLE, load
from index.entities.words.tokenizer import split
from tests.effort import runs
from tests.index.recognised import found

_HONORIFICS = st.sampled_from(
    (
        "Tan Sri",
        "Datuk Seri",
        "Alhaji",
        "Shri",
        "Engr.",
        "Mufti",
        "Oba",
        "Herr",
        "Ustaz",
        "Pandit",
        "Taoiseach",
        "Kyai Haji",
    )
)
_PEOPLE = st.sampled_from(
    ("Muhyiddin Yassin", "Aliko Dangote", "Leo Varadkar", "Abdul Somad", "Wolfgang Schäuble")
)


def types(surface: str, *paragraphs: str) -> set[str]:
    return {kind for name, kind, _ in found(*paragraphs) if name == surface}


@given(_HONORIFICS, _PEOPLE)
@settings(max_examples=runs(20, 60), deadline=None)
def test_an_honorific_is_no_part_of_a_name(honorific: str, name: str) -> None:
    surfaces = found(f"{honorific} {name} told reporters that the bridge would be built.")
    assert (name, "person", name) in surfaces


def test_a_hyphen_makes_an_honorific_part_of_a_name() -> None:
    names = found("The airline of Stelios Haji-Ioannou has four planes. Mr Haji-Ioannou waited.")
    assert {name for _, kind, name in names if kind == "person"} == {"Stelios Haji-Ioannou"}


@pytest.mark.parametrize(
    "name",
    [
        "Nurul Izzah binti Anwar",
        "Siti Nurhaliza binti Tarudin",
        "Subramaniam a/l Sathasivam",
        "Mohammed bin Salman",
        "Habib-ur-Rehman",
        "Zia-ul-Haq",
    ],
)
def test_whose_child_somebody_is_belongs_to_the_name(name: str) -> None:
    assert types(name, f"{name} won the seat on Sunday.") == {"person"}


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("He told the San Francisco Chronicle that he had waited.", "San Francisco Chronicle"),
        ("It was published in the Sunday Telegraph.", "Sunday Telegraph"),
        ("The St. Louis Post-Dispatch has the story.", "St. Louis Post-Dispatch"),
    ],
)
def test_a_newspaper_is_found_whole(text: str, paper: str) -> None:
    assert types(paper, text) == {"org"}


@given(st.sampled_from(("Wrexham", "Ipswich", "Chester", "Halifax")))
@settings(max_examples=runs(3, 4), deadline=None)
def test_a_town_is_its_club_where_players_stand_behind_it(town: str) -> None:
    report = (
        f"{town} defender Stephen Roberts is out for a month.",
        f"The match against {town} was put off.",
    )
    kinds = [kind for name, kind, _ in found(*report) if name == town]
    assert kinds == ["org", "org"]
    news = f"A mill in {town} has closed. The people of {town} were told on Monday."
    assert types(town, news) <= {"place"}


@pytest.mark.parametrize(
    "text",
    [
        "The Congressional Budget Office said so on Monday.",
        "A report by the Economic Planning Agency (EPA) is due.",
        "Police asked the Child Support Agency for its papers.",
        "It was set up as the Police Complaints Authority.",
        "Wheat was bought by the Grain Marketing Board (GMB) at that price.",
        "He works for the Arab Potash Company on the coast.",
    ],
)
def test_an_institution_is_found_by_what_it_ends_in(text: str) -> None:
    assert [kind for _, kind, _ in found(text)].count("org") >= 1


def test_a_bank_that_is_called_after_a_town_is_no_place() -> None:
    text = "The loan is led by Banque Nationale de Paris, which has an office in Lagos."
    assert types("Banque Nationale de Paris", text) == {"org"}


def test_honorifics_are_titles_and_no_given_names_that_news_has() -> None:
    known = load().words
    assert all(known[word] & TITLE for word in ("Alhaji", "Datuk", "Smt.", "Taoiseach"))
    assert not any(known.get(word, 0) & TITLE for word in ("Don", "Earl", "Tan", "Shree"))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The EFCC has arrested two men in Lagos.", "EFCC"),
        ("He left the Bharatiya Janata Party in May.", "Bharatiya Janata Party"),
        ("A ship of Petronas lies off Bintulu.", "Petronas"),
        ("The bench of the Bombay High Court will sit again.", "Bombay High Court"),
        ("She teaches at the Universiti Malaya in the capital.", "Universiti Malaya"),
    ],
)
def test_parties_offices_and_firms_of_the_world_are_known(text: str, body: str) -> None:
    assert types(body, text) == {"org"}


def test_a_nation_that_begins_a_sentence_is_no_newspaper() -> None:
    assert types("The Australian", "The Australian government waited.") == set()


@pytest.mark.parametrize(
    "body",
    ["Ministry of Health and Sanitation", "New York Chamber of Commerce and Industry"],
)
def test_an_office_is_found_with_all_that_it_is_for(body: str) -> None:
    assert types(body, f"A report by the {body} is due.") == {"org"}


def test_who_stands_behind_an_office_is_no_part_of_it() -> None:
    text = "The Ministry of Health and Mary Okello signed it."
    assert types("Ministry of Health", text) == {"org"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Students of the Universidad de los Andes marched.", "Universidad de los Andes"),
        ("The Partido Justicialista won the vote on Sunday.", "Partido Justicialista"),
        ("Ana Silva left <Banque de Neuflize> in May.", "Banque de Neuflize"),
        ("Banco Popular President Richard Carrion spoke.", "Banco Popular"),
        ("A loan of the Banca Nazionale del Lavoro (BNL) fell due.", "Banca Nazionale del Lavoro"),
    ],
)
def test_an_institution_goes_on_behind_the_word_for_what_it_is(text: str, name: str) -> None:
    assert types(name, text) == {"org"}


def test_a_word_for_an_institution_alone_is_none() -> None:
    names = found("Unión, he said, was the word. Partido de la calle was another.")
    assert not {name for name, _, _ in names} & {"Unión", "Partido de la"}


def test_whoever_works_for_an_organisation_is_a_person() -> None:
    text = "Trump told CNN's Wolf Blitzer and NBC's Lester Holt that he would run."
    assert types("Wolf Blitzer", text) == types("Lester Holt", text) == {"person"}


@pytest.mark.parametrize(("text", "kind"), [("Then", "org"), ("Peter Qurb", "person")])
def test_a_word_that_nobody_is_called_is_rather_something_else(text: str, kind: str) -> None:
    tokens = split([f"Qurb , {text}", "Qurb fell ."])
    again = tokens.words.index("fell") - 1
    full = [Span(2, 3, "person", 0.9)] if kind == "person" else []
    spans = [Span(0, 0, "org", 0.7), *full, Span(again, again, "person", 0.78)]
    assert {
        name.type for name in resolve(spans, tokens, range(len(tokens))) if name.words == ("Qurb",)
    } == {kind}


@pytest.mark.parametrize("name", ["Université libre de Bruxelles", "Universität zu Köln"])
def test_what_kind_of_institution_it_is_stands_in_small_letters(name: str) -> None:
    assert (name, "org") in {
        (surface, kind) for surface, kind, _ in found(f"She left the {name} in May.")
    }


@pytest.mark.parametrize("party", ["Sinn Féin", "Fine Gael"])
@pytest.mark.parametrize("member", ["TD", "MP", "MLA"])
def test_a_member_stands_between_a_party_and_a_name(party: str, member: str) -> None:
    names = found(f"{party} {member} Pádraig Mac Giolla said the plan had failed.")
    assert ("Pádraig Mac Giolla", "person", "Pádraig Mac Giolla") in names


@pytest.mark.parametrize("title", ["Cde", "ASP", "Puan Sri"])
def test_titles_of_many_countries_are_no_part_of_a_name(title: str) -> None:
    names = found(f"{title} Tafadzwa Mugwadi said nobody was hurt.")
    assert ("Tafadzwa Mugwadi", "person", "Tafadzwa Mugwadi") in names


def test_a_town_with_a_mayor_is_no_club() -> None:
    names = found("Davao City Mayor Rodelio Magsino ordered captains to list all families.")
    assert ("Davao City", "place", "Davao City") in names


def test_what_ends_as_clubs_do_is_one() -> None:
    names = found("Nobody was hurt. Savers in Mbarara were safe. Vipers SC won at Kitende.")
    assert ("Vipers SC", "org", "Vipers SC") in names


@pytest.mark.parametrize(
    "text", ["He lives in {} with his mother.", "A rally in {} is planned.", "Boats left from {}."]
)
@pytest.mark.parametrize("town", ["Dar es Salaam", "Grand Rapids", "Ho Chi Minh City"])
def test_towns_of_several_words_are_whole(town: str, text: str) -> None:
    assert (town, "place", town) in found(text.format(town))


@pytest.mark.parametrize(
    "text",
    ["He wrote of Beverly Hills Cop.", "It was the Forest Hills Center.", "Grand Rapids fell."],
)
def test_a_town_that_no_word_tells_of_is_left_to_the_tagger(text: str) -> None:
    assert with_known_towns([], split([text])) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Kumaraswamy said it was late, and Yediyurappa laughed.", "Kumaraswamy", "person"),
        ("Accused number one sat beside Bheki and Themba Zwane.", "Bheki", "person"),
        ("Coach Hajime Moriyasu left out Kamada and Mitoma.", "Mitoma", "person"),
        ("Cash-strapped Illovo bought the mill from Tongaat Hulett.", "Illovo", "org"),
        ("Te Pāti Māori and the rest voted against it.", "Te Pāti Māori", "org"),
        ("Fires in the delta of the Sundarbans and the Okavango burn.", "Sundarbans", "place"),
    ],
)
def test_lists_know_names_of_all_continents(text: str, name: str, kind: str) -> None:
    assert (name, kind) in {(one, of) for one, of, _ in found(text)}
