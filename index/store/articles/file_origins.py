"""From which files articles were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from index.core.late_patterns import late
from index.core.number_lists import numbers_of
from index.store.articles.origins import file_of
from index.store.database import Database

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PAGE = late(r": [A-Za-z][A-Za-z0-9+.-]*://.*")
"""Where a page stands in an archive of the web."""

_IS_FILE = (
    "origin <> '' AND origin NOT LIKE '-%'"
    " AND origin NOT LIKE 'http:%' AND origin NOT LIKE 'https:%'"
)


def state(database: Database) -> tuple[int, int]:
    """Another one whenever an article was read from a file that it was not read from before. The
    first of both is the number of the newest text.
    """
    newest, revision = database.one(
        "SELECT (SELECT ifnull(max(number), 0) FROM version),"
        " (SELECT ifnull(max(number), 0) FROM revision)"
    )
    return newest, revision


def of_texts(database: Database, after: int) -> Iterator[tuple[int, str]]:
    """Articles with the files that their texts were read from, for the texts behind a number."""
    return _files(
        database.rows(
            f"SELECT article, origin FROM version WHERE number > ? AND {_IS_FILE}", (after,)
        )
    )


def met_besides(database: Database) -> Iterator[tuple[int, str]]:
    """Articles with the other files that they were met in."""
    return _files(database.rows(f"SELECT article, origin FROM source WHERE {_IS_FILE}"))


def articles_there(database: Database) -> NDArray[np.int64]:
    """All articles that were not taken out: for lists of files, that nobody waits for."""
    (listed,) = database.one("SELECT group_concat(number) FROM article WHERE current > 0")
    return numbers_of(listed or "")


def _files(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Articles with files, where rows have the place in the file behind it."""
    for article, origin in rows:
        file = origin
        if "://" in file:
            file = _PAGE.sub("", file)
        yield article, file_of(file) if file[-1:].isdigit() and ":" in file else file


def without_address(database: Database) -> Iterator[str]:
    """The origins of what was read from files and has no address, by which files are cited."""
    for (origin,) in database.rows(
        f"SELECT origin FROM version WHERE url = '' AND {_IS_FILE}"
        f" UNION SELECT origin FROM source WHERE url = '' AND {_IS_FILE}",
        (),
    ):
        yield origin
