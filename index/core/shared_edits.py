"""Edits of names as many share them: each told once, by whom and when, and never changed again.

An edit that is taken back stays, and that it is is told as well; so is that it is made again. What
stands is worked out of all that was told, in whatever order it came: two who edit at once lose
nothing, and all who know the same see the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from index.core.entity_edits import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedEdit:
    """Something told of names: an edit, or (`of`) that one is taken back or made again.

    `order` is when, in microseconds since 1970, and later than all that was known when it was told:
    edits apply in this order. `at` is when it was made, ISO 8601, `by` the person.
    """

    id: str
    order: int
    at: str
    by: str
    edit: Edit | None = None
    of: str = ""
    taken_back: bool = False

    @property
    def place(self) -> tuple[int, str]:
        """Its place among others."""
        return self.order, self.id


def standing(told: Iterable[SharedEdit]) -> list[SharedEdit]:
    """The edits that are not taken back, in order."""
    every = sorted({one.id: one for one in told}.values(), key=lambda one: one.place)
    gone: dict[str, bool] = {one.of: one.taken_back for one in every if one.edit is None}
    return [one for one in every if one.edit is not None and not gone.get(one.id)]


def told_by(archive: str, number: int, at: str, edit: Edit) -> str:
    """The id among archives of an edit that one of them has made, the how manieth there."""
    text = json.dumps([archive, number, at, asdict(edit)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def microseconds(at: str) -> int:
    """A moment in ISO 8601 as an order."""
    return round(datetime.fromisoformat(at).timestamp() * 1_000_000)
