"""The reader's corrections of single places, as the archive keeps them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from index.core.bookmark import Anchor
from index.core.correction import Correction, ListedCorrection, Placed, Target, WordPlace, stands
from index.core.values import CorrectionKind

_COLUMNS = (
    "number, at, kind, article, words, exact, prefix, suffix, ordinal, hash, start,"
    " to_type, to_name, role"
)
_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """A correction under its number, and when it was made (ISO 8601, UTC)."""

    number: int
    correction: Correction
    at: str

    @property
    def text(self) -> str:
        """All of it but the number, from which `read` makes it again."""
        return json.dumps(self._values[1:], ensure_ascii=False)

    @property
    def _values(self) -> tuple[int | str, ...]:
        """Its row."""
        one = self.correction
        anchor = one.anchor or Anchor(exact="", prefix="", suffix="", ordinal=0, hash=0)
        return (
            *(self.number, self.at, one.kind, one.article, one.words),
            *(anchor.exact, anchor.prefix, anchor.suffix, anchor.ordinal, anchor.hash, one.start),
            *((one.to.type, one.to.name) if one.to else ("", "")),
            one.role,
        )

    @classmethod
    def read(cls, number: int, text: str) -> KeptCorrection:
        """What `text` says."""
        return _of_row([number, *json.loads(text)])


def kept(
    connection: sqlite3.Connection, articles: Collection[int] | None = None
) -> list[KeptCorrection]:
    """The corrections of some articles, or all, in the order in which they were made."""
    among, values = "", list[str]()
    if articles is not None:
        among, values = f"WHERE article {_AMONG}", [json.dumps(sorted(articles))]
    rows = connection.execute(f"SELECT {_COLUMNS} FROM correction {among} ORDER BY number", values)
    return [_of_row(row) for row in rows]


def _of_row(row: Sequence[Any]) -> KeptCorrection:
    number, at, kind, article, words, exact, prefix, suffix, ordinal, hashed, start, *to, role = row
    anchor = Anchor(exact=exact, prefix=prefix, suffix=suffix, ordinal=ordinal, hash=hashed)
    correction = Correction(
        kind=kind,
        article=article,
        words=words,
        to=Target(*to) if to[1] else None,
        anchor=anchor if ordinal else None,
        start=start,
        role=role,
    )
    return KeptCorrection(number, correction, at)


def next_number(connection: sqlite3.Connection) -> int:
    """The number of the next correction; none is ever used again."""
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'correction'")
    return int((last.fetchone() or (0,))[0]) + 1


def insert(connection: sqlite3.Connection, some: Iterable[KeptCorrection]) -> None:
    """Keep corrections under their numbers, in a transaction. What they say is laid over names by
    `corrected_names`.
    """
    connection.executemany(
        f"INSERT INTO correction ({_COLUMNS}) VALUES ({', '.join('?' * 14)})",
        [one._values for one in some],
    )


def delete(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Keep corrections no longer, in a transaction."""
    connection.executemany("DELETE FROM correction WHERE number = ?", [(one,) for one in numbers])


def articles_with(connection: sqlite3.Connection) -> frozenset[int]:
    """The articles of which anything is corrected."""
    rows = connection.execute("SELECT DISTINCT article FROM correction")
    return frozenset(row[0] for row in rows)


def in_text(
    connection: sqlite3.Connection, article: int, version: int, paragraphs: Sequence[str]
) -> dict[int, list[Placed]]:
    """Where corrections of an article lie in one of its texts, by paragraph, from 0."""
    return _placed(connection, kept(connection, [article]), version, paragraphs, "name")


def in_paragraphs(
    connection: sqlite3.Connection, paragraphs: Sequence[int], kind: CorrectionKind = "name"
) -> dict[int, list[Placed]]:
    """Where corrections of a kind lie in some paragraphs, by the numbers of these. All paragraphs
    of their texts are read, where anything is corrected in the article.
    """
    if connection.execute("SELECT 1 FROM correction LIMIT 1").fetchone() is None:
        return {}
    corrections: dict[int, list[KeptCorrection]] = defaultdict(list)
    for one in kept(connection):
        corrections[one.correction.article].append(one)
    texts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    versions: dict[int, tuple[int, int]] = {}
    for version, article, place, number, text in connection.execute(
        "SELECT v.number, v.article, v.version, p.number, p.text FROM"
        f" (SELECT DISTINCT version FROM paragraph WHERE number {_AMONG}) w"
        " CROSS JOIN version v ON v.number = w.version"
        " CROSS JOIN paragraph p ON p.version = v.number"
        f" WHERE v.article {_AMONG} ORDER BY v.number, p.ordinal",
        (json.dumps(list(paragraphs)), json.dumps(sorted(corrections))),
    ):
        texts[version].append((number, text))
        versions[version] = article, place
    wanted = set(paragraphs)
    found: dict[int, list[Placed]] = {}
    for version, numbered in texts.items():
        article, place = versions[version]
        own = [text for _, text in numbered]
        placed = _placed(connection, corrections[article], place, own, kind)
        found |= {numbered[at][0]: some for at, some in placed.items() if numbered[at][0] in wanted}
    return found


def _placed(
    connection: sqlite3.Connection,
    corrections: Iterable[KeptCorrection],
    version: int,
    paragraphs: Sequence[str],
    kind: CorrectionKind,
) -> dict[int, list[Placed]]:
    found: dict[int, list[Placed]] = defaultdict(list)
    for number, said in [
        (one.number, one.correction) for one in corrections if one.correction.kind == kind
    ]:
        alone = said.anchor is not None
        for at, start, end in _stands(connection, said, version, paragraphs):
            found[at].append(Placed(start, end, number, said.to, alone, said.role))
    return found


def _stands(
    connection: sqlite3.Connection, said: Correction, version: int, paragraphs: Sequence[str]
) -> list[WordPlace]:
    """Where a correction lies in the text of a version of its article."""
    return stands(said, paragraphs, lambda: _beside(connection, said, version))


def _beside(connection: sqlite3.Connection, said: Correction, version: int) -> list[str]:
    """What stood beside the paragraph of a correction in the versions up to one, or in the first
    one that has it where that is a later one.
    """
    rows = connection.execute(
        "WITH those AS (SELECT v.version AS place, v.number FROM version v"
        " CROSS JOIN paragraph o ON o.version = v.number AND o.text = ? WHERE v.article = ?)"
        " SELECT DISTINCT p.text FROM those h CROSS JOIN paragraph p ON p.version = h.number"
        " WHERE h.place <= max(?, (SELECT min(place) FROM those))",
        (said.anchor.exact if said.anchor else "", said.article, version),
    )
    return [row[0] for row in rows]


def listed(connection: sqlite3.Connection) -> list[ListedCorrection]:
    """All corrections, the last one first."""
    every = {one.number: one for one in kept(connection)}
    rows = connection.execute(
        "SELECT c.number, a.id, v.title, (SELECT count(*) FROM"
        " (SELECT paragraph FROM corrected_place WHERE correction = c.number"
        " UNION ALL SELECT paragraph FROM corrected_quote WHERE correction = c.number) l"
        " CROSS JOIN paragraph p ON p.number = l.paragraph AND p.version = v.number)"
        " FROM correction c"
        " CROSS JOIN article a ON a.number = c.article"
        " CROSS JOIN version v ON v.article = a.number AND v.version = abs(a.current)"
        " ORDER BY c.number DESC"
    )
    return [
        ListedCorrection(number, every[number].correction, every[number].at, *rest)
        for number, *rest in rows
    ]


def lost(connection: sqlite3.Connection, article: str) -> list[Correction]:
    """The corrections of an article (by its id) that lay in the version before the one it has now,
    and whose words are not there any more.
    """
    row = connection.execute(
        "SELECT number, abs(current) FROM article WHERE id = ?", (article,)
    ).fetchone()
    corrections = kept(connection, [row[0]]) if row else []
    if not corrections:
        return []
    texts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for version, *paragraph in connection.execute(
        "SELECT v.version, p.number, p.text FROM version v"
        " CROSS JOIN paragraph p ON p.version = v.number"
        " WHERE v.article = ? AND v.version >= ? - 1 ORDER BY v.version, p.ordinal",
        row,
    ):
        texts[version].append((paragraph[0], paragraph[1]))

    def is_in(said: Correction, version: int) -> bool:
        return bool(_stands(connection, said, version, [text for _, text in texts[version]]))

    said = [one.correction for one in corrections]
    return [one for one in said if is_in(one, row[1] - 1) and not is_in(one, row[1])]


def article_numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """The numbers of all articles, by their ids."""
    return dict(connection.execute("SELECT id, number FROM article").fetchall())


_WHERE: dict[CorrectionKind, str] = {"name": "corrected_place", "speaker": "corrected_quote"}


def covering(
    connection: sqlite3.Connection,
    paragraph: int,
    start: int,
    end: int,
    kind: CorrectionKind = "name",
) -> list[int]:
    """The corrections of a kind that lie in a part of a paragraph."""
    rows = connection.execute(
        f"SELECT correction FROM {_WHERE[kind]} WHERE paragraph = ? AND start < ? AND end > ?"
        " ORDER BY start",
        (paragraph, end, start),
    )
    return [row[0] for row in rows]


def places_of(connection: sqlite3.Connection, number: int) -> list[tuple[int, int, int]]:
    """Paragraph, start and end of all places in which a correction lies."""
    return connection.execute(
        "SELECT paragraph, start, end FROM corrected_place WHERE correction = :number"
        " UNION ALL SELECT paragraph, start, end FROM corrected_quote WHERE correction = :number"
        " ORDER BY 1, 2",
        {"number": number},
    ).fetchall()


def text_around(
    connection: sqlite3.Connection, paragraph: int
) -> tuple[int, list[tuple[int, str]]]:
    """The article that holds a paragraph, 0 for none, and number and text of each paragraph of
    the version it stands in.
    """
    rows = connection.execute(
        "SELECT v.article, p.number, p.text FROM paragraph o"
        " CROSS JOIN version v ON v.number = o.version"
        " CROSS JOIN paragraph p ON p.version = v.number WHERE o.number = ? ORDER BY p.ordinal",
        (paragraph,),
    ).fetchall()
    return (rows[0][0] if rows else 0), [row[1:] for row in rows]


def is_named(connection: sqlite3.Connection, paragraph: int, start: int, end: int) -> bool:
    """Whether a name stands in a part of a paragraph."""
    row = connection.execute(
        "SELECT 1 FROM mention WHERE paragraph = ? AND start < ? AND end > ?",
        (paragraph, end, start),
    ).fetchone()
    return row is not None
