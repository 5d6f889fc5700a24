"""What outlets changed after publication, told such that it leads from one text to the other."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import (
    Archive,
    ArticleView,
    Comparison,
    ParagraphChange,
    ParagraphView,
    Publication,
    ReadOptions,
)
from index.compare.announced import announces
from index.compare.articles import compare
from index.compare.paragraph_changes import changes
from index.compare.published_states import published
from index.compare.words import differences
from index.core.byte_encodings import ENCODINGS, are_same_bytes
from index.core.comparison import after, before
from index.store.articles.versions import KeptText
from tests.effort import runs

_WORDS = (
    "the port council of Elbe £21.4m said, “no” in 2025 – o'clock cease-fire élan 東京 🙂 . ; "
    "\u00a0 two  blanks"
).split(" ")
texts = st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join)
news = st.lists(texts, max_size=12)


def article(paragraphs: list[str], **about: str) -> ArticleView:
    return ArticleView(
        number=1, id="a", version=1, versions=2, publication=Publication(**about), tags=(),
        origin="", date_from="",
        paragraphs=tuple(
            ParagraphView(at, f"a-{at}", at, text) for at, text in enumerate(paragraphs, 1)
        ),
    )  # fmt: skip


def applied(old: list[str], told: tuple[ParagraphChange, ...]) -> list[str]:
    """The text that a difference leads to, from the text before and what is shown alone."""
    new = []
    for one in told:
        if one.old is not None:
            assert before(one.pieces) == old[one.old - 1]
        if one.kind in ("same", "rewritten", "added"):
            new.append(after(one.pieces))
    return new


def check(old: list[str], new: list[str]) -> tuple[ParagraphChange, ...]:
    told = changes(old, new)
    assert applied(old, told) == new
    # Every paragraph of both is told of once, in its place.
    assert sorted(one.old for one in told if one.old is not None) == list(range(1, len(old) + 1))
    assert [one.new for one in told if one.new is not None] == list(range(1, len(new) + 1))
    # Those that have not moved stand in the order they had.
    stayed = [one.old for one in told if one.old and one.new and not one.moved]
    assert stayed == sorted(stayed)
    return told


@given(texts, texts)
def test_pieces_give_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert (before(pieces), after(pieces)) == (old, new)
    assert all(piece.text for piece in pieces)


@given(news, news)
def test_any_two_texts_are_led_from_one_to_the_other(old: list[str], new: list[str]) -> None:
    check(old, new)


@given(news)
def test_a_text_is_the_same_as_itself(text: list[str]) -> None:
    assert not any(one.is_change for one in check(text, text))


def edited(text: list[str], chance: random.Random) -> list[str]:
    """A text as an outlet changes it: words, sentences and paragraphs, dropped, added and moved."""
    new = list(text)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(new)) if new else 0
        match chance.choice(("drop", "add", "move", "words", "words", "split", "join", "twice")):
            case "drop" if new:
                del new[at]
            case "add":
                new.insert(at, f"Correction: {chance.choice(text) if text else 'it'} was wrong.")
            case "move" if new:
                new.insert(chance.randrange(len(new)), new.pop(at))
            case "words" if new and new[at]:
                words = new[at].split(" ")
                place = chance.randrange(len(words))
                words[place : place + chance.randint(0, 3)] = chance.choice(
                    (["£18.7m"], [], ["the", "council’s", "leader"])
                )
                new[at] = " ".join(words)
            case "split" if new and " " in new[at]:
                half = new[at].find(" ", len(new[at]) // 2)
                new[at : at + 1] = [new[at][:half], new[at][half + 1 :]]
            case "join" if len(new) > at + 1:
                new[at : at + 2] = [f"{new[at]} {new[at + 1]}"]
            case "twice" if new:
                new.insert(at, new[at])
    return new


def seeds_paragraphs(seeds: Path) -> list[list[str]]:
    found = []
    for path in sorted(seeds.rglob("*.md")):
        if path.name != "README.md":
            body = path.read_text("utf-8").split("---", 2)[-1]
            found.append([each.strip() for each in body.split("\n\n") if each.strip()])
    return found


def test_edits_of_real_articles_are_shown_such_that_they_can_be_applied(seeds: Path) -> None:
    articles = seeds_paragraphs(seeds)
    for number in range(runs(150, 1000)):
        chance = random.Random(number)
        old = chance.choice(articles)
        check(old, edited(old, chance))


def kinds(old: list[str], new: list[str]) -> list[str]:
    told = check(old, new)
    return [("moved " if one.moved else "") + one.kind for one in told]


ONE, TWO, THREE = (
    "The council voted for the port on Tuesday by three votes.",
    "Nobody from the company could be reached for a comment.",
    "The strike of the dockers is to end next week, their union said.",
)


def test_what_was_dropped_added_moved_and_rewritten_is_told_apart() -> None:
    assert kinds([ONE, TWO], [ONE]) == ["same", "dropped"]
    assert kinds([TWO], [ONE, TWO]) == ["added", "same"]
    assert kinds([ONE, TWO, THREE], [TWO, THREE, ONE]) == ["same", "same", "moved same"]
    assert kinds([ONE, TWO], [ONE.replace("three", "two"), TWO]) == ["rewritten", "same"]
    assert kinds([ONE, TWO, THREE], [THREE, ONE.replace("three", "two"), TWO]) == [
        "moved same", "rewritten", "same",
    ]  # fmt: skip
    assert kinds([ONE], [THREE]) == ["dropped", "added"]


def test_words_that_changed_are_shown_whole() -> None:
    told = [
        (one.kind, one.text)
        for one in differences("moved £21.4m on 3 May", "moved £18.7m on 3 May")
    ]
    assert told == [
        ("kept", "moved £"),
        ("dropped", "21.4m"),
        ("added", "18.7m"),
        ("kept", " on 3 May"),
    ]
    told = [
        (one.kind, one.text)
        for one in differences("by two of them, he said", "by eight ministers, he said")
    ]
    assert [one for one in told if one[0] != "kept"] == [
        ("dropped", "two of them"),
        ("added", "eight ministers"),
    ]


def of(old: list[str], new: list[str], **titles: str) -> Comparison:
    return compare(
        article(old, title=titles.get("before", "")), article(new, title=titles.get("after", ""))
    )


@pytest.mark.parametrize(
    "note",
    [
        "Correction, 3 October: an earlier version gave another sum.",
        "This article was amended on 3 October to remove a name.",
        "(This story has been updated with a comment of the company.)",
        "An earlier version of this report misspelt the name.",
        "Update: the company has answered.",
        "UPDATED 3 October, 11:40",
        "*Editor’s note: the headline has been changed.*",
        "Korrektur: In einer früheren Version stand eine andere Zahl.",
        "In einer früheren Version dieses Artikels hieß es anders.",
        "Une précédente version de cet article donnait un autre chiffre.",
        "Fe de errores: la cifra era otra.",
        "RETRACTED",
        "This article has been retracted.",
        "Retraction: the report was wrong.",
        "We apologise for the error.",
        "(Corrects number in paragraph 2)",
        "(Refiles to fix the dateline)",
        "This version CORRECTS the spelling",
        "(This June 3 story corrects paragraph 1 to say four, not forty)",
        "(In this Feb. 12, 2024 story, corrects the name of the firm)",
        "This Sept. 3 story has been refiled to correct the sum.",
        "We wrongly said forty pounds; we apologise to the mayor.",
        "The sum was four pounds; we apologise.",
        "This article originally misstated the sum.",
        "Withdrawn by the editors.",
        "Der Artikel wurde nachträglich geändert.",
        "Cet article a été modifié.",
        "Este artículo ha sido corregido.",
    ],
)
def test_a_note_of_the_outlet_announces_a_change(note: str) -> None:
    assert announces(of([ONE], [ONE.replace("three", "two"), note]))
    # One that stood there before does not.
    assert not announces(of([ONE, note], [ONE.replace("three", "two"), note]))


@pytest.mark.parametrize(
    "text",
    [
        "A corrections officer was hurt in the prison.",
        "The market is due for a correction, analysts said.",
        "He asked for an update on the strike.",
        "She corrected him.",
        "The updated figures come out in May.",
        "The man retracted his confession on Friday.",
        "Retracted claims are rare in medicine.",
        "Withdrawn troops came home, and the minister withdrew the bill.",
        "The company apologised for the error.",
        "“It was late. We apologise to the mayor,” the firm said.",
        "“We wrongly said forty pounds,” the clerk told the court.",
        "The report wrongly said that nobody was hurt, the minister told the house.",
        "This June 3 deadline is the last one.",
    ],
)
def test_news_that_has_such_words_announces_nothing(text: str) -> None:
    assert not announces(of([ONE], [ONE.replace("three", "two"), text]))


def test_a_headline_may_announce_it() -> None:
    for note in ("CORRECTED", "RETRACTED"):
        assert announces(of([ONE], [TWO], before="Vote", after=f"{note}: Vote"))
    assert not announces(of([ONE], [TWO], before="Vote", after="Votes"))


def write(folder: Path, name: str, text: str, *, title: str = "Vote", updated: str = "") -> None:
    stamp = f"updated: {updated}\n" if updated else ""
    (folder / name).write_text(
        f"---\ntitle: {title}\noutlet: Echo\ndate: 2025-10-01\n{stamp}url: https://echo.example/vote\n---\n\n{text}\n"
    )


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("changed")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        texts = ([ONE, TWO], [ONE.replace("three", "two"), TWO], [ONE.replace("three", "two")])
        for number, each in enumerate(texts):
            news = folder / str(number)
            news.mkdir()
            write(news, "vote.md", "\n\n".join(each), title=f"Vote {number}")
            archive.add([news])
        other = folder / "other"
        other.mkdir()
        (other / "strike.md").write_text(f"---\ntitle: Strike\noutlet: Echo\n---\n\n{THREE}\n")
        archive.add([other])
        yield archive


def test_articles_that_were_changed_are_listed_with_what_became_of_them(changed: Archive) -> None:
    (one,) = changed.versions.changed()
    assert len(one.imported) == 3
    assert one.silent
    assert one.comparison.counts == {"rewritten": 1, "added": 0, "dropped": 1, "moved": 0}
    assert [field.name for field in one.comparison.fields] == ["title"]
    strike = changed.search("strike").hits[0].number
    assert len(changed.versions.changed([strike])) == 0


def test_any_two_versions_are_compared(changed: Archive) -> None:
    (one,) = changed.versions.changed()
    assert [row.publication.title for row in changed.versions.of(one.number)] == [
        "Vote 0", "Vote 1", "Vote 2",
    ]  # fmt: skip
    second = changed.versions.between(one.number, 1, 2)
    assert second.counts["rewritten"] == 1
    assert not second.counts["dropped"]
    back = changed.versions.between(one.number, 3, 2)
    assert back.counts["added"] == 1


TRAM = "The tram to the port opens in May, two years late. " * 12


def test_what_a_summary_lacks_was_not_added_by_the_outlet(tmp_path: Path) -> None:
    line = {"url": "https://echo.example/tram", "title": "Tram", "outlet": "Echo"}
    summary = line | {"summary": "The tram to the port opens in May."}
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for number, record in enumerate(
            (summary, line | {"text": TRAM}, line | {"text": TRAM.replace("two", "three")}), 1
        ):
            path = tmp_path / f"{number}.jsonl"
            path.write_text(json.dumps(record) + "\n")
            archive.add([path])
            changed = archive.versions.changed()
            assert len(changed) == (number == 3)
        (one,) = changed
        assert len(archive.versions.of(one.number)) == 3
        assert len(one.imported) == 2
        assert one.comparison.counts["rewritten"] == 1


@pytest.mark.parametrize("teaser", [ONE, f"{ONE[:30]} …"])
def test_the_text_behind_a_teaser_of_a_feed_is_no_change(teaser: str) -> None:
    kept = [
        KeptText(1, "feed", [teaser]),
        KeptText(2, "feed", [ONE, TWO, THREE]),
        KeptText(3, "feed", [ONE, TWO.replace("a", "o"), THREE]),
    ]
    assert published(kept[:2]) == [2]
    assert published(kept) == [2, 3]


def test_a_file_read_in_another_encoding_was_not_changed(tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_bytes("Zebranie w Łodzi\n\nRada przyjęła budżet na przyszły rok.\n".encode("cp1250"))
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for encoding in ("cp1252", "cp1250"):
            archive.add([news], options=ReadOptions(encoding=encoding))
        assert archive.search("przyjęła").paragraphs == 1
        assert len(archive.versions.changed()) == 0


@given(st.text(min_size=1), st.sampled_from(ENCODINGS), st.sampled_from(("utf-8", *ENCODINGS)))
def test_bytes_read_in_two_encodings_are_known_to_be_the_same(
    text: str, wrong: str, right: str
) -> None:
    data = text.encode(right, "ignore")
    one, other = data.decode(right), data.decode(wrong, "ignore")
    if one != other and other.encode(wrong) == data:
        assert are_same_bytes(one, other)
        assert not are_same_bytes(one, one)
