"""What was marked in an article of which the other program does not say where it stands.

Some programs export highlights with the headline of their article and no address (Readwise's
tables). They belong to the article with that headline in whose text they stand, whichever of the
two comes first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from index.core.article import Article
from index.store.articles.text_likeness import plain, stands_in
from index.store.database import Database


class MarkedTexts:
    """Articles of the archive and of a batch that marks without an address may belong to, and marks
    that stand for an article which had not come.
    """

    def __init__(self, database: Database, articles: Sequence[Article]) -> None:
        self._texts: dict[str, list[str]] = {}
        self._marks: dict[str, list[str]] = {}
        lonely = [one.title for one in articles if is_marks_alone(one)]
        if lonely:
            rows = database.all(
                "SELECT v.title, a.id FROM version v JOIN article a"
                " ON a.number = v.article AND a.current = v.version"
                " WHERE v.title COLLATE NOCASE IN (SELECT value FROM json_each(?)) ORDER BY 2",
                (json.dumps(lonely),),
            )
            for title, key in rows:
                self._texts.setdefault(plain(title), []).append(key)
        for title, key in _waiting(database, [one.title for one in articles]):
            self._marks.setdefault(plain(title), []).append(key)

    @property
    def ids(self) -> set[str]:
        """The ids of those articles of the archive."""
        return {
            key for found in (self._texts, self._marks) for keys in found.values() for key in keys
        }

    def owner(self, article: Article, text: Callable[[str], Sequence[str]]) -> str:
        """The id of the article that marks belong to, or of the marks that stood for an article; ""
        where there is none, or more than one. `text` gives the text of an article with an id.
        """
        title = plain(article.title)
        if is_marks_alone(article):
            keys = self._texts.get(title, ())
            found = [key for key in keys if stands_in(article.paragraphs, text(key))]
        else:
            keys = self._marks.get(title, ())
            found = [key for key in keys if stands_in(text(key), article.paragraphs)]
        return found[0] if len(found) == 1 else ""

    def met(self, article: Article, key: str) -> None:
        """Note an article of the batch, and what it is called."""
        title = plain(article.title)
        lonely = is_marks_alone(article) and key not in self._texts.get(title, ())
        waiting = self._marks.get(title, [])
        if not lonely and key in waiting:
            waiting.remove(key)
        own = (self._marks if lonely else self._texts).setdefault(title, [])
        if key not in own:
            own.append(key)


def is_marks_alone(article: Article) -> bool:
    """Whether an article is nothing but a headline and what was marked under it."""
    if article.url or not article.title:
        return False
    marked = {one.text for one in article.highlights if one.text}
    return bool(marked) and marked.issuperset(article.paragraphs)


def _waiting(database: Database, titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Headline and id of the articles of an archive that are marks alone, among those with one of
    some headlines.
    """
    if database.one("SELECT 1 FROM imported_mark LIMIT 1") is None:
        return
    yield from database.all(
        "SELECT v.title, a.id FROM version v JOIN article a"
        " ON a.number = v.article AND a.current = v.version"
        " WHERE v.url = '' AND v.title COLLATE NOCASE IN (SELECT value FROM json_each(?))"
        " AND a.number IN (SELECT article FROM imported_mark) AND NOT EXISTS ("
        "SELECT 1 FROM paragraph p WHERE p.version = v.number AND p.text NOT IN ("
        "SELECT m.text FROM imported_mark m WHERE m.article = a.number)) ORDER BY 2",
        (json.dumps(list(titles)),),
    )
