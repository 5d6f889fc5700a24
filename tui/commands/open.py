"""`nutgraf [PATH…]`: import what is named, then open the screen."""

from __future__ import annotations

import os
import shlex
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from index import expanded
from tui.called import call
from tui.commands.archives import named, opened
from tui.commands.base import OK, Command, Example, UsageError, nearest
from tui.commands.output import can_open_screen, counted, is_terminal, put
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, ImportReport


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help='what to import first; "-" is standard input'
    )
    parser.add_argument("--query", default="", metavar="TEXT", help="the query to begin with")


def _run(arguments: Namespace) -> int:
    if arguments.version:
        put(f"nutgraf {version()}")
        return OK
    if arguments.paths:
        _check_first(arguments.paths[0])
    code, trouble = OK, ""
    with opened(arguments, create=bool(arguments.paths), own=True) as archive:
        if arguments.paths:
            code, report = _imported(archive, arguments.paths)
            if report.interrupted:
                return code
            if report.skipped:
                told = counted(len(report.skipped), "input")
                trouble = f"{told} could not be read; the list is in the terminal behind this."
            elif report.remarks:
                told = counted(len(report.remarks), "remark")
                trouble = f"{told} on what was read: see the terminal behind this."
        if not can_open_screen():
            _without_screen(archive, imported=bool(arguments.paths))
            return code
        return _screen(archive, arguments, trouble) or code


def _imported(archive: Archive, paths: Sequence[str]) -> tuple[int, ImportReport]:
    """Import, tell what came of it, and what the exit code is by that."""
    # Every other command looks at this one for its options, and has no use for these.
    from index import ReadOptions  # noqa: PLC0415
    from tui.commands import importing  # noqa: PLC0415

    rules, engine = importing.intake_rules(), importing.entity_engine()
    options = ReadOptions(rules=rules, engine=engine)
    report = importing.bring_in(
        archive, paths, options, lambda report: put(importing.summary(report))
    )
    return importing.exit_code(report), report


def _check_first(word: str) -> None:
    """Raise UsageError for a word that is neither a command nor anything to import."""
    if (
        word == "-"
        or word.lower().startswith(("http://", "https://"))
        or os.path.lexists(expanded(word))
    ):
        return
    from tui.commands import NAMES  # noqa: PLC0415  (the table loads this module)

    near = nearest(word, NAMES)
    searched = f"To search for it: nutgraf search {shlex.quote(word)}. Commands: nutgraf --help"
    hint = f"Did you mean: nutgraf {near}?" if near else searched
    raise UsageError(f"“{word}” is neither a command nor a file or folder.", hint)


def _without_screen(archive: Archive, *, imported: bool) -> None:
    """No terminal: say what there is and how to go on."""
    if not imported:
        from tui.commands.stats import text_of  # noqa: PLC0415  (wanted only here)

        put(text_of(archive))
    put()
    # A terminal that is one, and says of itself that it cannot move its cursor.
    is_plain = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    term = clean(os.environ.get("TERM", ""))
    of_term = f"TERM is “{term}”, which shows no screens" if term else "TERM is not set"
    why = of_term if is_plain else "This is no terminal"
    put(f"{why}, so the screen was not opened. To go on:")
    if is_plain:
        put(f"  TERM=xterm-256color {call()}   explore, where this terminal is such a one")
    for words, does in _GOING_ON:
        put(f"  {call(words):<{len(call()) + 15}}  {does}")


_GOING_ON = (
    ("", "explore, in a terminal"),
    ("search QUERY", "find paragraphs, here"),
    ("add PATH", "import more"),
    ("--help", "all commands"),
)


def _soon_after_escape() -> None:
    """Wait 15 ms for more after Esc (tmux waits 10), unless the user has said how long.

    Textual waits for 100 ms, and reads how long when it is loaded.
    """
    name = "ESCDELAY"
    if name not in os.environ:
        os.environ[name] = "15"
        import textual.constants  # noqa: F401, PLC0415

        del os.environ[name]  # it is nothing to the editor that is opened from here


def _screen(archive: Archive, arguments: Namespace, trouble: str) -> int:
    _soon_after_escape()
    # Textual takes 200 ms and is wanted by nothing else here.
    from index import NutgrafError, config_file  # noqa: PLC0415
    from tui.app import run  # noqa: PLC0415
    from tui.commands.crash import report  # noqa: PLC0415
    from tui.config import read_config  # noqa: PLC0415

    config = read_config(config_file(), os.environ)
    if trouble:
        config = replace(config, problems=(*config.problems, trouble))
    if config.entities:
        from tui.commands.importing import entity_engine  # noqa: PLC0415  (seldom set)

        # Texts in which a name is added on the screen are read by what imports use. An engine that
        # does not exist is told where news comes in.
        with suppress(NutgrafError):
            archive.recogniser = entity_engine()
    return run(
        archive,
        config,
        report,
        query=arguments.query,
        settings=config_file(),
        named=named(arguments),
    )


def version() -> str:
    """The version that is installed."""
    from importlib import metadata  # noqa: PLC0415  (takes 30 ms)

    try:
        return metadata.version("nutgraf")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _details() -> str:
    from tui.commands import NAMES, load  # noqa: PLC0415  (the table loads this module)
    from tui.commands.helptext import described  # noqa: PLC0415

    rows = [described(name, load(name).summary) for name in NAMES]
    return (
        "Without a command the archive is opened on the screen, after importing what is named. "
        "Where there is no terminal, nothing is opened; what was imported is told.\n\n"
        + "\n".join(["  commands (each has its own --help):", *rows])
    )


COMMAND = Command(
    name="",
    summary="Explore a news archive: search by paragraph, follow names, export with sources",
    details=_details,
    examples=(
        Example("nutgraf", "opens your archive"),
        Example("nutgraf ~/news", "imports a folder, then opens the archive"),
        Example("nutgraf --archive election.db --query 'lee w/5 xi'", "another archive, a query"),
    ),
    arguments=_arguments,
    run=_run,
)
