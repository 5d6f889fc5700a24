"""Copies: paragraphs that stand, nearly word for word, in other articles too.

Each new text is looked for by its keys (`sketches`) among all that were there before it, those
candidates are compared word by word (`likeness`), and what is alike is kept as pairs of texts.
Groups follow from the pairs (`index.store.derived.copies`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.core.priority import way
from index.enrich.likeness import LEAST, Compared, are_copies, words
from index.enrich.sketches import BANDS, SHARED, Sketcher, keys_of
from index.enrich.stage import ArchiveStage
from index.store.database import Database
from index.store.derived import copies as store
from index.store.derived import copy_keys, stages
from index.store.derived.copies import COPIES, Arrived
from index.store.derived.copy_keys import Entries
from index.store.derived.furniture import FURNITURE
from index.store.file.thread_connections import Connection

_PORTION = 20_000
"""Paragraphs whose copies are looked for together: some seconds, and memory is bounded."""

_AT_ONCE = 1_000
"""Texts that are read, to be compared, together."""

_ALIKE = 24
"""With so many texts of one key, the first of them, a text is compared: more are of one form."""

_COMPARED = 12
"""With so many texts a text is compared at most."""

_ENOUGH = 2
"""What is like so many others belongs to their group: it is not compared with more."""

Pairs = NDArray[np.int64]


class CopiesStage(ArchiveStage):
    """What is found of a text rests on those before it, so that news is compared with what is
    there, and what is there is left alone.
    """

    name = COPIES
    version = "8"
    cost = 0.06
    rests_on = (FURNITURE,)

    def run(self, database: Database, pending: Sequence[tuple[int, int]]) -> None:
        pending = _begun_anew(database, pending)
        for span in pending:
            with database.snapshot():
                parts = list(store.portions(database.connection, *span, _PORTION))
            for first, last in parts:
                self._go_through(database, first, last)

    def _go_through(self, database: Database, first: int, last: int) -> None:
        connection = database.connection
        with database.snapshot():
            came = list(way.politely(store.arrived(connection, first, last), 64))
            again = _long({one.hash: one.text for one in came if one.again})
            fresh = [one for one in came if not one.again]
            entries, sketched = _entries(fresh)
            found = set(_alike(connection, entries, sketched))
        with database.transaction():
            copy_keys.add(connection, entries)
            store.add_pairs(connection, [*found, *((one, one) for one in again)])
            touched = {digest for pair in found for digest in pair} | again
            store.settle(connection, touched | store.marked_in(connection, first, last))
            stages.mark(connection, COPIES, first, last, self.version)


def _begun_anew(
    database: Database, pending: Sequence[tuple[int, int]]
) -> Sequence[tuple[int, int]]:
    """The ranges to go through; all of them, with nothing kept, where the first texts are to be
    gone through again: what is kept was found by another version.
    """
    if pending[0][0] != 1:
        return pending
    with database.transaction() as connection:
        if not stages.done(connection, COPIES):
            return pending
        last = stages.last_text(connection)
        stages.mark(connection, COPIES, 1, last, "")
        store.forget(connection)
    return [(1, last)]


def _long(texts: dict[int, str]) -> set[int]:
    return {digest for digest, text in texts.items() if len(words(text)) >= LEAST}


def _entries(fresh: Sequence[Arrived]) -> tuple[Entries, dict[int, Arrived]]:
    """The entries of all keys of texts that are long enough, and those texts."""
    sketched: dict[int, Arrived] = {}
    every: list[bytes] = []
    texts = (one.text for one in way.politely(fresh, 250))
    for one, own in zip(fresh, keys_of(texts, Sketcher()), strict=True):
        if own:
            sketched[one.paragraph] = one
            every.append(own)
    numbers = np.repeat(np.fromiter(sketched, np.int64, len(sketched)), BANDS)
    return copy_keys.entries(np.frombuffer(b"".join(every), "<u4"), numbers), sketched


def _alike(
    connection: Connection, entries: Entries, sketched: dict[int, Arrived]
) -> Iterator[tuple[int, int]]:
    """The pairs of texts that are alike, one of which has just been sketched."""
    candidates = _candidates(connection, entries)
    met: Counter[int] = Counter()
    for part in np.array_split(candidates, max(1, len(candidates) // _AT_ONCE)):
        old = {number for number in part[:, 1].tolist() if number not in sketched}
        known = {
            number: (digest, Compared(text))
            for number, (digest, text) in store.texts_of(connection, old).items()
        }
        for number in part.ravel().tolist():
            if number not in known and number in sketched:
                known[number] = sketched[number].hash, Compared(sketched[number].text)
        for new, other in way.politely(part.tolist(), 64):
            if other in known and met[new] < _ENOUGH:
                (one, text), (two, before) = known[new], known[other]
                if one != two and are_copies(text, before):
                    met[new] += 1
                    yield one, two


def _candidates(connection: Connection, entries: Entries) -> Pairs:
    """Paragraphs among the new entries, each with some before it that share keys, the likeliest
    first.
    """
    found: list[Pairs] = []
    taken = np.zeros(len(entries), np.int64)
    fresh = copy_keys.paragraphs_of(entries)
    own = (slice(None), entries)
    for some, there in chain(copy_keys.near(connection, entries), [own]):
        way.give_way()
        first, last = copy_keys.ranges(there, entries[some])
        many = np.minimum(last - first, _ALIKE - taken[some])
        taken[some] += many
        new = np.repeat(fresh[some], many)
        place = np.repeat(first - np.concatenate(([0], np.cumsum(many)[:-1])), many)
        other = copy_keys.paragraphs_of(there[place + np.arange(len(place))])
        found.append(np.column_stack((new, other))[other < new])
    return _nearest(np.concatenate(found))


def _nearest(pairs: Pairs) -> Pairs:
    """Of the candidates of each paragraph those with most keys in common, and of these the first:
    what is compared stays bounded, however often a text is varied.
    """
    both, shared = np.unique((pairs[:, 0] << 32) | pairs[:, 1], return_counts=True)
    both, shared = both[shared >= SHARED], shared[shared >= SHARED]
    new, other = both >> 32, both & 0xFFFF_FFFF
    order = np.lexsort((other, -shared, new))
    new, other = new[order], other[order]
    first = np.concatenate(([0], np.flatnonzero(np.diff(new)) + 1)).astype(np.int64)
    rank = np.arange(len(new)) - np.repeat(first, np.diff(np.append(first, len(new))))
    return np.column_stack((new, other))[rank < _COMPARED]
