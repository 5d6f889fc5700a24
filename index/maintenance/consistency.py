"""Whether the index holds what the archive holds, names included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.contract import Engine
from index.store import catching_up, reading, statistics
from index.store.database import Database

Numbers = NDArray[np.int64]

_SHOWN = 3


def differences(database: Database, commit: Engine) -> Iterator[str]:
    """What a commit of the index holds otherwise than the archive, in words.

    A paragraph's text never changes under its number, so that numbers tell. Raises IndexDamaged.
    """
    found, named, entities = commit.held()
    with database.snapshot():
        if catching_up.articles_since(database, commit.revision):
            return
        stored = _sorted(statistics.paragraphs(database))
        pairs = np.array(list(statistics.names(database)), np.int64).reshape(-1, 2)
        every = np.unique(np.concatenate([stored, found, named, pairs[:, 0]]))
        kept = _packed(every, pairs[:, 0], pairs[:, 1])
        indexed = _packed(every, named, entities)
        lost, left = (every[both >> 24] for both in _apart(kept, indexed))
        for numbers, what in (
            (np.setdiff1d(stored, found), "paragraphs of the archive are not in the index"),
            (np.setdiff1d(found, stored), "paragraphs in the index are not in the archive"),
            (lost, "names are in the archive and not in the index"),
            (left, "names are in the index and not in the archive"),
        ):
            if len(numbers):
                where = _articles(database, np.unique(numbers)[:_SHOWN].tolist())
                yield f"{len(numbers):,} {what}{where}"
        if len(found) != len(np.unique(found)):
            yield "some paragraphs are in the index twice"


def _packed(every: Numbers, paragraphs: Numbers, entities: Numbers) -> Numbers:
    """Paragraphs, by their place among all, and entities as one number each, every one once. 24
    bits hold every entity number; see `index.store.file.integrity`.
    """
    return np.unique((every.searchsorted(paragraphs) << 24) | entities)


def _apart(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """What only one holds, and what only the other does."""
    return np.setdiff1d(one, other), np.setdiff1d(other, one)


def _sorted(numbers: Iterator[int]) -> Numbers:
    return np.unique(np.fromiter(numbers, np.int64))


def _articles(database: Database, paragraphs: Sequence[int]) -> str:
    """Where to look, as far as the archive knows the paragraphs."""
    known = reading.identities(database, paragraphs)
    ids = list(dict.fromkeys(article for article, _ in known.values()))
    return f" (article {', '.join(ids)})" if ids else ""
