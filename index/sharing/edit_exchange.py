"""Edits of names between an archive and a collection: what people changed here is told there, and
what was told there about names that are known here is kept here.

Each edit keeps one id wherever it goes. By how both knew it when they last met, it is told which of
them has taken it back since, or made it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.core.shared_edits import SharedEdit, microseconds, standing, told_by
from index.engines.opensearch.logins import person_at
from index.sharing.collection import Collection
from index.store.database import Database
from index.store.file.thread_connections import Connection
from index.store.names import kept_edits, met_edits
from index.store.names.kept_edits import KeptEdit
from index.store.names.met_edits import Met


class EditExchange:
    """The edits of an archive and those of a collection that was looked at."""

    def __init__(self, database: Database, collection: Collection) -> None:
        self._database, self._collection = database, collection

    def push(self) -> int:
        """Tell the collection what people have edited here, and taken back; how much was new to it.
        Raises what `Collection` does.
        """
        told = self._collection.edits.told()
        with self._database.snapshot():
            here = self._here(self._database.connection)
        by = person_at(self._collection.cluster.address)
        new = list(here.untold(told, by))
        self._collection.edits.tell(new)
        stands = {one.id for one in standing([*told, *new])}
        back = [key for key in here.taken_back() if key in stands]
        again = [key for key in here.made_again() if key not in stands]
        self._collection.edits.take_back(back, by)
        self._collection.edits.take_back(again, by, again=True)
        stands = (stands - set(back)) | set(again)
        if not self._database.is_read_only:
            with self._database.transaction() as connection:
                met_edits.remember(
                    connection, self._collection.identity, here.as_they_stand(stands)
                )
        return len(new) + len(back) + len(again)

    def pull(self) -> int:
        """Keep what the collection knows of names that are known here, and take back what it has
        taken back; how much changed. The caller holds the writer's lock. Raises what `Collection`
        does, and ArchiveError.
        """
        told = self._collection.edits.told()
        stands = standing(told)
        with self._database.transaction() as connection:
            here = self._here(connection)
            ids = {one.id for one in stands}
            here.meet(told)
            back = {one.id for one in told if one.edit is not None} - ids
            gone = {one.number for key, one in here.met.items() if one.stood and key in back}
            gone &= here.kept.keys()
            came: list[KeptEdit] = []
            number = kept_edits.next_number(connection)
            for one in _concerning(connection, stands):
                if one.id in here.met and not here.met[one.id].stood:
                    came.append(here.again(one))
                elif one.id not in here.met and one.edit is not None:
                    came.append(KeptEdit(number, one.edit, one.at, "collection"))
                    here.met[one.id] = Met(number, stood=True)
                    number += 1
            came = [one for one in came if one.number not in here.kept]
            if came or gone:
                after = {one.number: one for one in (*here.kept.values(), *came)}
                after = {key: one for key, one in after.items() if key not in gone}
                ordered = [after[key] for key in sorted(after)]
                kept_edits.change(connection, list(here.kept.values()), ordered)
                here.kept = after
            met_edits.remember(connection, self._collection.identity, here.as_they_stand(ids))
        return len(came) + len(gone)

    def _here(self, connection: Connection) -> _Here:
        return _Here(
            self._database.identity,
            {one.number: one for one in kept_edits.kept(connection)},
            met_edits.met(connection, self._collection.identity),
            met_edits.known(connection),
        )


@dataclass
class _Here:
    """The edits of an archive, by their numbers, and those that a collection has met, by their ids;
    `ids` are those of edits that some collection knows.
    """

    archive: str
    kept: dict[int, KeptEdit]
    met: dict[str, Met]
    ids: dict[int, str]

    def id_of(self, one: KeptEdit) -> str:
        """What an edit is known by among archives."""
        return self.ids.get(one.number) or told_by(self.archive, one.number, one.at, one.edit)

    def untold(self, told: Sequence[SharedEdit], by: str) -> Iterable[SharedEdit]:
        """What the collection does not know yet; all of it is met from then on."""
        known = {one.id for one in told}
        order = 0
        for one in met_edits.of_people(list(self.kept.values())):
            # As they apply here, whatever clocks have said.
            order = max(microseconds(one.at), order + 1)
            key = self.id_of(one)
            if key not in known:
                yield SharedEdit(id=key, order=order, at=one.at, by=by, edit=one.edit)
            self.met.setdefault(key, Met(one.number, stood=True))

    def meet(self, told: Sequence[SharedEdit]) -> None:
        """Note which of the edits here the collection knows all the same."""
        known = {one.id for one in told}
        for one in self.kept.values():
            if (key := self.id_of(one)) in known:
                self.met.setdefault(key, Met(one.number, stood=True))

    def taken_back(self) -> list[str]:
        """Edits that stood when both met, and are not kept any more."""
        return [key for key, one in self.met.items() if one.stood and one.number not in self.kept]

    def made_again(self) -> list[str]:
        """Edits that did not stand when both met, and are kept again."""
        return [key for key, one in self.met.items() if not one.stood and one.number in self.kept]

    def again(self, one: SharedEdit) -> KeptEdit:
        """An edit that the collection has made again, as it was kept here."""
        number = self.met[one.id].number
        assert one.edit is not None
        own = one.id == told_by(self.archive, number, one.at, one.edit)
        return KeptEdit(number, one.edit, one.at, "reader" if own else "collection")

    def as_they_stand(self, stands: set[str]) -> dict[str, Met]:
        """How both know all that was met, where `stands` is what stands there.

        Where they do not agree, because one of them has not heard of the other's last word yet,
        it stays as it was.
        """
        return {
            key: Met(one.number, key in stands)
            if (one.number in self.kept) == (key in stands)
            else one
            for key, one in self.met.items()
        }


def _concerning(connection: Connection, edits: Sequence[SharedEdit]) -> list[SharedEdit]:
    """Those of some edits, in order, that are about names the archive knows, and those that are
    about the same names as these.
    """
    told = {one.id: one.edit for one in edits if one.edit is not None}
    chosen = kept_edits.about_known(connection, told)
    return [one for one in edits if one.id in chosen]
