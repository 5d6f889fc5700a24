"""`nutgraf trail`: what was searched for and opened, and how something was found."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from tui.commands.archives import named, opened
from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.output import counted, json_text, put, say
from tui.commands.parser import whole
from tui.shell import of_hop
from tui.trail_report import moment, report, words

if TYPE_CHECKING:
    from index import Hop


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "hop",
        nargs="?",
        type=whole,
        metavar="STEP",
        help="the number of a step, as it is listed: only the way that leads to it",
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="a JSON array, in order of time")
    forms.add_argument(
        "--md", action="store_true", help="“How this was found” in Markdown, with the commands"
    )
    forms.add_argument("--forget", action="store_true", help="forget all steps")


def _run(arguments: Namespace) -> int:
    from index import way_to  # noqa: PLC0415  (loaded where it is wanted)

    with opened(arguments, indexed=False) as archive:
        if arguments.forget:
            say(f"{counted(archive.trail.forget(), 'step')} forgotten")
            return OK
        hops = archive.trail.hops()
        if arguments.hop:
            hops = way_to(hops, arguments.hop)
        elif arguments.md and hops:
            hops = way_to(hops, hops[-1].number)
        saved = archive.standing_for([hop.query for hop in hops]) if arguments.md else {}
    if not hops:
        if arguments.json:
            put("[]")
        say("there is no such step" if arguments.hop else "nothing was searched for yet")
        return NOTHING
    where = named(arguments)
    if arguments.json:
        put(json_text([_record(hop, where) for hop in hops], indent=1))
    elif arguments.md:
        put(report(hops, where, saved), end="")
    else:
        for hop in hops:
            put(f"{hop.number}  {moment(hop):%Y-%m-%d %H:%M}  {hop.kind:<6}  {words(hop)}")
    return OK


def _record(hop: Hop, where: Sequence[str]) -> dict[str, object]:
    """A step for programs, without a number that means nothing outside."""
    told = {name: value for name, value in asdict(hop).items() if name != "paragraph"}
    return {**told, "command": of_hop(hop, where)}


COMMAND = Command(
    name="trail",
    summary="List what was searched for and opened, and how something was found",
    details=lambda: (
        "In the application each search that was meant and each paragraph that was opened is a "
        "step, kept with the one it was made from (W shows the tree). With --md and no step, it is "
        "the way to the last one."
    ),
    examples=(
        Example("nutgraf trail", "all steps, in order of time"),
        Example("nutgraf trail --md > how.md", "how what was read last was found"),
        Example("nutgraf trail 1764144000000000 --md", "how that step was come to"),
    ),
    arguments=_arguments,
    run=_run,
)
