"""The generated parts of the manual: `python -m tui.commands.manual` writes them anew.

A page says where they go by two comments, `<!-- begin NAME -->` and `<!-- end NAME -->`; what
stands between is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from index import formats
from tui.commands import NAMES, load, opening
from tui.commands.base import Command
from tui.commands.parser import Parser

DOCS = Path(__file__).parents[2] / "docs"


def pages() -> dict[Path, str]:
    """Every page with a generated part, as it should be."""
    from tui.keymap import manual  # noqa: PLC0415  (wanted only here)

    found = {DOCS / "keys.md": manual()}
    for name, parts in (("command-line.md", help_blocks()), ("readers.md", format_table())):
        path = DOCS / name
        found[path] = filled(path.read_text(encoding="utf-8"), parts)
    return found


def commands() -> Iterator[Command]:
    """Every command and action, in the order of the manual; first that without a name."""
    yield opening()
    for name in NAMES:
        command = load(name)
        yield command
        yield from command.actions


def help_blocks() -> dict[str, str]:
    """The help of each command, by the name of its place in the page."""
    return {
        f"nutgraf {command.name}".rstrip(): f"```\n{Parser(command).format_help()}```"
        for command in commands()
    }


def format_table() -> dict[str, str]:
    """The formats that can be read."""
    rows = ["| format | files named | |", "|---|---|---|"]
    rows += [
        f"| {each.name} | {' '.join(map('`{}`'.format, each.suffixes)) or 'by content'} "
        f"| {each.describe} |"
        for each in formats()
    ]
    return {"formats": "\n".join(rows)}


def filled(page: str, parts: Mapping[str, str]) -> str:
    """A page with its parts put in. Raises KeyError for a part that has no place in it."""
    for name, text in parts.items():
        place = re.compile(
            rf"(<!-- begin {re.escape(name)} -->\n).*?(<!-- end {re.escape(name)} -->)", re.DOTALL
        )
        found = place.search(page)
        if found is None:
            raise KeyError(f"no place for “{name}”: <!-- begin {name} --> and <!-- end {name} -->")
        page = f"{page[: found.end(1)]}{text}\n{page[found.start(2) :]}"
    return page


def write_pages() -> None:
    """Write every page that is not as it should be."""
    for path, text in pages().items():
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_pages()
