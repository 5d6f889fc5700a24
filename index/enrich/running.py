"""Going through derived stages: what is new at once, what is old in its own time.

Texts are worked on outside of any transaction, and what comes of them is kept in one, together with
how far the stage has come. Between two of these anybody may import, and whoever dies has lost the
work of one at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from index.core.dates import now
from index.core.priority import way
from index.enrich.stage import ArchiveStage, Stage, StageState, TextStage
from index.store.articles.bulk_insert import Rows
from index.store.database import Database
from index.store.derived import stages as store
from index.store.derived.stages import Range, Text
from index.store.file.opening import read_only
from index.store.revisions import latest_revision

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
Lock = Callable[[], AbstractContextManager[object]]

# Characters of texts that are kept in one transaction: some 0.1 s of work, and memory is bounded.
_PORTION = 50_000


class Enrichment:
    """The derived stages of an archive.

    `lock` is taken for each portion that is written; what it raises ends the work, which is gone on
    with another time. `changed` is called at the end when something else is known of paragraphs;
    `during` is entered for as long as that is to come.
    Texts that are not `indexed` yet get no new revision by what becomes known of them.
    """

    def __init__(
        self,
        database: Database,
        stages: Sequence[Stage],
        *,
        lock: Lock = nullcontext,
        changed: Callable[[], object] = lambda: None,
        during: Callable[[], AbstractContextManager[object]] = nullcontext,
        indexed: bool = True,
    ) -> None:
        self._database = database
        self._stages = stages
        self._lock = lock
        self._changed = changed
        self._during = during
        self._indexed = indexed
        self._revised = 0

    def states(self) -> list[StageState]:
        """How far each stage has come."""
        with self._database.snapshot():
            return [self._state(stage) for stage in self._stages]

    @property
    def is_pending(self) -> bool:
        """Whether there is a text that a stage has not been through."""
        with self._database.snapshot():
            return any(self._pending(stage, 1) for stage in self._stages)

    def pending(self, name: str) -> int:
        """How many texts the stage of a name has not been through: what is known by it lacks them.
        0 where there is no such stage.
        """
        found = [stage for stage in self._stages if stage.name == name]
        with self._database.snapshot():
            return sum(self._count(gap) for stage in found for gap in self._pending(stage, 1))

    def share_pending(self, stage: Stage) -> float:
        """About which part of all texts a stage has not been through."""
        with self._database.snapshot():
            last = store.last_text(self._database.connection)
            left = sum(end - first + 1 for first, end in self._pending(stage, 1))
        return left / max(1, last)

    def _state(self, stage: Stage) -> StageState:
        connection = self._database.connection
        every, _ = store.count(connection, 1, store.last_text(connection))
        left = [store.count(connection, *gap) for gap in self._pending(stage, 1)]
        texts = sum(texts for texts, _ in left)
        paragraphs = sum(paragraphs for _, paragraphs in left)
        if texts and isinstance(stage, ArchiveStage):
            paragraphs = store.count(connection, 1, store.last_text(connection))[1]
        return StageState(
            name=stage.name,
            version=stage.version,
            done=every - texts,
            pending=texts,
            seconds=paragraphs * stage.cost / 1000,
        )

    def _pending(self, stage: Stage, since: int) -> list[tuple[int, int]]:
        """The ranges of texts that a stage has not been through in its version, from a text on."""
        connection = self._database.connection
        return list(
            _gaps(
                [one for one in store.done(connection, stage.name) if _is_done(stage, one)],
                since,
                store.last_text(connection),
            )
        )

    def run(
        self, progress: Progress | None = None, stop: Stop | None = None, *, since: int = 1
    ) -> int:
        """Go through what is pending, from a text on; of how many paragraphs something else is
        known by that.

        `progress` hears texts done and to do, `stop` is asked between portions. What `lock` raises
        (ArchiveBusy) leaves what was done by then. Does nothing to an archive that is only read.
        """
        if self._database.is_read_only:
            return 0
        tell = _Telling(progress)
        self._revised = 0
        before = self._revision()
        try:
            with way.background(), self._during():
                self._run(tell, stop or (lambda: False), since)
        finally:
            if self._revision() != before:
                self._changed()
        return self._revised

    def must_write(self) -> None:
        """Raise ArchiveReadOnly where `run` would do nothing, the archive being only read."""
        if self._database.is_read_only:
            raise read_only(self._database.path)

    def _revision(self) -> int:
        with self._database.snapshot():
            return latest_revision(self._database.connection)

    def _run(self, tell: _Telling, stop: Stop, since: int) -> None:
        of_texts = [stage for stage in self._stages if isinstance(stage, TextStage)]
        with self._database.snapshot():
            pending = [gap for stage in of_texts for gap in self._pending(stage, since)]
            tell.more(sum(map(self._count, pending)))
        for stage in self._stages:
            if stop():
                break
            if isinstance(stage, TextStage):
                try:
                    self._go_through(stage, since, tell, stop)
                finally:
                    stage.close()
            elif isinstance(stage, ArchiveStage):
                self._run_whole(stage)

    def _count(self, gap: tuple[int, int]) -> int:
        return store.count(self._database.connection, *gap)[0]

    def _go_through(self, stage: TextStage, since: int, tell: _Telling, stop: Stop) -> None:
        while not stop():
            with self._database.snapshot():
                gap = next(iter(self._pending(stage, since)), None)
                if gap is None:
                    break
                texts = list(_portion(store.texts(self._database, *gap)))
                last = texts[-1].number if texts else gap[1]
                basis = self._basis(stage, gap[0], last)
                known = stage.read(self._database, texts)
            found = stage.work(texts, known)
            with self._lock(), self._database.transaction():
                # Another process may have been through the same texts meanwhile, or through those
                # of a stage that this one rests on.
                same = next(iter(self._pending(stage, since)), (0, 0))[0] == gap[0]
                if same and self._basis(stage, gap[0], last) == basis:
                    self._keep(stage, gap[0], last, texts, found)
            tell.did(len(texts))

    def _basis(self, stage: TextStage, first: int, last: int) -> list[tuple[int, int, str]]:
        """In which versions the stages that one rests on have been through some texts."""
        return [
            (max(one.first, first), min(one.last, last), one.made_by)
            for other in stage.rests_on
            for one in store.done(self._database.connection, other)
            if one.first <= last and one.last >= first
        ]

    def _keep(
        self, stage: TextStage, first: int, last: int, texts: Sequence[Text], found: object
    ) -> None:
        connection = self._database.connection
        changed = stage.keep(Rows(connection, 0, now()), texts, found)
        store.mark(connection, stage.name, first, last, stage.version)
        if changed:
            for other in self._stages:
                if stage.name in other.rests_on:
                    store.mark(connection, other.name, first, last, "")
            if self._indexed:
                stage.revise(connection, changed)
        self._revised += len(changed)

    def _run_whole(self, stage: ArchiveStage) -> None:
        with self._database.snapshot():
            if not self._pending(stage, 1):
                return
        with self._lock():
            # Another process may have added to what is pending until it let go of the lock.
            with self._database.snapshot():
                last = store.last_text(self._database.connection)
                pending = self._pending(stage, 1)
            if not pending:
                return
            stage.run(self._database, pending)
            with self._database.transaction() as connection:
                store.mark(connection, stage.name, 1, last, stage.version)


def _is_done(stage: Stage, one: Range) -> bool:
    return one.made_by == stage.version or stage.keeps(one.made_by)


def _gaps(ranges: Sequence[Range], first: int, last: int) -> Iterator[tuple[int, int]]:
    """What lies between ranges, which are in order, from `first` to `last`."""
    for one in ranges:
        if one.first > last:
            break
        if one.first > first:
            yield first, one.first - 1
        first = max(first, one.last + 1)
    if first <= last:
        yield first, last


def _portion(texts: Iterator[Text]) -> Iterator[Text]:
    size = 0
    for text in texts:
        yield text
        size += sum(len(paragraph) for _, paragraph in text.paragraphs)
        if size > _PORTION:
            return


class _Telling:
    """How far the work is, for whoever wants to hear it."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = self._total = 0

    def more(self, texts: int) -> None:
        self._total += texts

    def did(self, texts: int) -> None:
        self._done += texts
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)
