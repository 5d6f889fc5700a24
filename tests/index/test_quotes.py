"""Quotes and their speakers in a paragraph."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.values import EntityType
from index.quotes.attribution_words import Named
from index.quotes.extraction import quotes
from index.quotes.quotation_marks import marked
from index.quotes.quote import Quote
from index.quotes.token_sequence import CLAUSE, TokenSequence

PEOPLE = ("Ann Lee", "Smith", "Jones", "Mr. Brown", "Maria Cole", "Cole", "Trump")
ORGS = ("Harbour Ministry", "Courier", "Senate Committee")
PLACES = ("Porthaven", "Texas")
NUMBERS = {name: at for at, name in enumerate((*PEOPLE, *ORGS, *PLACES), 1)} | {"Cole": 5}
NAMES = {number: name for name, number in NUMBERS.items()} | {5: "Maria Cole"}


def named(text: str) -> list[Named]:
    found: list[Named] = []
    taken = bytearray(len(text))
    kinds: list[tuple[EntityType, tuple[str, ...]]] = [
        ("person", PEOPLE),
        ("org", ORGS),
        ("place", PLACES),
    ]
    for kind, names in kinds:
        for name in sorted(names, key=len, reverse=True):
            for match in re.finditer(re.escape(name), text):
                start, end = match.span()
                if not any(taken[start:end]):
                    found.append((start, end, NUMBERS[name], kind))
                    taken[start:end] = bytes([1]) * (end - start)
    return sorted(found)


def said(text: str) -> list[tuple[str, str]]:
    """The quotes of a text, each with the name of its speaker, "" where there is none."""
    return [
        (text[quote.start : quote.end], NAMES[quote.speaker] if quote.speaker else "")
        for quote in quotes(text, named(text), NAMES)
        if quote.kind != "indirect"
    ]


# Where the speaker stands


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will open the harbour,” Smith said.", "Smith"),
        ("“We will open the harbour,” said Smith, a fisherman.", "Smith"),
        ("“We will open the harbour,” Smith, the mayor of Porthaven, said.", "Smith"),
        ("“We will open the harbour,” Smith (R-Texas) told the Courier.", "Smith"),
        ("“We will open the harbour,” Smith, 35, who knows Jones, later said.", "Smith"),
        ("“We will open the harbour,” said Senator Ann Lee of Texas.", "Ann Lee"),
        ("“We will open the harbour,” according to Smith.", "Smith"),
        ("“We will open the harbour,” in a way, said Smith, who fishes.", "Smith"),
        ("“Shall we open the harbour?” asked Smith.", "Smith"),
        ("“We will open the harbour!” wrote Trump adviser Ann Lee on Monday.", "Ann Lee"),
        ("“We will open the harbour,” said another fisherman, Smith.", "Smith"),
        ("“We will open the harbour,” said the vicar, the Rev. Smith, on Monday.", "Smith"),
        ("“We will open the harbour,” said her pupil, the potter Smith, on Monday.", "Smith"),
        ("“We will open the harbour!” roared Smith.", "Smith"),
        ("„We will open the harbour“, said Smith.", "Smith"),
        ("„We will open the harbour,“ Smith said.", "Smith"),
        ("»We will open the harbour«, said Smith of Texas.", "Smith"),
        ("«We will open the harbour», said Smith.", "Smith"),
        ("« We will open the harbour », said Smith.", "Smith"),
        ("”We will open the harbour”, said Smith.", "Smith"),
        ("“We will open the harbour,” the Harbour Ministry said.", "Harbour Ministry"),
        ("“We will open the harbour,” her brother, Smith, told Jones.", "Smith"),
        ('"We will open the harbour," Smith said.', "Smith"),
        ("''We will open the harbour,'' Smith said.", "Smith"),
        ("‘We will open the workers’ harbour,’ Smith said.", "Smith"),
        ("Smith said: “We will open the harbour.”", "Smith"),
        ("Smith told Jones: “We will open the harbour.”", "Smith"),
        ("Smith tweeted, “We will open the harbour.”", "Smith"),
        ("According to Smith, “we will open the harbour.”", "Smith"),
        ("Smith told reporters on Monday that “we will open the harbour.”", "Smith"),
        ("Smith called Jones “a liar.”", "Smith"),
        ("Smith attacked Jones on Monday, calling him “a liar.”", "Smith"),
        ("Smith never met Jones, he said, adding: “We will open it.”", "Smith"),
        ("Said Smith: “We will open the harbour.”", "Smith"),
        ("Smith: “We will open the harbour.”", "Smith"),
        ("Smith on Friday said: “We will open the harbour.”", "Smith"),
        ("Smith yesterday said, “We will open the harbour.”", "Smith"),
        ("Smith in a statement said, “We will open the harbour.”", "Smith"),
        ("A man who identified himself as Smith said: “We will open it.”", "Smith"),
        ("Smith termed it “a folly without end.”", "Smith"),
        ("As Smith put it, “we will open the harbour.”", "Smith"),
        ("Jones, who was asked by Smith, said: “We will open it.”", "Jones"),
        ("Smith was blunt. “We will open the harbour,” he said.", "Smith"),
        ("Maria Cole met Smith. “We will open the harbour,” he said.", "Smith"),
        ("Smith met Maria Cole. “We will open the harbour,” she said.", "Maria Cole"),
        ("Mr. Brown wrote to Jones. “We will open the harbour,” he said.", "Mr. Brown"),
        ("Trump will meet Smith, Jones said. “We will open the harbour,” he said.", "Jones"),
        ("Smith answered Jones's comments with a tweet claiming: “We will open it.”", "Smith"),
        ("After firing Smith, Jones set it off with a single tweet: “We will open it.”", "Jones"),
        (
            "It was named in Smith's letter asking that Jones be fired, writing, “I hate it.”",
            "Smith",
        ),
        ("Although the senator gave Smith time, Maria Cole challenged him: “Why?”", "Maria Cole"),
        ("They sent it in a statement from Smith that said: “We will open it.”", "Smith"),
        ("Harbour Ministry press secretary Smith denied it, saying: “We open it.”", "Smith"),
        ("Courier columnist Smith seconded that, writing, “We will open it.”", "Smith"),
        ("A film found Courier columnist Smith calling it “a folly.”", "Smith"),
        ("“We will open it,” said the Senate Committee’ Ann Lee.", "Ann Lee"),
        ("“We will open it,” said Smith for Porthaven director Ann Lee.", "Ann Lee"),
        (
            "It is a way that Smith slammed as “very careless,” Jones went up and will say so.",
            "Smith",
        ),
        ("In June Smith told the Courier that he “will not go” Jones and would write.", "Smith"),
        ("Beside Jones, Smith called it “a folly.”", "Smith"),
        ("Smith dubbed it “a folly,” and referred to Jones.", "Smith"),
    ],
)
def test_the_speaker_of_a_quote(text: str, speaker: str) -> None:
    [(words, by)] = said(text)
    assert by == speaker
    assert words in text


@pytest.mark.parametrize(
    "text",
    [
        "“We will open the harbour,” a spokesman for Smith said.",
        "“We will open the harbour,” said a spokesman for Smith.",
        "“We will open the harbour,” a Smith aide said.",
        "“We will open the harbour,” said Smith's campaign.",
        "“We will open the harbour,” he said.",
        "Smith was also criticized for engaging in “a very careless” decision.",
        "Despite Smith’s claims it is “a very careless decision.”",
        "The ministers called for Smith’s firing as “a very careless decision.”",
        "Smith should say that “my staff has worked it out.”",
        "It went on without saying “we looked into it” to Smith.",
        "They had a “loophole in the law,” blaming Smith for it.",
        "It is related to alleged crimes of the Courier, and “a dozen people” are named.",
        "“We will open the harbour,” told Smith.",
        "“We will open the harbour” is what Jones heard when Smith was told.",
        "“We will open the harbour,” as Smith is said to have it.",
        "“We will open the harbour,” the crowd shouted. Smith left.",
        "Smith never said “we will open the harbour for them.”",
        "Smith did not say “we will open the harbour for them.”",
        "Smith refused to say “we will open the harbour for them.”",
        "Smith, who stopped short of saying “we will open the harbour,” left.",
        "Smith denied that the harbour was “a place for thieves and worse.”",
        "Smith, said to be ill, wore a hat: nobody saw the “we will open it” sign.",
        "Smith insists on nothing, though an email to Jones speaks of “an open harbour for all.”",
        "A reporter told Smith: “You will open the harbour.”",
        "Porthaven said: “We will open the harbour.”",
        "In the view of the ministry, “we will open the harbour.”",
    ],
)
def test_words_are_not_put_in_the_wrong_mouth(text: str) -> None:
    assert {by for _, by in said(text)} <= {""}


def test_what_goes_on_is_by_the_same_speaker() -> None:
    text = "“We will open,” Smith told reporters. “Nobody will stop us.” Jones smiled."
    assert said(text) == [("We will open,", "Smith"), ("Nobody will stop us.", "Smith")]
    text = "“We will open,” Smith said, “and nobody will stop us.”"
    assert said(text) == [("We will open,", "Smith"), ("and nobody will stop us.", "Smith")]


def test_two_speakers_of_one_paragraph() -> None:
    text = "“We will open,” Smith said. “You will not,” said Jones. “We shall,” Smith replied."
    assert [by for _, by in said(text)] == ["Smith", "Jones", "Smith"]


def test_where_the_speaker_and_the_verb_stand() -> None:
    text = "Smith was blunt. “We will open it,” he later said."
    [quote] = quotes(text, named(text))
    assert text[slice(*quote.speaker_span)] == "he"
    assert text[slice(*quote.cue)] == "said"
    text = "“We will open it,” a spokesman for Smith said."
    [quote] = quotes(text, named(text))
    assert (quote.speaker, text[slice(*quote.speaker_span)]) == (0, "a spokesman for Smith")


# What is a quote


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “freedom fries” are back.",
        "He starred in “The Art of the Deal” and won.",
        'A 6\'2" man bought a 5" pipe.',
        "The ‘90s and the workers’ pay were Smith’s.",
        "Smith said they should let 'em have the boys' room.",
        "The “Dreamers” of Texas.",
        "A group called “Silence, Please” is here.",
        "The paper, “A new species of spider from a sandwich”, is long.",
        "Nothing is quoted here.",
        "",
        "“”",
    ],
)
def test_what_is_no_quote(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“No,” Smith said.", ["No,"]),
        (
            "“It was a long night for all of us. And we",
            ["It was a long night for all of us. And we"],
        ),
        ('Smith said, "It was a long night', ["It was a long night"]),
        ("“He said ‘go home’ to me,” Smith said.", ["He said ‘go home’ to me,"]),
        ("“I heard “no and no” from him, Smith said.", ["no and no"]),
        ("He spoke of a town that “has had enough of all that.”", ["has had enough of all that."]),
        ("“We will open it,“ Smith said.", ["We will open it,"]),
        ('Rep. Jones:"We will open it, he will see."', ["We will open it, he will see."]),
        ("Smith: ‘We Will Open It’ on Monday", ["We Will Open It"]),
        ("Smith's office said it was 'taken out of context'.", ["it was 'taken out of context'"]),
        ("„We heard ‚no and no‘ from him“, Smith said.", ["We heard ‚no and no‘ from him"]),
        ("« We go. » Smith said: « Nous ouvrons le port. »", ["We go.", "Nous ouvrons le port."]),
    ],
)
def test_what_is_a_quote(text: str, words: list[str]) -> None:
    assert [quote for quote, _ in said(text)] == words


# Whatever the text


_PIECES = st.sampled_from(
    [*"“”\"'‘’«.,:;?!-—()\n\xa0 ", "''", "``", " said ", " he ", " she ", " according to ", "Smith"]
    + [
        " Ann Lee ",
        " told ",
        " saying ",
        ", ",
        ". ",
        "n't",
        " Mr.",
        " the ",
        " who ",
        "’s",
        " We go",
    ]
)
_TEXT = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=60).map("".join))
_MENTION = st.tuples(
    st.integers(-3, 90),
    st.integers(-3, 90),
    st.integers(0, 4),
    st.sampled_from(["person", "org", "place"]),
)


@given(_TEXT, st.lists(_MENTION, max_size=8))
def test_any_text_and_any_mentions_give_spans_in_order(text: str, mentions: list[Named]) -> None:
    known = {number for *_, number, _ in mentions}
    reached = 0
    for quote in quotes(text, mentions, {1: "Maria Cole"}):
        assert isinstance(quote, Quote)
        assert reached <= quote.start < quote.end <= len(text)
        reached = quote.end
        assert quote.speaker in {0, *known}
        for start, end in (quote.speaker_span, quote.cue):
            assert 0 <= start <= end <= len(text)


@given(_TEXT, st.lists(_MENTION, max_size=8))
def test_every_word_stands_where_it_says(text: str, mentions: list[Named]) -> None:
    line = TokenSequence(text, marked(text), mentions, {})
    places = list(range(line.size))
    rest, reached = "", 0
    # Places are worked out where they are asked for: in whatever order.
    ends = {at: line.end(at) for at in reversed(places)}
    for at in places:
        start = line.start(at)
        rest += text[reached:start]
        assert reached <= start < ends[at]
        if low := line.low[at]:
            assert text[start : ends[at]].lower() == low or len(text) != len(text.lower())
        else:
            assert line.kind(at) in {"q", "person", "org", "place"}
        reached = ends[at]
    assert not (rest + text[reached:]).strip()
    numbers = line.sentence[: line.size]
    assert numbers == sorted(numbers)
    assert line.within(line.size, 0) == line.within(-1, 0) == -1 or not places


@pytest.mark.parametrize(
    "piece", ['"', "“a ", "he said ", "— ", "'", "Smith ", "very ", '"a b" he ', "‘a"]
)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    def steps(times: int) -> int:
        text = piece * times + "“We will open it,” he said. "
        count = 0

        class Counted(str):
            __slots__ = ()

            def __getitem__(self, key: object) -> str:
                nonlocal count
                part = super().__getitem__(key)  # type: ignore[index]
                count += 1 + len(part)
                return part

        quotes(Counted(text), named(text))
        return count

    assert steps(2_000) < 12 * steps(200)


@pytest.mark.parametrize(
    "verbs", ["and said ", "said and to say ", ", saying and said ", "saying "]
)
def test_a_chain_of_verbs_is_gone_through_a_bounded_number_of_times(
    verbs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    plain = TokenSequence.is_cue

    def counted(line: TokenSequence, at: int) -> bool:
        nonlocal asked
        asked += 1
        return plain(line, at)

    monkeypatch.setattr(TokenSequence, "is_cue", counted)
    assert len(quotes(verbs * 30 + "“we will go on and on”", [])) == 1
    assert asked < 2 * CLAUSE * CLAUSE


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will wait,” said the U.S. secretary of state, Ann Lee.", "Ann Lee"),
        # The mayor or whoever knows him: nobody can tell.
        ("“We will wait,” said the lawyer of the mayor, Smith.", ""),
        ("“No power can stop us,” the Courier quoted President Smith as saying.", "Smith"),
        ("The Courier quoted Smith as saying: “No power can stop us.”", "Smith"),
        ("“No power can stop us,” Smith was quoted as saying by the Courier.", "Smith"),
        ("“It is late now,” the Courier reported Smith as saying.", "Smith"),
        ("Smith quoted the Bible: “It is late now.”", "Smith"),
        ("‘We said “never again” and we meant it,’ said Smith.", "Smith"),
    ],
)
def test_an_office_has_its_holder_and_who_is_quoted_speaks(text: str, speaker: str) -> None:
    ((words, by),) = said(text)
    assert by == speaker
    assert "“never again” and" in words or "“" not in words


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A man who had said nothing until that moment called out: “We will wait.”", "A man"),
        ("“We will wait,” said its managing director, Ann Lee.", "Ann Lee"),
        ("“We will wait,” said her acting chief of staff.", "her acting chief of staff"),
        ("Did it? No. Its director said: “We will wait.”", "Its director"),
        ("An official, requesting anonymity, said: “We will wait.”", "An official"),
    ],
)
def test_who_speaks_without_a_name_is_somebody(text: str, speaker: str) -> None:
    (quote,) = quotes(text, named(text), NAMES)
    assert text[slice(*quote.speaker_span)] == speaker, text


def test_what_follows_a_cry_begins_another_sentence() -> None:
    text = "Smith stood up, complaining: “He left it out!” Courier’s Jones missed “attack lines”."
    assert said(text) == [("He left it out!", "Smith")]


def test_a_word_set_off_in_front_of_a_name_is_not_said() -> None:
    assert said("“Moderate” Smith publicly admitted that it had failed.") == []


def test_a_name_behind_a_dash_signs_only_what_nobody_else_said() -> None:
    text = "“We will open it,” Smith stressed. “I want to be clear on that.” — Jones"
    assert [by for _, by in said(text)] == ["Smith", "Smith"]
    assert [by for _, by in said("“I want to be clear on that.” — Jones")] == ["Jones"]


def test_what_somebody_is_to_say_far_behind_is_not_what_was_said_before() -> None:
    text = (
        "Instead of simply saying “we looked into it,” Smith sought to free himself of what the "
        "critics had against him, and to offer them more."
    )
    assert "Smith" not in [by for _, by in said(text)]


# Marks that were not closed


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        (
            'Smith admitted: "It is my dream to win. "Some say that I am mad. "It is so."',
            ["It is my dream to win.", "Some say that I am mad.", "It is so."],
        ),
        ("“He was a hero, Smith said on Monday. “I am not.”", ["He was a hero,", "I am not."]),
        ('"People misbehave, says Smith. "Not all."', ["People misbehave,", "Not all."]),
        ("“We will open it,’’ Smith said. “It is old.’’", ["We will open it,", "It is old."]),
        # Nobody can tell where the first one ends.
        ('He may have "Romnesia. If you say that, you have "Romnesia" too.', ["Romnesia"]),
        ('The "new harbour is old and "ugly" to see.', ["ugly"]),
    ],
)  # fmt: skip
def test_marks_that_open_again_end_what_was_not_closed(text: str, passages: list[str]) -> None:
    assert [text[one.start : one.end] for one in marked(text)] == passages


def test_what_stands_in_marks_that_were_not_closed_is_nobody_elses() -> None:
    text = 'Smith admitted: "It is my dream to win. "Some say that I am mad. "It is so, I know."'
    assert [speaker for _, speaker in said(text)] == ["Smith"] * 3
    assert len(quotes(text, named(text), NAMES)) == 3


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        (
            "“She wrote, ‘He drew “the chart,” and left,’ and I went,” he said. “So did we.”",
            ["She wrote, ‘He drew “the chart,” and left,’ and I went,", "So did we."],
        ),
        (
            '"It said \'burn "all" of it\', and we did."',
            ["It said 'burn \"all\" of it', and we did."],
        ),
        (
            "“It read, ‘No “fake” of “ours” here,’ and it was a lie,” Smith told the town.",
            ["It read, ‘No “fake” of “ours” here,’ and it was a lie,"],
        ),
        # A mark that is never closed hides nothing of what comes behind it.
        (
            "“It is the ‘old clerk, she said. “I do not like him,” she added. “Not at all.”",
            ["It is the ‘old clerk,", "I do not like him,", "Not at all."],
        ),
    ],
)
def test_what_is_quoted_inside_of_inner_marks_ends_nothing(text: str, passages: list[str]) -> None:
    assert [text[one.start : one.end] for one in marked(text)] == passages


def test_who_quotes_somebody_who_quotes_somebody_says_all_of_it() -> None:
    text = "“She wrote, ‘He drew “the chart,” and left,’ and I believed her,” said Smith."
    assert said(text) == [(text[1:-13], "Smith")]
