"""Marks of which the other program does not say where their article stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive

URL = "https://echo.example/quay"
TEXTS = [
    "Quay seven was closed to cranes on Monday after an inspection found cracks in its piles.",
    "Mara Quill, who chairs the board, said that repairs would take until March at least.",
]
ARTICLE = {"title": "Quay closed", "url": URL, "text": ["A lead that nobody marked.", *TEXTS]}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        yield opened


def add(archive: Archive, folder: Path, name: str, content: Any) -> None:
    (folder / name).write_text(content if isinstance(content, str) else json.dumps(content))
    assert archive.add([folder / name]).skipped == []


def kept(archive: Archive) -> dict[str, str]:
    return {mark.text: mark.note for mark in archive.bookmarks()}


HEAD = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location,Highlighted at\n"


def table(*marks: str, title: str = "Quay closed") -> str:
    """Readwise's table of some marks, in which no article has an address."""
    rows = [f'"{words}",{title},Echo,,seen,,,{place},' for place, words in enumerate(marks)]
    return HEAD + "\n".join(rows) + "\n"


@pytest.mark.parametrize("order", list(permutations(["text", "marks", "more"])))
def test_marks_without_an_address_find_the_text_with_their_headline(
    tmp_path: Path, archive: Archive, order: Sequence[str]
) -> None:
    for name in order:
        if name == "text":
            add(archive, tmp_path, "a.jsonl", ARTICLE | {"outlet": "Echo"})
        else:
            add(archive, tmp_path, "r.csv", table(*TEXTS[: 2 if name == "more" else 1]))
    assert archive.stats().articles == 1
    assert kept(archive) == {TEXTS[0]: "seen", TEXTS[1]: "seen"}
    assert {mark.outlet for mark in archive.bookmarks()} == {"Echo"}


@pytest.mark.parametrize("names", [("a.csv", "b.jsonl"), ("b.csv", "a.jsonl")])
def test_marks_and_their_text_may_come_in_one_import(
    tmp_path: Path, archive: Archive, names: Sequence[str]
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / names[0]).write_text(table(TEXTS[0][:-5]))
    (news / names[1]).write_text(json.dumps(ARTICLE))
    archive.add([news])
    assert archive.stats().articles == 1
    assert list(kept(archive)) == [TEXTS[0]]


def test_a_headline_alone_leads_marks_to_no_text(tmp_path: Path, archive: Archive) -> None:
    other = {"title": "Quay closed", "url": f"{URL}-2", "text": ["A notice. Of other words."]}
    add(archive, tmp_path, "a.jsonl", other)
    add(archive, tmp_path, "r.csv", table(TEXTS[0]))
    assert archive.stats().articles == 2
    # Of two that have the words, none is meant more than the other.
    for place in ("north", "south"):
        of_two = {
            "title": "Tides",
            "url": f"https://{place}.example/tides",
            "text": [*TEXTS, place],
        }
        add(archive, tmp_path, f"{place}.jsonl", of_two)
    add(archive, tmp_path, "t.csv", table(TEXTS[1], title="Tides"))
    assert archive.stats().articles == 5
    assert set(kept(archive)) == {TEXTS[0], TEXTS[1]}


def test_marks_that_have_found_their_text_take_no_other_in(
    tmp_path: Path, archive: Archive
) -> None:
    add(archive, tmp_path, "r.csv", table(TEXTS[0]))
    add(archive, tmp_path, "a.jsonl", ARTICLE)
    again = ARTICLE | {"url": f"{URL}-2", "date": "2024-05-01", "text": [*TEXTS, "More of it."]}
    add(archive, tmp_path, "b.jsonl", again)
    assert archive.stats().articles == 2
    assert [mark.url for mark in archive.bookmarks()] == [URL]
