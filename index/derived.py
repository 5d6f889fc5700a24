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

_TRIES = 3
"""So often a question is asked anew when the index it was put to was replaced meanwhile."""


class DerivedIndex:
    """The index in use. Questions of any number of threads run beside each other.

    `use` is called with every index that comes to be in use; `notice` says why it had to be begun
    anew, "" when it was sound.
    """

    def __init__(self, database: Database, folder: Path, use: Callable[[FullText], None]) -> None:
        self.folder = folder
        self._database = database
        self._use = use
        self._mending = threading.RLock()
        """Held while the index is built anew, and never while a question is answered."""
        self._take(*open_index(database, folder))

    def _take(self, fulltext: FullText, notice: str) -> None:
        self._use(fulltext)
        self.fulltext, self.notice = fulltext, notice

    def interrupt(self) -> None:
        """Have all who ask something give up; they get StoppedError."""
        self.fulltext.interrupt()

    def close(self) -> None:
        with self._mending:
            self.fulltext.close()

    @property
    def pending(self) -> int:
        """How many articles are stored but not yet indexed."""
        return reading.articles_since(self._database, self.fulltext.revision)

    def index_pending(self, progress: Progress | None = None) -> int:
        """Index what is stored but not indexed; the paragraphs done.

        The caller holds the writer's lock.
        """
        used = self.fulltext
        try:
            return catch_up(self._database, used, progress=progress)
        except IndexDamaged as damage:
            return self._build_anew(used, damage.message, progress)

    def catch_up(self, progress: Progress | None = None) -> int:
        """The same, or nothing while another process is writing."""
        if not self.pending:
            return 0
        try:
            with writer_lock(self._database.path):
                try:
                    return self.index_pending(progress)
                finally:
                    self.rest()
        except ArchiveBusy:
            return 0

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build the index anew and put it in the place of the old one; the paragraphs done.

        Raises ArchiveBusy.
        """
        with writer_lock(self._database.path):
            try:
                return self._build_anew(self.fulltext, "", progress)
            finally:
                self.rest()

    def refresh(self) -> bool:
        """Use the last commit of whatever process. Returns whether it is another one.

        What another process is about to build anew is waited for with the commit in use.
        """
        try:
            # Asked anew after mending, the index is another one.
            changed, mended = self.ask(lambda: self.fulltext.refresh())  # noqa: PLW0108
        except IndexDamaged:
            return False
        return changed or bool(mended)

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

    def _mend(self, used: FullText, damage: IndexDamaged) -> str:
        """Put a sound index in the place of the damaged one, and say so.

        One thread does it; those that meet the same damage wait for it and have nothing to say.
        """
        with self._mending:
            if self.fulltext is not used:
                return ""
            try:
                with writer_lock(self._database.path):
                    self._build_anew(used, damage.message, None)
                    self.rest()
            except ArchiveBusy:
                raise damage from None
            return f"{damage.message} The index was built anew."

    def rest(self) -> None:
        """Forget what served writing only."""
        self.fulltext.rest()

    def _build_anew(self, used: FullText, damage: str, progress: Progress | None) -> int:
        """Another index in the place of the one used, once it is whole; the paragraphs done.

        It takes one commit, so that nobody, in whatever process, finds half of an archive. The
        caller holds the writer's lock.
        """
        with self._mending:
            try:
                # What damaged the old one must not be met again in what is kept of it.
                made = FullText.open(self.folder, key=self._database.identity)
            except IndexDamaged:
                made = begin_anew(self._database, self.folder)
            try:
                indexed = rebuild(self._database, made, progress=progress)
            except (IndexDamaged, FileNotFoundError):
                made = begin_anew(self._database, self.folder)
                indexed = rebuild(self._database, made, progress=progress)
            self._take(made, damage)
            used.close()
            return indexed
