"""The feeds that are followed, how the last fetch of each went, and fetching them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from index import Feed, NotShared, with_signs
from tui import keys, present
from tui.called import call
from tui.filters import fragment
from tui.keys import bindings
from tui.on_view import check_row
from tui.screens.list_screen import ListScreen
from tui.text import clean, fit, pad
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from tui.controllers.fetching import FetchingController
    from tui.lane import Lane


def state(feed: Feed, now: str) -> str:
    """How the last fetch of a feed went; `now` as in `Feed`."""
    if feed.next_allowed > now:
        return f"not asked before {present.minute(feed.next_allowed)}"
    if feed.gone or feed.fails:
        since = f"last read {present.day(feed.answered)}" if feed.answered else "never read"
        return f"{'gone' if feed.gone else 'fails'}; {since}"
    return f"fetched {present.minute(feed.fetched)}" if feed.fetched else "not fetched yet"


class FeedList(LineList[Feed]):
    """What a feed is called and how it went; below it why it fails, and its address."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.FEEDS) if each.action == "open"
    ]
    gap = 1
    selects = False

    def __init__(self) -> None:
        super().__init__(3, id="feeds")

    def paint(self, item: Feed, cells: int) -> Sequence[Content]:
        said = fit(state(item, datetime.now(UTC).isoformat(timespec="seconds")), cells * 2 // 3)
        room = max(1, cells - len(said) - 1)
        style = "$bad" if item.fails or item.gone else present.QUIET
        title = Content.styled(pad(clean(item.title or item.url), room), present.HEADLINE)
        about = [item.url, with_signs(item.tags), "full text" if item.full else ""]
        below = Content.styled(clean("  ".join(filter(None, about))), present.QUIET)
        if item.error:
            why = Content.styled(f"{clean(item.error)}  ", "$bad" if item.fails else present.QUIET)
            below = Content.assemble(why, below)
        return [Content.assemble(title, " ", (said, style)), below.truncate(cells, ellipsis=True)]


class FeedsScreen(ListScreen["str | None"]):
    """All of them. Answers the query that finds the articles of the one that was chosen."""

    place = keys.FEEDS
    heading = "Followed feeds"
    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.FEEDS) if each.action != "open"
    ]

    def __init__(self, fetching: FetchingController) -> None:
        super().__init__()
        self._fetching = fetching
        self.list = FeedList()
        self.feeds: Sequence[Feed] = ()

    def nothing(self) -> Content:
        return _nothing()

    def on_mount(self) -> None:
        session = self.nutgraf.session
        self._lane: Lane[None, Sequence[Feed]] = session.lane(
            self, lambda _: session.archive.feeds.all(), self._show, self._failed
        )
        self._fetching.told = self.archive_changed
        self.archive_changed()

    def on_unmount(self) -> None:
        self._fetching.told = None
        self.nutgraf.session.let_go(self._lane)

    def archive_changed(self) -> None:
        self._lane.submit(None)

    def left_at(self) -> object:
        current = self.list.current()
        return current.number if current is not None else None

    def _failed(self, _asked: None, error: Exception) -> None:
        if isinstance(error, NotShared):
            self.show_refused(self.list, error)
        else:
            self.trouble(error)

    def _show(self, _asked: None, feeds: Sequence[Feed]) -> None:
        current = self.list.current()
        number = current.number if current is not None else self.was_at()
        numbers = [feed.number for feed in feeds]
        at = numbers.index(number) if number in numbers else 0
        self.feeds = feeds
        self.list.show_rows(len(feeds), lambda a, b: self.feeds[a:b], at)
        self.show_empty(self.list, empty=not feeds)
        self.list.border_title = self._heading()

    def _heading(self) -> str:
        if total := self._fetching.total:
            done = present.number(self._fetching.done)
            return f"Fetching: {done} of {present.plural(total, 'feed')}"
        failing = sum(feed.fails for feed in self.feeds)
        said = present.plural(len(self.feeds), "feed")
        return f"{said}, of which {present.number(failing)} cannot be read" if failing else said

    def command(self) -> str:
        return "nutgraf feeds"

    @on(LineList.Opened)
    def _opened(self) -> None:
        feed = self.list.current()
        if feed is None:
            return
        if feed.title:
            self.dismiss(fragment("outlet", feed.title))
        else:
            self.say("Nothing has come from it yet.")

    def action_fetch(self) -> None:
        check_row(self.list)
        if (feed := self.list.current()) is not None:
            self._fetching.begin([feed])

    def action_fetch_all(self) -> None:
        self._fetching.begin([feed for feed in self.feeds if not feed.gone])

    def action_stop(self) -> None:
        self._fetching.stop()


_SAYS = "No feed is followed. How the last fetch of each goes stands here.\n"
_TO_FOLLOW = (
    ("To follow one, in a shell:", "feeds add ADDRESS"),
    ("Those of another reader, which it exports as OPML:", "feeds import FILE"),
)


def _nothing() -> Content:
    """How feeds are followed, each command on a line of its own, however it begins."""
    told = [
        (f"{words}\n", style)
        for said, command in _TO_FOLLOW
        for words, style in (
            (f"\n{said}", present.QUIET),
            (call(command, anywhere=True), present.KEY),
        )
    ]
    return Content.assemble((_SAYS, present.HEADLINE), *told)
