"""Quotes as Markdown: a heading for each speaker, a block quote with its source for each quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from index.core.ledger import LedgerEntry
from index.export import citation, escaping


def markdown_parts(entries: Sequence[tuple[str, LedgerEntry]]) -> Iterator[str]:
    """Quotes with the names of their speakers ("" for none), those of one in a row; a part each."""
    before = ""
    for name, group in groupby(entries, key=lambda pair: pair[0]):
        above = [f"## {escaping.inline(name or 'Without a name')}"]
        for _, entry in group:
            yield before + "\n\n".join([*above, *_parts(name, entry)])
            before, above = "\n\n", []
    if before:
        yield "\n"


def _parts(name: str, entry: LedgerEntry) -> Iterator[str]:
    quote = entry.quote
    yield f"> {escaping.block(quote.shown)}"
    said = [] if name else [escaping.inline(quote.speaker)]
    said += [f"for {escaping.inline(quote.behalf)}"] if quote.behalf else []
    said += ["speaker guessed"] if quote.guessed else []
    hit = quote.hit
    said += [
        escaping.inline(one)
        for one in (hit.outlet, citation.published_on(hit) if hit.date else "")
        if one
    ]
    headline = escaping.inline(hit.title) or f"¶{hit.ordinal}"
    said.append(f"[{headline}]({escaping.address(hit.url)})" if hit.url else headline)
    said += [f"and {len(entry.others)} more"] if entry.others else []
    yield "— " + ", ".join(said)
    for variant in entry.variants:
        outlet = escaping.inline(variant.quote.hit.outlet) or "elsewhere"
        yield f"In other words, {outlet}: {escaping.inline(variant.quote.shown)}"
