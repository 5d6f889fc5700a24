"""`file:` in the query bar: folders and files are offered as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_archive import FakeArchive, sample

from index import Archive, FileName
from tests.conftest import Once
from tui.complete import file_value, word_at
from tui.panes.completions import Completions

TEXTS = {
    "inbox/minutes 4 May.txt": "Minutes\n\nThe harbour was shut.\n\nNobody said for how long.",
    "inbox/letter.txt": "A letter\n\nThe harbour keeps us awake.",
    "2016-05 leak/judge.txt": "A judge\n\nThe harbour master met the judge.",
}


def _made(folder: Path) -> None:
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder / "inbox", folder / "2016-05 leak"])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


async def test_a_folder_is_taken_and_narrows_what_was_found(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press(*"harbour ")
        assert hand.results.count == 3
        await hand.press(*"file:")
        popup = hand.app.main.query_one(Completions)
        assert [one.shown for one in popup.items][1:3] == ["inbox/", "2016-05 leak/"]
        assert popup.items[3].hint in ("in inbox", "in 2016-05 leak")
        await hand.press(*"inb", "tab")
        assert hand.bar.text == "harbour file:inbox/"
        assert hand.results.count == 2
        await hand.press(*"min", "tab")
        assert hand.bar.text == 'harbour file:"inbox/minutes 4 May.txt" '
        assert hand.results.count == 1


async def test_a_folder_of_several_words_is_put_in_quotes(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press(*"file:leak", "tab")
        assert hand.bar.text == 'file:"2016-05 leak/" '
        assert hand.results.count == 1


async def test_a_file_that_is_none_is_said_with_the_one_that_is(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press(*"file:lettre", "enter")
        assert "Nothing found" in hand.text()
        assert "file:lettre → file:letter" in hand.text()
        await hand.press("alt+1")
        assert hand.bar.text == "file:letter"
        assert hand.results.count == 1
        await hand.press("slash", "ctrl+u", *"file:qqq", "enter")
        assert "words of" not in hand.text()
        assert "Of files and folders" in hand.text()


async def test_without_files_nothing_is_offered(use) -> None:
    async with use(FakeArchive(sample())) as hand:
        await hand.press(*"file:")
        assert not hand.app.main.query_one(Completions).open


@pytest.mark.parametrize(
    ("written", "name", "whole"),
    [
        ("file:mi", "minutes.pdf", "file:minutes.pdf "),
        ('-file:"mi', "minutes 4.pdf", '-file:"minutes 4.pdf" '),
        ("folder:in", "inbox/", "folder:inbox/"),
        ('file:"in', "in box/", 'file:"in box/" '),
        ("file:inbox/mi", "a|b.txt", 'file:"inbox/a|b.txt" '),
        ("(file:in", 'in "1".txt', r'(file:"in \"1\".txt" '),
    ],
)
def test_what_is_taken_stands_in_the_place_of_what_was_written(
    written: str, name: str, whole: str
) -> None:
    word = word_at(written, len(written))
    assert word is not None
    taken = file_value(word, FileName(name, "/home/ann/"))
    assert (taken.shown, taken.hint) == (name, "in ann")
    assert written[: taken.start] + taken.insert == whole
