"""Which names are found in articles, and whom they mean."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.core.values import EntityType
from index.entities.recogniser import ArticleRecogniser, default
from index.entities.resolving.resolve import resolve, surnames
from index.entities.spans import Span
from index.entities.tagging.calibration import MADE, calibrated
from index.entities.tagging.tagger import Tagger
from index.entities.words.tokenizer import Ints, Tokens, split


def found(*paragraphs: str, title: str = "") -> list[tuple[str, str, str]]:
    """(surface, type, name) of every mention of an article."""
    texts = [title, *paragraphs]
    mentions = default().recognise([texts])[0]
    return [
        (text[m.start : m.end], m.type, m.name)
        for text, found in zip(texts, mentions, strict=True)
        for m in found
    ]


def names(*paragraphs: str, title: str = "") -> set[tuple[str, str]]:
    return {(kind, name) for _, kind, name in found(*paragraphs, title=title)}


def test_a_surname_means_the_person_named_in_full() -> None:
    assert ("Xi", "person", "Xi Jinping") in found(
        "Chinese President Xi Jinping met reporters in Seoul.", "Later, Xi said he was pleased."
    )


def test_those_of_a_surname_are_no_organisation() -> None:
    article = found(
        "Marta Ostrander and Per Ostrander sat together.",
        "It is the first time that we have seen the two Ostranders in one place.",
    )
    assert [surface for surface, _, _ in article] == ["Marta Ostrander", "Per Ostrander"]
    teams = found("Per Giant watched.", "The Giants beat the Steelers on Sunday.")
    assert ("Steelers", "org") in {(surface, kind) for surface, kind, _ in teams}


def test_names_in_korean_order_are_shortened_to_their_first_word() -> None:
    article = found("President Lee Jae Myung spoke on Monday.", "The adviser said Lee was willing.")
    assert ("Lee", "person", "Lee Jae Myung") in article


def test_a_surname_of_two_people_is_not_guessed() -> None:
    article = found(
        "Leader Kim Jong Un spoke in Pyongyang on Saturday.",
        "A protester, Kim Hye Kyung, said she was angry.",
        "The rally ended in the evening.",
        "There was rain in the evening.",
        "On Sunday Kim said nothing.",
    )
    assert {name for surface, _, name in article if surface.startswith("Kim")} == {
        "Kim Jong Un",
        "Kim Hye Kyung",
    }
    assert not [surface for surface, _, _ in article if surface == "Kim"]


def test_two_people_of_one_surname_stay_two() -> None:
    assert {("person", "Hillary Clinton"), ("person", "Bill Clinton")} <= names(
        "Hillary Clinton spoke first. Her husband, Bill Clinton, followed."
    )


def test_an_acronym_that_the_text_defines_is_its_organisation() -> None:
    article = found(
        "He went to a meeting of the Wheat Growers Association (WGA) in June.",
        "The WGA has forty members.",
    )
    assert ("WGA", "org", "Wheat Growers Association") in article


def test_variants_of_a_country_are_one_place() -> None:
    article = names("The US agreed.", "Britain and the U.S. signed.", "So did the United States.")
    assert ("place", "United States") in article
    assert {name for kind, name in article if kind == "place"} == {
        "United States",
        "United Kingdom",
    }


def test_possessive_endings_and_titles_are_not_part_of_a_name() -> None:
    surfaces = {surface for surface, _, _ in found("It was Senator Mary O’Neill’s idea.")}
    assert surfaces == {"Mary O’Neill"}


@pytest.mark.parametrize(
    "name", ["George W. Bush", "Zoë Brandt-Lévesque", "Maria de la Cruz", "Mohammed bin Salman"]
)
def test_names_with_joints_are_whole(name: str) -> None:
    assert name in {surface for surface, _, _ in found(f"The visit of {name} ended on Friday.")}


def test_ordinary_words_that_begin_sentences_are_not_names() -> None:
    text = "Protesters marched. Officials said nothing. However, police were there. Meanwhile rain."
    assert found(text) == []


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_gives_ordered_spans_inside_it(texts: list[str]) -> None:
    (mentions,) = default().recognise([texts])
    assert len(mentions) == len(texts)
    for text, inside in zip(texts, mentions, strict=True):
        end = 0
        for mention in inside:
            assert end <= mention.start < mention.end <= len(text)
            assert 0 <= mention.confidence <= 1
            assert mention.name
            end = mention.end


_PIECES = (
    "Mr Mr. Mrs Dr. Sir Sen. Kim Jong - un Jong-un Ban Ki-moon Moon Jr. Sr. III Trump Donald "
    "Clinton The the White House Islamic State GOP Planned Parenthood and of , . ? ( ) D-Calif. "
    "R-Iowa Team Will al-Assad al - Le Pen de la Court Supreme Act Nice in "
    "Amazon Post Washington Clintons said"
).split()


class _AnyTagger:
    """Takes for a name whatever it is told to, by how long stretches are; 0 is no name."""

    version = "any"

    def __init__(self, lengths: list[int]) -> None:
        self._lengths = lengths

    def spans(self, texts: Sequence[str], tokens: Tokens, article: Ints) -> list[Span]:
        del texts, article
        found, at = [], 0
        kinds: list[EntityType] = ["person", "org", "place"]
        for length in self._lengths:
            last = at + length - 1
            if length and last < len(tokens) and tokens.text[at] == tokens.text[last]:
                found.append(Span(at, last, kinds[length % 3], 0.9))
            at += max(length, 1)
        return found


@given(
    st.lists(st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join), min_size=1, max_size=3),
    st.lists(st.integers(0, 4), max_size=30),
)
@example(["Even Sen. Rand Paul left."], [0, 0, 0, 1])
def test_whatever_rules_add_no_two_names_overlap(texts: list[str], lengths: list[int]) -> None:
    recogniser = ArticleRecogniser(_AnyTagger(lengths))
    for text, mentions in zip(texts, recogniser.recognise([texts])[0], strict=True):
        end = 0
        for one in mentions:
            assert end <= one.start < one.end <= len(text)
            end = one.end


def test_articles_do_not_influence_each_other() -> None:
    one = ["", "President Xi Jinping spoke in Seoul.", "Xi left."]
    two = ["", "Kim Jong Un wrote to Jane Xi in Paris.", "The US and Xi agreed."]
    together = default().recognise([one, two, one])
    alone = [default().recognise([article])[0] for article in (one, two, one)]
    assert together == alone


def test_the_first_article_people_explore(shared: Path) -> None:
    text = next((shared / "seeds").glob("*.txt")).read_text("utf-8")
    article = found(*text.split("\n\n"))
    people = Counter(name for _, kind, name in article if kind == "person")
    assert set(people) == {
        "Lee Jae Myung",
        "Xi Jinping",
        "Donald Trump",
        "Kim Jong Un",
        "Wi Sunglac",
        "Kim Hye Kyung",
        "Heo Yoon",
    }
    orgs = {surface for surface, kind, _ in article if kind == "org"}
    wanted = {"Apec", "Xinhua", "Hanwha Ocean", "DeepSeek", "Nvidia", "Sogang University"}
    assert wanted | {"World Trade Organisation"} <= orgs
    places = {surface for surface, kind, _ in article if kind == "place"}
    assert {"Gyeongju", "Seoul", "Shenzhen", "Shanghai", "Hongdae", "Malaysia"} <= places
    assert {"North Korea", "South Korea"} <= places


def test_an_article_without_end_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = default()
    articles = [
        ["Talks", "Anna Lindqvist met Paul Okafor in Oslo.", "Lindqvist left Oslo early."],
        ["Harbour", *(f"Maria Santos spoke in Lisbon on day {n}." for n in range(40))],
        ["Empty"],
    ]
    whole = reader.recognise(articles)
    monkeypatch.setattr("index.entities.recogniser._MOST", 120)
    parted = reader.recognise(articles)
    assert [list(map(len, article)) for article in parted] == [
        list(map(len, article)) for article in whole
    ]
    assert parted[0] == whole[0]


def test_a_surname_that_stands_alone_first_is_not_that_of_a_relative_named_later() -> None:
    article = found(
        "President Obama spoke in Chicago on Monday.",
        "On Tuesday Obama met Angela Merkel in Berlin.",
        "Michelle Obama visited a school in London.",
        "There was rain in the evening.",
        "On Friday Mr. Obama flew home.",
    )
    assert ("Michelle Obama", "person", "Michelle Obama") in article
    assert {name for surface, _, name in article if surface == "Obama"} == {"Obama"}


def test_a_headline_may_be_ahead_of_the_name_in_full() -> None:
    article = found(
        "The Chancellor Angela Merkel spoke in Berlin.",
        "Merkel was pleased.",
        title="Merkel speaks in Berlin",
    )
    assert {name for surface, _, name in article if surface == "Merkel"} == {"Angela Merkel"}


@pytest.mark.parametrize("short", ["Trump Jr. was there.", "Everybody was there."])
def test_the_son_is_not_the_father_who_was_named_first(short: str) -> None:
    article = found(
        "Donald J. Trump spoke in Cleveland on Thursday.",
        "His son Donald Trump Jr. spoke before him.",
        short,
        "On Friday Mr. Trump flew to New York.",
    )
    means = {surface: name for surface, _, name in article}
    assert means["Donald Trump Jr."] == "Donald Trump Jr."
    assert means["Trump"] == means["Donald J. Trump"] != "Donald Trump Jr."
    assert means.get("Trump Jr.", "Donald Trump Jr.") == "Donald Trump Jr."


def test_one_who_is_always_named_with_a_generation_has_the_surname() -> None:
    article = found("Donald Trump Jr. spoke in Memphis.", "“I am here,” Mr. Trump said.")
    assert ("Trump", "person", "Donald Trump Jr.") in article


@pytest.mark.parametrize(
    "name",
    [
        *("Kim Jong-un", "Ban Ki-moon", "Tsai Ing-wen", "Park Geun-hye", "Hwang Kyo-ahn"),
        *("Chiang Kai-shek", "Bong Joon-ho", "Bashar al-Assad", "Abdel Fattah el-Sisi"),
        *("Jean-Claude Juncker", "Mary Ashton-Jones", "Donald Trump Jr."),
    ],
)
def test_names_with_hyphens_are_whole(name: str) -> None:
    assert found(f"On Friday {name} flew to Geneva.")[0] == (name, "person", name)


def test_the_given_name_alone_means_who_was_named_in_full() -> None:
    article = found("Kim Jong-un met Park Geun-hye in Seoul.", "Then Kim said that Park was right.")
    assert {name for _, kind, name in article if kind == "person"} == {
        "Kim Jong-un",
        "Park Geun-hye",
    }


@pytest.mark.parametrize("title", ["Mr", "Mr.", "Mrs", "Ms.", "Dr", "Sir", "Sen.", "Sgt", "Gen."])
def test_whoever_has_a_title_is_a_person(title: str) -> None:
    article = found(f"The court heard that {title} Quillfeather had left.")
    assert [one[:2] for one in article] == [("Quillfeather", "person")]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Mrs. Ostrander", "Hillary Ostrander"),
        ("Mr Ostrander", "Bill Ostrander"),
        ("Secretary Ostrander", "Hillary Ostrander"),
        ("Governor Ostrander", "Bill Ostrander"),
    ],
)
def test_a_title_tells_two_of_one_surname_apart(short: str, full: str) -> None:
    article = found(
        "Governor Bill Ostrander spoke with Secretary Hillary Ostrander on Monday.",
        "They met in Geneva.",
        "It rained.",
        f"On Tuesday {short} left.",
    )
    assert ("Ostrander", "person", full) in article


def test_a_title_that_does_not_fit_is_somebody_else() -> None:
    article = found("Michelle Ostrander spoke in Geneva.", "On Tuesday Mr. Ostrander left.")
    assert ("Ostrander", "person", "Mr. Ostrander") in article


def test_names_of_our_lists_are_found_wherever_they_stand() -> None:
    text = "An Islamic State fighter fled; GOP rivals want Planned Parenthood and Boko Haram gone."
    assert [(surface, kind) for surface, kind, _ in found(text)] == [
        ("Islamic State", "org"),
        ("GOP", "org"),
        ("Planned Parenthood", "org"),
        ("Boko Haram", "org"),
    ]
    assert not [one for one in found("WHO WILL STOP THE RAIN") if one[0] == "WHO"]


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("The attack in Nice killed 84.", "Nice", "place"),
        ("Riots in Ferguson followed the shooting.", "Ferguson", "place"),
        ("They voted in Des Moines on Monday; Des Moines agreed.", "Des Moines", "place"),
        ("Fox reported that shares of Amazon rose.", "Fox", "org"),
        ("Fox reported that shares of Amazon rose.", "Amazon", "org"),
        ("They sailed up the Amazon in Brazil.", "Amazon", "place"),
        ("Sen. Dianne Feinstein (D-Calif.) spoke.", "Calif.", "place"),
        ("Team Obama agreed.", "Obama", "person"),
        ("Will Obama agree?", "Obama", "person"),
        ("Sen. Dean Heller left.", "Dean Heller", "person"),
        ("The Trump White House agreed.", "White House", "org"),
    ],
)
def test_what_stands_beside_a_name_tells_what_it_is(text: str, surface: str, kind: str) -> None:
    assert (surface, kind) in [one[:2] for one in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It is a part of the Affordable Care Act and of Social Security.",
        "The State of the Union was long, and the Court was silent.",
        "The Department said nothing, nor did the Committee.",
    ],
)
def test_laws_and_words_for_any_organisation_are_no_organisations(text: str) -> None:
    assert found(text) == []


def test_a_word_for_any_organisation_means_that_of_the_article() -> None:
    article = found("The Porthaven Housing Court met on Monday.", "Later the Court rose.")
    assert {name for _, _, name in article} == {"Porthaven Housing Court"}


@given(st.lists(st.floats(0, 1), min_size=2), st.sampled_from(["person", "org", "place"]))
def test_the_surer_a_tagger_is_the_surer_is_the_name(said: list[float], kind: EntityType) -> None:
    sure = calibrated(sorted(said), [kind] * len(said), [False] * len(said))
    assert sure == sorted(sure)
    assert all(0 <= one <= 1 for one in sure)


def test_what_a_rule_found_alone_is_as_sure_as_such_names_are() -> None:
    texts = ["He saw Marta Ida Ostrander.", "Then came Ostrander on Friday."]
    (full,), (again,) = ArticleRecogniser(_AnyTagger([0, 0, 3])).recognise([texts])[0]
    assert (again.start, again.name, again.confidence) == (10, "Marta Ida Ostrander", MADE)
    assert full.confidence == calibrated([0.9], ["person"], [False])[0]


def test_a_possessive_ending_is_nobodys_surname() -> None:
    texts = ["He saw Marta Ostrander’s house.", "In that state’s house Ostrander slept."]
    (_,), (again,) = ArticleRecogniser(_AnyTagger([0, 0, 3])).recognise([texts])[0]
    assert again.name == "Marta Ostrander"


def test_the_article_is_no_given_name_of_a_paper() -> None:
    tokens = split(["The Hill said so .", "Kathryn HeitkampThe Hill"])
    spans = [Span(0, 1, "org", 0.8), Span(5, 7, "person", 0.9)]
    assert [name.type for name in resolve(spans, tokens, range(len(tokens)))] == ["org", "person"]


@pytest.mark.parametrize(
    "glued", ["Ostrander Marta Ida OstranderFederal", "Marta Ida OstranderThe"]
)
def test_what_a_page_ran_together_is_nobodys_full_name(glued: str) -> None:
    article = found(f"It was {glued} who spoke.", "On Friday Ms. Ostrander left.")
    assert ("Ostrander", "person", "Ms. Ostrander") in article


def test_names_of_our_lists_are_found_where_the_tagger_finds_nothing() -> None:
    text = "They battle the Islamic State, Planned Parenthood and the GOP in New Jersey."
    ((mentions,),) = ArticleRecogniser(_AnyTagger([])).recognise([[text]])
    assert [(text[m.start : m.end], m.type) for m in mentions] == [
        ("Islamic State", "org"),
        ("Planned Parenthood", "org"),
        ("GOP", "org"),
        ("New Jersey", "place"),
    ]


def test_an_acronym_is_nobodys_surname() -> None:
    tokens = split(["Junge SVP won", "Ann COHEN won", "JUNGE SVP won"])
    spans = [Span(0, 1, "person", 0.9), Span(3, 4, "person", 0.9), Span(6, 7, "person", 0.9)]
    assert surnames(spans[:2], tokens).keys() == {"COHEN"}
    assert surnames(spans[2:], tokens).keys() == {"SVP"}


def test_threads_that_recognise_at_once_find_what_each_finds_alone() -> None:
    def articles(of: int) -> list[list[str]]:
        choose = Random(of)
        made = ["".join(choose.choices(ascii_lowercase, k=9)) for _ in range(160)]
        text = "Marta {} told the {} council that {} had met Per Ostrander in London."
        return [[text.format(*(word.title() for word in made[at : at + 3]))] for at in range(150)]

    shared = ArticleRecogniser(Tagger())
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(shared.recognise, map(articles, range(6))))
    finally:
        sys.setswitchinterval(interval)
    for of, mentions in enumerate(found):
        assert mentions == default().recognise(articles(of))
