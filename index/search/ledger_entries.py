"""What somebody said, as a list that is read where it is looked at: quote by quote, or the same
words once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from index.compare.words import differences
from index.core.ledger import LedgerEntry, Variant
from index.core.priority import way
from index.core.quote_view import QuoteView
from index.quotes.quotation_marks import marked
from index.search.same_words import LEAST, Group, grouped
from index.store.derived.ledger_quotes import Spoken
from index.store.derived.quote_row import INDIRECT, MIXED
from index.store.derived.stored_quotes import StoredQuote

_AT_ONCE = 500
_MARKS = frozenset('“"')


@dataclass(frozen=True, slots=True)
class Said:
    """The quotes of a speaker, oldest first, undated last; `shown` reads some of them to be looked
    at. `lacking` says which are left out, "" where all are there.
    """

    spoken: Sequence[Spoken]
    shown: Callable[[Sequence[StoredQuote]], Sequence[QuoteView]]
    lacking: str = ""

    def __len__(self) -> int:
        return len(self.spoken)

    def each(self) -> LedgerEntries:
        """Every quote by itself, newest first, undated last."""
        return self._listed([Group(at) for at in range(len(self.spoken))])

    def once(self) -> LedgerEntries:
        """The same words once, where they stood first; in that order. To find them takes some
        hundred milliseconds for each ten thousand quotes.
        """
        with way.behind():
            return self._listed(grouped([*map(_compared, self.spoken)]))

    def _listed(self, groups: list[Group]) -> LedgerEntries:
        groups.sort(key=lambda group: self.spoken[group.first].date, reverse=True)
        return LedgerEntries(self, groups)


class LedgerEntries(Sequence[LedgerEntry]):
    """Entries of a ledger; those that are asked for are read, with the paragraphs they stand in."""

    def __init__(self, said: Said, groups: Sequence[Group]) -> None:
        self._said, self._groups = said, groups

    def __len__(self) -> int:
        return len(self._groups)

    @overload
    def __getitem__(self, at: int) -> LedgerEntry: ...
    @overload
    def __getitem__(self, at: slice) -> list[LedgerEntry]: ...
    def __getitem__(self, at: int | slice) -> LedgerEntry | list[LedgerEntry]:
        if isinstance(at, slice):
            return self._read(self._groups[at])
        return self._read([self._groups[at]])[0]

    def __iter__(self) -> Iterator[LedgerEntry]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self[first : first + _AT_ONCE]

    def places_in(self, other: LedgerEntries) -> list[int]:
        """Where in another list of the same quotes each entry's quote stands, or one that goes with
        it.
        """
        places = {at: row for row, one in enumerate(other._groups) for at in one.every}
        return [places[one.first] for one in self._groups]

    def _read(self, groups: Sequence[Group]) -> list[LedgerEntry]:
        order = [at for group in groups for at in group.every]
        spoken = self._said.spoken
        shown = self._said.shown([spoken[at].quote for at in order])
        by_place = dict(zip(order, shown, strict=True))
        return [_entry(group, by_place, spoken[group.first]) for group in groups]


def _compared(one: Spoken) -> tuple[str, bool]:
    """What of a quote is compared with others, and whether other words are looked for. Of one that
    goes on with a sentence of the reporter's, only what stands in marks, where that is enough.
    """
    words = one.words
    if one.quote.kind == MIXED and not _MARKS.isdisjoint(words):
        parts = [words[mark.start : mark.end] for mark in marked(words)]
        if sum(len(part.split()) for part in parts) >= LEAST:
            return " … ".join(parts), True
    return words, one.quote.kind != INDIRECT


def _entry(group: Group, by_place: Mapping[int, QuoteView], spoken: Spoken) -> LedgerEntry:
    first = by_place[group.first]
    others = _elsewhere(first, (by_place[at] for at in group.same))
    variants = []
    for kind, places in group.other:
        every = [by_place[at] for at in places]
        if kind != "other":
            # An article that has the words in full and in part has them.
            own = first.hit.article
            every = [quote for quote in every if quote.hit.article != own]
        if every:
            quote, *more = every
            pieces = differences(first.words, quote.words)
            variants.append(Variant(quote, pieces, kind, _elsewhere(quote, more)))
    only_marked = _compared(spoken)[0] != spoken.words
    return LedgerEntry(first, others, tuple(variants), only_marked)


def _elsewhere(first: QuoteView, quotes: Iterable[QuoteView]) -> tuple[QuoteView, ...]:
    """The first of some quotes in each article that another one is not in."""
    found = {quote.hit.article: quote for quote in reversed([*quotes])}
    found.pop(first.hit.article, None)
    return tuple(reversed(found.values()))
