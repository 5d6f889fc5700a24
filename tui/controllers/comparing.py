"""Versions of the article one is at, or two articles that are selected, held together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import ArticleView
    from tui.controllers.host import Host
    from tui.session import Session

_LOOKED_AT = 50
"""Selected paragraphs of which the articles are looked at; two of them are compared."""


class ComparingController:
    """Opens what shows differences, and says where there are none to show."""

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        targets: Callable[[], Awaitable[Sequence[int]]],
        read: Callable[[int], object],
    ) -> None:
        """`targets` gives the paragraphs that a key acts on; `read` shows one in its article."""
        self._host, self._session, self._targets, self._read = host, session, targets, read

    async def versions(self) -> None:
        """The versions of the article; of two selected articles, what is otherwise in the later."""
        articles = await self._session.read(self._articles, await self._targets())
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
        """All articles that were changed after publication."""
        from tui.screens.changed_articles import ChangedArticlesScreen  # noqa: PLC0415  (seldom)

        if said:
            self._host.say(said)
        await self._follow(await self._host.ask(ChangedArticlesScreen()))

    def _articles(self, paragraphs: Sequence[int]) -> list[ArticleView]:
        """The articles of some paragraphs, at most three; called in a thread."""
        found: dict[int, ArticleView] = {}
        for number in paragraphs[:_LOOKED_AT]:
            article = self._session.archive.article_of(number)
            found.setdefault(article.number, article)
            if len(found) > 2:
                break
        return list(found.values())

    async def _compare(self, article: ArticleView, other: ArticleView | None = None) -> None:
        from tui.screens.versions import Compared, VersionsScreen  # noqa: PLC0415  (seldom opened)

        await self._follow(await self._host.ask(VersionsScreen(Compared(article, other))))

    async def _follow(self, paragraph: int | None) -> None:
        if paragraph is not None:
            self._read(paragraph)
