"""`nutgraf entities import FILE.csv`: names that are found wherever a text has them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from index import InputError
from tui.commands.archives import opened
from tui.commands.base import OK
from tui.commands.importing import entity_engine
from tui.commands.output import counted, say

_ENDING = ".csv"


def is_watch_list(words: Sequence[str]) -> bool:
    """Whether words that might be a query say what to do with a list of names."""
    if len(words) != 2 or words[0] not in {"import", "forget"}:
        return False
    return words[1] == "-" or words[1].casefold().endswith(_ENDING)


def change_watch_list(arguments: Namespace) -> int:
    """Watch for the names in a file, or no longer."""
    verb, file = arguments.query
    with opened(arguments, create=verb == "import") as archive:
        watched = archive.watched_names(entity_engine())
        try:
            names = watched.read(read_text(file))
        except InputError as error:
            raise InputError(f"{file}: {error.message}", error.hint) from error
        texts = watched.texts(names)
        say(f"looking for {counted(len(names), 'name')} in {counted(texts, 'text')}")
        changed = watched.add(names) if verb == "import" else watched.remove(names)
    done = "are watched for" if verb == "import" else "are no longer watched for"
    say(f"{counted(len(names), 'name')} {done}; {counted(changed, 'paragraph')} changed by that")
    return OK


def read_text(file: str) -> str:
    """The text of a file, or of standard input for "-". Raises InputError."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(f"It cannot be read: {reason}.") from error
