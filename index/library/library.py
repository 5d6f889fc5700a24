"""What is the reader's own: bookmarks with notes and tags, saved searches, and undo for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from index.core.errors import NotFound, NutgrafError
from index.core.once import Once
from index.library.bookmarks import Bookmarks
from index.store.database import Database
from index.store.library import reading_places, saved_searches, seen

# What is imported inside of functions has no part in a search, and takes as long as one to load.

if TYPE_CHECKING:
    from index.core.bookmark import Bookmark, Draft, FormerParagraph
    from index.export.excerpt import Excerpt
    from index.export.format import Heading
    from index.library.bookmark_changes import BookmarkChanges, MarkChange
    from index.library.dossiers import Dossiers
    from index.library.furniture_rulings import FurnitureTexts
    from index.library.note_drafts import NoteDrafts
    from index.library.removals import Removals
    from index.library.trail import Trail
    from index.library.undo import History, Moved, Progress, Stop


class Library:
    """The reader's part of an archive. Many marks changed at once are one transaction and one step
    of undo.

    `edited` is called after changes that the index has to follow, `renamed` after those by which
    stages, finding names first of all, are to be gone through again.
    """

    def __init__(
        self,
        database: Database,
        edited: Callable[[], object],
        renamed: Callable[[Progress | None, Stop | None], object],
    ) -> None:
        self._database = database
        self._edited, self._renamed = edited, renamed
        self._bookmarks = Bookmarks(database)
        self._session = Once(self._begun)

    def _begun(self) -> History:
        from index.library.undo import History  # noqa: PLC0415

        return History(self._database)

    @property
    def _history(self) -> History:
        return self._session()

    @cached_property
    def _marking(self) -> BookmarkChanges:
        from index.library.bookmark_changes import BookmarkChanges  # noqa: PLC0415

        return BookmarkChanges(self._database, self._history)

    @cached_property
    def _drafts(self) -> NoteDrafts:
        from index.library.note_drafts import NoteDrafts  # noqa: PLC0415

        return NoteDrafts(self._database)

    @property
    def trail(self) -> Trail:
        """What was searched for and opened, and from where."""
        from index.library.trail import Trail  # noqa: PLC0415

        return Trail(self._database)

    @cached_property
    def dossiers(self) -> Dossiers:
        """What was gathered on one subject, in the reader's order."""
        from index.library.dossiers import Dossiers  # noqa: PLC0415

        return Dossiers(self._database, self._history, self._marking, self._edited)

    @cached_property
    def furniture(self) -> FurnitureTexts:
        """Texts that come again and again, and what the reader says of them."""
        from index.library.furniture_rulings import FurnitureTexts  # noqa: PLC0415

        return FurnitureTexts(self._database, self._history, self._edited)

    @cached_property
    def removals(self) -> Removals:
        """Articles that were taken out of the archive."""
        from index.library.removals import Removals  # noqa: PLC0415

        return Removals(self._database, self._history, self._edited, self._renamed)

    # Bookmarks

    def bookmarks(self) -> Sequence[Bookmark]:
        """All bookmarks, newest first, with the place each leads to today."""
        return self._bookmarks.all()

    def bookmarked(self) -> frozenset[int]:
        """The numbers of the paragraphs that carry a bookmark today, with those of former versions
        that became these, or that a bookmark was made on.
        """
        return self._bookmarks.everywhere()

    def bookmark(self, paragraph: int) -> Bookmark | None:
        """The bookmark on a paragraph, if any."""
        return self._bookmarks.at(paragraph)

    def bookmarks_on(self, paragraphs: Collection[int]) -> Sequence[Bookmark]:
        """The bookmarks on some paragraphs, newest first."""
        return self._bookmarks.on(paragraphs)

    def paragraph_marked(self, bookmark: Bookmark) -> int | None:
        """The paragraph that a bookmark was made on, in the version it was made in; None where the
        archive does not hold it.
        """
        return self._bookmarks.made_on(bookmark)

    def today(self, paragraphs: Collection[int]) -> dict[int, FormerParagraph]:
        """Where paragraphs of former versions lead today, those among some, by number."""
        return self._bookmarks.today(paragraphs)

    def add_bookmark(self, paragraph: int) -> Bookmark:
        """Bookmark a paragraph; one that is marked keeps its bookmark. Raises NotFound."""
        (number,), _ = self._marking.add([paragraph])
        self._edited()
        return self._bookmarks.numbered(number)

    def add_bookmarks(
        self,
        paragraphs: Sequence[int],
        change: MarkChange | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        """Bookmark paragraphs, and change the notes and tags of the bookmarks they have then; how
        many are new. All of it is one step of undo.

        `stop` is asked from time to time; when it says yes, nothing is done and StoppedError is
        raised. Raises NotFound, and does nothing, where there is no such paragraph.
        """
        added = self._marking.add(paragraphs, change, progress=progress, stop=stop)[1]
        self._edited()
        return added

    def change_bookmarks(
        self,
        numbers: Sequence[int],
        change: MarkChange,
        *,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        """Change notes and tags of bookmarks, in one step; how many of them there are still."""
        return self._marking.change(numbers, change, progress=progress, stop=stop)

    def remove_bookmarks(
        self,
        numbers: Sequence[int],
        *,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        """Take bookmarks away, in one step; how many of them there were still."""
        removed = self._marking.remove(numbers, progress=progress, stop=stop)
        self._edited()
        return removed

    def remove_bookmarks_on(
        self,
        paragraphs: Sequence[int],
        *,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        """Take the bookmarks of paragraphs away, in one step; how many there were."""
        removed = self._marking.remove_on(paragraphs, progress=progress, stop=stop)
        self._edited()
        return removed

    def remove_bookmark(self, number: int) -> None:
        """Raises NotFound when there is no such bookmark."""
        self._there(self.remove_bookmarks([number]), number)

    def set_note(self, number: int, note: str) -> None:
        """Give a bookmark its note ("" takes it away). Raises NotFound."""
        self._change(number, note=note)

    def set_tags(self, number: int, tags: Sequence[str]) -> None:
        """Give a bookmark its tags; blank and repeated ones are dropped. Raises NotFound."""
        self._change(number, tags=tags)

    def _change(
        self, number: int, note: str | None = None, tags: Sequence[str] | None = None
    ) -> None:
        from index.library.bookmark_changes import MarkChange  # noqa: PLC0415

        self._there(self._marking.change([number], MarkChange(note=note, tags=tags)), number)

    def _there(self, found: int, number: int) -> None:
        if not found:
            raise NotFound(f"There is no bookmark {number}.")

    def selection(self, paragraphs: Sequence[int]) -> Sequence[Excerpt]:
        """What an export says of each of some paragraphs, in their order. Raises NotFound."""
        from index.export import selection  # noqa: PLC0415

        return selection.of_paragraphs(self._database, self._bookmarks, paragraphs)

    def marked(self, bookmarks: Sequence[Bookmark]) -> Sequence[Excerpt]:
        """What an export says of each of some bookmarks, those that are gone among them."""
        from index.export import selection  # noqa: PLC0415

        return selection.of_bookmarks(self._database, bookmarks)

    def export(
        self, excerpts: Sequence[Excerpt], form: str = "", heading: Heading | None = None
    ) -> Iterator[str]:
        """What was chosen by `selection` or `marked`, written down in a format (`export_formats`;
        Markdown unless named), in parts, about one an excerpt; to be given to `write`.

        Raises NutgrafError where there is no such format.
        """
        from index.export import registry  # noqa: PLC0415
        from index.export.format import Heading  # noqa: PLC0415

        heading = heading or Heading()
        saved = self.standing_for((heading.query, heading.words, *heading.queries))
        told = replace(heading, saved=tuple(saved.items()))
        return registry.parts(form or registry.DEFAULT, excerpts, told)

    def others_step(self, *, again: bool = False) -> str:
        """What `undo` would take back, or `redo` do `again`, in words with the time, if it was not
        made in this session; "" where it was or there is nothing.
        """
        return self._history.others(again=again)

    def step_besides_names(self, *, again: bool = False) -> str:
        """What `undo` would take back, or `redo` do `again`, in words, if it was made in this
        session and is no change of names; "" where it is one or there is nothing.
        """
        return self._history.besides_names(again=again)

    def undo(
        self,
        *,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> str | None:
        """Take back the last change to bookmarks, saved searches or entities, made here, else
        anywhere, and say what it was and what of it stays because it was changed since.
        """
        return self._moved(self._history.undo(progress, stop), progress, stop)

    def redo(
        self,
        *,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> str | None:
        """Do again what was last undone and say what it was."""
        return self._moved(self._history.redo(progress, stop), progress, stop)

    def _moved(
        self, moved: Moved | None, progress: Progress | None, stop: Stop | None
    ) -> str | None:
        if moved is None:
            return None
        if moved.derived:
            self._renamed(progress, stop)
        if moved.edited:
            self._edited()
        return moved.label

    # Searches

    def history(self, limit: int = 100) -> Sequence[str]:
        """The searches made, last one first."""
        return saved_searches.history(self._database, limit)

    def saved(self) -> dict[str, str]:
        """Saved searches, text by name."""
        return saved_searches.saved_searches(self._database)

    def save_search(self, name: str, text: str, *, looked_at: bool = False) -> None:
        """Keep a search by a name, in place of one that had it; what it finds is new, unless it was
        `looked_at`. Raises NutgrafError for a name that could not be written in a query.
        """
        from index.core.clean import clean, without_hidden  # noqa: PLC0415

        if not (kept := clean(name)) or '"' in kept:
            raise NutgrafError("A saved search needs a name, without quotation marks.")
        with self._history.step(f"saved search @{kept}") as step:
            if kept in self.saved():
                step.label = f"another query for the saved search @{kept}"
            step.did(saved_searches.change(self._database, kept, without_hidden(text)))
            if looked_at:
                seen.look(self._database, kept)

    def standing_for(self, texts: Sequence[str]) -> dict[str, str]:
        """The saved searches that queries name, and those that these name, text by name."""
        from index.library import renamed_searches  # noqa: PLC0415

        return renamed_searches.standing_for(texts, self.saved())

    def rename_search(self, name: str, new: str) -> int:
        """Call a saved search otherwise, also where other saved searches and queries in dossiers
        name it; how many of these do. What was seen of it stays seen. One step of undo.

        Raises NotFound where there is none, NutgrafError where the new name is another's or could
        not be written in a query.
        """
        from index.library import renamed_searches  # noqa: PLC0415

        return renamed_searches.rename(self._database, self._history, name, new)

    def look_at_saved(self, name: str, reached: int | None = None) -> None:
        """Keep that a saved search was looked at as far as was `reached` (`Questions.reached`), or
        as far as the archive goes: what comes after that is new to it.
        """
        with self._database.transaction():
            seen.look(self._database, name, reached)

    def nothing_new(self, name: str, reached: int | None = None) -> None:
        """Say that nothing in a saved search is new. As `look_at_saved`, but can be undone."""
        with self._history.step(f"nothing new in @{name}") as step:
            step.did(seen.look(self._database, name, reached))

    def looked_at_saved(self) -> frozenset[str]:
        """The saved searches that were looked at once, by name."""
        return frozenset(seen.looks(self._database))

    # What was seen

    def see(self, paragraphs: Collection[int]) -> None:
        """Keep that paragraphs were seen. They stay so in later versions of their article."""
        seen.add(self._database, paragraphs)

    def seen(self) -> frozenset[int]:
        """The paragraphs that were seen."""
        return frozenset(seen.numbers(self._database))

    def keep_place(self, paragraph: int) -> None:
        """Keep that a paragraph was the last one read in its article."""
        reading_places.keep(self._database, paragraph)

    def place(self, article: int) -> int | None:
        """The paragraph that was read last in an article as it is now; None if none is known."""
        return reading_places.of(self._database, article)

    def keep_draft(self, subject: str, draft: Draft | None) -> None:
        """Keep a note that is being written, until it is saved or thrown away (None). `subject` is
        what it is for, in words of the caller's own.
        """
        self._drafts.keep(subject, draft)

    def draft(self, subject: str) -> Draft | None:
        """The note that was neither saved nor thrown away, here or where the program has ended
        since; None if there is none.
        """
        return self._drafts.of(subject)

    def is_written_elsewhere(self, subject: str) -> bool:
        """Whether a note on a subject is being written in another session."""
        return self._drafts.is_written(subject)

    def noted(self) -> frozenset[int]:
        """The paragraphs with a bookmark that has a note, in whatever version; see `bookmarked`."""
        marks = self._bookmarks.all()
        today = {each.paragraph for each in marks if each.note and each.paragraph}
        former = self._bookmarks.of(self._bookmarks.everywhere() - self._bookmarks.numbers())
        return frozenset(today | {number for number, mark in former.items() if mark.note})

    def forget_search(self, name: str) -> None:
        """Keep the search of this name no longer. Can be undone."""
        with self._history.step(f"removal of the saved search @{name}") as step:
            step.did(saved_searches.change(self._database, name, None))
