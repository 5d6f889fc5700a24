"""Undo and redo of what a reader changes: kept in the archive, so that they outlive the program.

There is one history for bookmarks, notes, tags, saved searches and the edits of entities: a reader
means the last thing they did, wherever that was. Of several windows on an archive each takes back
its own steps first, the last one first, and then what was done by others or before it was opened.

Only what is still as a step left it is taken back. What somebody has changed since stays, and that
is said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from index.core.errors import StoppedError
from index.core.light_dataclass import dataclass
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

    @property
    def last(self) -> int:
        """The number of the step that `undo` would take back, 0 for none."""
        step = undo_log.last_done(self._database, self._session)
        return step.number if step else 0

    def others(self, *, again: bool = False) -> str:
        """The step that would be taken back, or done again, in words, if it is another session's;
        "" where it is this one's or there is none.
        """
        choose = undo_log.last_undone if again else undo_log.last_done
        step = choose(self._database, self._session)
        return self._labelled(step) if step and step.session != self._session else ""

    def besides_names(self, *, again: bool = False) -> str:
        """The step of this session that would be taken back, or done again, in words, if it changed
        other things than names; "" where it changed these, is another session's or there is none.
        """
        choose = undo_log.last_undone if again else undo_log.last_done
        step = choose(self._database, self._session)
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
        return self._move(undo_log.last_done, progress, stop, undone=True)

    def redo(self, progress: Progress | None = None, stop: Stop | None = None) -> Moved | None:
        """Do again what was last undone."""
        return self._move(undo_log.last_undone, progress, stop, undone=False)

    def _move(
        self,
        choose: Callable[[Database, str], Step | None],
        progress: Progress | None,
        stop: Stop | None,
        *,
        undone: bool,
    ) -> Moved | None:
        if choose(self._database, self._session) is None:
            return None
        with self._database.transaction():
            # Another process may have taken the step meanwhile.
            step = choose(self._database, self._session)
            if step is None:
                return None
            total = undo_log.size(self._database, step.number)
            done = made = kept = 0
            kinds: set[Kind] = set()
            for changes in undo_log.take(self._database, step.number):
                if stop is not None and stop():
                    raise StoppedError
                answer = self._exchange(step.number, changes, undone=undone)
                kinds |= {one.kind for one in changes}
                done, made = done + len(changes), made + len(answer.made)
                kept += answer.kept
                if progress is not None:
                    progress(done, total)
            if made:
                undo_log.move(self._database, step.number, self._session, undone=undone)
            else:
                undo_log.forget(self._database, step.number)
        label = self._said(step, made, kept)
        return Moved(label, not kinds.isdisjoint(_INDEXED), not kinds.isdisjoint(_DERIVED))

    def _exchange(self, step: int, changes: Sequence[Change], *, undone: bool) -> Exchanged:
        made: list[Change] = []
        kept = 0
        for kind in dict.fromkeys(one.kind for one in changes):
            wanted = [one.back if undone else one for one in changes if one.kind == kind]
            answer = _EXCHANGE[kind](self._database, wanted)
            made += [one.back if undone else one for one in answer.made]
            kept += answer.kept
        undo_log.add(self._database, step, made)
        return Exchanged(made, kept)

    def _labelled(self, step: Step) -> str:
        """What a step was; of one of another session also when it was made."""
        if step.session == self._session:
            return step.label
        at = datetime.fromisoformat(step.at).astimezone()
        return f"{step.label} (made {at:%Y-%m-%d %H:%M})"

    def _said(self, step: Step, made: int, kept: int) -> str:
        label = self._labelled(step)
        if not made:
            return f"nothing of: {label}; it was changed since and is left as it is"
        if kept:
            are = (
                "was changed since and is left as it is"
                if kept == 1
                else ("were changed since and are left as they are")
            )
            return f"{label}; {kept} of {made + kept} {are}"
        return label
