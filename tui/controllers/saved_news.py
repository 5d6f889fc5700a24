"""Saved searches: keeping one by a name, and opening one with what is new in it marked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from index import ArchiveReadOnly
from tui import present
from tui.filters import name_of_search, saved_clause
from tui.screens.dialogs import Confirm
from tui.screens.trouble import RefusedError
from tui.screens.writing import Ask
from tui.view import View

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.controllers.search import Answer, SearchController
    from tui.panes.results import ResultsPane
    from tui.session import Session


class NewsController:
    """Keeps saved searches and opens them."""

    def __init__(
        self,
        host: Host,
        session: Session,
        search: SearchController,
        *,
        pane: ResultsPane,
        undo: str,
    ) -> None:
        """`undo` is the key that takes a step back."""
        self._undo = undo
        self._host, self._session, self._search, self._pane = host, session, search, pane
        self._clause = ""
        """The saved search in which what is new is marked."""

    async def save(self) -> None:
        """Let the search be given a name."""
        text = self._search.view.query
        if not text:
            self._host.say("There is no query to save.")
            return
        hint = f"The query: {text}\nBelow goes a name, by which it can be used in any query: @name."

        async def save(typed: str) -> None:
            name = name_of_search(typed)
            if not name:
                raise RefusedError("It needs a name.")
            archive = self._session.archive
            old = (await self._session.read(archive.saved)).get(name)
            called, is_other = saved_clause(name), old is not None and old != text
            if is_other:
                question = Confirm(f"Replace {called}?", f"It stands for: {old}", "Replace")
                if await self._host.ask(question) != "yes":
                    raise RefusedError(f"{called} stands for what it did. Another name?")
            await self._session.do(archive.save_search, name, text, looked_at=True)
            undo = self._undo
            more = f", in the place of: {old}; {undo} brings that back" if is_other else ""
            self._host.say(f"Saved as {called}{more}.")

        await self._host.ask(Ask("Save search as", "", hint, act=save))

    async def choose(self) -> bool:
        """Show the saved searches, and the one that is chosen; whether one was."""
        from tui.screens.saved_searches import SavedSearchesScreen  # noqa: PLC0415  (seldom opened)

        chosen = await self._host.ask(SavedSearchesScreen())
        if chosen is None:
            return False
        if chosen.only_new:
            self._search.look_at(View(f"{saved_clause(chosen.name)} is:new"))
        else:
            await self._open(chosen.name)
        return True

    async def _open(self, name: str) -> None:
        """Look at a saved search. What came since the last time is marked, and new no more."""
        archive, clause = self._session.archive, saved_clause(name)
        known = name in await self._session.read(archive.looked_at_saved)
        reached = await self._session.read(getattr, archive, "reached")
        news = await self._session.read(archive.news_of, name) if known else ()
        with suppress(ArchiveReadOnly):
            await self._session.do(archive.look_at_saved, name, reached)
        self._clause = clause
        self._pane.mark_new(frozenset(news))
        self._search.look_at(View(clause), paragraph=news[0] if news else None)
        if known:
            count = present.number(len(news)) if news else "Nothing"
            self._host.say(f"{count} new in {clause} since you last looked.")

    def show(self, answer: Answer) -> None:
        """Follow an answer: of another search nothing is said to be new."""
        text = f" {answer.search.view.text} "
        if self._clause and f" {self._clause} " not in text:
            self._clause = ""
            self._pane.mark_new(frozenset())
