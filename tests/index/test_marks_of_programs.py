"""Marks of several programs on the same words: each program has its own, and no note is lost."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from index.archive import Archive

URL = "https://echo.example/2018/04/05/harbour"
FIRST = "The harbour was closed after cracks were found in the northern mole, the board said."
ARTICLE = {"title": "Harbour closed", "url": URL, "text": [FIRST, "Ferries sail from the quay."]}


def _wallabag(words: str, note: str) -> tuple[str, str]:
    entry = {
        "id": 17,
        "is_archived": 1,
        "is_starred": 0,
        "tags": [],
        "url": URL,
        "title": "Harbour closed",
        "content": f"<p>{FIRST}</p>",
        "annotations": [{"text": note, "quote": words, "ranges": []}],
    }
    return "wallabag.json", json.dumps([entry])


def _raindrop(words: str, note: str) -> tuple[str, str]:
    head = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite"
    row = f'1,Harbour closed,,x,{URL},Book,,2022-02-03T04:05:06Z,,"Highlight:{words}\nNote:{note}",'
    return "raindrop.csv", f"{head}\n{row}\n"


def _readwise(words: str, note: str) -> tuple[str, str]:
    book = {"user_book_id": 1, "title": "Harbour closed", "source_url": URL}
    marks = [{"id": 5, "text": words, "note": note, "tags": []}]
    return "readwise.json", json.dumps({"count": 1, "results": [{**book, "highlights": marks}]})


def _clip(words: str, note: str) -> tuple[str, str]:
    marked = FIRST.replace(words, f"=={words}==")
    return "clip.md", f"---\ntitle: Harbour closed\nsource: {URL}\n---\n{marked}\n{note}"


_NOTED = (_wallabag, _raindrop, _readwise)
_WORDS = ("cracks", "cracks were found", "cracks were found in the northern mole")


def _add(archive: Archive, folder: Path, file: tuple[str, str]) -> None:
    path = folder / file[0]
    path.write_text(file[1], "utf-8")
    assert archive.add([path]).skipped == []


@pytest.mark.parametrize("words", [*permutations(_WORDS), ("cracks", "cracks", "cracks")])
def test_notes_of_all_programs_stay_whatever_words_they_are_on(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        _add(archive, tmp_path, ("a.json", json.dumps(ARTICLE)))
        files = [
            make(said, f"by {make.__name__}") for make, said in zip(_NOTED, words, strict=True)
        ]
        for file in (*files, _clip(words[0], ""), *reversed(files)):
            _add(archive, tmp_path, file)
        (mark,) = archive.bookmarks()
        for make, said in zip(_NOTED, words, strict=True):
            assert f"“{said}” by {make.__name__}" in mark.note.split("\n")


def test_what_is_changed_in_one_program_changes_nothing_of_another(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        _add(archive, tmp_path, ("a.json", json.dumps(ARTICLE)))
        _add(archive, tmp_path, _wallabag("cracks were", "one"))
        _add(archive, tmp_path, _raindrop("cracks", "two"))
        _add(archive, tmp_path, _wallabag("cracks were found", "three"))
        (mark,) = archive.bookmarks()
        assert mark.note.split("\n") == ["“cracks were found” three", "“cracks” two"]


def test_a_clip_that_was_moved_brings_no_bookmark_back(tmp_path: Path) -> None:
    (tmp_path / "moved").mkdir()
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        _add(archive, tmp_path, ("a.json", json.dumps(ARTICLE)))
        _add(archive, tmp_path, _clip("cracks", ""))
        archive.remove_bookmarks([mark.number for mark in archive.bookmarks()])
        _add(archive, tmp_path / "moved", _clip("cracks", ""))
        assert not archive.bookmarks()


def test_a_remark_below_a_clip_is_no_text_of_the_outlet(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        _add(archive, tmp_path, ("a.json", json.dumps(ARTICLE)))
        text = "\n\n".join((*ARTICLE["text"], "My own remark."))
        note = f"---\ntitle: Harbour closed\nsource: {URL}\n---\n{text}\n"
        (tmp_path / "clip.md").write_text(note, "utf-8")
        assert archive.add([tmp_path / "clip.md"]).new == 0
        assert archive.search("remark").paragraphs == 0
        assert archive.search("ferries").paragraphs == 1
