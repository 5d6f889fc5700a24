"""Stories: of what was found, or of the archive, as a list; each opens into its articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from index import NotShared
from tui import keys, present, shell, story_text
from tui.keys import bindings
from tui.panes.story_lists import StoryList
from tui.screens.list_screen import ListScreen
from tui.screens.story import StoryScreen
from tui.text import clean
from tui.typing import BY_KEY
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Results, Story
    from tui.view import View

_SAID = {"hits": "most hits first", "newest": "newest first", "largest": "largest first"}


@dataclass(frozen=True, slots=True)
class _Left:
    """Where stories were left: the article of one, of which stories, in which orders."""

    place: tuple[int, int]
    everywhere: bool
    orders: list[str]


class StoriesScreen(ListScreen["int | str | None"]):
    """A list of stories. Answers the paragraph to be read, or the clause that finds a story."""

    place = keys.STORIES
    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.STORIES) if each.action != "open"
    ]

    def __init__(self, results: Results | None, view: View, place: tuple[int, int]) -> None:
        """`results` are those of the search, None where it is for everything; `place` is the
        article and the paragraph that the eye is on.
        """
        super().__init__()
        self._place = place
        self._results, self._view = results, view
        self._everywhere = results is None
        self._orders = list(story_text.ORDERS)
        self._found: Sequence[Story] = ()
        self._lacking = 0
        self.list: StoryList = StoryList()

    def nothing(self) -> Content:
        return _nothing()

    def on_mount(self) -> None:
        if isinstance(left := self.begun_at, _Left):
            self._place, self._everywhere, self._orders = left.place, left.everywhere, left.orders
        self._load()

    @work(exit_on_error=False, group=BY_KEY)
    async def _load(self) -> None:
        everywhere = self._everywhere
        try:
            found, lacking = await self.nutgraf.session.read(self._read, everywhere)
        except NotShared as refused:
            self.show_refused(self.list, refused)
            return
        if everywhere == self._everywhere:
            self._found, self._lacking = found, lacking
            self._show()
            self.go_on_inside()

    def left_at(self) -> _Left:
        self._here()
        return _Left(self._place, self._everywhere, self._orders)

    def _read(self, everywhere: bool) -> tuple[Sequence[Story], int]:
        """The stories, and how many texts nobody has looked at for any. Called in a thread."""
        archive = self.nutgraf.session.archive
        found = archive.stories.of(None if everywhere else self._results)
        return found, archive.enrichment().pending("stories")

    def _show(self) -> None:
        order = self._orders[0]
        rows = story_text.in_order(self._found, order)
        self.show_empty(self.list, empty=not rows)
        self.list.show(rows, self._place[0], counts_hits=not self._everywhere)
        where = "of the archive" if self._everywhere else "of what was found"
        self.list.border_title = f"{present.plural(len(rows), 'story', 'stories')} {where}"
        query = clean(self._view.query) if not self._everywhere else ""
        lacking = present.not_gone_through(self._lacking)
        told = filter(None, (query, _SAID[order], lacking))
        self.list.border_subtitle = Content(" · ".join(told))
        self.query_one("#empty", Static).update(_nothing(lacking))

    def command(self) -> str:
        """What gives the same in a shell."""
        return shell.command("stories", query="" if self._everywhere else self._view.query)

    @on(LineList.Opened)
    def _opened(self) -> None:
        self._open()

    @work(exit_on_error=False, group=BY_KEY)
    async def _open(self) -> None:
        if (story := self._here()) is None:
            return
        if (number := await self.ask(StoryScreen(story, self._place), "_open")) is not None:
            self.dismiss(number)
        else:
            # What is new in it since has been looked at.
            self._load()

    def _here(self) -> Story | None:
        """The story at the cursor, on which it stays when the list is another one."""
        story = self.list.current()
        if story is not None and self._place[0] not in {one.article for one in story.articles}:
            self._place = story.first.article, 0
        return story

    def action_narrow(self) -> None:
        from index import story_clause  # noqa: PLC0415  (not before it is wanted)

        if (story := self._here()) is not None:
            self.dismiss(story_clause(story.id, clean(story.title)))

    def action_order(self) -> None:
        self._here()
        self._orders = [*self._orders[1:], self._orders[0]]
        self._show()

    def action_scope(self) -> None:
        if self._results is None:
            self.say("Nothing narrower was searched for: these are all.")
            return
        self._here()
        self._everywhere = not self._everywhere
        self._load()


def _nothing(lacking: str = "") -> Content:
    return Content.assemble(
        ("No story is in what was found.\n\n", present.HEADLINE),
        (
            "Articles that tell one event within a few days, or share their text, are a story.",
            present.QUIET,
        ),
        (f"\n\n{lacking}: ask again in a while." if lacking else "", present.MARK),
    )
