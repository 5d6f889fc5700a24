"""`nutgraf verify`: hold exported quotations against their ids and against the archive."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index import InputError, expanded
from tui.commands.archives import opened, place
from tui.commands.base import NOTHING, OK, UNCHECKED, UNREADABLE, Command, Example, UsageError
from tui.commands.output import Paint, counted, json_text, put, say
from tui.commands.parser import any_file
from tui.commands.standard_input import standard_input
from tui.commands.standing import Standings
from tui.commands.unproven import without_id
from tui.commands.verdicts import CheckedFile, checked
from tui.text import clean

if TYPE_CHECKING:
    from index import ReadBack


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        type=any_file,
        metavar="FILE",
        help='an export in any format, or a text that quotations of one stand in; "-" is standard '
        "input",
    )
    parser.add_argument(
        "--without-archive",
        action="store_true",
        help="look only whether the words are those that the ids were made of",
    )
    parser.add_argument("--json", action="store_true", help="every quotation with all that is told")


def _run(arguments: Namespace) -> int:
    if arguments.without_archive and arguments.archive:
        raise UsageError("An archive is named that is not to be asked.", "Leave out one of both.")
    problems: dict[str, str] = {}
    with _asked(arguments) as standings:
        found = list(_checked(arguments.files, standings, problems))
    if arguments.json:
        put(json_text(_record(found, problems, asked=standings is not None), indent=1))
    else:
        paint = Paint.of(sys.stdout)
        for one in found:
            for line in one.lines(paint):
                put(line)
    for name, reason in problems.items():
        say(f"{name}: {reason}")
    _sum_up(found)
    if problems:
        return UNREADABLE
    if not all(one.is_right for one in found):
        return NOTHING
    return OK if all(one.is_complete for one in found) else UNCHECKED


@contextmanager
def _asked(arguments: Namespace) -> Iterator[Standings | None]:
    """What is asked of the archive; None where none is to be, or the user has none yet."""
    if arguments.without_archive:
        yield None
        return
    from index import OriginalWords  # noqa: PLC0415  (loaded where it is wanted)

    if _has_none(arguments):
        say("there is no archive yet: the words are held against their ids alone")
        yield None
        return
    with opened(arguments, indexed=False) as archive:
        yield Standings(archive, OriginalWords())


def _has_none(arguments: Namespace) -> bool:
    """Whether no archive was named, and the user's own was not made yet."""
    from index import archive_file  # noqa: PLC0415  (loaded where it is wanted)
    from tui.commands.config import settings  # noqa: PLC0415  (as above)

    meant = place(arguments, settings())
    is_named = meant.address or meant.file or os.environ.get("NUTGRAF_ARCHIVE")
    return not is_named and not archive_file().exists()


def _checked(
    files: Sequence[Path], standings: Standings | None, problems: dict[str, str]
) -> Iterator[CheckedFile]:
    """What was found in files; why some could not be read goes to `problems`."""
    for file in files:
        name = clean(str(file))
        try:
            read = _read(file)
        except InputError as error:
            problems[name] = clean(error.message)
        except OSError as error:
            problems[name] = error.strerror or str(error)
        else:
            yield checked(name, read, standings)


def _read(file: Path) -> ReadBack:
    from index import read_back  # noqa: PLC0415  (loaded where it is wanted)

    if str(file) == "-":
        stream = standard_input()
        buffer = getattr(stream, "buffer", None)
        data = buffer.read() if buffer is not None else stream.read().encode("utf-8")
        return read_back(data)
    return read_back(expanded(file).read_bytes(), file.name)


def _record(
    found: Sequence[CheckedFile], problems: dict[str, str], *, asked: bool
) -> dict[str, object]:
    """All of it for programs."""
    unread = [{"file": name, "problem": reason} for name, reason in problems.items()]
    return {
        "right": not problems and all(one.is_right and one.is_complete for one in found),
        "archive_asked": asked,
        "files": [*(one.record() for one in found), *unread],
    }


def _sum_up(found: Sequence[CheckedFile]) -> None:
    """What there is to say of all of them."""
    every = [one for file in found for one in file.verdicts]
    without = without_id([one for file in found for one in file.unproven])
    if not every:
        if without:
            say(without)
        return
    parts = [
        counted(sum(one.words == "altered" for one in every), "altered", "altered"),
        counted(sum(one.words == "unproven" for one in every), "not proven", "not proven"),
        counted(sum(bool(one.since) for one in every), "otherwise today", "otherwise today"),
        counted(
            sum(bool(one.standing.sources) for one in every),
            "of another source",
            "of another source",
        ),
        counted(sum(file.lacking for file in found), "lacking", "lacking"),
    ]
    told = [part for part in parts if not part.startswith("0 ")]
    all_well = "all as they were" if len(every) > 1 else "as it was"
    said = f"{counted(len(every), 'quotation')}: {', '.join(told) or all_well}"
    say("; ".join(filter(None, (said, without))))


COMMAND = Command(
    name="verify",
    summary="Check exported quotations against their ids and the archive",
    details=lambda: (
        "For each quotation of a file: whether its words are those that its id was made of, and "
        "how they differ from the archive's where they are not; whether the archive has that "
        "paragraph, in which version, and whether it was changed, corrected, taken back or removed "
        "since; whether the original that was kept, or the file that it was read from, still is "
        "there and has these words. What the export says itself (that a text was changed since, "
        "that the article was corrected) is as it was. What stands beside a quotation as its "
        "source is compared field by field. Of a draft, block quotes and passages in "
        "quotation marks count, with an id behind them in brackets or as a footnote; they may be "
        "a part of their paragraph, with … or […] where words are left out. Those without an id "
        "are listed, with where their words stand in the archive. The exit code is 1 where a "
        "quotation is altered, otherwise today, of another source or not in the archive, or an "
        "export has fewer than it says, 6 where nothing of that is so, but something could not be "
        "checked, and 4 where a file cannot be read; what became of the files does not change it."
    ),
    examples=(
        Example("nutgraf verify swap.md", "a note, and what became of all that it quotes"),
        Example("nutgraf verify --without-archive *.json", "the words alone, anywhere"),
        Example("nutgraf verify draft.txt --json | jq '.files[].quotations[]'", "for programs"),
    ),
    arguments=_arguments,
    run=_run,
)
