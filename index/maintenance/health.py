"""Looking after an archive: what it holds, and whether all of it is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from index.core.errors import ArchiveError
from index.core.files import replacing
from index.core.reports import DateProblem, Stats
from index.engines.contract import EngineIndex
from index.engines.indexing import look_at_rows
from index.maintenance.consistency import differences
from index.store import catching_up, statistics
from index.store.articles import date_checks
from index.store.database import Database
from index.store.file.repair import Repaired, copy_sound


def stats(database: Database, fulltext: EngineIndex) -> Stats:
    """What an archive holds, in numbers."""
    return Stats(**statistics.totals(database), index_bytes=fulltext.bytes)


def date_problems(database: Database) -> Iterator[DateProblem]:
    """The articles that are undated or whose dates cannot well be right, in order of import."""
    for number, key, title, outlet, origin, date, date_from, imported in date_checks.doubtful(
        database
    ):
        yield DateProblem(
            article=number,
            id=key,
            title=title,
            outlet=outlet,
            origin=origin,
            date=date,
            date_from=date_from,
            reason=_what_is_wrong(date, date_from, imported),
        )


def _what_is_wrong(date: str, date_from: str, imported: str) -> str:
    if not date:
        return f"undated; no date is what stands in {date_from}" if date_from else "undated"
    if date.startswith("1970-01-01"):
        return "the day that programs write when they know none"
    if date > imported:
        return "later than its import"
    return "before there was news" if date < "1600" else "said to be about then"


def check(database: Database, fulltext: EngineIndex, *, importing: bool = False) -> list[str]:
    """What is wrong with an archive or its index, in words; empty when both are sound. While
    somebody is `importing`, the index lacks what is on its way.
    """
    problems = [f"The archive file: {text}" for text in database.check()]
    try:
        wrong = look_at_rows(database, fulltext.folder)
    except ArchiveError:
        wrong = ()  # said above: SQLite itself cannot read it through
    if wrong:
        problems.append(
            f"The archive file: rows that cannot be right, and are left out: "
            f"{', '.join(map(str, wrong))}. Until a copy without them is made, nothing is written. "
            "Run: nutgraf doctor --repair NEWFILE"
        )
    commit = fulltext.commit
    problems += (damage := [f"The index: {text}" for text in fulltext.check()])
    behind = catching_up.articles_since(database, commit.revision)
    if behind and not importing:
        problems.append(f"The index lacks {behind} changed articles; the next search adds them.")
    elif not (behind or damage):
        different = differences(database, commit)
        problems += [f"The index: {text}; run: nutgraf reindex" for text in different]
    return problems


def damage(database: Database, fulltext: EngineIndex) -> ArchiveError | None:
    """What is wrong with an archive file that an error nobody foresaw may come from, if anything.

    Rows that cannot be right are left out from now on.
    """
    wrong = [str(one) for one in look_at_rows(database, fulltext.folder)]
    hint = "They are left out from now on: try again."
    if not wrong:
        wrong, hint = database.check(), "What is sound: nutgraf doctor --repair NEWFILE"
    if not wrong:
        return None
    return ArchiveError(f"{database.path} holds what cannot be right: {wrong[0]}.", hint)


def repair(source: Path, target: Path, progress: Callable[[str], None] | None = None) -> Repaired:
    """Write what is sound of a damaged or foreign archive file to a new one, whole or not at all.

    `source` is only read; `progress` hears which of its tables. Raises NutgrafError when `target`
    exists or cannot be written, or when nothing can be read of `source`.
    """
    with replacing(target, private=True) as part:
        # Only what is not there at all becomes a new archive.
        part.unlink()
        return copy_sound(source, part, progress)
