"""The way one has come, as a tree: of this session and of those before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from tui import keys, present
from tui.keys import bindings
from tui.screens.list_screen import ListScreen
from tui.shell import of_hop
from tui.text import clean, fit, pad, width
from tui.trail_report import moment, report, words
from tui.typing import BY_KEY
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Hop

_DEEPEST = 8  # steps that are indented; what lies deeper stands below


@dataclass(frozen=True, slots=True)
class Branch:
    """A hop where it stands in the tree: how deep, whether it is where one is now, and whether
    another session made it since this one began.
    """

    hop: Hop
    depth: int
    here: bool
    elsewhere: bool = False


def branches(
    hops: Sequence[Hop], here: int, elsewhere: Callable[[int], bool] = lambda _number: False
) -> Iterator[Branch]:
    """The tree from top to bottom: what came of a hop stands below it, in order of time."""
    hops = [hop for hop in hops if not hop.is_everything]
    known = {hop.number for hop in hops}
    below: dict[int, list[Hop]] = {}
    for hop in hops:
        below.setdefault(hop.parent if hop.parent in known and hop.parent else 0, []).append(hop)
    waiting = [(hop, 0) for hop in reversed(below.get(0, []))]
    while waiting:
        hop, depth = waiting.pop()
        yield Branch(hop, depth, hop.number == here, elsewhere(hop.number))
        # A single way on stands below its beginning; what was read there, and ways that part, are
        # indented.
        ways = below.get(hop.number, [])
        for each in reversed(ways):
            is_read = each.kind == "aside" or (each.kind == "read" and hop.kind == "search")
            aside = len(ways) > 1 or is_read
            waiting.append((each, depth + aside))


class TrailList(LineList[Branch]):
    """A line a hop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.TRAIL) if each.action == "open"
    ]

    selects = False

    def __init__(self, *, timed: bool = True) -> None:
        """`timed` False leaves out when a step was taken."""
        super().__init__(1)
        self._timed = timed

    def paint(self, item: Branch, cells: int) -> Sequence[Content]:
        hop = item.hop
        count = f"  {present.number(hop.found)} ¶" if hop.found is not None else ""
        when = f"{moment(hop):%d %b %H:%M}" if cells >= 50 else f"{moment(hop):%H:%M}"
        tail = f"{count}  {when}" if self._timed else count
        if item.elsewhere and cells >= 50:
            tail = f"  another session{tail}"
        sign = "● " if item.here else "/ " if hop.kind == "search" else "▸ "
        lead = "  " * min(item.depth, _DEEPEST) + sign
        room = max(4, cells - width(lead) - width(tail))
        style = "bold" if hop.kind == "search" else present.QUIET
        return [
            Content.assemble(
                (lead, present.MARK if item.here else present.KEY),
                (pad(fit(clean(words(hop)), room), room), style),
                (tail, present.QUIET),
            )
        ]


class TrailScreen(ListScreen["int | None"]):
    """The tree. Answers the number of the hop that is to be gone to."""

    tells_lacking = False

    place = keys.TRAIL
    heading = "Trail"
    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.TRAIL) if each.action != "open"
    ]

    def __init__(self, here: int, elsewhere: Callable[[int], bool]) -> None:
        """`here` is the hop where one is, `elsewhere` says of which others are at it now."""
        super().__init__()
        self.list = TrailList(timed=self.nutgraf.timed)
        self._here, self._elsewhere = here, elsewhere
        self._hops: Sequence[Hop] = ()

    def nothing(self) -> Content:
        return Content("Nothing yet.\n\nWhat you search for and open is kept here.")

    def on_mount(self) -> None:
        self._load()

    @work(exit_on_error=False, group=BY_KEY)
    async def _load(self) -> None:
        session = self.nutgraf.session
        await session.done()  # hops that are being kept
        self._hops = await session.read(session.archive.trail.hops)
        rows = list(branches(self._hops, self._here, self._elsewhere))
        at = next((at for at, row in enumerate(rows) if row.here), len(rows) - 1)
        self.list.show_rows(len(rows), lambda a, b: rows[a:b], max(0, at))
        self.show_empty(self.list, empty=not rows)
        self.list.border_title = f"Trail · {present.plural(len(rows), 'step')}"

    def command(self) -> str:
        """What repeats the step under the cursor."""
        current = self.list.current()
        return of_hop(current.hop) if current is not None else ""

    @on(LineList.Opened)
    def _opened(self) -> None:
        if (current := self.list.current()) is not None:
            self.dismiss(current.hop.number)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_copy(self) -> None:
        from index import way_to  # noqa: PLC0415  (only needed here)

        if not self.copy_selected() and (current := self.list.current()) is not None:
            way = way_to(self._hops, current.hop.number)
            session = self.nutgraf.session
            queries = [hop.query for hop in way]
            saved = await session.read(session.archive.standing_for, queries)
            self.to_clipboard(report(way, self.nutgraf.named, saved))
            steps = present.plural(len(way), "step")
            self.say(f"How this was found, in {steps}, sent to the terminal's clipboard.")
