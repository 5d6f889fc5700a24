"""Storing articles a batch at a time: what is new or changed with the names in it, and what was
lacking of what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from index.core import told_language
from index.core.article import Article
from index.core.findings import Findings
from index.core.reports import MarkReport, Remark
from index.enrich.quotes_stage import QuotesStage
from index.entities.backends import RecogniserSettings
from index.ingest import imported_highlights
from index.store.articles.deduplicate import Deduplicated
from index.store.articles.intake import Arrival, FinishedFile, Intake, KnownFile, OutdatedError
from index.store.database import Database
from index.store.names import kept_corrections

if TYPE_CHECKING:
    from index.enrich.helped_recogniser import Ahead, HelpedRecogniser


class BatchStore:
    """Judges articles and writes them, and has names found in those with new text.

    `expected` tells about how many characters are still to come, `remark` hears what is to be told
    of marks that came with articles, which `marks` counts. The caller holds the writer's lock, and
    calls `rest` at the end.
    """

    def __init__(
        self,
        database: Database,
        engine: RecogniserSettings,
        *,
        expected: Callable[[], int],
        remark: Callable[[Iterable[Remark]], object],
        marks: MarkReport,
    ) -> None:
        self._database = database
        self._intake = Intake(database)
        self._engine = engine
        self._expected = expected
        self._remark = remark
        self._marks = marks
        self._recogniser: HelpedRecogniser | None = None
        self._mostly_new = False

    def known_file(self, digest: str, options: str, place: str, named: str) -> KnownFile | None:
        """See `Intake.known_file`."""
        return self._intake.known_file(digest, options, place, named)

    def was_read(self, digest: str, options: str) -> bool:
        """See `Intake.was_read`."""
        return self._intake.was_read(digest, options)

    def ahead(self, articles: Sequence[Article]) -> Ahead | None:
        """Have articles looked through while something else is done, where what came before was
        mostly new.
        """
        if self._mostly_new and self._recogniser:
            return self._recogniser.ahead(_texts(articles))
        return None

    def store(
        self,
        articles: Sequence[Article],
        finished: Sequence[FinishedFile],
        found: Sequence[Findings] = (),
    ) -> list[Deduplicated]:
        """Judge articles, in order, and write what is to be written of them and the inputs that end
        with them, all or none. `found` is what was found in each article, if that is known.

        What was judged is written as long as it holds: others may have written meanwhile, while
        names were being found. Raises ArchiveError when the archive cannot be written.
        """
        findings = dict(enumerate(found))
        while True:
            judged = self._intake.deduplicate(articles)
            fresh = [place for place, one in enumerate(judged) if one.has_new_text]
            known = [one for one in judged if not one.has_new_text and one.changes_archive]
            marked = [one for one in judged if one.article.highlights]
            self._mostly_new = len(fresh) * 2 > len(judged)
            if not (fresh or known or marked or finished):
                return judged
            lacking = [place for place in fresh if place not in findings]
            findings |= zip(lacking, self._found_in([judged[n] for n in lacking]), strict=True)
            batch = [
                # The headline's mentions come first and are not kept.
                Arrival(judged[place], findings[place].mentions[1:], findings[place].quotes)
                for place in fresh
            ]
            try:
                self._write([*batch, *map(Arrival, known)], marked, finished)
            except OutdatedError:
                continue
            self._remark(self._lost([judged[place] for place in fresh]))
            return judged

    def recogniser(self) -> HelpedRecogniser:
        """What finds names. Raises InputError where that is not installed."""
        if self._recogniser is None:
            # Loads the recogniser's parts, which most calls of the program have no use for.
            from index.enrich.helped_recogniser import HelpedRecogniser  # noqa: PLC0415

            self._recogniser = HelpedRecogniser(self._engine, self._expected())
        return self._recogniser

    def rest(self) -> None:
        """Let go of what finds names."""
        if self._recogniser:
            self._recogniser.close()
            self._recogniser = None

    def _write(
        self,
        batch: Sequence[Arrival],
        marked: Sequence[Deduplicated],
        finished: Sequence[FinishedFile],
    ) -> None:
        """Write the batch and its highlights; only then are its inputs read to their ends."""
        named_by = self._recogniser.version if self._recogniser else ""
        write = partial(
            self._intake.write,
            named_by=named_by,
            quoted_by=QuotesStage.version,
            told_by=told_language.VERSION,
        )
        if marked:
            write(batch)
            for one in marked:
                said = imported_highlights.keep(self._database, one.id, one.article, self._marks)
                self._remark(said)
            batch = ()
        write(batch, finished)

    def _lost(self, changed: Iterable[Deduplicated]) -> list[Remark]:
        """What the reader had said of places that are not there any more."""
        gone = "these words are not in the article any more; `nutgraf corrections` lists it"
        with self._database.snapshot():
            connection = self._database.connection
            if not kept_corrections.articles_with(connection):
                return []
            return [
                Remark(one.article.named or one.article.origin, f"{said}: {gone}")
                for one in changed
                for said in kept_corrections.lost(connection, one.id)
            ]

    def _found_in(self, judged: Sequence[Deduplicated]) -> Sequence[Findings]:
        """What is found in the headline and in each paragraph of articles."""
        if not judged:
            # Loading the recogniser takes longer than finding that there is nothing to do.
            return ()
        return self.recogniser().recognise(_texts(one.article for one in judged))


def _texts(articles: Iterable[Article]) -> list[tuple[str, ...]]:
    """The headline and the paragraphs of each article."""
    return [(article.title, *article.paragraphs) for article in articles]
