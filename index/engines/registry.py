"""Which engine answers: the local one, or one that another package brings.

An engine is an object with a name and `open` (`index.engines.contract.Adapter`), found by the entry
point group `nutgraf.engines`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from index.core.errors import NutgrafError
from index.core.plugins import Plugins
from index.engines.contract import Adapter, Corpus, EngineIndex
from index.engines.corpus import ArchiveCorpus
from index.engines.whoosh.index import Index
from index.store import catching_up
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
    """The engine of a name, by default the local one. Raises NutgrafError."""
    if name in ("", LOCAL):
        return LocalEngine()
    known = {each.name: each for each in PLUGINS.found()}
    if name not in known:
        there = ", ".join(sorted((LOCAL, *known)))
        reasons = " ".join(str(problem.reason) for problem in PLUGINS.broken())
        raise NutgrafError(
            f"There is no engine “{name}”.", f"There are: {there}. {reasons}".strip()
        )
    return known[name]


def engine_problem(name: str) -> str:
    """What is wrong with the name of an engine; "" when there is one of that name."""
    try:
        adapter(name)
    except NutgrafError as problem:
        return str(problem)
    return ""


def opener(database: Database, engine: Adapter) -> Opener:
    """How an engine opens what it holds of an archive."""
    return partial(
        engine.open,
        key=database.identity,
        knows=partial(catching_up.knows_revision, database),
        corpus=ArchiveCorpus(database),
    )
