"""Importing with a bar, and telling what came of it: for `add` and for `nutgraf PATH…`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index import write
from tui.called import as_called
from tui.commands.base import INTERRUPTED, OK, UNREADABLE, WRONG_CALL, UsageError
from tui.commands.interruption import Interruption
from tui.commands.output import counted, csv_row, is_terminal, json_text, say
from tui.commands.replacing import ensure_own
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, ImportReport, Progress, ReadOptions, RecogniserSettings, Rules

_LISTED = 20
_COLUMNS = ("path", "reason")
_HEADS = (",".join(_COLUMNS), "\t".join(_COLUMNS))
_RECORD = '{\n  "read": '
"""How reports begin, in CSV, with tabs, and in JSON."""
_REASONS = 10
_FEW = 5
_NUMBERED = re.compile(r"^(?:line|record|row|message) [\d,]+: ")


def bring_in(
    archive: Archive,
    paths: Sequence[str],
    options: ReadOptions,
    tell: Callable[[ImportReport], None],
) -> ImportReport:
    """Import, with a bar on a terminal, and `tell` what came of it, also where the archive ends it.
    ctrl-c ends it with what was read by then.
    """
    from index import ArchiveError  # noqa: PLC0415  (takes time that --help can spare)

    try:
        with import_progress() as (show, stop):
            report = archive.add(paths, options, progress=show, stop=stop)
    except ArchiveError as problem:
        if problem.stored is not None:
            tell(problem.stored)
        raise
    tell(report)
    return report


Show = Callable[["Progress"], None]


@contextmanager
def import_progress() -> Iterator[tuple[Show | None, Callable[[], bool]]]:
    """What is told how far things are, and what says whether ctrl-c was pressed."""
    with Interruption() as interruption, _bar() as show:
        yield show, interruption.stop


@contextmanager
def _bar() -> Iterator[Show | None]:
    if not is_terminal(sys.stderr):
        yield None
        return
    from tui.commands.progress import import_bar  # noqa: PLC0415  (rich takes 60 ms)

    with import_bar() as show:
        yield show


def intake_rules() -> Rules:
    """The rules of [intake] in the settings. Raises NutgrafError for one that cannot be read, and
    where there may be some that nobody has read.
    """
    from index import Rules  # noqa: PLC0415  (loads the readers)
    from tui.commands.config import settings  # noqa: PLC0415  (wanted where news comes in)

    config = settings()
    if wrong := config.intake_problem:
        raise UsageError(
            f"{wrong} What it says of articles to drop or keep is not known.",
            "Mend it; `nutgraf config --check` says what is wrong. Nothing was read.",
        )
    return Rules.of(**config.intake)


def entity_engine() -> RecogniserSettings:
    """What [entities] in the settings says. Raises NutgrafError for what does not exist."""
    from index import RecogniserSettings  # noqa: PLC0415  (wanted where news comes in)
    from tui.commands.config import settings  # noqa: PLC0415

    return RecogniserSettings(**settings().entities)


def exit_code(report: ImportReport) -> int:
    if report.interrupted:
        return INTERRUPTED
    if report.unindexed:
        return WRONG_CALL
    return UNREADABLE if report.skipped else OK


def summary(report: ImportReport, *, written_to: str = "", done: str = "read") -> str:
    """What an import did, in words: all counts, and what was skipped with its reason. `done` is
    what was done with articles: read, pushed into a cluster, or pulled from one.
    """
    parts = [
        f"{report.new:,} new",
        f"{report.changed:,} changed",
        f"{report.unchanged:,} unchanged"
        + (f" ({report.removed:,} of them removed earlier)" if report.removed else ""),
    ]
    said = f"{counted(report.read, 'article')} {done}: {', '.join(parts)}"
    skipped = report.skipped
    said += f"; {counted(len(skipped), 'input')} skipped" if skipped else ""
    lines = [f"{said}, in {report.seconds:.1f} s.", *_of_inputs(report)]
    if report.interrupted:
        where = "in the cluster" if done == "pushed" else "stored"
        lines.append(f"Interrupted: this much is {where}. The same call goes on from here.")
    if report.unindexed:
        lines.append(f"All of it is stored, but cannot be found yet. {clean(report.unindexed)}")
    if len(skipped) > _LISTED:
        # Each line of a file that lacks the same is one reason.
        reasons = Counter(_NUMBERED.sub("", one.reason) for one in skipped).most_common()
        lines.append("Skipped, by reason:")
        lines += [f"  {number:>6,}  {clean(reason)}" for reason, number in reasons[:_REASONS]]
        if rest := reasons[_REASONS:]:
            lines.append(f"  {sum(n for _, n in rest):>6,}  for {len(rest)} other reasons")
    lines += _of_marks(report) + _of_articles(report) + _lacking(report)
    remarks = report.remarks
    lines += ["To be looked at:"] if remarks else []
    lines += [f"  {clean(one.path)}: {clean(one.text)}" for one in remarks[:_LISTED]]
    if len(remarks) > _LISTED:
        lines.append(f"  and {len(remarks) - _LISTED:,} more; --report FILE writes all of them")
    lines += _left_out(report, written_to)
    lines += ["Skipped:"] if skipped else []
    lines += [f"  {clean(one.path)}: {clean(one.reason)}" for one in skipped[:_LISTED]]
    if more := len(skipped) - _LISTED:
        where = f"all are in {written_to}" if written_to else "--report FILE writes all of them"
        lines += [f"  and {more:,} more; {where}"] if more > 0 else []
    return as_called("\n".join(lines))


def _of_inputs(report: ImportReport) -> list[str]:
    """How many files there were, and how many of them were not read."""
    if not (unread := report.inputs - report.inputs_read) and not report.inputs_in_part:
        return []
    part = f" ({report.inputs_in_part:,} of them in part)" if report.inputs_in_part else ""
    read = f"{report.inputs_read:,} read{part}"
    return [f"{counted(report.inputs, 'file')}: {read}, {unread:,} not."]


def _left_out(report: ImportReport, written_to: str) -> list[str]:
    """How many files were left out by rule, for which reasons, and where each is named."""
    if not (left_out := report.left_out):
        return []
    lines = ["Left out:"]
    if len(left_out) <= _FEW:
        return lines + [f"  {clean(one.path)}: {clean(one.reason)}" for one in left_out]
    reasons = Counter(one.reason for one in left_out).most_common()
    lines += [f"  {number:>6,}  {clean(reason)}" for reason, number in reasons]
    return [*lines, f"  {written_to or '--report FILE'} names each"]


def _of_marks(report: ImportReport) -> list[str]:
    """What became of highlights and notes that came with the articles."""
    marks = report.marks
    if not marks:
        return []
    waiting = len(marks.waiting)
    parts = [f"{marks.bookmarked:,} bookmarked"] if marks.bookmarked else []
    parts += [f"{marks.changed:,} changed"] if marks.changed else []
    parts += [f"{waiting:,} waiting for {'its' if waiting == 1 else 'their'} text"] * bool(waiting)
    return [f"Highlights and notes: {', '.join(parts)}."]


def _of_articles(report: ImportReport) -> list[str]:
    """What is to be said of articles that were kept apart, or left out."""
    lines = []
    if report.apart:
        apart = f"{counted(report.apart, 'article')} kept apart from unlike ones"
        lines.append(f"{apart} at the same address, or of the same outlet, day and headline.")
    if report.removed:
        stays = "stays out: it was" if report.removed == 1 else "stay out: they were"
        back = "`nutgraf removed` lists what was removed, and brings it back"
        lines.append(f"{counted(report.removed, 'article')} {stays} removed. {back}.")
    if report.dropped:
        lines.append(f"{counted(sum(report.dropped.values()), 'article')} dropped, by rule:")
        lines += [f"  {number:>6,}  {clean(rule)}" for rule, number in report.dropped.items()]
    return lines


def _lacking(report: ImportReport) -> list[str]:
    """How many of the new and changed articles have no date and no outlet, and what to do."""
    lines = []
    if report.undated:
        undated = counted(report.undated, "article")
        lines.append(f"Without a date: {undated}. `nutgraf search is:undated` finds them.")
    if report.unsourced:
        lines.append(
            f"Without an outlet: {counted(report.unsourced, 'article')}."
            " --outlet NAME gives one to those that name none."
        )
    return lines


def as_record(report: ImportReport) -> dict[str, object]:
    """The report for `--json`."""
    return {
        "read": report.read,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "apart": report.apart,
        "removed": report.removed,
        "undated": report.undated,
        "unsourced": report.unsourced,
        "highlights": {
            "bookmarked": report.marks.bookmarked,
            "changed": report.marks.changed,
            "waiting": len(report.marks.waiting),
        },
        "dropped": dict(report.dropped),
        "interrupted": report.interrupted,
        "unindexed": report.unindexed,
        "seconds": round(report.seconds, 3),
        "remarks": [{"path": one.path, "text": one.text} for one in report.remarks],
        "skipped": [{"path": one.path, "reason": one.reason} for one in report.skipped],
        "inputs": {
            "found": report.inputs,
            "read": report.inputs_read,
            "in_part": report.inputs_in_part,
        },
        "left_out": [{"path": one.path, "reason": one.reason} for one in report.left_out],
    }


def check_report_file(path: Path, inputs: Sequence[str]) -> None:
    """Raise UsageError, before anything is read, when a report cannot be written there, or would be
    written over something else than a report.
    """
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise UsageError(f"The report cannot be written to {path}: no such folder, or a folder.")
    ensure_own(path, _is_report, "report of an import")
    if any(path.resolve() == Path(one).resolve() for one in inputs if "://" not in one):
        raise UsageError(f"The report cannot be written to {path}, which is to be read.")


def _is_report(text: str) -> bool:
    return text.startswith((*_HEADS, _RECORD))


def write_report(path: Path, report: ImportReport) -> None:
    """Write every input that was skipped or left out with its reason, and what is to be said of
    those that were read: JSON or CSV by the file's name, else tabs.
    """
    suffix = path.suffix.lower()
    unread = [*report.skipped, *report.left_out]
    if suffix == ".json":
        text = json_text(as_record(report), indent=2) + "\n"
    else:
        row = csv_row if suffix == ".csv" else _tabbed
        rows = [_COLUMNS, *((one.path, one.reason) for one in unread)]
        rows += [(one.path, f"read; {one.text}") for one in report.remarks]
        text = "".join(row(each) + "\n" for each in rows)
    write(path, text, overwrite=True)
    more = f" and {len(report.left_out):,} left out" if report.left_out else ""
    say(f"{counted(len(report.skipped), 'skipped input')}{more} written to {path}")


def _tabbed(values: tuple[str, ...]) -> str:
    return "\t".join(map(clean, values))
