"""What the keys do to bookmarks: one paragraph or many, each time one step of undo."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from index import Draft, MarkChange, tag_in_line, tags_in_line
from tui import present
from tui.controllers.steps import step_back
from tui.screens.trouble import RefusedError
from tui.screens.working import work_on
from tui.screens.writing import Ask, NoteEditor

if TYPE_CHECKING:
    from index import Bookmark
    from tui.controllers.host import Host
    from tui.keymap import Keymap
    from tui.session import Session

T = TypeVar("T")

_CHANGED = (
    "The note was changed elsewhere meanwhile. What stands there comes first now, what you wrote"
    " below it: save again what is to stay."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What notes and tags are written for: bookmarks, and paragraphs that get them when something
    is written. `passage` is the text where it is one.
    """

    marks: Sequence[Bookmark]
    paragraphs: Sequence[int] = ()
    passage: str = ""

    @property
    def count(self) -> int:
        return len(self.paragraphs) or len(self.marks)

    @property
    def notes(self) -> set[str]:
        """The different notes there are; "" where there is none."""
        bare = len(self.marks) < self.count
        return {mark.note for mark in self.marks} | ({""} if bare else set())

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that all have."""
        if not self.marks or len(self.marks) < self.count:
            return ()
        first, *others = self.marks
        return tuple(tag for tag in first.tags if all(tag in mark.tags for mark in others))

    @property
    def subject(self) -> str:
        """What a draft of their note is kept under: paragraphs, else bookmarks."""
        places = self.paragraphs or [mark.paragraph or -mark.number for mark in self.marks]
        return " ".join(map(str, sorted(places)))

    def said(self, words: str) -> str:
        """A sentence about what was done, with how many it was done to."""
        if self.count == 1:
            return f"{words}."
        what = "paragraphs" if self.paragraphs else "bookmarks"
        return f"{words} on {present.number(self.count)} {what}."


@dataclass(frozen=True, slots=True)
class _Press:
    """A press of the key that is painted already and still to be written."""

    paragraphs: frozenset[int]
    on: bool


def _unpainted(_marked: frozenset[int]) -> None:
    """For a screen that shows no paragraphs but those with bookmarks."""


class MarksController:
    """Marks for a screen. What is pressed is shown at once and written in a thread; what cannot be
    written is shown no more, and said.
    """

    def __init__(
        self,
        host: Host,
        session: Session,
        keymap: Keymap,
        *,
        changed: Callable[[], Awaitable[None]],
        paint: Callable[[frozenset[int]], None] = _unpainted,
    ) -> None:
        """`changed` shows again what depends on bookmarks, `paint` which paragraphs carry one."""
        self._host, self._session, self._keymap = host, session, keymap
        self._changed, self._paint = changed, paint
        self._kept: frozenset[int] | None = None
        self._pressed: list[_Press] = []

    @property
    def _shown(self) -> frozenset[int]:
        shown = self._kept or frozenset()
        for press in self._pressed:
            shown = shown | press.paragraphs if press.on else shown - press.paragraphs
        return shown

    @property
    def undo_sign(self) -> str:
        """The key that takes a step back."""
        return self._keymap.sign("app.undo")

    async def refresh(self) -> None:
        """Show again what depends on what was changed."""
        await self._changed()

    async def read(self) -> None:
        """Show what is bookmarked in the archive."""
        self._kept = await self._session.do(self._session.archive.bookmarked)
        self._paint(self._shown)

    async def _work(self, heading: str, call: Callable[..., T], *args: object) -> T:
        return await work_on(self._host, self._session, heading, call, *args)

    async def press(self, paragraphs: Sequence[int]) -> None:
        """Bookmark those of some paragraphs that are not, or where all are, none any more."""
        if self._kept is None:
            await self.read()
        press = _Press(frozenset(paragraphs), not self._shown.issuperset(paragraphs))
        self._pressed.append(press)
        self._paint(self._shown)
        archive = self._session.archive
        try:
            if press.on:
                count = await self._work("Bookmarking", archive.add_bookmarks, paragraphs)
            else:
                count = await self._work(
                    "Taking bookmarks away", archive.remove_bookmarks_on, paragraphs
                )
            # It is written, and shown even if what others wrote cannot be read just now.
            kept = self._kept or frozenset()
            self._kept = kept | press.paragraphs if press.on else kept - press.paragraphs
        except RefusedError as stopped:
            self._host.say(str(stopped))
            return
        finally:
            self._pressed.remove(press)
            self._paint(self._shown)
        self._host.say(self._told(press, count))
        await self._changed()

    def _told(self, press: _Press, count: int) -> str:
        one, number = len(press.paragraphs) == 1, present.number(count)
        if press.on:
            if one:
                return "Bookmarked." if count else "It is bookmarked already."
            there = len(press.paragraphs) - count
            more = (
                f"; {present.number(there)} {'was' if there == 1 else 'were'} already"
                if there
                else ""
            )
            return f"{number} bookmarked{more}."
        if not count:
            return "What was bookmarked is no more."
        them = "it" if count == 1 else "them"
        what = "Bookmark" if one else present.plural(count, "bookmark")
        return f"{what} taken away; {self.undo_sign} brings {them} back."

    async def remove(self, marks: Sequence[Bookmark]) -> None:
        archive = self._session.archive
        numbers = [mark.number for mark in marks]
        await self._work("Taking bookmarks away", archive.remove_bookmarks, numbers)
        undo = self._keymap.sign("bookmarks.undo")
        self._host.say(f"{present.plural(len(marks), 'bookmark')} taken away; {undo} undoes it.")

    async def note(self, chosen: Chosen) -> None:
        """Let a note be written, the same for all that is chosen; where they have different ones,
        it goes below each.
        """
        alike = len(chosen.notes) == 1
        note = next(iter(chosen.notes)) if alike else ""
        passage = chosen.passage
        if chosen.count > 1:
            what = "paragraphs" if chosen.paragraphs else "bookmarks"
            passage = f"{present.number(chosen.count)} {what}"
            if not alike:
                passage += ". Their notes differ: what you write goes below each."

        archive, subject = self._session.archive, chosen.subject
        draft = await self._session.do(archive.draft, subject)
        elsewhere = await self._session.do(archive.is_written_elsewhere, subject)
        seen = note if draft is None else draft.note

        async def keep(written: str | None) -> None:
            kept = None if written is None else Draft(written, seen)
            await self._session.do(archive.keep_draft, subject, kept)

        async def save(written: str) -> None:
            # Another terminal may have written one while this one was open, or since the draft.
            nonlocal seen
            there = await self._session.do(self._noted, chosen)
            if alike and there is not None and there != seen:
                seen = there
                if there and there not in written:
                    editor.put_before(there)
                    raise RefusedError(_CHANGED)
            change = MarkChange(note=written, seen=seen) if alike else MarkChange(added=written)
            await self._change("Writing notes", chosen, change, bare=not written)
            words = "Note saved" if written else "Note taken away"
            self._host.say(chosen.said(words))

        before = None if draft is None else draft.text
        editor = NoteEditor(note, passage, save, draft=before, keep=keep, elsewhere=elsewhere)
        await self._written(editor)

    def _noted(self, chosen: Chosen) -> str | None:
        """The note there is now where one paragraph or bookmark is chosen; None where several are,
        or the bookmark is gone. Called in a thread.
        """
        archive = self._session.archive
        if chosen.count != 1:
            return None
        if chosen.paragraphs:
            return next((mark.note for mark in archive.bookmarks_on(chosen.paragraphs)), "")
        (number,) = (mark.number for mark in chosen.marks)
        return next((mark.note for mark in archive.bookmarks() if mark.number == number), None)

    async def tags(self, chosen: Chosen) -> None:
        """Let tags be written: of many, those that all have are shown, and others stay."""
        before = chosen.tags
        hint = 'Blanks between, "several words" of one in quotes; tag: searches for one'
        heading = "Tags"
        if chosen.count > 1:
            what = "paragraphs" if chosen.paragraphs else "bookmarks"
            heading = f"Tags of all {present.number(chosen.count)} {what}"

        def shown(tags: Sequence[str]) -> str:
            return " ".join(map(tag_in_line, tags))

        async def save(written: str) -> None:
            tags = tags_in_line(written)
            if tags == before:
                return
            change = MarkChange(more=tags, less=[tag for tag in before if tag not in tags])
            await self._change("Writing tags", chosen, change, bare=not tags)
            self._host.say(chosen.said(f"Tagged {shown(tags)}" if tags else "No tags"))

        await self._written(Ask(heading, shown(before), hint, act=save))

    async def _change(
        self, heading: str, chosen: Chosen, change: MarkChange, *, bare: bool
    ) -> None:
        """Change what is chosen. What takes away only (`bare`) bookmarks nothing."""
        archive = self._session.archive
        if chosen.paragraphs and not bare:
            await self._work(heading, archive.add_bookmarks, chosen.paragraphs, change)
        else:
            numbers = [mark.number for mark in chosen.marks]
            if not await self._work(heading, archive.change_bookmarks, numbers, change):
                raise RefusedError("What was bookmarked is no more: nothing was written.")

    async def _written(self, dialogue: Ask | NoteEditor) -> None:
        if await self._host.ask(dialogue) is not None:
            await self._changed()

    async def undo(self, *, again: bool = False) -> None:
        """Take the last step back, or do it again."""
        if await step_back(self._host, self._session, again=again):
            await self._changed()
