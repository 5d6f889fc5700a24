"""What can be wanted of a name: who is in what was found, a name's page, its company, the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from tui.controllers import wishes
from tui.panes.entities import TYPES, Names
from tui.subject import Subject, Wish
from tui.view import View

if TYPE_CHECKING:
    from textual.timer import Timer

    from index import EntityCount, MentionView, Results
    from tui.controllers.host import Host
    from tui.controllers.search import SearchController
    from tui.lane import Lane
    from tui.panes.entities import EntitiesPane, Name
    from tui.session import Session


Months: TypeAlias = Sequence[tuple[str, int]]
"""How many hits come from each month."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Names that are wanted of what was found: those unusual in it, or all; of these the ones that
    contain the `needle`. `again`, as in `EntitiesPane.show`.
    """

    results: Results
    only_here: bool
    needle: str
    again: bool = False


class NamesController:
    """Fills the pane of names, opens the screens about names and does what they were left with."""

    def __init__(
        self,
        host: Host,
        session: Session,
        search: SearchController,
        *,
        pane: EntitiesPane,
        go: Callable[[str], object],
        months: Callable[[Months], object],
        read: Callable[[int, Callable[[], object]], object],
        look: Callable[[Callable[[], object], Callable[[], object]], object],
    ) -> None:
        """`go` goes to a pane by its name; `months` shows when what was found was published; `read`
        shows a paragraph and `look` another search, from where what they are given as well leads
        back.
        """
        self._read, self._look = read, look
        self._host, self._session, self._search = host, session, search
        self._pane, self._go, self._months = pane, go, months
        self._text = ""
        """The query whose names are shown, or will be."""
        self._only_here = False
        """Whether the names shown are those that are unusually frequent in the hits."""
        self._lane: Lane[Wanted, tuple[Names, Months]] = session.lane(
            host, _counted, self._answered, lambda _wanted, error: host.trouble(error)
        )
        self._wanted: Wanted | None = None
        """What is not shown yet."""
        self._wait: Timer | None = None
        self.said = ""
        """What was looked for last because of a name in the text, in words."""

    def show(self, results: Results, *, again: bool = False, follows: float = 0) -> None:
        """Show who is in the results, once they are counted; `again`, those of the same search.

        Until then those shown before stay. Counting begins in `follows` seconds, and not at all
        where something newer is found by then.
        """
        again = again and (self._wanted is None or self._wanted.again)
        if (text := results.query.text) != self._text and not self._pane.typing:
            self._pane.forget_needle()  # it was for who was in what was searched for before
        self._text = text
        self._wanted = Wanted(results, self._only_here, self._pane.needle, again)
        self._lane.drop()
        if self._wait is not None:
            self._wait.stop()
        self._wait = None
        if follows:
            self._wait = self._host.set_timer(follows, partial(self._lane.submit, self._wanted))
        else:
            self._lane.submit(self._wanted)

    def _answered(self, wanted: Wanted, counted: tuple[Names, Months]) -> None:
        if wanted is self._wanted and wanted.results is self._search.results:
            self._wanted = None
            names, months = counted
            self._pane.show(names, again=wanted.again)
            self._months(months)

    async def arrived(self) -> None:
        """Wait for the names of what was searched for."""
        await self._search.arrived()
        if self._wait is not None and self._wanted is not None:
            self.show(self._wanted.results, again=self._wanted.again)
        await self._lane.idle()

    def filter(self) -> None:
        """Show what the filter of the pane leaves."""
        if (results := self._search.results) is not None:
            self.show(results)

    def only_here(self) -> None:
        """Show what is unusual in the hits, or everything again."""
        self._only_here = not self._only_here
        self.filter()
        self._host.say(
            "Entities that are more frequent here." if self._only_here else "All entities."
        )

    # Following one

    def follow(self, mention: MentionView) -> None:
        """Search for a name that was met in the text."""
        self._search.look_at(View(filters=(_subject(mention).filter(),)))
        self.said = f"Following {mention.name}"

    def narrow(self, mention: MentionView, *, exclude: bool) -> None:
        """Have only what names whom a name in the text means, or only what does not."""
        self._search.narrow(_subject(mention).filter(exclude=exclude))
        self.said = f"{'Without' if exclude else 'Only with'} {mention.name}"

    def ask(self, name: Name, what: str) -> None:
        """Open the "page" of a row of names, or its "company"."""
        if not name.entity or (kind := TYPES.get(name.field)) is None:
            self._host.say("This is for a name of somebody or something, and here is none.")
            return
        self._open(Subject(name.entity, kind, name.name), what)

    def ask_mention(self, mention: MentionView, what: str) -> None:
        self._open(_subject(mention), what)

    def _open(self, subject: Subject, what: str) -> None:
        self.wish(Wish(page=subject) if what == "page" else Wish(company=subject))

    def wish(self, wish: Wish) -> None:
        """Look for something or open a screen about a name, and do what that one was left with."""
        self._host.begin(self._fulfil(wish), by_key=True)

    async def _fulfil(self, first: Wish) -> None:
        wish = await wishes.opening(self._host, self._desk)(first)
        if wish is not None and wish.paragraph is not None:
            self._read(wish.paragraph, partial(self.wish, first))
        elif wish is not None and wish.filters:
            view = View(filters=wish.filters)
            self._look(lambda: self._search.look_at(view), partial(self.wish, first))
            self._go("results")

    async def _desk(self, subject: Subject) -> Wish | None:
        """What the desk was left with."""
        # Seldom opened; the main screen is there sooner without it.
        from tui.screens.entity_editor import EntityEditorScreen  # noqa: PLC0415

        return await self._host.ask(EntityEditorScreen(subject.name))


def _subject(mention: MentionView) -> Subject:
    return Subject(mention.entity, mention.type, mention.name)


def _counted(wanted: Wanted) -> tuple[Names, Months]:
    """The names that are wanted, and the months. Goes through all that was found: for threads."""
    return _names(wanted), wanted.results.facets.months


def _names(wanted: Wanted) -> Names:
    results, needle = wanted.results, wanted.needle
    counts = results.only_here if wanted.only_here else results.facets.of
    sections: dict[str, Sequence[tuple[str, int] | EntityCount]] = {}
    for field, kind in TYPES.items():
        names = counts(kind)
        sections[field] = names.containing(needle) if needle else names
    if not wanted.only_here:
        small, outlets = needle.casefold(), results.facets.outlets
        near = [each for each in outlets if small in each[0].casefold()] if small else outlets
        sections["outlet"] = near
    return Names(sections, wanted.only_here, needle)
