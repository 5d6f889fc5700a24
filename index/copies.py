"""Backups: an archive copied while it is in use, and a copy put in the place of an archive."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from index.errors import ArchiveError, NutgrafError
from index.files import private_folder, replacing
from index.store import copying, journal, opening
from index.store.database import Database
from index.store.lock import alone, writer_lock


def backup(database: Database, target: Path, *, overwrite: bool) -> None:
    """Copy the archive file, as it is now, to a file that is written whole or not at all.

    It is checked before it has its name, and opened under it. Raises NutgrafError when the target
    exists, or has journals beside it, and may not be overwritten; is the archive itself; is open
    in a program; or cannot be written.
    """
    if target.exists() and target.samefile(database.path):
        raise NutgrafError(f"{target} is the archive itself.", "Name another file.")
    stale = _journals(target)
    if stale and not overwrite:
        raise NutgrafError(
            f"Beside {target} lies {stale[0].name}, with changes of another archive.",
            "Choose another name, or allow it to be overwritten.",
        )
    database.ensure_in_place()
    with ExitStack() as held, replacing(target, overwrite=overwrite, private=True) as part:
        if overwrite and target.exists():
            held.enter_context(alone(target))
        holdings = copying.copy(database.connection, part)
        for left in _journals(target):
            left.unlink(missing_ok=True)
    copying.verify(target, holdings)


def restore(source: Path, archive: Path) -> Path | None:
    """Put a backup in the place of an archive; where the archive before it is kept, None when there
    was none.

    The backup is checked and stays as it is. Raises NutgrafError when it is not sound, or is the
    archive itself; ArchiveBusy when a program has the archive open.
    """
    source, archive = source.expanduser(), archive.expanduser()
    try:
        if not source.exists():
            raise ArchiveError(f"There is no backup at {source}.")
        if archive.exists() and archive.samefile(source):
            raise ArchiveError(f"{source} is the archive itself.", "Name a backup of it.")
        private_folder(archive.absolute().parent)
        return _restore(source, archive)
    except OSError as problem:
        where = problem.filename or archive
        raise ArchiveError(f"{where} cannot be used: {problem.strerror or problem}.") from problem


def _restore(source: Path, archive: Path) -> Path | None:
    aside: Path | None = None
    with (
        writer_lock(archive),
        ExitStack() as held,
        replacing(archive, overwrite=True, private=True) as part,
    ):
        with copying.reading(source, part.with_name(f"{part.name}-source")) as original:
            holdings = copying.copy(original, part)
        if archive.exists():
            copying.write_back(archive)
            held.enter_context(alone(archive))
            aside = _put_aside(archive)
        else:
            for left in _journals(archive):
                left.replace(_free(left.with_name(f"{left.name}{opening.ASIDE}")))
    copying.verify(archive, holdings)
    return aside


def _journals(path: Path) -> list[Path]:
    """What SQLite has put beside a file and not taken away."""
    beside = [journal.beside(path, suffix) for suffix in journal.SUFFIXES]
    return [one for one in beside if one.exists()]


def _put_aside(archive: Path) -> Path:
    """Give an archive, with what lies beside it, another name too; the old one is still its."""
    real = archive.resolve()
    now = datetime.now().astimezone()
    aside = _free(real.with_name(f"{real.stem}{opening.ASIDE}{now:%Y-%m-%dT%H-%M-%S}{real.suffix}"))
    try:
        os.link(real, aside)
    except OSError:  # a file system without hard links
        real.rename(aside)
    for suffix in journal.SUFFIXES:
        left = journal.beside(archive, suffix)
        if left.exists():
            left.replace(aside.with_name(aside.name + suffix))
    return aside


def _free(path: Path) -> Path:
    """The path, or one like it that nothing has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
