"""Looking after an archive: what it holds, and whether all of it is sound."""

from __future__ import annotations

from pathlib import Path

from index.errors import NutgrafError
from index.files import replacing
from index.fulltext.engine import FullText
from index.model import Stats
from index.store import counting, reading
from index.store.database import Database


def stats(database: Database, fulltext: FullText) -> Stats:
    """What an archive holds, in numbers."""
    return Stats(**counting.totals(database), index_bytes=fulltext.bytes)


def check(database: Database, fulltext: FullText) -> list[str]:
    """What is wrong with an archive or its index, in words; empty when both are sound."""
    problems = [f"The archive file: {text}" for text in database.check()]
    problems += [f"The index: {text}" for text in fulltext.check()]
    behind = reading.articles_since(database, fulltext.revision)
    if behind:
        problems.append(f"The index lacks {behind} changed articles; the next search adds them.")
    else:
        stored, indexed = counting.current_paragraphs(database), fulltext.paragraphs
        if stored != indexed:
            problems.append(
                f"The archive has {stored} paragraphs, the index {indexed}; run: nutgraf reindex"
            )
    return problems


def backup(database: Database, target: Path, *, overwrite: bool) -> None:
    """Copy the archive file, as it is now, to a file that is written whole or not at all.

    Raises NutgrafError when the target exists and may not be overwritten, is the archive itself, or
    cannot be written.
    """
    if target.exists() and target.samefile(database.path):
        raise NutgrafError(f"{target} is the archive itself.", "Name another file.")
    with replacing(target, overwrite=overwrite) as part:
        # Notes and searches are nobody else's business, whatever the umask says.
        part.chmod(0o600)
        database.copy_to(part)
