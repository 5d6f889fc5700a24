"""The derived index of an archive: opened, kept in step, mended when it is damaged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import gettempdir
from typing import TypeVar

from index.core.errors import ArchiveBusy, IndexDamaged, IndexNotWritten
from index.core.priority import way
from index.core.temporary_folder import TemporaryFolder
from index.engines.contract import Adapter, EngineIndex, Unavailable
from index.engines.indexing import begin_anew, catch_up, open_index, rebuild
from index.engines.registry import opener
from index.store import catching_up
from index.store.database import Database
from index.store.file.lock import indexing_lock

T = TypeVar("T")
Progress = Callable[[int, int], None]

_TRIES = 3
"""So often a question is asked anew when the index it was put to was replaced meanwhile."""


class IndexManager:
    """The index in use. Questions of any number of threads run beside each other.

    `use` is called with every index that comes to be in use. `notice` says what had to be done
    about it last, "" when nothing was. Where `folder` cannot be written, the index is made in a
    temporary folder, for as long as the archive is open.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        use: Callable[[EngineIndex], None],
        engine: Adapter,
    ) -> None:
        self.folder = folder
        self._open_in = opener(database, engine)
        self._temporary: TemporaryFolder | None = None
        self._own_work = 0
        self._waiting: tuple[int, int] | None = None
        """What another process had stored and not indexed when it was last looked."""
        self._database = database
        self._use = use
        self._mending = threading.RLock()
        """Held while the index is built anew, and never while a question is answered."""
        self.notice = ""
        try:
            with _written(folder):
                fulltext, self.notice = open_index(database, self._open_in, folder, self._writing)
        except IndexNotWritten as problem:
            self._open_elsewhere(problem)
        else:
            self._take(fulltext)

    def _take(self, fulltext: EngineIndex) -> None:
        self._use(fulltext)
        self.fulltext = fulltext

    def _open_elsewhere(self, problem: IndexNotWritten) -> None:
        """An empty index where one can be written. Raises IndexNotWritten where there is none."""
        with _written(Path(gettempdir())):
            self._temporary = TemporaryFolder("nutgraf-index-")
            self.folder = self._temporary.path / "index"
            self._take(begin_anew(self._database, self._open_in, self.folder))
        self.notice = f"{problem.message} It is made anew for as long as the archive is open."

    def interrupt(self) -> None:
        """Have all who ask something give up; they get StoppedError."""
        self.fulltext.interrupt()

    def close(self) -> None:
        with self._mending:
            self.fulltext.close()
            if self._temporary is not None:
                self._temporary.cleanup()

    @property
    def pending(self) -> int:
        """How many articles are stored but not yet indexed."""
        return catching_up.articles_since(self._database, self.fulltext.revision)

    def index_pending(self, progress: Progress | None = None, *, more: bool = False) -> int:
        """Index what is stored but not indexed; the paragraphs done. `more` says that others are
        about to come.

        The caller holds the writer's lock. Raises IndexNotWritten.
        """
        used = self.fulltext
        with _written(self.folder):
            try:
                return catch_up(self._database, used, progress=progress, more=more)
            except IndexDamaged as damage:
                return self._build_anew(used, damage.message, progress)
            except FileNotFoundError:
                return self._build_anew(used, "The index was removed.", progress)

    def catch_up(self, progress: Progress | None = None, *, needed: bool = False) -> int:
        """The same, or nothing while another process is writing.

        Where the index cannot be written, another one is made elsewhere. Where it is `needed` now,
        who is indexing is waited for; raises ArchiveBusy if nothing at all can be found even then.
        """
        if not catching_up.changed_since(self._database, self.fulltext.revision):
            return 0
        try:
            with self._writing(waits=needed):
                try:
                    return self.index_pending(progress)
                except _AwayError as problem:
                    # What is held of the archive is held elsewhere, and stays there.
                    self.notice = str(problem)
                    return 0
                except IndexNotWritten as problem:
                    if self._temporary is not None:
                        raise
                    self._open_elsewhere(problem)
                    return self.index_pending(progress)
                finally:
                    self.rest()
        except ArchiveBusy as busy:
            if needed and not self._reaches_something():
                raise ArchiveBusy(
                    f"Nothing can be found yet. {busy.message}",
                    "It is being imported or indexed: ask again in a moment. How much is stored"
                    " says: nutgraf stats",
                    busy.pid,
                ) from None
            return 0

    def _reaches_something(self) -> bool:
        """Whether something can be found: what another process is making is empty first."""
        with suppress(IndexDamaged, Unavailable):
            self.fulltext.reload()
        return self.fulltext.revision > 0

    def _writing(self, *, waits: bool = False) -> AbstractContextManager[None]:
        """The writer's lock. An archive that is only read has no writers but of its index."""
        if self._database.is_read_only:
            return nullcontext()
        return indexing_lock(self._database.path, waits=waits)

    @contextmanager
    def indexes_later(self) -> Iterator[None]:
        """What is stored meanwhile is this process's own, which indexes it when all is done."""
        self._own_work += 1
        try:
            yield
        finally:
            self._own_work -= 1

    def _catch_up_for_others(self) -> bool:
        """Index what another process has stored and did not live to index; whether there was any.

        Who is at it still indexes by itself: what is waiting is looked at twice.
        """
        if self._own_work:
            return False
        waiting = self.pending, self.fulltext.revision
        seen, self._waiting = self._waiting, waiting
        if not waiting[0] or seen != waiting:
            return False
        try:
            indexed = self.catch_up()
        except IndexNotWritten as problem:
            self.notice = str(problem)
            return False
        if indexed:
            self.notice = (
                f"Indexed {indexed:,} paragraphs that another program added to this archive."
            )
        return indexed > 0

    def rebuild(
        self, progress: Progress | None = None, *, first: Callable[[], object] | None = None
    ) -> int:
        """Build the index anew and put it in the place of the old one; the paragraphs done.

        What is to be done `first` is done once nobody else writes; who only indexes is waited for
        then. Raises ArchiveBusy, IndexNotWritten.
        """
        with self._writing(waits=first is not None), _written(self.folder):
            try:
                if first is not None:
                    first()
                return self._build_anew(self.fulltext, "", progress)
            finally:
                self.rest()

    def refresh(self) -> bool:
        """Use the last commit of whatever process, and make the one that is lacking.

        Returns whether it is another one.

        What another process is about to build anew is waited for with the commit in use.
        """
        try:
            # Asked anew after mending, the index is another one.
            changed, mended = self.ask(lambda: self.fulltext.reload())  # noqa: PLW0108
        except (IndexDamaged, Unavailable):
            return False
        caught_up = self._catch_up_for_others()
        return changed or bool(mended) or caught_up

    def ask(self, question: Callable[[], T]) -> tuple[T, str]:
        """The answer to a question to the index in use, and what had to be mended for it.

        Raises IndexDamaged when the index is damaged and another process is writing.
        """
        mended = ""
        for _ in range(_TRIES):
            used = self.fulltext
            try:
                return question(), mended
            except IndexDamaged as damage:
                mended = self._mend(used, damage) or mended
        return question(), mended

    def _mend(self, used: EngineIndex, damage: IndexDamaged) -> str:
        """Put a sound index in the place of the damaged one, and say so.

        One thread does it; those that meet the same damage wait for it and have nothing to say.
        """
        with self._mending:
            if self.fulltext is not used:
                return ""
            try:
                with self._writing(), _written(self.folder):
                    self._build_anew(used, damage.message, None)
                    self.rest()
            except ArchiveBusy:
                raise damage from None
            return f"{damage.message} The index was built anew."

    def rest(self) -> None:
        """Forget what served writing only."""
        self.fulltext.rest()

    def _build_anew(self, used: EngineIndex, damage: str, progress: Progress | None) -> int:
        """Another index in the place of the one used, once it is whole; the paragraphs done.

        It takes one commit, so that nobody, in whatever process, finds half of an archive. The
        caller holds the writer's lock.
        """
        with self._mending, way.holding():
            try:
                # What damaged the old one must not be met again in what is kept of it.
                made = self._open_in(self.folder)
            except IndexDamaged:
                made = begin_anew(self._database, self._open_in, self.folder)
            try:
                indexed = rebuild(self._database, made, progress=progress)
            except (IndexDamaged, FileNotFoundError):
                made = begin_anew(self._database, self._open_in, self.folder)
                indexed = rebuild(self._database, made, progress=progress)
            self._take(made)
            self.notice = f"{damage} The index was built anew." if damage else ""
            used.close()
            return indexed


class _AwayError(IndexNotWritten):
    """The engine cannot be reached now."""


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    """Raises IndexNotWritten for what the system refuses, and for an engine that is away."""
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise IndexNotWritten(
            f"The index could not be written in {folder}: {reason}.",
            "Nothing is lost: what is stored can be found as soon as there is room for the index.",
        ) from problem
    except Unavailable as problem:
        raise _AwayError(
            f"The index could not be written: {problem.message}",
            "Nothing is lost: what is stored can be found as soon as it answers again.",
        ) from problem
