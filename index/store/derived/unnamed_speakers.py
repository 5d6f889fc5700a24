"""Speakers without a name, as texts write them: “a senior official in the White House”."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from index.core.folding import fold
from index.core.late_patterns import late
from index.store.database import Database

# What stands behind the noun that says what somebody is.
_BEHIND = late(r"\b(?:of|for|at|with|from|in|on|to|by|who|that|which|near|inside|within|close)\b")

# The same in German, French, Spanish, Italian, Portuguese and Dutch, where one of their articles
# begins: some of these are other words in English. Both as `fold` writes them.
_ARTICLES = frozenset(
    """der die das ein eine le la les un une el los las una il lo gli uno o os um uma de het een
    sein seine ihr ihre son sa su suo sua seu zijn haar""".split()
)
_BEHIND_ELSEWHERE = late(
    r"\b(?:d|de|du|des|der|von|vom|im|aus|bei|beim|fur|van|voor|del|della|dello|dell|dei|degli|delle|di"
    r"|da|do|das|dos|en|em|na|no|au|aux|nella|qui|que|che|die)\b"
)


def keep(connection: sqlite3.Connection, paragraphs: Sequence[int]) -> None:
    """Keep how the speakers of the quotes of some paragraphs are written, where that is not known
    yet, in a transaction.
    """
    rows = connection.execute(
        "SELECT q.paragraph, q.place, substr(p.text, q.speaker + 1, q.speaker_end - q.speaker)"
        " FROM json_each(:paragraphs) j CROSS JOIN quote q ON q.paragraph = j.value"
        " AND q.source IS NULL AND q.speaker_end > 0 AND NOT EXISTS (SELECT 1 FROM unnamed_speaker"
        " WHERE paragraph = q.paragraph AND place = q.place)"
        " CROSS JOIN paragraph p ON p.number = q.paragraph"
        # Those who are written as the reader has said.
        " UNION ALL SELECT s.paragraph, s.place, s.words FROM json_each(:paragraphs) j"
        " CROSS JOIN quote_speaker s ON s.paragraph = j.value AND s.found IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM unnamed_speaker"
        " WHERE paragraph = s.paragraph AND place = s.place)",
        {"paragraphs": json.dumps(list(paragraphs))},
    ).fetchall()
    written = ((paragraph, place, fold(words)) for paragraph, place, words in rows)
    connection.executemany(
        "INSERT INTO unnamed_speaker VALUES (?, ?, ?, ?)",
        [(paragraph, place, head_of(words), words) for paragraph, place, words in written if words],
    )


def head_of(words: str) -> str:
    """The noun that says what somebody is: the “official” of “a senior official in the House”."""
    first = words.split(maxsplit=1)[0]
    if first in _ARTICLES:
        behind = _BEHIND_ELSEWHERE.search(words, len(first) + 1)
    else:
        behind = _BEHIND.search(words, 1)
    return (words[: behind.start()] if behind else words).split()[-1]


def quotes_by(database: Database, name: str, *, begun: bool = False) -> list[tuple[int, int]]:
    """The quotes of those who are written with all words of a name, among them what they are:
    paragraph and place in it, in order. Of “an aide to Ann Lee” the aide is who speaks, so that
    “Lee” alone does not find it. One and several are the same; `begun`: the last word may be the
    beginning of one.
    """
    words = fold(name).split()
    if not words:
        return []
    heads = heads_for(words)
    last = words[-1] if begun else ""
    rows = database.all(
        "SELECT paragraph, place, head, words FROM unnamed_speaker"
        " WHERE head IN (SELECT value FROM json_each(:heads))"
        " OR (:last <> '' AND head >= :last AND head < :last || char(1114111))"
        " ORDER BY paragraph, place",
        {"heads": json.dumps(sorted(heads)), "last": last},
    )
    return [
        (paragraph, place)
        for paragraph, place, head, written in rows
        if goes_by(written.split(), head, words, begun=begun)
    ]


def heads_for(words: Sequence[str]) -> set[str]:
    """What those may be that are written with some words: one or several."""
    return {form for word in words for form in (word, f"{word}s", word.removesuffix("s")) if form}


def goes_by(written: Sequence[str], head: str, words: Sequence[str], *, begun: bool) -> bool:
    """Whether all words are among those that are written."""
    known = {*written, f"{head}s", head.removesuffix("s")}
    *whole, last = words
    if not known.issuperset(whole):
        return False
    return last in known or (begun and any(word.startswith(last) for word in written))


def quotes_for(database: Database, entities: Sequence[int]) -> list[tuple[int, int]]:
    """The quotes of those who speak for one of some entities, with a name or without one."""
    return database.all(
        "SELECT DISTINCT q.paragraph, q.place FROM json_each(?) j"
        " CROSS JOIN mention m ON m.entity = j.value"
        " CROSS JOIN quote q ON q.paragraph = m.paragraph AND q.behalf = m.start"
        " ORDER BY 1, 2",
        (json.dumps([int(number) for number in entities]),),
    )
