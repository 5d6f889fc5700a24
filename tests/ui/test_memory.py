"""What was opened and left is let go of: nothing grows with the hours a reader spends."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections import Counter
from pathlib import Path

import pytest
from conftest import Use
from hand import Hand
from textual._styles_cache import StylesCache
from textual.message_pump import MessagePump
from textual.strip import Strip

from index import Archive
from tests.effort import runs
from tui.lane import Lane

_FILES = Path("/proc/self/fd")
_COUNTED = (MessagePump, Lane, StylesCache, Strip, asyncio.Task, Archive)
_STRIPS = 2_000
"""So many lines may be remembered more or less; a screen that is kept is a few hundred a time."""


def _held() -> Counter[str]:
    """How many objects there are of the kinds that screens are made of, threads and files."""
    gc.collect()
    found: Counter[str] = Counter()
    # There are many objects, of few types.
    for each, count in Counter(map(type, gc.get_objects())).items():
        found.update({kind.__name__: count for kind in _COUNTED if issubclass(each, kind)})
    if _FILES.exists():
        found["files"] = len(list(_FILES.iterdir()))
    found["threads"] = threading.active_count()
    return found


@pytest.fixture(autouse=True)
def _what_comes_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there by now is a million objects, and is not looked through each time."""
    gc.collect()
    gc.freeze()
    # Nor is any of what comes set aside, as the program does it.
    monkeypatch.setattr(gc, "freeze", lambda: None)


@pytest.fixture
def news(seeds: Path) -> list[Path]:
    return sorted(seeds.rglob("*.md"))


async def _repeat(hand: Hand, keys: tuple[str, ...], times: int) -> None:
    for _ in range(times):
        await hand.press(*keys)
    # What is told goes away by the clock.
    hand.app.clear_notifications()
    await hand.settle()


async def _grown(hand: Hand, before: Counter[str], times: int) -> dict[str, int]:
    """What there is more of; a dialogue that is just being taken down has some widgets."""
    grown: dict[str, int] = {}
    for _ in range(3):
        grown = {name: count - before[name] for name, count in _held().items()}
        if grown["MessagePump"] < times:
            break
        await hand.settle()
    return grown


_LEFT = (
    (("E", "escape"), runs(3, 100)),
    (("3", "i", "escape", "1"), runs(3, 80)),
    (("B", "escape", "a", "escape"), runs(3, 60)),
    (("slash", *"the", "enter"), runs(3, 60)),
)


async def test_screens_that_were_left_are_gone(use: Use, news: list[Path], tmp_path: Path) -> None:
    archive = await asyncio.to_thread(Archive.open, tmp_path / "a.db")
    with archive:
        archive.add(news[: runs(8, 400)])
        async with use(archive, query="the", size=(80, 24), at_once=True) as hand:
            await hand.press("enter")
            for keys, times in _LEFT:
                await _repeat(hand, keys, 2)
                before = _held()
                await _repeat(hand, keys, times)
                grown = await _grown(hand, before, times)
                assert grown.pop("Strip", 0) < _STRIPS, keys
                # Threads of a pool are begun when they are wanted, and each has its connections.
                assert grown.pop("threads") <= 4, keys
                assert grown.pop("files", 0) <= 4 * 3, keys
                # What is kept is kept each time; one more or less may be on its way.
                assert {name: more for name, more in grown.items() if more >= times} == {}, keys


def test_searches_hold_nothing(news: list[Path], tmp_path: Path) -> None:
    queries = ("the", "lee w/5 xi", "person:lee", "t*", "trade -swap", "date:2025", "zzz")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add(news[:12])
        for query in queries * 2:
            archive.search(query).hits[0:20]
        before, objects = _held(), len(gc.get_objects())
        for turn in range(runs(60, 3000)):
            found = archive.search(f"{queries[turn % len(queries)]} {turn % 50}")
            found.hits[0:20]
        del found
        after = _held()
        assert after == before
        assert len(gc.get_objects()) < objects + 5_000


def test_archives_that_were_closed_hold_nothing(news: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path) as archive:
        archive.add(news[:4])
    before: Counter[str] = Counter()
    for turn in range(runs(12, 500)):
        with Archive.open(path) as archive:
            assert archive.search("the").articles
            archive.bookmarks()
        if turn == 5:
            before = _held()
    assert _held() == before
