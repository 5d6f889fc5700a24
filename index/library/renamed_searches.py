"""Saved searches in queries that name them: what these stand for, and other names for them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from index.core.clean import clean
from index.core.errors import NotFound, NutgrafError
from index.library.undo import History
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
        step.did(saved_searches.change(database, called, saved.pop(name)))
        step.did(saved_searches.change(database, name, None))
        step.did(seen.rename(database, name, called))
        naming = 0
        for other, text in (
            {called: saved_searches.saved_searches(database)[called]} | saved
        ).items():
            changes = saved_searches.change(database, other, _naming(text, name, called))
            step.did(changes)
            naming += len(changes)
        changes = _in_dossiers(database, name, called)
        step.did(changes)
        return naming + len(changes)


def _in_dossiers(database: Database, name: str, new: str) -> list[Change]:
    changed = []
    for number, *item, query in dossiers.queries(database):
        wanted = _naming(query, name, new)
        if wanted != query:
            old, now = (json.dumps([*item, text], ensure_ascii=False) for text in (query, wanted))
            changed.append(Change("dossier item", str(number), old, now))
    return list(dossiers.exchange_items(database, changed).made)


def standing_for(texts: Iterable[str], saved: Mapping[str, str]) -> dict[str, str]:
    """The saved searches that some queries name, and those that these name in turn, by name."""
    named: dict[str, str] = {}
    waiting = list(texts)
    while waiting:
        text = waiting.pop()
        if "@" in text or "query:" in text:
            found = [one for one in saved if one not in named and _clause(one).search(text)]
            named |= {one: saved[one] for one in found}
            waiting += [saved[one] for one in found]
    return dict(sorted(named.items()))


def _clause(name: str) -> re.Pattern[str]:
    known = re.escape(name)
    return re.compile(rf'(?<![\w@"])(@|query:)(?:"{known}"|{known}(?![\w-]|\.\w))')


def _naming(text: str, name: str, new: str) -> str:
    """A query with one saved search in it called otherwise."""
    clause = _clause(name)
    is_plain = re.fullmatch(r"[^\W_](?:[\w.-]*\w)?", new)
    return clause.sub(lambda found: found[1] + (new if is_plain else f'"{new}"'), text)
