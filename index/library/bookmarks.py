"""Bookmarks: kept by anchor, shown where their paragraph stands today."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.core import anchors
from index.core.article import paragraph_id
from index.core.bookmark import Anchor, Bookmark, BookmarkState, FormerParagraph
from index.core.errors import NotFound
from index.library.former import FormerParagraphs
from index.store.database import Database
from index.store.library import bookmarked_articles
from index.store.library import bookmarks as store

Located = tuple[int | None, BookmarkState]


class Bookmarks:
    """The reader's bookmarks as they are now, whoever changed them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._resolved: tuple[object, tuple[Bookmark, ...]] = (None, ())
        self._numbers: tuple[object, frozenset[int]] = (None, frozenset())
        self._everywhere: tuple[object, frozenset[int]] = (None, frozenset())
        self._located: dict[tuple[int, int], Located] = {}
        self._former = FormerParagraphs(database)

    def all(self) -> tuple[Bookmark, ...]:
        """Every bookmark, newest first, with the place it leads to today."""
        state = self._database.state()
        known, found = self._resolved
        if known != state:
            found = tuple(self._resolve())
            self._resolved = (state, found)
        return found

    def numbers(self) -> frozenset[int]:
        """The paragraphs that carry a bookmark today."""
        state = self._database.state()
        known, found = self._numbers
        if known != state:
            found = frozenset(self._paragraphs())
            self._numbers = (state, found)
        return found

    def everywhere(self) -> frozenset[int]:
        """The paragraphs that carry a bookmark today, and those of former versions that are the
        same ones: who reads a former version sees there what is marked.
        """
        state = self._database.state()
        known, found = self._everywhere
        if known != state:
            with self._database.snapshot():
                found = self.numbers() | self.of(self._formerly()).keys()
            self._everywhere = (state, found)
        return found

    def _formerly(self) -> list[int]:
        """The paragraphs of former versions that may carry a bookmark; most can be told not to by
        their hashes.
        """
        rows = bookmarked_articles.formerly_standing(self._database)
        among = {article for article, *_ in rows}
        marked = {mark.anchor.hash for mark in store.marks(self._database, "article", among)}
        today = self.numbers()
        for article in bookmarked_articles.articles(self._database, among).values():
            marked |= {place.hash for place in article.places if place.number in today}
        return [number for _, number, value, stands in rows if value in marked or not stands]

    def at(self, paragraph: int) -> Bookmark | None:
        """The bookmark on a paragraph."""
        return self.of([paragraph]).get(paragraph)

    def made_on(self, bookmark: Bookmark) -> int | None:
        """The paragraph that a bookmark was made on, in its version; None where it is not kept."""
        if bookmark.state == "removed":
            return None
        numbers = bookmarked_articles.as_marked(self._database, [bookmark.number])
        return numbers.get(bookmark.number)

    def today(self, paragraphs: Collection[int]) -> dict[int, FormerParagraph]:
        """Where paragraphs of former versions lead today, those among some, by number."""
        return self._former.leading(paragraphs)

    def on(self, paragraphs: Collection[int]) -> list[Bookmark]:
        """The bookmarks on some paragraphs, newest first."""
        found = {mark.number: mark for mark in self.of(paragraphs).values()}
        return [found[number] for number in sorted(found, reverse=True)]

    def of(self, paragraphs: Collection[int]) -> dict[int, Bookmark]:
        """The bookmarks of some paragraphs, by paragraph. One of a former version has that of the
        paragraph it is today; where it is none, that which was made on it.
        """
        wanted = set(paragraphs)
        with self._database.snapshot():
            places = bookmarked_articles.standing(self._database, wanted).values()
            every = store.marks(self._database, "article", {article for article, _ in places})
            if not every:
                return {}
            marks = self._on_them(every)
            led = {mark.paragraph: mark for mark in marks if mark.paragraph is not None}
            made = {one.place: mark for one, mark in zip(every, marks, strict=True)}
            found = {number: led[number] for number in wanted & led.keys()}
            for number, former in self._former.leading(wanted - led.keys()).items():
                lost = former.today is None
                mark = made.get(former.place) if lost else led.get(former.today or 0)
                if mark is not None:
                    found[number] = mark
            return found

    def numbered(self, number: int) -> Bookmark:
        """Raises NotFound when there is no such bookmark."""
        with self._database.snapshot():
            for mark in self._on_them(store.marks(self._database, "number", [number])):
                return mark
        raise NotFound(f"There is no bookmark {number}.")

    def _on_them(self, marks: Sequence[store.Mark]) -> list[Bookmark]:
        articles = bookmarked_articles.articles(self._database, {mark.article for mark in marks})
        return [self._resolved_mark(mark, articles[mark.article]) for mark in marks]

    def _paragraphs(self) -> list[int]:
        """The numbers of the marked paragraphs, most of them without reading any text."""
        with self._database.snapshot():
            found, lost = bookmarked_articles.kept(self._database)
            for mark in store.marks(self._database, "number", lost):
                texts = bookmarked_articles.current(self._database, [mark.article])[mark.article]
                version = texts[0].version if texts else 0
                position, _ = self._locate(mark, version, [one.hash for one in texts], texts)
                if position is not None:
                    found.append(texts[position].number)
        return found

    def _resolve(self) -> list[Bookmark]:
        with self._database.snapshot():
            articles = bookmarked_articles.articles(self._database)
            return [
                self._resolved_mark(mark, articles[mark.article])
                for mark in store.marks(self._database)
            ]

    def _resolved_mark(
        self, mark: store.Mark, article: bookmarked_articles.MarkedArticle
    ) -> Bookmark:
        texts: list[bookmarked_articles.Text] = []
        hashes = [place.hash for place in article.places]
        if not stands(mark.anchor, hashes):
            texts = bookmarked_articles.current(self._database, [mark.article])[mark.article]
        position, state = self._locate(mark, article.current, hashes, texts)
        if position is None:
            number, ordinal, text = None, mark.anchor.ordinal, ""
            key = paragraph_id(article.id, mark.anchor.hash)
        else:
            place = article.places[position]
            number, ordinal, key = place.number, place.ordinal, article.paragraph_id(position)
            text = texts[position].text if texts else mark.anchor.exact
        return Bookmark(
            number=mark.number,
            anchor=mark.anchor,
            article=mark.article,
            article_id=article.id,
            version=mark.version,
            paragraph=number,
            paragraph_id=key,
            ordinal=ordinal,
            paragraphs=len(article.places),
            text=text,
            state=state,
            note=mark.note,
            tags=mark.tags,
            created=mark.created,
            publication=article.publication,
            page="" if position is None else article.page(ordinal),
        )

    def _locate(
        self,
        mark: store.Mark,
        version: int,
        hashes: Sequence[int],
        texts: Sequence[bookmarked_articles.Text],
    ) -> Located:
        """Position and state of a mark's paragraph in a version. Neither mark nor version ever
        changes, so that what took reading is looked for once.
        """
        if version < 0:  # the article was taken out
            return None, "removed"
        if stands(mark.anchor, hashes):
            return mark.anchor.ordinal - 1, "kept"
        key = (mark.number, version)
        if key not in self._located:
            beside = bookmarked_articles.paragraphs(self._database, mark.article, mark.version)
            self._located[key] = anchors.locate(mark.anchor, _words(texts), _words(beside))
        return self._located[key]


def stands(anchor: Anchor, hashes: Sequence[int]) -> bool:
    """Whether the same text stands at the same place, which needs no reading: most articles never
    change.
    """
    at = anchor.ordinal - 1
    return at < len(hashes) and hashes[at] == anchor.hash


def _words(texts: Sequence[bookmarked_articles.Text]) -> list[str]:
    return [one.text for one in texts]


class Leading:
    """The bookmarks on some articles, by where they lead today.

    `today` are the paragraphs of the articles as they are now.
    """

    def __init__(
        self,
        database: Database,
        today: dict[int, list[bookmarked_articles.Text]],
        marks: Sequence[store.Mark],
    ) -> None:
        self._database, self._today = database, today
        self._beside: dict[tuple[int, int], list[str]] = {}
        self._led: dict[tuple[int, int | None], store.Mark] = {}
        self._made: dict[tuple[int, int, int], store.Mark] = {}
        for mark in marks:
            self.add(mark)

    def add(self, mark: store.Mark) -> None:
        """Count a bookmark among them."""
        self._made[mark.place] = mark
        position = self._position(mark.article, mark.version, mark.anchor)
        if position is not None:
            self._led[mark.article, position] = mark

    def _position(self, article: int, version: int, anchor: Anchor) -> int | None:
        """Where a paragraph of a version of an article stands today."""
        today, at = self._today[article], anchor.ordinal - 1
        if at < len(today) and today[at].hash == anchor.hash:
            return at
        place = article, version
        if place not in self._beside:
            self._beside[place] = _words(bookmarked_articles.paragraphs(self._database, *place))
        return anchors.locate(anchor, _words(today), self._beside[place])[0]

    def at(self, article: int, version: int, anchor: Anchor) -> store.Mark | None:
        """The bookmark on a paragraph of today's text, or on one of a version that stands there no
        more.
        """
        position = self._position(article, version, anchor)
        if position is None:
            return self._made.get((article, anchor.ordinal, anchor.hash))
        return self._led.get((article, position))


def twins(database: Database, marks: Sequence[store.Mark]) -> dict[int, store.Mark]:
    """Which bookmarks that are not kept have another on the same paragraph today, by number."""
    articles = {mark.article for mark in marks}
    if not articles:
        return {}
    present = store.marks(database, "article", articles)
    leading = Leading(database, bookmarked_articles.current(database, articles), present)
    found = ((mark.number, leading.at(mark.article, mark.version, mark.anchor)) for mark in marks)
    return {number: twin for number, twin in found if twin is not None}
