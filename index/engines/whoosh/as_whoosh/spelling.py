"""Words as they are written, near one that is not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from whoosh.spelling import Corrector

from index.engines.whoosh.index_schema import CODES
from index.engines.whoosh.searching.snapshot import Snapshot
from index.engines.whoosh.segments.spellings import listings
from index.engines.whoosh.segments.vocabulary import key
from index.engines.whoosh.words.analysis import lower
from index.engines.whoosh.words.automaton import within_edits
from index.engines.whoosh.words.stemming import forms


class SpellingCorrector(Corrector):  # type: ignore[misc]
    """Suggests spellings near a word, those in more paragraphs first."""

    def __init__(self, snapshot: Snapshot, fieldname: str) -> None:
        self._snapshot, self._field = snapshot, CODES[fieldname]

    def _suggestions(self, text: str, maxdist: int, prefix: int) -> Iterator[tuple[float, str]]:
        wanted, code = lower(text), self._field.code
        seen = {wanted}
        for listing in listings(self._snapshot.segments, key(code + wanted[:prefix])):
            for distance in range(1, maxdist + 1):
                near = within_edits(listing.words, wanted, distance)
                for place in np.flatnonzero(near).tolist():
                    word = listing.words[place]
                    if word not in seen:
                        seen.add(word)
                        # The nearest is the best, then the one in the most paragraphs.
                        yield -distance - 1 / (1 + self._count(word)), word

    def _count(self, word: str) -> int:
        filed = forms(word, self._snapshot.languages) if self._field.stem else (word,)
        return self._snapshot.postings(*(key(self._field.code + form) for form in filed)).count
