"""Names that stood in texts which are deleted for good: those that nothing names any more are
forgotten with them. Within a transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from index.store.names import edited_entities, kept_edits, name_forms, unsettled

_MENTIONED = (
    "FROM version v CROSS JOIN paragraph p ON p.version = v.number"
    " CROSS JOIN {table} m ON m.paragraph = p.number"
    " WHERE v.article IN (SELECT value FROM json_each(:articles))"
)
_ENTITIES = " UNION ".join(
    f"SELECT m.{column} {_MENTIONED.format(table=table)} AND m.{column} IS NOT NULL"
    for table, column in (
        *(("mention", "entity"), ("mention", "found")),
        *(("mention_hidden", "found"), ("mention_displaced", "found")),
        *(("quote_speaker", "found"), ("quote_speaker", "entity")),
    )
)
_FORMS = " UNION ".join(
    f"SELECT m.form {_MENTIONED.format(table=table)} AND m.form IS NOT NULL"
    for table in ("mention", "mention_hidden")
)


class Named(NamedTuple):
    """Whom some texts name, by number, and the numbers of the ways in which they write it."""

    entities: Collection[int]
    forms: Collection[int]


def named_in(connection: sqlite3.Connection, articles: Collection[int]) -> Named:
    """Whom all texts of some articles name, or named before an edit led elsewhere."""
    values = {"articles": json.dumps(sorted(articles))}
    entities, forms = (
        [row[0] for row in connection.execute(statement, values)]
        for statement in (_ENTITIES, _FORMS)
    )
    return Named(entities, forms)


def forget(connection: sqlite3.Connection, named: Named) -> None:
    """Once those texts are gone: forget whom no other names, what others are called nowhere else,
    and what the archive itself had settled of names that are gone. What the reader said of names
    stays.
    """
    keys = unsettled.called(connection, named.entities)
    edited_entities.prune(connection, named.entities)
    name_forms.prune(connection, named.forms)
    before = kept_edits.kept(connection)
    after = [
        one
        for one in before
        if one.by != "archive" or kept_edits.numbered(connection, one.edit.source)
    ]
    if len(after) < len(before):
        kept_edits.change(connection, before, after)
    edits = kept_edits.edits_of(after)
    rows = connection.execute(
        "SELECT number FROM entity WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(named.entities)),),
    )
    left = [row[0] for row in rows.fetchall()]
    for number in left:
        edited_entities.write_aliases(connection, number, edits)
    # Who is who may be another question without what stood in those texts.
    unsettled.settle(connection, keys)
    unsettled.note(connection, left)
