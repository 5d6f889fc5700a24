"""An error that nobody foresaw: one line for the user, the traceback in a file."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime

from index import NutgrafError, cache_folder, without_login, write
from tui.commands.output import say

# The customary code for a fault of the program itself; none of the contract's own.
SOFTWARE = 70


def report(error: Exception) -> int:
    """Tell of an unforeseen error and return the exit code for it.

    The file is there to be sent to others: it holds no password of an address.
    """
    if os.environ.get("NUTGRAF_DEBUG"):
        traceback.print_exception(error)
        return SOFTWARE
    said = without_login(f"{type(error).__name__}: {error}")
    say(f"something went wrong that was not foreseen: {said}")
    now = datetime.now(UTC)
    path = cache_folder() / "errors" / f"{now:%Y-%m-%dT%H-%M-%S}-{os.getpid()}.txt"
    told = "".join(traceback.format_exception(error))
    head = f"{now.isoformat()}\nPython {platform.python_version()}\n{sys.argv!r}\n\n"
    try:
        write(path, without_login(head + told), private=True)
    except (NutgrafError, OSError):
        say("To see where, set NUTGRAF_DEBUG=1 and call it again.")
    else:
        say(f"Where and how is written in {path}; please send it along when you report this.")
    return SOFTWARE
