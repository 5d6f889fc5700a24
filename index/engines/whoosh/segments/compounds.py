"""Words that hyphens join in the texts: where a word that is asked for may be cut to be among them.

A segment holds a number for each distinct compound of two or three words. A word that has none of
them is not looked for with a hyphen inside, which spares nearly every word the search. Two
compounds may share a number: what stands behind one is still looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.surface_forms import STACKED, Surfaces, parted
from index.engines.whoosh.sorted_arrays import Docs, Flags, flags, runs
from index.engines.whoosh.words.stemming import forms, stem_endings

if TYPE_CHECKING:
    from index.engines.whoosh.segments.token_streams import Tokens


_LOW = (1 << 20) - 1


def numbered(begin: str, ending: str) -> int:
    """The number of a compound: the words before the last in lower case, the last one stemmed."""
    return crc32(f"{begin}-{ending}".encode("utf-8", "surrogatepass"))


class Compounds:
    """The compounds of all segments, by their numbers in order. `languages` are those by which
    texts are stemmed beside English.
    """

    def __init__(self, numbers: Array, languages: Sequence[str] = ()) -> None:
        self._numbers, self._languages = numbers, languages
        # A flag for the low bits of a number tells nearly all others at once.
        self._marked = flags((numbers & _LOW).astype(np.int64), _LOW + 1).tobytes()

    def cuts(self, whole: str) -> tuple[int, ...]:
        """Where the last word of a compound may begin in a word of letters."""
        found = self._cuts(whole, "")
        if self._languages:
            more = (cut for language in self._languages for cut in self._cuts(whole, language))
            return tuple(sorted({*found, *more}))
        return found

    def _cuts(self, whole: str, language: str) -> tuple[int, ...]:
        endings, marked = stem_endings(whole, 1, len(whole) - 1, language), self._marked
        # Every word is asked about, in every place: no more calls than it takes.
        numbers = [crc32(f"{whole[:cut]}-{end}".encode()) for cut, end in enumerate(endings, 1)]
        possible = [cut for cut, number in enumerate(numbers, 1) if marked[number & _LOW]]
        return tuple([cut for cut in possible if self._is_known(numbers[cut - 1])])

    def has(self, first: str, second: str) -> bool:
        """Whether a hyphen may join two words, be it in a compound of three."""
        return any(self._is_known(numbered(first, form)) for form in forms(second, self._languages))

    def _is_known(self, number: int) -> bool:
        if not self._marked[number & _LOW]:
            return False
        place = int(self._numbers.searchsorted(number))
        return place < len(self._numbers) and int(self._numbers[place]) == number


def united(parts: list[Array]) -> Array:
    """The numbers of several segments."""
    if len(parts) == 1:
        return parts[0]
    # numpy.unique loads a room of NumPy that nothing else here needs: 60 ms of the first search.
    return runs(np.sort(np.concatenate(parts)))[0] if parts else np.zeros(0, np.uint32)


def compounds(tokens: Tokens, surfaces: Surfaces) -> set[int]:
    """The numbers of the compounds in a field."""
    joins = surfaces.joins(tokens.ids)
    if not len(joins):
        return set()
    filing = surfaces.filed(stems=True)
    return {
        numbered(begin, filing.forms[last])
        for begin, last in _distinct(tokens.ids, joins, surfaces)
        if begin.isalpha() and parted(filing.forms[last])[0].isalpha()
    }


def _distinct(raw: Array, joins: Docs, surfaces: Surfaces) -> Iterator[tuple[str, int]]:
    """What each compound begins with, and the surface that ends it."""
    ids = (raw & ~np.uint32(STACKED)).astype(np.int64)
    plain = surfaces.filed(stems=False).forms
    rows, seconds = _behind(raw, joins)
    firsts = joins[rows]
    pairs, places = np.unique(ids[firsts] << 32 | ids[seconds], return_inverse=True)
    starts = [plain[pair >> 32] for pair in pairs.tolist()]
    lasts = (pairs & 0xFFFFFFFF).tolist()
    yield from zip(starts, lasts, strict=True)
    further = np.flatnonzero(np.isin(seconds, joins))
    rows, thirds = _behind(raw, seconds[further])
    triples = np.unique(places[further[rows]] << 32 | ids[thirds])
    for triple in triples.tolist():
        pair = triple >> 32
        yield starts[pair] + plain[lasts[pair]], triple & 0xFFFFFFFF


def _behind(raw: Array, tokens: Docs) -> tuple[Docs, Docs]:
    """The tokens in the next place, and for each which of those asked for it stands behind.

    Several may stand in a place. Only what is near is looked at: few words are joined.
    """
    at = tokens + 1
    while (own := _stacked(raw, at)).any():
        at = at + own
    rows = np.flatnonzero(at < len(raw))
    at = at[rows]
    found = [(rows, at)]
    while (more := _stacked(raw, at + 1)).any():
        rows, at = rows[more], at[more] + 1
        found.append((rows, at))
    return np.concatenate([r for r, _ in found]), np.concatenate([a for _, a in found])


def _stacked(raw: Array, tokens: Docs) -> Flags:
    """Which tokens stand in the place of the one before."""
    found: Flags = (tokens < len(raw)) & (raw.take(tokens, mode="clip") >= STACKED)
    return found
