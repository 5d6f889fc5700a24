"""A collection in a cluster, looked at as an archive is.

It is an archive in a file of the reader's own, whose searches the collection answers. The file
holds what was read, under the collection's numbers, and what is the reader's: marks, notes, tags,
dossiers, saved searches, the trail. `reached_collection.py` says which of both is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from index.core.errors import NotFound
from index.core.values import EntityType
from index.engines.opensearch.logins import person_at
from index.entities.editing.entity_editor import EntityEditor
from index.reached_collection import LACKING, ReachedCollection
from index.search.copy_reader import CopyReader
from index.search.quote_ledger import QuoteLedger
from index.sharing.collection_editor import CollectionEditor
from index.sharing.counted_names import MOST
from index.sharing.open_collection import OpenCollection
from index.sharing.own_archives_only import refuse
from index.sharing.shared_steps import SharedSteps
from index.store.database import Database

if TYPE_CHECKING:
    from index.core.article_view import ArticleView
    from index.core.bookmark import Bookmark
    from index.core.counts import CoOccurrence, EntityCount, JointDates
    from index.core.entity_view import EntityView
    from index.core.reports import Stats
    from index.export.excerpt import Excerpt
    from index.library.bookmark_changes import MarkChange
    from index.library.dossiers import Dossiers
    from index.search.pivot import Axis, PivotTable
    from index.search.read_files import FileName
    from index.search.related import RelatedParagraphs
    from index.search.results import Results

T = TypeVar("T")


class SharedArchive(ReachedCollection):
    """See `Archive`. What is read or marked is fetched first; what is asked is asked of the
    collection while it can be reached, and of what is here else.
    """

    def __init__(self, database: Database, opened: OpenCollection, away: str) -> None:
        """`away` says why the collection cannot be asked, "" where it can."""
        super().__init__(database, opened, away)
        self._steps = SharedSteps(lambda: self._history.last, self._tell)

    # Finding

    def search(self, text: str, **how: Any) -> Results:
        if self._followed < 0:
            # From now on when there is something new, while nobody waits.
            self._follow_marks()
        return super().search(text, **how)

    def bookmarks(self) -> Sequence[Bookmark]:
        self._follow_marks()
        return super().bookmarks()

    # Reading

    def article(self, number: int, version: int | None = None) -> ArticleView:
        self._from_collection(lambda: self._reading.mirror.articles([number]), lambda: None)
        return self._shared(super().article(number, version))

    def article_of(self, paragraph: int) -> ArticleView:
        self._hold([paragraph])
        return super().article_of(paragraph)

    def find(self, reference: str, version: int | None = None) -> tuple[ArticleView, int | None]:
        try:
            found = super().find(reference, version)
        except NotFound:
            if not self._from_collection(lambda: self._fetched(reference), lambda: False):
                if self._opened.is_open:
                    raise
                raise self._not_here(f"“{reference}”") from None
            found = super().find(reference, version)
        else:
            self.article(found[0].number)
            found = super().find(reference, version)
        return self._shared(found[0]), found[1]

    def _fetched(self, reference: str) -> bool:
        """Have the articles here whose ids begin as a reference does; whether there are any."""
        begun = reference.strip().lower().partition("-")[0].partition(":")[0]
        numbers = self._opened.collection.beginning(begun, 3) if len(begun) > 3 else []
        self._reading.mirror.articles(numbers)
        return bool(numbers)

    def _shared(self, view: ArticleView) -> ArticleView:
        """An article with the entities by the collection's numbers, while that is asked."""
        return self._from_collection(lambda: self._reading.led(view), lambda: view)

    def _remarked(self, found: Results) -> Results:
        if self._opened.is_open:
            return self._reading.remarked(found)
        return replace(found, lacking=LACKING)

    # Names

    def entity(self, number: int) -> EntityView:
        return self._from_collection(
            lambda: self._reading.pages.page(number),
            lambda: super(SharedArchive, self).entity(number),
        )

    def co_occurrences(self, number: int, kind: EntityType | None = None) -> Sequence[CoOccurrence]:
        return self._from_collection(
            lambda: self._reading.pages.co_occurrences(number, kind),
            lambda: super(SharedArchive, self).co_occurrences(number, kind),
        )

    def joint_dates(self, number: int, others: Sequence[int]) -> Sequence[JointDates]:
        return self._from_collection(
            lambda: self._reading.pages.joint_dates(number, others),
            lambda: super(SharedArchive, self).joint_dates(number, others),
        )

    def entities(
        self, prefix: str = "", kind: EntityType | None = None, limit: int = 200
    ) -> Sequence[EntityCount]:
        return self._from_collection(
            lambda: self._reading.entities(prefix, kind, limit),
            # That of the collection lists what this does.
            lambda: self._editor(EntityEditor).entities(prefix, kind)[:limit],
        )

    def files(self, words: str = "", limit: int = 8) -> Sequence[FileName]:
        # Those of the file would not be found: which files others read is theirs to know.
        return () if self._opened.is_open else super().files(words, limit)

    @property
    def entity_editor(self) -> EntityEditor:
        editor = self._editor(CollectionEditor)
        editor.listed = lambda words, kind: self.entities(words, kind, MOST)
        editor.reading, editor.steps = self._reading, self._steps
        return editor

    def _tell(self, ids: Sequence[str], again: bool) -> None:
        """Take edits of names back for all, or make them again."""
        collection = self._opened.collection
        collection.edits.take_back(ids, person_at(collection.cluster.address), again=again)
        self._opened.reload()

    def others_step(self, *, again: bool = False) -> str:
        return "" if self._steps.leads(again=again) else super().others_step(again=again)

    def step_besides_names(self, *, again: bool = False) -> str:
        leads = self._steps.leads(again=again)
        return "" if leads else super().step_besides_names(again=again)

    def undo(self, **how: Any) -> str | None:
        return self._steps.undo() or super().undo(**how)

    def redo(self, **how: Any) -> str | None:
        return self._steps.redo() or super().redo(**how)

    def stats(self) -> Stats:
        return self._from_collection(
            lambda: self._reading.stats(super(SharedArchive, self).stats()), super().stats
        )

    @cached_property
    def dossiers(self) -> Dossiers:
        from index.library.dossiers import Dossiers  # noqa: PLC0415  (loaded where it is wanted)

        return Dossiers(self._database, self._history, self._marking, self._edited, hold=self._hold)

    @property
    def related(self) -> RelatedParagraphs:
        return self._reading.related if self._opened.is_open else super().related

    @property
    def quotes(self) -> QuoteLedger:
        return (
            QuoteLedger(self._reading.speech, self._oldest)
            if self._opened.is_open
            else super().quotes
        )

    @property
    def copies(self) -> CopyReader:
        return self._reading.copies if self._opened.is_open else super().copies

    # What is marked or leaves is fetched first

    def add_bookmark(self, paragraph: int) -> Bookmark:
        self._hold([paragraph])
        return super().add_bookmark(paragraph)

    def add_bookmarks(
        self,
        paragraphs: Sequence[int],
        change: MarkChange | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        self._hold(paragraphs)
        return super().add_bookmarks(paragraphs, change, progress=progress, stop=stop)

    def selection(self, paragraphs: Sequence[int]) -> Sequence[Excerpt]:
        self._hold(paragraphs)
        return super().selection(paragraphs)

    # What needs more than a collection tells

    def pivot(
        self, results: Results, rows: Axis, columns: Axis, *, most: tuple[int, int] = (40, 16)
    ) -> PivotTable:
        if self._opened.is_open and {"section", "story"} & {rows, columns}:
            refuse("Sections and stories of a collection are not listed")
        return super().pivot(results, rows, columns, most=most)
