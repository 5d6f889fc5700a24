"""`nutgraf doctor`: where things are, which versions, and whether all is sound."""

from __future__ import annotations

import os
import platform
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from shlex import quote
from typing import TYPE_CHECKING

from index import NutgrafError, expanded
from tui.called import as_called
from tui.commands.archives import archive_file_of, opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError
from tui.commands.config import problems
from tui.commands.importing import entity_engine
from tui.commands.open import version
from tui.commands.output import counted, json_text, put, say
from tui.commands.parser import named_file
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, StageState

_LIBRARIES = ("whoosh", "textual", "numpy", "rich", "trafilatura")


@dataclass(slots=True)
class _Findings:
    facts: dict[str, str] = field(default_factory=dict)
    stages: Sequence[StageState] = ()
    problems: list[str] = field(default_factory=list)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="the same as JSON; with --dates, an object a line"
    )
    parser.add_argument(
        "--dates",
        action="store_true",
        help="list the articles that are undated, said to be of about then, or whose dates cannot "
        "well be right, and why",
    )
    parser.add_argument(
        "--repair",
        metavar="NEWFILE",
        type=named_file,
        help="write all that is sound of the archive to a new file",
    )


def _run(arguments: Namespace) -> int:
    if arguments.dates:
        return _dates(arguments)
    if arguments.repair:
        return _repair(arguments)
    from index import SQLITE_VERSION  # noqa: PLC0415  (loads SQLite, which --help can spare)

    findings = _Findings()
    facts = findings.facts
    facts["nutgraf"] = version()
    facts["python"] = f"{platform.python_version()} ({sys.executable})"
    facts["sqlite"] = SQLITE_VERSION
    facts |= {name: _version_of(name) for name in _LIBRARIES}
    from index import config_file  # noqa: PLC0415  (--help can spare it)

    path = config_file()
    facts["settings"] = str(path) + ("" if path.exists() else " (none; all defaults)")
    findings.problems += problems()
    archive = archive_file_of(arguments)
    facts["archive"] = str(archive)
    if archive.exists() or arguments.archive or os.environ.get("NUTGRAF_ARCHIVE"):
        _look_into(arguments, findings)
    else:
        facts["archive"] += " (none yet; made by: nutgraf add PATH)"
        findings.problems.append("there is no archive")
    _tell(findings, as_json=arguments.json)
    return NOTHING if findings.problems else OK


def _dates(arguments: Namespace) -> int:
    """Each doubtful date on a line; their number for each reason to whoever looks on."""
    counts: Counter[str] = Counter()
    with opened(arguments, indexed=False) as archive:
        for problem in archive.date_problems():
            counts[problem.reason.partition(";")[0]] += 1
            if arguments.json:
                told = asdict(problem)
                del told["article"]  # a number that means nothing outside
                put(json_text(told))
            else:
                said = (
                    problem.id,
                    problem.date or "-",
                    problem.reason,
                    problem.title,
                    problem.origin,
                )
                put("\t".join(map(clean, said)))
    for reason, count in counts.most_common():
        say(f"{count:,} {reason}")
    if not counts:
        say("Every article has a date that can be right.")
    return NOTHING if counts else OK


def _repair(arguments: Namespace) -> int:
    """A copy of what is sound; 1 when something could not be brought over."""
    from index import repair  # noqa: PLC0415  (loads SQLite, as above)

    source = archive_file_of(arguments)
    target = expanded(arguments.repair)
    if os.path.lexists(target):
        raise UsageError(
            f"{target} exists already.", "What is saved goes into a new file: name another."
        )
    repaired = repair(source, target, lambda table: say(f"reading: {table}"))
    put(
        f"{clean(str(target))}: {counted(repaired.articles, 'article')}, "
        f"{counted(repaired.paragraphs, 'paragraph')}, {counted(repaired.bookmarks, 'bookmark')}"
    )
    for table, count in repaired.lost:
        put(f"left out: {counted(count, 'row')} of {table} that cannot be right")
    for table in repaired.unreadable:
        put(f"left out: what stood in {table} where the file cannot be read")
    opens = f"nutgraf --archive {quote(str(target))}"
    say(
        f"{source} is as it was.",
        f"To go on with the copy: {opens}, or give it the other's name.",
    )
    return NOTHING if repaired.lost or repaired.unreadable else OK


def _look_into(arguments: Namespace, findings: _Findings) -> None:
    try:
        with opened(arguments, needed=False) as archive:
            _check(archive, findings)
    except NutgrafError as error:
        # What is wrong with the settings has been told.
        findings.problems += {str(error)}.difference(findings.problems)


def _check(archive: Archive, findings: _Findings) -> None:
    facts = findings.facts
    facts["index"] = str(archive.index_folder)
    pid = archive.writer
    facts["writer"] = "none" if pid is None else f"process {pid or '(unknown)'}"
    if pid is not None and (waiting := archive.pending):
        facts["waiting"] = f"{counted(waiting, 'article')} that it will index"
    stats = archive.stats()
    facts["holds"] = f"{stats.articles:,} articles, {stats.paragraphs:,} paragraphs"
    findings.stages = archive.enrichment(entity_engine()).states()
    findings.problems += archive.check()


def _version_of(library: str) -> str:
    from importlib import metadata  # noqa: PLC0415  (takes 30 ms)

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "not installed"


def _tell(findings: _Findings, *, as_json: bool) -> None:
    if as_json:
        stages = [asdict(stage) for stage in findings.stages]
        told = {**findings.facts, "stages": stages, "problems": findings.problems}
        put(json_text(told, indent=2))
        return
    for name, value in findings.facts.items():
        put(f"{name:<12}{clean(as_called(value))}")
    for stage in findings.stages:
        put(f"{stage.name:<12}{as_called(_how_far(stage))}, version {clean(stage.version)}")
    for problem in findings.problems:
        put(f"{'problem':<12}{clean(as_called(problem))}")
    put(f"{'checks':<12}{'some failed' if findings.problems else 'all sound'}")


def _how_far(stage: StageState) -> str:
    """How many texts a stage has been through; versions of articles are texts too."""
    done = f"{counted(stage.done, 'text')} done"
    if not stage.pending:
        return done
    took = f"{max(1, round(stage.seconds)):,} s of work"
    return f"{done}, {stage.pending:,} pending (about {took}; done by: nutgraf reindex)"


COMMAND = Command(
    name="doctor",
    summary="Check the archive, and say where everything is",
    details=lambda: (
        "Prints versions and paths, whether somebody is importing, how far the stages are by which "
        "names are found in the texts and those of one entity brought together, and the outcome of "
        "checking settings, archive file and index. With --dates, which articles have no date or "
        "one that cannot well be right: a line each with id, date, reason, headline and origin, "
        "parted by tabs. With --repair, all that is sound of a damaged archive, or of one that "
        "another program wrote into, goes into a new file; the archive itself is only read. Exit "
        "code 1 when something is wrong, or was left out. What another process is importing is no "
        "fault while it is waiting to be indexed."
    ),
    examples=(
        Example("nutgraf doctor", "what to look at first when something is odd"),
        Example("nutgraf doctor --dates | column -t -s '\t'", "what is undated or oddly dated"),
        Example(
            "nutgraf --archive old.db doctor --repair sound.db",
            "save what can be read of a damaged archive",
        ),
        Example("nutgraf doctor --json", "the same, to go with a report"),
    ),
    arguments=_arguments,
    run=_run,
)
