"""Mentions as rows: what was found in paragraphs, what corrections lie over it, and taking both
away.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from index.core.correction import Laid
from index.core.folding import fold
from index.core.mention import Mention
from index.core.values import EntityType

Found = tuple[int, int, EntityType, str, float]
"""Where a recogniser found whom: start, end, type and key of the entity, confidence."""

Beneath = tuple[list[tuple[int, int, int]], list[Found]]
"""Where corrections lie in a paragraph (start, end, number), and what was found beneath them."""

NOTHING: Beneath = ([], [])


def beneath_of(laid: Laid) -> Beneath:
    """The same of what is to be kept."""
    return ([place[:3] for place in laid.places], of(laid.displaced)) if laid.places else NOTHING


def of(mentions: Iterable[Mention]) -> list[Found]:
    """Mentions as `found` has them."""
    return sorted(map(_as_found, mentions))


def _as_found(mention: Mention) -> Found:
    name = fold(mention.name) or mention.name
    return mention.start, mention.end, mention.type, name, round(mention.confidence, 3)


def found(connection: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, list[Found]]:
    """What a recogniser found in paragraphs when they were read, wherever edits lead it, in order
    of place.
    """
    wanted = json.dumps(list(paragraphs))
    known: dict[int, list[Found]] = {}
    for number, *rest in connection.execute(
        "SELECT m.paragraph, m.start, m.end, e.type, e.key, m.confidence FROM json_each(?) j"
        " JOIN mention m ON m.paragraph = j.value"
        " JOIN entity e ON e.number = coalesce(m.found, m.entity)"
        " UNION ALL"
        " SELECT m.paragraph, m.start, m.end, e.type, e.key, m.confidence FROM json_each(?) j"
        " JOIN mention_hidden m ON m.paragraph = j.value JOIN entity e ON e.number = m.found",
        (wanted, wanted),
    ):
        known.setdefault(number, []).append(tuple(rest))
    for mentions in known.values():
        mentions.sort()
    return known


def beneath(connection: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, Beneath]:
    """Of those paragraphs that are corrected, where corrections lie and what is beneath them."""
    wanted = (json.dumps(list(paragraphs)),)
    known: dict[int, Beneath] = {}
    for number, *place in connection.execute(
        "SELECT c.paragraph, c.start, c.end, c.correction FROM json_each(?) j"
        " CROSS JOIN corrected_place c ON c.paragraph = j.value ORDER BY 1, 2",
        wanted,
    ):
        known.setdefault(number, ([], []))[0].append(tuple(place))
    for number, *rest in connection.execute(
        "SELECT d.paragraph, d.start, d.end, e.type, e.key, d.confidence FROM json_each(?) j"
        " CROSS JOIN mention_displaced d ON d.paragraph = j.value"
        " CROSS JOIN entity e ON e.number = d.found ORDER BY 1, 2",
        wanted,
    ):
        known.setdefault(number, ([], []))[1].append(tuple(rest))
    return known


def as_found(connection: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, list[Mention]]:
    """What was found in paragraphs, in order, as if nothing had been corrected."""
    wanted = json.dumps(list(paragraphs))
    called = "e.type, CASE e.original WHEN '' THEN e.name ELSE e.original END, e.key"
    found: dict[int, list[Mention]] = {}
    for number, start, end, kind, name, key, confidence in connection.execute(
        f"SELECT m.paragraph, m.start, m.end, {called}, m.confidence FROM json_each(:wanted) j"
        " CROSS JOIN mention m ON m.paragraph = j.value"
        f" CROSS JOIN entity e ON e.number = coalesce(m.found, m.entity) WHERE {_AS_FOUND}"
        f" UNION ALL SELECT m.paragraph, m.start, m.end, {called}, m.confidence"
        " FROM json_each(:wanted) j CROSS JOIN mention_hidden m ON m.paragraph = j.value"
        f" CROSS JOIN entity e ON e.number = m.found WHERE {_AS_FOUND}"
        f" UNION ALL SELECT m.paragraph, m.start, m.end, {called}, m.confidence"
        " FROM json_each(:wanted) j CROSS JOIN mention_displaced m ON m.paragraph = j.value"
        " CROSS JOIN entity e ON e.number = m.found",
        {"wanted": wanted},
    ):
        own = name if (fold(name) or name) == key else key
        found.setdefault(number, []).append(Mention(start, end, kind, own, confidence))
    for mentions in found.values():
        mentions.sort()
    return found


_AS_FOUND = (
    "NOT EXISTS (SELECT 1 FROM corrected_place c"
    " WHERE c.paragraph = m.paragraph AND c.start = m.start)"
)


def take_away(
    connection: sqlite3.Connection, paragraphs: Sequence[tuple[int, str]]
) -> set[tuple[int, int, str]]:
    """Delete the mentions of paragraphs; whom they meant, whom the recogniser did, and by which
    words, of those that meant anybody. Whom the hidden ones meant counts as both.
    """
    texts = dict(paragraphs)
    wanted = (json.dumps(list(texts)),)
    chosen = "WHERE paragraph IN (SELECT value FROM json_each(?))"
    gone = connection.execute(
        f"SELECT paragraph, start, end, entity, coalesce(found, entity) FROM mention {chosen}",
        wanted,
    ).fetchall()
    gone += connection.execute(
        f"SELECT paragraph, start, end, found, found FROM mention_hidden {chosen}", wanted
    ).fetchall()
    gone += connection.execute(
        f"SELECT paragraph, start, end, found, found FROM mention_displaced {chosen}", wanted
    ).fetchall()
    for table in ("mention", "mention_hidden", "mention_displaced", "corrected_place"):
        connection.execute(f"DELETE FROM {table} {chosen}", wanted)
    return {
        (entity, found, texts[paragraph][start:end])
        for paragraph, start, end, entity, found in gone
    }
