"""The whole index at one commit: its segments seen as one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.core.kept import kept
from index.engines.whoosh.index_schema import CODES, FURNITURE, STATE
from index.engines.whoosh.searching.best_hits import BestHits
from index.engines.whoosh.searching.choices import Choice
from index.engines.whoosh.searching.clause_cache import ClauseCache
from index.engines.whoosh.searching.joined_columns import JoinedColumns
from index.engines.whoosh.searching.postings import Postings
from index.engines.whoosh.searching.terms_apart import word_of
from index.engines.whoosh.searching.whole_term import postings_of
from index.engines.whoosh.segments import segment_files
from index.engines.whoosh.segments.compounds import Compounds, united
from index.engines.whoosh.segments.impacts import ceilings
from index.engines.whoosh.segments.manifest import Manifest
from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.segments.spellings import Listing
from index.engines.whoosh.segments.vocabulary import key as term_key
from index.engines.whoosh.sorted_arrays import Docs, distinct, ranges

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


class Snapshot(JoinedColumns):
    """Documents are numbered through all segments, articles too."""

    def __init__(
        self,
        manifest: Manifest,
        segments: Sequence[Segment],
        stop: threading.Event | None = None,
    ) -> None:
        super().__init__(segments)
        self.manifest = manifest
        self.stop = stop or threading.Event()
        """Set when whoever asks something shall give up."""
        self.paragraphs: int = self.size - sum(entry.deleted_docs for entry in manifest.segments)
        self._terms: dict[tuple[bytes, ...], Postings] = {}
        self._kept = 0
        self._guard = threading.Lock()
        self.remembered = ClauseCache(self.size)
        self.best = BestHits()
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
