"""Versions of the article one is at, or two articles that are selected, held together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from textual.screen import Screen

    from index import ArticleView, Results
    from tui.controllers.host import Host
    from tui.session import Session

_LOOKED_AT = 50
"""Selected paragraphs of which the articles are looked at; two of them are compared."""


@runtime_checkable
class _Reopened(Protocol):
    def begin_as(self, left: Any) -> None:
        """Begin as another one of this kind was left."""


class ComparingController:
    """Opens what shows differences, and says where there are none to show."""

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        targets: Callable[[], Awaitable[Sequence[int]]],
        read: Callable[[int, Callable[[], object]], object],
        results: Callable[[], Results | None],
    ) -> None:
        """`targets` gives the paragraphs that a key acts on; `read` shows one in its article, from
        where what it is given as well leads back; `results` are what was found.
        """
        self._host, self._session, self._targets, self._read = host, session, targets, read
        self._results = results
        self._held: int | None = None
        """A paragraph of the article that the next one is put beside."""

    async def versions(self) -> None:
        """The versions of the article; of two selected articles, what is otherwise in the later."""
        places = await self._session.read(self._places, await self._targets())
        articles = [article for article, _ in places]
        if len(articles) > 2:
            self._host.say("Select paragraphs of two articles to compare these.")
        elif len(articles) == 2:
            await self._compare(*sorted(articles, key=lambda one: (one.date, one.number)))
        elif articles and articles[0].versions > 1:
            await self._compare(articles[0])
        else:
            said = "This article has one version; these have several." if articles else ""
            await self.changed(said)

    async def changed(self, said: str = "") -> None:
        """All articles that were changed after publication; `said`, why these are shown."""
        from tui.screens.changed_articles import ChangedArticlesScreen  # noqa: PLC0415  (seldom)

        await self._show(lambda: ChangedArticlesScreen(said))

    async def beside(self) -> None:
        """Two selected articles side by side, or this one beside the one that was held before."""
        chosen = await self._targets()
        places = await self._session.read(self._places, chosen)
        if len(places) > 2:
            self._host.say("Select paragraphs of two articles to read these side by side.")
            return
        if len(places) == 1:
            held, (article, number) = self._held, places[0]
            before = await self._session.read(self._places, [held]) if held is not None else []
            if not before or before[0][0].number == article.number:
                self._held = number
                self._host.say("Held; the same key on another article shows both side by side.")
                return
            places = [*before, *places]
        if len(places) == 2:
            from tui.screens.side_by_side import SideBySideScreen  # noqa: PLC0415  (seldom)

            self._held = None
            found = self._results()
            await self._show(lambda: SideBySideScreen(tuple(places), found))

    def _places(self, paragraphs: Sequence[int]) -> list[tuple[ArticleView, int]]:
        """The articles of some paragraphs, each with the first of them; called in a thread."""
        found: dict[int, tuple[ArticleView, int]] = {}
        for number in paragraphs[:_LOOKED_AT]:
            article = self._session.archive.article_of(number)
            found.setdefault(article.number, (article, number))
            if len(found) > 2:
                break
        return list(found.values())

    async def _compare(self, article: ArticleView, other: ArticleView | None = None) -> None:
        from tui.screens.changed_articles import ChangedArticlesScreen  # noqa: PLC0415  (seldom)
        from tui.screens.versions import Compared, VersionsScreen  # noqa: PLC0415  (seldom opened)

        read = self._session.archive.versions.states
        states = () if other else await self._session.read(read, article.number)
        compared = Compared(article, other, states)
        await self._show(lambda: VersionsScreen(compared, ChangedArticlesScreen))

    async def _show(self, made: Callable[[], Screen[int | None]], left: Any = None) -> None:
        """Show a screen, as one was `left`, and read what it answers; from there it is shown again,
        as it was left.
        """
        screen = made()
        if isinstance(screen, _Reopened):
            screen.begin_as(left)
        paragraph = await self._host.ask(screen)
        if paragraph is not None:
            again = partial(self._show, made, screen)
            self._read(paragraph, lambda: self._host.begin(again(), by_key=True))
