"""What is read out of a list, or looked for by one, leads back by Escape to the picture in which
the list was opened: what was read, the row, the search.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hand import Hand
from test_way_back import archive_for_ways, come_to

from tests.conftest import Once
from tests.effort import runs
from tui import keys

READ = {
    "related": ["r", "enter"],
    "related to a related one": ["r", "r", "enter"],
    "copies": ["r", "j", "enter"],
    "bookmarks": ["B", "j", "enter"],
    "a dossier": ["B", "tab", "j", "enter"],
    "quotes": ["Q", "tab", "enter"],
    "a story": ["O", "enter", "n", "enter"],
    "a page": ["3", "i", "tab", "enter"],
}
"""What is opened, and the keys that open it and read something else there."""


LOOKED = {
    "saved searches": ["@", "enter"],
    "the table": ["F", "j", "l", "enter"],
    "a story": ["O", "f"],
    "the trail": ["W", "g", "enter"],
    "a page": ["3", "i", "enter"],
    "a query of a dossier": ["B", "tab", "G", "enter"],
}
"""What is opened, and the keys that look for something out of it."""


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    with archive_for_ways(once, tmp_path) as opened:
        opened.dossiers.collect("ferry", queries=["penhallow"])
        yield opened


async def picture(hand: Hand) -> tuple[object, ...]:
    hand.app.clear_notifications()
    await hand.settle()
    if hand.app.screen is hand.app.main:
        told = "Esc back" in hand.text().splitlines()[-1]
        assert told == hand.app.main.way_back.is_there
    return hand.focus, hand.view, hand.app.main.trail.way.here.number, hand.text()


async def back(hand: Hand) -> tuple[object, ...]:
    """Escape until a list is open, and until none is; the picture then. What was moved to in the
    article, a name, is let go of first.
    """
    for closing in (False, True):
        for _ in range(6):
            if (hand.app.screen is not hand.app.main) == closing:
                await hand.press("escape")
    return await picture(hand)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
@pytest.mark.parametrize("seed", range(runs(2, 20)))
async def test_any_way_out_of_lists_leads_back_to_the_pictures_it_went_through(
    use, archive, size, seed
) -> None:
    chance, went = random.Random(seed), []
    async with use(archive, query="ostrander", size=size) as hand:
        await come_to(hand, keys.RESULTS)
        await hand.press(*chance.choice([["j"], ["j", "enter"], ["enter", "G", "n"]]))
        for name, pressed in chance.sample([*READ.items(), *LOOKED.items()], runs(5, 9)):
            panes = []
            if pressed[0] == "3":
                panes = ["2" if hand.focus == "reader" else "1"]
                await hand.press("3")
            went.append((name, await picture(hand), panes))
            steps = len(hand.app.main.way_back._steps)
            await hand.press(*(key for key in pressed if key != "3"))
            if hand.app.screen is not hand.app.main or steps == len(hand.app.main.way_back._steps):
                went.pop()  # there was nothing to open in it
                while hand.app.screen is not hand.app.main:
                    await hand.press("escape")
            elif hand.focus == "reader":
                await hand.press(*chance.sample(["]", "G", "g", "j"], 2))
        assert went
        for name, before, pane in reversed(went):
            assert await back(hand) == before, name
            await hand.press(*pane)


@pytest.mark.parametrize("name", [name for name in READ if name != "a page"])
async def test_what_is_read_out_of_a_list_is_left_for_the_list_at_its_row(
    use, archive, name
) -> None:
    async with use(archive, query="ostrander", size=(100, 30)) as hand:
        await come_to(hand, keys.READER)
        before = await picture(hand)
        *opening, enter = READ[name]
        await hand.press(*opening)
        listed = hand.app.screen, await picture(hand)
        assert listed[0] is not hand.app.main
        await hand.press(enter)
        assert hand.app.screen is hand.app.main
        await hand.press("escape")
        assert type(hand.app.screen) is type(listed[0])
        assert await picture(hand) == listed[1]
        while hand.app.screen is not hand.app.main:
            await hand.press("escape")
        if "3" not in opening:
            assert await picture(hand) == before
