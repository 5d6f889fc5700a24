"""Names that the words beside them tell, whatever a tagger saw of them."""

from __future__ import annotations

import pytest

from index.entities.completing.arabic_names import with_articles
from index.entities.completing.defined_names import letters, wings
from index.entities.completing.headed_names import with_beginning
from index.entities.completing.listed_firms import listed_firms
from index.entities.completing.nicknamed import without_nickname
from index.entities.completing.telling_words import unknown_places
from index.entities.spans import Span, replaced
from index.entities.words.tokenizer import split
from tests.index.recognised import found


def names(*paragraphs: str) -> set[tuple[str, str]]:
    """What is named in paragraphs, and what it is."""
    return {(name, str(kind)) for name, kind, _ in found(*paragraphs)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Twelve people left the village of Ostrov after the rain.", "Ostrov", "place"),
        ("The bridge is in the state of Qualewa, he wrote.", "Qualewa", "place"),
        ("He was shown to a Boston-based maker of boats.", "Boston", "place"),
        ("The union leaves Labour after a century.", "Labour", "org"),
        ("Nobody knew what the Tories would say.", "Tories", "org"),
        ("A man from Zanvale, Ohio, was held on Monday.", "Zanvale", "place"),
        ("Sen. Ann Quayle, R-Texas, voted against it.", "Texas", "place"),
        ("The skipper told QZTV that the pier was gone.", "QZTV", "org"),
        ("The minister will answer questions in Parliament next week.", "Parliament", "org"),
        ("They met outside the Zanvale Mosque on Friday.", "Zanvale Mosque", "place"),
        ("They walked through Calle de los Olmos at night.", "Calle de los Olmos", "place"),
        ("The pier belongs to a subsidiary of Qualdreq, he said.", "Qualdreq", "org"),
        ("It rained on Friday, and Qualdreq's regional chair left.", "Qualdreq", "org"),
        ("ST. ZANVALE, Minn. (AP) — It rained for a week.", "ST. ZANVALE", "place"),
        ("The lorry was on its way from Paris, Zanvale and Berlin.", "Zanvale", "place"),
        ("It is sold in Paris and Zanvale.", "Zanvale", "place"),
        ("A clerk in Zanvale said it was late.", "Zanvale", "place"),
        ("The mayor of Zanvale, Ann Quayle, was there.", "Zanvale", "place"),
        ("The skipper told Zanvale TV that the pier was gone.", "Zanvale TV", "org"),
        ("The skipper told The Sunday Zanvale that it was gone.", "Sunday Zanvale", "org"),
        ("The pier is to be mended by Qualdreq, a local contractor.", "Qualdreq", "org"),
        ("They asked the brewery Qualdreq for help.", "Qualdreq", "org"),
        ("The rules of Cricket Kenya were changed on Friday.", "Cricket Kenya", "org"),
        ("It was told by New Zealand Rugby on Friday.", "New Zealand Rugby", "org"),
        (
            "The Ministry of Roads, Harbours and Rural Waters was shut.",
            "Ministry of Roads, Harbours and Rural Waters",
            "org",
        ),
        ("A spokesman said so, and Trump denied it.", "Trump", "person"),
        ("She lives at 12 Zanvale West Avenue 6 with a dog.", "Zanvale West Avenue 6", "place"),
        ("The Club for Growth paid for it.", "Club for Growth", "org"),
        ("The bridge in Zanvale Prefecture was shut.", "Zanvale Prefecture", "place"),
        ("MEXICO CITY (Reuters) - It rained for a week.", "MEXICO CITY", "place"),
        ("ZANVALE — It rained for a week.", "ZANVALE", "place"),
        ("ZANVALE, Ohio — It rained for a week.", "ZANVALE", "place"),
        ("It was signed by Thomas “Tomo” Qualewa on Friday.", "Thomas “Tomo” Qualewa", "person"),
        ("The judge, Ana Ostrander dos Santos, left.", "Ana Ostrander dos Santos", "person"),
        ("The strike was called by the Teamsters Local 284.", "Teamsters Local 284", "org"),
        ("The gravel was spread on State Route 56 at night.", "State Route 56", "place"),
        ("They serve with the 47th Mechanized Brigade.", "47th Mechanized Brigade", "org"),
    ],
)
def test_the_words_beside_a_name_tell_of_it(text: str, name: str, kind: str) -> None:
    assert (name, kind) in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Its ministers and Members of Parliament left.", "Parliament"),
        ("He told PM that it was late.", "PM"),
        ("He told German farmers that it was late.", "German"),
        ("The girls play Cricket, Kenya said.", "Cricket"),
        ("Money from Strand, Texas, and Ann Quayle, Texas, was lost.", "Quayle"),
    ],
)
def test_they_do_not_tell_of_everything(text: str, name: str) -> None:
    assert name not in {one for one, _ in names(text)}


@pytest.mark.parametrize(
    "body",
    [
        "Rivers and Environment Committee",
        "Federal High Court",
        "State Emergency Service",
        "129th Harbour Defence Brigade",
        "Quayle Dredging (Pvt) Ltd",
        "Grand Strand Logistics Limited",
    ],
)
def test_a_body_is_whole(body: str) -> None:
    assert (body, "org") in names(f"The letter of the {body} was read to the crew on Monday.")


def test_an_acronym_in_brackets_says_where_a_name_begins() -> None:
    text = "The Safety and Harbours Inspection Agency (SHIA) has fined the owner."
    assert ("Safety and Harbours Inspection Agency", "org") in names(text)


@pytest.mark.parametrize(
    "body",
    [
        "Department of Agriculture, Food and the Marine",
        "Ministry of Youth, Sports and Culture",
        "Ministry of Fisheries, Food, and Rural Affairs",
    ],
)
def test_an_office_has_all_that_it_is_for(body: str) -> None:
    assert (body, "org") in names(f"The {body} paid for the pier.")


def test_what_stands_before_a_body_belongs_to_it_behind_an_article() -> None:
    tokens = split(["The Roads and Bridges Committee met Ann and Bridges Committee men."])
    parted = [Span(3, 4, "org", 0.5), Span(6, 6, "person", 0.9), Span(8, 9, "org", 0.5)]
    assert with_beginning(parted, tokens) == [Span(1, 4, "org", 0.5), *parted[1:]]


@pytest.mark.parametrize(
    ("text", "found_there"),
    [
        ("Labour Party (PT) won", True),
        ("Labour Party (NY) won", False),
        ("Apple Inc (AAPL) won", False),
    ],
)
def test_an_acronym_behind_a_body_is_that(text: str, found_there: bool) -> None:
    body = Span(0, 1, "org", 0.9)
    found = list(letters(split([text]), {0: body, 1: body}))
    assert [span[:3] for span in found] == [(3, 3, "org")] * found_there


def test_what_no_list_has_is_a_place_where_something_is_from_it() -> None:
    tokens = split(["A nurse from Qualdreqvik, and one from Obama, met Qualdreqvik."])
    assert [span[:3] for span in unknown_places(tokens, {})] == [(3, 3, "place")]


@pytest.mark.parametrize(("text", "last"), [("CPI (M) won", 3), ("NBC (US) won", 0)])
def test_a_party_has_its_wing_in_brackets(text: str, last: int) -> None:
    party = Span(0, 0, "org", 0.9)
    found = list(wings(split([text]), {0: party}))
    assert found == ([party._replace(last=last)] if last else [])


def test_a_thing_with_an_acronym_is_no_body() -> None:
    text = "She put a Virtual Private Network (VPN) on the telephone."
    assert ("Virtual Private Network", "org") not in names(text)


@pytest.mark.parametrize("marks", ["“”", '""', "‘’"])
def test_a_nickname_stands_inside_a_name(marks: str) -> None:
    text = f"The minister, Olivia {marks[0]}Babs{marks[1]} Grange, left. Grange was angry."
    people = {(form, name) for form, kind, name in found(text) if kind == "person"}
    assert people == {
        (f"Olivia {marks[0]}Babs{marks[1]} Grange", "Olivia Grange"),
        ("Grange", "Olivia Grange"),
    }


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["Olivia", "“", "Babs", "”", "Grange"], ["Olivia", "Grange"]),
        (["“", "Babs", "”", "Grange"], ["“", "Babs", "”", "Grange"]),
        (["Ann", "“", "Grange"], ["Ann", "“", "Grange"]),
    ],
)
def test_a_nickname_is_left_out(words: list[str], kept: list[str]) -> None:
    assert list(without_nickname(words)) == kept


def test_an_article_joins_arabic_names() -> None:
    tokens = split(["Mariam bint Khalfan Al Suwaidi met al-Darb al-Ahmar."])
    parted = [
        Span(0, 2, "person", 0.9),
        Span(3, 4, "person", 0.5),
        Span(6, 8, "person", 0.5),
    ]
    whole = with_articles(parted, tokens)
    assert [(span.first, span.last) for span in whole] == [(0, 4), (6, 11)]


def test_an_article_joins_nothing_to_a_body() -> None:
    tokens = split(["Quayle Dredging Al Gore sold"])
    spans = [Span(0, 1, "org", 0.9), Span(2, 3, "person", 0.9)]
    assert with_articles(spans, tokens) == spans


def test_letters_behind_a_comma_are_a_rank() -> None:
    text = "Rotimi Coleman, SANQ, asked the judge for a date."
    assert "SANQ" not in {name for name, _ in names(text)}


def test_who_is_retired_has_a_name_behind_his_rank() -> None:
    text = "They wrote to the minister, Maj Gen (Rtd) John Ostrander, last week."
    assert ("John Ostrander", "person") in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wrexham beat Salford 3-0 on Saturday.",
        "Chester drew 0-0 with Wrexham on Saturday.",
        "Wrexham lost at home, 2-1, on Saturday.",
    ],
)
def test_who_has_a_score_is_a_club(text: str) -> None:
    assert ("Wrexham", "place") not in names(text)


def test_a_vote_is_no_score() -> None:
    assert ("Ohio", "place") in names("Smith beat Jones in Ohio by 52-46, officials said.")


def test_what_is_explained_behind_a_comma_is_that() -> None:
    text = "Zanwick Ostro, a local company that makes jam, has closed."
    assert ("Zanwick Ostro", "org") in names(text)


def test_a_body_with_and_without_its_chamber_is_one() -> None:
    text = "The House Harbours Committee met on Monday. The Harbours Committee voted 12-3."
    called = {name for form, _, name in found(text) if form.endswith("Committee")}
    assert called == {"House Harbours Committee"}


def test_what_replaces_others_keeps_those_apart() -> None:
    old = [Span(0, 1, "person", 0.5), Span(3, 3, "org", 0.5), Span(5, 6, "place", 0.5)]
    new = [Span(3, 4, "place", 0.8)]
    assert replaced(old, new) == [old[0], new[0], old[2]]
    assert replaced(old, []) is old


def test_a_town_is_one_that_the_article_says_to_be_one() -> None:
    text = "A lorry burnt in the southern city of Nice. Nice was quiet. A man saw the Nice lorry."
    assert {
        kind for name, kind in names(text, "People left Nice. Nice wept.") if name == "Nice"
    } == {"place"}


def test_who_stands_behind_a_town_and_a_comma_is_in_none() -> None:
    assert ("Earl Qualdin", "place") not in names("Asked of it in Iowa, Earl Qualdin, 61, left.")


@pytest.mark.parametrize(
    "text",
    [
        "Zanvale play Quorley at home on Friday.",
        "The match against Zanvale was called off.",
        "It was a draw between Zanvale and Quorley.",
    ],
)
def test_what_plays_is_a_club(text: str) -> None:
    article = ("Zanvale is a club in Ohio.", text, "The Zanvale goalkeeper was late, and he left.")
    assert ("Zanvale", "place") not in names(*article)


def test_a_surname_is_whole_with_what_it_begins_with() -> None:
    found = names("Ida von Ostrander, 61, sold the mill.", "The union blamed von Ostrander for it.")
    assert ("von Ostrander", "person") in found


def test_somebody_goes_by_the_first_of_two_spanish_surnames() -> None:
    article = ("Maria Herrera Castillo, 44, ran the paper.", "Herrera had asked for help.")
    assert {name for _, kind, name in found(*article) if kind == "person"} == {
        "Maria Herrera Castillo"
    }


def test_a_surname_of_two_words_is_a_persons() -> None:
    article = ("Voters backed Marine Le Pen, leader of a party.", "“It is late,” said Le Pen.")
    assert {kind for _, kind in names(*article) if _.endswith("Le Pen")} == {"person"}


def test_letters_behind_somebody_are_no_part_of_the_name() -> None:
    assert ("Angus Shand", "person") in names("His barrister, Angus Shand SC, said so.")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("It was seen by Kenqa Morishvel, 44, on Friday.", "Kenqa Morishvel"),
        ("They found 19-year-old Kenqa Morishvel at home.", "Kenqa Morishvel"),
        ("Kenqa Morishvel, a postman from Kochi, saw it.", "Kenqa Morishvel"),
    ],
)
def test_an_age_or_a_calling_tells_of_somebody(text: str, who: str) -> None:
    assert (who, "person") in names(text)


def test_whoever_writes_for_a_paper_of_a_country_is_no_town() -> None:
    assert ("Gregory Quortel", "place") not in names("Contributing: Gregory Quortel, USA TODAY")


def test_a_town_of_two_words_is_no_person_where_things_are_near_it() -> None:
    assert ("Marsa Quatrouh", "place") in names("A plant will be built near Marsa Quatrouh.")


def test_a_firm_that_begins_a_sentence_is_found_there() -> None:
    assert ("Facebook", "org") in names("Facebook created the tool to help in the flood.")


def test_a_listed_firm_of_one_word_is_found_between_small_words() -> None:
    lines = [
        "He said so on Facebook late.",
        "The Facebook Pages of it.",
        "Facebook's men",
        "on FACEBOOK",
    ]
    tokens = split(lines)
    found = list(listed_firms(tokens, {}))
    assert [tokens.texts[one.first] for one in found] == [0, 2]
    assert {tokens.words[one.first] for one in found} == {"Facebook"}


def test_the_letters_of_a_body_mean_it_wherever_the_article_has_them() -> None:
    body = "The National Harbour Fisheries Agency sold its boats."
    assert ("NHFA", "org") in names(body, "It rained, said the NHFA on Friday.")
    assert ("NHFA", "org") not in names("It rained, said the <NHFA> page.", body)


@pytest.mark.parametrize("verb", ["Fire", "Praises", "Blasts", "To"])
def test_what_a_headline_does_to_somebody_is_no_first_name(verb: str) -> None:
    told = found(f"He Planned {verb} 'Grandstander' Comey", "It was said of James Comey on Friday.")
    assert {name for _, kind, name in told if kind == "person"} == {"James Comey"}


@pytest.mark.parametrize(
    "text",
    [
        "It was said by retired Army Lt. Gen. Ann Quayle on Friday.",
        "Army Col. Ann Quayle said so on Friday.",
        "He met a four-star Army general at noon.",
    ],
)
def test_a_force_before_a_rank_is_named(text: str) -> None:
    assert ("Army", "org") in names(text)
