"""Importing: inputs through readers and the recogniser into the archive, a batch at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from index.core.article import Article
from index.core.dates import wrong_clock
from index.core.errors import ArchiveError, IndexNotWritten, InputError, StoppedError
from index.core.findings import Findings
from index.core.free_memory import give_back
from index.core.priority import way
from index.core.reports import ImportReport, Progress, Remark, Skipped
from index.core.told_language import in_its_language
from index.entities.backends import SPACY
from index.ingest import imported_highlights
from index.ingest.batch_store import BatchStore
from index.ingest.import_batches import Batch, ImportBatches
from index.ingest.import_progress import ImportProgress, Readable
from index.ingest.input_remarks import CountedRemarks, FormerTexts, InputRemarks, LinkRemarks
from index.ingest.known_inputs import known_input
from index.ingest.quoted_letters import QuotedLetters
from index.ingest.readers import ReadOptions, broken_plugins
from index.ingest.readers.lone_articles import lone_articles
from index.store.articles.intake import FinishedFile
from index.store.articles.standing_notices import standing
from index.store.database import Database
from index.store.derived.stages import last_text

_NAMED = 3  # headlines of a text that stands under several
_HELD_BACK = "the text that is known of it stays; --walls takes this one"
# Paragraphs that are stored before they are indexed and derived from. Bounds memory.
_INDEX_EVERY = 20_000
# In an archive in which nothing can be found yet, and so many times as many each time: what is
# derived from the whole archive is derived each time.
_INDEX_FIRST = 1_000
_GROWING = 5


class Importer:
    """One import. The caller holds the writer's lock.

    `index_pending` is called at the end to index what has been stored, `index_some`, or the same,
    now and then, and soon where nothing `is_found` yet; where the archive is not `is_settled`, also
    if nothing comes. `progress` is called after each batch that is safely stored, `stop` between
    articles and batches: what is on its way then, and not soon done, is let go.
    """

    def __init__(
        self,
        database: Database,
        options: ReadOptions,
        *,
        index_pending: Callable[[], object],
        index_some: Callable[[], object] | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        is_settled: bool = True,
        is_found: bool = True,
    ) -> None:
        self._database = database
        self._options = options
        self._index_pending = index_pending
        self._index_some = index_some or index_pending
        self._is_settled = is_settled
        self._stop = stop or (lambda: False)
        self._report = ImportReport()
        self._progress = ImportProgress(self._report, progress)
        self._store = BatchStore(
            database,
            options.engine,
            expected=self._to_come,
            remark=self._report.remarks.extend,
            marks=self._report.marks,
        )
        self._links = LinkRemarks()
        self._former = FormerTexts()
        self._quoted = QuotedLetters(database)
        self._everywhere = CountedRemarks()
        self._batches = ImportBatches(
            ahead=self._store.ahead,
            here=lambda: self._progress.here,
            keep=self._keep,
            stop=self._stop,
        )
        self._unindexed = 0
        self._index_every = _INDEX_EVERY if is_found else _INDEX_FIRST

    def take(self, inputs: Iterable[Readable | Skipped]) -> ImportReport:
        """Read every input; what cannot be read is reported and the rest goes on.

        Called again, it adds to the report. Raises ArchiveError when the archive cannot be
        written; what was reported as stored by then is stored all the same, and the error has the
        report.
        """
        began = time.perf_counter()
        try:
            return self._run(inputs)
        except ArchiveError as error:
            self._report.interrupted = True
            error.stored = self._report
            raise
        finally:
            self._report.seconds += time.perf_counter() - began
            self._store.rest()

    def _run(self, inputs: Iterable[Readable | Skipped]) -> ImportReport:
        if self._options.engine.engine == SPACY:
            # What is not installed is told before anything is read.
            self._store.recogniser()
        sources: list[Readable] = []
        for found in inputs:
            self._report.inputs += 1
            if isinstance(found, Skipped):
                self._skip(found)
            else:
                sources.append(found)
        if wrong := wrong_clock():
            self._report.remarks.append(Remark("the clock of this machine", wrong))
        with self._database.snapshot():
            before = last_text(self._database.connection)
        self._progress.begin(sources)
        for source in self._progress.each():
            if self._stop():
                self._report.interrupted = True
            else:
                self._read(source)
            if self._report.interrupted:
                break
        self._batches.end()
        self._report.interrupted |= self._batches.gave_up or self._stop()
        self._store.rest()  # what comes now takes memory of its own
        imported_highlights.look_again(self._database, self._report.marks)
        self._report.remarks += self._links.of_all(self._database)
        self._report.remarks += self._former.of_all()
        self._report.remarks += self._quoted.of_all()
        self._report.remarks += self._everywhere.of_all()
        self._tell_notices(before)
        if (self._unindexed or not self._is_settled) and not self._report.interrupted:
            self._index(self._index_pending)
            self._is_settled = True
        told = self._report.skipped
        told += [one for one in broken_plugins() if one not in told]
        return self._report

    def _tell_notices(self, before: int) -> None:
        """Tell of texts that stand under several addresses, of the first one as of the others."""
        for one in () if self._options.walls else standing(self._database, before):
            named = ", ".join(f"“{title}”" for title in one.titles[:_NAMED])
            more = f" and {len(one.titles) - _NAMED:,} more" if len(one.titles) > _NAMED else ""
            text = (
                f"one text stands word for word at {one.addresses:,} addresses, as {named}{more};"
                " it may be a notice in the place of articles"
            )
            self._report.remarks.append(Remark(one.site, text))

    def _read(self, source: Readable) -> None:
        """Read one input to its end, unless the same bytes have been read there before."""
        try:
            digest = source.digest()
        except InputError as error:
            self._report.skipped.append(Skipped(source.path, error.message))
            return
        place = source.place or source.path
        known = known_input(self._store, self._options, digest, place, source.path)
        if known.gave is not None:
            self._report.inputs_read += 1
            self._report.unchanged += known.gave.articles
            self._report.removed += known.gave.removed
            if not self._batches:
                self._progress.tell(self._progress.behind)
            return
        told_before = self._told_so_far()
        articles = self._take_articles(source, moved=known.moved)
        # An input of which something could not be read, or which a rule dropped, is read again next
        # time, so that it is told again.
        told = self._told_so_far() - told_before
        whole = not self._report.interrupted and not told
        self._report.inputs_read += articles > 0
        self._report.inputs_in_part += articles > 0 and told > 0
        if digest and whole:
            self._batches.end_input(FinishedFile(digest, known.key, articles, place))

    def _take_articles(self, source: Readable, *, moved: bool) -> int:
        """Take the articles of an input, which may be `moved`, until it ends or the import is
        stopped; how many.
        """
        articles = 0
        remarks = InputRemarks(source.path)
        for item, is_alone in lone_articles(self._items_of(source)):
            if isinstance(item, Skipped):
                self._skip(item)
            elif isinstance(item, Remark):
                self._report.remarks.append(item)
            else:
                articles += 1
                self._everywhere.met(source.path, item)
                self._report.remarks += remarks.of_article(item)
                alone = is_alone and not self._report.interrupted
                told = replace(item, moved=moved, alone=alone) if moved or alone else item
                self._add(told, source.path)
        if not self._report.interrupted:
            self._report.remarks += remarks.of_all()
        return articles

    def _items_of(self, source: Readable) -> Iterator[Article | Skipped | Remark]:
        """What an input holds, until it ends, its reader fails or the import is stopped.

        What goes wrong with items that were handed on is raised where that is: a batch that could
        not be stored holds articles of other inputs, and the import cannot go on without them.
        """
        try:
            for item in way.politely(source.articles(), 1):
                yield item
                if self._stop():
                    raise StoppedError  # noqa: TRY301  (readers raise it too)
        except ArchiveError:
            raise
        except (StoppedError, KeyboardInterrupt):
            # The latter is raised while an input is waited for: the articles read before are whole.
            self._report.interrupted = True
        except (Exception, SystemExit) as error:  # noqa: BLE001  (one input ends no import)
            reason = f"the reader failed ({type(error).__name__}: {error})"
            yield Skipped(source.path, reason)

    def _skip(self, one: Skipped) -> None:
        """Take down what is not read."""
        (self._report.left_out if one.by_rule else self._report.skipped).append(one)

    def _told_so_far(self) -> int:
        """How much that was read does not come in."""
        return len(self._report.skipped) + sum(self._report.dropped.values())

    def _add(self, article: Article, path: str) -> None:
        article = in_its_language(article)
        rule = self._options.rules.dropped_by(article)
        if rule:
            self._report.dropped[rule] = self._report.dropped.get(rule, 0) + 1
            return
        self._batches.add(article, path)
        self._report.interrupted |= self._batches.gave_up

    def _keep(self, batch: Batch, found: Sequence[Findings]) -> None:
        """Store a batch, index now and then, and say how far things are.

        `found` is what was found in each of its articles, if that is known.
        """
        articles, paths, found = self._quoted.without_known(batch, found)
        self._report.unchanged += len(batch.articles) - len(articles)
        judged = self._store.store(articles, batch.finished, found)
        for one, path in zip(judged, paths, strict=True):
            self._links.stored(path, one.id, one.article)
            self._former.stored(path, one)
            outcome = "unchanged" if one.removed else one.outcome
            setattr(self._report, outcome, getattr(self._report, outcome) + 1)
            self._report.apart += one.apart
            self._report.removed += one.removed
            if one.held_back:
                where = one.article.named or one.article.origin
                self._report.remarks.append(Remark(where, _HELD_BACK))
            if outcome != "unchanged":
                self._report.undated += not one.article.date
                self._report.unsourced += not one.article.outlet
        self._unindexed += sum(
            len(one.article.paragraphs) for one in judged if one.outcome != "unchanged"
        )
        if batch.end is not None:
            self._progress.tell(batch.end)
        give_back()
        if self._unindexed >= self._index_every:
            self._index_every = min(_GROWING * self._index_every, _INDEX_EVERY)
            self._is_settled = False
            self._index(self._index_some)

    def _index(self, index: Callable[[], object]) -> None:
        """Index what is stored. Where that cannot be written, the import goes on all the same."""
        self._progress.tell_indexing()
        try:
            index()
        except IndexNotWritten as problem:
            self._report.unindexed = str(problem)
        else:
            self._report.unindexed, self._unindexed = "", 0

    def _to_come(self) -> int:
        """About how many characters of text are still to be read."""
        return self._progress.to_come(self._batches.characters)
