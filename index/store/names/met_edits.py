"""Which edits of this archive are shared; which of them a collection knows, and whether they stood
when both last met.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.core.entity_edits import concerning
from index.store.file.thread_connections import Connection
from index.store.names.kept_edits import KeptEdit


@dataclass(frozen=True, slots=True)
class Met:
    """An edit that archive and collection both know: its number here, and whether it stood."""

    number: int
    stood: bool


def of_people(edits: Sequence[KeptEdit]) -> list[KeptEdit]:
    """The edits that people made, and those of the archive about names that these concern."""
    edited = {who for one in edits if one.by != "archive" for who in one.edit.about}
    chosen = concerning({one.number: one.edit for one in edits}, edited)
    return [one for one in edits if one.number in chosen]


def met(connection: Connection, collection: str) -> dict[str, Met]:
    """The edits that a collection knows, by their ids among archives."""
    rows = connection.execute(
        "SELECT id, edit, stood FROM shared_edit WHERE collection = ?", (collection,)
    )
    return {key: Met(number, bool(stood)) for key, number, stood in rows}


def known(connection: Connection) -> dict[int, str]:
    """The ids among archives of edits that came from a collection, or went to one."""
    return dict(connection.execute("SELECT edit, id FROM shared_edit ORDER BY collection"))


def remember(connection: Connection, collection: str, edits: Mapping[str, Met]) -> None:
    """Keep how both know some edits by now."""
    connection.executemany(
        "INSERT OR REPLACE INTO shared_edit (collection, id, edit, stood) VALUES (?, ?, ?, ?)",
        [(collection, key, one.number, one.stood) for key, one in edits.items()],
    )
