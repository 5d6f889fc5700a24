"""Dossiers: ordered collections of bookmarks and queries, each on one subject.

Whatever is changed is one transaction and one step of undo.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.core.clean import clean, without_hidden
from index.core.dossier import Dossier
from index.core.errors import NotFound, NutgrafError
from index.library.bookmark_changes import BookmarkChanges
from index.library.undo import History, NewStep
from index.store.database import Database
from index.store.library import dossiers as store


class Dossiers:
    """The reader's dossiers as they are now, whoever changed them."""

    def __init__(
        self,
        database: Database,
        history: History,
        marking: BookmarkChanges,
        edited: Callable[[], object],
        hold: Callable[[Sequence[int]], None] = lambda _: None,
    ) -> None:
        """`edited` is called after changes that the index has to follow. `hold` has the articles of
        some paragraphs here before they are put in, where they lie elsewhere; it raises what that
        does.
        """
        self._database = database
        self._history = history
        self._marking, self._edited = marking, edited
        self._hold = hold

    def all(self) -> Sequence[Dossier]:
        """Every dossier, by name. A bookmark that was taken away is in none."""
        return store.every(self._database)

    def find(self, name: str) -> Dossier:
        """The dossier of a name, or of a name that begins so if it is the only one.

        Raises NotFound.
        """
        every = self.all()
        wanted = clean(name)
        begun = [one for one in every if one.name.casefold().startswith(wanted.casefold())]
        for one in every:
            if one.name == wanted:
                return one
        if wanted and len(begun) == 1:
            return begun[0]
        told = ", ".join(one.name for one in begun or every)
        raise NotFound(f"There is no dossier “{wanted}”.", f"There are: {told}." if told else "")

    def make(self, name: str) -> int:
        """A new, empty dossier; its number. Raises NutgrafError where one has that name."""
        name = _name(name)
        with self._history.step(f"dossier “{name}”") as step:
            number, changes = store.make(self._database, name)
            if not changes:
                raise _taken(name)
            step.did(changes)
        return number

    def rename(self, number: int, name: str) -> None:
        """Call a dossier otherwise. Raises NotFound, and NutgrafError where another one is called
        so.
        """
        name = _name(name)
        with self._history.step() as step:
            step.label = f"name of the dossier “{self._name(number)}”"
            if store.number_of(self._database, name) == number:
                return
            changes = store.rename(self._database, number, name)
            if not changes:
                raise _taken(name)
            step.did(changes)

    def delete(self, number: int) -> None:
        """Take a dossier away; its bookmarks stay bookmarks. Raises NotFound."""
        with self._history.step() as step:
            step.label = f"removal of the dossier “{self._name(number)}”"
            step.did(store.delete(self._database, number))

    def add(
        self,
        number: int,
        *,
        paragraphs: Sequence[int] = (),
        bookmarks: Sequence[int] = (),
        queries: Sequence[str] = (),
    ) -> int:
        """Put paragraphs (which get a bookmark), bookmarks and queries at the end of a dossier, in
        one step; how many it did not hold before.

        Raises NotFound where there is no such dossier, paragraph or bookmark; then nothing was
        done.
        """
        self._hold(paragraphs)
        with self._history.step() as step:
            added = self._add(step, number, paragraphs, bookmarks, queries)
        self._edited()
        return added

    def collect(
        self,
        name: str,
        *,
        paragraphs: Sequence[int] = (),
        bookmarks: Sequence[int] = (),
        queries: Sequence[str] = (),
    ) -> int:
        """The same with the dossier of exactly this name, which is made where there is none."""
        return self.gather(name, paragraphs=paragraphs, bookmarks=bookmarks, queries=queries)[0]

    def gather(
        self,
        name: str,
        *,
        paragraphs: Sequence[int] = (),
        bookmarks: Sequence[int] = (),
        queries: Sequence[str] = (),
    ) -> tuple[int, bool]:
        """The same, and whether it was made here and not by another process meanwhile."""
        self._hold(paragraphs)
        name = _name(name)
        with self._history.step() as step:
            number, is_new = store.number_of(self._database, name), False
            if number is None:
                number, made = store.make(self._database, name)
                step.did(made)
                is_new = True
            added = self._add(step, number, paragraphs, bookmarks, queries)
        self._edited()
        return added, is_new

    def _add(
        self,
        step: NewStep,
        number: int,
        paragraphs: Sequence[int],
        bookmarks: Sequence[int],
        queries: Sequence[str],
    ) -> int:
        name = self._name(number)
        known = store.known_bookmarks(self._database, bookmarks)
        for one in bookmarks:
            if one not in known:
                raise NotFound(f"There is no bookmark {one}.")
        marks, _ = self._marking.add_within(step, paragraphs)
        texts = filter(None, (without_hidden(query).strip() for query in queries))
        items = [*((one, "") for one in (*marks, *bookmarks)), *((None, text) for text in texts)]
        changes = store.add(self._database, number, items)
        step.label = f"{_items(len(changes))} in the dossier “{name}”"
        step.did(changes)
        return len(changes)

    def remove(self, items: Sequence[int]) -> int:
        """Take items, by their numbers, out of the dossiers they are in; how many there were."""
        with self._history.step() as step:
            names, count = [], 0
            for one in self.all():
                changes = store.remove(self._database, one.number, items)
                step.did(changes)
                names += [one.name] * bool(changes)
                count += len(changes)
            where = f"the dossier “{names[0]}”" if len(names) == 1 else f"{len(names)} dossiers"
            step.label = f"removal of {_items(count)} from {where}"
        return count

    def move(self, number: int, items: Sequence[int], before: int | None = None) -> None:
        """Put items, in the order given, before another one, or at the end. Raises NotFound."""
        with self._history.step() as step:
            step.label = f"order of the dossier “{self._name(number)}”"
            (held,) = [one.items for one in self.all() if one.number == number]
            there = {item.number for item in held}
            moved = {item: None for item in items if item in there and item != before}
            rest = [item.number for item in held if item.number not in moved]
            at = rest.index(before) if before in rest else len(rest)
            step.did(store.order(self._database, number, [*rest[:at], *moved, *rest[at:]]))

    def _name(self, number: int) -> str:
        name = store.name_of(self._database, number)
        if name is None:
            raise NotFound(f"There is no dossier {number}.")
        return name


def _name(text: str) -> str:
    name = clean(text)
    if not name:
        raise NutgrafError("A dossier needs a name.")
    return name


def _taken(name: str) -> NutgrafError:
    return NutgrafError(f"There is a dossier “{name}” already.", "Give it another name.")


def _items(count: int) -> str:
    return "one item" if count == 1 else f"{count:,} items"
