"""The edits of names that all who use a collection share: told to it, and followed as they come."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Protocol

from index.core.dates import now
from index.core.entity_edits import Edit
from index.core.errors import InputError
from index.core.led_names import AS_FOUND, LedNames
from index.core.shared_edits import SharedEdit, standing
from index.engines.opensearch.bulk import Action
from index.sharing.edit_documents import read, telling

_AT_ONCE = 5_000
_AS_OLD = 1.0
"""Seconds after which it is asked whether something was told since."""


class Write(Protocol):
    """Writes, as `BulkWriter` does."""

    def __call__(self, actions: Sequence[Action], *, shown: bool) -> object: ...


class CollectionEdits:
    """What is told of names in one collection. All raises what `Collection` does.

    `index` says what the index is called now, `search` answers a search of it. Used by several
    threads.
    """

    def __init__(
        self,
        index: Callable[[], str],
        *,
        search: Callable[[str, dict[str, Any]], Any],
        write: Write,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._index, self._search, self._write, self._clock = index, search, write, clock
        self._told: dict[str, SharedEdit] = {}
        self._followed = ""
        self._documents = 0
        self._last: list[Any] = []
        self._names = AS_FOUND
        self._asked: float | None = None
        self._guard = threading.Lock()

    def names(self) -> LedNames:
        """Whom names mean, as of a second ago or later."""
        if self._asked is None or self._clock() - self._asked >= _AS_OLD:
            self.told()
        return self._names

    @property
    def last_known(self) -> LedNames:
        """The same as it was last told, without asking."""
        return self._names

    def standing(self) -> list[SharedEdit]:
        """The edits that are not taken back, in order, as of now."""
        return standing(self.told())

    def edits(self) -> list[Edit]:
        """The same, without by whom they are."""
        return [one.edit for one in self.standing() if one.edit is not None]

    def told(self) -> Sequence[SharedEdit]:
        """All that was told, as of now. What cannot be read is left out."""
        with self._guard:
            asked = self._clock()
            if self._follow():
                edits = [one.edit for one in standing(self._told.values()) if one.edit]
                self._names = LedNames(edits)
            self._asked = asked
            return tuple(self._told.values())

    def _follow(self) -> bool:
        """Read what was told since it was last asked; whether anything was."""
        changed, index = False, self._index()
        if index != self._followed:
            # Another order of what was told, which is kept.
            self._followed, self._documents, self._last = index, 0, []
        while True:
            answer = self._search(index, self._question())
            hits, total = answer["hits"]["hits"], answer["hits"]["total"]["value"]
            if total < self._documents + len(hits):
                # Whoever runs the cluster has taken something away: all is read anew.
                self._told, self._documents, self._last = {}, 0, []
                changed = True
                continue
            self._told |= _read(hits)
            if hits:
                self._documents, self._last = self._documents + len(hits), hits[-1]["sort"]
            changed = changed or bool(hits)
            if len(hits) < _AT_ONCE:
                return changed

    def _question(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "size": _AT_ONCE,
            "sort": [{"_seq_no": "asc"}],
            "track_total_hits": True,
        }
        return body | ({"search_after": self._last} if self._last else {})

    def add(self, edits: Sequence[Edit], by: str) -> list[SharedEdit]:
        """Make edits for all, in the name of a person; seen by all within a second."""
        return self._new([{"edit": edit} for edit in edits], by)

    def take_back(self, ids: Sequence[str], by: str, *, again: bool = False) -> list[SharedEdit]:
        """Take edits back for all, or (`again`) make again what was taken back."""
        return self._new([{"of": one, "taken_back": not again} for one in ids], by)

    def _new(self, what: Sequence[dict[str, Any]], by: str) -> list[SharedEdit]:
        if not what:
            return []
        latest = max((one.order for one in self.told()), default=0)
        first = max(latest + 1, time.time_ns() // 1_000)
        made = [
            SharedEdit(id=secrets.token_hex(12), order=first + place, at=now(), by=by, **one)
            for place, one in enumerate(what)
        ]
        self.tell(made)
        return made

    def tell(self, told: Sequence[SharedEdit]) -> None:
        """Tell what the collection may know already: it is kept once."""
        index = self._index()
        self._write([telling(one, index) for one in told], shown=True)
        self._asked = None


def _read(hits: Sequence[Any]) -> dict[str, SharedEdit]:
    """What some documents tell, those that can be read."""
    told = {}
    for hit in hits:
        with suppress(InputError):
            told[hit["_id"]] = read(hit["_id"], hit["_source"])
    return told
