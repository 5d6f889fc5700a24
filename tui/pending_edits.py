"""Edits of names that are shown before they are kept, and what they would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Change, Edit, WatchedName
    from tui.asked import Asked

_READ_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Preview:
    """Paragraphs that would change; the first ones are read."""

    changes: Sequence[Change] = ()
    first: Sequence[Change] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """Edits that are shown before they are kept, and what they are called; without edits, the
    paragraphs of an entity, of a name of the watch list or of a correction (by number).
    """

    title: str
    edits: tuple[Edit, ...] = ()
    entity: int = 0
    watched: WatchedName | None = None
    correction: int = 0

    def preview(self, archive: Asked) -> Preview:
        """What would change, or is there; called in a thread."""
        if self.watched is not None:
            changes = archive.watched_names().naming(self.watched)
        elif self.correction:
            changes = archive.places.naming(self.correction)
        elif self.entity:
            changes = archive.entity_editor.naming(self.entity)
        else:
            changes = archive.entity_editor.preview(self.edits)
        return Preview(changes, changes[:_READ_AHEAD])
