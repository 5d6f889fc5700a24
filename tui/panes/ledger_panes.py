"""The lists of a ledger side by side: who speaks, what somebody said, and somebody else beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.panes.ledger_lists import SaidList, SpeakerList
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import SpeakerCount


class LedgerPanes(Horizontal):
    """Where there is no room for all lists, the one in use is shown, and the quotes side by side as
    long as there is room for two (`-narrow` and `-normal` of the screen).
    """

    SCOPED_CSS = False  # how much room there is the screen knows
    DEFAULT_CSS = """
    LedgerPanes { height: 1fr; }
    LedgerPanes LineList {
        width: 1fr; height: 1fr; border: round $border-blurred; border-title-color: $quiet;
    }
    LedgerPanes LineList:focus {
        border: round $border; border-title-color: $background;
        border-title-background: $border; border-title-style: bold;
    }
    LedgerPanes SpeakerList { width: 30; }
    LedgerPanes #beside { display: none; }
    LedgerPanes.-both #beside { display: block; }
    .-normal LedgerPanes.-both SpeakerList { display: none; }
    .-normal LedgerPanes.-both.-choosing SpeakerList { display: block; }
    .-normal LedgerPanes.-both.-choosing #beside { display: none; }
    .-narrow LedgerPanes LineList { display: none; }
    .-narrow LedgerPanes.-both #beside { display: none; }
    .-narrow LedgerPanes LineList.-chosen { display: block; width: 1fr; }
    .-narrow LedgerPanes.-both #beside.-chosen { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.speakers = SpeakerList()
        self.said, self.beside = SaidList("said"), SaidList("beside")
        self.kept: SpeakerCount | None = None
        """Whose quotes are shown beside those of the speaker at the cursor."""

    def compose(self) -> ComposeResult:
        yield self.speakers
        yield self.beside
        yield self.said

    @property
    def both(self) -> tuple[SaidList, SaidList]:
        """The lists of quotes, whether the first one is shown or not."""
        return self.beside, self.said

    @property
    def shown(self) -> list[LineList[Any]]:
        """The lists that there are to go through."""
        beside = [self.beside] if self.kept is not None else []
        return [self.speakers, *beside, self.said]

    @property
    def quotes_in_use(self) -> SaidList | None:
        """The quotes that have the focus; None where speakers have it, or nothing of this."""
        focused = self.screen.focused
        return focused if isinstance(focused, SaidList) else None

    def keep(self, speaker: SpeakerCount | None) -> None:
        """Have a list for the quotes of a speaker, whoever is at the cursor; None is for none."""
        self.kept = speaker
        self.choose(self.speakers)
        self.speakers.kept = speaker.entity if speaker else None
        self.set_class(speaker is not None, "-both")
        self.speakers.repaint()

    def choose(self, chosen: LineList[Any]) -> None:
        """Use a list, which may have had no room until now."""
        for one in self.shown:
            one.set_class(one is chosen, "-chosen")
        self.set_class(chosen is self.speakers, "-choosing")
        chosen.focus()

    def turn(self, step: int) -> None:
        """Use the next list, or the one before."""
        shown, focused = self.shown, self.screen.focused
        at = shown.index(focused) if focused in shown else 0
        self.choose(shown[(at + step) % len(shown)])

    def on_descendant_focus(self) -> None:
        for one in self.shown:
            one.set_class(one.has_focus, "-chosen")
        self.set_class(self.speakers.has_focus, "-choosing")
