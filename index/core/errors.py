"""What can go wrong in a way a person can act on.

NutgrafError
├── ArchiveError       the archive file cannot be opened, is damaged or comes from a newer program
│   ├── ArchiveMissing  there is no file where it is said to be
│   ├── NoArchive      the file is none of Nutgraf's
│   ├── ArchiveDamaged  what the file holds cannot be right
│   ├── ArchiveBusy    another process is writing to it
│   ├── ArchiveMoved   its file was removed, replaced or overwritten while it was open
│   └── ArchiveReadOnly  its file can be read but not written
│       └── ArchiveOutdated  nor be read as it is
├── IndexDamaged       the derived index cannot be trusted; it is rebuilt, never believed
├── IndexNotWritten    there is no place for the derived index
├── InputError         one input cannot be read; the others go on
├── NotFound           an id or name that the archive does not hold
└── NotShared          what can be done with an archive of one's own and not with a collection
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.core.reports import ImportReport


class NutgrafError(Exception):
    """A problem shown to the user: what happened, where, and what to do about it."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ArchiveError(NutgrafError):
    """The archive file cannot be used as it is; `stored` is what an import did that this ended."""

    stored: ImportReport | None = None


class ArchiveMissing(ArchiveError):  # noqa: N818  (as below)
    """There is no file of that name, and none was to be made."""


class NoArchive(ArchiveError):  # noqa: N818  (as below)
    """The file is something else than an archive of Nutgraf."""


class ArchiveDamaged(ArchiveError):  # noqa: N818  (as below)
    """What the file holds cannot be right, or cannot be read; `repair` saves what is sound."""


class ArchiveBusy(ArchiveError):  # noqa: N818  (named after the state, as in the exit codes)
    """Another process holds the write lock; `pid` is 0 when it could not be read."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "", pid: int = 0) -> None:
        super().__init__(message, hint)
        self.pid = pid


class ArchiveMoved(ArchiveError):  # noqa: N818
    """What lies under the archive's name is no longer the file that was opened.

    Nothing is written any more: it would go into nowhere, or into a stranger.
    """


class ArchiveReadOnly(ArchiveError):  # noqa: N818
    """The archive can be searched, shown, exported and copied, but not changed."""


class ArchiveOutdated(ArchiveReadOnly):
    """The archive has an older schema, or a journal that cannot be used where it lies, and is too
    large to be read in a copy.
    """


class IndexDamaged(NutgrafError):  # noqa: N818
    """The full-text index is missing, altered or of another format; it must be rebuilt."""


class IndexNotWritten(NutgrafError):  # noqa: N818
    """The derived index cannot be written. The archive has all that was stored."""


class InputError(NutgrafError):
    """One input cannot be read. The message names the reason, not the path."""

    exit_code = 4


class NotShared(NutgrafError):  # noqa: N818
    """Something that can be done with an archive of one's own, and not with a collection."""


class StoppedError(Exception):
    """The user wants no more: what is under way is given up. Never shown."""


class NotFound(NutgrafError):  # noqa: N818
    """Nothing in the archive answers to the given id or name."""

    exit_code = 1
