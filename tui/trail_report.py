"""How something was found: a way through the archive in words, with the commands that repeat it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.shell import of_hop

if TYPE_CHECKING:
    from index import Hop


_ORDERS = {"newest": "newest first", "oldest": "oldest first", "outlet": "by outlet"}


def moment(hop: Hop) -> datetime:
    """When a hop was made, in the reader's time zone."""
    return datetime.fromtimestamp(hop.number / 1_000_000, UTC).astimezone()


def words(hop: Hop) -> str:
    """What was looked at, without markup: a query, or a paragraph with its headline."""
    if hop.kind != "search":
        return f"¶ {hop.reference.rpartition(':')[2]} of {hop.label}"
    order = _ORDERS.get(hop.sort, "")
    return f"{hop.query or 'everything'}{order and f' ({order})'}"


def report(
    way: Sequence[Hop],
    archive: Sequence[str] = (),
    saved: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A way as Markdown, from its first step to its last; its commands have the options that name
    the archive. `saved` are the saved searches that it names, and what they stand for.
    """
    from index import markdown_text  # noqa: PLC0415  (loaded where it is wanted)

    parts = ["# How this was found\n"]
    for at, hop in enumerate(way, 1):
        said = markdown_text(words(hop))
        if hop.kind != "search":
            step = f"Read {said}{', out of a list' if hop.kind == 'aside' else ''}"
        else:
            found = (
                f", {hop.found:,} paragraph{'s' * (hop.found != 1)}"
                if hop.found is not None
                else ""
            )
            step = f"Searched for {said}{found}"
        when = f"{moment(hop):%Y-%m-%d %H:%M}"
        indent = " " * (len(str(at)) + 2)
        parts.append(f"{at}. {step} ({when})\n\n{indent}    {of_hop(hop, archive)}\n")
    if saved:
        parts.append("Saved searches, as they are today:\n")
        parts.append("".join(f"- {markdown_text(f'@{n}: {t}')}\n" for n, t in saved.items()))
    return "\n".join(parts)
