"""Importing: inputs through readers and the recogniser into the archive, a batch at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from index import highlights
from index.article import Article
from index.entities.engines import SPACY, ClosingRecogniser, recogniser
from index.entities.mention import Mention
from index.errors import ArchiveError, InputError, StoppedError
from index.indexing import COMMIT_EVERY
from index.readers import ReadOptions, broken_plugins
from index.reports import ImportReport, Progress, Skipped
from index.store.database import Database
from index.store.intake import FinishedFile, Intake
from index.store.judging import Judged

# A batch is one transaction: large enough that commits cost little, small enough that progress is
# seen and that others can write in between.
_BATCH_ARTICLES = 400
_BATCH_CHARACTERS = 1_500_000


class Readable(Protocol):
    """What is imported: a `Source`, or what stands for one."""

    path: str
    size: int
    bytes_read: int

    def digest(self) -> str: ...
    def articles(self) -> Iterator[Article | Skipped]: ...


class Importer:
    """One import. The caller holds the writer's lock.

    `index_pending` is called now and then, and at the end, to index what has been stored.
    `progress` is called after each batch that is safely stored, `stop` between articles.
    """

    def __init__(
        self,
        database: Database,
        options: ReadOptions,
        *,
        index_pending: Callable[[], object],
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        self._database = database
        self._intake = Intake(database)
        self._options = options
        self._index_pending = index_pending
        self._progress = progress
        self._stop = stop or (lambda: False)
        self._report = ImportReport()
        self._recogniser: ClosingRecogniser | None = None
        self._batch: list[Article] = []
        self._characters = 0
        self._finished: list[FinishedFile] = []
        self._unindexed = 0

    def take(self, inputs: Iterable[Readable | Skipped]) -> ImportReport:
        """Read every input; what cannot be read is reported and the rest goes on.

        Called again, it adds to the report. Raises ArchiveError when the archive cannot be
        written; what was reported as stored by then is stored all the same.
        """
        try:
            return self._run(inputs)
        finally:
            if self._recogniser:
                self._recogniser.close()
                self._recogniser = None

    def _run(self, inputs: Iterable[Readable | Skipped]) -> ImportReport:
        began = time.perf_counter()
        if self._options.engine.engine == SPACY:
            # What is not installed is told before anything is read.
            self._recogniser = recogniser(self._options.engine)
        sources: list[Readable] = []
        for found in inputs:
            if isinstance(found, Skipped):
                self._report.skipped.append(found)
            else:
                sources.append(found)
        self._inputs = len(sources)
        self._bytes = sum(source.size for source in sources)
        self._bytes_before = 0
        for self._position, source in enumerate(sources):
            if self._stop():
                self._report.interrupted = True
            if self._report.interrupted:
                break
            self._source = source
            self._read(source)
            self._bytes_before += source.size
        self._flush()
        if self._unindexed and not self._report.interrupted:
            self._index_pending()
        told = self._report.skipped
        told += [one for one in broken_plugins() if one not in told]
        self._report.seconds += time.perf_counter() - began
        return self._report

    def _read(self, source: Readable) -> None:
        """Read one input to its end, unless the same bytes have been read before."""
        try:
            digest = source.digest()
        except InputError as error:
            self._report.skipped.append(Skipped(source.path, error.message))
            return
        options = self._options.key()
        known = self._intake.known_file(digest, options) if digest else None
        if known is not None:
            self._report.unchanged += known
            return
        skipped_before = len(self._report.skipped)
        articles = 0
        try:
            for item in source.articles():
                if isinstance(item, Skipped):
                    self._report.skipped.append(item)
                else:
                    articles += 1
                    self._add(item)
                if self._stop():
                    self._report.interrupted = True
                    return
        except ArchiveError:
            raise
        except StoppedError:
            self._report.interrupted = True
            return
        except KeyboardInterrupt:
            # Raised while an input was waited for; the articles read before are whole.
            self._report.interrupted = True
            return
        except Exception as error:  # noqa: BLE001  (one input, whatever is in it, ends no import)
            reason = f"the reader failed ({type(error).__name__}: {error})"
            self._report.skipped.append(Skipped(source.path, reason))
        # An input with something unreadable is read again next time, so that it is told again.
        if digest and len(self._report.skipped) == skipped_before:
            self._finished.append(FinishedFile(digest, options, articles, source.path))

    def _add(self, article: Article) -> None:
        rule = self._options.rules.dropped_by(article)
        if rule:
            self._report.dropped[rule] = self._report.dropped.get(rule, 0) + 1
            return
        self._batch.append(article)
        self._characters += sum(map(len, article.paragraphs))
        if len(self._batch) >= _BATCH_ARTICLES or self._characters >= _BATCH_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        """Store the batch, index now and then, and say how far things are."""
        if not self._batch and not self._finished:
            return
        judged = self._intake.judge(self._batch)
        fresh = [one for one in judged if one.has_new_text]
        known = [one for one in judged if not one.has_new_text and one.changes_archive]
        marked = [one for one in judged if one.article.highlights]
        if fresh or known or marked or self._finished:
            batch = [*zip(fresh, self._mentions(fresh), strict=True), *((one, ()) for one in known)]
            self._store(batch, marked)
        for one in judged:
            setattr(self._report, one.outcome, getattr(self._report, one.outcome) + 1)
        self._unindexed += sum(
            len(one.article.paragraphs) for one in judged if one.outcome != "unchanged"
        )
        self._batch, self._characters, self._finished = [], 0, []
        self._tell()
        if self._unindexed >= COMMIT_EVERY:
            self._index_pending()
            self._unindexed = 0

    def _store(
        self, batch: Sequence[tuple[Judged, Sequence[list[Mention]]]], marked: Sequence[Judged]
    ) -> None:
        """Write the batch and its highlights; only then are its inputs read to their ends."""
        if marked:
            self._intake.write(batch)
            for one in marked:
                self._report.skipped += highlights.keep(self._database, one.id, one.article)
            batch = ()
        self._intake.write(batch, self._finished)

    def _mentions(self, wanted: Sequence[Judged]) -> list[list[list[Mention]]]:
        """The mentions in each paragraph of each article whose text is new."""
        texts = [(one.article.title, *one.article.paragraphs) for one in wanted]
        if not texts:
            return []
        # Loading the recogniser takes longer than finding that there is nothing to do.
        self._recogniser = self._recogniser or recogniser(self._options.engine)
        return [found[1:] for found in self._recogniser.recognise(texts)]

    def _tell(self) -> None:
        if self._progress is None:
            return
        within = min(self._source.bytes_read, self._source.size)
        self._progress(
            Progress(
                path=self._source.path,
                inputs_done=self._position,
                inputs=self._inputs,
                bytes_done=min(self._bytes_before + within, self._bytes),
                bytes=self._bytes,
                read=self._report.read,
                new=self._report.new,
                changed=self._report.changed,
                unchanged=self._report.unchanged,
                skipped=len(self._report.skipped),
            )
        )
