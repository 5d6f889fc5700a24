"""`nutgraf feeds fetch`: import what is new in feeds."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import INTERRUPTED, NOTHING, OK, UNREADABLE, Command, Example
from tui.commands.importing import entity_engine, intake_rules
from tui.commands.interruption import Interruption
from tui.commands.output import counted, is_terminal, json_text, put, say
from tui.text import clean

if TYPE_CHECKING:
    from index import FeedOutcome, FetchReport

_BAD = ("failed", "gone")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "feeds",
        nargs="*",
        metavar="FEED",
        help="numbers, addresses, titles, or parts of them; all feeds unless given",
    )
    parser.add_argument(
        "--quiet", action="store_true", help="say only what went wrong, as a timer wants it"
    )
    parser.add_argument(
        "--keep-original", action="store_true", help="keep the pages that are fetched for full text"
    )
    parser.add_argument("--json", action="store_true", help="print what came of each as JSON")


def _run(arguments: Namespace) -> int:
    from index import FetchReport, ReadOptions  # noqa: PLC0415  (loads the readers)

    options = ReadOptions(
        rules=intake_rules(), engine=entity_engine(), keep_original=arguments.keep_original
    )
    with opened(arguments, needed=False, create=True) as archive:
        feeds = len(arguments.feeds or archive.feeds.all())
        if not feeds:
            if arguments.json:
                put(json_text(_record(FetchReport())))
            say("no feeds are followed", "Follow one with: nutgraf feeds add URL")
            return NOTHING
        with Interruption() as interruption, _lines(feeds, quiet=arguments.quiet) as show:
            report = archive.feeds.fetch(
                arguments.feeds,
                options,
                tell=lambda outcome: show(_line(outcome, quiet=arguments.quiet)),
                stop=interruption.stop,
            )
    if arguments.json:
        put(json_text(_record(report)))
    elif not arguments.quiet:
        put(_summary(report))
    if report.interrupted:
        return INTERRUPTED
    return UNREADABLE if report.failed else OK


@contextmanager
def _lines(feeds: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """What is to be called with the line of each feed; on a terminal a bar stands below them."""
    if quiet or not is_terminal(sys.stderr):
        yield lambda line: say(line) if line else None
        return
    from tui.commands.progress import feed_bar  # noqa: PLC0415  (rich takes 60 ms)

    with feed_bar(feeds) as show:
        yield show


def _line(outcome: FeedOutcome, *, quiet: bool = False) -> str:
    """One line that says what came of a feed; "" for what the quiet do not want to hear."""
    if quiet and outcome.state not in _BAD:
        return ""
    name = outcome.feed.title or outcome.feed.url
    if outcome.state in _BAD and outcome.feed.title:
        name = f"{name} ({outcome.feed.url})"
    if outcome.state in (*_BAD, "waiting"):
        return f"{name}: {outcome.message}"
    parts = [f"{outcome.new:,} new"]
    parts += [f"{outcome.changed:,} changed"] if outcome.changed else []
    parts += [f"{outcome.unchanged:,} known"] if outcome.unchanged else []
    parts += [f"{outcome.dropped:,} dropped"] if outcome.dropped else []
    parts += [f"{len(outcome.skipped):,} without text"] if outcome.skipped else []
    parts += [_unpaged(outcome)] if outcome.unpaged else []
    said = "nothing new" if outcome.state == "same" else ", ".join(parts)
    told = [*(one.text for one in outcome.remarks), outcome.message]
    return "; ".join([f"{name}: {said}", *filter(None, told)])


def _unpaged(outcome: FeedOutcome) -> str:
    """How many pages could not be had, and why: those articles have the feed's own text."""
    reasons = Counter(one.reason for one in outcome.unpaged)
    why = ", ".join(
        f"{reason}{f' ×{many:,}' if many > 1 else ''}" for reason, many in reasons.items()
    )
    return (
        f"{len(outcome.unpaged):,} with the feed's text alone, as the page could not be had ({why})"
    )


def _summary(report: FetchReport) -> str:
    outcomes = report.outcomes
    new, changed = sum(one.new for one in outcomes), sum(one.changed for one in outcomes)
    said = f"{counted(len(outcomes), 'feed')}: {new:,} new, {changed:,} changed"
    said += f"; {len(report.failed):,} failed" if report.failed else ""
    lines = [f"{said}, in {report.seconds:.1f} s."]
    lines += [
        f"  {number:>6,}  dropped by {clean(rule)}" for rule, number in report.dropped.items()
    ]
    if report.interrupted:
        lines.append("Interrupted: this much is stored. The same call fetches the rest.")
    return "\n".join(lines)


def _record(report: FetchReport) -> dict[str, object]:
    return {
        "interrupted": report.interrupted,
        "seconds": round(report.seconds, 3),
        "dropped": dict(report.dropped),
        "feeds": [
            {
                "number": one.feed.number,
                "url": one.feed.url,
                "title": one.feed.title,
                "state": one.state,
                "status": one.feed.status,
                "new": one.new,
                "changed": one.changed,
                "unchanged": one.unchanged,
                "dropped": one.dropped,
                "skipped": [{"path": each.path, "reason": each.reason} for each in one.skipped],
                "unpaged": [{"path": each.path, "reason": each.reason} for each in one.unpaged],
                "remarks": [each.text for each in one.remarks],
                "message": one.message,
            }
            for one in report.outcomes
        ],
    }


FETCH = Command(
    name="feeds fetch",
    summary="Import what is new in feeds",
    details=lambda: (
        "A line a feed says what came of it. What is wrong with one stops no other; then the exit "
        "code is 4. Servers are asked politely: one request at a time to a host, a second apart, "
        "and only for what has changed. A feed that is gone for good is asked again only when it "
        "is named."
    ),
    examples=(
        Example("nutgraf feeds fetch", "all feeds"),
        Example("nutgraf feeds fetch echo 4", "some of them"),
        Example("nutgraf feeds fetch --quiet", "from cron or a timer"),
    ),
    arguments=_arguments,
    run=_run,
)
