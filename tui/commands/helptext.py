"""Help of a command out of its parser, the same for `--help` and for the manual.

argparse's own layout differs between versions of Python, hence this one.
"""

from __future__ import annotations

import argparse
import textwrap
from typing import TYPE_CHECKING

from tui.commands.base import Example

if TYPE_CHECKING:
    from tui.commands.parser import Parser

_WIDTH = 80
_COLUMN = 26


def help_text(parser: Parser) -> str:
    """Usage, what it does, arguments, options, examples."""
    command = parser.command
    words = [action for action in parser.own if not action.option_strings]
    options = [action for action in parser.own if action.option_strings]
    everywhere = [action for action in parser._actions if action not in parser.own]
    blocks = [f"usage: {usage(parser)}", _paragraph(f"{command.summary}.")]
    blocks += [_paragraphs(details)] if (details := command.details()) else []
    blocks += [_table("", words)] if words else []
    blocks += [_actions(parser)] if command.actions else []
    blocks += [_table("options:", options)] if options else []
    blocks += [_table("always:", everywhere)]
    blocks.append("\n".join(["examples:", *map(_example, command.examples)]))
    return "\n\n".join(blocks) + "\n"


def usage(parser: Parser) -> str:
    """How a command is called, on one line."""
    words = [_word(action) for action in parser.own if not action.option_strings]
    if parser.command.actions:
        words = ["[" + "|".join(each.name.split()[-1] for each in parser.command.actions) + "]"]
    return " ".join([parser.prog, *words, "[options]"])


def described(name: str, text: str) -> str:
    """One row of a table: a name, and what it means beside or below it."""
    lines = textwrap.wrap(text, _WIDTH - _COLUMN, break_on_hyphens=False) or [""]
    head = f"  {name}"
    if len(head) > _COLUMN - 2:
        lines.insert(0, head)
    else:
        lines[0] = head.ljust(_COLUMN) + lines[0]
    return "\n".join([lines[0], *(" " * _COLUMN + line for line in lines[1:])]).rstrip()


def _word(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest.upper())
    many = {"*": f"[{name}…]", "+": f"{name}…", "?": f"[{name}]"}
    return many.get(str(action.nargs), name)


def _table(title: str, actions: list[argparse.Action]) -> str:
    rows = [described(_name(action), str(action.help or "")) for action in actions]
    return "\n".join([title, *rows] if title else rows)


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest.upper())
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return ", ".join(action.option_strings) + value


def _actions(parser: Parser) -> str:
    rows = [described(each.name.split()[-1], each.summary) for each in parser.command.actions]
    return "\n".join(["actions (each has its own --help):", *rows])


def _example(example: Example) -> str:
    return f"  {example.call}\n{textwrap.indent(_paragraph(example.does), '      ')}"


def _paragraph(text: str) -> str:
    return textwrap.fill(text, _WIDTH - 6, break_on_hyphens=False, break_long_words=False)


def _paragraphs(text: str) -> str:
    """Paragraphs filled; lines that are indented stay as they are."""
    return "\n\n".join(
        part if part.startswith("  ") else _paragraph(part) for part in text.split("\n\n")
    )
