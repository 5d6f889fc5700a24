"""The reader's way: what was searched for and opened, from where, kept as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from index.core.hop import Hop
from index.store.database import Database
from index.store.library import trail


class Trail:
    """All hops of an archive's reader, of this session and of those before."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, hop: Hop) -> None:
        """Keep a hop, or what is known of it now. It is no step of undo."""
        trail.keep(self._database, hop)

    def hops(self) -> Sequence[Hop]:
        """All hops, in order of time."""
        return trail.every(self._database)

    def forget(self) -> int:
        """Forget all hops; how many there were."""
        return trail.forget(self._database)


def way_to(hops: Sequence[Hop], number: int) -> list[Hop]:
    """The hops that lead to one, from the first on, that one at the end. What was looked for after
    everything was shown again has a way of its own, and what found nothing led to nothing.
    """
    known = {hop.number: hop for hop in hops}
    way: list[Hop] = []
    hop = known.get(number)
    while hop is not None and hop not in way and not (way and hop.is_everything):
        way.append(hop)
        hop = known.get(hop.parent) if hop.parent is not None else None
    return [one for one in reversed(way) if one.found != 0 or one is way[0]]
