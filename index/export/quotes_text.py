"""Quotes as Markdown: a heading for each speaker, a block quote for each quote, their sources as
footnotes. What is reported without quotation marks is no block quote, and is said to be reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from index.core.clean import sentence_case
from index.core.ledger import LedgerEntry, Variant
from index.core.quote_view import QuoteView
from index.export import escaping
from index.export.excerpt import Excerpt
from index.export.export_head import Head
from index.export.format import Heading
from index.export.history import UNCHANGED, History
from index.export.markdown_format import labels, source

Quoted = tuple[str, LedgerEntry]
"""The name of a speaker, "" for one without a name, and what was said."""


def every_quote(entry: LedgerEntry) -> Iterator[QuoteView]:
    """The quotes of an entry, in all of its wordings."""
    yield from (entry.quote, *entry.others)
    for variant in entry.variants:
        yield from variant.every


def markdown_parts(
    entries: Sequence[Quoted], heading: Heading, became: Mapping[int, History]
) -> Iterator[str]:
    """Quotes with the names of their speakers ("" for none), those of one in a row; a part each.
    `became` is the history of the paragraphs they stand in, by number.
    """
    if not entries:
        return
    yield _head(entries).front_matter(heading, len(entries))
    if escaping.clean(heading.title):
        yield f"\n\n# {escaping.inline(heading.title)}"
    label_of = labels()
    sources: list[str] = []

    def cited(quote: QuoteView) -> str:
        passage = _passage(quote, became.get(quote.hit.number, UNCHANGED))
        label = label_of(passage)
        sources.append(f"\n\n[^{label}]: {source(passage)}")
        return f"[^{label}]"

    for name, group in groupby(entries, key=lambda pair: pair[0]):
        above = [f"## {escaping.inline(name or 'Without a name')}"]
        for _, entry in group:
            parts = [*above, _with_block_id(_words(entry.quote), cited(entry.quote))]
            parts += [f"— {told}"] if (told := _told(name, entry.quote)) else []
            parts += [_same(entry, cited)] if entry.others else []
            parts += [_variant(one, cited) for one in entry.variants]
            yield "".join(f"\n\n{part}" for part in parts)
            above = []
    yield from sources
    yield "\n"


def _head(entries: Sequence[Quoted]) -> Head:
    """What is said of all paragraphs that quotes stand in."""
    head, seen = Head(), set()
    for _, entry in entries:
        for quote in every_quote(entry):
            if quote.hit.number not in seen:
                seen.add(quote.hit.number)
                head.add(_passage(quote))
    return head


def _passage(quote: QuoteView, history: History = UNCHANGED) -> Excerpt:
    """Where a quote stands; the words that are looked for on a page are its own."""
    hit = quote.hit
    return Excerpt(
        paragraph_id=hit.id,
        text=quote.words,
        ordinal=hit.ordinal,
        paragraphs=hit.paragraphs,
        publication=hit.publication,
        history=history,
    )


def _words(quote: QuoteView) -> str:
    """What was said: a block quote, or what a reporter says of it."""
    if quote.kind == "indirect":
        return f"As reported, without marks: {escaping.inline(quote.shown)}"
    if quote.is_reported:
        return f"As reported, in part between marks: {escaping.inline(quote.shown)}"
    return f"> {escaping.block(quote.shown)}"


def _told(name: str, quote: QuoteView) -> str:
    """What else is known of a quote."""
    said = [] if name or not quote.speaker else [escaping.inline(quote.speaker)]
    said += [f"for {escaping.inline(quote.behalf)}"] if quote.behalf else []
    said += [f"speaker {quote.certainty}"] if quote.certainty else []
    return ", ".join(said)


def _same(entry: LedgerEntry, cited: Callable[[QuoteView], str]) -> str:
    """The other articles that have the same words."""
    many = len(entry.others)
    what = "what stands between the marks is the same" if entry.only_marked else "the same"
    return f"— {what} in {many} more article{'s' * (many > 1)}: {_outlets(entry.others, cited)}"


def _variant(variant: Variant, cited: Callable[[QuoteView], str]) -> str:
    """Another wording, and where else it stands."""
    quote = variant.quote
    told = f"{sentence_case(variant.said)}, {_outlet(quote)}: {escaping.inline(quote.shown)}"
    if not variant.others:
        return _with_block_id(told, cited(quote))
    return f"{told} {cited(quote)}; so also {_outlets(variant.others, cited)}"


def _outlets(quotes: Sequence[QuoteView], cited: Callable[[QuoteView], str]) -> str:
    return ", ".join(f"{_outlet(quote)} {cited(quote)}" for quote in quotes)


def _with_block_id(words: str, note: str) -> str:
    """Words with their footnote, and the same as what other notes refer to the block by."""
    return f"{words} {note} ^{note[2:-1]}"


def _outlet(quote: QuoteView) -> str:
    return escaping.inline(quote.hit.outlet) or "elsewhere"
