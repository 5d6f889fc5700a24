"""The arrays of a segment for a batch of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np

from index.core import dates
from index.core.document import ParagraphDoc
from index.engines.whoosh.index_schema import (
    BREAKS,
    CODES,
    FURNITURE,
    LENGTHS,
    PLACES,
    QUOTES,
    STATE,
    TEXT,
    TITLE,
)
from index.engines.whoosh.segments import inversion, packed_integers, vocabulary
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.compounds import compounds
from index.engines.whoosh.segments.postings_layout import Lengths
from index.engines.whoosh.segments.segment import UNDATED
from index.engines.whoosh.segments.token_streams import Pieces, Stream, in_languages
from index.engines.whoosh.words.stemming import stem_language

Articles = Sequence[tuple[int, Sequence[ParagraphDoc]]]
"""The number of each article, and its paragraphs."""

Quoting = Mapping[int, Sequence[tuple[int, int, bool]]]
"""The quotes of the documents that have any, see `ParagraphDoc.quotes`."""


def build(
    articles: Articles, pieces: Pieces | None = None
) -> tuple[dict[str, Array], dict[str, Any]]:
    """Arrays and meta of the segment that holds these articles, none of them without paragraphs.

    Documents are numbered by article and paragraph as given; an article's stand in a row. `pieces`
    may come from earlier batches.
    """
    docs = [doc for _, paragraphs in articles for doc in paragraphs]
    firsts = np.cumsum([0, *(len(paragraphs) for _, paragraphs in articles)])
    heads = [paragraphs[0] for _, paragraphs in articles]
    faces = firsts[:-1] + [face(paragraphs) for _, paragraphs in articles]
    pieces = Pieces() if pieces is None else pieces
    languages = _languages(docs)
    quoting = {p: doc.quotes for p, doc in enumerate(docs) if doc.quotes and not doc.furniture}
    streams = {name: Stream(pieces) for name in CODES if name not in PLACES}
    _fill(streams, docs, quoting)
    _fill_heads(streams, faces.tolist(), heads)
    inverted, joined, lengths = _inverted(streams, pieces, languages, quoting, len(docs))
    coded = [(field.code, inverted[name]) for name, field in CODES.items()]
    text_lengths, title_lengths = lengths[TEXT], lengths[TITLE]
    rounded = {name: length_bytes(values) for name, values in lengths.items()}
    average = float(text_lengths.sum() / len(docs))
    arrays = inversion.postings_arrays(coded, Lengths(rounded[TEXT], average))
    arrays |= _paragraph_columns(docs, firsts)
    arrays |= _article_columns(articles, heads, firsts)
    arrays["compounds"] = np.array(sorted(joined), np.uint32)
    arrays["length.text"], arrays["length.title"] = rounded[TEXT], rounded[TITLE]
    arrays["article.words"] = np.add.reduceat(text_lengths, firsts[:-1]).astype(np.uint32)
    arrays["article.title"] = title_lengths[faces].astype(np.uint32)
    meta = {"docs": len(docs), "articles": len(articles), "average": average}
    return arrays, meta | in_meta(languages.values())


def _fill(streams: Mapping[str, Stream], docs: Sequence[ParagraphDoc], quoting: Quoting) -> None:
    """Give the streams what each paragraph says."""
    furniture = [(place, doc.text) for place, doc in enumerate(docs) if doc.furniture]
    streams[TEXT].add(
        enumerate(["" if doc.furniture else doc.text for doc in docs]),
        {p: [at for start, end, _ in found for at in (start, end)] for p, found in quoting.items()},
    )
    streams[FURNITURE].add(furniture)
    streams[STATE].add((place, FURNITURE) for place, _ in furniture)


def _fill_heads(
    streams: Mapping[str, Stream], faces: Sequence[int], heads: Sequence[ParagraphDoc]
) -> None:
    """Give the streams what holds for all of an article, with its face."""
    for name, value in HEAD_FIELDS.items():
        values = [(face, value(head)) for face, head in zip(faces, heads, strict=True)]
        streams[name].add((face, text) for face, text in values if text)


def _inverted(
    streams: Mapping[str, Stream],
    pieces: Pieces,
    languages: Mapping[int, str],
    quoting: Quoting,
    size: int,
) -> tuple[dict[str, inversion.Inverted], set[int], dict[str, Array]]:
    """The postings of each field, the words that hyphens join in any, and how long texts and
    headlines are.
    """
    inverted, lengths = {}, {}
    joined: set[int] = set()
    for name, stream in streams.items():
        tokens = stream.tokens()
        if languages and CODES[name].stem:
            tokens = in_languages(tokens, languages, pieces.surfaces)
        postings, breaks = inversion.invert(tokens, pieces.surfaces, name)
        inverted[name] = postings
        joined |= compounds(tokens, pieces.surfaces)
        if name == TEXT:
            inverted[BREAKS] = breaks
            inverted[QUOTES] = _quotes(quoting, tokens.cuts)
        if name in (TEXT, TITLE):
            lengths[name] = inversion.lengths(tokens, size)
    return inverted, joined, lengths


def in_meta(languages: Iterable[str]) -> dict[str, Any]:
    """What the meta of a segment says of the languages by which texts are stemmed in it beside
    English; nothing where there are none.
    """
    listed = sorted(set(languages))
    return {"languages": listed} if listed else {}


def _languages(docs: Sequence[ParagraphDoc]) -> dict[int, str]:
    """The languages by which some documents are stemmed; of those in English nothing."""
    return {
        place: language
        for place, doc in enumerate(docs)
        if doc.language and (language := stem_language(doc.language))
    }


def _quotes(quoting: Quoting, cuts: Array) -> inversion.Inverted:
    counts = [len(found) for found in quoting.values()]
    marked = [marked for found in quoting.values() for _, _, marked in found]
    docs = np.repeat(np.array([*quoting], np.uint32), np.array(counts, np.int64))
    return inversion.quotes(docs, cuts, np.array(marked, bool))


HEAD_FIELDS: dict[str, Callable[[ParagraphDoc], str]] = {
    TITLE: attrgetter("title"),
    "by": attrgetter("byline"),
    "outlet": attrgetter("outlet"),
    "section": attrgetter("section"),
    "lang": attrgetter("language"),
    "url": attrgetter("url"),
    "tag": lambda head: " ".join(head.tags),
}
"""What one document of an article, its face, carries for all of them."""


def face(paragraphs: Sequence[ParagraphDoc]) -> int:
    """The place of the first paragraph that is no furniture; where all are, the first."""
    return next((place for place, doc in enumerate(paragraphs) if not doc.furniture), 0)


def length_bytes(lengths: Array) -> Array:
    """Field lengths as Whoosh rounds them, as places in LENGTHS."""
    return np.minimum(np.searchsorted(LENGTHS, lengths), 255).astype(np.uint8)


def _paragraph_columns(docs: Sequence[ParagraphDoc], firsts: Array) -> dict[str, Array]:
    entities = [sorted(set(doc.entities)) if doc.entities else () for doc in docs]
    counts = np.array([len(numbers) for numbers in entities], np.int64)
    return {
        "number": np.array([doc.number for doc in docs], np.int64),
        "article": np.repeat(np.arange(len(firsts) - 1), np.diff(firsts)).astype(np.uint32),
        **packed_integers.encode("ordinal", np.array([doc.ordinal for doc in docs], np.int64)),
        **packed_integers.encode("entity.count", counts),
        "entity": np.array([n for numbers in entities for n in numbers], np.uint32),
    }


def _article_columns(
    articles: Articles, heads: Sequence[ParagraphDoc], firsts: Array
) -> dict[str, Array]:
    outlets = sorted({head.outlet for head in heads})
    codes = {outlet: code for code, outlet in enumerate(outlets)}
    known = {date: _date(date) for date in {head.date for head in heads}}
    rows = [known[head.date] for head in heads]
    return {
        "article.number": np.array([number for number, _ in articles], np.int64),
        "article.first": firsts.astype(np.uint32),
        "article.outlet": np.array([codes[head.outlet] for head in heads], np.uint32),
        "article.from": np.array([row[0] for row in rows], np.int32),
        "article.to": np.array([row[1] for row in rows], np.int32),
        "article.month": np.array([row[2] for row in rows], np.int32),
        "article.instant": np.array([row[3] for row in rows], np.int64),
        **vocabulary.encode("outlets", outlets),
    }


def _date(text: str) -> tuple[int, int, int, int]:
    """First and last day (counted from the year 1), month (200411; 200400 a year), instant."""
    known = dates.days_and_instant(text)
    if known is None:
        return 0, 0, 0, int(UNDATED)
    first, last, instant = known
    month = int(text[:4]) * 100 + (int(text[5:7]) if len(text) > 4 else 0)
    return first.toordinal(), last.toordinal(), month, instant
