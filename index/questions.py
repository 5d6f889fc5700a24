"""What can be asked of an archive: searches, articles, names."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from index.core.cancellation import Cancellation
from index.core.errors import NotFound
from index.core.once import Once
from index.core.priority import way
from index.core.values import EntityType, Span
from index.engines import contract
from index.library.library import Library
from index.query.nodes import Query, Repair, Scope, Sort
from index.search.answering import Answering
from index.search.copy_groups import CopyGroups
from index.search.finder import Finder
from index.search.results import Relaxation, Results
from index.store import reading
from index.store.database import Database
from index.store.library import saved_searches

# What is imported inside of functions has no part in a search, and takes as long as one to load.

if TYPE_CHECKING:
    from index.compare.versions import Versions
    from index.core.article_view import ArticleView
    from index.core.counts import CoOccurrence, EntityCount, Facets, JointDates
    from index.core.entity_view import EntityView
    from index.core.hits import Hit
    from index.entities.editing.entity_editor import EntityEditor
    from index.library.undo import Progress, Stop
    from index.search.copy_reader import CopyReader
    from index.search.peaks import Peak
    from index.search.pivot import Axis, PivotTable
    from index.search.quote_ledger import QuoteLedger
    from index.search.read_files import FileName
    from index.search.related import RelatedParagraphs
    from index.search.story_reader import StoryReader
    from index.search.timeline import Bar, Dated
    from index.search.unfound_marks import UnfoundMarks

_OLDEST = 200
"""So many paragraphs with the words of a quote are read."""

T = TypeVar("T")
Editor = TypeVar("Editor", bound="EntityEditor")


class Questions(Library, ABC):
    """The part of an archive that answers. What it answers from, `_answering`, is the archive's."""

    def __init__(
        self,
        database: Database,
        edited: Callable[[], object],
        renamed: Callable[[Progress | None, Stop | None], object],
    ) -> None:
        """See `Library`."""
        super().__init__(database, edited, renamed)
        self._copies = CopyGroups(database)
        self._stories = Once(self._read_stories)

    @property
    @abstractmethod
    def _answering(self) -> Answering:
        """What answers, over the index in use."""

    @abstractmethod
    def _ask(self, question: Callable[[], T]) -> tuple[T, str]:
        """The answer to a question, and what had to be mended for it, in words."""

    @property
    def _finder(self) -> Finder:
        return self._answering.finder

    # Finding

    def parse(self, text: str) -> Query:
        """A query as it is read; never raises."""
        return self._finder.parse(text)

    def search(
        self,
        text: str,
        *,
        filters: Sequence[str] = (),
        sort: Sort | None = None,
        scope: Scope | None = None,
        typing: bool = False,
        fold: bool = False,
        cancellation: Cancellation | None = None,
    ) -> Results:
        """Every paragraph that matches a query and all filters (query fragments themselves).

        A query is never an error: `Results.query.repairs` says what was read otherwise than
        written. Order and scope named in the text count before those given here. An index that
        turns out to be damaged is built anew first, and the repairs say so; raises IndexDamaged
        where that has to wait for another process that is writing.

        `typing`: the text is still being written at its end. Its last word is read as a beginning
        too (`zanz` finds Zanzibar) unless a blank follows; an operator, bracket, quote or field
        with nothing behind it (`person:`) restricts nothing yet and is no slip; ways out are not
        worked out: `relaxations` does that, or a search without `typing` after a pause.

        `fold`: hits that are copies of another one stand behind the one that had it first, and have
        no row of their own. All else that is counted counts them.

        Raises StoppedError soon after `cancellation` was cancelled, unless it is done by then.
        """

        def search() -> tuple[Finder, Results]:
            finder = self._finder
            return finder, finder.search(
                text,
                filters=filters,
                sort=sort,
                scope=scope,
                typing=typing,
                fold=fold,
                cancellation=cancellation or Cancellation(),
            )

        with way.first():
            (finder, found), mended = self._ask(search)
        if mended:
            said = Repair(Span(0, 0), mended)
            query = replace(found.query, repairs=(said, *found.query.repairs))
            found = replace(found, query=query)
        found = self._remarked(found)
        return replace(
            found,
            counted=Once(partial(self._facets, finder, found)),
            wider=tuple if typing else Once(partial(self.relaxations, found)),
        )

    def _remarked(self, found: Results) -> Results:
        """An answer, with what else there is to be said of it."""
        return found

    def _facets(self, finder: Finder, results: Results) -> Facets:
        """What a finder's answer has in common. It may turn out that its index is damaged, and
        another one be in use then.
        """

        def count() -> Facets:
            used = self._finder
            return results.facets if used is finder else used.facets_anew(results)

        with way.first():
            return self._ask(count)[0]

    @property
    def reached(self) -> int:
        """The revision of the archive up to which all can be found: to be asked before `news_of`
        and told to `look_at_saved`, so that what comes while the news is read is not lost.
        """
        return self._ask(lambda: self._finder.revision)[0]

    def news_of(self, name: str) -> list[int]:
        """What a saved search finds that came since it was last looked at, in its order. Raises
        NotFound.
        """
        from index.store.library import seen  # noqa: PLC0415

        if name not in (saved := self.saved()):
            raise NotFound(f"There is no saved search “{name}”.")
        news = seen.news_of(self._database, name)
        found = self.search(saved[name]).hits.numbers() if news else ()
        return [number for number in found if number in news]

    def relaxations(self, results: Results) -> tuple[Relaxation, ...]:
        """Up to four wider queries for one that found nothing, each with what it finds. For one
        that found little up to two that find more; for any, words that stand once or twice as they
        are likelier spelt.
        """
        return self._ask(lambda: self._finder.relaxations(results))[0]

    def is_current(self, results: Results) -> bool:
        """Whether searching again would find the same, with the same names."""
        return self._ask(lambda: self._finder.basis(results.query) == results.basis)[0]

    def peaks(self, results: Results, bars: Sequence[Bar], most: int = 5) -> Sequence[Peak]:
        """Of the bars of a timeline of what was found, those that stand out, each with who and
        what is unusual in it; in order of time.
        """
        from index.search.peaks import Peaks  # noqa: PLC0415

        def named() -> Sequence[Peak]:
            return Peaks(self._finder, results).named(bars, most)

        with way.behind():
            return self._ask(named)[0]

    def dated(self, results: Results, clauses: Sequence[str]) -> Sequence[Dated]:
        """When those of the hits were published that a clause finds, for each of some clauses."""

        def counted() -> Sequence[Dated]:
            finder = self._finder
            return [finder.within(results, clause).histogram("day") for clause in clauses]

        with way.behind():
            return self._ask(counted)[0]

    def pivot(
        self, results: Results, rows: Axis, columns: Axis, *, most: tuple[int, int] = (40, 16)
    ) -> PivotTable:
        """What was found in a table of two of names, outlets, sections, stories, months and years;
        of each the `most` that have the highest counts.
        """
        from index.search.pivot import Pivot  # noqa: PLC0415
        from index.store.articles.versions import sections  # noqa: PLC0415

        def table() -> PivotTable:
            known = sections(self._database) if "section" in (rows, columns) else []
            told = self.stories.counts(results) if "story" in (rows, columns) else []
            return Pivot(self._finder, results, known, told).table(rows, columns, most=most)

        with way.behind():
            return self._ask(table)[0]

    # Reading

    def article(self, number: int, version: int | None = None) -> ArticleView:
        """An article in its current version or another. Raises NotFound."""
        from index.quotes.quote_views import with_quotes  # noqa: PLC0415
        from index.search import references  # noqa: PLC0415

        with way.first(), self._database.snapshot():
            article = references.article(self._database, number, version)
            return with_quotes(self._database, article)

    def article_of(self, paragraph: int) -> ArticleView:
        """The article, in the version, that holds a paragraph. Raises NotFound."""
        place = reading.place_of(self._database, paragraph)
        if place is None:
            raise NotFound(f"There is no paragraph {paragraph}.")
        article = self.article(*place)
        if article.version < article.versions:
            return article
        with way.first():
            return replace(
                article,
                shared=self.copies.text_of(article.number),
                story=self.stories.place_of(article.number),
            )

    def find(self, reference: str, version: int | None = None) -> tuple[ArticleView, int | None]:
        """An article, current or in another version, and the paragraph's number if one is meant.

        A reference is an article id, a paragraph id, an unambiguous beginning of either (four
        characters or more), or ARTICLE:4 for its fourth paragraph. The id of a paragraph that only
        a former version has gives that version. Raises NotFound.
        """
        from index.search import references  # noqa: PLC0415

        with self._database.snapshot():
            return references.find(self._database, reference, version)

    @property
    def quotes(self) -> QuoteLedger:
        """Who said what."""
        from index.search.quote_ledger import QuoteLedger  # noqa: PLC0415
        from index.search.stored_speech import StoredSpeech  # noqa: PLC0415

        return QuoteLedger(StoredSpeech(self._database, self._bookmarks.numbers), self._oldest)

    def _oldest(self, query: str) -> Sequence[Hit]:
        return self.search(query, sort="oldest").hits[:_OLDEST]

    @property
    def copies(self) -> CopyReader:
        """Which paragraphs stand in several articles."""
        from index.search.copy_reader import CopyReader  # noqa: PLC0415

        return CopyReader(self._database, self._bookmarks.numbers)

    @property
    def stories(self) -> StoryReader:
        """Which articles tell one event, or share their text."""
        return self._stories()

    def unfound_marks(self, query: Query) -> UnfoundMarks:
        """Of the bookmarks whose paragraph is no longer in the archive, which no query finds, those
        that this one means.
        """
        from index.search.unfound_marks import meant_of  # noqa: PLC0415

        return meant_of(query, [mark for mark in self.bookmarks() if mark.paragraph is None])

    def _read_stories(self) -> StoryReader:
        from index.search.story_reader import StoryReader  # noqa: PLC0415

        def among(results: Results, paragraphs: contract.Numbers) -> contract.Numbers:
            return self._ask(lambda: self._finder.within(results).among(paragraphs))[0]

        return StoryReader(self._database, among, self._bookmarks.numbers)

    @property
    def related(self) -> RelatedParagraphs:
        """What is related to a paragraph or to a text."""
        return self._answering.related()

    @property
    def versions(self) -> Versions:
        """What outlets changed after publication, and any two articles held together."""
        from index.compare.versions import Versions  # noqa: PLC0415

        return Versions(self._database)

    # Entities

    def entity(self, number: int) -> EntityView:
        """An entity with what its page shows. Raises NotFound."""

        def page() -> EntityView:
            with self._database.snapshot():
                return self._answering.entity_pages().page(number)

        with way.behind():
            return self._ask(page)[0]

    def co_occurrences(self, number: int, kind: EntityType | None = None) -> Sequence[CoOccurrence]:
        """Who stands in the same paragraphs as an entity, most often first. Raises NotFound."""
        with way.behind():
            return self._ask(lambda: self._answering.entity_pages().co_occurrences(number, kind))[0]

    def joint_dates(self, number: int, others: Sequence[int]) -> Sequence[JointDates]:
        """When an entity and each of some others are named together."""
        with way.behind():
            return self._ask(lambda: self._answering.entity_pages().joint_dates(number, others))[0]

    @property
    def entity_editor(self) -> EntityEditor:
        """Where entities are merged, split, renamed, retyped and hidden."""
        from index.entities.editing.entity_editor import EntityEditor  # noqa: PLC0415

        return self._editor(EntityEditor)

    def _editor(self, kind: type[Editor]) -> Editor:
        return kind(
            self._database,
            self._history,
            self._edited,
            lambda: (self._answering.labels, self._answering.frequencies),
            self._answering.likely,
            settle=self._settle,
        )

    def _settle(self) -> None:
        """What is to be done when edits of names were taken back: nothing by itself."""

    def entities(
        self, prefix: str = "", kind: EntityType | None = None, limit: int = 200
    ) -> Sequence[EntityCount]:
        """Entities with a name in which each word of `prefix` begins one, most frequent first."""
        return self.entity_editor.entities(prefix, kind)[:limit]

    def files(self, words: str = "", limit: int = 8) -> Sequence[FileName]:
        """Folders and files that articles were read from and in whose names some words are, the
        last of which is still being written: folders first, those before others from which more
        came.
        """
        return self._answering.files().beginning(words, limit)

    # Searches

    def remember(self, text: str) -> None:
        """Put a search into the history."""
        if text.strip():
            saved_searches.remember(self._database, text.strip())
