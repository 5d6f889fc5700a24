"""Furniture: paragraphs that stand in many articles of an outlet and tell nothing of any, and those
that say where else to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from index.core.priority import way
from index.enrich.reference_forms import BOX, LABEL, LONGEST, is_reference
from index.enrich.stage import GROWTH, ArchiveStage
from index.enrich.standing_texts import LEAST, LOOKED_AT, Host, Seen, is_furniture
from index.store.database import Database
from index.store.derived import furniture as store
from index.store.derived.furniture import FURNITURE, Occurrence, Outlets
from index.store.derived.stages import NAMES
from index.store.file.thread_connections import Connection
from index.store.revisions import revise_texts

_MOST = 4000
"""So often a text is looked at, in all outlets: what is true of these stays true."""

_ARTICLES = 200
"""In so many articles of an outlet it is counted."""

_KEPT = 200
"""So many articles are kept in memory."""

_EVERYWHERE = 3
"""What is furniture in so many outlets is so in all."""


class FurnitureStage(ArchiveStage):
    """Looks at the texts that came, and at those of their paragraphs that were there before, often.

    What is decided of a text rests on the articles that it stands in, the first of them, and on
    nothing that comes without it: to look at what came is to look at everything.
    """

    name = FURNITURE
    version = "5"
    cost = 0.01
    rests_on = (NAMES,)
    waits_for = GROWTH

    def run(self, database: Database, pending: Sequence[tuple[int, int]]) -> None:
        connection = database.connection
        with database.snapshot():
            frequent = {
                digest for span in pending for digest in store.frequent(connection, *span, LEAST)
            }
            frequent |= {
                digest
                for span in pending
                for digest, text in store.labelled(connection, span, LONGEST, LABEL, BOX)
                if is_reference(text)
            }
            hosts = _Hosts(connection)
            found = {digest: hosts.outlets(digest) for digest in way.politely(sorted(frequent), 1)}
        with database.transaction():
            changed = [
                paragraph
                for digest, outlets in found.items()
                for paragraph in store.decide(connection, digest, outlets, pending)
            ]
            revise_texts(connection, changed)


class _Hosts:
    """The articles that texts stand in; those read last are kept, since texts share them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[int, Host] = {}

    def outlets(self, digest: int) -> Outlets:
        """Where a text is furniture."""
        every = store.occurrences(self._connection, digest, _MOST)
        found = set()
        by_outlet = attrgetter("outlet")
        for outlet, group in groupby(sorted(every, key=by_outlet), key=by_outlet):
            places = list(_articles(group))
            if self._is_furniture(digest, outlet, places) or self._refers(digest, places):
                found.add(outlet)
        return None if len(found) >= _EVERYWHERE else frozenset(found)

    def _is_furniture(self, digest: int, outlet: str, places: Sequence[Occurrence]) -> bool:
        if len(places) < LEAST:
            return False
        first, last = places[0].text, places[-1].text
        among = store.articles_between(self._connection, outlet, first, last)
        hosts = [self._host(place.text) for place in places[:LOOKED_AT]]
        paragraph = places[0].paragraph
        seen = Seen(
            digest=digest,
            text=next(text for one, text in hosts[0].paragraphs if one == digest),
            hosts=hosts,
            articles=len(places),
            share=len(places) / max(1, among),
            names=store.names_in(self._connection, paragraph),
        )
        return is_furniture(seen)

    def _refers(self, digest: int, places: Sequence[Occurrence]) -> bool:
        """Whether a text says where else to look, in an article of the web that tells something
        itself. In a memo “Related: the account in Zurich” leads nowhere, and is what it says.
        """
        text = next(text for one, text in self._host(places[0].text).paragraphs if one == digest)
        return is_reference(text) and any(
            place.on_the_web and self._host(place.text).is_prose(digest)
            for place in places[:LOOKED_AT]
        )

    def _host(self, text: int) -> Host:
        known = self._read.get(text)
        if known is None:
            if len(self._read) >= _KEPT:
                del self._read[next(iter(self._read))]
            known = self._read[text] = Host(store.host(self._connection, text))
        return known


def _articles(places: Iterator[Occurrence]) -> Iterator[Occurrence]:
    """The first place in each of so many articles."""
    known: set[int] = set()
    for place in places:
        if place.article not in known:
            known.add(place.article)
            yield place
        if len(known) == _ARTICLES:
            return
