"""Backups: an archive copied while it is in use, and a copy put in the place of an archive."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from shlex import quote

from index.core.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, NoArchive, NutgrafError
from index.core.files import expanded, private_folder, replacing, sweep
from index.store.database import Database
from index.store.file import opening, sound_copies
from index.store.file import wal as journal
from index.store.file.lock import alone, writer_lock


def backup(database: Database, target: Path, *, overwrite: bool) -> None:
    """Copy the archive file, as it is now, to a file that is written whole or not at all.

    It is checked before it has its name, and opened under it. Raises NutgrafError when the target
    exists, or has journals beside it, and may not be overwritten; is the archive itself; is open
    in a program; or cannot be written; ArchiveBusy where another backup took its place meanwhile.
    """
    database.ensure_in_place()
    with _written(database.path, target, overwrite=overwrite) as (part, expect):
        expect(sound_copies.copy(database.connection, part))


def backup_older(archive: Path, target: Path, *, overwrite: bool) -> None:
    """Copy an archive that an older program wrote and that cannot be opened, as `backup` does; the
    copy has the schema of today. Raises NutgrafError as that does.
    """
    with _written(archive, target, overwrite=overwrite) as (part, expect):
        expect(_copied(archive, part))


@contextmanager
def _written(
    archive: Path, target: Path, *, overwrite: bool
) -> Iterator[tuple[Path, Callable[[sound_copies.Holdings], None]]]:
    """Where a copy is to be written, and what to call with what it must hold."""
    holdings: list[sound_copies.Holdings] = []
    if target.exists() and target.samefile(archive):
        raise NutgrafError(f"{target} is the archive itself.", "Name another file.")
    stale = _journals(target)
    if stale and not overwrite:
        raise NutgrafError(
            f"Beside {target} lies {stale[0].name}, with changes of another archive.",
            "Choose another name, or add --force.",
        )
    with ExitStack() as held, replacing(target, overwrite=overwrite, private=True) as part:
        if overwrite and target.exists():
            held.enter_context(alone(target))
        yield part, holdings.append
        for left in _journals(target):
            left.unlink(missing_ok=True)
        made = part.stat()
    try:
        sound_copies.verify(target, holdings[0])
    except ArchiveError:
        if target.exists() and os.path.samestat(target.stat(), made):
            raise
        raise ArchiveBusy(
            f"Another backup took the name {target} at the same time.",
            "That one counts, and its program checks it. Name another file to have two.",
        ) from None


def restore(source: Path, archive: Path) -> Path | None:
    """Put a backup in the place of an archive; where the archive before it is kept, None when there
    was none.

    The backup is checked and stays as it is. Raises NutgrafError when it is not sound, or is the
    archive itself; ArchiveBusy when a program has the archive open.
    """
    source, archive = expanded(source), expanded(archive)
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
    """The archive has its name, and its journal beside it, until the backup takes its place in one
    step; the journal goes afterwards. Killed in between, what is left is an archive as it was, or
    the backup beside a journal whose copy was kept: `opening` knows both.
    """
    aside: Path | None = None
    with writer_lock(archive), ExitStack() as held:
        with replacing(archive, overwrite=True, private=True) as part:
            holdings = _copied(source, part)
            if archive.exists():
                sound_copies.write_back(archive)
                held.enter_context(alone(archive))
                aside = held.enter_context(_kept_aside(archive))
            else:
                for left in _journals(archive):
                    left.replace(_free(left.with_name(f"{left.name}{opening.ASIDE}")))
        for left in _journals(archive):
            left.unlink(missing_ok=True)
    sound_copies.verify(archive, holdings)
    return aside


def _copied(source: Path, part: Path) -> sound_copies.Holdings:
    """Copy a backup to where it is made whole; what it holds. Raises ArchiveError."""
    try:
        with sound_copies.reading(source, part.with_name(f"{part.name}-source")) as original:
            return sound_copies.copy(original, part)
    except NoArchive as problem:
        raise NoArchive(
            f"{source} is no backup of an archive; nothing was put in the place of anything.",
            "Name a file that nutgraf backup wrote.",
        ) from problem
    except ArchiveDamaged as problem:
        raise ArchiveDamaged(
            f"The backup {source} is not sound; nothing was put in the place of anything.",
            "What is sound of it is saved by: "
            f"nutgraf --archive {quote(str(source))} doctor --repair NEWFILE",
        ) from problem


def settle_restore(archive: Path) -> str:
    """Put in order what a restore left behind that was killed before the backup had the archive's
    name: the other name that the archive was to be kept under. What there was of it, in words; ""
    when there was nothing, or while another process is writing.
    """
    real = archive.resolve()
    try:
        if real.stat().st_nlink < 2 or not _other_names(real):
            return ""
        with writer_lock(archive):
            for aside in _other_names(real):
                if not _take_back(real, aside):
                    return ""
            sweep(real)
    except (OSError, ArchiveError):
        return ""
    return (
        "A restore was interrupted before the backup was in its place: this is the archive as it"
        " was before."
    )


def _other_names(real: Path) -> list[Path]:
    beside = real.parent.glob(f"{glob.escape(real.stem)}{opening.ASIDE}*{real.suffix}")
    return [one for one in beside if one.samefile(real)]


def _take_back(real: Path, aside: Path) -> bool:
    """Take away a file's other name, and what lies beside that; its last changes are brought back
    first where they lie nowhere else. Whether that could be done.
    """
    wal, kept = journal.beside(real, "-wal"), journal.beside(aside, "-wal")
    if journal.is_empty(real) and not journal.is_empty(aside):
        # Earlier programs moved it; later ones leave it where it was until it was written back.
        with alone(real):
            shutil.copy2(kept, wal)
        if journal.belongs(real) is False:
            wal.unlink()
            return False
    for left in _journals(aside):
        left.unlink()
    aside.unlink()
    return True


def _journals(path: Path) -> list[Path]:
    """What SQLite has put beside a file and not taken away."""
    beside = [journal.beside(path, suffix) for suffix in journal.SUFFIXES]
    return [one for one in beside if one.exists()]


@contextmanager
def _kept_aside(archive: Path) -> Iterator[Path]:
    """Another name for an archive and its journal, which they lose when nothing takes their place.

    The old names stay theirs.
    """
    real = archive.resolve()
    inode = real.stat().st_ino
    now = datetime.now().astimezone()
    aside = _free(real.with_name(f"{real.stem}{opening.ASIDE}{now:%Y-%m-%dT%H-%M-%S}{real.suffix}"))
    names = [(journal.beside(archive, s), journal.beside(aside, s)) for s in journal.REPLAYED]
    names = [(real, aside), *((old, new) for old, new in names if old.exists())]
    try:
        for old, new in names:
            _name_too(old, new)
        yield aside
    except BaseException:
        if real.exists() and real.stat().st_ino == inode:
            for _, new in names:
                new.unlink(missing_ok=True)
        raise


def _name_too(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without hard links
        shutil.copy2(old, new)


def _free(path: Path) -> Path:
    """The path, or one like it that nothing has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
