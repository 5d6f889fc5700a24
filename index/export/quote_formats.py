"""Quotes in the formats that they leave in: Markdown, CSV, JSON; words, speaker, source."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from index.core.ledger import LedgerEntry
from index.core.quote_view import QuoteView
from index.core.steering import escape_steering
from index.export.excerpt import Excerpt
from index.export.format import Heading
from index.export.history import UNCHANGED, History
from index.export.quotes_text import Quoted, every_quote, markdown_parts
from index.export.record_formats import row

_COLUMNS = (
    *("speaker", "kind", "guessed", "for", "date", "outlet", "title", "url", "paragraph"),
    *("words", "articles", "other_wordings", "date_from", "ordinal", "imported", "put_right"),
    *("only_marked", "others", "change_notes", "shown", "cut"),
)


class QuoteFormat(NamedTuple):
    """A format: what it is asked for by, what its files end in, a line about it."""

    name: str
    suffix: str
    describe: str


QUOTE_FORMATS = (
    QuoteFormat(
        "markdown", ".md", "Markdown: a heading a speaker, block quotes, sources as footnotes"
    ),
    QuoteFormat("csv", ".csv", "CSV with a line of names, for tables; nothing in it is a formula"),
    QuoteFormat("json", ".json", "JSON: an array of records, for programs"),
)


BY_OTHERS = "by_others"
"""The column for where the words stand under other speakers, where that was looked for."""


def quote_parts(
    quotes: Sequence[Quoted],
    form: str,
    *,
    title: str = "",
    query: str = "",
    passages: Callable[[Sequence[int]], Sequence[Excerpt]] = lambda _: (),
) -> Iterator[str]:
    """The text of quotes in a format, a part a quote or so; a note says its `title` and the `query`
    that finds the paragraphs they stand in, "" for none. `passages` reads these paragraphs, by
    which it is told what their articles say of changes since; without it, nothing is.
    """
    became = _became(quotes, passages)
    if form == "json":
        yield from _json(quotes, became)
    elif form == "csv":
        looked_for = any(entry.by_others is not None for _, entry in quotes)
        yield row((*_COLUMNS, BY_OTHERS) if looked_for else _COLUMNS)
        for name, entry in quotes:
            record = quote_record(name, entry, became)
            record["other_wordings"] = " | ".join(map(_in_a_line, record["other_wordings"]))
            record["others"] = ", ".join(one["paragraph"] for one in record["others"])
            if looked_for:
                others = record.get(BY_OTHERS, ())
                record[BY_OTHERS] = " | ".join(
                    f"{one['speaker']} ({one['paragraph']})" for one in others
                )
            yield row(record.values())
    else:
        yield from markdown_parts(quotes, Heading(title=title, query=query), became)


def _became(
    quotes: Sequence[Quoted], passages: Callable[[Sequence[int]], Sequence[Excerpt]]
) -> dict[int, History]:
    """What became of the articles that quotes stand in, by the numbers of the paragraphs."""
    every = (quote for _, entry in quotes for quote in every_quote(entry))
    numbers = list(dict.fromkeys(quote.hit.number for quote in every))
    return {
        number: one.cited.history for number, one in zip(numbers, passages(numbers), strict=False)
    }


def _json(quotes: Sequence[Quoted], became: Mapping[int, History]) -> Iterator[str]:
    before = "[\n"
    for name, entry in quotes:
        text = json.dumps(quote_record(name, entry, became), ensure_ascii=False, indent=1)
        yield before + textwrap.indent(escape_steering(text), " ")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def quote_record(name: str, entry: LedgerEntry, became: Mapping[int, History]) -> dict[str, Any]:
    """A quote under the names of its columns; with who else says it where that was looked for."""
    quote = entry.quote
    hit = quote.hit
    wordings = [
        {
            **_where(one.quote),
            "words": one.quote.words,
            "kind": one.kind,
            "articles": len(one.every),
            "others": [*map(_where, one.others)],
        }
        for one in entry.variants
    ]
    values = (
        *(name or quote.speaker, quote.kind, quote.guessed, quote.behalf, hit.date),
        *(hit.outlet, hit.title, hit.url, hit.id, quote.words, 1 + len(entry.others), wordings),
        *(hit.heading.date_from, hit.ordinal, hit.publication.imported, quote.put_right),
        *(entry.only_marked, [*map(_where, entry.others)]),
        [note for note in became.get(hit.number, UNCHANGED).notes if note != hit.text],
        *(quote.shown, quote.cut),
    )
    record = dict(zip(_COLUMNS, values, strict=True))
    if entry.by_others is not None:
        record[BY_OTHERS] = [
            {"speaker": one.speaker, "kind": one.kind, **_where(one)} for one in entry.by_others
        ]
    return record


def _where(quote: QuoteView) -> dict[str, Any]:
    """Where words stand: outlet and date of the article, id of the paragraph."""
    return {"outlet": quote.hit.outlet, "date": quote.hit.date, "paragraph": quote.hit.id}


def _in_a_line(wording: dict[str, Any]) -> str:
    """Another wording with the ids of the paragraphs that have it."""
    ids = ", ".join(one["paragraph"] for one in (wording, *wording["others"]))
    return f"{wording['words']} ({wording['kind']}: {ids})"
