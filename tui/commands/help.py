"""`nutgraf help`: the help of a command."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.commands import NAMES, load, opening
from tui.commands.base import OK, Command, Example, UsageError, nearest
from tui.commands.output import put
from tui.commands.parser import Parser


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("command", nargs="*", metavar="COMMAND", help="a command; all without it")


def _run(arguments: Namespace) -> int:
    put(Parser(_named(arguments.command)).format_help(), end="")
    return OK


def _named(words: list[str]) -> Command:
    if not words:
        return opening()
    if words[0] not in NAMES:
        near = nearest(words[0], NAMES)
        hint = f"Did you mean {near}?" if near else f"There are {', '.join(NAMES)}."
        raise UsageError(f"There is no command “{words[0]}”.", hint)
    command = load(words[0])
    named = " ".join(words)
    return next((each for each in command.actions if each.name == named), command)


COMMAND = Command(
    name="help",
    summary="Show the help of a command",
    examples=(Example("nutgraf help search", "the same as: nutgraf search --help"),),
    arguments=_arguments,
    run=_run,
)
