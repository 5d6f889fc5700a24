"""The ledger: who said what, by speaker and date, and two speakers side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from index import QuoteMark
from tui import keys, present
from tui.controllers.listing_quotes import QuoteListing
from tui.controllers.quote_others import QuoteOthers
from tui.controllers.quote_speakers import Speakers
from tui.keys import bindings
from tui.ledger_scope import Elsewhere, LedgerScope
from tui.on_view import check_row, is_on_view
from tui.panes.ledger_lists import NOTHING, UNNAMED, SaidList
from tui.panes.ledger_panes import LedgerPanes
from tui.panes.nobody_quoted import nobody_quoted
from tui.screens.paragraph_screen import ParagraphScreen, paint_marks
from tui.screens.trouble import NotOnViewError
from tui.screens.wordings import WordingsScreen
from tui.screens.writing import Ask
from tui.text import clean
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Said, SpeakerCount


@dataclass(frozen=True, slots=True)
class Left:
    """Where quotes were left: those of which search and scope, the speaker and the quote."""

    query: str
    scope: LedgerScope
    speaker: int | None
    quote: int
    in_quotes: bool


class QuotesScreen(ParagraphScreen["int | None"]):
    """Quotes of what was found, or of the archive. Answers the paragraph to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.LEDGER) if each.action != "open"
    ]
    # For how many of the lists there is room.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    QuotesScreen #head { height: 1; padding: 0 2; color: $quiet; background: $background; }
    QuotesScreen #empty { height: 1fr; content-align: center middle; display: none; }
    QuotesScreen.-empty #empty { display: block; }
    """

    def __init__(
        self, found: Sequence[int] | None, speaker: int | None = None, *, query: str = ""
    ) -> None:
        """`found` are the paragraphs of the search for `query`, None where it is all of them; the
        quotes of a `speaker` are shown first.
        """
        super().__init__()
        self._query = query
        self._scope, self._speaker = LedgerScope(found), speaker
        self._left: Left | None = None
        self.panes = LedgerPanes(id="body")
        self.speakers, self.said = self.panes.speakers, self.panes.said

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="head")
            yield self.panes
            yield Static(id="empty")
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        self.work_on(self._targets, self._paint_marks)
        self.query_one(KeyLine).place = keys.LEDGER
        for one in self.panes.both:
            one.read_in(self.nutgraf.session)
        self._others = QuoteOthers(self, self.nutgraf.session, self.panes.both)
        self.speakers.border_title = "reading …"
        self.speakers.add_class("-chosen")
        self.speakers.focus()
        self._go_on()
        self.begin(self._renew())

    def on_unmount(self) -> None:
        self._others.let_go()

    def left_at(self) -> Left:
        """Who is looked at, which of the quotes, and whether the eye is on these."""
        speaker = self.speakers.current()
        entity = speaker.entity if speaker is not None else None
        scope = replace(self._scope, found=None)
        return Left(self._query, scope, entity, self.said.cursor, self.said.has_focus)

    def _go_on(self) -> None:
        """Begin where the quotes of the same search were left."""
        left = self.was_at()
        if self._speaker is None and isinstance(left, Left) and left.query == self._query:
            self._left = left
            self._scope = replace(left.scope, found=self._scope.found)
            self._speaker = left.speaker

    def _go_on_in_quotes(self, speaker: SpeakerCount) -> None:
        """The same for the quotes of whom one was looking at, once they are there."""
        left, self._left = self._left, None
        if left is not None and left.speaker == speaker.entity:
            self.said.move_to(min(left.quote, self.said.count - 1))
            if left.in_quotes and self.said.count:
                self.panes.choose(self.said)
        self.go_on_inside()

    # What is shown

    async def _renew(self) -> None:
        """Read speakers anew, and what the one at the cursor said."""
        scope = self._scope
        self.query_one("#head", Static).update(Content(scope.words))
        rows, texts, elsewhere = await self.nutgraf.session.read(self._read_speakers, scope)
        if scope is not self._scope:
            return
        self.show_empty(self.panes, self.speakers, empty=not rows)
        lacking = present.not_gone_through(texts)
        words = nobody_quoted(self.nutgraf.keymap, elsewhere, lacking)
        self.query_one("#empty", Static).update(words)
        self.speakers.show(rows)
        self.speakers.border_title = present.plural(len(rows), "speaker")
        self.speakers.border_subtitle = lacking
        if self._speaker is not None:
            known = [one.entity for one in rows]
            if self._speaker in known:
                self.speakers.move_to(known.index(self._speaker))
            self._speaker = None
        if not rows:
            await self._show_said()  # whom the cursor comes to is told of
        await self._show_beside()
        await self.marks_changed()

    def _read_speakers(self, scope: LedgerScope) -> tuple[list[SpeakerCount], int, Elsewhere]:
        """The speakers, how many texts nobody has looked through for quotes, and what there is
        elsewhere where there are none.
        """
        archive = self.nutgraf.session.archive
        rows = scope.speakers(archive)
        elsewhere = Elsewhere() if rows else scope.elsewhere(archive)
        return rows, archive.enrichment().pending("quotes"), elsewhere

    async def _show_said(self) -> None:
        """Show what the speaker at the cursor said, as long as that is the one."""
        speaker = self.speakers.current()
        if speaker is None:
            self.said.show(NOTHING, "")
            return

        def is_at_cursor() -> bool:
            current = self.speakers.current()
            return current is not None and current.entity == speaker.entity

        try:
            await self._list(speaker, self.said, is_at_cursor)
            if is_at_cursor():
                self._go_on_in_quotes(speaker)
        except Exception:
            # What somebody else said is not left standing beside this one's name.
            self.said.show(NOTHING, "")
            raise

    async def _show_beside(self) -> None:
        """Show what the speaker said who is kept beside the one at the cursor."""
        panes, speaker = self.panes, self.panes.kept
        if speaker is not None:
            await self._list(speaker, panes.beside, lambda: panes.kept is speaker)

    async def _list(
        self, speaker: SpeakerCount, shown: SaidList, is_wanted: Callable[[], bool]
    ) -> None:
        """Show what somebody said."""
        session, scope = self.nutgraf.session, self._scope

        def ask() -> Said:
            return scope.said(session.archive, speaker.entity)

        await QuoteListing(session).show(shown, speaker.name, ask, is_wanted)

    @on(LineList.Highlighted, "#speakers")
    def _speaker_moved(self) -> None:
        self.said.expect()
        self._follow()

    @work(exit_on_error=False, exclusive=True, group="ledger")
    async def _follow(self) -> None:
        await self._show_said()

    # Moving about

    def action_turn(self, step: int) -> None:
        self.panes.turn(step)

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        if event.list is self.speakers:
            self.panes.choose(self.said)
        else:
            self._read_in_article()

    @work(exit_on_error=False, group=BY_KEY)
    async def _read_in_article(self) -> None:
        item = await (await self._eyed()).arrived()
        if item is not None:
            self.dismiss(item.quote.hit.number)

    @on(LineList.SelectionChanged)
    def _selection_changed(self) -> None:
        for one in self.panes.both:
            one.say_selected()

    @on(LineList.Left)
    def action_close(self) -> None:
        current = self.panes.quotes_in_use
        if current is not None and current.clear_selection():
            return
        if current is not None:
            self.panes.choose(self.speakers)
        else:
            self.dismiss(None)

    async def _eyed(self) -> SaidList:
        """The quotes that a key is meant for, once those of the speaker at the cursor are there.
        Raises NotOnViewError where they cannot be seen.
        """
        await self.said.come()
        eyed = self.panes.quotes_in_use or self.said
        if not is_on_view(eyed):
            sign = self.nutgraf.keymap.sign("quotes.turn")
            raise NotOnViewError(f"No quote is on view: {sign} shows those of this speaker.")
        check_row(eyed)
        return eyed

    # What is looked at

    @work(exit_on_error=False, group=BY_KEY)
    async def action_beside(self) -> None:
        speaker = self.speakers.current() if self.panes.kept is None else None
        if speaker is not None:
            self.say(f"{clean(speaker.name) or UNNAMED} stays; choose another speaker.")
        self.panes.keep(speaker)
        await self._show_beside()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_scope(self) -> None:
        if self._scope.found is None:
            self.say("Nothing narrower was searched for: these are all.")
            return
        self._scope = replace(self._scope, everywhere=not self._scope.everywhere)
        await self._renew()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_indirect(self) -> None:
        self._scope = replace(self._scope, indirect=not self._scope.indirect)
        await self._renew()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_about(self) -> None:
        before = self._scope.about.name if self._scope.about else ""
        name = await self.ask(Ask("Only quotes that name", before, saving="Show", precious=False))
        if name is None:
            return
        session = self.nutgraf.session
        found = await session.read(session.archive.entities, name.strip()) if name.strip() else []
        if name.strip() and not found:
            self.say(f"No name has the words “{clean(name.strip())}”.")
            return
        exact = [one for one in found if one.name.casefold() == name.strip().casefold()]
        self._scope = replace(self._scope, about=next(iter([*exact, *found]), None))
        await self._renew()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_wordings(self) -> None:
        if (item := await (await self._eyed()).arrived()) is None:
            return
        item = await self._others.of(item)
        if not item.others and not item.variants and not item.by_others:
            self.say(self._scope.nowhere_else(self.nutgraf.keymap, item.quote.speaker))
            return
        number = await self.ask(WordingsScreen(item), "action_wordings")
        if number is not None:
            self.dismiss(number)

    @on(LineList.Highlighted, "SaidList")
    def _quote_moved(self, event: LineList.Highlighted) -> None:
        if isinstance(event.list, SaidList):
            self._others.look(event.list)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_speaker(self) -> None:
        """Say whose the quote at the cursor is."""
        if (item := await (await self._eyed()).arrived()) is None:
            self.say("There is no quote to put right.")
            return
        session, quote = self.nutgraf.session, item.quote
        article = await session.read(session.archive.article_of, quote.hit.number)
        said = quote.start, quote.end, quote.speaker, quote.entity
        mark = QuoteMark(*said, guessed=quote.guessed)
        done = await Speakers(self, session).put_right(article, quote.hit.number, mark)
        if done is not None:
            await self._renew()
            await self._show_said()
            self.say(f"{done}; {self.nutgraf.keymap.sign('quotes.undo')} undoes it.")

    # What keys do to the paragraphs of quotes

    @work(exit_on_error=False, group=BY_KEY)
    async def action_undo(self) -> None:
        await self._step_back()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_redo(self) -> None:
        await self._step_back(again=True)

    async def _step_back(self, *, again: bool = False) -> None:
        """Whose quotes are may be others by that."""
        await self.marks.undo(again=again)
        await self._renew()
        await self._show_said()

    async def _targets(self) -> list[int]:
        return await self.nutgraf.session.read((await self._eyed()).chosen)

    def _paint_marks(self, marked: frozenset[int]) -> None:
        for one in self.panes.both:
            paint_marks(one, marked)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_copy(self) -> None:
        if self.copy_selected():
            return
        quotes = await self.nutgraf.session.read((await self._eyed()).copied)
        if not quotes:
            self.say("There is no quote to copy.")
            return
        await self.sharing.copy_quotes(quotes)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_export(self) -> None:
        await self.said.come()
        current = self.panes.quotes_in_use
        both = self.panes.both if self.panes.kept is not None else [self.said]
        shown = [current] if current else both
        read = self.nutgraf.session.read
        quotes = [quote for one in shown for quote in await read(one.exported)]
        if not quotes:
            self.say("There is nothing to export.")
            return
        names = dict.fromkeys(name or UNNAMED for name, _ in quotes)
        query = self._query if self._scope.paragraphs is not None else ""
        title = f"quotes {' '.join(names)}"
        await self.sharing.export_quotes(quotes, title=title, query=query)
