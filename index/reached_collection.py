"""Whether a collection can be asked, and what is asked where it cannot: the file of what was read.

While it does not answer the file is all there is, and is searched by its own index; it is tried now
and then whether it is back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Self, TypeVar

from index.core import locations
from index.core.errors import NutgrafError
from index.core.led_names import AS_FOUND, LedNames
from index.engines.contract import Partial, Unavailable
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.cluster_errors import Misled, Replaced
from index.engines.registry import adapter
from index.entities.editing import rule_file
from index.search.finder import Finder
from index.sharing import working_file
from index.sharing.collection_engine import PATIENCE
from index.sharing.led_knowledge import LedKnowledge
from index.sharing.open_collection import OpenCollection
from index.sharing.reading_collection import ReadingCollection
from index.store.articles import mirrored_articles
from index.store.database import Database
from index.store.library import bookmarked_articles
from index.store.names import told_edits
from index.without_imports import WithoutImports

if TYPE_CHECKING:
    from pathlib import Path
from shlex import quote

T = TypeVar("T")

LACKING = "away, of what was read here"
"""What answers lack while the collection is away."""

AWAY = (Unavailable, Replaced)
"""What a collection raises that cannot be asked: it does not answer, or a newer program's indices
have taken the place of those that were asked.
"""

_HELD = 200
"""Articles that are fetched at once where many paragraphs are marked or exported."""


class ReachedCollection(WithoutImports):
    """A collection, and the file that goes with it; `_from_collection` asks either."""

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

    @classmethod
    def at(cls, address: str, *, authority: str = "") -> Self:
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
        if names is self._kept or self._database.is_read_only:
            return
        edits = names.edits.leading
        # Where somebody else is writing, whoever looks next keeps them.
        with suppress(NutgrafError):
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

    def _not_here(self, what: str) -> Unavailable:
        return Unavailable(
            f"{what} was not read here, and the collection is away: {self._away}",
            "What was read, marked or exported is here; ask for the rest when it is back.",
        )

    # The index of what is here is wanted when the collection is away

    @property
    def pending(self) -> int:
        return 0 if self._opened.is_open else super().pending

    def catch_up(
        self, progress: Callable[[int, int], None] | None = None, *, needed: bool = False
    ) -> int:
        return 0 if self._opened.is_open else super().catch_up(progress, needed=needed)


def _said(problem: NutgrafError) -> str:
    """Why a collection cannot be asked; what to do about it only where waiting may be of no use."""
    if isinstance(problem, Replaced | Misled) and problem.hint:
        return f"{problem.message} {problem.hint.rstrip('.')}."
    return problem.message


def _yours(file: Path) -> str:
    """Where the reader's own lies, which can be had without the collection."""
    return f"What you read and marked of it opens by itself: nutgraf --archive {quote(str(file))}"
