"""Firms that are called like people, have "and" in their names, or end in a possessive."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities.words.legal_forms import core_length
from tests.effort import runs
from tests.index.recognised import found

SURNAMES = st.sampled_from("Hughes Emery Morgan Marsh Harper Sinclair Norton Holmes Yukos".split())


def types(surface: str, *paragraphs: str) -> set[str]:
    return {kind for name, kind, _ in found(*paragraphs) if name == surface}


@given(SURNAMES, st.sampled_from(("Tool Co", "Industries Inc", "Ltd", "Holdings Plc")))
@settings(max_examples=runs(12, 36), deadline=None)
def test_a_surname_is_the_firm_that_the_article_names_in_full(name: str, rest: str) -> None:
    paragraphs = (
        f"{name} {rest} agreed to buy a mill in Ohio.",
        f"The price was not told. {name} said the board had agreed, and shares rose.",
        f"Analysts say {name} will close the mill.",
    )
    assert types(name, *paragraphs) == {"org"}


@given(SURNAMES, st.sampled_from(("Tool Co", "Industries Inc", "Ltd", "Holdings Plc")))
@settings(max_examples=runs(12, 36), deadline=None)
def test_a_surname_is_the_person_whom_the_article_names_in_full(name: str, rest: str) -> None:
    paragraphs = (
        f"{name} {rest} was founded by Martha {name}, 61, in Ohio.",
        f"“It is late,” Mrs. {name} said. She has no shares.",
        f"“Nobody came,” said {name}, who had waited.",
    )
    assert types(name, *paragraphs) == {"person"}


@pytest.mark.parametrize(
    "text",
    [
        "The oil firm Yukos lost the case in Houston.",
        "Yukos shares fell. Nobody knows why Yukos waited.",
        "A court has seized the Yukos unit in Siberia.",
        "Yukos, which lost the case, will appeal.",
        "Yukos said it plans to appeal. Its lawyers were heard.",
        "Yukos has lowered its price again.",
    ],
)
def test_what_is_said_of_a_firm_tells_it_from_a_person(text: str) -> None:
    assert types("Yukos", text) == {"org"}


@pytest.mark.parametrize(
    "text",
    [
        "Chairman Ostrander sold shares. Ostrander said he had waited.",
        "Obama said the party has abandoned its voters.",
        "The plan of Marta Ostrander, which nobody read, has failed. Ostrander was sad.",
    ],
)
def test_a_person_stays_one_beside_such_words(text: str) -> None:
    assert types("Ostrander", text) | types("Obama", text) == {"person"}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Merrill Lynch and Co Inc said it will pay more.", "Merrill Lynch and Co Inc"),
        ("He works for C. V. Starr & Company in Boston.", "C. V. Starr & Company"),
        (
            "Regulators closed Victor Savings and Loan Association on Friday.",
            "Victor Savings and Loan Association",
        ),
        (
            "Congress has helped the Federal Savings and Loan Insurance Corp again.",
            "Federal Savings and Loan Insurance Corp",
        ),
        ("The book came out with Henry Holt and Company.", "Henry Holt and Company"),
    ],
)
def test_what_follows_the_and_of_a_firm_belongs_to_it(text: str, surface: str) -> None:
    assert (surface, "org") in [one[:2] for one in found(text)]


def test_two_firms_beside_each_other_stay_two() -> None:
    surfaces = [one[0] for one in found("Shares of Boeing and Lockheed rose in New York.")]
    assert surfaces == ["Boeing", "Lockheed", "New York"]


def test_a_possessive_that_is_a_name_is_kept() -> None:
    article = found(
        "Moody's Investors Service has lowered the ratings of two banks.",
        "Moody's said so on Friday. The bonds are rated B by Moody's.",
    )
    assert {name for _, _, name in article} == {"Moody's"}
    assert [one[0] for one in article] == ["Moody's Investors Service", "Moody's", "Moody's"]


def test_a_possessive_of_somebody_is_not() -> None:
    article = found("Chris Christie's campaign is over.", "Christie's voters said no.")
    assert {(kind, name) for _, kind, name in article} == {("person", "Chris Christie")}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Traders paid 130 Ecus for a tonne in Brussels.", "Ecus"),
        ("Most PCs are sold in Asia, said the report.", "PCs"),
        ("The MSPs met in Edinburgh and said no.", "MSPs"),
    ],
)
def test_what_is_counted_is_no_name(text: str, word: str) -> None:
    assert not types(word, text)


def test_money_is_no_part_of_a_place() -> None:
    surfaces = {one[0]: one[1] for one in found("It cost 45 mln N.Z. Dlrs and 2.725 N.Z. Dlrs.")}
    assert surfaces == {"N.Z": "place"} or surfaces == {"N.Z.": "place"}


def test_an_acronym_is_nobody() -> None:
    assert types("GAO", "The GAO said in a report that GAO officials were late.") <= {"org"}
    assert types("TRUMP", "TRUMP: I think so. WALLACE: Sir, I do not.") <= {"person"}


@given(st.lists(st.sampled_from(("hughes", "tool", "and", "&", "co", "inc")), min_size=1))
def test_the_core_of_a_name_is_never_empty_and_begins_it(words: list[str]) -> None:
    length = core_length(words)
    assert 0 < length <= len(words)
    assert core_length(words[:length]) <= length


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Exxon Corp said it will pay.", "Exxon"),
        ("The U.S. Department of Justice said no.", "Justice Department"),
        ("The US Treasury said no.", "Treasury Department"),
        ("The Lib Dems said no to Labour.", "Liberal Democrats"),
    ],
)
def test_an_organisation_has_one_name_with_or_without_its_form_or_nation(
    text: str, name: str
) -> None:
    assert name in [one[2] for one in found(text) if one[1] == "org"]


def test_a_prize_is_nobody() -> None:
    assert not types("Oscar", "The film won an Oscar. Its Oscar nomination came in May.")
    assert types("Oscar", "Oscar Pistorius left. “No,” said Oscar.") == {"person"}


def test_a_club_is_one_where_nobody_is_called_so() -> None:
    assert types("Charlton", "Charlton beat Fulham 2-1. He signed for Charlton in May.") == {"org"}
    assert types("Charlton", "Bobby Charlton was there. “No,” said Charlton.") == {"person"}


def test_whoever_bears_a_title_once_is_a_person() -> None:
    assert types("Yukos", "“It is late,” said Mrs. Yukos. “No,” said Yukos.") == {"person"}


def test_a_firm_cut_short_is_the_firm() -> None:
    named = found(
        "Rosneft has bought Bashkirenergo, a unit of Yukos. Shares of Bashkirenergo rose.",
        "The price of Bashkir was not told. “It is late,” a banker said of Bashkir.",
    )
    assert {name for surface, _, name in named if surface == "Bashkir"} == {"Bashkirenergo"}


def test_a_headline_that_cuts_a_firm_short_names_nobody() -> None:
    article = (
        "DOME PETE SELLS WELLS IN ALBERTA",
        "Dome Petroleum Ltd sold its wells. Analysts say Dome will sell more.",
        "What Dome owes is known. Lenders gave Dome a year. They met Dome on Monday.",
    )
    assert types("Dome", *article) == {"org"}


@pytest.mark.parametrize("text", ["said Ann Lee, an analyst with {}.", "said {} analyst Ann Lee."])
def test_who_has_analysts_is_a_firm(text: str) -> None:
    assert types("Smith Barney", "“Oil is dear,” " + text.format("Smith Barney")) == {"org"}


def test_partners_with_a_comma_between_them_are_one_firm() -> None:
    article = found("It was sold through Goldman, Sachs and Co and First Boston Corp.")
    assert ("Goldman, Sachs and Co", "org", "Goldman Sachs") in article


@pytest.mark.parametrize("name", ["Smith Barney", "E.F. Hutton", "Thomson McKinnon"])
@pytest.mark.parametrize("who", ["analyst Caroline Jones of", "James Murren of"])
def test_what_has_people_who_are_named_in_full_is_nobody(name: str, who: str) -> None:
    paragraphs = (f"Said {who} {name}: “It is late.”", "The stock rose.")
    assert types(name, *paragraphs) == {"org"}


def test_whoever_is_somebody_else_is_no_firm() -> None:
    paragraphs = (
        "A jibe by George Baker at Hillary Clinton, who waited, was heard.",
        "Hillary Clinton, 61, said she had waited.",
    )
    assert types("Hillary Clinton", *paragraphs) == {"person"}


@pytest.mark.parametrize("short", ["Hutton", "Penney", "Scherer"])
def test_a_firm_of_initials_and_a_surname_goes_by_the_surname(short: str) -> None:
    paragraphs = (
        f"E.F. {short} Group Inc said it agreed to sell a unit.",
        f"{short} added no more.",
    )
    assert (short, "org", f"E.F. {short} Group Inc") in found(*paragraphs)


@pytest.mark.parametrize(("one", "other"), [("Wagner", "Brown"), ("Smith", "Nephew")])
def test_two_surnames_that_an_article_never_parts_are_a_firm(one: str, other: str) -> None:
    name = f"{one} and {other}"
    paragraphs = (
        f"A partnership of {name} made an offer for shares of GenCorp.",
        f"The offer by {name} was raised. Analysts had expected more of {name}.",
    )
    assert {(kind, name) for _, kind, name in found(*paragraphs) if one in name} == {("org", name)}


@pytest.mark.parametrize(
    "more", ["{other} added nothing.", "Ann {one} came late.", "Mr. {one} and {other} met again."]
)
def test_two_people_are_no_firm_where_the_article_parts_them(more: str) -> None:
    one, other = "Wagner", "Brown"
    paragraphs = (
        f"Shares fell as {one} and {other} met.",
        f"Analysts said {one} and {other} had sold. {more.format(one=one, other=other)}",
    )
    assert not any(name == f"{one} and {other}" for _, _, name in found(*paragraphs))


def test_a_film_by_whoever_made_it_and_a_part_behind_whoever_played_it() -> None:
    paragraphs = (
        "Martin Scorsese and Mike Leigh's Vera Drake are up for an Oscar.",
        "Nominees include Imelda Staunton (Vera Drake) and Annette Bening (Being Julia).",
    )
    assert not types("Vera Drake", *paragraphs)
    assert types("Imelda Staunton", *paragraphs) == {"person"}
    assert types("Wolf Blitzer", "CNN's Wolf Blitzer met Ann Lee's Wolf Blitzer.") == {"person"}


def test_what_is_called_a_firm_once_is_that_firm_where_it_was_parted() -> None:
    paragraphs = (
        "HARPER <HPR> GETS BID",
        "Harper and Row Publishers Inc said it received an offer for Harper and Row's stock.",
        "Harper said it will consider the proposal of Harcourt.",
        "A banker said Harper and Row is one of the few. But he said Harper and Row has beef.",
    )
    assert {kind for _, kind, name in found(*paragraphs) if "Harper" in name} == {"org"}


@pytest.mark.parametrize(
    "behind", [" food analyst June Page said", ", Harris Upham and Co Inc said"]
)
def test_a_firm_has_analysts_of_something_and_more_partners(behind: str) -> None:
    text = f"Shares were sold through E.F. Hutton{behind} on Monday."
    assert types("E.F. Hutton", text) <= {"org"}
