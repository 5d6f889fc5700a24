"""Saved searches, with how much is new in each since it was last looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from tui import keys, present
from tui.controllers.marks import MarksController
from tui.filters import name_of_search, saved_clause
from tui.keys import bindings
from tui.on_view import check_row
from tui.screens.list_screen import ListScreen
from tui.screens.trouble import RefusedError
from tui.screens.writing import Ask
from tui.text import clean, fit, pad
from tui.typing import BY_KEY
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from tui.session import Session


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search by its name, and how many paragraphs are `new` in it: None as long as that is not
    known. In one that was never `looked_at` all are.
    """

    name: str
    text: str
    looked_at: bool
    new: int | None = None

    @property
    def said(self) -> str:
        """How much is new, in words."""
        if not self.looked_at:
            return "never looked at"
        if self.new is None:
            return "…"
        return f"{present.number(self.new)} new" if self.new else "nothing new"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A saved search that is to be shown, or only what is new in it."""

    name: str
    only_new: bool = False


class SavedList(LineList[SavedSearch]):
    """A name and what is new, and below it the query."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.SAVED) if each.action == "open"
    ]
    gap = 1
    selects = False

    def __init__(self) -> None:
        super().__init__(3, id="saved")

    def paint(self, item: SavedSearch, cells: int) -> Sequence[Content]:
        said = fit(item.said, max(0, cells // 2))
        room = max(1, cells - len(said) - 1)
        style = f"bold {present.GOOD}" if item.new and item.looked_at else present.QUIET
        name = Content.styled(pad(clean(f"@{item.name}"), room), present.HEADLINE)
        return [
            Content.assemble(name, " ", (said, style)),
            Content.styled(fit(clean(item.text), cells), present.QUIET),
        ]


class SavedSearchesScreen(ListScreen["Chosen | None"]):
    """All of them. Answers the one that is to be shown."""

    place = keys.SAVED
    heading = "Saved searches"
    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.SAVED) if each.action != "open"
    ]

    def __init__(self) -> None:
        super().__init__()
        self.list = SavedList()
        self.searches: list[SavedSearch] = []
        self._reached = 0
        """How far the archive had come when it was looked at what is new."""

    def nothing(self) -> Content:
        return _nothing(self.nutgraf.keymap.sign("paragraph.save_search"))

    def on_mount(self) -> None:
        self.marks = MarksController(self, self._session, self.nutgraf.keymap, changed=self._renew)
        self._load()

    @property
    def _session(self) -> Session:
        return self.nutgraf.session

    @work(exit_on_error=False, group=BY_KEY)
    async def _load(self) -> None:
        await self._renew()

    def archive_changed(self) -> None:
        self.begin(self._renew())

    async def _renew(self) -> None:
        await self._read()
        self.begin(self._count())

    def left_at(self) -> object:
        current = self.list.current()
        return current.name if current is not None else None

    async def _read(self) -> None:
        archive, at = self._session.archive, self.list.cursor
        current = self.list.current()
        name = current.name if current is not None else self.was_at()
        self._reached = await self._session.read(getattr, archive, "reached")
        saved = await self._session.read(archive.saved)
        looked_at = await self._session.read(archive.looked_at_saved)
        self.searches = [
            SavedSearch(name, text, looked_at=name in looked_at) for name, text in saved.items()
        ]
        if name in saved:
            at = list(saved).index(str(name))
        self.list.show_rows(len(saved), lambda a, b: self.searches[a:b], at)
        self.show_empty(self.list, empty=not saved)
        said = present.plural(len(saved), "saved search", "saved searches")
        self.list.border_title = said if saved else "Saved searches"

    async def _count(self) -> None:
        """Say what is new, one search after the other."""
        searches = self.searches
        for at, one in enumerate(searches):
            if not one.looked_at or not self.is_attached or self.searches is not searches:
                continue
            news = await self._session.read(self._session.archive.news_of, one.name)
            searches[at] = replace(one, new=len(news))
            self.list.show_again()

    def command(self) -> str:
        """What says in a shell what is new, and leaves it so."""
        return "nutgraf saved check --keep"

    def _answer(self, *, only_new: bool) -> None:
        if (one := self.list.current()) is not None:
            self.dismiss(Chosen(one.name, only_new))

    @on(LineList.Opened)
    def _opened(self) -> None:
        self._answer(only_new=False)

    def action_only_new(self) -> None:
        self._answer(only_new=True)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_looked(self) -> None:
        check_row(self.list)
        if (one := self.list.current()) is not None:
            nothing_new = self._session.archive.nothing_new
            await self._session.do(nothing_new, one.name, self._reached)
            undo = self.nutgraf.keymap.sign("saved.undo")
            self.say(f"Nothing is new in {saved_clause(one.name)} any more; {undo} undoes it.")
            self._load()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_rename(self) -> None:
        check_row(self.list)
        if (one := self.list.current()) is None:
            return
        naming, name = 0, one.name

        async def rename(typed: str) -> None:
            nonlocal naming, name
            name = typed if typed == one.name else name_of_search(typed)
            if not name:
                raise RefusedError("It needs a name.")
            archive = self._session.archive
            naming = await self._session.do(archive.rename_search, one.name, name)

        hint = f"The query: {one.text}\nQueries that name it follow."
        asked = Ask("Name of the saved search", one.name, hint, act=rename)
        if await self.ask(asked) is not None and name != one.name:
            others = present.plural(naming, "query says", "queries say")
            more = f"; {others} so too" if naming else ""
            self.say(f"It is called {saved_clause(name)} now{more}.")
            await self._read()
            self.list.move_to([each.name for each in self.searches].index(name))
            self.begin(self._count())

    @work(exit_on_error=False, group=BY_KEY)
    async def action_forget(self) -> None:
        check_row(self.list)
        if (one := self.list.current()) is not None:
            await self._session.do(self._session.archive.forget_search, one.name)
            undo = self.nutgraf.keymap.sign("saved.undo")
            self.say(f"{saved_clause(one.name)} is forgotten; {undo} brings it back.")
            self._load()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_undo(self) -> None:
        await self.marks.undo()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_redo(self) -> None:
        await self.marks.undo(again=True)


def _nothing(sign: str) -> Content:
    return Content.assemble(
        ("No search is saved.\n\n", present.HEADLINE),
        (f"{sign} keeps the one that is shown by a name; here stands what is new in it since.",
         present.QUIET),
    )  # fmt: skip
