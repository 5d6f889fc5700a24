"""Whose a quote is, by the user's word: somebody's, somebody's without a name, or no speech."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index import Target
from tui.controllers.whom_it_means import WhomItMeans
from tui.screens.trouble import RefusedError
from tui.screens.working import work_on
from tui.screens.writing import Ask
from tui.text import fit

if TYPE_CHECKING:
    from index import ArticleView, QuoteMark
    from tui.controllers.host import Host
    from tui.session import Session

_SHOWN = 40
_ROLE, _NOBODY, _BACK = "role", "nobody", "back"


class Speakers:
    """Asks whose a quote is, and keeps the answer."""

    def __init__(self, host: Host, session: Session) -> None:
        self._host, self._session = host, session
        self._whom = WhomItMeans(host, session)

    async def put_right(self, article: ArticleView, paragraph: int, quote: QuoteMark) -> str | None:
        """Say whose a quote of a paragraph (by number) is; what was done, in words, None where it
        was dropped.
        """
        places, place = self._session.archive.places, (paragraph, quote.start, quote.end)
        before = await self._session.read(places.at, *place, "speaker")
        more = [
            (_ROLE, "Somebody without a name: an official, a neighbour …", ""),
            (_NOBODY, "Nobody: these words are no speech", ""),
        ]
        if before is not None:
            more.append((_BACK, "As it was found: take back what was said", ""))
        texts = {each.number: each.text for each in article.paragraphs}
        words = fit(texts[paragraph][quote.start : quote.end], _SHOWN)
        heading = f"“{words}” is said by"
        # Who was guessed may be said to be right.
        but = [] if quote.guessed else [quote.entity]
        meant = await self._whom.ask(heading, "", article, but, more)
        if meant is None:
            return None
        if meant == _BACK and before is not None:
            back = partial(places.take_back, [before.number])
            await work_on(self._host, self._session, "Taking it back", back)
            return f"Taken back: {before}"
        role = await self._role() if meant == _ROLE else ""
        if role is None:
            return None
        to = meant if isinstance(meant, Target) else None
        call = partial(places.speaker, *place, to, role=role)
        return await work_on(self._host, self._session, "Putting it right", call)

    async def _role(self) -> str | None:
        """How somebody without a name is called."""

        async def take(words: str) -> None:
            if not words:
                raise RefusedError("It needs a word for who speaks.")

        hint = "As a text would write it: a senior official."
        asked = Ask("Who speaks", "", hint, act=take, saving="Keep", precious=False)
        return await self._host.ask(asked)
