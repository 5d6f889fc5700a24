"""Reading an archive file without changing anything of it, or of what lies beside it.

SQLite puts a `-shm`, and sometimes a `-wal`, beside whatever it reads with a journal, and leaves
them there where it may not write the journal back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from index.core.errors import ArchiveBusy, ArchiveError
from index.store.file import rollback_journal, wal
from index.store.file.lock import alone


@contextmanager
def untouched(path: Path, spare: Path) -> Iterator[str]:
    """What to open, as a URI for SQLite, to read a file with what its own journal adds.

    Where that has to be done on a copy, the copy is called `spare`, and its journal accordingly;
    the caller removes them. A program that has the file open goes on with it; else none can write
    to it meanwhile. Raises OSError when there is no room for the copy.
    """
    left = []
    if not wal.is_empty(path) and wal.belongs(path) is not False:
        left.append("-wal")
    if rollback_journal.is_hot(wal.beside(path, "-journal")) and wal.rolls_back(path) is not False:
        left.append("-journal")
    with ExitStack() as held:
        try:
            held.enter_context(alone(path))
        except ArchiveBusy:
            yield wal.uri(path, "mode=ro")
            return
        except ArchiveError:
            pass  # it cannot be locked, because it cannot be written
        if not left:
            yield wal.uri(path, "immutable=1")
            return
        # The file comes last: whoever closes it lets go of the lock.
        for suffix in left:
            shutil.copyfile(wal.beside(path, suffix), spare.with_name(spare.name + suffix))
        shutil.copyfile(path, spare)
    yield wal.uri(spare, "mode=rw")
