"""Whom “he” and “she” mean: nobody whom the quote itself names, or somebody else's words."""

from __future__ import annotations

import pytest

from tests.index.test_quote_speakers import speakers


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        # The quote names whom the paragraph, or the one before, seems to mean.
        (["Trump met Jones. “Trump is old and ill,” he said to them."], "Jones"),
        (["“No,” Trump said.", "“If we elect Trump, the harbour will close,” he said."], "he"),
        (["Smith spoke of Jones.", "“Smith is an old man,” he said."], "Jones"),
        (["“No,” Smith said.", "He said on Monday that Smith was old."], "He"),
        (["“No,” Trump said.", "“Trump has lost it all, and he knows it well enough.”"], ""),
        # What somebody says of himself.
        (["Ann Lee left. “I am Ann Lee and I am tired,” she said."], "Ann Lee"),
        (["“No,” Trump said.", "“It will be so in a Trump administration,” he said."], "Trump"),
        (["“No,” Trump said.", "“They want somebody like Trump,” he said."], "Trump"),
        (["“No,” Trump said.", "“She told me: ‘Go, Trump, to the sea,’” he said."], "Trump"),
        (["Smith will close it, he said in a statement on Monday."], "Smith"),
        # Whoever said what names somebody goes on.
        (["Trump said that Jones had lied. He insisted that it must be given back."], "Trump"),
        (["The police chief says he does not know that Smith did it. He also says it was dark."],
         "He"),
        (["Smith argued that Jones was old. He said that the harbour was, too."], "Smith"),
        # One whom a preposition makes part of something, where the paragraph has no other.
        (["The plan was praised by Smith. “It is good for all of us,” he said."], "Smith"),
        (["The plan was praised by Smith and by Jones. “It is good for us,” he said."], "he"),
    ],
)  # fmt: skip
def test_a_pronoun_means_nobody_whom_what_is_said_names(
    paragraphs: list[str], speaker: str
) -> None:
    assert speakers(*paragraphs)[-1] == speaker


@pytest.mark.parametrize(
    "credit",
    [
        "toggle caption Smith/NPR",
        "Smith/Getty Images",
        "Photograph: Smith for the town",
        "The harbour on Monday. REUTERS/Smith",
        "Photo by Smith",
    ],
)
def test_whoever_took_a_picture_is_not_meant(credit: str) -> None:
    assert speakers("Jones came in.", credit, "“It got to me,” he said.") == ["Jones"]


def test_whom_a_caption_names_is_meant() -> None:
    assert speakers("Image caption Smith came in.", "“It got to me,” he said.") == ["Smith"]


def test_a_sentence_that_goes_on_with_whom_the_article_is_about() -> None:
    about = ["Trump came.", "Trump left.", "Trump stayed.", "“It is over,” Smith said."]
    then = "When he refused to support the plan, he said: “I am not going to resign.”"
    assert speakers(*about, "The harbour is old.", then) == ["he"]
    assert speakers(about[-1], "The harbour is old.", then) == ["Smith"]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        # Whose thing a sentence is about.
        (["“No,” Jones said.", "That day, Trump’s mind was on the sea. “It is deep,” he wrote."],
         "Trump"),
        (["“No,” Jones said.", "Smith’s speech was read in the hall, where he said: “It is late.”"],
         "Smith"),
        (["“No,” Jones said.", "Smith’s lawyer called it a lie. “It is a lie,” he said."], "Jones"),
        (["“No,” Jones said.", "“Smith’s way is long and it is hard,” he says."], "Jones"),
        # Whoever is asked, and answers.
        (["Smith asked Jones why the sea was cold. “I do not know,” he said."], "Jones"),
        (["Smith asked Jones why the sea was cold. “Are you deaf?” he said."], "Smith"),
        (["Smith asked Jones why. “Is it cold?” he replied."], "Jones"),
        # Whoever named himself goes on where he has just spoken.
        (["“No,” Jones said.", "“No,” Smith said. He said: “Think of her, not of Smith, and go.”"],
         "Smith"),
        # A link to another article tells of nobody, nor does a name by itself.
        (["“No,” Jones said.", "WHY TRUMP LEFT THE TOWN", "He added: “It is late.”"], "Jones"),
        (["“No,” Jones said.", "Smith", "“It is late,” he added."], "Jones"),
        # Behind a cry another sentence leads to what somebody else says.
        (["“Never!” As the crowd cheered, Smith said, “Go.”", "“I will,” he said."], "Smith"),
    ],
)  # fmt: skip
def test_a_pronoun_means_whom_its_sentence_goes_on_with(
    paragraphs: list[str], speaker: str
) -> None:
    assert speakers(*paragraphs)[-1] == speaker


def test_a_cry_is_not_by_whom_the_next_sentence_leads_to() -> None:
    cry = "“It is not ours!” Smith cried. “It never was ours!” As all cheered, Jones said, “Go on.”"
    assert speakers(cry) == ["Smith", "Smith", "Jones"]


@pytest.mark.parametrize("office", ["The president", "The former president"])
def test_an_office_that_a_sentence_is_about_is_whoever_has_it(office: str) -> None:
    rest = f"Jones left. {office} said it was late. “It is over and done with,” he said."
    assert speakers("“No,” said former president Smith.", rest) == ["Smith", "Smith"]
    far = "The president left. Jones came in. “It is over and done with,” he said."
    assert speakers("“No,” said president Smith.", far)[-1] == "Jones"
    two = ("“No,” said president Smith.", "“No,” said president Trump.", rest)
    assert speakers(*two)[-1] != "Smith"
