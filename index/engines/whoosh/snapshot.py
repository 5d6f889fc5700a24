"""The whole index at one commit: its segments seen as one."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.core.folding import commonest
from index.core.kept import kept
from index.engines.whoosh import segment_files
from index.engines.whoosh.array_file import Array
from index.engines.whoosh.best_hits import BestHits
from index.engines.whoosh.choices import Choice
from index.engines.whoosh.clause_cache import ClauseCache
from index.engines.whoosh.compounds import Compounds, united
from index.engines.whoosh.impacts import ceilings
from index.engines.whoosh.index_schema import CODES, FURNITURE, STATE
from index.engines.whoosh.manifest import Manifest
from index.engines.whoosh.postings import Postings
from index.engines.whoosh.segment import Segment
from index.engines.whoosh.sorted_arrays import NONE, Docs, distinct, numbered, ranges
from index.engines.whoosh.spellings import Listing
from index.engines.whoosh.terms_apart import word_of
from index.engines.whoosh.vocabulary import Names
from index.engines.whoosh.vocabulary import key as term_key
from index.engines.whoosh.whole_term import postings_of

_TOUCHED = 64_000_000
"""Bytes of the files that may be in memory before they are let go of. The system can take them back
whenever it likes; what is let go of too early comes back page by page, which the next search pays.
"""

_WORD, _WORDS = 150_000, 600_000
"""Documents of a word, and of all words, that are remembered: some 25 bytes each."""

_CUT = 1_000
"""Words of which it is remembered where hyphens may stand in them."""

_PREPARED = (
    *("numbers", "by_number", "article", "firsts", "sizes", "text_lengths", "title_lengths"),
    *("words", "outlets", "months", "entities", "entity_starts", "compounds"),
)
"""What nearly every search asks for."""


class Snapshot:
    """Documents are numbered through all segments, articles too."""

    def __init__(
        self,
        manifest: Manifest,
        segments: Sequence[Segment],
        stop: threading.Event | None = None,
    ) -> None:
        self.manifest = manifest
        self.stop = stop or threading.Event()
        """Set when whoever asks something shall give up."""
        self.segments = segments
        self.bases = np.cumsum([0, *(segment.size for segment in segments)]).tolist()
        self.size: int = self.bases[-1]
        self._article_bases = np.cumsum([0, *(s.articles for s in segments)]).tolist()
        self.articles: int = self._article_bases[-1]
        self.paragraphs: int = self.size - sum(entry.deleted_docs for entry in manifest.segments)
        self._terms: dict[tuple[bytes, ...], Postings] = {}
        self._kept = 0
        self._guard = threading.Lock()
        self.remembered = ClauseCache(self.size)
        self.best = BestHits()
        self._derived: dict[str, Array] = {}
        self._cuts: dict[str, tuple[int, ...]] = {}
        self.listings: dict[bytes, list[Listing]] = {}
        """The spellings that patterns were last tried on; they tend to be the same again."""

    def prepare(self) -> None:
        """Read now what the first searches would wait for otherwise. Raises IndexDamaged."""
        for segment in self.segments:
            segment.prepare()
        for name in _PREPARED:
            getattr(self, name)
        for segment in self.segments:
            ceilings(segment.average, self.words[0] / (self.paragraphs or 1))
        if self._is_small:
            # It would all be read in the course of some searches: none of them waits for it.
            for segment in self.segments:
                segment.container.read()
        elif len(self.segments) > 1:
            # What was joined is a copy.
            for segment in self.segments:
                segment.container.let_go()

    @kept
    def languages(self) -> Sequence[str]:
        """Those by which texts are stemmed beside English, in order."""
        return sorted(set().union(*(segment.languages for segment in self.segments)))

    def postings(self, *keys: bytes) -> Postings:
        """Where a term stands, given as field code and form; or any of some that count as one, of
        which no two stand in one document.
        """
        known = self._terms.get(keys)
        if known is not None:
            return known
        found: list[tuple[Segment, int, list[Choice]]] = []
        for segment, base in zip(self.segments, self.bases, strict=False):
            terms = [term for key in keys if (term := segment.term(key))]
            if terms:
                found.append((segment, base, list(map(Choice, terms))))
        postings = word_of(found)
        # Phrases that are being typed change with every key, their words do not.
        if postings.most <= _WORD:
            with self._guard:
                while self._terms and self._kept + postings.most > _WORDS:
                    self._kept -= self._terms.pop(next(iter(self._terms))).most
                if self._terms.setdefault(keys, postings) is postings:
                    self._kept += postings.most
        return postings

    def expanded(self, expand: Callable[[Segment], list[Choice]]) -> Postings:
        """Where anything stands that `expand` picks in each segment."""
        pairs = zip(self.segments, self.bases, strict=False)
        return postings_of([(s, base, expand(s)) for s, base in pairs])

    @kept
    def _is_small(self) -> bool:
        """Whether all of the files may be in memory."""
        return sum([segment.container.bytes for segment in self.segments]) <= _TOUCHED

    @kept
    def compounds(self) -> Compounds:
        """Which words hyphens join in the texts."""
        numbers = united([segment.column("compounds") for segment in self.segments])
        return Compounds(numbers, self.languages)

    def cuts(self, whole: str) -> tuple[int, ...]:
        """Where the last of several words may begin that hyphens join to this one."""
        known = self._cuts.get(whole)
        if known is None:
            if len(self._cuts) >= _CUT:
                self._cuts.clear()
            known = self._cuts[whole] = self.compounds.cuts(whole)
        return known

    @kept
    def live(self) -> NDArray[np.bool_] | None:
        """A flag for each document; None when nothing is deleted."""
        if all(segment.live is None for segment in self.segments):
            return None
        return np.concatenate(
            [np.ones(s.size, bool) if s.live is None else s.live for s in self.segments]
        )

    @kept
    def everything(self) -> Docs:
        """All documents that are not deleted."""
        return np.arange(self.size) if self.live is None else np.flatnonzero(self.live)

    @kept
    def furniture(self) -> Docs:
        """The documents that are furniture and not deleted."""
        return self.postings(term_key(CODES[STATE].code + FURNITURE)).docs

    @kept
    def shown(self) -> NDArray[np.bool_] | None:
        """A flag for each document that is neither deleted nor furniture; None when all are."""
        if not len(self.furniture):
            return self.live
        shown = np.ones(self.size, bool) if self.live is None else self.live.copy()
        shown[self.furniture] = False
        return shown

    @kept
    def everything_shown(self) -> Docs:
        """All documents that are neither deleted nor furniture."""
        shown = self.shown
        return self.everything if shown is None or shown is self.live else np.flatnonzero(shown)

    @kept
    def faces(self) -> Docs:
        """The document of each article that carries what holds for all of it, unless deleted."""
        heads = self.firsts[:-1]
        if self.live is not None:
            heads = heads[self.live[heads]]
        if self.shown is self.live or self.shown is None:
            return heads
        hidden = np.flatnonzero(~self.shown[heads])
        if not len(hidden):
            return heads
        faces, shown = heads.copy(), self.everything_shown
        articles = self.article[heads[hidden]]
        next_shown = shown[np.minimum(np.searchsorted(shown, heads[hidden]), len(shown) - 1)]
        same = self.article[next_shown] == articles if len(shown) else np.zeros(len(hidden), bool)
        faces[hidden[same]] = next_shown[same]
        return faces

    @kept
    def numbers(self) -> NDArray[np.int64]:
        """The archive's number of each document."""
        return self._joined("number")

    @kept
    def by_number(self) -> Docs | None:
        """Documents in the order of their numbers; None when they stand in that order."""
        if not self.size or bool((self.numbers[1:] > self.numbers[:-1]).all()):
            return None
        return np.argsort(self.numbers, kind="stable")

    @kept
    def rank(self) -> Docs | None:
        """The place of each document in the order of numbers; None when it is the document."""
        if self.by_number is None:
            return None
        places = np.empty(self.size, np.int64)
        places[self.by_number] = np.arange(self.size)
        return places

    def with_numbers(self, numbers: Sequence[int] | NDArray[np.int64]) -> Docs:
        """The live documents that have these numbers, in order."""
        wanted = distinct(np.asarray(numbers, np.int64))
        order, known = self.by_number, self.numbers
        sorted_numbers = known if order is None else known[order]
        first = np.searchsorted(sorted_numbers, wanted)
        last = np.searchsorted(sorted_numbers, wanted, "right")
        # A replaced paragraph keeps its number: a deleted and a live document may share it.
        places = ranges(first, last - first)
        docs = distinct(places if order is None else order[places])
        return docs if self.live is None else docs[self.live[docs]]

    @kept
    def article(self) -> NDArray[np.int64]:
        """The article of each document, numbered through all segments."""
        return self._shifted("article", self._article_bases)

    @kept
    def firsts(self) -> Docs:
        """The first document of each article, and one behind the last."""
        parts = [
            s.column("article.first")[:-1].astype(np.int64) + base
            for s, base in zip(self.segments, self.bases, strict=False)
        ]
        return np.concatenate([*parts, [self.size]]) if parts else np.zeros(1, np.int64)

    @kept
    def sizes(self) -> Docs:
        """How many documents each article has, deleted ones among them."""
        return self.firsts[1:] - self.firsts[:-1]

    @kept
    def ordinals(self) -> NDArray[np.int32]:
        """The how manieth paragraph of its article each document is, from 1."""
        return _cat([segment.small("ordinal") for segment in self.segments])

    def lengths(self, field: str) -> list[Array]:
        """The length byte of each document, segment by segment."""
        return [segment.column(f"length.{field}") for segment in self.segments]

    @kept
    def text_lengths(self) -> NDArray[np.uint8]:
        """The length byte of each text, as Whoosh rounds lengths."""
        return self._joined("length.text")

    @kept
    def title_lengths(self) -> NDArray[np.uint8]:
        """The same of headlines."""
        return self._joined("length.title")

    @kept
    def words(self) -> tuple[int, int]:
        """Words in all live texts, and in all live headlines."""
        return self._total("article.words"), self._total("article.title")

    def derived(self, name: str, make: Callable[[], Array]) -> Array:
        """An array made from columns, kept as long as this commit is in use."""
        if name not in self._derived:
            self._derived[name] = make()
        return self._derived[name]

    def article_column(self, name: str) -> Array:
        """The column "from", "to", "month" or "instant": a value for each article."""
        return self._joined(f"article.{name}")

    @kept
    def outlets(self) -> tuple[list[str], NDArray[np.int64]]:
        """Outlets in their order, each as it is spelt most, and for each article its own."""
        lists = [[name.decode() for name in Names(s.container, "outlets")] for s in self.segments]
        columns = [segment.column("article.outlet") for segment in self.segments]
        times: Counter[str] = Counter()
        for spelt, column in zip(lists, columns, strict=True):
            counts = np.bincount(column, minlength=len(spelt)).tolist()
            times.update(dict(zip(spelt, counts, strict=True)))
        shown = commonest(times)
        names = sorted(set(shown.values()), key=lambda name: (not name, name.casefold(), name))
        places = {name: place for place, name in enumerate(names)}
        codes = [
            np.array([places[shown[name]] for name in spelt], np.int64)[column]
            for spelt, column in zip(lists, columns, strict=True)
        ]
        return names, _cat(codes)

    @kept
    def months(self) -> tuple[list[str], NDArray[np.int64]]:
        """Months ("2004-11", "2004", "") in order of time, and for each article its own."""
        values, places = numbered(self.article_column("month"))
        return [_month(value) for value in values.tolist()], places

    @kept
    def days(self) -> tuple[list[str], NDArray[np.int64]]:
        """Days, and months and years where no day is known, and for each article its own."""
        first, last = self.article_column("from"), self.article_column("to")
        exact = (first == last) & (first > 0)
        year, month = np.divmod(self.article_column("month").astype(np.int64), 100)
        values, places = numbered(np.where(exact, first + _VAGUE, year * 13 + month))
        return [_day(value) for value in values.tolist()], places

    @kept
    def entity_counts(self) -> NDArray[np.int32]:
        """How many entities each document names."""
        return _cat([segment.small("entity.count") for segment in self.segments])

    @kept
    def entity_starts(self) -> NDArray[np.int64]:
        """Where the entities of each document begin in `entities`."""
        starts = np.cumsum(self.entity_counts, dtype=np.int64)
        starts -= self.entity_counts
        return starts

    @kept
    def entities(self) -> Array:
        return self._joined("entity")

    def let_go(self) -> None:
        """Keep no more of the files in memory than some searches need.

        Raises IndexDamaged when one of them was cut short while it was open.
        """
        for segment in self.segments:
            segment.container.ensure_whole()
        if not self._is_small and sum([s.container.touched for s in self.segments]) > _TOUCHED:
            for segment in self.segments:
                segment.container.let_go()

    def check(self) -> None:
        """Raises IndexDamaged when a segment is not what was written."""
        for segment in self.segments:
            segment.check()

    def _joined(self, name: str) -> Array:
        return _cat([segment.column(name) for segment in self.segments])

    def _shifted(self, name: str, bases: Sequence[int]) -> Docs:
        pairs = zip(self.segments, bases, strict=False)
        return _cat([segment.column(name).astype(np.int64) + base for segment, base in pairs])

    def _total(self, name: str) -> int:
        total = 0
        for segment in self.segments:
            column = segment.column(name)
            total += int(column.sum(dtype=np.int64))
            total -= int(column[segment.deleted].sum(dtype=np.int64))
        return total


_VAGUE = 13 * 10_000
"""Months and years are numbered below this, days from here on."""


def _day(value: int) -> str:
    if value >= _VAGUE:
        return date.fromordinal(value - _VAGUE).isoformat()
    year, month = divmod(value, 13)
    return _month(year * 100 + month)


def _month(value: int) -> str:
    if not value:
        return ""
    year, month = divmod(value, 100)
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def _cat(parts: Sequence[Array]) -> Array:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else NONE


def load(
    folder: Path, manifest: Manifest, known: segment_files.Opened, stop: threading.Event
) -> Snapshot:
    """Open what the manifest lists, keeping open segments that have not changed.

    `stop` is set when whoever asks the snapshot shall give up.

    Raises IndexDamaged when a file is missing or is not what was written.
    """
    segments = [segment_files.opened(folder, entry, known) for entry in manifest.segments]
    for files in set(known) - {files for e in manifest.segments for files in (e.text, e.files)}:
        del known[files]
    return Snapshot(manifest, segments, stop)
