"""The watch list: names that the reader wants found wherever a text has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.core.entity_edits import identity
from index.core.folding import fold
from index.core.watched_names import WatchedName, WatchList
from index.entities import watch_file
from index.entities.changes import Changes, Places
from index.library.undo import History, Progress, Stop
from index.store import kept_edits, watched_forms
from index.store.database import Connection, Database


class FindAnew(Protocol):
    """Finds names anew in the texts concerned by a change; in how many paragraphs others are."""

    def __call__(self, progress: Progress | None = None, stop: Stop | None = None) -> int: ...


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where texts have names that are to be watched for.

    `changes` are the paragraphs in which another would be meant than now, or somebody where now
    nobody is; `already` is how many times the name is found there without it.
    """

    changes: Changes
    already: int


class WatchedNames:
    """The watched names of an archive.

    They lie over what the recogniser finds: at import, and whenever names are found anew. A change
    is a step of undo, and makes the texts concerned be gone through by `find_anew`.
    """

    def __init__(self, database: Database, history: History, find_anew: FindAnew) -> None:
        self._database = database
        self._history = history
        self._find_anew = find_anew

    @staticmethod
    def read(text: str) -> list[WatchedName]:
        """The names in the text of a file (CSV). Raises InputError that names what is wrong."""
        return watch_file.read(text)

    def names(self) -> Sequence[WatchedName]:
        """All of them, in the order of type and name."""
        with self._database.snapshot():
            return watched_forms.kept(self._database.connection)

    def texts(self, names: Sequence[WatchedName]) -> int:
        """How many texts have any of some names, before they are watched for."""
        forms = [form for name in names for form in name.forms]
        with self._database.snapshot():
            return len(watched_forms.texts_with(self._database.connection, forms))

    def preview(self, names: Sequence[WatchedName]) -> Occurrences:
        """Where current texts have some names, before they are watched for."""
        with self._database.snapshot():
            connection = self._database.connection
            return self._occurrences(connection, _places(connection, names))

    def naming(self, name: WatchedName) -> Changes:
        """The paragraphs of current texts that have a name, as a preview shows them."""
        with self._database.snapshot():
            places = _places(self._database.connection, [name])
            return Changes.newest_first(self._database, places)

    def _occurrences(self, connection: Connection, places: Places) -> Occurrences:
        """Parts what would be otherwise from what is so already."""
        now = watched_forms.meant(connection, list(places))
        other: Places = {}
        already = 0
        for number, found in places.items():
            for start, end, after in found:
                means = now.get((number, start, end))
                if means == (identity(*after) if after else None):
                    already += 1
                else:
                    other.setdefault(number, []).append((start, end, after))
        return Occurrences(Changes.newest_first(self._database, other), already)

    def add(
        self,
        names: Sequence[WatchedName],
        *,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> int:
        """Watch for names; in how many paragraphs that changed who is named.

        Raises ArchiveBusy when another process is importing: the names are kept, and found when
        that is over. When `stop` says so, the rest is found later, too. Can be undone.
        """
        with self._history.step(f"watching for {_called(names)}") as step:
            step.did(watched_forms.add(self._database, names))
        return self._find_anew(progress, stop)

    def remove(
        self,
        names: Sequence[WatchedName],
        *,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> int:
        """Watch for names no longer; see `add`."""
        with self._history.step(f"no longer watching for {_called(names)}") as step:
            step.did(watched_forms.remove(self._database, names))
        return self._find_anew(progress, stop)


def _places(connection: Connection, names: Sequence[WatchedName]) -> Places:
    """Where texts have some names, and whom they mean there once they are watched for."""
    wanted = {(one.type, one.name) for one in names}
    forms = [form for name in names for form in name.forms]
    edits = kept_edits.edits_of(kept_edits.kept(connection))
    every = WatchList.of(_with(watched_forms.kept(connection), names))
    places: Places = {}
    for _, number, text in watched_forms.paragraphs_with(connection, forms):
        for found in every.find(text):
            if (found.type, found.name) in wanted:
                surface = fold(text[found.start : found.end])
                led = edits.lead(identity(found.type, found.name), surface)
                name = edits.names.get(led, found.name) if led else ""
                after = (led.type, name) if led else None
                places.setdefault(number, []).append((found.start, found.end, after))
    return places


def _called(names: Sequence[WatchedName]) -> str:
    return names[0].name if len(names) == 1 else f"{len(names)} names"


def _with(kept: Sequence[WatchedName], names: Sequence[WatchedName]) -> list[WatchedName]:
    """The watched names as they are once some are added: a form belongs to one name."""
    new = {form for name in names for form in name.forms}
    rest = [
        WatchedName(one.type, one.name, tuple(form for form in one.forms if form not in new))
        for one in kept
    ]
    return [*rest, *names]
