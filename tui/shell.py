"""The command that gives in a shell what is seen on the screen."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.text import clean

if TYPE_CHECKING:
    from index import Hop


def command(*words: str, query: str = "") -> str:
    """A call of the program; a query stands at its end, where nothing in it is an option."""
    line = ["nutgraf", *words]
    if query:
        line += ["--", query] if query.startswith("-") else [query]
    return shlex.join([clean(word) for word in line])


def within(line: str, archive: Sequence[str]) -> str:
    """A call that asks the archive which some options name, none for the reader's own."""
    called, _, rest = line.partition(" ")
    return " ".join([called, shlex.join(archive), rest]) if archive and rest else line


def search(query: str, sort: str = "", *, fold: bool = True) -> str:
    """What finds what a query finds, in the order that was chosen; with copies folded, or not."""
    order = ["--sort", sort] if sort else []
    order += [] if fold else ["--copies", "rows"]
    return command("search", *order, query=query or "*")


def of_hop(hop: Hop, archive: Sequence[str] = ()) -> str:
    """What repeats a hop, in the archive that some options name."""
    is_read = hop.kind != "search"
    line = command("show", hop.reference) if is_read else search(hop.query, hop.sort)
    return within(line, archive)
