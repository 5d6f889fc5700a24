"""The commands of the command line: a module each, named like its command.

A module offers `COMMAND`. To add a command, write its module and add its name to `NAMES`.
"""

from __future__ import annotations

import importlib

from tui.commands.base import Command

# In the order of `nutgraf --help`.
NAMES = (
    "add",
    "feeds",
    "watch",
    "push",
    "pull",
    "search",
    "show",
    "related",
    "versions",
    "diff",
    "bookmarks",
    "dossiers",
    "export",
    "verify",
    "saved",
    "timeline",
    "pivot",
    "stories",
    "trail",
    "entities",
    "quotes",
    "corrections",
    "furniture",
    "remove",
    "removed",
    "stats",
    "reindex",
    "doctor",
    "backup",
    "restore",
    "config",
    "completion",
    "help",
)


def load(name: str) -> Command:
    """The command of a name of `NAMES`; only its own module is loaded."""
    command: Command = importlib.import_module(f"tui.commands.{name}").COMMAND
    return command


def opening() -> Command:
    """What `nutgraf [PATH…]` does: the command without a name."""
    command: Command = importlib.import_module("tui.commands.open").COMMAND
    return command
