"""What can be wanted of a name on the main screen: following it, its page, company, the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from tui.panes.entities import TYPES, EntitiesPane
from tui.panes.reader import ReaderPane
from tui.screens.completing import CompletingScreen
from tui.subject import Subject, Wish
from tui.typing import BY_KEY
from tui.view import View

if TYPE_CHECKING:
    from index import EntityType, NameCounts, Results


class NamingScreen(CompletingScreen):
    """Opens the screens about names and does what they were left with."""

    only_here = False
    """Whether the names shown are those that are unusually frequent in the hits."""

    def show_names(self, results: Results, *, again: bool = False) -> None:
        if self.only_here:
            self._show_telling(results, again=again)
        else:
            self.query_one(EntitiesPane).show(results.facets, again=again)

    @work(exit_on_error=False)
    async def _show_telling(self, results: Results, *, again: bool) -> None:
        telling = await self.nutgraf.session.read(_telling, results)
        if results is self.results and self.only_here:
            names = self.query_one(EntitiesPane)
            names.show(results.facets, telling.__getitem__, again=again)

    @on(EntitiesPane.OnlyHereAsked)
    def action_only_here(self) -> None:
        self.only_here = not self.only_here
        if self.results is not None:
            self.show_names(self.results)
        self.say("Names that are more frequent here." if self.only_here else "All names.")

    @on(EntitiesPane.Asked)
    def _name_asked(self, event: EntitiesPane.Asked) -> None:
        name = event.name
        if (kind := TYPES.get(name.field)) is not None:
            subject = Subject(name.entity, kind, name.name)
            self.do_wish(Wish(page=subject) if event.what == "page" else Wish(company=subject))

    @on(ReaderPane.NameAsked)
    def _mention_asked(self, event: ReaderPane.NameAsked) -> None:
        mention = event.mention
        subject = Subject(mention.entity, mention.type, mention.name)
        self.do_wish(Wish(page=subject) if event.what == "page" else Wish(company=subject))

    @on(ReaderPane.NoName)
    def _no_name(self) -> None:
        sign = self.nutgraf.keymap.sign("reader.next_entity")
        self.say(f"There is no name in this paragraph; {sign} goes to the next one.")

    @on(ReaderPane.NameFollowed)
    def _name_followed(self, event: ReaderPane.NameFollowed) -> None:
        mention = event.mention
        subject = Subject(mention.entity, mention.type, mention.name)
        self.look_at(View(filters=(subject.filter(),)))
        self.say(f"Following {mention.name}")

    def action_desk(self) -> None:
        self.do_wish(Wish(desk=Subject(0, "person", "")))

    @work(exit_on_error=False, group=BY_KEY)
    async def do_wish(self, wish: Wish | None) -> None:
        """Look for something or open a screen about a name, and do what that one was left with."""
        while wish is not None:
            if wish.filters:
                self.look_at(View(filters=wish.filters), paragraph=wish.paragraph)
                self.call_later(self.action_pane, "results" if wish.paragraph is None else "reader")
                return
            wish = await self._open(wish)

    async def _open(self, wish: Wish) -> Wish | None:
        # Seldom opened; the main screen is there sooner without them.
        if wish.page is not None:
            from tui.screens.entity import EntityScreen  # noqa: PLC0415

            return await self.app.push_screen_wait(EntityScreen(wish.page))
        if wish.company is not None:
            from tui.screens.company import CompanyScreen  # noqa: PLC0415

            return await self.app.push_screen_wait(CompanyScreen(wish.company))
        if wish.desk is not None:
            from tui.screens.desk import DeskScreen  # noqa: PLC0415

            after = await self.app.push_screen_wait(DeskScreen(wish.desk.name))
            await self.marks_changed()
            return after
        return None

    def action_pane(self, name: str) -> None:
        """Go to a pane."""
        raise NotImplementedError


def _telling(results: Results) -> dict[EntityType, NameCounts]:
    """The names that are more frequent in the results, by type; called in a thread."""
    return {kind: results.only_here(kind) for kind in TYPES.values()}
