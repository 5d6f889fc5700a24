"""Giving an archive's articles to a cluster, as often as one likes and from many places at once.

An article is written in three steps, each of which may be the last: its document, marked as not
settled; its paragraphs and names; the document again, marked as settled. Who finds one that is not
settled goes on with it, whoever began. The document changes only where nobody else has changed it
since it was read (sequence numbers); else what both know is joined and tried again. Paragraphs
carry the version of the document that they were written for, so that what comes late of an older
one changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.core.errors import InputError, StoppedError
from index.core.reports import ImportReport, Progress, Skipped
from index.core.shared_article import SharedArticle
from index.engines.opensearch.bulk import Action, Written, as_source
from index.engines.opensearch.cluster import Cluster
from index.sharing.article_document import digest, document
from index.sharing.collection import Collection, Seen
from index.sharing.edit_exchange import EditExchange
from index.sharing.paragraph_documents import name_actions, paragraph_actions
from index.store.articles import whole_articles
from index.store.database import Database

_AT_ONCE = 50
_NAMES_KNOWN = 200_000
"""Names that were written are remembered, so that they are not sent again and again."""


@dataclass(frozen=True, slots=True)
class _Job:
    """An article to be written: `mine` is what the archive has, `whole` with what the cluster has,
    `seen` what stood there, None for nothing.
    """

    mine: SharedArticle
    whole: SharedArticle
    seen: Seen | None
    told: bool
    """Whether the cluster learns anything by it that a reader would notice."""

    @property
    def derived(self) -> bool:
        """Whether all that stands there already is right but for when it was derived."""
        return not self.told and self.seen is not None and self.seen.settled

    def begun(self, index: str) -> Action:
        """What writes its document."""
        source = document(self.whole, settled=self.derived)
        if self.seen is None:
            return Action("create", index, self.whole.id, source)
        return Action("index", index, self.whole.id, source, self.seen.conditions)


class Push:
    """One push. `progress` hears of each batch that is safely in the cluster, `stop` is asked
    between them.
    """

    def __init__(
        self,
        database: Database,
        cluster: Cluster,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._database = database
        self._collection = Collection(cluster, stop=stop, wait=wait)
        self._progress, self._stop = progress, stop or (lambda: False)
        self._report = ImportReport()
        self._names: set[str] = set()

    def run(self) -> ImportReport:
        """Push all articles; what the cluster has already is not sent again.

        Raises Unavailable, Refused and their kind: what was reported by then is in the cluster, and
        the next push goes on from there.
        """
        began = time.perf_counter()
        total, done = whole_articles.count(self._database), 0
        try:
            self._collection.prepare()
            self._tell(0, total)
            EditExchange(self._database, self._collection).push()
            for numbers in whole_articles.numbers(self._database, _AT_ONCE):
                if self._stop():
                    self._report.interrupted = True
                    break
                self._batch(whole_articles.read(self._database, numbers))
                done += len(numbers)
                self._tell(done, max(total, done))
            if self._report.new or self._report.changed:
                self._collection.show()
        except (StoppedError, KeyboardInterrupt):
            self._report.interrupted = True
        self._report.seconds = time.perf_counter() - began
        return self._report

    def _batch(self, articles: Sequence[SharedArticle]) -> None:
        """Bring some articles into the cluster, those that somebody else changes meanwhile again
        and again.
        """
        seen = self._collection.seen([one.id for one in articles])
        waiting: list[SharedArticle] = []
        for one in articles:
            there = seen.get(one.id)
            if there and there.settled and there.digest == digest(one):
                self._report.unchanged += 1
            else:
                waiting.append(one)
        told: set[str] = set()
        while waiting:
            waiting = self._try(waiting, told)

    def _try(self, articles: Sequence[SharedArticle], told: set[str]) -> list[SharedArticle]:
        """The articles that have to be tried again. `told` are those that were counted."""
        jobs = list(self._jobs(articles, told))
        index = self._collection.articles
        written = self._collection.write([job.begun(index) for job in jobs])
        mine = [(job, one) for job, one in zip(jobs, written, strict=True) if not one.conflict]
        news = [(job, one) for job, one in mine if not job.derived]
        self._collection.write([action for job, one in news for action in self._found_by(job, one)])
        # Whoever has changed one of them since sees to it.
        self._collection.write([_settled(index, job, one) for job, one in news])
        for job, _ in mine:
            self._count(job, told)
        return [job.mine for job, one in zip(jobs, written, strict=True) if one.conflict]

    def _found_by(self, job: _Job, written: Written) -> Iterator[Action]:
        """What makes an article be found."""
        yield from paragraph_actions(job.whole, self._collection.paragraphs, written.version)
        if len(self._names) > _NAMES_KNOWN:
            self._names.clear()
        yield from name_actions(job.whole, self._collection.names, self._names)

    def _jobs(self, articles: Sequence[SharedArticle], told: set[str]) -> Iterator[_Job]:
        """What is to be written of some articles."""
        there = self._collection.read([one.id for one in articles])
        for mine in articles:
            held, seen = there.get(mine.id, (None, None))
            if isinstance(held, InputError):
                if mine.id not in told:
                    told.add(mine.id)
                    self._report.skipped.append(Skipped(mine.id, held.message))
                continue
            if held is None:
                yield _Job(mine, mine, None, told=True)
                continue
            whole = held.joined(mine)
            news = _without_times(whole) != _without_times(held)
            job = _Job(mine, whole, seen, told=news)
            if whole == held and seen and seen.settled:
                self._count(job, told)
            else:
                yield job

    def _count(self, job: _Job, told: set[str]) -> None:
        if job.whole.id in told:
            return
        told.add(job.whole.id)
        if not job.told:
            self._report.unchanged += 1
        elif job.seen is None:
            self._report.new += 1
        else:
            self._report.changed += 1

    def _tell(self, done: int, total: int) -> None:
        if self._progress:
            address = str(self._collection.cluster.address)
            self._progress(self._report.progress(address, done, total))


def _settled(index: str, job: _Job, written: Written) -> Action:
    """What says that the paragraphs of an article are in, unless it was changed since."""
    conditions = (("if_seq_no", written.seq_no), ("if_primary_term", written.primary_term))
    return Action("update", index, job.whole.id, as_source({"doc": {"settled": True}}), conditions)


def _without_times(article: SharedArticle) -> SharedArticle:
    """An article without when what was derived of it was: nobody sees that."""
    versions = tuple(replace(one, made=0) for one in article.versions)
    return replace(article, versions=versions)
