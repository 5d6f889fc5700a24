"""The derived index of an archive: opened, kept in step, mended when it is damaged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from index.errors import ArchiveBusy, IndexDamaged
from index.fulltext.engine import FullText
from index.indexing import begin_anew, catch_up, open_index, rebuild
from index.store import reading
from index.store.database import Database
from index.store.lock import writer_lock

T = TypeVar("T")
Progress = Callable[[int, int], None]


class DerivedIndex:
    """The index in use, safe to use from several threads.

    `use` is called with every index that comes to be in use; `notice` says why it had to be begun
    anew, "" when it was sound.
    """

    def __init__(self, database: Database, folder: Path, use: Callable[[FullText], None]) -> None:
        self.folder = folder
        self._database = database
        self._use = use
        self._guard = threading.RLock()
        self._take(*open_index(database, folder))

    def _take(self, fulltext: FullText, notice: str) -> None:
        self.fulltext, self.notice = fulltext, notice
        self._use(fulltext)

    def close(self) -> None:
        with self._guard:
            self.fulltext.close()

    @property
    def pending(self) -> int:
        """How many articles are stored but not yet indexed."""
        return reading.articles_since(self._database, self.fulltext.revision)

    def index_pending(self, progress: Progress | None = None) -> int:
        """Index what is stored but not indexed; the paragraphs done.

        The caller holds the writer's lock.
        """
        try:
            return catch_up(self._database, self.fulltext, progress=progress)
        except IndexDamaged as damage:
            self._begin_anew(damage.message)
            return catch_up(self._database, self.fulltext, progress=progress)

    def catch_up(self, progress: Progress | None = None) -> int:
        """The same, or nothing while another process is writing."""
        if not self.pending:
            return 0
        try:
            with writer_lock(self._database.path):
                return self._all_pending(progress)
        except ArchiveBusy:
            return 0

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build the index anew and put it in the place of the old one; the paragraphs done.

        Raises ArchiveBusy.
        """
        with writer_lock(self._database.path):
            try:
                indexed = rebuild(self._database, self.fulltext, progress=progress)
            except (IndexDamaged, FileNotFoundError):
                # There is nothing left to go on with meanwhile.
                self._begin_anew("")
                indexed = self._all_pending(progress)
            finally:
                self.rest()
            self.notice = ""
            return indexed

    def refresh(self) -> bool:
        """Use the last commit of whatever process. Returns whether it is another one."""
        # Asked anew after mending, the index is another one.
        return self.ask(lambda: self.fulltext.refresh())[0]  # noqa: PLW0108

    def ask(self, question: Callable[[], T]) -> tuple[T, str]:
        """The answer to a question to the index in use, and what had to be mended for it.

        Raises IndexDamaged when the index is damaged and another process is writing.
        """
        with self._guard:
            try:
                return question(), ""
            except IndexDamaged as damage:
                try:
                    with writer_lock(self._database.path):
                        self._begin_anew(damage.message)
                        self._all_pending(None)
                except ArchiveBusy:
                    raise damage from None
                return question(), f"{damage.message} The index was built anew."

    def rest(self) -> None:
        """Forget what served writing only."""
        self.fulltext.rest()

    def _all_pending(self, progress: Progress | None) -> int:
        try:
            return self.index_pending(progress)
        finally:
            self.rest()

    def _begin_anew(self, notice: str) -> None:
        with self._guard:
            self.fulltext.close()
            self._take(begin_anew(self._database, self.folder), notice)
