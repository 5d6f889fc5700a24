"""Looking for words in the article that is read, in place of the matches of the search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.find_text import occurrences
from tui.matches import Matches

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.panes.find_bar import FindBar
    from tui.panes.reader import ReaderPane


class FindingController:
    """Shows what is found while it is written; afterwards matches are gone through round and
    round, until another article is shown or it is put away.
    """

    def __init__(
        self, host: Host, *, bar: FindBar, reader: ReaderPane, go: Callable[[str], object]
    ) -> None:
        self._host, self._bar, self._reader, self._go = host, bar, reader, go
        self._before: Matches | None = None
        self._found: Matches | None = None
        self._began = 0
        """The paragraph in which writing began: the first match is sought from there."""

    @property
    def is_on(self) -> bool:
        """Whether the matches in the reader are those of what is looked for."""
        return self._found is not None and self._reader.hits.matches is self._found

    def open(self) -> None:
        """Let something be looked for."""
        if self._reader.article is None:
            self._host.say("There is no article to look in.")
            return
        if not self.is_on:
            self._before = self._reader.hits.matches
        self._began = self._reader.paragraph
        self._go("reader")
        self._bar.display = True
        self._bar.focus()
        if self._bar.value:
            self.written(self._bar.value)

    def written(self, text: str) -> None:
        """Show what is found of what is written so far."""
        if not self._bar.display or self._before is None:
            return

        found = Matches(
            self._reader.article,
            lambda paragraph, _language: occurrences(paragraph.text, text),
            lambda title, _language: occurrences(title, text),
            frozenset(),
            in_furniture=True,
        )
        self._found = found
        self._reader.take_matches(found, self._began)
        if text.strip() and not found.every:
            self._reader.border_subtitle = "not in this article"

    def asked(self, what: str) -> None:
        """Do what a key of the bar wants."""
        if what in ("next", "previous"):
            self._step(1 if what == "next" else -1)
            return
        if what == "leave" or not self._bar.value.strip():
            self.stop()
        self._bar.display = False
        self._go("reader")

    def stop(self) -> bool:
        """Show the matches of the search again; False when nothing was looked for."""
        on, self._found = self.is_on, None
        if on and self._before is not None:
            self._reader.take_matches(self._before, None)
        self._before = None
        self._bar.display = False
        return on

    def _step(self, step: int) -> None:
        self._reader.next_match(step)

    def round_again(self, step: int) -> None:
        """All matches were gone through: begin anew."""
        if self._found is not None and self._found.every:
            self._reader.hits.let_go()
            self._reader.next_match(step, arriving=True)
            self._host.say("Round again, from the top." if step > 0 else "Round again, from below.")
        else:
            self._host.say("What is looked for is not in this article.")
