"""A name that was missed: words chosen in the reader, what they are, and where else they stand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from index import ArchiveBusy, EntityType, WatchedName, watched_name
from tui import present
from tui.screens.choose import Choose
from tui.screens.trouble import RefusedError
from tui.screens.working import work_on
from tui.screens.writing import Ask

if TYPE_CHECKING:
    from index import EntityCount, Occurrences
    from tui.controllers.host import Host
    from tui.panes.reader import ReaderPane
    from tui.panes.word_bar import WordBar
    from tui.session import Session

_TYPES: dict[str, EntityType] = {"person": "person", "org": "org", "place": "place"}
_OPTIONS = (
    ("person", "A person", ""),
    ("org", "An organisation", ""),
    ("place", "A place", ""),
    ("alias", "Another name of somebody or something", ""),
)
_OFFERED = 12  # entities that a name may belong to


class NamingController:
    """Chooses words with the keys of a bar and makes them a name."""

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        bar: WordBar,
        reader: ReaderPane,
        go: Callable[[str], object],
        changed: Callable[[], Awaitable[None]],
        undo: Callable[[], str],
    ) -> None:
        """`go` goes to a pane by its name; `changed` shows again what depends on names; `undo` is
        the key that undoes.
        """
        self._host, self._session, self._bar, self._reader = host, session, bar, reader
        self._go, self._changed, self._undo = go, changed, undo

    def begin(self) -> None:
        """Let words of the current paragraph be chosen."""
        if not self._reader.begin_words():
            self._host.say("There are no words to choose here.")
            return
        self._bar.show(self._reader.words.text)
        self._bar.display = True
        self._bar.focus()

    async def asked(self, what: str, by: int) -> None:
        """Do what a key of the bar wants."""
        if what == "keep":
            await self._name(self._reader.words.text)
        elif what == "leave":
            self.stop()
        elif self._reader.move_words(what, by):
            self._bar.show(self._reader.words.text)
        else:
            self._host.say("There are no more capitals that are no name.")

    def stop(self) -> None:
        """Choose no words any more."""
        self._bar.display = False
        self._reader.end_words()
        self._go("reader")

    async def _name(self, words: str) -> None:
        """Ask what the words are, show where they stand, and find them there. Whoever drops it on
        the way is back at the words.
        """
        if (name := await self._meant(words)) is None:
            return
        archive = self._session.archive
        found = await self._session.read(archive.watched_names().preview, [name])
        if not len(found.changes):
            self._host.say(f"Nothing would change; {_why(words, found)}.")
            return
        from tui.screens.missed_name import MissedNameScreen  # noqa: PLC0415  (seldom opened)

        if await self._host.ask(MissedNameScreen(name, found)):
            await self._add(name, len(found.changes))
            self.stop()

    async def _meant(self, words: str) -> WatchedName | None:
        """The name that words are, as the user says."""
        chosen = await self._host.ask(Choose(f"“{words}” is", _OPTIONS))
        if chosen is None:
            return None
        if (kind := _TYPES.get(chosen)) is not None:
            return watched_name(kind, words)
        known = await self._known(words)
        return watched_name(known.type, known.name, [words]) if known is not None else None

    async def _known(self, words: str) -> EntityCount | None:
        """Whose name words are besides, as the user says."""
        found: list[EntityCount] = []

        async def look(needle: str) -> None:
            entities = self._session.archive.entity_editor.entities
            found[:] = (await self._session.read(entities, needle))[:_OFFERED] if needle else []
            if not found:
                raise RefusedError("Nobody and nothing goes by that.")

        hint = "A word of the name that is known already."
        asked = Ask(f"Whose name is “{words}”?", "", hint, act=look, saving="Look", precious=False)
        if await self._host.ask(asked) is None:
            return None
        options = [
            (str(n), f"{one.name} ({present.KINDS[one.type]})", present.number(one.count))
            for n, one in enumerate(found)
        ]
        chosen = await self._host.ask(Choose(f"“{words}” is", options))
        return found[int(chosen)] if chosen is not None else None

    async def _add(self, name: WatchedName, paragraphs: int) -> None:
        call = self._session.archive.watched_names().add
        try:
            await work_on(self._host, self._session, f"Finding {name.name}", call, [name])
        except ArchiveBusy:
            self._host.say(
                f"{name.name} is on the watch list. Another process is importing; it is found in "
                "older texts when that is done."
            )
        else:
            where = present.plural(paragraphs, "paragraph")
            self._host.say(f"{name.name} was added in {where}; {self._undo()} undoes it.")
        await self._changed()


def _why(words: str, found: Occurrences) -> str:
    """Why watching for words would change nothing."""
    times = present.plural(found.already, "occurrence")
    why = f"“{words}” is found already: {times}"
    if found.within:
        within = f"within longer names, which stay: {present.plural(found.within, 'occurrence')}"
        why = f"{why}, and {within}" if found.already else f"“{words}” stands {within}"
    return why
