"""A sentence pasted as it stands finds the paragraph it was taken from."""

from __future__ import annotations

import random
import re
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.core.hits import Hit
from index.query.canonical import canonical
from index.query.parser import parse
from index.query.prose import is_prose
from tests.effort import runs

_ENDS = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")


def sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _ENDS.finditer(text):
        yield text[start : match.end()].strip()
        start = match.end()
    yield text[start:].strip()


def pasted(archive: Archive, hits: Iterable[Hit]) -> tuple[int, list[str]]:
    """How many sentences there are, and those that do not find their paragraph."""
    count, lost = 0, []
    for hit in hits:
        for sentence in sentences(hit.text):
            if len(sentence.split()) < 3:
                continue
            count += 1
            for text in (sentence, f'"{sentence}"', f"“{sentence}”", sentence.replace('"', "”")):
                found = archive.search(text).hits.numbers()
                if hit.number not in found:
                    lost.append(text)
    return count, lost


@pytest.fixture(scope="module")
def archive(sampled: Path) -> Iterator[Archive]:
    with Archive.open(sampled / "a.db", index_folder=sampled / "index") as opened:
        yield opened


def test_every_sentence_of_the_sample_finds_its_paragraph(archive: Archive) -> None:
    hits = archive.search("*").hits
    chosen = hits[:: runs(9, 1)]
    count, lost = pasted(archive, chosen)
    assert lost == []
    assert count > 80


def test_sentences_of_real_news_find_their_paragraphs(tmp_path: Path, shared: Path) -> None:
    with tarfile.open(shared / "news" / "bbc.tar.gz") as packed:
        packed.extractall(tmp_path, filter="data")
    files = sorted((tmp_path / "bbc").rglob("*.txt"))[:: runs(40, 1)]
    with Archive.open(tmp_path / "archive.db", index_folder=tmp_path / "index") as archive:
        archive.add(files)
        hits = list(archive.search("*").hits[:])
        random.Random(5).shuffle(hits)
        count, lost = pasted(archive, hits[: runs(50, len(hits))])
    assert lost == []
    assert count > 60


SENTENCES = [
    "Who was Baker?",
    "to be or not to be",
    "The deal was not signed or sealed.",
    'He said "yes" to it.',
    "Asked about his place: he said nothing.",
    "I did NOT say that to the minister.",
    "They paid $5 (about 4 euro) for it - and left.",
    "A f***ing mess, he called it.",
    "Either/or is not the way to go.",
    '""We made a lot of mistakes," he said."',
    "what did the minister say about the port or the harbour",
    "Ministers quit, markets fall, nobody knows why",
    "NOT REAL NEWS: A look at what did not happen this week",
]
QUERIES = [
    "lee or xi",
    "lee and not xi",
    "tariff or duty not china",
    "lab?r cost",
    "lab?",
    "title:summit who is there",
    "who met lee outlet:bbc",
    "lee AND xi in gyeongju",
    "(lee or xi) in gyeongju",
    "the deal -china",
    "lee w/5 the minister",
    '"the currency swap"',
    "trade with U.S.",
    "place: gyeongju",
    "NOT (the board of governors) trade",
    'summit (NOT "the deal" of june)',
]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_words(text: str) -> None:
    assert is_prose(text)
    assert all(repair.severity == "note" for repair in parse(text).repairs)


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_is_a_query(text: str) -> None:
    assert not is_prose(text)


def test_a_question_asks_for_its_words() -> None:
    assert canonical(parse("Who was Baker?")) == canonical(parse("Who was Baker"))
    assert canonical(parse("Baker?")) == "Baker"
    assert canonical(parse("(lab?)")) == "lab? scope:paragraph"


def test_how_a_sentence_was_read_is_told() -> None:
    messages = [each.message for each in parse("The deal was not signed or sealed.").repairs]
    assert messages[0].startswith('"not" was read as a word')
    assert messages[1].startswith('"or" was read as a word')
    assert parse("lee or xi").repairs[0].message.startswith('"or" was read as OR')
