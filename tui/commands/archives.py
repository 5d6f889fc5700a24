"""Opening the archive that a command works on: a file, or a collection in a cluster."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index import expanded
from tui.commands.base import UsageError
from tui.commands.output import counted, is_terminal, say
from tui.config import Config
from tui.damage import blaming

if TYPE_CHECKING:
    from index import Archive

# Catching up with fewer articles than this is over before it could be read about.
_WORTH_A_WORD = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Which archive is meant: the address of a collection, with the certificate of the authority
    that signed its cluster's, else a file, None for the user's own.
    """

    address: str = ""
    authority: str = ""
    file: Path | None = None


def place(arguments: Namespace, settings: Config) -> Place:
    """Which archive is meant: what --archive or NUTGRAF_ARCHIVE says, a name of [archives] too."""
    named: str | None = arguments.archive
    written = named or os.environ.get("NUTGRAF_ARCHIVE", "")
    signed_by = authority(arguments)
    known = settings.archives.get(written)
    if known is not None and not Path(written).exists():
        written, signed_by = known.place, signed_by or known.authority
        named = written
    if "://" in written:
        return Place(written, signed_by)
    return Place(file=Path(named) if named else None)


def named(arguments: Namespace) -> list[str]:
    """The options that name the archive in a command given anywhere; none without --archive."""
    options: list[str] = []
    if arguments.archive:
        from tui.commands.config import settings  # noqa: PLC0415  (takes time --help can spare)

        # A name of [archives] and an address are as good elsewhere.
        file = (
            None if arguments.archive in settings().archives else place(arguments, settings()).file
        )
        options += ["--archive", str(expanded(file).absolute() if file else arguments.archive)]
    if arguments.ca:
        options += ["--ca", str(expanded(arguments.ca).absolute())]
    return options


def exchanged(arguments: Namespace) -> Place:
    """The collection that articles go to or come from: an address, or a name of [archives]."""
    from tui.commands.config import settings  # noqa: PLC0415  (takes time that --help can spare)

    known = settings().archives.get(arguments.address)
    if known is None:
        return Place(arguments.address, authority(arguments))
    return Place(known.place, authority(arguments) or known.authority)


def say_waiting(where: Place) -> None:
    """That a cluster has to be waited for."""
    # A wrong address may have a password in it; one that is waited for is none.
    say(f"{where.address} is busy or does not answer: it is waited for; ctrl-c ends it")


def authority(arguments: Namespace) -> str:
    """The file of certificates that was named, "" for none."""
    named: Path | None = arguments.ca
    return str(expanded(named)) if named else ""


def collection_of(arguments: Namespace) -> Place | None:
    """The collection that is meant, None where it is a file."""
    from tui.commands.config import settings  # noqa: PLC0415  (takes time that --help can spare)

    meant = place(arguments, settings())
    return meant if meant.address else None


def archive_file_of(arguments: Namespace) -> Path:
    """The file of the archive that is meant. Raises UsageError where it is in a cluster."""
    from index import archive_file  # noqa: PLC0415  (takes 200 ms, which --help can spare)
    from tui.commands.config import settings  # noqa: PLC0415  (as above)

    meant = place(arguments, settings())
    if meant.address:
        raise UsageError(
            "An address is a collection in a cluster, and a file is wanted here.",
            "Whoever runs the cluster looks after it: docs/scale.md",
        )
    return expanded(meant.file or archive_file())


@contextmanager
def opened(
    arguments: Namespace,
    *,
    indexed: bool = True,
    needed: bool = True,
    create: bool = False,
    own: bool = False,
) -> Iterator[Archive]:
    """The archive, its index up to date, and a word on settings that are not in force.

    What is not there is made where `create`, the user's own also where `own`: what only asks makes
    nothing. Without `indexed`, what is not yet in the index stays so. Where it is `needed` for the
    answer, a process that is making it is waited for.

    Raises ArchiveError where one that was named, or the user's own, is not there, ArchiveBusy where
    the index is `needed` and still being made out of nothing.
    """
    from tui.commands.config import settings  # noqa: PLC0415  (takes time that --help can spare)

    known = settings()
    _tell_unread(known)
    with _opened(arguments, known, create=create, own=own) as archive:
        if archive.notice:
            say(archive.notice)
        with blaming(archive):
            if indexed:
                index_waiting(archive, needed=needed and not own)
            yield archive
            if indexed and not own:
                tell_lacking(arguments, archive.lacking)


def tell_lacking(arguments: Namespace, lacking: str) -> None:
    """Say once that a command was not answered from everything, and have its exit code say it."""
    if lacking and not getattr(arguments, "lacking", ""):
        arguments.lacking = lacking
        say(f"{lacking}; there may be more")


def _tell_unread(settings: Config) -> None:
    """Say which settings were not understood. The defaults that stand in their place may find
    something else, or look elsewhere.
    """
    for problem in settings.problems:
        instead = " The defaults are used instead." if problem == settings.unread else ""
        say(f"{problem}{instead}")
    if settings.problems:
        say("the settings are checked by: nutgraf config --check")


def _opened(arguments: Namespace, settings: Config, *, create: bool, own: bool) -> Archive:
    meant = place(arguments, settings)
    if meant.address:
        from index import SharedArchive, address_problem  # noqa: PLC0415  (few have a cluster)

        if own and is_terminal(sys.stderr) and not address_problem(meant.address):
            # A cluster may take its time, and there is no screen yet to say so.
            say(f"opening {meant.address}")

        return SharedArchive.at(meant.address, authority=meant.authority)
    from index import Archive, ArchiveMissing  # noqa: PLC0415  (takes 200 ms, as above)

    # What the environment names is named as well, and not made unasked.
    file = meant.file or _in_environment()
    if file is not None and not create:
        _ensure_there(file, settings)
    make = create or (own and file is None)
    try:
        return Archive.open(meant.file, create=make, engine=settings.engine)
    except ArchiveMissing as missing:
        if file is not None:
            raise
        raise ArchiveMissing(
            f"Nothing was imported yet: {missing.message[:1].lower()}{missing.message[1:]}",
            missing.hint,
        ) from None


def _in_environment() -> Path | None:
    """The file that NUTGRAF_ARCHIVE names."""
    from index import archive_file  # noqa: PLC0415  (as above)

    return archive_file() if os.environ.get("NUTGRAF_ARCHIVE") else None


def _ensure_there(file: Path, settings: Config) -> None:
    """Raises UsageError for the name of no archive, where archives have names."""
    if settings.archives and file.name == str(file) and not file.suffix and not file.exists():
        names = ", ".join(sorted(settings.archives))
        raise UsageError(
            f"There is no archive “{file}”, neither in [archives] nor as a file here.",
            f"Those of [archives]: {names}",
        )


def index_waiting(archive: Archive, *, needed: bool) -> None:
    """Index what is not yet. Where it is `needed`, raises ArchiveBusy while another process makes
    an index out of nothing, or brings the first articles: what is asked would be answered as if the
    archive was empty.
    """
    waiting = archive.pending
    if not waiting:
        if needed:
            _refuse_emptiness(archive)
        return
    # Who is writing indexes by itself.
    if waiting >= _WORTH_A_WORD and archive.writer is None:
        say(f"indexing {counted(waiting, 'article')} that were stored but not indexed")
    with indexing(waiting) as progress:
        archive.catch_up(progress, needed=needed)
    if left := archive.pending:
        reason = archive.notice or "another process is writing to the archive and will index them"
        say(f"{counted(left, 'article')} cannot be found yet: {reason}")


def _refuse_emptiness(archive: Archive) -> None:
    """Raises ArchiveBusy where nothing can be found since the first import has just begun."""
    pid = archive.writer
    if pid is None or archive.search("*").paragraphs:
        return
    from index import ArchiveBusy  # noqa: PLC0415  (as above)

    who = f"process {pid}" if pid else "another process"
    raise ArchiveBusy(
        f"Nothing can be found yet: {who} has begun to import into {archive.path}.",
        "Ask again in a moment.",
        pid,
    )


@contextmanager
def indexing(total: int) -> Iterator[Callable[[int, int], None] | None]:
    """What is to be called with articles done and to do; a bar on a terminal."""
    if total < _WORTH_A_WORD or not is_terminal(sys.stderr):
        yield None
        return
    from tui.commands.progress import index_bar  # noqa: PLC0415  (rich takes 60 ms)

    with index_bar() as progress:
        yield progress
