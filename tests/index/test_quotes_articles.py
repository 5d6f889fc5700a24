"""Who speaks where another paragraph says so, for whom, and what is reported without marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.quotes.article_quotes import article_quotes
from index.quotes.quote import GUESSED, Quote
from tests.index.test_quotes import _PIECES, NAMES, named


def said(*paragraphs: str) -> list[list[tuple[str, str, bool]]]:
    """The quotes of each paragraph: words, speaker or the words for one, whether it is guessed."""
    return [
        [(text[q.start : q.end], who(text, q), q.certainty <= GUESSED) for q in quotes]
        for text, quotes in zip(paragraphs, found(*paragraphs), strict=True)
    ]


def found(*paragraphs: str) -> list[list[Quote]]:
    return article_quotes([(text, named(text)) for text in paragraphs], NAMES)


def who(text: str, quote: Quote) -> str:
    return NAMES[quote.speaker] if quote.speaker else text[slice(*quote.speaker_span)]


HE_SAID, SHE_SAID = "“We will open it,” he said.", "“We will open it,” she said."


@pytest.mark.parametrize(
    ("before", "then", "speaker"),
    [
        (["“No,” Smith said."], HE_SAID, "Smith"),
        (["“No,” Smith said.", "The harbour is old."], HE_SAID, "Smith"),
        (["Smith met Jones in Porthaven."], HE_SAID, "Smith"),
        (["Ann Lee met Mr. Brown."], HE_SAID, "Mr. Brown"),
        (["“No,” Mr. Brown said.", "“Yes,” said Ann Lee."], HE_SAID, "Mr. Brown"),
        (["“No,” Smith said.", "“Yes,” said Ann Lee."], SHE_SAID, "Ann Lee"),
        (["Smith said that the harbour was old."], HE_SAID, "Smith"),
        (["Trump spokesman Smith went to Porthaven."], HE_SAID, "Smith"),
        # Nobody fits, or it is long ago.
        (["Ann Lee met Maria Cole."], HE_SAID, "he"),
        (["“No,” Smith said.", *["The harbour is old."] * 3], HE_SAID, "he"),
        ([], HE_SAID, "he"),
    ],
)
def test_a_pronoun_means_whom_the_paragraphs_before_name(
    before: list[str], then: str, speaker: str
) -> None:
    *_, last = said(*before, then)
    assert last == [("We will open it,", speaker, speaker not in {"he", "she"})]


def test_whom_he_meant_is_not_she() -> None:
    quotes = said("Maria Cole met Smith in Porthaven.", HE_SAID, SHE_SAID, HE_SAID)
    assert [one[0][1] for one in quotes[1:]] == ["Smith", "Maria Cole", "Smith"]


def test_a_quote_that_goes_on_has_its_speaker() -> None:
    opened = "“We will open it,” Smith said. “It is a long story"
    assert said(opened, "“and it is not told yet by far.”")[1] == [
        ("and it is not told yet by far.", "Smith", False)
    ]
    assert said("“No,” Smith said.", "“We will never open it again.”")[1] == [
        ("We will never open it again.", "Smith", True)
    ]
    for before in ("Smith met Jones.", "The harbour is old.", "“No,” a fisherman said."):
        assert said(before, "“We will never open it again.”")[1] == [
            ("We will never open it again.", "", False)
        ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will open the harbour.” ― Smith", "Smith"),
        ("“We will open the harbour.” — Ann Lee, fisherwoman", "Ann Lee"),
        ("“We will open it,” said strategist and contributor Ann Lee.", "Ann Lee"),
        ("In Smith’s words, “we will open the harbour again.”", "Smith"),
        ("Jones said Smith’s words and deeds “will open the harbour.”", "Jones"),
        ("Jones said he is sure Smith will continue to be “a champion of it.”", "Jones"),
        ("In the words of Smith, “we will open the harbour again.”", "Smith"),
        ("Smith, who likes Jones, told the Courier: “We will open it.”", "Smith"),
        ("Of Maria Cole: “She will open the harbour.”", ""),
        ("“We will open it,” a senior official said.", "a senior official"),
        ("“We will open it,” said one of the fishermen.", "one of the fishermen"),
        ("“We will open it,” said a high-ranking official.", "a high-ranking official"),
        ("“We will open it,” reads the next point.", "the next point"),
        ("A senior official, speaking in secret, said: “We will open it.”", "A senior official"),
    ],
)
def test_where_else_a_speaker_stands(text: str, speaker: str) -> None:
    [[(_, by, guessed)]] = said(text)
    assert (by, guessed) == (speaker, False)


@pytest.mark.parametrize(
    ("text", "speaker", "behalf"),
    [
        ("“No,” a spokesman for Smith said.", "a spokesman for Smith", "Smith"),
        ("“No,” said Smith, a spokesman for the Harbour Ministry.", "Smith", "Harbour Ministry"),
        ("“No,” Trump spokeswoman Ann Lee said.", "Ann Lee", "Trump"),
        ("“No,” Harbour Ministry spokesman Smith said.", "Smith", "Harbour Ministry"),
        ("“No,” Smith said.", "Smith", ""),
        ("“No,” said a spokesman.", "a spokesman", ""),
    ],
)  # fmt: skip
def test_whom_a_spokesperson_speaks_for(text: str, speaker: str, behalf: str) -> None:
    [[quote]] = found(text)
    assert who(text, quote) == speaker
    assert (NAMES[quote.behalf.entity] if quote.behalf else "") == behalf


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Smith said that the harbour was old.", "the harbour was old", "Smith"),
        ("Smith told the Courier that the harbour was old.", "the harbour was old", "Smith"),
        ("Smith said on Monday that the harbour was old.", "the harbour was old", "Smith"),
        ("Smith said he would open the harbour.", "he would open the harbour", "Smith"),
        ("Smith argued that it was old.", "it was old", "Smith"),
        ("The harbour was old, Smith said on Monday.", "The harbour was old", "Smith"),
        ("The harbour was old, said Smith.", "The harbour was old", "Smith"),
        ("Smith has already said that the harbour was old.", "the harbour was old", "Smith"),
        ("Smith earlier said that the harbour was old.", "the harbour was old", "Smith"),
        (
            "It was old, according to a long-standing official.",
            "It was old",
            "a long-standing official",
        ),
        ("According to Smith, the harbour was old.", "the harbour was old", "Smith"),
        ("The harbour was old, according to Smith.", "The harbour was old", "Smith"),
        ("According to Smith, a friend of Ann Lee, it was old.", "it was old", "Smith"),
        (
            "According to Smith, a storm had come, and it was old.",
            "a storm had come, and it was old",
            "Smith",
        ),
        ("LONDON (Reuters) - It was very old, Smith said.", "It was very old", "Smith"),
        ("Officials said that the harbour was old.", "the harbour was old", "Officials"),
        ("Smith said it was “a mess” in there.", "it was “a mess” in there", "Smith"),
        ("Smith said last week that the harbour was old.", "the harbour was old", "Smith"),
        ("Smith said on Monday it was very old.", "it was very old", "Smith"),
        ("Smith said rain would come to the harbour.", "rain would come to the harbour", "Smith"),
        ("Smith said 61 people had left it.", "61 people had left it", "Smith"),
        ("Smith admitted, however, that it was old.", "it was old", "Smith"),
        ("Smith announced in the harbour that it was old.", "it was old", "Smith"),
        ("The harbour was old, Smith said last night.", "The harbour was old", "Smith"),
        ("A fisherman who saw the boat said he was sorry.", "he was sorry", "A fisherman"),
        ("Smith told the crowd she was in good health.", "she was in good health", "Smith"),
        ("Smith, seven, said that the harbour was old.", "the harbour was old", "Smith"),
    ],
)
def test_what_is_reported_without_marks(text: str, words: str, speaker: str) -> None:
    [[quote]] = found(text)
    assert (text[quote.start : quote.end], who(text, quote)) == (words, speaker)
    assert quote.kind == ("mixed" if "“" in text else "indirect")


@pytest.mark.parametrize(
    "text",
    [
        "Smith did not say that the harbour was old.",
        "Those who said they knew the harbour left.",
        "Forty percent said they would go to the harbour.",
        "On Monday, Smith said: “No.”",
        "In the harbour, Smith said, “we will open it.”",
        "Smith is said to be old.",
        "The letter that Smith told them of was old.",
        "Smith said no.",
        "Smith said hello to the people who were there.",
        "Smith said good night.",
        "Smith denied that he had stolen the money.",
        "Smith denied in court on Monday that he had told Jones the harbour was old.",
        "Smith answered by denying that the harbour had been sold.",
        "Smith refused to say that he was guilty.",
        "Smith has repeatedly declined to confirm that the harbour was old.",
    ],
)
def test_what_is_no_indirect_speech(text: str) -> None:
    assert [quote for quotes in found(text) for quote in quotes if quote.kind != "direct"] == []


_TEXT = st.lists(_PIECES, max_size=40).map("".join)


@given(st.lists(_TEXT, max_size=5))
def test_any_article_has_quotes_in_order_and_apart(paragraphs: list[str]) -> None:
    for at, (text, quotes) in enumerate(zip(paragraphs, found(*paragraphs), strict=True)):
        reached = 0
        for quote in quotes:
            assert reached <= quote.start < quote.end <= len(text)
            reached = quote.end
            if quote.source:
                assert quote.source.paragraph <= at
                mentions = named(paragraphs[quote.source.paragraph])
                places = {(start, entity) for start, _, entity, _ in mentions}
                assert (quote.source.start, quote.source.entity) in places


def test_what_a_transcript_has_behind_a_name_is_said() -> None:
    turns = (
        "SMITH: Did Jones say “never”?",
        "ANN LEE, the mayor: Nobody did.",
        "SMITH: So he did not?",
    )
    every = said("Smith spoke to Ann Lee.", *turns)
    assert every == [
        [],
        [("Did Jones say “never”?", "SMITH", False)],
        [("Nobody did.", "Ann Lee", False)],
        [("So he did not?", "SMITH", False)],
    ]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Maria Cole met Ann Lee.", "Maria Cole"),
        ("Ann Lee met Cole.", "COLE"),
        ("Nobody met Ann Lee.", "COLE"),
    ],
)
def test_a_surname_in_capitals_is_whom_a_transcript_names_in_full(
    before: str, speaker: str
) -> None:
    turns = ("COLE: Did he go?", "SMITH: He did.", "COLE: So he went?")
    _, *every = said(before, *turns)
    assert [who for [(_, who, _)] in every] == [speaker, "SMITH", speaker]


def test_what_is_answered_is_said_by_whom_the_interview_is_with() -> None:
    every = said(
        "Ann Lee left the harbour. She met Smith. Ann Lee is 70.",
        "Q: Why did you leave?",
        "A: It was late.",
        "Q: And now?",
        "A: “No,” as Smith said.",
    )
    assert every[1::2] == [[], []]
    assert every[2::2] == [
        [("It was late.", "Ann Lee", True)],
        [("“No,” as Smith said.", "Ann Lee", True)],
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Ann Lee left.", "Q: Why did you leave?", "A: It was late."),
        ("SMITH: No harbour.", "JONES: A harbour."),
        ("SMITH: No harbour.", "JONES: A harbour.", "ANN LEE: Rain."),
        ("On Monday: rain.", "On Tuesday: rain.", "On Monday: wind."),
        ("Smith: 1,769.", "Jones: 1,501.", "Smith: 547."),
    ],
)
def test_what_is_no_transcript(paragraphs: tuple[str, ...]) -> None:
    assert not any(said(*paragraphs))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee remembers the night. “The sky was red and nobody slept.”", "Ann Lee"),
        ("Mayor Ann Lee is tired. “We are alone. It is cold.”", "Ann Lee"),
        ("Why stay? Ann Lee shrugs. “Where would I go to now?”", "Ann Lee"),
        # Somebody else is named, something follows, or the sentence is about another thing.
        ("Ann Lee met Smith. “The sky was red and nobody slept.”", ""),
        ("Ann Lee met him. “The sky was red and nobody slept.” It was late.", ""),
        ("A letter to Ann Lee came. “The sky was red and nobody slept.”", ""),
    ],
)
def test_a_sentence_about_somebody_leads_to_what_a_paragraph_ends_with(
    text: str, speaker: str
) -> None:
    (quotes,) = said(text)
    assert {one[1] for one in quotes} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee KC told the court it was “a disgrace and a scandal”.", "Ann Lee"),
        ("“It is a disgrace,” said Ann Lee MP.", "Ann Lee"),
        ("For Ann Lee, who is 85, it is “the end of the road”.", "Ann Lee"),
        ("In Ann Lee’s view, the deal is “a sell-out and a shame”.", "Ann Lee"),
        ("In Ann Lee’s house, the deal is “a sell-out and a shame”.", ""),
        ("For Mr. Brown, it was “the end of the road”.", "Mr. Brown"),
        ("For Ann Lee, the film “Singing in the rain again” was too long.", ""),
    ],
)
def test_letters_behind_a_name_and_whose_view_it_is(text: str, speaker: str) -> None:
    (quotes,) = said(text)
    assert {one[1] for one in quotes} <= {speaker}
    assert bool(quotes) or not speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“You could drive a tank over it,” Ann Lee laughs.", "Ann Lee"),
        ("“My phone hasn't stopped,” beamed Ann Lee, 23, from Porthaven.", "Ann Lee"),
        ("“That's rubbish,” was Ann Lee’s verdict.", "Ann Lee"),
        ("Ann Lee is sure. “It will hold,” she grins.", "Ann Lee"),
        ("“It is ours and it will be ours,” retired Admiral Smith said.", "Smith"),
        ("“It is ours and it will be.” Beamed Smith. Nobody knew.", ""),
        ("The spokesman refused to be drawn, saying: “It is too early.”", "The spokesman"),
        ("The streets were packed with people, saying “it is too early for this”.", ""),
        ("“I have nothing to hide,” he said. Smith was speaking after the match.", "Smith"),
        ("“I have nothing to hide,” he said. It was Ann Lee who asked.", "he"),
    ],
)
def test_words_behind_marks_that_say_nothing_elsewhere(text: str, speaker: str) -> None:
    (quotes,) = said(text)
    assert {one[1] for one in quotes} == {speaker}


def test_a_few_words_are_a_quote_where_they_are_a_sentence() -> None:
    first, then, last = said("“No,” Ann Lee said.", "“It will be rejected.”", "The “old town” is.")
    assert first[0][1] == then[0][1] == "Ann Lee"
    assert last == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Smith called the plan “lunacy”.", "Smith"),
        ("Smith has described the move as a “disgrace” and left.", "Smith"),
        # A title, what is asked, and what nobody named says.
        ("Smith called the plan “Lunacy”.", None),
        ("Smith called on Jones to “find” the money.", None),
        ("They called the plan “lunacy”.", None),
    ],
)
def test_a_word_is_a_quote_that_somebody_calls_something_by(text: str, speaker: str | None) -> None:
    (quotes,) = said(text)
    assert [one[1] for one in quotes] == ([speaker] if speaker else [])
