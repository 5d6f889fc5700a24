"""Articles on their way into the archive, in batches: read, with names found in them meanwhile."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.core.article import Article
from index.core.findings import Findings
from index.ingest.import_progress import Place
from index.store.articles.intake import FinishedFile

if TYPE_CHECKING:
    from index.enrich.helped_recogniser import Ahead

# A batch is one transaction: large enough that commits cost little, small enough that progress is
# seen and that others can write in between.
_BATCH_ARTICLES = 400
_BATCH_CHARACTERS = 1_000_000
# Files of which the bytes are kept may be a thousand times as long as what is read out of them.
_BATCH_BYTES = 32 << 20
# The first one is small, so that something is seen soon; each is larger than the one before.
_FIRST_BATCH = 25
# Characters that may be on their way, read but not stored, while a second process finds names in
# them: as many as it does while this one indexes. Bounds memory.
_ON_THE_WAY = 8_000_000
# Of what is on its way when a stop is asked for, so much is still waited for: some seconds.
_SOON = 500_000


@dataclass(slots=True)
class Batch:
    """Articles on their way, the inputs that end among them, and names that are found meanwhile.

    `paths` are the inputs the articles came from; `end` is how far was read then.
    """

    articles: list[Article] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    finished: list[FinishedFile] = field(default_factory=list)
    characters: int = 0
    kept_bytes: int = 0
    ahead: Ahead | None = None
    end: Place | None = None

    def __bool__(self) -> bool:
        return bool(self.articles or self.finished)


class ImportBatches:
    """The batch that is read, and those before it that are not stored yet.

    `ahead` has names found in articles meanwhile, if that can be, `here` is how far is read, `keep`
    stores a batch, with what was found in each of its articles if that is known, and `stop` says
    whether an end is asked for.
    """

    def __init__(
        self,
        *,
        ahead: Callable[[Sequence[Article]], Ahead | None],
        here: Callable[[], Place],
        keep: Callable[[Batch, Sequence[Findings]], None],
        stop: Callable[[], bool],
    ) -> None:
        self._ahead, self._here, self._keep, self._stop = ahead, here, keep, stop
        self._reading = Batch()
        self._waiting: deque[Batch] = deque()
        self._most = _FIRST_BATCH
        self.characters = 0
        """How much was read so far."""
        self.gave_up = False
        """Whether something that was read is not stored, since a stop was asked for."""

    def __bool__(self) -> bool:
        return bool(self._reading or self._waiting)

    def add(self, article: Article, path: str) -> None:
        """Take an article of an input."""
        batch, characters = self._reading, sum(map(len, article.paragraphs))
        batch.articles.append(article)
        batch.paths.append(path)
        batch.characters += characters
        batch.kept_bytes += len(article.original.data) if article.original else 0
        self.characters += characters
        is_full = batch.characters >= _BATCH_CHARACTERS or batch.kept_bytes >= _BATCH_BYTES
        if is_full or len(batch.articles) >= self._most:
            self._begin()

    def end_input(self, finished: FinishedFile) -> None:
        """Note that an input ends here, which is known once all of it is stored."""
        self._reading.finished.append(finished)

    def end(self) -> None:
        """Store all that is on its way, unless a stop was asked for and it is not soon done."""
        self._begin()
        self._arrive(all_of_them=True)

    def _begin(self) -> None:
        """Let the batch begin its way, and bring those before it to their end that are due."""
        batch, self._reading = self._reading, Batch()
        if batch:
            self._most = min(2 * self._most, _BATCH_ARTICLES)
            batch.end = self._here()
            batch.ahead = self._ahead(batch.articles)
            self._waiting.append(batch)
        self._arrive()

    def _arrive(self, *, all_of_them: bool = False) -> None:
        """Store batches in their order: those that are done, and those that are too many."""
        waiting = self._waiting
        while waiting:
            self._let_go()
            first = waiting[0]
            much = sum(batch.characters for batch in waiting) > _ON_THE_WAY
            much |= sum(batch.kept_bytes for batch in waiting) > _BATCH_BYTES
            if first.ahead and not (all_of_them or much or first.ahead.ready()):
                return
            found = first.ahead.found() if first.ahead else []
            self._keep(waiting.popleft(), found)

    def _let_go(self) -> None:
        """Where a stop was asked for, forget what was read last, unless it is soon done."""
        if not self._stop():
            return
        waiting, soon = self._waiting, 0
        for place, batch in enumerate([*waiting]):
            soon += batch.characters if batch.ahead and not batch.ahead.ready() else 0
            if place and soon > _SOON:
                self.gave_up = True
                while len(waiting) > place:
                    waiting.pop()
                return
