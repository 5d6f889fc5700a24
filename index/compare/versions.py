"""What outlets changed after publication: versions of articles, read and held together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from index.compare.announced import announces
from index.compare.articles import compare
from index.compare.published_states import published
from index.core.article_view import ArticleView
from index.core.comparison import ChangedArticle, Comparison
from index.core.errors import NotFound
from index.store import reading
from index.store.articles import versions
from index.store.articles.versions import VersionRow
from index.store.database import Database


class Versions:
    """The versions of an archive's articles. Reads when it is asked; safe in several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article: int) -> Sequence[VersionRow]:
        """What each version of an article says of the publication, the first one first."""
        return versions.of_article(self._database, article)

    def states(self, article: int) -> Sequence[int]:
        """The versions of an article that its outlet published, in order, with the current one as
        the last; see `published`.
        """
        return published(versions.texts(self._database, article))

    def between(self, article: int, old: int, new: int) -> Comparison:
        """What became of one version in another. Raises NotFound."""
        with self._database.snapshot():
            return compare(self._view(article, old), self._view(article, new))

    @staticmethod
    def compare(old: ArticleView, new: ArticleView) -> Comparison:
        """What is otherwise in one article, or version of one, than in another."""
        return compare(old, new)

    def changed(self, paragraphs: Sequence[int] | None = None) -> ChangedArticles:
        """The articles that their outlets changed, those that hold some paragraphs or all; the one
        that changed last first. See `published`.
        """
        database = self._database
        among = None if paragraphs is None else versions.articles_of(database, paragraphs)
        with database.snapshot():
            every = [
                (article, published(versions.texts(database, article)))
                for article in versions.several(database, among)
            ]
        return ChangedArticles(self, [(article, states) for article, states in every if states[1:]])

    def summary(self, article: int, states: Sequence[int]) -> ChangedArticle:
        """What became of an article between the first of the states that its outlet published and
        the current one.
        """
        with self._database.snapshot():
            rows = [row for row in self.of(article) if row.version in states]
            current = self._view(article, None)
            comparison = compare(self._view(article, rows[0].version), current)
        return ChangedArticle(
            article,
            current.id,
            current.publication,
            tuple(row.publication.imported for row in rows),
            tuple(row.publication.captured for row in rows),
            tuple(row.version for row in rows),
            comparison,
            silent=not announces(comparison),
        )

    def _view(self, article: int, version: int | None) -> ArticleView:
        view = reading.article_view(self._database, article, version)
        if view is None:
            which = f" has no version {version}" if version else " is not in the archive"
            raise NotFound(f"The article{which}.", "Its versions: nutgraf versions ARTICLE")
        return view


class ChangedArticles(Sequence[ChangedArticle]):
    """Articles with the versions that were published of each; they are compared when that is asked
    for.
    """

    def __init__(self, known: Versions, articles: Sequence[tuple[int, Sequence[int]]]) -> None:
        self._known, self._articles = known, articles

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, position: int) -> ChangedArticle: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[ChangedArticle]: ...
    def __getitem__(self, position: int | slice) -> ChangedArticle | Sequence[ChangedArticle]:
        if isinstance(position, slice):
            return [self._known.summary(*article) for article in self._articles[position]]
        return self._known.summary(*self._articles[position])
