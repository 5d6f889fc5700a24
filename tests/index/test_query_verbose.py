"""A text of many words that no paragraph has all of is answered by those that have the most."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.query.canonical import canonical
from index.query.nodes import And, MostOf
from index.query.parser import parse
from index.query.tree import shape
from index.query.verbose import mostly

TEXT = """Old news

James Baker was named Treasury secretary under Ronald Reagan in January 1985.

The cabinet met in the capital and the president spoke for an hour about the harvest.

The secretary of the harbour board was the first to speak, and who was there was not recorded.

Under the bridge the river was high, and the ferry did not run.
"""
QUESTION = "Who was the Treasury secretary that Reagan appointed in 1985?"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("old")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    with Archive.open(folder / "archive.db", index_folder=folder / "index") as opened:
        opened.add([folder / "a.txt"])
        yield opened


def test_a_question_is_answered_and_that_is_said(archive: Archive) -> None:
    found = archive.search(QUESTION)
    assert found.hits[0].text.startswith("James Baker")
    said = [repair for repair in found.query.repairs if repair.severity == "most"]
    assert [repair.message for repair in said] == [
        "no paragraph has all 10 words; these have the most of them, the first one 6"
    ]
    assert said[0].lossy
    assert found.hits[0].spans


def test_what_limits_stays(archive: Archive) -> None:
    found = archive.search(QUESTION, filters=["-baker"])
    assert all("Baker" not in hit.text for hit in found.hits[:])
    assert archive.search("treasury secretary reagan appointed ferry date:1990").paragraphs == 0


def test_a_saved_search_finds_what_its_text_finds(archive: Archive) -> None:
    for name, text in (
        ("who", "treasury secretary reagan appointed 1985 -ferry"),
        ("all", "James Baker was named secretary"),
    ):
        archive.save_search(name, text)
        saved, written = archive.search(f"@{name}"), archive.search(text)
        assert saved.hits.numbers() == written.hits.numbers() != []
        said = [repair.message for repair in saved.query.repairs]
        assert said == [repair.message for repair in written.query.repairs]
        assert archive.is_current(saved)
        archive.save_search(name, "ferry")
        assert not archive.is_current(saved)


def test_what_has_all_words_is_not_diluted(archive: Archive) -> None:
    found = archive.search("James Baker was named Treasury secretary")
    assert found.paragraphs == 1
    assert found.query.repairs == ()


@pytest.mark.parametrize("text", ["lee xi", "lee xi trade", "a OR b OR c OR d", "p q r s ☂", ""])
def test_few_words_and_other_queries_are_answered_as_they_are(text: str) -> None:
    assert mostly(parse(text)) is None


def test_it_can_be_asked_for_and_written_back() -> None:
    query = parse("most:(treasury secretary baker) outlet:echo")
    assert isinstance(query.root, And)
    assert isinstance(query.root.operands[0], MostOf)
    read = mostly(parse(QUESTION))
    assert read is not None
    assert shape(parse(canonical(read)).root) == shape(read.root)


def test_a_long_text_with_scattered_words_is_not_all_that_there_is_of_a_rare_one(
    tmp_path: Path,
) -> None:
    words = "harbour ferry bridge river council market station garden school church".split()
    gallery = " ".join(f"Photo {n} of 60: the {words[n % 10]} by the quay." for n in range(60))
    gallery += " Lanterns over the new stadium, last year."
    others = [f"A {one} and a new {two}, this year." for one in words for two in words]
    for name, text in {
        "gallery": gallery,
        "wanted": "In Dhaka people marked the change by lighting lanterns.",
        **{f"o{n}": text for n, text in enumerate(others)},
    }.items():
        (tmp_path / f"{name}.txt").write_text(f"About {name}\n\n{text}\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path])
        found = archive.search("dacca lanterns new year")
        assert [hit.text for hit in found.hits[:]] == [
            "In Dhaka people marked the change by lighting lanterns.",
            gallery,
        ]


def _said(archive: Archive, text: str, **how: Any) -> str:
    (said,) = [one.message for one in archive.search(text, **how).query.repairs if one.lossy]
    return said


def test_words_that_come_again_are_counted_once(archive: Archive) -> None:
    """A pasted text has most of its words several times; the best paragraph has each but once."""
    again = (
        "James Baker, Treasury secretary; james baker the Secretary, the treasury, a Shipwreck. "
    )
    for times in (1, 9):
        said = _said(archive, again * times)
        few = "no paragraph has all 7 different words; these have the most of them"
        assert said == f"{few}, the first one 4"
    assert archive.search(again).hits.numbers() == archive.search(again * 9).hits.numbers()


def test_how_many_words_the_best_has_is_said_where_the_first_is_the_best(archive: Archive) -> None:
    most = "no paragraph has all 10 words; these have the most of them"
    assert _said(archive, QUESTION) == f"{most}, the first one 6"
    assert _said(archive, QUESTION, sort="newest") == most
    words = "treasury secretary reagan harbour shipwreck"
    assert _said(archive, words, scope="article") == (
        "no article has all 5 words; these have the most of them"
    )
