"""The watch list: names that the reader wants found wherever a text has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.core.entity_edits import identity
from index.core.folding import fold
from index.core.watched_names import WatchedName, WatchList
from index.entities.editing import watch_file
from index.entities.editing.changes import Changes, Meant, Places
from index.library.undo import History, Progress, Stop
from index.store.database import Database
from index.store.names import entity_names, kept_corrections, kept_edits, watched_forms


class FindAnew(Protocol):
    """Finds names anew in the texts concerned by a change; in how many paragraphs others are."""

    def __call__(self, progress: Progress | None = None, stop: Stop | None = None) -> int: ...


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where texts have names that are to be watched for.

    `changes` are the paragraphs in which another would be meant than now, or somebody where now
    nobody is; `already` is how many times the name is found there without it, `within` how many
    times it is part of a longer name, which stays.
    """

    changes: Changes
    already: int
    within: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph has a watched name, and whom that means then.

    `is_so`: it means that already; `is_within`: it is left to a longer name.
    """

    paragraph: int
    start: int
    end: int
    means: Meant
    is_so: bool
    is_within: bool


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

    def text(self) -> str:
        """All names as a file (CSV) that can be read."""
        return watch_file.write(self.names())

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
            every = WatchList.of(_with(watched_forms.kept(self._database.connection), names))
            return self._occurrences(every, names)

    def naming(self, name: WatchedName) -> Changes:
        """The paragraphs of current texts that have a name, as a preview shows them."""
        with self._database.snapshot():
            every = WatchList.of(watched_forms.kept(self._database.connection))
            places = [place for place in self._places(every, [name]) if not place.is_within]
            return self._changes(places)

    def _occurrences(self, every: WatchList, names: Sequence[WatchedName]) -> Occurrences:
        """Parts what would be otherwise from what is so already, and from what stays."""
        places = self._places(every, names)
        within = sum(place.is_within for place in places)
        other = [place for place in places if not (place.is_within or place.is_so)]
        return Occurrences(self._changes(other), len(places) - within - len(other), within)

    def _changes(self, places: Iterable[_Place]) -> Changes:
        by_paragraph: Places = {}
        for one in places:
            by_paragraph.setdefault(one.paragraph, []).append((one.start, one.end, one.means))
        return Changes.newest_first(self._database, by_paragraph)

    def _places(self, every: WatchList, names: Sequence[WatchedName]) -> list[_Place]:
        """Where current texts have some names, when those of a list are watched for."""
        connection = self._database.connection
        wanted = {(one.type, one.name) for one in names}
        forms = [form for name in names for form in name.forms]
        having = {n: text for _, n, text in watched_forms.paragraphs_with(connection, forms)}
        numbers = entity_names.current(self._database, list(having))
        now = watched_forms.found(connection, numbers)
        edits = kept_edits.edits_of(kept_edits.kept(connection))
        places = []
        corrected = kept_corrections.in_paragraphs(connection, numbers)
        for number in numbers:
            text, known = having[number], now.get(number, [])
            means = {(one.start, one.end): (one.type, one.name) for one in known if one.name}
            stays = set(every.over(text, known))
            for found in every.find(text):
                # What the reader says of a place stays.
                said = any(
                    found.start < one.end and one.start < found.end
                    for one in corrected.get(number, ())
                )
                if (found.type, found.name) in wanted and not said:
                    surface = fold(text[found.start : found.end])
                    led = edits.lead(identity(found.type, found.name), surface)
                    # A name that is hidden takes away what stands within it, and shows nothing.
                    gone = None if led else _displaced(found[:2], means)
                    start, end = gone or found[:2]
                    place = _Place(
                        number,
                        start,
                        end,
                        (led.type, edits.names.get(led, found.name)) if led else None,
                        is_so=means.get((start, end)) == led,
                        is_within=found not in stays,
                    )
                    places.append(place)
        return places

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


def _displaced(span: tuple[int, int], means: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The first of the spans of names that another span would take the place of."""
    return next((each for each in means if each[0] < span[1] and span[0] < each[1]), None)


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
