"""Two articles side by side."""

from __future__ import annotations

import pytest
from fake_archive import FakeArchive, sample

from tui.screens.side_by_side import SideBySideScreen
from tui.screens.versions import VersionsScreen


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (30, 8)])
async def test_two_selected_articles_are_read_side_by_side(use, size) -> None:
    async with use(FakeArchive(sample()), query="summit", size=size) as hand:
        await hand.press("enter", "space", "space", "|")
        screen = hand.app.screen
        assert isinstance(screen, SideBySideScreen)
        left, right = screen.panes
        assert left.article.number != right.article.number
        assert left.has_focus
        await hand.press("n", "tab", "p")
        assert right.has_focus
        assert right.paragraph == 1
        assert left.paragraph == 0
        assert (
            screen.command() == f"nutgraf diff a{left.article.number}@1 a{right.article.number}@1"
        )
        await hand.press("V")
        assert isinstance(hand.app.screen, VersionsScreen)
        await hand.press("escape", "2")
        assert hand.app.screen is hand.app.main
        assert hand.reader.article.number == right.article.number
        assert hand.view.text == "summit"


async def test_one_article_is_held_for_the_next(use) -> None:
    async with use(FakeArchive(sample()), query="summit") as hand:
        await hand.press("enter", "|")
        assert hand.said.startswith("Held;")
        await hand.press("|")
        assert hand.said.startswith("Held;")
        first = hand.reader.article.number
        await hand.press("j", "|")
        assert [pane.article.number for pane in hand.app.screen.panes] == [
            first,
            hand.reader.article.number,
        ]
        await hand.press("escape")
        assert hand.app.screen is hand.app.main


async def test_three_articles_are_too_many(use) -> None:
    async with use(FakeArchive(sample()), query="summit") as hand:
        await hand.press("enter", "space", "space", "space", "|")
        assert hand.app.screen is hand.app.main
        assert "two articles" in hand.said
