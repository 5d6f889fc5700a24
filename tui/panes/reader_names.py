"""Going from name to name through an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import ArticleView, MentionView

Place = tuple[int, int]
"""A name: the position of its paragraph, and of its mention there."""


class NameCursor:
    """The names in an article, and the one that was gone to last."""

    def __init__(self) -> None:
        self._article: ArticleView | None = None
        self.place: Place | None = None

    def show(self, article: ArticleView | None) -> None:
        """Take the names of another article."""
        self._article, self.place = article, None

    def renew(self, article: ArticleView) -> None:
        """Take the names as they are by now in the same text; the one gone to last stays, if it
        still is one.
        """
        name, place = self.current, self.place
        self._article, self.place = article, None
        if name is not None and place is not None:
            mentions = article.paragraphs[place[0]].mentions
            same = (at for at, mention in enumerate(mentions) if mention.start == name.start)
            self.place = next(((place[0], at) for at in same), None)

    def let_go(self) -> bool:
        """From now on none is the one gone to last; False when none was."""
        had, self.place = self.place is not None, None
        return had

    @property
    def current(self) -> MentionView | None:
        return self._mention(self.place)

    def current_in(self, paragraph: int) -> MentionView | None:
        """The one gone to last, if it stands in a paragraph."""
        return self.current if self.place is not None and self.place[0] == paragraph else None

    def near(self, paragraph: int) -> MentionView | None:
        """The one gone to last, else the first in a paragraph."""
        if self.place is not None or self._article is None or not self._article.paragraphs:
            return self.current
        return next(iter(self._article.paragraphs[paragraph].mentions), None)

    def go(self, paragraph: int, step: int) -> Place | None:
        """Go one further or back, beginning in a paragraph; None when there is none further."""
        every = list(self._every())
        if step > 0:
            after = self.place or (paragraph, -1)
            to = next((place for place in every if place > after), None)
        else:
            before = self.place or (paragraph, 0)
            to = next((place for place in reversed(every) if place < before), None)
        self.place = to or self.place
        return to

    def go_to(self, paragraph: int, offset: int) -> bool:
        """Go to the name at a character of a paragraph; False when there is none."""
        mentions = self._article.paragraphs[paragraph].mentions if self._article else ()
        for at, mention in enumerate(mentions):
            if mention.start <= offset < mention.end:
                self.place = paragraph, at
                return True
        return False

    def _mention(self, place: Place | None) -> MentionView | None:
        if place is None or self._article is None:
            return None
        return self._article.paragraphs[place[0]].mentions[place[1]]

    def _every(self) -> Iterator[Place]:
        for position, paragraph in enumerate(self._article.paragraphs if self._article else ()):
            for at in range(len(paragraph.mentions)):
                yield position, at
