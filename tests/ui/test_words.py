"""One thing has one name: of panes, keys and lists (the words are those of the design)."""

from __future__ import annotations

import pytest
from fake_archive import FakeArchive, sample

from tui.controllers.desk_lists import NAMES
from tui.keys import key_of


@pytest.mark.parametrize(("pane", "key"), [("results", "1"), ("reader", "2"), ("entities", "3")])
async def test_a_pane_is_called_the_same_wherever_it_is_named(use, pane: str, key: str) -> None:
    title = f"{key} {pane.capitalize()}"
    async with use(FakeArchive(sample()), size=(120, 36)) as hand:
        await hand.press("enter", key)
        assert str(getattr(hand, pane).border_title) == title
        assert pane in key_of(f"app.{pane}").words
        await hand.press("?")
        assert f"Keys · {pane}" in hand.text()
    async with use(FakeArchive(sample()), size=(60, 20)) as hand:
        assert f" {title} " in hand.text()


def test_the_entity_desk_is_called_so_by_every_key_that_leads_there() -> None:
    for id_ in ("app.desk", "entity.desk"):
        assert "entity desk" in key_of(id_).words
        assert key_of(id_).brief == "entity desk"
    assert NAMES == "all entities"
    assert key_of("app.entities").brief == "entities"
    # to lose something is said of the key and of what it did alike
    assert key_of("bookmarks.delete").brief == "take away"


@pytest.mark.parametrize("at", [0, 1])
async def test_a_click_on_order_or_scope_is_as_their_keys(use, at: int) -> None:
    async with use(query="lee") as hand:
        await hand.press("enter")
        word, other = hand.status.state[at], hand.status.state[1 - at]
        line = hand.text().split("\n")[hand.status.region.y]
        place = hand.status.region.x, hand.status.region.y
        await hand.pilot.click(offset=(line.index(word), place[1]))
        await hand.settle()
        assert hand.status.state[at] != word
        assert hand.status.state[1 - at] == other
