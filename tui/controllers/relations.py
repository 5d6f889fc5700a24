"""What stands beside the paragraph one is at: its copies in other articles, what is related."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui import present
from tui.panes.passage_list import Passage
from tui.text import clean

if TYPE_CHECKING:
    from index import Hit, Related
    from tui.controllers.host import Host
    from tui.screens.passages import PassagesScreen
    from tui.session import Session

_NOT_RELATED = "Nothing is related to this paragraph."
_NO_COPIES = "No other article has this paragraph."


class RelationsController:
    """Opens the lists of what stands beside a paragraph, and says so where there is nothing."""

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        targets: Callable[[], Awaitable[Sequence[int]]],
        read: Callable[[int, Callable[[], object]], object],
    ) -> None:
        """`targets` gives the paragraphs that a key acts on; `read` shows one in its article, from
        where what it is given as well leads back.
        """
        self._host, self._session, self._targets, self._read = host, session, targets, read

    async def copies(self) -> None:
        """Who else has the paragraph, and who had it first."""
        if (number := await self._one()) is None:
            return
        rows = await self._session.read(self._copies, number)
        if not rows:
            self._host.say(_NO_COPIES)
            return
        nearly = ", some nearly" if any(row.pieces for row in rows) else ""
        title = (
            f"{present.plural(len(rows), 'article has', 'articles have')} this paragraph{nearly}"
        )
        await self._show(title, lambda: rows, _NO_COPIES)

    async def related(self) -> None:
        """What has rare words, names and days in common with the paragraph."""
        if (number := await self._one()) is not None:
            await self._show("Related paragraphs", partial(self._related, number), _NOT_RELATED)

    async def _one(self) -> int | None:
        """The first paragraph that a key acts on; that there is none is said."""
        if numbers := await self._targets():
            return numbers[0]
        self._host.say("There is no paragraph here.")
        return None

    async def _show(
        self,
        title: str,
        read: Callable[[], Sequence[Passage]],
        nothing: str,
        left: PassagesScreen | None = None,
    ) -> None:
        """Show a list, as one was `left`, and read what is opened in it."""
        from tui.screens.passages import Beside, PassagesScreen  # noqa: PLC0415  (seldom opened)

        beside = Beside(
            lambda one: partial(self._copies, one), lambda one: partial(self._related, one)
        )
        screen = PassagesScreen(title, read, nothing, beside)
        screen.begin_as(left)
        found = await self._host.ask(screen)
        if found is not None:

            def again() -> None:
                shown = self._show(title, read, nothing, screen)
                self._host.begin(shown, by_key=True)

            self._read(found, again)

    def _related(self, paragraph: int) -> list[Passage]:
        """Called in a thread."""
        found = self._session.archive.related.of(paragraph)
        return [Passage(one.hit, _why(one)) for one in found]

    def _copies(self, paragraph: int) -> list[Passage]:
        """Called in a thread."""
        rows = self._session.archive.copies.of(paragraph)
        return [_copy(hit, rows) for hit in rows]


def _copy(hit: Hit, rows: Sequence[Hit]) -> Passage:
    """A copy with what is otherwise in it than in the paragraph of who had it first."""
    from index import differences  # noqa: PLC0415  (only needed here)

    first, when = rows[0], _when(hit, rows)
    if hit.text == first.text:
        return Passage(hit, when, strong=hit is first)
    return Passage(
        hit, f"{when} · in other words where marked", pieces=differences(first.text, hit.text)
    )


def _why(one: Related) -> str:
    """What a list of what is related says of one."""
    shared = ", ".join(map(clean, (*one.names, *one.words)))
    days = "" if one.days is None else _days(one.days)
    loosely = "loosely" if one.loose else ""
    return " · ".join(filter(None, (loosely, days, shared or "words of its headline")))


def _days(days: int) -> str:
    if not days:
        return "the same day"
    return f"{present.plural(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def _when(hit: Hit, rows: Sequence[Hit]) -> str:
    """What a list of copies says of one. Where days are known and no hours, those of the first day
    are all the first.
    """
    first = rows[0]
    if not hit.date:
        return "undated"
    if hit is first:
        is_alone = all(_is_later(other, first) for other in rows[1:] if other.date)
        return "had it first" if is_alone else "had it the first day"
    if not first.date or hit.date[:10] == first.date[:10]:
        return "the same day"
    return present.later(first.date, hit.date)


def _is_later(hit: Hit, first: Hit) -> bool:
    """Whether it is known that a hit is later: by the day, or by hours that both have."""
    if hit.date[:10] != first.date[:10]:
        return True
    return min(len(hit.date), len(first.date)) > len("2025-10-01") and hit.date != first.date
