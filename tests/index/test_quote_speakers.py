"""Who may be a speaker, and where what is said of one begins and ends."""

from __future__ import annotations

import pytest

from tests.index.test_quotes_articles import found, who


def speakers(*paragraphs: str) -> list[str]:
    """Whom the last paragraph's quotes are by, as their names or as written, "" for nobody."""
    return [who(paragraphs[-1], quote) for quote in found(*paragraphs)[-1]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Harbour Ministry (HM) in Texas has vowed that it would close.", "Harbour Ministry"),
        (
            "The Harbour Ministry (HM) in Texas closed, accusing Smith of “playing with us”.",
            "Harbour Ministry",
        ),
        (
            "The clothing and home furnishing retailer said that sales had fallen.",
            "The clothing and home furnishing retailer",
        ),
        (
            "“We will open it,” the clothing and home furnishing retailer said.",
            "the clothing and home furnishing retailer",
        ),
        ("“We will open it,” said Smith afterwards.", "Smith"),
        # What only ends as an adverb does.
        ("The family said that the harbour was old.", "The family"),
        ("“It is over and done with,” the family said.", "the family"),
        ("“It is over and done with,” said one longtime ally.", "one longtime ally"),
        ("The Assembly flatly said that the harbour was old.", "The Assembly"),
        ("“We will open it,” Smith said afterwards.", "Smith"),
        ("The plan had been praised by Smith, who said it would save the harbour.", "Smith"),
        ("It was praised by a friend of Smith, who said it would save it.", "a friend of Smith"),
        ("The harbour is closed, according to Smith, who said it would open.", "Smith"),
        ("It will not be run by Jones, who leaves soon, said Smith, a friend of Cole.", "Smith"),
        ("A harbour official briefed on the talks said that it is over.", None),
    ],
)
def test_the_head_of_the_words_in_front_of_a_verb_speaks(text: str, speaker: str | None) -> None:
    assert speakers(text)[:1] == [speaker or "A harbour official briefed on the talks"]


@pytest.mark.parametrize(
    "text",
    [
        "A letter in 2008 included a quote from Harbour adviser Smith: “It is over and done with.”",
        "It was a strange fate for a man declared by a jury to be “not guilty” of it.",
        "I think we can rest assured that the Russians have very detailed notes.",
        "He made the remark at an event of families described as “victims of the harbour”.",
        "They displayed to the jury posts that a sailor had made of the harbour.",
        "He was in 2017 praised, and told police “to be rough” there.",
        "It was one of the reasons people say “that is enough” to the harbour.",
    ],
)
def test_words_that_end_at_a_verb_by_chance_are_nobody(text: str) -> None:
    assert all(one in {"", "Smith", "He", "he"} for one in speakers(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The harbour opened today, its deputy chairman in charge of ships, Dr Smith, has said.",
            "The harbour opened today",
        ),
        ("Jones will come to Texas, his spokesman, Smith, said.", "Jones will come to Texas"),
        ("They met Jones, his lawyer, a source said.", "They met Jones, his lawyer"),
    ],
)
def test_what_somebody_is_is_not_said_by_him(text: str, words: str) -> None:
    [[quote]] = found(text)
    assert text[quote.start : quote.end] == words


@pytest.mark.parametrize("label", ["TARGET", "ATTACKERS", "SPECIAL COVERAGE"])
def test_lines_of_a_list_are_nobodys(label: str) -> None:
    lines = [f"{label}: Two officers wounded in the harbour", "DATE: A day in December"] * 3
    assert not any(found(*lines))


def test_links_and_facts_are_nobodys_among_those_who_speak() -> None:
    lines = ["RELATED: A storm has come.", "CRUZ: It is over.", "INSKEEP: Is it?", "CRUZ: It is."]
    quotes = zip(lines, found(*lines), strict=True)
    assert [[who(text, one) for one in every] for text, every in quotes] == [
        [],
        ["CRUZ"],
        ["INSKEEP"],
        ["CRUZ"],
    ]


@pytest.mark.parametrize(
    ("text", "speakers_"),
    [
        ("Smith grew loud, attacking Jones: “He is a candidate of chaos,” Smith said.", ["Smith"]),
        ("He told how the Courier might get there: “We have to work,” wrote Jones.", ["Jones"]),
        ("The state of affairs offers “a very clear choice,” said Jones.", ["Jones"]),
        ("Smith, a judge, says the right refers to “keeping the body whole and well.”", ["Smith"]),
        # Behind a colon it is another's still, where what follows is a sentence of its own.
        ("Smith was blunt: “We have to close it.” Jones said no more.", ["Smith"]),
        ("“We will open the harbour.” Smith said. “It is time.”", ["Smith", "Smith"]),
        ("“It is a proud day,” said Smith' Campaign Manager Jones.", ["Jones"]),
    ],
)
def test_whoever_is_named_right_behind_what_is_said_says_it(
    text: str, speakers_: list[str]
) -> None:
    assert speakers(text)[: len(speakers_)] == speakers_


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Smith slammed Jones for saying that it would “put a lot of people out of work.”",
            "Jones",
        ),
        ("Smith met Jones, and mocked him for claiming it was “no reason to be alarmed.”", ""),
        ("Smith was blamed for saying that it would “put a lot of people out of work.”", "Smith"),
        ("Smith was shouted down by fishermen chanting “We will be back again!”", "fishermen"),
        ("Smith left early, saying “we will be back again.”", "Smith"),
    ],
)
def test_who_is_blamed_for_words_said_them(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_a_sentence_ends_where_its_blank_is_missing() -> None:
    told = "“It is over and done with,” said mayor Smith.Meanwhile, Jones went home."
    assert speakers(told) == ["Smith"]
    told = "“It is time,” Smith said.But Jones is another matter, he said.“It is late,” Jones said."
    assert speakers(told)[0] == "Smith"
    assert speakers(told)[-1] == "Jones"
    told = '"It is over," said the Texas Republican."We must fix it, and we will," Smith said.'
    assert speakers(told) == ["the Texas Republican", "Smith"]
    assert speakers("“It is over,” Smith, Rewire.News senior analyst, wrote.") == ["Smith"]


def test_nobody_says_of_himself_what_is_said_of_him() -> None:
    before = "Smith, however, wasted no time."
    assert speakers("Jones spoke.", before, "“It is not true,” he said of Jones.") == ["Smith"]


def test_he_may_be_whose_numbers_go_up_when_he_speaks() -> None:
    told = "Cole has a theory. Mr. Brown's numbers go up after he promises “a total ban on ships.”"
    assert speakers(told) == ["Mr. Brown"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Smith declined to tell, but owner Jones was less shy: “The harbour is ours.”", "Jones"),
        (
            "Jones testified, and in May, Mr. Smith took him aside and said, “Let it go.”",
            "Smith",
        ),
        (
            "The boss told us it was “not good enough”, as Jones accused him of “hiding it”.",
            "The boss",
        ),
        ("It was found to be “not good enough by far,” as Jones put it in May.", "Jones"),
    ],
)
def test_each_clause_has_its_own_speaker(text: str, speaker: str) -> None:
    assert speakers(text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # A part of what somebody says is his, whoever tells that he said so behind it.
        (
            "Smith told the council it was “cold and wet” in the hall, the newspaper reported.",
            "Smith",
        ),
        ("Smith said that he would “strongly consider” giving the money back to Jones.", "Smith"),
        ("Smith said it was a “powerful thing” to have, Jones wrote on Sunday.", "Smith"),
        # What he only asks or finds is not; nor a sentence of its own.
        ("Smith found the hall “cold and wet” that day, said Jones.", "Jones"),
        ("Smith said no. “It was cold and wet in the hall,” according to Jones.", "Jones"),
    ],
)
def test_a_part_of_what_one_says_is_not_whose_who_tells_of_it(text: str, speaker: str) -> None:
    assert who(text, found(text)[-1][-1]) == speaker
