"""Keys that work anywhere do so in every screen over the main one: none is dead, none without a
word.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hand import Hand
from test_way_back import WAYS, archive_for_ways, come_to

from tests.conftest import Once
from tests.effort import runs
from tui import keys
from tui.keymap import Keymap, keymap
from tui.keys import KEYS, OVER_MAIN
from tui.screens.help import HelpScreen
from tui.screens.palette import Palette, _begins
from tui.widgets.key_line import KeyLine

OPENS = {
    "app.bookmarks": keys.BOOKMARKS,
    "app.desk": keys.DESK,
    "app.changed": keys.CHANGED,
    "app.trail": keys.TRAIL,
    "app.pivot": keys.PIVOT,
    "app.quotes": keys.LEDGER,
    "app.stories": keys.STORIES,
    "app.saved": keys.SAVED,
    "app.feeds": keys.FEEDS,
    "app.query": keys.QUERY,
    "app.results": keys.RESULTS,
    "app.reader": keys.READER,
    "app.entities": keys.ENTITIES,
    "app.timeline": keys.TIMELINE,
}
PLACES = [place for place in WAYS if place in OVER_MAIN]


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    with archive_for_ways(once, tmp_path) as opened:
        yield opened


def _place(hand: Hand) -> str:
    return hand.app.screen.query_one(KeyLine).place


def _is_done(hand: Hand, id_: str, place: str) -> bool:
    """Whether what a key does for anywhere was done, or is said to be of no use here."""
    if id_ == "app.help":
        return isinstance(hand.app.screen, HelpScreen)
    if id_ == "app.palette":
        return isinstance(hand.app.screen, Palette)
    if id_ in OPENS:
        return _place(hand) == (OPENS[id_] if OPENS[id_] != place else keys.RESULTS)
    if id_ in ("app.back", "app.forward"):
        return hand.app.screen is hand.app.main
    return bool(hand.said)


def test_every_screen_over_the_main_one_is_gone_to() -> None:
    assert set(OVER_MAIN) == set(PLACES)


@pytest.mark.parametrize("place", PLACES)
async def test_a_key_for_anywhere_does_what_it_does_anywhere(use, archive, place: str) -> None:
    known = Keymap({})
    own = {name for key in known.reachable(place) if key.place != keys.ANYWHERE
           for name in known.keys(key)}  # fmt: skip
    free = {key: name for key in KEYS if key.place == keys.ANYWHERE
            for name in reversed(known.keys(key)) if name not in own | {"ctrl+q"}}  # fmt: skip
    # As a rule a fifth of the keys is pressed in each place, and each in some places.
    share = runs(5, 1)
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        for key in list(free)[PLACES.index(place) % share :: share]:
            await come_to(hand, place)
            hand.app.clear_notifications()
            await hand.press(free[key])
            assert _is_done(hand, key.id, place), f"{key.id} ({free[key]}) in {place}"


async def test_what_is_opened_over_a_list_leads_back_to_it(use, archive) -> None:
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await come_to(hand, keys.STORIES)
        await hand.press("B", "Q")
        assert _place(hand) == keys.LEDGER
        await hand.press("B")  # which is open already
        assert _place(hand) == keys.BOOKMARKS
        await hand.press("escape")
        assert _place(hand) == keys.STORIES


async def test_what_is_read_from_a_list_over_a_list_is_in_front(use, archive) -> None:
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await come_to(hand, keys.STORIES)
        await hand.press("B", "enter")
        assert _place(hand) == keys.READER
        await hand.press("O", "1")
        assert hand.focus == "results"


async def test_what_was_changed_over_a_list_is_shown_in_it(use, archive) -> None:
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await come_to(hand, keys.PASSAGES)
        assert "★" in hand.text()
        await hand.press("B", "ctrl+a", "d", "escape")
        assert _place(hand) == keys.PASSAGES
        assert "★" not in hand.text()


async def test_a_key_chosen_for_anywhere_leaves_a_list_its_own(use, archive) -> None:
    chosen = keymap({"app.trail": "w"})
    scope = next(key for key in KEYS if key.id == "stories.scope")
    trail = next(key for key in KEYS if key.id == "app.trail")
    assert chosen.keys(scope) == ("w",)
    assert trail not in chosen.reachable(keys.STORIES)
    assert trail in chosen.reachable(keys.PASSAGES)


def test_the_palette_begins_with_words_that_begin_so() -> None:
    found = {words: _begins(words, "story") for words in ("Stories: what tells", "Back in history")}
    assert found == {"Stories: what tells": 1, "Back in history": 0}
    assert _begins("Stories", "") == 0
