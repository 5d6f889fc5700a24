"""Asking whom a name means, or whose a quote is: somebody of the article first, somebody whom the
archive knows by a word of the name, or somebody new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from index import EntityType, Target, named
from tui import present
from tui.screens.choose import Choose
from tui.screens.trouble import RefusedError
from tui.screens.writing import Ask

if TYPE_CHECKING:
    from index import ArticleView, EntityCount
    from tui.controllers.host import Host
    from tui.screens.choose import Option
    from tui.session import Session

TYPES: dict[str, EntityType] = {"person": "person", "org": "org", "place": "place"}
TYPE_OPTIONS = (
    ("person", "A person", ""),
    ("org", "An organisation", ""),
    ("place", "A place", ""),
)
_OFFERED = 8
"""Entities of each kind that are offered at once."""


class WhomItMeans:
    """Asks in one dialogue after the other; Escape in any of them answers None."""

    def __init__(self, host: Host, session: Session) -> None:
        self._host, self._session = host, session

    async def ask(
        self,
        heading: str,
        words: str,
        article: ArticleView,
        but: Collection[int] = (),
        more: Sequence[Option] = (),
    ) -> Target | str | None:
        """Whom some words mean: somebody whom the article names, or who goes by these words
        elsewhere, of whom those of `but` are not offered; or somebody else. Of `more` that may be
        chosen besides, what it answers.
        """
        offered = _of_article(article, but)
        names = self._session.archive.entity_editor.entities
        known = await self._session.read(names, words) if words else []
        for one in known[: _OFFERED + len(but)]:
            if one.entity not in but and one.entity not in offered:
                offered[one.entity] = Target(one.type, one.name), present.number(one.count)
        targets = [*offered.values()][: 2 * _OFFERED]
        options = [
            (str(at), f"{to.name} ({present.KINDS[to.type]})", figure)
            for at, (to, figure) in enumerate(targets)
        ]
        options += [
            ("known", "Somebody or something else that is known …", ""),
            ("new", "A name that is not known yet …", ""),
            *more,
        ]
        chosen = await self._host.ask(Choose(heading, options))
        if chosen is None:
            return None
        if chosen == "new":
            return await self._new(words)
        if chosen == "known":
            found = await self.known("Who or what is meant?", heading)
            return Target(found.type, found.name) if found is not None else None
        if chosen in {key for key, *_ in more}:
            return chosen
        return targets[int(chosen)][0]

    async def known(self, asked: str, heading: str) -> EntityCount | None:
        """Somebody whom the archive knows, by a word of the name."""
        found: list[EntityCount] = []

        async def look(needle: str) -> None:
            entities = self._session.archive.entity_editor.entities
            found[:] = (await self._session.read(entities, needle))[:_OFFERED] if needle else []
            if not found:
                raise RefusedError("Nobody and nothing goes by that.")

        hint = "A word of the name that is known already."
        if (
            await self._host.ask(Ask(asked, "", hint, act=look, saving="Look", precious=False))
            is None
        ):
            return None
        options = [
            (str(n), f"{one.name} ({present.KINDS[one.type]})", present.number(one.count))
            for n, one in enumerate(found)
        ]
        chosen = await self._host.ask(Choose(heading, options))
        return found[int(chosen)] if chosen is not None else None

    async def _new(self, words: str) -> Target | None:
        """Somebody or something of whom the archive knows nothing yet."""
        written: list[str] = []

        async def take(name: str) -> None:
            # What is no name is refused where it is written.
            written[:] = [named("person", name).name]

        asked = Ask("The name", words, "In full.", act=take, saving="Go on", precious=False)
        if await self._host.ask(asked) is None:
            return None
        kind = await self._host.ask(Choose(f"{written[0]} is", TYPE_OPTIONS))
        return named(TYPES[kind], written[0]) if kind is not None else None


def _of_article(article: ArticleView, but: Collection[int]) -> dict[int, tuple[Target, str]]:
    """Whom an article names, and how often; those of whom it speaks most first."""
    mentions = [one for each in article.paragraphs for one in each.mentions]
    counts = Counter(one.entity for one in mentions if one.entity not in but)
    known = {one.entity: Target(one.type, one.name) for one in mentions}
    return {
        entity: (known[entity], f"{count} here") for entity, count in counts.most_common(_OFFERED)
    }
