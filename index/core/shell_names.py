"""How a file is called in a command that is told to somebody, who may paste it into a shell."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote

_ANY = "FILE"
_STREAM = "-"


def shell_name(path: Path | str) -> str:
    """A file as a word of a shell's command; of what lies in a packed one that. "-" is standard
    input. FILE where no such word would be the file: its name is no UTF-8 or has signs that are not
    shown, or it is not there.
    """
    named = os.fspath(path)
    if named == _STREAM:
        return named
    while named and not os.path.lexists(named):
        above = os.path.dirname(named)  # noqa: PTH120  (a member is no path)
        named = above if above != named else ""
    if not named or not named.isprintable() or (named != os.fspath(path) and os.path.isdir(named)):  # noqa: PTH112
        return _ANY
    return quote(f"./{named}" if named.startswith("-") else named)
