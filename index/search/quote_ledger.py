"""The ledger of quotes: who said what, by speaker and date, each once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.core.ledger import LedgerEntry, SpeakerCount
from index.core.priority import way
from index.search.ledger_entries import Said
from index.store import entity_names, stored_quotes, unnamed_speakers
from index.store.database import Database
from index.store.stored_quotes import Asked

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

    def said(
        self,
        speaker: int,
        paragraphs: Sequence[int] | None = None,
        *,
        about: int | None = None,
        indirect: bool = False,
        written: str = "",
    ) -> Said:
        """What somebody said, to be listed. Of those without a name only who is `written` so,
        unless that is "".
        """
        asked = Asked(paragraphs, about, indirect=indirect)
        with way.behind():
            spoken = stored_quotes.spoken(self._database, speaker, asked)
            if written:
                own = {*unnamed_speakers.quotes_by(self._database, written)}
                spoken = [one for one in spoken if (one.quote.paragraph, one.quote.place) in own]
        return Said(self._database, spoken, self._bookmarked)

    def quotes(
        self,
        speaker: int,
        paragraphs: Sequence[int] | None = None,
        *,
        about: int | None = None,
        indirect: bool = False,
        written: str = "",
    ) -> Sequence[LedgerEntry]:
        """What `said` finds, newest first, undated last; the same words once, where they stood
        first. Entries are read as they are looked at.
        """
        said = self.said(speaker, paragraphs, about=about, indirect=indirect, written=written)
        return said.once()
