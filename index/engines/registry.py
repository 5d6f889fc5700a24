"""Which engine answers: the local one, or one that another package brings.

An engine is an object with a name and `open` (`index.engines.contract.Adapter`), found by the entry
point group `nutgraf.engines`. The environment variable NUTGRAF_ENGINE says which one is used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from index.core.errors import NutgrafError
from index.core.plugins import Plugins
from index.engines.contract import Adapter, Corpus, EngineIndex
from index.engines.corpus import ArchiveCorpus
from index.engines.whoosh.index import Index
from index.store import reading
from index.store.database import Database

LOCAL = "whoosh"
PLUGINS: Plugins[Adapter] = Plugins("nutgraf.engines", {"name": str, "describe": str}, ("open",))

Opener = Callable[..., EngineIndex]
"""Opens an archive's index in a folder; `look=False`: empty until it is reloaded."""


class LocalEngine:
    """An index of Whoosh's in the cache folder."""

    name = LOCAL
    describe = "a Whoosh index on this machine"

    def open(
        self,
        folder: Path,
        *,
        key: str,
        knows: Callable[[int], bool],
        corpus: Corpus,
        look: bool = True,
    ) -> EngineIndex:
        """See `index.engines.contract.Adapter`."""
        return (Index.open if look else Index)(folder, key=key, knows=knows, corpus=corpus)


def adapter(name: str = "") -> Adapter:
    """The engine of a name, by default the one that is chosen. Raises NutgrafError."""
    wanted = name or os.environ.get("NUTGRAF_ENGINE") or LOCAL
    if wanted == LOCAL:
        return LocalEngine()
    known = {each.name: each for each in PLUGINS.found()}
    if wanted not in known:
        there = ", ".join(sorted((LOCAL, *known)))
        reasons = " ".join(str(problem.reason) for problem in PLUGINS.broken())
        raise NutgrafError(
            f"There is no engine “{wanted}”.", f"There are: {there}. {reasons}".strip()
        )
    return known[wanted]


def opener(database: Database, engine: Adapter) -> Opener:
    """How an engine opens what it holds of an archive."""
    return partial(
        engine.open,
        key=database.identity,
        knows=partial(reading.knows_revision, database),
        corpus=ArchiveCorpus(database),
    )
