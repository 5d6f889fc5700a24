"""Undo and redo of what a reader changes: kept in the archive, so that they outlive the program.

There is one history for bookmarks, notes, tags, saved searches and the edits of entities: a reader
means the last thing they did, wherever that was. Of several windows on an archive each takes back
its own steps first, the last one first, and then what was done by others or before it was opened.

Only what is still as a step left it is taken back. What somebody has changed since stays, and that
is said; what a step took away is put back beside what was written since, or comes back under a name
that is free. A step of which nothing can be done is kept: it is passed over until something else
was changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from index.core.errors import StoppedError
from index.library.bookmarks import twins
from index.store.articles import taken_out
from index.store.database import Database
from index.store.derived import furniture
from index.store.library import bookmarks, dossiers, saved_searches, seen, undo_log
from index.store.library.undo_log import Change, Exchanged, Kind, Step
from index.store.names import corrected_names, kept_edits
from index.store.names import watched_forms as watched

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]

_EXCHANGE: dict[Kind, Callable[[Database, Sequence[Change]], Exchanged]] = {
    "bookmark": partial(bookmarks.exchange, twins=twins),
    "note": bookmarks.exchange_notes,
    "tags": bookmarks.exchange_tags,
    "search": saved_searches.exchange,
    "edit": kept_edits.exchange,
    "correction": corrected_names.exchange,
    "dossier": dossiers.exchange,
    "dossier item": dossiers.exchange_items,
    "furniture": furniture.exchange,
    "watched": watched.exchange,
    "look": seen.exchange,
    "removal": taken_out.exchange,
}


_INDEXED: frozenset[Kind] = frozenset({"edit", "correction", "furniture", "bookmark", "removal"})
"""Kinds whose changes the index may have to follow."""

_DERIVED: frozenset[Kind] = frozenset({"watched", "removal", "correction"})
"""Kinds on which rests what is derived of texts."""


_OF_NAMES: frozenset[Kind] = frozenset({"edit", "correction", "watched"})
"""Kinds of what is changed at a desk of names."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was undone or redone, in words, whether the index may have to follow, and whether stages
    are to be gone through again.
    """

    label: str
    edited: bool
    derived: bool


class NewStep:
    """A step while it is being made. Without changes there is none in the end."""

    def __init__(self, database: Database, session: str) -> None:
        self._database, self._session = database, session
        self._number = 0
        self._changes = 0
        self.label = ""

    def did(self, changes: Sequence[Change]) -> None:
        """Keep what was changed."""
        if not changes:
            return
        if not self._changes:
            self._number = undo_log.begin(self._database, self._session)
        self._changes += len(changes)
        undo_log.add(self._database, self._number, changes)

    def finish(self) -> None:
        """Keep the step, unless nothing was changed."""
        if self._changes:
            label = self.label if self.label.isprintable() else _cleaned(self.label)
            undo_log.finish(self._database, self._number, label, self._changes)


def _cleaned(label: str) -> str:
    from index.core.clean import clean  # noqa: PLC0415  (hardly ever wanted)

    return clean(label)


class History:
    """The steps that can be undone and redone, as one session sees them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._session = os.urandom(8).hex()
        self._refused: set[int] = set()
        """Steps of which nothing could be done."""
        self._at = 0
        """How far all had come when that was so."""

    @property
    def last(self) -> int:
        """The number of the step that `undo` would take back, 0 for none."""
        step = self._next(undone=True)
        return step.number if step else 0

    def _next(self, *, undone: bool) -> Step | None:
        """The step that would be taken back, or done again."""
        if (at := undo_log.reached(self._database)) != self._at:
            self._refused.clear()
            self._at = at
        choose = undo_log.last_done if undone else undo_log.last_undone
        return choose(self._database, self._session, self._refused)

    def others(self, *, again: bool = False) -> str:
        """The step that would be taken back, or done again, in words, if it is another session's;
        "" where it is this one's or there is none.
        """
        step = self._next(undone=not again)
        return self._labelled(step) if step and step.session != self._session else ""

    def besides_names(self, *, again: bool = False) -> str:
        """The step of this session that would be taken back, or done again, in words, if it changed
        other things than names; "" where it changed these, is another session's or there is none.
        """
        step = self._next(undone=not again)
        if not step or step.session != self._session:
            return ""
        return "" if undo_log.kinds(self._database, step.number) <= _OF_NAMES else step.label

    @contextmanager
    def step(self, label: str = "") -> Iterator[NewStep]:
        """A transaction whose changes are one step; an error inside leaves nothing of it."""
        with self._database.transaction():
            new = NewStep(self._database, self._session)
            new.label = label
            yield new
            new.finish()

    def undo(self, progress: Progress | None = None, stop: Stop | None = None) -> Moved | None:
        """Take the last step back; None when there is none. Raises StoppedError when `stop` says
        so: then nothing was taken back.
        """
        return self._move(progress, stop, undone=True)

    def redo(self, progress: Progress | None = None, stop: Stop | None = None) -> Moved | None:
        """Do again what was last undone."""
        return self._move(progress, stop, undone=False)

    def _move(self, progress: Progress | None, stop: Stop | None, *, undone: bool) -> Moved | None:
        if self._next(undone=undone) is None:
            return None
        with self._database.transaction() as connection:
            # Another process may have taken the step meanwhile.
            step = self._next(undone=undone)
            if step is None:
                return None
            connection.execute("SAVEPOINT moved")
            came, kinds = self._gone_through(step.number, progress, stop, undone=undone)
            if came.made:
                undo_log.move(self._database, step.number, self._session, undone=undone)
            elif came.kept:
                connection.execute("ROLLBACK TO moved")
                self._refused.add(step.number)
            else:
                undo_log.forget(self._database, step.number)
            connection.execute("RELEASE moved")
            self._at = undo_log.reached(self._database)
        label = _told(self._labelled(step), came)
        return Moved(label, not kinds.isdisjoint(_INDEXED), not kinds.isdisjoint(_DERIVED))

    def _gone_through(
        self, step: int, progress: Progress | None, stop: Stop | None, *, undone: bool
    ) -> tuple[_Came, set[Kind]]:
        """Make the changes of a step, or take them back: what came of it, and of what kinds."""
        total, done = undo_log.size(self._database, step), 0
        came = _Came()
        kinds: set[Kind] = set()
        for changes in undo_log.take(self._database, step):
            if stop is not None and stop():
                raise StoppedError
            came.add(self._exchange(step, changes, undone=undone))
            kinds |= {one.kind for one in changes}
            done += len(changes)
            if progress is not None:
                progress(done, total)
        return came, kinds

    def _exchange(self, step: int, changes: Sequence[Change], *, undone: bool) -> Exchanged:
        made: list[Change] = []
        said: list[str] = []
        kept = 0
        for kind in dict.fromkeys(one.kind for one in changes):
            wanted = [one.back if undone else one for one in changes if one.kind == kind]
            answer = _EXCHANGE[kind](self._database, wanted)
            made += [one.back if undone else one for one in answer.made]
            kept += answer.kept
            said += answer.said
        undo_log.add(self._database, step, made)
        return Exchanged(made, kept, said)

    def _labelled(self, step: Step) -> str:
        """What a step was; of one of another session also when it was made."""
        if step.session == self._session:
            return step.label
        at = datetime.fromisoformat(step.at).astimezone()
        return f"{step.label} (made {at:%Y-%m-%d %H:%M})"


@dataclass(slots=True)
class _Came:
    """What came of a step: how much was made and how much not, and what is to be told of it."""

    made: int = 0
    kept: int = 0
    said: tuple[str, ...] = ()

    def add(self, some: Exchanged) -> None:
        self.made += len(some.made)
        self.kept += some.kept
        self.said = tuple(dict.fromkeys((*self.said, *some.said)))


def _told(label: str, came: _Came) -> str:
    """A step in words, and what of it was not done or otherwise."""
    if not came.made and not came.kept:
        return f"nothing of: {label}; it is so already"
    if not came.made:
        why = "; ".join(came.said) or "it was changed since and is left as it is"
        return f"nothing of: {label}; {why}. The step is kept."
    words = [label]
    if came.kept:
        is_one = came.kept == 1
        are = "was changed since and is" if is_one else "were changed since and are"
        left = "left as it is" if is_one else "left as they are"
        words.append(f"{came.kept} of {came.made + came.kept} {are} {left}")
    return "; ".join((*words, *came.said))
