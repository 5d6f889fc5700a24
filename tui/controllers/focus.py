"""Which pane is in use, and how much of the window each one gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tui import keys
from tui.panes.find_bar import FindBar
from tui.panes.query_bar import QueryInput
from tui.panes.timeline import TimelinePane
from tui.panes.word_bar import WordBar

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from tui.config import Config
    from tui.targets import Eye

_LEAST_READER = 40  # cells
_TWO_PANES, _THREE_PANES = 80, 120
"""Columns of a window from which on so many panes stand side by side."""
_PLACES = {"reader": keys.READER, "entities": keys.ENTITIES, "results": keys.RESULTS}


class FocusController:
    """Moves between the panes "results", "reader" and "entities", which stand side by side, one in
    the place of another, or alone.
    """

    pane = "results"
    """The pane that has the focus, or had it last."""
    eye: Eye = "results"

    def __init__(
        self,
        screen: Screen[Any],
        panes: Mapping[str, Widget],
        chips: Widget,
        config: Config,
        to_front: Callable[[], object],
    ) -> None:
        """`to_front` closes the screens that stand over the panes."""
        self._screen, self._panes, self._chips, self._config = screen, panes, chips, config
        self._to_front = to_front

    @property
    def place(self) -> str:
        """The place whose keys work now."""
        if isinstance(self._screen.focused, TimelinePane):
            return keys.TIMELINE
        if isinstance(self._screen.focused, FindBar):
            return keys.FIND
        if isinstance(self._screen.focused, WordBar):
            return keys.WORDS
        if self._screen.focused is self._chips:
            return keys.FILTERS
        return keys.QUERY if self.in_query else _PLACES[self.pane]

    @property
    def in_query(self) -> bool:
        return isinstance(self._screen.focused, QueryInput)

    def came_to(self, name: str | None) -> bool:
        """A widget has the focus, by its id; whether it is a pane."""
        if name is None or name not in self._panes:
            return False
        self._bring_up(name)
        self.pane = name
        if name != "entities":
            self.eye = "reader" if name == "reader" else "results"
        return True

    def go(self, name: str) -> None:
        """Go to a pane."""
        self._to_front()
        self._bring_up(name)  # first, for a hidden widget takes no focus
        self._panes[name].focus()

    def bring(self, name: str) -> None:
        """Have a pane shown, and go to it unless a query is being written."""
        if self.in_query:
            self.came_to(name)
        else:
            self.go(name)

    def _bring_up(self, name: str) -> None:
        """Have a pane shown where there is no room for all."""
        self._show_panes(name, self._screen.app.size.width)

    def _show_panes(self, used: str, width: int) -> None:
        """Show what fits beside the pane that is used: nothing, one more, or both others."""
        for each, pane in self._panes.items():
            if self.zen or width < _TWO_PANES:
                shown = each == used
            elif width < _THREE_PANES:  # the names stand in the reader's place while they are used
                shown = each != ("reader" if used == "entities" else "entities")
            else:
                shown = True
            if pane.display != shown:
                pane.display = shown

    def turn(self, step: int) -> None:
        """To the next pane, or the one before."""
        order = list(self._panes)
        if self.in_query:
            self.go(order[0] if step > 0 else order[-1])
        elif self._screen.focused is self._chips:
            self.go(order[0])
        else:
            self.go(order[(order.index(self.pane) + step) % len(order)])

    @property
    def zen(self) -> bool:
        """Whether the pane in use stands alone, with all of the width."""
        return self._screen.has_class("-zen")

    def set_zen(self, *, on: bool) -> None:
        self._screen.set_class(on, "-zen")
        self.size_panes(self._screen.app.size.width)

    def size_panes(self, width: int) -> None:
        """Settle in a window which panes are seen, and the widths of those at the sides where the
        user has not.
        """
        self._show_panes(self.pane, width)
        results, names = self._panes["results"], self._panes["entities"]
        if width >= _TWO_PANES and not self.zen:
            wanted = self._config.results_width or max(34, min(64, width * 38 // 100))
            results.styles.width = min(wanted, width - _LEAST_READER)
            names.styles.width = self._config.entities_width if width >= _THREE_PANES else "1fr"
        else:
            results.styles.width = names.styles.width = "1fr"
