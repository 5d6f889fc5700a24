"""Ctrl-C says which key closes what one is in, and which quits: and these keys do so there."""

from __future__ import annotations

import re

import pytest
from hand import Hand
from textual.screen import Screen
from textual.widget import Widget

from tui.keys import sign

# Keys from the results to a place, and what is said there.
PLACES = {
    "results": ([], "q quits."),
    "reader": (["2"], "q quits."),
    "names": (["3"], "q quits."),
    "filter of names": (["3", "f"], "^q quits."),
    "query": (["slash"], "^q quits."),
    "find": (["2", "backslash"], "Esc closes this, ^q quits."),
    "timeline": (["T"], "Esc closes this, ^q quits."),
    "words": (["2", "v"], "Esc closes this, ^q quits."),
    "note": (["a"], "Esc closes this, ^q quits."),
    "tags": (["t"], "Esc closes this, ^q quits."),
    "bookmarks": (["B"], "Esc closes this, ^q quits."),
    "filter of bookmarks": (["b", "B", "f"], "Esc closes this, ^q quits."),
    "desk": (["E"], "Esc closes this, ^q quits."),
    "quotes": (["Q"], "Esc closes this, ^q quits."),
    "saved": (["at"], "Esc closes this, ^q quits."),
    "export": (["e"], "Esc closes this, ^q quits."),
    "file": (["e", "f", "home"], "Esc closes this, ^q quits."),
    "formats": (["e", "t"], "Esc closes this, ^q quits."),
    "question": (["f"], "Esc closes this, ^q quits."),
    "keys": (["question_mark"], "Esc closes this, ^q quits."),
    "palette": (["colon"], "Esc closes this, ^q quits."),
}


async def go(hand: Hand, place: str) -> tuple[Screen[object], Widget | None]:
    await hand.type("swap")
    await hand.press("enter", *PLACES[place][0])
    return hand.app.screen, hand.app.focused


@pytest.mark.parametrize("place", PLACES)
async def test_what_is_said_is_true_where_it_is_said(use, place) -> None:
    async with use() as hand:
        where = await go(hand, place)
        await hand.press("ctrl+c")
        assert hand.said == PLACES[place][1]
        signs = {sign(key): key for key in ("escape", "q", "ctrl+q")}
        if close := re.match(r"(\S+) closes this", hand.said):
            filtering = getattr(hand.app.focused, "typing", False)
            await hand.press(signs[close[1]])
            left = (hand.app.screen, hand.app.focused) != where
            assert left or (filtering and not hand.app.focused.typing)
    async with use() as hand:
        await go(hand, place)
        quits = PLACES[place][1].removesuffix(" quits.").split()[-1]
        await hand.press(signs[quits])
        assert hand.app._exit
