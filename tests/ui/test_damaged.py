"""The screen on archives whose bytes or rows are wrong: words, and never the end of the program."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from conftest import Use

from index import Archive, NutgrafError
from tests.damaging import marked, with_wrong_bytes, with_wrong_rows
from tests.effort import runs

# Names open in the reader and in their pane, the desk, marks, an export, a search by each order.
_KEYS = (
    "j", "enter", "]", "i", "escape", "x", "escape", "E", "j", "enter", "escape", "escape",
    "B", "j", "escape", "1", "G", "b", "s", "s", "3", "j", "i", "escape", "2", "c", "escape",
    "r", "escape", "e", "escape", "u",
)  # fmt: skip
_FAULT = re.compile(r"\b\w+(Error|Exception|Warning): |Traceback")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> bytes:
    """The bytes of a small archive with marks and a saved search."""
    folder = tmp_path_factory.mktemp("whole")
    news = sorted(path for path in seeds.rglob("*") if path.is_file())[:12]
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add(news)
    return marked(folder / "a.db")


async def _used(use: Use, path: Path) -> list[str]:
    """All that is said while the keys are pressed; "" in front when it cannot be opened."""
    try:
        archive = await asyncio.to_thread(Archive.open, path)
    except NutgrafError as refused:
        return [str(refused)]
    with archive:
        async with use(archive, sound=False, query="the") as hand:
            await hand.press(*_KEYS)
            return [one.message for one in hand.app._notifications]


@pytest.mark.parametrize("seed", range(runs(3, 150)))
async def test_a_damaged_archive_is_said_in_words(
    use: Use, whole: bytes, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "a.db"
    why: object = seed
    if seed % 2:
        with_wrong_bytes(path, whole, seed)
    else:
        why = with_wrong_rows(path, whole, seed)
    said = await _used(use, path)
    assert [words for words in said if _FAULT.search(words)] == [], why
