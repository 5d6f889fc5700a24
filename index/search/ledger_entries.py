"""What somebody said, as a list that is read where it is looked at: quote by quote, or the same
words once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from index.compare.words import differences
from index.core.ledger import LedgerEntry, Variant
from index.core.priority import way
from index.core.quote_view import QuoteView
from index.quotes.quotation_marks import marked
from index.search.parted_quotes import Parts, as_one, sentences
from index.search.same_words import LEAST, Group, grouped
from index.store.derived.ledger_quotes import Spoken
from index.store.derived.quote_row import INDIRECT, MIXED
from index.store.derived.stored_quotes import StoredQuote

_AT_ONCE = 500
_MARKS = frozenset('“"')


@dataclass(frozen=True)
class Said:
    """The quotes of a speaker, oldest first, undated last, each half of a sentence that a paper
    parts by itself; `shown` reads some of them to be looked at. `lacking` says which are left out,
    "" where all are there.
    """

    spoken: Sequence[Spoken]
    shown: Callable[[Sequence[StoredQuote]], Sequence[QuoteView]]
    lacking: str = ""

    def __len__(self) -> int:
        return len(self.spoken)

    def each(self) -> LedgerEntries:
        """Every quote by itself, newest first, undated last; a parted sentence is one."""
        with way.behind():
            return self._listed([Group(at) for at in range(len(self.sentences))])

    def once(self) -> LedgerEntries:
        """The same words once, where they stood first; in that order. To find them takes some
        hundred milliseconds for each ten thousand quotes.
        """
        with way.behind():
            return self._listed(grouped([_compared(self.of(one)) for one in self.sentences]))

    @cached_property
    def sentences(self) -> list[Parts]:
        """The places of the quotes in `spoken`, those together that are parts of one sentence."""
        return sentences(self.spoken, self.shown)

    def of(self, parts: Parts) -> list[Spoken]:
        """The quotes that are parts of a sentence."""
        return [self.spoken[at] for at in parts]

    def _listed(self, groups: list[Group]) -> LedgerEntries:
        date = [self.spoken[parts[0]].date for parts in self.sentences]
        groups.sort(key=lambda group: date[group.first], reverse=True)
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
        said = self._said
        order = [at for group in groups for at in group.every]
        places = [place for at in order for place in said.sentences[at]]
        shown = iter(said.shown([said.spoken[place].quote for place in places]))
        by_place = {at: as_one([next(shown) for _ in said.sentences[at]]) for at in order}
        return [_entry(one, by_place, said.of(said.sentences[one.first])) for one in groups]


def _compared(said: Sequence[Spoken]) -> tuple[str, bool]:
    """What of a quote, or of the parts of one, is compared with others, and whether other words are
    looked for. Of one that goes on with a sentence of the reporter's, only what stands in marks,
    where that is enough.
    """
    one, *more = said
    if more:
        return " ".join(part.words for part in said), True
    words = one.words
    if one.quote.kind == MIXED and not _MARKS.isdisjoint(words):
        parts = [words[mark.start : mark.end] for mark in marked(words)]
        if sum(len(part.split()) for part in parts) >= LEAST:
            return " … ".join(parts), True
    return words, one.quote.kind != INDIRECT


def _entry(group: Group, by_place: Mapping[int, QuoteView], said: Sequence[Spoken]) -> LedgerEntry:
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
    only_marked = len(said) == 1 and _compared(said)[0] != said[0].words
    return LedgerEntry(first, others, tuple(variants), only_marked)


def _elsewhere(first: QuoteView, quotes: Iterable[QuoteView]) -> tuple[QuoteView, ...]:
    """The first of some quotes in each article that another one is not in."""
    found = {quote.hit.article: quote for quote in reversed([*quotes])}
    found.pop(first.hit.article, None)
    return tuple(reversed(found.values()))
