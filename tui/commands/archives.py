"""Opening the archive that a command works on."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui.commands.output import counted, is_terminal, say
from tui.damage import blaming

if TYPE_CHECKING:
    from index import Archive

# Catching up with fewer articles than this is over before it could be read about.
_WORTH_A_WORD = 500


@contextmanager
def opened(
    arguments: Namespace, *, indexed: bool = True, create: bool = False
) -> Iterator[Archive]:
    """The archive, its index up to date.

    An archive that was named and is not there is a mistake, unless `create`; the user's own is made
    when it is first used. Without `indexed`, what is not yet in the index stays so.
    """
    from index import Archive  # noqa: PLC0415  (takes 200 ms, which --help can spare)
    from tui.commands.config import settings  # noqa: PLC0415  (as above)

    named = arguments.archive
    engine = settings().engine
    with Archive.open(named, create=create or named is None, engine=engine) as archive:
        if archive.notice:
            say(archive.notice)
        with blaming(archive):
            if indexed:
                _catch_up(archive)
            yield archive


def _catch_up(archive: Archive) -> None:
    waiting = archive.pending
    if not waiting:
        return
    if waiting >= _WORTH_A_WORD:
        say(f"indexing {counted(waiting, 'article')} that were stored but not indexed")
    with indexing(waiting) as progress:
        archive.catch_up(progress)
    if left := archive.pending:
        reason = archive.notice or "another process is writing to the archive and will index them"
        say(f"{counted(left, 'article')} cannot be found yet: {reason}")


@contextmanager
def indexing(total: int) -> Iterator[Callable[[int, int], None] | None]:
    """What is to be called with articles done and to do; a bar on a terminal."""
    if total < _WORTH_A_WORD or not is_terminal(sys.stderr):
        yield None
        return
    from tui.commands.progress import index_bar  # noqa: PLC0415  (rich takes 60 ms)

    with index_bar() as progress:
        yield progress
