"""Making corrections of single places and taking them back: names follow at once, in all versions
of the article, and quotes are to be found anew there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from index.core.correction import Correction
from index.core.dates import now
from index.store.articles.bulk_insert import Rows
from index.store.database import Database
from index.store.derived import quote_writing, stages
from index.store.derived.quote_writing import QUOTES
from index.store.library.undo_log import Change, Exchanged
from index.store.names import kept_corrections, unsettled
from index.store.names.kept_corrections import KeptCorrection
from index.store.names.mention_rows import as_found
from index.store.names.mentions import MentionWriter
from index.store.revisions import revise_paragraphs, revise_texts


def add(
    database: Database, corrections: Sequence[Correction], instead: Collection[int] = ()
) -> list[Change]:
    """Make corrections, inside a transaction, in the place of others, by number; what a step of
    undo keeps of it.
    """
    connection = database.connection
    first = kept_corrections.next_number(connection)
    added = [KeptCorrection(first + at, one, now()) for at, one in enumerate(corrections)]
    gone = _those(connection, instead)
    _change(connection, added, gone)
    return [*_changes(gone, back=True), *_changes(added)]


def remove(database: Database, numbers: Collection[int]) -> list[Change]:
    """Take corrections back, inside a transaction, whenever they were made."""
    gone = _those(database.connection, numbers)
    _change(database.connection, [], gone)
    return _changes(gone, back=True)


def exchange(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Put back and take away corrections, those that are there as the changes expect, and whose
    article is there.
    """
    connection = database.connection
    there = {str(one.number): one for one in kept_corrections.kept(connection)}
    articles = {row[0] for row in connection.execute("SELECT number FROM article")}
    done, added, gone = [], [], []
    for one in changes:
        before = there.get(one.key)
        if (before.text if before else None) != one.old:
            continue
        if before is not None:
            gone.append(before)
        if one.new is not None:
            again = KeptCorrection.read(int(one.key), one.new)
            if again.correction.article not in articles:
                continue
            added.append(again)
        done.append(one)
    _change(connection, added, gone)
    return Exchanged(done, len(changes) - len(done))


def _those(connection: sqlite3.Connection, numbers: Collection[int]) -> list[KeptCorrection]:
    return [one for one in kept_corrections.kept(connection) if one.number in numbers]


def _changes(some: Iterable[KeptCorrection], *, back: bool = False) -> list[Change]:
    made = [Change("correction", str(one.number), None, one.text) for one in some]
    return [one.back for one in made] if back else made


def _change(
    connection: sqlite3.Connection,
    added: Sequence[KeptCorrection],
    gone: Sequence[KeptCorrection],
) -> None:
    kept_corrections.delete(connection, [one.number for one in gone])
    kept_corrections.insert(connection, added)
    _lay_anew(connection, {one.correction.article for one in (*added, *gone)})


def _lay_anew(connection: sqlite3.Connection, articles: Collection[int]) -> None:
    """Make names and quotes of articles what they would be had they been found with the corrections
    there are.
    """
    paragraphs: dict[int, tuple[int, str]] = {
        number: (version, text)
        for version, number, text in connection.execute(
            "SELECT p.version, p.number, p.text FROM version v"
            " CROSS JOIN paragraph p ON p.version = v.number"
            " WHERE v.article IN (SELECT value FROM json_each(?)) ORDER BY p.number",
            (json.dumps(sorted(articles)),),
        )
    }
    writer, rows = MentionWriter(), Rows(connection, 0, now())
    writer.begin(connection)
    texts = [(number, text) for number, (_, text) in paragraphs.items()]
    changed = writer.replace(rows, texts, as_found(connection, [*paragraphs]))
    unsettled.note(connection, _named_in(connection, changed))
    revise_paragraphs(connection, changed)
    for version in sorted({paragraphs[number][0] for number in changed}):
        stages.mark(connection, QUOTES, version, version, "")
    # Where quotes begin and end stands in the index with the words.
    revise_texts(connection, quote_writing.correct(connection, [*paragraphs]))


def _named_in(connection: sqlite3.Connection, paragraphs: Collection[int]) -> set[int]:
    rows = connection.execute(
        "SELECT m.entity, m.found FROM json_each(?) j"
        " CROSS JOIN mention m ON m.paragraph = j.value",
        (json.dumps(sorted(paragraphs)),),
    )
    return {number for row in rows for number in row if number is not None}
