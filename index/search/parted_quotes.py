"""Sentences that a paper parts: “I did not,” she said, “say so.” What is kept are the halves, each
a quote by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.core.quote_edges import GAP
from index.core.quote_view import QuoteView
from index.store.derived.ledger_quotes import Spoken
from index.store.derived.quote_row import INDIRECT, MIXED
from index.store.derived.stored_quotes import StoredQuote

Parts = tuple[int, ...]
"""The places of the quotes that a sentence is made of, in order."""


def sentences(
    spoken: Sequence[Spoken], shown: Callable[[Sequence[StoredQuote]], Sequence[QuoteView]]
) -> list[Parts]:
    """The places of some quotes, in order, those together that are parts of one sentence. Only
    the paragraphs of what may be such parts are read.
    """
    likely = [at for at in range(1, len(spoken)) if _may_go_on(spoken[at - 1], spoken[at])]
    read = [*dict.fromkeys(place for at in likely for place in (at - 1, at))]
    quotes = [spoken[at].quote for at in read]
    if not quotes:
        return [(at,) for at in range(len(spoken))]
    views = {(one.hit.number, one.start): one for one in shown(quotes)}
    joined = {at for at in likely if _goes_on(*(_view(views, spoken[one]) for one in (at - 1, at)))}
    found: list[Parts] = []
    for at in range(len(spoken)):
        if at in joined:
            found[-1] = (*found[-1], at)
        else:
            found.append((at,))
    return found


def as_one(parts: Sequence[QuoteView]) -> QuoteView:
    """The parts of a sentence as one quote."""
    first, *rest = parts
    return replace(first, rest=tuple((one.start, one.end) for one in rest)) if rest else first


def _may_go_on(before: Spoken, behind: Spoken) -> bool:
    """Whether a quote may go on with the sentence of the one before it in its paragraph."""
    one, other = before.quote, behind.quote
    follows = one.paragraph == other.paragraph and one.place + 1 == other.place
    if not follows or {one.kind, other.kind} & {MIXED, INDIRECT}:
        return False
    begun = behind.words[:1].islower() or behind.words.split(maxsplit=1)[:1] == ["I"]
    return begun and 0 < other.start - one.end <= GAP


def _view(views: dict[tuple[int, int], QuoteView], one: Spoken) -> QuoteView | None:
    return views.get((one.quote.paragraph, one.quote.start))


def _goes_on(before: QuoteView | None, behind: QuoteView | None) -> bool:
    if before is None or behind is None:
        return False
    return before.cut in {"behind", "both"} and behind.cut in {"before", "both"}
