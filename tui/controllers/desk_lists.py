"""The lists of the entity desk, as they are asked of an archive in threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tui.text import has_words

if TYPE_CHECKING:
    from index import Duplicate, EntityCount, EntityType, KeptEdit, ListedCorrection, WatchedName
    from tui.asked import Asked

PAIRS, NAMES = "likely duplicates", "all entities"
_DOUBTFUL, _WATCHED, _EDITS = "doubtful names", "watch list", "edits"
_TYPES: dict[str, EntityType] = {"people": "person", "organisations": "org", "places": "place"}
LISTS = (PAIRS, NAMES, *_TYPES, _DOUBTFUL, _WATCHED, _EDITS)
NONE = {PAIRS: "none found", _EDITS: "none yet", _WATCHED: "none yet"}
"""What is said of a list without rows, where that is more than that there are none."""

Rows: TypeAlias = "Sequence[Duplicate | EntityCount | KeptEdit | ListedCorrection | WatchedName]"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list by its name, and its filter. `edition` counts how often names were changed: what was
    worked out before is of no use after it.
    """

    name: str
    needle: str = ""
    edition: int = 0


class DeskLists:
    """Reads lists. While a filter is written, pairs are not looked for anew with every letter."""

    def __init__(self, archive: Asked) -> None:
        self._archive = archive
        self._edition = -1
        self._pairs: Sequence[Duplicate] = ()

    def read(self, wanted: Listing) -> Rows:
        """The rows of a list; called in a thread, one list at a time."""
        desk, needle = self._archive.entity_editor, wanted.needle
        if wanted.name == PAIRS:
            pairs = self._found(wanted)
            return [d for d in pairs if has_words(f"{d.one.name} {d.other.name}", needle)]
        if wanted.name == _EDITS:
            return self._edits(needle)
        if wanted.name == _WATCHED:
            names = self._archive.watched_names().names()
            return [one for one in names if has_words(" ".join((one.name, *one.forms)), needle)]
        if wanted.name == _DOUBTFUL:
            return desk.doubtful(needle)
        return desk.entities(needle, _TYPES.get(wanted.name))

    def _edits(self, needle: str) -> Rows:
        """The reader's own before what the archive settled, the last ones first."""
        edits = self._archive.entity_editor.kept()
        settled = [one for one in edits if one.by == "archive"]
        own = [one for one in edits if one.by != "archive"]
        every: list[KeptEdit | ListedCorrection] = [*own, *self._archive.places.kept()]
        said = sorted(every, key=lambda one: (one.at, one.number))
        return [one for one in (*said[::-1], *settled[::-1]) if has_words(str(one), needle)]

    def _found(self, wanted: Listing) -> Sequence[Duplicate]:
        if not wanted.needle or wanted.edition != self._edition:
            self._pairs = self._archive.entity_editor.duplicates()
            self._edition = wanted.edition
        return self._pairs


def row_key(row: object) -> object:
    """What a row of any list of the desk stands for, whatever is counted for it by now."""
    one, other = getattr(row, "one", row), getattr(row, "other", None)
    number = getattr(one, "entity", getattr(one, "number", str(one)))
    return number, getattr(other, "entity", None)
