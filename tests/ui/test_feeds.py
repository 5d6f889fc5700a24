"""`I`: the feeds that are followed, how each went, and fetching them from a server on loopback."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from index import Archive
from tests.index.web_server import Request, Server, running
from tui.config import Config
from tui.screens.feeds import FeedsScreen
from tui.view import View

_ITEM = (
    "<item><title>A crane fell</title><link>https://echo.example/one</link><guid>one</guid>"
    "<pubDate>Thu, 02 Oct 2025 08:00:00 GMT</pubDate><description>&lt;p&gt;A crane fell at the "
    "harbour.&lt;/p&gt;&lt;p&gt;Nobody was hurt.&lt;/p&gt;</description></item>"
)
_RSS = (
    f'<?xml version="1.0"?><rss version="2.0"><channel><title>Echo</title>{_ITEM}</channel></rss>'
)


@pytest.fixture
def server():
    with running() as started:
        yield started


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        yield opened


async def test_where_no_feed_is_followed_it_is_said_how_one_is(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press("escape", "I")
        assert "nutgraf feeds add ADDRESS" in hand.text()
        await hand.press("r", "R", "x", "enter", "escape")
        assert not isinstance(hand.app.screen, FeedsScreen)


async def test_feeds_are_fetched_what_came_is_found_and_a_failing_one_is_told(
    use, archive: Archive, server: Server
) -> None:
    archive.feeds.add(server.serve("/rss", _RSS), tags=("harbour",))
    archive.feeds.add(server.url + "/nothing", title="Tide")
    async with use(archive) as hand:
        await hand.press("escape", "I")
        assert hand.text().count("not fetched yet") == 2
        await hand.press("r")
        assert hand.said == "1 feed: 1 new, 0 changed."
        assert "Echo" in hand.text()
        assert server.asked.count("/nothing") == 0
        await hand.press("j", "r")
        assert hand.said.startswith("1 feed: 0 new, 0 changed, 1 failed; ")
        assert "fails; never read" in hand.text()
        assert "404" in hand.text()
        assert hand.app.screen.list.border_title == "2 feeds, of which 1 cannot be read"
        await hand.press("k", "enter")
        assert hand.view == View('outlet:"Echo"', sort="newest")
        assert hand.found.paragraphs == 2
        await hand.press("I")
        assert hand.app.screen.list.cursor == 0


async def test_a_fetch_goes_on_when_the_list_is_left_and_can_be_stopped(
    use, archive: Archive, server: Server
) -> None:
    asked, answer = threading.Event(), threading.Event()

    def slow(request: Request) -> None:
        asked.set()
        answer.wait(60)
        request.send(_RSS.encode())

    server.pages["/slow"] = slow
    archive.feeds.add(server.url + "/slow")
    async with use(archive) as hand:
        hand.send("escape")
        hand.send("I")
        await hand.pilot.pause()
        screen = hand.app.main.fetching
        screen.begin(archive.feeds.all())
        while not asked.is_set():
            await hand.pilot.pause()
        screen.begin(archive.feeds.all())
        await hand.pilot.pause()
        assert hand.said == "A fetch is under way already."
        hand.send("escape")
        answer.set()
        await hand.settle()
        assert hand.said == "1 feed: 1 new, 0 changed."
        await hand.press("I", "x")
        assert hand.said == "Nothing is being fetched."


async def test_a_feed_that_fails_elsewhere_is_told_once(
    use, archive: Archive, server: Server, tmp_path: Path
) -> None:
    """Also the first time that anything comes while the screen is open."""
    archive.feeds.add(server.serve("/rss", _RSS), title="Echo")
    archive.feeds.fetch()
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as other:
        async with use(archive) as hand:
            hand.app.look_at_feeds()
            await hand.settle()
            assert hand.said == ""
            server.serve("/rss", b"", status="410")
            other.feeds.fetch()
            hand.app.keeping_up.look_for_news()
            await hand.settle()
            assert hand.said.startswith("Echo could not be fetched: ")
            assert hand.said.endswith("; I lists the feeds.")
            hand.app.clear_notifications()
            other.save_search("anything", "crane")
            hand.app.keeping_up.look_for_news()
            await hand.settle()
            assert hand.said == ""


async def test_rules_that_cannot_be_read_keep_everything_from_being_fetched(
    use, archive: Archive, server: Server
) -> None:
    archive.feeds.add(server.serve("/rss", _RSS))
    config = Config(problems=("intake.drops is no setting.",))
    async with use(archive, config=config) as hand:
        await hand.press("escape", "I", "R")
        assert hand.said == "intake.drops is no setting. Nothing was fetched."
        assert server.asked == []
