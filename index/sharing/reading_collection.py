"""What a collection answers while it can be asked: searches, and names by number and by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.core.article_view import ArticleView
from index.core.counts import EntityCount, most_first
from index.core.folding import fold
from index.core.reports import Stats
from index.core.values import EntityType
from index.library.bookmarks import Bookmarks
from index.query.nodes import Repair, StateName
from index.search.copy_groups import CopyGroups
from index.search.finder import Finder
from index.search.grounding import ArchiveKnowledge
from index.search.names_and_rows import NamesAndRows
from index.search.related import RelatedParagraphs
from index.search.results import Results
from index.sharing.collection_copies import CollectionCopies
from index.sharing.collection_facts import CollectionFacts
from index.sharing.collection_pages import CollectionPages
from index.sharing.collection_query import CollectionKnowledge, unknown
from index.sharing.collection_speech import CollectionSpeech
from index.sharing.counted_names import MOST, CollectionFrequencies, CollectionLabels
from index.sharing.led_article import led_article
from index.sharing.mirror import Mirror
from index.sharing.open_collection import OpenCollection
from index.sharing.paragraph_rows import CollectionRows
from index.store.database import Database
from index.store.statistics import first_and_last

_OWN: frozenset[StateName] = frozenset({"bookmarked", "note", "tag", "seen"})
"""States of paragraphs that are the reader's own doing."""

_LISTED = 10_000
"""Of so many names at most it is asked how often each stands, when a part of a name is written."""


class OwnAndShared:
    """See `index.search.grounding.Known`: names as the collection has them, marks as the reader."""

    def __init__(self, opened: OpenCollection, own: ArchiveKnowledge) -> None:
        self._opened, self._own = opened, own

    @property
    def _shared(self) -> CollectionKnowledge:
        return CollectionKnowledge(self._opened.collection, self._opened.names())

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> Sequence[int]:
        return self._shared.entities(kind, name, exact=exact)

    def beginning(self, kind: EntityType | None, name: str) -> Sequence[int]:
        return self._shared.beginning(kind, name)

    def said_by(self, speaker: str, *, exact: bool, begun: bool) -> Sequence[tuple[int, int]]:
        return self._shared.said_by(speaker, exact=exact, begun=begun)

    def in_state(self, state: StateName) -> Sequence[int]:
        return self._own.in_state(state) if state in _OWN else ()

    def new_to(self, saved: Iterable[str]) -> Sequence[int]:
        return self._shared.new_to(saved)

    def in_story(self, article: str) -> Sequence[int]:
        return self._shared.in_story(article)

    def in_files(self, name: str, *, begun: bool) -> Sequence[int]:
        return self._shared.in_files(name, begun=begun)

    def likelier_file(self, name: str) -> str:
        return self._shared.likelier_file(name)

    def notes(self) -> Iterable[tuple[int, str]]:
        return self._own.notes()

    def tags(self) -> Iterable[tuple[int, str]]:
        return self._own.tags()


class ReadingCollection:
    """Everything that is asked of a collection in the place of an archive's index."""

    def __init__(
        self, database: Database, opened: OpenCollection, bookmarks: Bookmarks, copies: CopyGroups
    ) -> None:
        self.opened, self.directory = opened, opened.directory
        self.labels = CollectionLabels(self.directory)
        self.rows = CollectionRows(opened)
        self.mirror = Mirror(database, opened, self.rows)
        self.frequencies = CollectionFrequencies(lambda: opened.engine)
        self.speech = CollectionSpeech(opened, self.rows, self.directory, bookmarks.numbers)
        self.copies = CollectionCopies(database, opened, self.rows, bookmarks.numbers)
        self.pages = CollectionPages(
            database,
            opened,
            rows=self.rows,
            mirror=self.mirror,
            frequencies=self.frequencies,
            speech=self.speech,
        )
        self.related = RelatedParagraphs(
            database,
            CollectionFacts(opened, self.rows),
            lambda: opened.engine,
            self.frequencies,
            bookmarks.numbers,
        )
        own = ArchiveKnowledge(database, bookmarks, copies)
        source = NamesAndRows(OwnAndShared(opened, own), self.rows, self.labels, self.frequencies)
        self.finder = Finder(database, lambda: opened.engine, source, bookmarks, copies)

    def remarked(self, found: Results) -> Results:
        """An answer, with what is said of clauses that find nothing because a collection does not
        know of them.
        """
        said = tuple(
            Repair(node.span, "This is not known of a collection: it finds nothing.", "unread")
            for node in unknown(found.query)
        )
        if not said:
            return found
        query = replace(found.query, repairs=(*found.query.repairs, *said))
        return replace(found, query=query)

    def led(self, view: ArticleView) -> ArticleView:
        """An article out of the file, with names as the collection has them."""
        return led_article(view, self.opened.names(), self.directory)

    def entities(self, words: str, kind: EntityType | None, limit: int) -> Sequence[EntityCount]:
        """The entities of a type, or all, that go by a name with all of some words or beginnings of
        words, the most frequent first.
        """
        of_type = kind or "entity"
        everything = self.opened.engine.everything()
        wanted = fold(words).split()
        if not wanted and (kind or limit < MOST):
            return self.labels.of(None, everything.terms(of_type, limit))
        if not wanted:
            return self.labels.of_each_type(everything)
        chosen = self.directory.beginning(of_type, wanted)[:_LISTED]
        return self.labels.of(None, everything.most_of(chosen, limit))

    def stats(self, here: Stats) -> Stats:
        """What the collection holds, with what is the reader's own; sizes are those of the file."""
        engine = self.opened.engine
        everything = engine.everything()
        first_date, last_date = first_and_last(day for day, _ in everything.histogram("day"))
        outlets = engine.articles_by_outlet()
        furniture = engine.furniture()
        return replace(
            here,
            articles=everything.articles,
            versions=None,
            paragraphs=everything.total.count + furniture,
            furniture=furniture,
            undated=engine.undated_articles(),
            first_date=first_date,
            last_date=last_date,
            outlets=most_first(outlets),
            entities=self.directory.sizes(),
            mentions=None,
        )
