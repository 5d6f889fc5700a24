"""Into which dossier something is put: one that there is, or a new one by its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui import present
from tui.screens.choose import Option, OptionRows
from tui.screens.dialogs import Dialog
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList

_ROWS = 8


class Collect(Dialog[str]):
    """A name is typed, and the dossiers that have it are listed below. Answers a name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Collect OptionRows { background: $surface; margin-top: 1; }
    """
    saving = "Put in"
    below = "Enter put in · ↑ ↓ another · {close} cancel"

    def __init__(
        self,
        what: str,
        dossiers: Sequence[tuple[str, int]],
        act: Callable[[str], Awaitable[object]],
        known: Callable[[], Awaitable[Sequence[tuple[str, int]]]],
    ) -> None:
        """`what` is put in; `dossiers` are names and how much each holds, which `known` tells
        again when somebody else has changed something.
        """
        super().__init__(act)
        self.heading = f"Put {what} into a dossier"
        self._dossiers, self._known = dossiers, known
        self._offered: list[Option] = []
        self._typed: str | None = None
        """What is offered for."""

    def fields(self) -> Iterable[Widget]:
        yield LineInput(placeholder="the name of one, or of a new one", compact=True)
        yield OptionRows()

    def on_mount(self) -> None:
        self.query_one(OptionRows).can_focus = False
        self.query_one(Input).focus()
        self.show(self._dossiers)

    def lists(self, name: str) -> bool:
        """Whether a dossier of this name is known."""
        return name in (one for one, _ in self._dossiers)

    def show(self, dossiers: Sequence[tuple[str, int]]) -> None:
        """Offer these."""
        rows = self.query_one(OptionRows)
        current = rows.current()
        self._dossiers, self._typed = dossiers, None
        # One more than there are, for the new one.
        rows.styles.height = min(_ROWS, len(dossiers) + 1)
        self._offer()
        names = [name for name, *_ in self._offered]
        if current is not None and current[0] in names:
            rows.move_to(names.index(current[0]))

    def archive_changed(self) -> None:
        self.run_worker(self._renew(), exit_on_error=False)

    async def _renew(self) -> None:
        dossiers = await self._known()
        if self.is_attached and not self.acting and dossiers != self._dossiers:
            self.show(dossiers)

    @on(Input.Changed)
    def _offer(self) -> None:
        """Dossiers with what is typed in their name; a new one where none is called so."""
        typed = " ".join(self.query_one(Input).value.split())
        if typed == self._typed:
            return
        self._typed = typed
        self._offered = [
            (name, name, present.plural(size, "item"))
            for name, size in self._dossiers
            if typed.casefold() in name.casefold()
        ]
        if typed and not self.lists(typed):
            self._offered.append((typed, f"New: {typed}", ""))
        rows = self.query_one(OptionRows)
        rows.show_rows(len(self._offered), lambda a, b: self._offered[a:b])

    def action_move(self, step: int) -> None:
        rows = self.query_one(OptionRows)
        rows.move_to(rows.cursor + step, step)

    @on(LineList.Opened)
    @on(Input.Submitted)
    def action_save(self) -> None:
        """Put it into the dossier under the cursor."""
        self._offer()  # Enter comes sooner than the word that the line has changed
        row = self.query_one(OptionRows).current()
        if row is None:
            self.refuse("A dossier needs a name.")
        else:
            self.answer(row[0])
