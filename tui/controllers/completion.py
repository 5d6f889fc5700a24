"""Completions and history in the query bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.complete import FILES, NAMES, Completion, Word, file_value, fixed, value, word_at
from tui.present import number

if TYPE_CHECKING:
    from index import EntityCount, EntityType, Facets
    from tui.controllers.host import Host
    from tui.lane import Lane
    from tui.panes.completions import Completions
    from tui.panes.query_bar import QueryBar
    from tui.session import Session

_NAMES = 8
_WIDEST = 40  # cells that must be left of the window at the right of where completions begin
_KINDS: dict[str, EntityType | None] = {
    "person": "person",
    "org": "org",
    "place": "place",
    "entity": None,
    "said": None,
}


class CompletionController:
    """Asks for completions in a lane of their own, so that they never hold up a search."""

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        bar: QueryBar,
        popup: Completions,
        writing: Callable[[], bool],
        facets: Callable[[], Facets | None],
    ) -> None:
        """`writing` says whether the focus is in the bar, `facets` who is in what is shown."""
        self._session, self._bar, self._popup = session, bar, popup
        self._writing, self._facets = writing, facets
        self._lane: Lane[str, Sequence[Completion]] = session.lane(
            host, self._ask, self._offer, lambda _text, error: host.trouble(error)
        )

    @property
    def on_offer(self) -> bool:
        """Whether there are completions for what is being written."""
        return self._popup.open and self._writing()

    def close(self) -> bool:
        """Offer nothing any more; False when nothing was."""
        was_open = self._popup.open
        self._popup.close()
        return was_open

    def written(self, text: str, cursor: int) -> None:
        """Ask what the word before the cursor could become."""
        if word_at(text, cursor) is None:
            self._lane.drop()
            self._popup.close()
        else:
            self._lane.submit(text[:cursor])

    def _ask(self, text: str) -> Sequence[Completion]:
        """In a thread: what the word at the end of `text` could become."""
        archive = self._session.archive
        if (word := word_at(text, len(text))) is None:
            return ()
        if word.field in NAMES:
            names = self._names(_KINDS[word.field], word.prefix)
            if word.field == "said":
                # In how many paragraphs somebody is named says nothing of what they said.
                return [value(word, each.name) for each in names if each.type != "place"]
            return [value(word, each.name, number(each.count)) for each in names]
        if word.field in FILES:
            return [file_value(word, each) for each in archive.files(word.prefix, _NAMES)]
        outlets: list[str] = []
        if word.field in ("outlet", "source"):
            outlets = [name for name, _ in archive.stats().outlets]
        saved = archive.saved() if word.prefix.startswith("@") else {}
        return fixed(Word(word.start, word.end, word.field, word.prefix), saved, outlets)

    def _names(self, kind: EntityType | None, prefix: str) -> Sequence[EntityCount]:
        """Names that go on so; before anything is written, those of what was found."""
        if prefix:
            return self._session.archive.entities(prefix, kind, _NAMES)
        if (facets := self._facets()) is None:
            return ()
        if kind is not None:
            return facets.of(kind)[:_NAMES]
        every = [*facets.people[:_NAMES], *facets.organisations[:_NAMES], *facets.places[:_NAMES]]
        return sorted(every, key=lambda one: -one.count)[:_NAMES]

    def _offer(self, text: str, items: Sequence[Completion]) -> None:
        if not self._writing() or not self._bar.text.startswith(text):
            return
        self._popup.offer(items)
        if items:
            # Below where the word begins: below its end, each letter were a layout of the screen.
            place = self._bar.cell_of(items[0].start)
            room = self._popup.screen.size.width - _WIDEST
            self._popup.styles.offset = (max(0, min(place.x, room)), place.y)

    # Taking one

    def take(self, completion: Completion) -> None:
        """Put a completion in the place of what it completes."""
        field = self._bar.input
        self._popup.close()
        rest = field.value[completion.end :]
        insert = completion.insert.rstrip() if rest.startswith(" ") else completion.insert
        field.value = field.value[: completion.start] + insert + rest
        field.cursor_position = completion.start + len(insert)
        field.focus()

    def take_first(self) -> bool:
        """Take the one that is picked out, else the first; False when there is none."""
        completion = self._popup.taken()
        if completion is not None:
            self.take(completion)
        return completion is not None

    def take_picked(self) -> bool:
        """Take the one that is picked out; False when none is."""
        return self._popup.open and self._popup.chosen >= 0 and self.take_first()

    def move(self, step: int) -> None:
        """Pick another one out, or where there is none, go through the history."""
        if not (self._popup.open and self._popup.move(step)):
            self._popup.close()
            self._bar.earlier(-step)
