"""The states that articles had, out of the archive and what is on its way into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from index.store.articles import met_articles
from index.store.articles.known_article import Known, State
from index.store.database import Database


class ArticleStates:
    """The states of the articles that are `known`, by their ids; what comes to be known of these
    counts from then on.
    """

    def __init__(self, database: Database, known: Mapping[str, Known]) -> None:
        self._database = database
        self._known = known

    def text(self, key: str) -> Sequence[str]:
        """The newest text of an article."""
        known = self._known[key]
        newest = next(reversed(known.texts), "")
        return known.written.get(newest) or met_articles.current_text(self._database, key)

    def of(self, key: str) -> Iterator[State]:
        """All states of an article, the newest first. What comes again may be of an earlier one: a
        summary, say, that was made of it.
        """
        yield from self.newest(key)
        yield from self.former(key)

    def newest(self, key: str) -> Iterator[State]:
        """The newest one, alone."""
        yield State(self._known[key].newest, partial(self.text, key))

    def former(self, key: str) -> Iterator[State]:
        """Those before it that say something of the article, the newest first."""
        known = self._known[key]
        former = [*known.texts][:-1]
        if former:
            texts = {**met_articles.texts(self._database, key), **known.written}
            for digest in reversed(former):
                # A notice says nothing of the article in whose place it stood.
                if known.texts[digest].get("text_from") == "doubtful":
                    continue
                yield State(known.texts[digest], partial(_found_in, texts, digest))


def _found_in(texts: Mapping[str, Sequence[str]], digest: str) -> Sequence[str]:
    return texts.get(digest, ())
