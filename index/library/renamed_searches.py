"""Saved searches in queries that name them: what these stand for, and other names for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from index.core.clean import clean
from index.core.errors import NotFound, NutgrafError
from index.library.undo import History
from index.query.saved_names import named_in, renamed
from index.store.database import Database
from index.store.library import dossiers, saved_searches, seen
from index.store.library.undo_log import Change


def rename(database: Database, history: History, name: str, new: str) -> int:
    """See `Library.rename_search`."""
    if not (called := clean(new)) or '"' in called:
        raise NutgrafError("A saved search needs a name, without quotation marks.")
    with history.step(f"name of the saved search @{name}") as step:
        saved = saved_searches.saved_searches(database)
        if name not in saved:
            raise NotFound(f"There is no saved search “{name}”.")
        if called == name:
            return 0
        if called in saved:
            raise NutgrafError(
                f"@{called} is a saved search already: {saved[called]}", "Give it another name."
            )
        own = saved.pop(name)
        step.did(saved_searches.change(database, called, own))
        step.did(saved_searches.change(database, name, None))
        step.did(seen.rename(database, name, called))
        naming = 0
        for other, text in {called: own, **saved}.items():
            changes = saved_searches.change(database, other, renamed(text, name, called))
            step.did(changes)
            naming += len(changes)
        changes = _in_dossiers(database, name, called)
        step.did(changes)
        return naming + len(changes)


def _in_dossiers(database: Database, name: str, new: str) -> list[Change]:
    changed = []
    for number, *item, query in dossiers.queries(database):
        wanted = renamed(query, name, new)
        if wanted != query:
            old, now = (json.dumps([*item, text], ensure_ascii=False) for text in (query, wanted))
            changed.append(Change("dossier item", str(number), old, now))
    return list(dossiers.exchange_items(database, changed).made)


def standing_for(texts: Iterable[str], saved: Mapping[str, str]) -> dict[str, str]:
    """The saved searches that some queries name, and those that these name in turn, by name."""
    found: dict[str, str] = {}
    waiting = list(texts)
    while waiting:
        names = {name for name, _ in named_in(waiting.pop())}
        new = {name: saved[name] for name in names if name in saved and name not in found}
        found |= new
        waiting += new.values()
    return dict(sorted(found.items()))
