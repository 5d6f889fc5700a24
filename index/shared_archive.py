"""A collection in a cluster, looked at as an archive is.

It is an archive in a file of the reader's own, whose searches the collection answers. The file
holds what was read, under the collection's numbers, and what is the reader's: marks, notes, tags,
dossiers, saved searches, the trail. While the collection is away the file is all there is, and is
searched by its own index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from index.core import locations
from index.core.errors import NotFound, NutgrafError
from index.core.led_names import AS_FOUND, LedNames
from index.core.values import EntityType
from index.engines.contract import Partial, Unavailable
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.cluster_errors import Misled, Replaced
from index.engines.opensearch.logins import person_at
from index.engines.registry import adapter
from index.entities import rule_file
from index.entities.entity_editor import EntityEditor
from index.search.copy_reader import CopyReader
from index.search.finder import Finder
from index.search.quote_ledger import QuoteLedger
from index.sharing import working_file
from index.sharing.collection_editor import CollectionEditor
from index.sharing.collection_engine import PATIENCE
from index.sharing.counted_names import MOST
from index.sharing.held_dossiers import HeldDossiers
from index.sharing.led_knowledge import LedKnowledge
from index.sharing.open_collection import OpenCollection
from index.sharing.own_archives_only import refuse
from index.sharing.reading_collection import ReadingCollection
from index.sharing.shared_steps import SharedSteps
from index.store import bookmarked_articles, mirrored_articles, told_edits
from index.store.database import Database
from index.without_imports import WithoutImports

if TYPE_CHECKING:
    from pathlib import Path

    from index.core.article_view import ArticleView
    from index.core.bookmark import Bookmark
    from index.core.counts import CoOccurrence, EntityCount, JointDates
    from index.core.entity_view import EntityView
    from index.core.reports import Stats
    from index.export.excerpt import Excerpt
    from index.library.bookmark_changes import MarkChange
    from index.library.dossiers import Dossiers
    from index.search.pivot import Axis, PivotTable
    from index.search.related import RelatedParagraphs
    from index.search.results import Results

T = TypeVar("T")

LACKING = "away, of what was read here"
"""What answers lack while the collection is away."""

AWAY = (Unavailable, Replaced)
"""What a collection raises that cannot be asked: it does not answer, or a newer program's indices
have taken the place of those that were asked.
"""

_HELD = 200
"""Articles that are fetched at once where many paragraphs are marked or exported."""


class SharedArchive(WithoutImports):
    """See `Archive`. What is read or marked is fetched first; what is asked is asked of the
    collection while it can be reached, and of what is here else.
    """

    def __init__(self, database: Database, opened: OpenCollection, away: str) -> None:
        """`away` says why the collection cannot be asked, "" where it can."""
        self._opened, self._away = opened, away
        folder = locations.index_folder(database.path, database.identity)
        super().__init__(database, folder, adapter(), "")
        self._reading = ReadingCollection(database, opened, self._bookmarks, self._copies)
        self._followed = -1
        self._led: tuple[Finder, Finder] | None = None
        self._kept: LedNames | None = AS_FOUND if away else None
        if not away:
            self._keep_edits()
        self._steps = SharedSteps(lambda: self._history.last, self._tell)

    @classmethod
    def at(cls, address: str, *, authority: str = "") -> SharedArchive:
        """Open the collection at an address such as `https://host:9200/news`. `authority` is a file
        of certificates.

        Raises NutgrafError when that is no address, or what is there is no collection of ours, and
        Unavailable when it cannot be reached and nothing of it was ever read here.
        """
        place = ClusterAddress.parse(address)
        opened = OpenCollection(Cluster(place, authority=authority, patience=PATIENCE))
        away = ""
        try:
            try:
                opened.connect()
                path = working_file.of_collection(place, opened.collection.identity)
            except NutgrafError as problem:
                known = working_file.remembered(place)
                if known is not None and not isinstance(problem, Unavailable):
                    problem.hint = f"{problem.hint} {_yours(known)}".strip()
                    raise
                if known is None:
                    raise
                path, away = known, _said(problem)
            path.parent.mkdir(parents=True, exist_ok=True)
            database = Database(path)
        except BaseException:
            opened.close()
            raise
        try:
            return cls(database, opened, away)
        except BaseException:
            opened.close()
            database.close()
            raise

    def interrupt(self) -> None:
        self._opened.interrupt()
        super().interrupt()

    def close(self) -> None:
        self._opened.close()
        super().close()

    @property
    def address(self) -> str:
        return self._opened.address

    # Whether the collection can be asked

    @property
    def notice(self) -> str:
        """Besides what there is to say of the file: that the collection is away."""
        away = (
            self._away
            and f"{self._away} Until it can be asked again, only what was read here is searched."
        )
        return f"{super().notice} {away}".strip()

    @property
    def lacking(self) -> str:
        return "" if self._opened.is_open else LACKING

    @property
    def _finder(self) -> Finder:
        if self._opened.is_open:
            return self._reading.finder
        here = super()._finder
        if self._led is None or self._led[0] is not here:
            names = LedNames(rule_file.read(told_edits.kept(self._database)))
            known = LedKnowledge(self._database, here.source.known, names)
            self._led = here, here.knowing(known)
        return self._led[1]

    def _keep_edits(self) -> None:
        """Keep whom names mean in the collection, to be known while it is away."""
        names = self._opened.collection.edits.last_known
        if names is not self._kept and not self._database.is_read_only:
            edits = names.edits.leading
            told_edits.keep(self._database, rule_file.write(edits) if edits else "")
            self._kept, self._led = names, None

    def _ask(self, question: Callable[[], T]) -> tuple[T, str]:
        """The answer to a question; where only what is here was asked, `lacking` says so."""
        here = super()._ask
        return self._from_collection(lambda: (question(), ""), lambda: here(question))

    def _leave(self, problem: NutgrafError) -> None:
        """The collection does not answer: what was read meanwhile is to be found here."""
        self._away = _said(problem)
        self._keep_edits()
        self._opened.leave()
        super().catch_up()

    def _refresh_index(self) -> bool:
        """See what others wrote to the collection, and whether it has come back."""
        was_open = self._opened.is_open
        try:
            changed = self._opened.follow()
        except NutgrafError as problem:
            # Who is away already may well say something else now, which nobody needs to know; but
            # that it is another program's by now.
            is_news = isinstance(problem, Replaced) and self._away != _said(problem)
            if is_news or (was_open and isinstance(problem, AWAY)):
                self._leave(problem)
                return True
            changed = False
        if self._opened.is_open:
            self._away = ""
            self._keep_edits()
            if changed or not was_open:
                self._follow_marks()
            return changed or not was_open
        return super()._refresh_index()

    def _hold(self, paragraphs: Sequence[int]) -> None:
        """Have the articles of some paragraphs here. Raises Unavailable where one was not read here
        and the collection cannot be asked.
        """

        def fetch() -> None:
            for start in range(0, len(paragraphs), _HELD):
                self._reading.mirror.paragraphs(paragraphs[start : start + _HELD])

        def look() -> None:
            if set(paragraphs) - mirrored_articles.articles_of(self._database, paragraphs).keys():
                raise self._not_here("Some of what is meant")

        self._from_collection(fetch, look)

    def _follow_marks(self) -> None:
        """Have the articles that carry marks as the collection has them by now: where a mark leads
        and whether its text is another one is told by what is here.
        """

        def fetch() -> None:
            revision = self._opened.engine.revision
            if self._followed != revision:
                self._reading.mirror.articles(bookmarked_articles.numbers(self._database))
                self._followed = revision

        self._from_collection(fetch, lambda: None)

    def search(self, text: str, **how: Any) -> Results:
        if self._followed < 0:
            # From now on when there is something new, while nobody waits.
            self._follow_marks()
        return super().search(text, **how)

    def bookmarks(self) -> Sequence[Bookmark]:
        self._follow_marks()
        return super().bookmarks()

    def _not_here(self, what: str) -> Unavailable:
        return Unavailable(
            f"{what} was not read here, and the collection is away: {self._away}",
            "What was read, marked or exported is here; ask for the rest when it is back.",
        )

    # The index of what is here is wanted when the collection is away

    @property
    def pending(self) -> int:
        return 0 if self._opened.is_open else super().pending

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> int:
        return 0 if self._opened.is_open else super().catch_up(progress)

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

    def _from_collection(self, asked: Callable[[], T], here: Callable[[], T]) -> T:
        """What the collection answers; while it is away, what is known here. Who hangs is away."""
        if self._opened.is_open:
            try:
                return asked()
            except AWAY as problem:
                self._leave(problem)
            except Partial:
                if self._opened.answers():
                    raise
                if self._opened.is_open:
                    self._leave(Unavailable(f"{self._opened.address} does not answer."))
        return here()

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
        return HeldDossiers(self._database, self._history, self._marking, self._hold)

    @property
    def related(self) -> RelatedParagraphs:
        return self._reading.related if self._opened.is_open else super().related

    @property
    def quotes(self) -> QuoteLedger:
        return QuoteLedger(self._reading.speech) if self._opened.is_open else super().quotes

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


def _said(problem: NutgrafError) -> str:
    """Why a collection cannot be asked; what to do about it only where waiting may be of no use."""
    if isinstance(problem, Replaced | Misled) and problem.hint:
        return f"{problem.message} {problem.hint.rstrip('.')}."
    return problem.message


def _yours(file: Path) -> str:
    """Where the reader's own lies, which can be had without the collection."""
    return f"What you read and marked of it opens by itself: nutgraf --archive {file}"
