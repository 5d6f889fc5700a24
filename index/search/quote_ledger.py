"""The ledger of quotes: who said what, by speaker and date, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from index.core.hits import Hit
from index.core.ledger import LedgerEntry, SpeakerCount
from index.core.quote_view import QuoteView
from index.core.values import EntityType
from index.search.ledger_entries import Said
from index.search.said_by_others import said_by_others
from index.store.derived.ledger_quotes import Asked

WITHOUT_NAME = 0
"""The speaker that stands for all who are not named."""


class Speech(Protocol):
    """Quotes as they are kept, for a ledger of them."""

    def counts(self, asked: Asked) -> Sequence[tuple[int, int]]:
        """How many quotes each speaker has; 0 is whoever has no name."""

    def labels(self, entities: Iterable[int]) -> Mapping[int, tuple[EntityType, str]]:
        """Type and name of entities, those that are known."""

    def said(self, speaker: int, asked: Asked, written: str) -> Said:
        """What somebody said; of those without a name only who is `written` so, unless that is
        "".
        """


class QuoteLedger:
    """Reads the quotes of an archive, or of some of its paragraphs.

    `paragraphs` None are all; with `about`, an entity, only quotes that name it; `indirect` takes
    in what is reported without quotation marks.
    """

    def __init__(self, speech: Speech, oldest: Callable[[str], Sequence[Hit]]) -> None:
        """`oldest` gives the paragraphs that a query finds, oldest first, not all if many."""
        self._speech, self._oldest = speech, oldest

    def speakers(
        self,
        paragraphs: Sequence[int] | None = None,
        *,
        about: int | None = None,
        indirect: bool = False,
    ) -> list[SpeakerCount]:
        """Who speaks, and how many quotes each has; most first, those without a name last."""
        counts = self._speech.counts(Asked(paragraphs, about, indirect=indirect))
        labels = self._speech.labels(entity for entity, _ in counts)
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
        return self._speech.said(speaker, Asked(paragraphs, about, indirect=indirect), written)

    def by_others(self, entry: LedgerEntry) -> Sequence[QuoteView]:
        """Where in the archive the words of an entry stand too, each speaker once in an article:
        under another speaker, or as nobody's quote in an article that does not have them as one,
        then `speaker` is "" and `kind` "indirect". Oldest first, undated last. One of the two may
        be wrong, or one had the words from the other. None of fewer words than hardly two people
        say by chance.
        """
        return said_by_others(entry, self._oldest, self._quoted)

    def _quoted(self, paragraphs: Sequence[int]) -> Iterator[QuoteView]:
        """All quotes of some paragraphs, with whose they are."""
        if paragraphs:
            for speaker in self.speakers(paragraphs, indirect=True):
                for entry in self.said(speaker.entity, paragraphs, indirect=True).each():
                    yield entry.quote
