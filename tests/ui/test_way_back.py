"""Esc leads back to where one came from: from whatever is opened in whatever place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hand import Hand
from notes import archive_of

from index import Archive
from index.store.library import subscriptions
from tests.conftest import Once
from tests.effort import runs
from tui import keys
from tui.keymap import Keymap
from tui.view import View

PAGES = {
    f"{n}": "Marta Ostrander met Alasdair Penhallow in London about the ferry that sank on Friday "
    "with coal from the northern harbour on board.\n\n"
    f'Marta Ostrander said: "The tariff on coal must fall before {when} or nobody will pay it."\n\n'
    "Alasdair Penhallow spoke of the harbour in Paris for a while and left."
    for n, when in enumerate(["winter", "winter", "Easter", "Friday"])
} | {
    "mail": "Marta Ostrander left Oslo by the mail boat before the storm came over the outer isles."
}
WAYS = {
    keys.RESULTS: [],
    keys.READER: ["2", "]"],
    keys.ENTITIES: ["3"],
    keys.TIMELINE: ["T"],
    keys.COMPANY: ["3", "x"],
    keys.ENTITY: ["3", "i"],
    keys.DESK: ["E", "tab"],
    keys.BOOKMARKS: ["B"],
    keys.DOSSIERS: ["B", "tab"],
    keys.LEDGER: ["Q", "tab"],
    keys.STORIES: ["O"],
    keys.STORY: ["O", "enter"],
    keys.PIVOT: ["F"],
    keys.TRAIL: ["W"],
    keys.CHANGED: ["alt+v"],
    keys.PASSAGES: ["c"],
    keys.SAVED: ["@"],
    keys.FEEDS: ["I"],
    keys.EXPORT: ["e"],
    keys.BESIDE: ["space", "space", "|"],
    keys.VERSIONS: ["space", "space", "V"],
    keys.MISSED: ["2", "v", "l", "l", "]", "enter", "enter"],
}
_MANY = 30
LEAVING = {"close", "back", "leave", "clear", "app.command_palette"}


@contextmanager
def archive_for_ways(once: Once, folder: Path) -> Iterator[Archive]:
    """An archive in which every place has something to show."""
    made = once(lambda made: archive_of(made, PAGES), folder)
    with Archive.open(made / "a.db", index_folder=made / "index") as opened:
        found = [hit.number for hit in opened.search("ostrander").hits[:]]
        opened.add_bookmarks(found)
        opened.dossiers.collect("ferry", paragraphs=found[:2])
        opened.save_search("ferry", "ferry")
        _follow_nothing(opened)
        yield opened


def _follow_nothing(archive: Archive) -> None:
    """Follow a feed that is not asked, whatever is pressed."""
    feed, _ = archive.feeds.add("https://ostrander.example/rss", title="Ostrander")
    with archive._database.transaction() as connection:
        subscriptions.set_fields(connection, feed.number, {"next_allowed": "9999-01-01T00:00:00"})


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    with archive_for_ways(once, tmp_path) as opened:
        yield opened


async def come_to(hand: Hand, place: str) -> None:
    while len(hand.app.screen_stack) > 1:
        hand.app.pop_screen()
        await hand.settle()
    hand.results.clear_selection()
    hand.results.move_to(0)
    hand.look_at(View("ostrander"))
    await hand.settle()
    if hand.app.main.bars.display:
        hand.app.main.timeline.toggle()
    hand.app.main.arrangement.go("results")
    await hand.settle()
    await hand.press(*WAYS[place])


async def _seen(hand: Hand) -> tuple[object, str]:
    hand.app.clear_notifications()
    await hand.settle()
    return hand.app.focused, hand.text()


@pytest.mark.parametrize("place", WAYS)
async def test_esc_leads_back_to_where_one_came_from(use, archive: Archive, place: str) -> None:
    known, opened, there = Keymap({}), 0, False
    pressed = [
        key
        for key in known.reachable(place)
        if key.action not in LEAVING and key.id != "missed.add"
    ]
    if len(pressed) > _MANY:
        # Most of many keys are there in other places too: as a rule a fifth is pressed in each.
        pressed = pressed[list(WAYS).index(place) % runs(5, 1) :: runs(5, 1)]
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        for key in filter(known.keys, pressed):
            if not there:
                await come_to(hand, place)
                stack, seen = list(hand.app.screen_stack), await _seen(hand)
            await hand.press(known.keys(key)[0])
            after = list(hand.app.screen_stack)
            there = len(after) >= len(stack) and after != stack
            if not there:
                continue  # what was asked for is answered, or nothing is opened
            assert after[: len(stack)] == stack, f"{key.id} takes away what it was pressed in"
            opened += 1
            await hand.press("escape")
            if len(hand.app.screen_stack) > len(stack):
                # On the desk the first lets go of the name it was opened at
                await hand.press("escape")
            assert list(hand.app.screen_stack) == stack, key.id
            focused, text = await _seen(hand)
            assert seen[0] in (None, focused), key.id  # a list without rows has no focus
            assert text == seen[1], key.id
    assert opened


SELECTING = [
    keys.RESULTS, keys.BOOKMARKS, keys.DOSSIERS, keys.LEDGER, keys.STORY, keys.PASSAGES
]  # fmt: skip


@pytest.mark.parametrize("place", SELECTING)
async def test_how_many_are_selected_is_said_wherever_rows_are(use, archive, place: str) -> None:
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await come_to(hand, place)
        rows = hand.app.focused
        assert rows is not None
        await hand.press("ctrl+a")
        count = len(rows.selected)
        told = f"{count} ¶ selected" if place == keys.RESULTS else f"{count} selected"
        assert count
        assert told in hand.text()
        await hand.press("ctrl+a")
        assert "selected" not in hand.text()
