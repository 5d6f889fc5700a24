"""A name that was missed or is another: words chosen in the reader, what they are, and where else
they stand.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from index import ArchiveBusy, WatchedName, watched_name
from tui import present
from tui.controllers.putting_right import ChosenWords, PuttingRight
from tui.controllers.quote_speakers import Speakers
from tui.controllers.whom_it_means import TYPE_OPTIONS, TYPES
from tui.screens.choose import Choose
from tui.screens.working import work_on

if TYPE_CHECKING:
    from index import Occurrences
    from tui.controllers.host import Host
    from tui.panes.reader import ReaderPane
    from tui.panes.word_bar import WordBar
    from tui.session import Session

_EVERYWHERE = (
    *TYPE_OPTIONS,
    ("alias", "Another name of somebody or something", ""),
)
"""What words are wherever the archive has them."""

_SPEAKER = "speaker"


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
        self._places = PuttingRight(host, session)
        self._speakers = Speakers(host, session)

    def begin(self) -> None:
        """Let words of the current paragraph be chosen."""
        if not self._reader.begin_words():
            self._host.say("There are no words to choose here.")
            return
        self._show()
        self._bar.display = True
        self._bar.focus()

    async def asked(self, what: str, by: int) -> None:
        """Do what a key of the bar wants."""
        if what == "keep":
            await self._keep()
        elif what == "leave":
            self.stop()
        elif self._reader.move_words(what, by):
            self._show()
        else:
            self._host.say("There are no more capitals that are no name.")

    def stop(self) -> None:
        """Choose no words any more."""
        self._bar.display = False
        self._reader.end_words()
        self._go("reader")

    def _show(self) -> None:
        """Say which words are chosen, and whom they name."""
        words = self._chosen()
        names = words.names if words is not None else ()
        self._bar.show(self._reader.words.text, names[0].name if names else "")

    def _chosen(self) -> ChosenWords | None:
        words, article = self._reader.words, self._reader.article
        if words.span is None or article is None:
            return None
        return ChosenWords(article, words.paragraph, *words.span)

    async def _keep(self) -> None:
        """Ask what the words are, here or wherever they stand. Whoever drops it on the way is back
        at the words.
        """
        if (words := self._chosen()) is None:
            return
        before = await self._places.said_of(words)
        here = self._places.options(words, before)
        everywhere = [(key, f"{said}, everywhere", figure) for key, said, figure in _EVERYWHERE]
        # What is a name already is seldom to be one everywhere.
        options = [*here, *everywhere] if words.names or before else [*_EVERYWHERE, *here]
        if (quote := words.quote) is not None:
            now = f"now {quote.speaker}" if quote.speaker else ""
            options.append((_SPEAKER, "A part of a quote: say whose it is …", now))
        chosen = await self._host.ask(Choose(f"“{words.text}” is", options))
        if chosen is None:
            return
        if chosen == _SPEAKER and quote is not None:
            said = await self._speakers.put_right(words.article, words.place[0], quote)
            await self._done(said)
        elif chosen in {key for key, *_ in here}:
            await self._done(await self._places.say(chosen, words, before))
        elif (name := await self._meant(words.text, chosen)) is not None:
            await self._name(name)

    async def _done(self, done: str | None) -> None:
        """Show what a place is now, and say what was done; None where it was dropped."""
        if done is not None:
            await self._changed()
            self._host.say(f"{done}; {self._undo()} undoes it.")
            self.stop()

    async def _name(self, name: WatchedName) -> None:
        """Show where a name stands, and find it there."""
        archive = self._session.archive
        found = await self._session.read(archive.watched_names().preview, [name])
        if not len(found.changes):
            self._host.say(f"Nothing would change; {_why(name.forms[0], found)}.")
            return
        from tui.screens.missed_name import MissedNameScreen  # noqa: PLC0415  (seldom opened)

        if await self._host.ask(MissedNameScreen(name, found)):
            await self._add(name, len(found.changes))
            self.stop()

    async def _meant(self, words: str, chosen: str) -> WatchedName | None:
        """The name that words are everywhere, as the user says."""
        if (kind := TYPES.get(chosen)) is not None:
            return watched_name(kind, words)
        whom = self._places.whom
        known = await whom.known(f"Whose name is “{words}”?", f"“{words}” is")
        return watched_name(known.type, known.name, [words]) if known is not None else None

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
