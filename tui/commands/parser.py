"""Reading the arguments of one command: argparse, with options and words in any order."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from index import no_utf8, unusable
from tui.commands.base import Command, UsageError, nearest

_OF_FILES = ("FILE", "NEWFILE", "PATH", "ARCHIVE")


class Parser(argparse.ArgumentParser):
    """The arguments of one command. Raises UsageError where argparse would leave the program."""

    def __init__(self, command: Command) -> None:
        super().__init__(prog=f"nutgraf {command.name}".rstrip(), add_help=False)
        self.command = command
        command.arguments(self)
        self.own = list(self._actions)
        self.add_argument(
            "--archive",
            metavar="ARCHIVE",
            type=named_archive,
            help="the archive to use instead of NUTGRAF_ARCHIVE or the user's own: a file, the "
            "address of a collection in a cluster (https://host:9200/news), or a name of "
            "[archives] in config.toml",
        )
        self.add_argument(
            "--ca",
            type=named_file,
            metavar="FILE",
            help="the certificate of the authority that signed the cluster's, where the system "
            "does not know it (NUTGRAF_OPENSEARCH_CA)",
        )
        self.add_argument("-h", "--help", action="help", help="show this help")
        if not command.name:
            self.add_argument(
                "--version", action="store_true", help="show the version of this program"
            )

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments as values. Options may stand anywhere; after `--` all is words."""
        options, words = self._sorted(list(arguments))
        return self.parse_args([*options, "--", *words] if words else options)

    def option(self, name: str) -> argparse.Action | None:
        """The option that is written like this."""
        found: argparse.Action | None = self._option_string_actions.get(name)
        return found

    def _sorted(self, waiting: list[str]) -> tuple[list[str], list[str]]:
        """Options with their values, and words."""
        options: list[str] = []
        words: list[str] = []
        waiting.reverse()
        while waiting:
            argument = waiting.pop()
            if argument == "--":
                words += reversed(waiting)
                break
            name, is_joined, _ = argument.partition("=")
            known = self.option(name)
            if known is not None:
                options.append(argument)
                if known.nargs != 0 and not is_joined and waiting:
                    if _is_word(waiting[-1]):
                        options.append(waiting.pop())
                    elif self._is_value(known, waiting[-1]):
                        options[-1] = f"{name}={waiting.pop()}"
            elif self._is_text(argument):
                words.append(argument)
            else:
                raise self._unknown(name)
        return options, words

    def _is_value(self, option: argparse.Action, argument: str) -> bool:
        """Whether what argparse would take for an option is the value of the one before: “-3”, or
        “-china” where a query is wanted.
        """
        if option.metavar != "QUERY" or self.option(argument) is not None:
            return argument[1:].isdecimal()
        return argument[1:2] != "-"

    def _is_text(self, argument: str) -> bool:
        """Whether an argument that is no option is a word: `-china` is, in a query."""
        if _is_word(argument):
            return True
        return self.command.takes_query and len(argument) > 2 and argument[1] != "-"

    def _unknown(self, name: str) -> UsageError:
        # Dashes are the same in all, and would make any short word near to another.
        options = {option.lstrip("-"): option for option in self._option_string_actions}
        near = options.get(nearest(name.lstrip("-"), options) or "")
        hint = f"Did you mean {near}?" if near else f"See: {self.prog} --help"
        if self.command.takes_query:
            hint += " (What is part of the query stands after --.)"
        return UsageError(f"There is no option {name}.", hint)

    def _unknown_action(self, word: str) -> UsageError:
        actions = [action.name.split()[-1] for action in self.command.actions]
        near = nearest(word, actions)
        meant = f"Did you mean: {self.prog} {near}? " if near else ""
        return UsageError(
            f"“{word}” is nothing that {self.prog} does.",
            f"{meant}There are: {', '.join(actions)}.",
        )

    def _get_value(self, action: argparse.Action, arg_string: str) -> object:
        """The value that a text stands for.

        What is blank is a variable that a script has not set. As a path it would be the folder one
        is in, and as somebody's name everybody. A query may be blank, and what is blank by default.
        """
        if not arg_string.strip() and action.dest != "query" and action.default != "":
            raise argparse.ArgumentError(action, "it is blank")
        # The names of files may hold any byte; what is kept, searched for or fetched is text.
        if no_utf8(arg_string) and (action.metavar not in _OF_FILES or "://" in arg_string):
            raise argparse.ArgumentError(action, "a byte of it is no UTF-8")
        return super()._get_value(action, arg_string)

    def error(self, message: str) -> NoReturn:
        # The words of the call that were left stand behind a sign of the parser's own.
        message = message.replace("arguments: -- ", "arguments: ")
        wrong, _, words = message.partition("unrecognized arguments: ")
        if words and not wrong and self.command.actions:
            raise self._unknown_action("".join(words.split()[:1]))
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", f"See: {self.prog} --help")

    def print_help(self, file: object = None) -> None:
        """Raises OutputLostError, which argparse would keep to itself, and BrokenPipeError."""
        del file
        from tui.commands.output import finish, put  # noqa: PLC0415  (wanted by --help alone)

        put(self.format_help(), end="")
        finish()

    def format_help(self) -> str:
        from tui.commands.helptext import help_text  # noqa: PLC0415  (wanted by --help alone)

        everywhere = [action for action in self._actions if action not in self.own]
        return help_text(self.command, self.own, everywhere)


def _is_word(argument: str) -> bool:
    """Whether an argument cannot be an option; "-" alone is standard input."""
    return not argument.startswith("-") or argument == "-"


class OneOf:
    """A value out of a few; another one is answered with all of them, and with the nearest.

    `also` are other words for some of them.
    """

    def __init__(self, *choices: str, also: Mapping[str, str] | None = None) -> None:
        self.choices, self._also = choices, also or {}

    def __call__(self, text: str) -> str:
        text = self._also.get(text, text)
        if text in self.choices:
            return text
        near = nearest(text, self.choices)
        meant = f" (did you mean {near}?)" if near else ""
        raise argparse.ArgumentTypeError(
            f"“{text}” is none of its values{meant}; there are {', '.join(self.choices)}"
        )


def named_file(text: str) -> Path:
    """The path of a file. “-” stands for standard input or output and is never a file's name, nor
    is an address.
    """
    if text == "-":
        raise argparse.ArgumentTypeError(
            "“-” is standard input or output, and a file is wanted here (one of that name is ./-)"
        )
    if "://" in text:
        raise argparse.ArgumentTypeError("an address is no file, and a file is wanted here")
    return any_file(text)


def any_file(text: str) -> Path:
    """The path of a file or of standard input or output."""
    if reason := unusable(text):
        raise argparse.ArgumentTypeError(f"no file can be called that ({reason})")
    return Path(text)


def named_archive(text: str) -> str:
    """A file, an address, or a name that the settings know."""
    return text if "://" in text else str(named_file(text))


def whole(text: str) -> int:
    """A whole number from 1 on."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number from 1 on")
    return int(text)
