"""Completions and history in the query bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from tui.complete import NAMES, Completion, Word, fixed, value, word_at
from tui.panes.completions import Completions
from tui.panes.query_bar import QueryBar, QueryInput
from tui.panes.results import ResultsPane, WayOut
from tui.present import number
from tui.screens.finding import FindingScreen

if TYPE_CHECKING:
    from index import Archive, EntityCount, EntityType
    from tui.lane import Lane

_NAMES = 8
_KINDS: dict[str, EntityType | None] = {
    "person": "person",
    "org": "org",
    "place": "place",
    "entity": None,
}


class CompletingScreen(FindingScreen):
    """Asks for completions in a lane of their own, so that they never hold up a search."""

    def open_completing(self) -> None:
        self._completing: Lane[str, Sequence[Completion]] = self.nutgraf.session.lane(
            self, self._ask, self._offer, lambda _text, error: self.trouble(error)
        )

    def _ask(self, text: str) -> Sequence[Completion]:
        """In a thread: what the word at the end of `text` could become."""
        archive = self.nutgraf.session.archive
        if (word := word_at(text, len(text))) is None:
            return ()
        if word.field in NAMES:
            names = self._names(archive, _KINDS[word.field], word.prefix)
            return [value(word, each.name, number(each.count)) for each in names]
        outlets: list[str] = []
        if word.field in ("outlet", "source"):
            outlets = [name for name, _ in archive.stats().outlets]
        saved = archive.saved() if word.prefix.startswith("@") else {}
        return fixed(Word(word.start, word.end, word.field, word.prefix), saved, outlets)

    def _names(
        self, archive: Archive, kind: EntityType | None, prefix: str
    ) -> Sequence[EntityCount]:
        """Names that go on so; before anything is written, those of what was found."""
        if prefix:
            return archive.entities(prefix, kind, _NAMES)
        facets = self.results.facets if self.results is not None else None
        if facets is None:
            return ()
        if kind is not None:
            return facets.of(kind)[:_NAMES]
        every = [*facets.people[:_NAMES], *facets.organisations[:_NAMES], *facets.places[:_NAMES]]
        return sorted(every, key=lambda one: -one.count)[:_NAMES]

    def _offer(self, text: str, items: Sequence[Completion]) -> None:
        bar = self.query_one(QueryBar)
        if not isinstance(self.focused, QueryInput) or not bar.text.startswith(text):
            return
        popup = self.query_one(Completions)
        popup.offer(items)
        if items:  # each new place is a new layout of the screen
            place = bar.cursor_cell()
            popup.styles.offset = (max(0, min(place.x, self.app.size.width - 40)), place.y)

    @on(QueryBar.Complete)
    def _word_changed(self, event: QueryBar.Complete) -> None:
        text = event.text[: event.cursor]
        if word_at(event.text, event.cursor) is None:
            self._completing.drop()
            self.query_one(Completions).close()
        else:
            self._completing.submit(text)

    def completing(self) -> bool:
        return self.query_one(Completions).open and isinstance(self.focused, QueryInput)

    @on(Completions.Closed)
    def _nothing_on_offer(self) -> None:
        if self._pause is None:  # else writing goes on, and its end settles the text
            self.settle_text()

    @on(Completions.Picked)
    def _picked(self, event: Completions.Picked) -> None:
        self._take(event.completion)

    def _take(self, completion: Completion) -> None:
        field = self.query_one(QueryBar).input
        self.query_one(Completions).close()
        rest = field.value[completion.end :]
        insert = completion.insert.rstrip() if rest.startswith(" ") else completion.insert
        field.value = field.value[: completion.start] + insert + rest
        field.cursor_position = completion.start + len(insert)
        field.focus()

    @on(QueryInput.Key)
    def _key(self, event: QueryInput.Key) -> None:
        popup, bar = self.query_one(Completions), self.query_one(QueryBar)
        if event.what == "complete":
            completion = popup.taken()
            self.action_next_pane() if completion is None else self._take(completion)
        elif event.what == "leave":
            popup.close() if popup.open else self.action_pane("results")
        elif event.what == "relax":
            self._relax(event.number)
        else:
            step = -1 if event.what == "previous" else 1
            if not (popup.open and popup.move(step)):
                popup.close()
                bar.earlier(-step)

    @on(QueryBar.Submitted)
    def _take_chosen(self, event: QueryBar.Submitted) -> None:
        popup = self.query_one(Completions)
        if popup.open and popup.chosen >= 0 and (completion := popup.taken()) is not None:
            event.prevent_default()
            event.stop()
            self._take(completion)

    def _relax(self, position: int) -> None:
        pane = self.query_one(ResultsPane)
        ways = [item for row in range(pane.count) if isinstance(item := pane.item(row), WayOut)]
        if position < len(ways):
            pane.post_message(ResultsPane.Relaxed(ways[position].relaxation))

    def action_next_pane(self) -> None:
        raise NotImplementedError

    def action_pane(self, name: str) -> None:
        raise NotImplementedError
