"""The command that gives in a shell what is seen on the screen."""

from __future__ import annotations

import shlex
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


def search(query: str, sort: str = "") -> str:
    """What finds what a query finds, in the order that was chosen."""
    order = ["--sort", sort] if sort else []
    return command("search", *order, query=query or "*")


def of_hop(hop: Hop) -> str:
    """What repeats a hop."""
    return command("show", hop.reference) if hop.kind == "read" else search(hop.query, hop.sort)
