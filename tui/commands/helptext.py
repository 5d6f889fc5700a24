"""Help of a command out of its parser, the same for `--help` and for the manual.

argparse's own layout differs between versions of Python, hence this one.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence

from tui.commands.base import Command, Example

_WIDTH = 80
_COLUMN = 26


def help_text(
    command: Command, own: Sequence[argparse.Action], everywhere: Sequence[argparse.Action]
) -> str:
    """Usage, what a command does, its `own` arguments and options, those that are taken
    `everywhere`, examples.
    """
    words = [action for action in own if not action.option_strings]
    options = [action for action in own if action.option_strings]
    blocks = [f"usage: {_usage(command, words)}", _paragraph(f"{command.summary}.")]
    blocks += [_paragraphs(details)] if (details := command.details()) else []
    blocks += [_table("", words)] if words else []
    blocks += [_actions(command)] if command.actions else []
    blocks += [_table("options:", options)] if options else []
    blocks += [_table("always:", everywhere)]
    blocks.append("\n".join(["examples:", *map(_example, command.examples)]))
    return "\n\n".join(blocks) + "\n"


def _usage(command: Command, arguments: Sequence[argparse.Action]) -> str:
    """How a command is called, on one line."""
    words = list(map(_word, arguments))
    if command.actions:
        words = ["[" + "|".join(each.name.split()[-1] for each in command.actions) + "]"]
    return " ".join([f"nutgraf {command.name}".rstrip(), *words, "[options]"])


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


def _table(title: str, actions: Sequence[argparse.Action]) -> str:
    rows = [described(_name(action), str(action.help or "")) for action in actions]
    return "\n".join([title, *rows] if title else rows)


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest.upper())
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return ", ".join(action.option_strings) + value


def _actions(command: Command) -> str:
    rows = [described(each.name.split()[-1], each.summary) for each in command.actions]
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
