"""How good recognition and resolution are, held to a floor on texts marked by hand."""

from __future__ import annotations

import re
import sys
import tarfile
from pathlib import Path

import pytest

from index.core.mention import Mention
from index.entities.recogniser import default
from index.entities.words import lexicon
from index.entities.words.hashing import hash_words

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import corpora

MARKED = Path(__file__).parents[1] / "data" / "names.txt"
_NAME = re.compile(r"\[([^\]|]+)\|(\w+)(?:=([^\]]+))?\]")
Span = tuple[int, int, int, str]


def unmarked(line: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """A marked line as text and its names: start, end, type, who is meant."""
    text, place, found = "", 0, []
    for match in _NAME.finditer(line):
        text += line[place : match.start()]
        name, kind, meant = match.groups()
        found.append((len(text), len(text) + len(name), kind, meant or ""))
        text += name
        place = match.end()
    return text + line[place:], found


@pytest.fixture(scope="module")
def marked() -> list[tuple[list[str], list[list[tuple[int, int, str, str]]]]]:
    lines = [x for x in MARKED.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    articles = "\n".join(lines).split("\n----\n")
    pairs = [[unmarked(line) for line in article.split("\n")] for article in articles]
    return [([text for text, _ in pair], [names for _, names in pair]) for pair in pairs]


@pytest.fixture(scope="module")
def recognised(marked) -> list[list[list[Mention]]]:
    return default().recognise([texts for texts, _ in marked])


def test_names_are_found_exactly_and_of_their_type(marked, recognised) -> None:
    wanted = {
        (a, t, start, end, kind)
        for a, (_, article) in enumerate(marked)
        for t, names in enumerate(article)
        for start, end, kind, _ in names
    }
    found = {
        (a, t, m.start, m.end, str(m.type))
        for a, article in enumerate(recognised)
        for t, mentions in enumerate(article)
        for m in mentions
    }
    precision = len(found & wanted) / len(found)
    recall = len(found & wanted) / len(wanted)
    assert precision >= 0.92, sorted(found - wanted)
    assert recall >= 0.92, sorted(wanted - found)


def test_short_forms_mean_whom_the_article_named(marked, recognised) -> None:
    right = total = 0
    wrong = []
    for (_, article), mentions in zip(marked, recognised, strict=True):
        for names, found in zip(article, mentions, strict=True):
            meant = {(m.start, m.end): m.name for m in found}
            for start, end, _, who in names:
                if who and (start, end) in meant:
                    total += 1
                    right += meant[start, end].casefold() == who.casefold()
                    wrong += [(who, meant[start, end])] * (meant[start, end] != who)
    assert total >= 15
    assert right / total >= 0.9, wrong


def test_words_alike_are_so_in_any_case_of_letters() -> None:
    known = lexicon.load()
    coarse, fine = known.kin(hash_words(map(str.lower, ("Kabul", "KABUL", "Baghdad", "qzxvvq"))))
    assert coarse[0] == coarse[1] == coarse[2] != lexicon.UNKNOWN
    assert fine[0] == fine[1] != lexicon.UNKNOWN
    assert coarse[3] == fine[3] == lexicon.UNKNOWN


def test_news_that_nothing_was_learnt_from_is_read_well(shared: Path, tmp_path: Path) -> None:
    with tarfile.open(shared / "news" / "bbc.tar.gz") as packed:
        packed.extractall(tmp_path, filter="data")
    paths = [shared / "news" / "reuters-21578.jsonl.gz", tmp_path / "bbc"]
    articles = list(corpora.marked(paths).values())
    output = default().recognise([[text.text for text in article] for article in articles])
    right = found = wanted = 0
    for article, mentions in zip(articles, output, strict=True):
        for text, names in zip(article, mentions, strict=True):
            got = {(m.start, m.end, str(m.type)) for m in names}
            right += len(got & set(text.spans))
            found += len(got)
            wanted += len(text.spans)
    assert wanted > 900
    assert 2 * right / (found + wanted) >= 0.85
