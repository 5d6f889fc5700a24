"""What pages show of somebody under a mouse's pointer is no part of what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.input_remarks import InputRemarks
from index.ingest.readers.text_parts import hover_cards
from index.ingest.readers.text_parts.article_heads import cleaned
from index.ingest.readers.text_parts.hover_cards import TAKEN_OUT

PAGE = "https://thehill.com/homenews/1"


def of_site(text: str, url: str = PAGE, outlet: str = "") -> Article:
    return Article(title="Ferries", paragraphs=(text,), url=url, outlet=outlet)


def without_cards(text: str) -> str:
    return hover_cards.without_cards(of_site(text)).paragraphs[0]


GIVEN = st.sampled_from(("Ann", "Jean-Luc", "Zoë", "Lindiwe"))
SURNAMES = st.sampled_from(("Ostrander", "McConnell", "O'Rourke", "Ocasio-Cortez", "Čapek"))
MIDDLE = st.sampled_from(("", "Maria ", "(Annie) Maria ", "P. ", "van der "))
HEADLINES = st.sampled_from(
    (
        "GOP splits on ferry bill Overnight Energy: a well | A vote",
        "2020 hopefuls go north 'We wait,' says one",
        "'It is late' and other lines",
        "$3 for a crossing",
        "Ferry bill fails",
    )
)
BEHIND = st.sampled_from((" said so.", "’s boat", " (R-Ky.) left.", ".", ", who left,", ""))


@given(GIVEN, SURNAMES, MIDDLE, HEADLINES, BEHIND, st.booleans())
def test_a_name_loses_the_card_behind_it_and_nothing_else(
    given_name: str, surname: str, middle: str, headline: str, behind: str, alone: bool
) -> None:
    shown = f"Sen. {surname}" if alone else f"Sen. {given_name} {surname}"
    card = f" {given_name} {middle}{surname}{headline} MORE"
    text = f"Yesterday {shown}{card}{behind}"
    assert without_cards(text) == f"Yesterday {shown}{behind}"
    assert without_cards(f"{text} {text}") == f"Yesterday {shown}{behind} Yesterday {shown}{behind}"


@given(GIVEN, SURNAMES, MIDDLE, HEADLINES)
def test_a_card_that_nothing_is_glued_to_says_the_whole_name_again(
    given_name: str, surname: str, middle: str, headline: str
) -> None:
    name = f"{given_name} {surname}"
    text = f"Speaker {name} {given_name} {middle}{surname} {headline} MORE left."
    assert without_cards(text) == f"Speaker {name} left."


@given(GIVEN, SURNAMES, MIDDLE, HEADLINES, BEHIND)
def test_a_card_without_a_headline_ends_at_the_name_and_takes_nothing_of_what_is_said(
    given_name: str, surname: str, middle: str, headline: str, behind: str
) -> None:
    middle = middle or "Ida "
    bare = f"Sen. {surname} {given_name} {middle}{surname}MORE on Sunday contradicted"
    other = f" Gov. Nakamura Emi Rose Nakamura{headline} MORE{behind}"
    assert (
        without_cards(bare + other)
        == f"Sen. {surname} on Sunday contradicted Gov. Nakamura{behind}"
    )
    unended = f"Sen. {surname} {given_name} {middle}{surname}{headline} and said no"
    assert without_cards(f"{unended} KellyMORE to{other}") == (
        f"{unended} KellyMORE to Gov. Nakamura{behind}"
    )


def test_a_card_may_be_glued_to_the_name_too() -> None:
    text = "Justice Ann OstranderAnn OstranderCourt hears a case Court rises MORE, a judge, left."
    assert without_cards(text) == "Justice Ann Ostrander, a judge, left."


@pytest.mark.parametrize(
    "text",
    [
        "NO MORE FERRIES, NO MORE BOATS: ANN OSTRANDER SAYS THE OSTRANDER PLAN IS DEAD, NO MORE",
        "Ann Ostrander and Maria Ostrander want MORE.",
        "Ostrander met Ann Ostrander. Anything MORE was not said.",
        "Ostrander Ann OstranderFerry bill fails, and nothing is said behind it.",
        "MORE",
    ],
)
def test_other_words_in_capitals_end_no_card(text: str) -> None:
    assert without_cards(text) == text


@pytest.mark.parametrize(
    ("url", "outlet", "is_read_so"),
    [
        (PAGE, "", True),
        ("https://www.thehill.com/policy/2?amp=1", "Guest Writer", True),
        ("", "The Hill", True),
        ("https://nothehill.com/1", "The Hill", False),
        ("https://bay.example/thehill.com", "", False),
        ("", "", False),
    ],
)
def test_articles_of_that_outlet_alone_are_read_without_cards_and_say_so(
    url: str, outlet: str, is_read_so: bool
) -> None:
    text = "Sen. Ann Ostrander Ann Maria OstranderFerry bill fails MORE left."
    found = cleaned(of_site(text, url, outlet), "a")
    assert isinstance(found, Article)
    assert found.paragraphs[0] == ("Sen. Ann Ostrander left." if is_read_so else text)
    assert found.remarks == ((TAKEN_OUT,) if is_read_so else ())


SENTENCES = (
    "President Ostrander said that OstranderCare would cover MORE people than before.",
    "The firm Apple promised that AppleCare would cover MORE repairs than the law demands.",
    "“Ostrander sold OstranderCoin and told them it would be worth MORE every day,” she said.",
    "Linked readers wrote to LinkedIn that they wanted MORE privacy, and the firm had none.",
    "Obama said the ObamaPhone was a myth. “I would have done MORE for the poor,” he said.",
)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("url", [PAGE, "https://bay.example/1", ""])
def test_a_sentence_whose_name_comes_again_grown_together_stays_whole(text: str, url: str) -> None:
    found = cleaned(of_site(text, url), "a")
    assert isinstance(found, Article)
    assert (found.paragraphs, found.remarks) == ((text,), ())


def test_an_import_tells_once_in_how_many_articles_cards_were_taken_out() -> None:
    remarks = InputRemarks("hill.jsonl")
    for number in range(3):
        text = "Sen. Ostrander Ann OstranderFerry bill fails MORE left."
        article = cleaned(of_site(text if number else "Nobody came."), "a")
        assert isinstance(article, Article)
        assert list(remarks.of_article(article)) == []
    assert [one.text for one in remarks.of_all()] == [f"in 2 articles, {TAKEN_OUT}"]
