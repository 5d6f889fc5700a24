"""Whether the index holds what the archive holds, names included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.contract import Engine
from index.store import reading, statistics
from index.store.database import Database

Numbers = NDArray[np.int64]

_SHOWN = 3


def differences(database: Database, commit: Engine) -> Iterator[str]:
    """What a commit of the index holds otherwise than the archive, in words.

    A paragraph's text never changes under its number, so that numbers tell. Raises IndexDamaged.
    """
    found, named, entities = commit.held()
    with database.snapshot():
        if reading.articles_since(database, commit.revision):
            return
        stored = _sorted(statistics.paragraphs(database))
        pairs = list(statistics.names(database))
        # 24 bits hold every entity number; see `soundness`.
        kept = np.unique(np.array([(p << 24) | e for p, e in pairs], np.int64))
        indexed = np.unique((named << 24) | entities)
        for numbers, what in (
            (np.setdiff1d(stored, found), "paragraphs of the archive are not in the index"),
            (np.setdiff1d(found, stored), "paragraphs in the index are not in the archive"),
            (np.setdiff1d(kept, indexed) >> 24, "names are in the archive and not in the index"),
            (np.setdiff1d(indexed, kept) >> 24, "names are in the index and not in the archive"),
        ):
            if len(numbers):
                where = _articles(database, np.unique(numbers)[:_SHOWN].tolist())
                yield f"{len(numbers):,} {what}{where}"
        if len(found) != len(np.unique(found)):
            yield "some paragraphs are in the index twice"


def _sorted(numbers: Iterator[int]) -> Numbers:
    return np.unique(np.fromiter(numbers, np.int64))


def _articles(database: Database, paragraphs: Sequence[int]) -> str:
    """Where to look, as far as the archive knows the paragraphs."""
    known = reading.identities(database, paragraphs)
    ids = list(dict.fromkeys(article for article, _ in known.values()))
    return f" (article {', '.join(ids)})" if ids else ""
