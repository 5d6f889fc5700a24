"""Any key, in any order, at any size: the application goes on."""

from __future__ import annotations

import random

import pytest
from hand import Hand
from textual import events

from tests.effort import runs
from tui.keys import KEYS

_NO = {"ctrl+q", "q"}  # these end it, as they should
_LETTERS = "abcdefghijklmnoprstuvwxyz0123456789 \"():*-~/'äß漢"


def _keys() -> list[str]:
    bound = [each for key in KEYS for each in key.keys.split(",") if each not in _NO]
    more = ["left", "right", "ctrl+w", "ctrl+k", "ctrl+e", "ctrl+v", "shift+left", "f5", "x"]
    return [*bound, *bound, *more, *_LETTERS]


async def _act(hand: Hand, chance: random.Random, keys: list[str]) -> str:
    """A key as a rule; now and then a click anywhere, a paste, another size. What was done."""
    what = chance.random()
    if what < 0.06:
        width, height = hand.app.size
        place = (chance.randrange(max(1, width)), chance.randrange(max(1, height)))
        await hand.pilot.click(offset=place, times=chance.choice((1, 1, 2)))
        done = f"click {place}"
    elif what < 0.09:
        done = "".join(chance.choices('lee \n\t\x1b[]"漢', k=chance.randint(0, 12)))
        hand.app._driver.send_message(events.Paste(done))
    elif what < 0.12:
        size = chance.choice([(120, 36), (80, 24), (60, 16), (30, 10), (12, 4), (160, 45)])
        await hand.pilot.resize_terminal(*size)
        done = f"size {size}"
    else:
        done = chance.choice(keys)
        hand.send(done)
    await hand.settle()
    return done


@pytest.mark.parametrize("seed", range(4))
async def test_random_keys_do_no_harm(use, seed, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)  # exports may be written
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.setattr("webbrowser.open", lambda *_: True)
    chance = random.Random(seed)
    sizes = [(120, 36), (80, 24), (60, 16), (160, 45)]
    keys = _keys()
    async with use(size=sizes[seed], at_once=True) as hand:
        pressed = []
        for _ in range(runs(40, 500)):
            pressed.append(await _act(hand, chance, keys))
            assert hand.app._exception is None, pressed[-12:]
        assert hand.app.is_running
        assert hand.text().strip()


async def test_every_size_is_walked_without_harm(use) -> None:
    async with use(size=(200, 60), at_once=True) as hand:
        await hand.press("l", "e", "e", "enter", "l")
        wide = range(200, 19, -12)
        for step, width in enumerate(wide):
            height = 60 - step * 55 // (len(wide) - 1)
            await hand.pilot.resize_terminal(width, height)
            await hand.press("3" if step % 3 == 0 else "2" if step % 3 == 1 else "1")
            assert hand.app._exception is None, (width, height)
            assert hand.text().strip(), (width, height)
        for size in [(20, 5), (1, 1), (8, 3), (20, 60), (200, 5), (80, 24)]:
            await hand.pilot.resize_terminal(*size)
            await hand.press("j", "B", "escape", "question_mark", "escape")
            assert hand.app._exception is None, size
        assert hand.app.is_running
