"""The program: which command is meant, and what becomes of everything that can go wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from typing import TextIO

from index import NotShared, NutgrafError
from tui.called import called
from tui.commands import NAMES, load, opening
from tui.commands.base import INCOMPLETE, INTERRUPTED, NOTHING, OK, Command
from tui.commands.output import OutputLostError, finish, say
from tui.commands.parser import Parser
from tui.ending import EndedError, ended_by_signals
from tui.garbage import look_seldom


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; its exit code. `arguments` are those of the process unless given."""
    is_process = arguments is None
    given = list(sys.argv[1:] if arguments is None else arguments)
    if is_process:
        look_seldom()
        # NumPy's library for matrices, which nothing here asks for, would start a thread a core:
        # some 50 ms of every call.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_encode(stream)
    with called(given, is_process=is_process):
        return _code(given, is_process=is_process)


def _code(given: list[str], *, is_process: bool) -> int:
    """The exit code of a call; what went wrong is told."""
    try:
        with ended_by_signals() if is_process else nullcontext():
            code = _run(given)
            finish()
    except EndedError as told:
        return told.exit_code
    except BrokenPipeError:
        # Whoever read has seen enough. The rest goes nowhere, so that closing cannot fail again.
        _discard_output()
        return OK
    except NutgrafError as error:
        if isinstance(error, OutputLostError):
            _discard_output()
        # What is not done with a collection is done with an archive of one's own.
        say(error.message, error.hint, own=isinstance(error, NotShared))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OverflowError as error:
        if "_PyTime_t" not in str(error):
            from tui.commands.crash import report  # noqa: PLC0415  (hardly ever wanted)

            return report(error)
        say("The clock of this machine is set beyond the year 2262.", "Set it, and try again.")
        return NutgrafError.exit_code
    except Exception as error:  # noqa: BLE001  (no traceback in a user's face)
        from tui.commands.crash import report  # noqa: PLC0415  (hardly ever wanted)

        return report(error)
    return code


def _run(arguments: list[str]) -> int:
    command, rest = _chosen(arguments)
    parser = Parser(command)
    try:
        given = parser.read(rest)
        code = command.run(given)
    except SystemExit as end:  # argparse, having shown the help
        return int(end.code or 0)
    # Set by whatever asked the archive: what it was answered may not be all.
    is_lacking = bool(getattr(given, "lacking", ""))
    return INCOMPLETE if is_lacking and code in (OK, NOTHING) else code


def _chosen(arguments: list[str]) -> tuple[Command, list[str]]:
    """The command that is meant, and the arguments without its name.

    It is the first argument that is no option and no option's value.
    """
    start = opening()
    known = Parser(start)
    position = 0
    while position < len(arguments):
        argument = arguments[position]
        if argument == "--" or not argument.startswith("-"):
            break
        option = known.option(argument)
        position += 2 if option is not None and option.nargs != 0 else 1
    if position >= len(arguments) or arguments[position] not in NAMES:
        return start, arguments
    command = load(arguments[position])
    rest = [*arguments[:position], *arguments[position + 1 :]]
    for action in command.actions:
        if rest[position : position + 1] == [action.name.split()[-1]]:
            del rest[position]
            return action, rest
    return command, rest


def _never_fail_to_encode(stream: TextIO | None) -> None:
    """A terminal that lacks a character shows a mark instead of ending the program."""
    with suppress(AttributeError, OSError, ValueError):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _discard_output() -> None:
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
