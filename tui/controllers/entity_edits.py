"""Edits of entities: proposed from what is marked or under the cursor, kept or taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index import (
    Duplicate,
    EntityCount,
    EntityType,
    KeptEdit,
    Known,
    ListedCorrection,
    WatchedName,
    apart_edit,
    hide_edit,
    merge_edit,
    rename_edit,
    retype_edit,
    split_edit,
)
from tui import present
from tui.controllers.steps import step_back
from tui.pending_edits import Pending
from tui.screens.choose import Choose
from tui.screens.trouble import RefusedError
from tui.screens.working import work_on
from tui.screens.writing import Ask

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.panes.editor_list import EditorList
    from tui.session import Session

_TYPES: tuple[tuple[EntityType, str], ...] = (
    ("person", "A person"),
    ("org", "An organisation"),
    ("place", "A place"),
)


class EntityEditsController:
    """Makes edits. Those that would change nothing are refused in words."""

    def __init__(
        self,
        host: Host,
        session: Session,
        rows: EditorList,
        *,
        propose: Callable[[Pending], None],
        changed: Callable[[], None],
    ) -> None:
        """`propose` shows edits to be kept or dropped; `changed` shows what they have changed."""
        self._host, self._session, self._rows = host, session, rows
        self._propose, self._changed = propose, changed

    def _row(self) -> Duplicate | EntityCount | KeptEdit | ListedCorrection | WatchedName | None:
        return self._rows.current()

    def entity(self) -> EntityCount | Known | None:
        """The entity under the cursor; of a pair, the more frequent one."""
        row = self._row()
        if row is None or isinstance(row, KeptEdit | ListedCorrection | WatchedName):
            return None
        return row.one if isinstance(row, Duplicate) else row

    def entity_or_say(self) -> EntityCount | Known | None:
        """The same; that there is none is said."""
        one, row = self.entity(), self._row()
        if isinstance(row, KeptEdit | ListedCorrection):
            self._host.say("This is for a name, and here is an edit.")
        elif isinstance(row, WatchedName):
            self._host.say("This is for a name that was found: see all entities.")
        elif one is None:
            self._host.say("There is no name here.")
        return one

    def under_cursor(self, row: object) -> Pending:
        """What is shown of a row before anything is asked for: of a pair, the merge."""
        if isinstance(row, EntityCount):
            return Pending(f"Paragraphs that name {row.name}", entity=row.entity)
        if isinstance(row, WatchedName):
            return Pending(f"Paragraphs that have {row.name}", watched=row)
        if isinstance(row, ListedCorrection):
            return Pending(f"{row}: {row.title}", correction=row.number)
        if not isinstance(row, Duplicate):
            return Pending("")
        return Pending(f"If merged into {row.one.name}", (merge_edit(row.other, row.one),))

    async def merge(self) -> None:
        row = self._row()
        into = self.entity_or_say()
        if row is None or into is None:
            return
        chosen = self._rows.marked
        if len(chosen) > 1 and into.entity not in chosen:
            # Space goes down after it marks, so that one may have meant the marked ones alone.
            if (stays := await self._which_stays(into)) is None:
                return
            into = stays
        marked = [one for one in chosen.values() if one.entity != into.entity]
        sources: Sequence[EntityCount | Known] = marked
        if isinstance(row, Duplicate):
            sources = [*marked, row.other]
        if not sources:
            self._host.say(
                "Mark what is to be merged with Space, then press this on the one that stays."
            )
            return
        edits = tuple(merge_edit(one, into) for one in sources)
        names = sources[0].name if len(sources) == 1 else present.plural(len(sources), "name")
        self._propose(Pending(f"Merge {names} into {into.name}", edits))

    async def _which_stays(self, current: EntityCount | Known) -> EntityCount | Known | None:
        """Ask into which one the marked names are merged: one of them, or the one at the cursor."""
        marked = sorted(self._rows.marked.values(), key=lambda one: -one.count)
        names: dict[str, EntityCount | Known] = {str(one.entity): one for one in (*marked, current)}
        options = [(key, one.name, present.number(one.count)) for key, one in names.items()]
        heading = f"Merge {present.number(len(marked))} marked names into"
        chosen = await self._host.ask(Choose(heading, options))
        return names[chosen] if chosen is not None else None

    async def split(self) -> None:
        if (one := self.entity_or_say()) is None:
            return
        read = self._session.read
        aliases = (await read(self._session.archive.entity, one.entity)).aliases
        options = [(alias, f"{alias}", present.number(count)) for alias, count in aliases]
        if not options:
            self._host.say("It was named place by place: no form of it can be another's.")
            return
        title = f"Which name of {one.name} is another's?"
        alias = await self._host.ask(Choose(title, options))
        if alias is None:
            return

        async def propose(name: str) -> None:
            if not name:
                raise RefusedError("Whose name it is has to be said.")
            edit = split_edit(one, alias, name)
            self._propose(Pending(f"Split “{alias}” from {one.name}", (edit,)))

        value = alias if alias != one.name else ""
        await self._host.ask(
            Ask(f"“{alias}” is", value, "Whose name is it?", act=propose, saving="Split")
        )

    async def rename(self) -> None:
        if (one := self.entity_or_say()) is None:
            return
        hint = "It is still found by the names it has."

        async def propose(name: str) -> None:
            if not name:
                raise RefusedError("It needs a name.")
            if name == one.name:
                return
            title, edit = f"Rename {one.name} to {name}", rename_edit(one, name)
            if (other := await self._bearer(one, name)) is not None:
                there = present.plural(other.count, "paragraph")
                title, edit = f"Merge {one.name} into {other.name}", merge_edit(one, other)
                self._host.say(f"{other.name} is there already ({there}): this merges the two.")
            self._propose(Pending(title, (edit,)))

        await self._host.ask(Ask("Rename", one.name, hint, act=propose, saving="Rename"))

    async def _bearer(self, one: EntityCount | Known, name: str) -> EntityCount | None:
        """Who else of the same type has a name: who is called so is the same from then on."""
        entities = self._session.archive.entity_editor.entities
        wanted = rename_edit(one, name).target
        for other in await self._session.read(entities, name, one.type):
            if other.name != one.name and merge_edit(one, other).target == wanted:
                return other
        return None

    async def retype(self) -> None:
        chosen = self._marked_or_current()
        if not chosen:
            return
        options = [(kind, words, "") for kind, words in _TYPES]
        kind = await self._host.ask(Choose("What is it?", options))
        wanted = next((each for each, _ in _TYPES if each == kind), None)
        if wanted is None:
            return
        edits = tuple(retype_edit(one, wanted) for one in chosen if one.type != wanted)
        if not edits:
            self._host.say("It is that already.")
            return
        words = dict(_TYPES)[wanted].lower()
        self._propose(Pending(f"{_names(chosen)}: {words}", edits))

    async def hide(self) -> None:
        """Not a name; an edit under the cursor is taken back instead, and a name of the watch list
        is watched for no longer.
        """
        row = self._row()
        if isinstance(row, WatchedName):
            remove = self._session.archive.watched_names().remove
            await work_on(self._host, self._session, f"Looking for {row.name}", remove, [row])
            self._host.say(f"No longer watched for: {row.name}")
            self._changed()
            return
        if isinstance(row, KeptEdit):
            await self._session.do(self._session.archive.entity_editor.take_back, [row.number])
            self._host.say(f"Taken back: {row.edit}")
            self._changed()
            return
        if isinstance(row, ListedCorrection):
            take_back = self._session.archive.places.take_back
            await work_on(self._host, self._session, "Taking it back", take_back, [row.number])
            self._host.say(f"Taken back: {row}")
            self._changed()
            return
        if chosen := self._marked_or_current():
            edits = tuple(hide_edit(one) for one in chosen)
            self._propose(Pending(f"{_names(chosen)}: not a name", edits))

    async def apart(self) -> None:
        row = self._row()
        if not isinstance(row, Duplicate):
            self._host.say("This is for a pair of likely duplicates.")
            return
        edits = [apart_edit(row.other, row.one)]
        await self._session.do(self._session.archive.entity_editor.apply, edits)
        self._host.say(f"{row.other.name} and {row.one.name} stay two.")
        self._changed()

    async def keep(self, pending: Pending) -> str:
        """Keep edits that were proposed; what was done, in words."""
        edits = list(pending.edits)
        done = await self._session.do(self._session.archive.entity_editor.apply, edits)
        self._rows.clear_marks()
        self._changed()
        return done

    async def undo(self, *, again: bool = False) -> None:
        """Take the last step back, or do it again; one besides names only after a question."""
        if await step_back(self._host, self._session, again=again, names=True):
            self._changed()

    def _marked_or_current(self) -> list[EntityCount | Known]:
        """The marked names. Those that another filter has out of sight are meant only where the
        one under the cursor is marked as well: a key acts on what is looked at.
        """
        one, marked = self.entity(), self._rows.marked
        if marked and (self._rows.marks_in_view or (one is not None and one.entity in marked)):
            return list(marked.values())
        return [one] if (one := self.entity_or_say()) is not None else []


def _names(chosen: Sequence[EntityCount | Known]) -> str:
    return chosen[0].name if len(chosen) == 1 else present.plural(len(chosen), "name")
