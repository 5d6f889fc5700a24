"""Bookmarks whose paragraph no query finds: a query means them by what was marked."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from index import Archive
from index.search.unfound_marks import meant_of
from tests.effort import runs

RECORDS = [
    {"title": "Harbour strike ends", "outlet": "Bay Observer", "date": "2024-03-19",
     "url": "https://bay.example/brief/1", "section": "Local", "author": "Ann Lee",
     "text": "Dockers went back to work on Tuesday.\n\nThe parking fee stays at four crowns."},
    {"title": "Mayor denies swap", "outlet": "Tide", "date": "2024-04",
     "url": "https://tide.example/2", "author": "Bo Ek",
     "text": "The mayor said the swap of land was lawful.\n\nDockers had asked for parking."},
    {"title": "Fees", "outlet": "", "date": "", "url": "https://x.example/3",
     "text": "Parking fees rise in every harbour of the bay.\n\nNobody was asked."},
]  # fmt: skip
CLAUSES = [
    *(
        "parking",
        "dockers",
        '"parking fee"',
        "fee*",
        "harbour",
        "mayor",
        "swap~1",
        "*",
        "lead:mayor",
    ),
    *("tag:swap", "tag:to-do", "note:bank", "has:note", "has:tag", "is:bookmarked", "is:undated"),
    *("outlet:bay", 'outlet:"Bay Observer"', 'outlet:"Bay"', "outlet:*", "title:strike", "by:lee"),
    *(
        "url:bay.example/brief/1",
        "url:*example/2",
        "url:bay.*",
        "date:2024-03-19",
        "date:2024",
        "date:2024-04",
        "section:local",
    ),
    *("fee NEAR/3 crowns", "dockers w/s tuesday", "atleast2(parking OR fee)", "here:parking"),
]


@pytest.fixture
def archive(tmp_path: Path):
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(map(json.dumps, RECORDS)))
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        opened.add([file])
        numbers = opened.search("*").hits.numbers()
        opened.add_bookmarks(numbers)
        by_text = {mark.text[:9]: mark.number for mark in opened.bookmarks()}
        opened.set_note(by_text["The mayor"], "Ask the bank.")
        opened.set_tags(by_text["The mayor"], ["swap"])
        opened.set_tags(by_text["Dockers w"], ["to do", "swap"])
        yield opened


def _asked(chance: random.Random, depth: int = 2) -> str:
    kind = chance.random() if depth else 0.0
    if kind < 0.4:
        return chance.choice(CLAUSES)
    if kind < 0.55:
        return f"-({_asked(chance, depth - 1)})"
    joined = chance.choice([" ", " OR "]).join(
        _asked(chance, depth - 1) for _ in range(chance.choice([2, 3]))
    )
    return f"({joined})"


@pytest.mark.parametrize("query", CLAUSES)
def test_each_clause_means_the_marks_whose_paragraphs_it_finds(archive, query: str) -> None:
    _same(archive, query)


@pytest.mark.parametrize("seed", range(runs(4, 60)))
def test_what_a_query_means_is_what_it_finds_where_that_can_be_told(archive, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        _same(archive, _asked(chance))


def _same(archive: Archive, query: str) -> None:
    found = archive.search(query)
    numbers = set(found.hits.numbers())
    marks = archive.bookmarks()
    meant = meant_of(found.query, marks)
    doubtful = {mark.number for mark in meant.doubtful}
    told = {mark.paragraph for mark in meant.meant}
    sure = {mark.paragraph for mark in marks if mark.number not in doubtful}
    assert told == numbers & sure, query
    assert not doubtful, query


@pytest.mark.parametrize("query", ["person:lee", "said:mayor", "scope:article crane", "is:copy"])
def test_what_is_not_known_of_what_is_gone_is_left_open(archive, query: str) -> None:
    marks = archive.bookmarks()
    found = meant_of(archive.parse(query), marks)
    assert (found.meant, found.doubtful) == ([], list(marks))


def test_a_mark_that_is_gone_is_meant_by_its_tag_and_its_text(archive, tmp_path: Path) -> None:
    assert archive.unfound_marks(archive.parse("tag:swap")).meant == []
    changed = {**RECORDS[0], "text": "The strike goes on, the union said.\n\nMore at noon today."}
    (tmp_path / "in.jsonl").write_text(json.dumps(changed))
    archive.add([tmp_path / "in.jsonl"])
    gone = [mark for mark in archive.bookmarks() if mark.paragraph is None]
    assert [mark.state for mark in gone] == ["gone", "gone"]
    for query in ("parking OR dockers", "outlet:bay", "date:2024-03-19", "*"):
        assert set(archive.unfound_marks(archive.parse(query)).meant) & set(gone), query
    assert archive.unfound_marks(archive.parse("swap -parking -dockers")).meant == []
