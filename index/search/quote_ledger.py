"""The ledger of quotes: who said what, by speaker and date, each once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.compare.words import differences
from index.core.hits import Hit
from index.core.ledger import LedgerEntry, SpeakerCount, Variant
from index.core.priority import way
from index.core.quote_view import QuoteView
from index.quotes.quote_views import views
from index.search.same_words import Group, grouped
from index.store import entity_names, stored_quotes, unnamed_speakers
from index.store.database import Database
from index.store.stored_quotes import INDIRECT, Asked, Spoken

WITHOUT_NAME = 0
"""The speaker that stands for all who are not named."""


class QuoteLedger:
    """Reads the quotes of an archive, or of some of its paragraphs.

    `paragraphs` None are all; with `about`, an entity, only quotes that name it; `indirect` takes
    in what is reported without quotation marks.
    """

    def __init__(self, database: Database, bookmarked: Callable[[], frozenset[int]]) -> None:
        self._database = database
        self._bookmarked = bookmarked

    def speakers(
        self,
        paragraphs: Sequence[int] | None = None,
        *,
        about: int | None = None,
        indirect: bool = False,
    ) -> list[SpeakerCount]:
        """Who speaks, and how many quotes each has; most first, those without a name last."""
        asked = Asked(paragraphs, about, indirect=indirect)
        with way.behind():
            counts = stored_quotes.counts(self._database, asked)
            labels = entity_names.labels(self._database, [entity for entity, _ in counts])
        found = [
            SpeakerCount(entity, *labels.get(entity, ("person", "")), quotes=count)
            for entity, count in counts
            if entity in labels or entity == WITHOUT_NAME
        ]
        return sorted(found, key=lambda one: (not one.entity, -one.quotes, one.name))

    def quotes(
        self,
        speaker: int,
        paragraphs: Sequence[int] | None = None,
        *,
        about: int | None = None,
        indirect: bool = False,
        written: str = "",
    ) -> list[LedgerEntry]:
        """What somebody said, newest first, undated last; the same words once, where they stood
        first. Of those without a name only who is `written` so, unless that is "".
        """
        asked = Asked(paragraphs, about, indirect=indirect)
        with way.behind():
            spoken = stored_quotes.spoken(self._database, speaker, asked)
            if written:
                own = {*unnamed_speakers.quotes_by(self._database, written)}
                spoken = [one for one in spoken if (one.quote.paragraph, one.quote.place) in own]
            groups = grouped([(one.words, one.quote.kind != INDIRECT) for one in spoken])
            groups.sort(key=lambda group: spoken[group.first].date, reverse=True)
            return self._entries(spoken, groups)

    def _entries(self, spoken: Sequence[Spoken], groups: Sequence[Group]) -> list[LedgerEntry]:
        marked = self._bookmarked()
        order = [at for group in groups for at in (group.first, *group.same, *group.other)]
        shown = views(self._database, [spoken[at].quote for at in order], _marking(marked))
        by_place = dict(zip(order, shown, strict=True))
        return [_entry(group, by_place) for group in groups]


def _marking(marked: frozenset[int]) -> Callable[[Hit], Hit]:

    return lambda hit: replace(hit, bookmarked=hit.number in marked)


def _entry(group: Group, by_place: dict[int, QuoteView]) -> LedgerEntry:
    first = by_place[group.first]
    own = {first.hit.article}
    others = []
    for quote in (by_place[at] for at in group.same):
        if quote.hit.article not in own:
            own.add(quote.hit.article)
            others.append(quote)
    variants = tuple(
        Variant(quote, differences(first.words, quote.words))
        for quote in (by_place[at] for at in group.other)
    )
    return LedgerEntry(first, tuple(others), variants)
