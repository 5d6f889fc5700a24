"""One place put right alone: chosen words that mean somebody else there, or are no name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from index import Target
from tui.controllers.whom_it_means import WhomItMeans
from tui.screens.working import work_on

if TYPE_CHECKING:
    from index import ArticleView, ListedCorrection, MentionView, QuoteMark
    from tui.controllers.host import Host
    from tui.screens.choose import Option
    from tui.session import Session


@dataclass(frozen=True, slots=True)
class ChosenWords:
    """Words of an article as it is shown: in which of its paragraphs (from 0), and where."""

    article: ArticleView
    paragraph: int
    start: int
    end: int

    @property
    def place(self) -> tuple[int, int, int]:
        """The paragraph's number, start and end."""
        return self.article.paragraphs[self.paragraph].number, self.start, self.end

    @property
    def text(self) -> str:
        """The words."""
        return self.article.paragraphs[self.paragraph].text[self.start : self.end]

    @property
    def names(self) -> Sequence[MentionView]:
        """The names that stand in them."""
        mentions = self.article.paragraphs[self.paragraph].mentions
        return [one for one in mentions if one.start < self.end and one.end > self.start]

    @property
    def quote(self) -> QuoteMark | None:
        """The quote that they stand in."""
        quotes = self.article.paragraphs[self.paragraph].quotes
        inside = (one for one in quotes if one.start < self.end and one.end > self.start)
        return next(inside, None)


_HERE, _NO_NAME, _ARTICLE, _NONE_IN_ARTICLE, _BACK = "here", "no", "article", "none", "back"


class PuttingRight:
    """Offers what can be said of a place, and says it."""

    def __init__(self, host: Host, session: Session) -> None:
        self._host, self._session = host, session
        self.whom = WhomItMeans(host, session)

    async def said_of(self, words: ChosenWords) -> ListedCorrection | None:
        """What was said of a place before."""
        return await self._session.read(self._session.archive.places.at, *words.place)

    @staticmethod
    def options(words: ChosenWords, before: ListedCorrection | None) -> list[Option]:
        """What may be said of some words."""
        if not (words.names or before):
            return [
                (_HERE, "A name in this place only …", ""),
                (_ARTICLE, "A name in this article only …", ""),
            ]
        now = f"now {words.names[0].name}" if words.names else "now no name"
        offered = [(_HERE, "Somebody or something else, here …", now)]
        if words.names:
            offered.append((_NO_NAME, "Not a name, here", ""))
        offered.append((_ARTICLE, "Somebody or something else, in this article …", ""))
        if words.names:
            offered.append((_NONE_IN_ARTICLE, "Not a name, in this article", ""))
        if before is not None:
            offered.append((_BACK, "As it was found: take back what was said", ""))
        return offered

    async def say(
        self, chosen: str, words: ChosenWords, before: ListedCorrection | None
    ) -> str | None:
        """Do what was chosen of `options`; what was done, in words, None where it was dropped."""
        places = self._session.archive.places
        if chosen == _BACK and before is not None:
            await work_on(
                self._host, self._session, "Taking it back", places.take_back, [before.number]
            )
            return f"Taken back: {before}"
        to = None
        if chosen in (_HERE, _ARTICLE):
            but = {one.entity for one in words.names}
            heading = f"“{words.text}” is"
            meant = await self.whom.ask(heading, words.text, words.article, but)
            if not isinstance(meant, Target):
                return None
            to = meant
        everywhere = chosen in (_ARTICLE, _NONE_IN_ARTICLE)
        call = partial(places.name, everywhere=everywhere)
        return await work_on(self._host, self._session, "Putting it right", call, *words.place, to)
