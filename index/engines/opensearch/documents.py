"""Paragraphs as documents of a cluster: what is looked for, and all that was known of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, product
from operator import itemgetter
from typing import Any

import numpy as np

from index.core import dates
from index.core.document import ParagraphDoc
from index.core.folding import whole
from index.engines.opensearch import terms
from index.engines.opensearch.mappings import FURNITURE, HEAD, HEADLINE, TEXT
from index.engines.whoosh.index_schema import LENGTHS
from index.engines.whoosh.one_text.analysed_text import Text
from index.engines.whoosh.segments.segment_building import HEAD_FIELDS, face, length_bytes
from index.engines.whoosh.segments.surface_forms import parted
from index.engines.whoosh.words.analysis import lower, stemmed

Json = dict[str, Any]

_FACE, _PARAGRAPHS = "face", "paragraphs"
"""Kept with a paragraph: that it carries the headline, and how many its article has."""


def documents(docs: Sequence[ParagraphDoc]) -> list[Json]:
    """The documents of an article's paragraphs, given in order."""
    if not docs:
        return []
    carrier = docs[face(docs)]
    of_article = _of_article(docs[0]) | {"paragraphs": len(docs)}
    title = Text(docs[0].title, docs[0].language)
    return [_document(doc, title if doc is carrier else None, of_article) for doc in docs]


def renamed(kept: Json, entities: Sequence[int]) -> Json:
    """The document of a paragraph that was kept, with others whom it names."""
    doc = paragraph(kept)._replace(entities=tuple(entities))
    of_article = _of_article(doc) | {"paragraphs": kept[_PARAGRAPHS]}
    title = Text(doc.title, doc.language) if _FACE in kept else None
    return _document(doc, title, of_article)


def _of_article(head: ParagraphDoc) -> Json:
    """What all paragraphs of an article share."""
    fields: Json = {"article": head.article, "outlet": head.outlet}
    if head.outlet:
        fields |= {"outlet_key": whole(head.outlet), "outlet_order": head.outlet.casefold()}
    for name, value in HEAD_FIELDS.items():
        if text := value(head):
            stems = name == "title"
            words = Text(text, head.language if stems else "")
            fields[f"{HEAD}.{name}"] = _string(_places(words, stems=stems))
    known = dates.days_and_instant(head.date)
    fields["day"] = head.date[:10] if known else ""
    fields["month"] = head.date[:7] if known else ""
    if known:
        first, last, instant = known
        fields |= {"from": first.toordinal(), "to": last.toordinal(), "instant": instant}
    return fields


def _document(doc: ParagraphDoc, title: Text | None, of_article: Json) -> Json:
    text = Text(doc.text, doc.language)
    fields: Json = {
        **of_article,
        "raw": raw(doc)
        | {_PARAGRAPHS: of_article["paragraphs"]}
        | ({_FACE: True} if title is not None else {}),
        "number": doc.number,
        "ordinal": doc.ordinal,
        "face": title is not None,
        "furniture": doc.furniture,
        "entities": [entity_term(entity) for entity in set(doc.entities)],
        "compounds": _compounds(text, *([title] if title else [])),
        "text_words": 0 if doc.furniture else _length(text),
        "title_words": _length(title) if title else 0,
    }
    if text.language:
        fields["language"] = text.language
    fields["text_length"] = _rounded(fields["text_words"])
    fields["title_length"] = _rounded(fields["title_words"])
    if title is not None:
        fields[HEADLINE] = _string(_places(title, stems=True))
    places = _places(text, stems=True)
    if doc.furniture:
        fields[FURNITURE] = _string(places)
        return fields
    _mark_sentences(text, places)
    if doc.quotes:
        fields["quotes"] = len(doc.quotes)
        fields["quoted"] = any(marked for *_, marked in doc.quotes)
        _mark_quotes(text, places, doc.quotes)
    fields[TEXT] = _string(places)
    return fields


def raw(doc: ParagraphDoc) -> Json:
    """All that is known of a paragraph, as it is kept; what says nothing is left out."""
    return {name: value for name, value in doc._asdict().items() if value}


def paragraph(kept: Json) -> ParagraphDoc:
    """The paragraph that was kept so."""
    known = {name: kept[name] for name in ParagraphDoc._fields if name in kept}
    return ParagraphDoc(
        **{"text": ""}
        | known
        | {name: tuple(kept.get(name, ())) for name in ("tags", "entities")}
        | {"quotes": tuple(map(tuple, kept.get("quotes", ())))}
    )


def entity_term(entity: int) -> str:
    """An entity's number as a term: such terms have the order of the numbers."""
    return f"{entity:019}"


Places = list[list[str]]


def _places(text: Text, *, stems: bool) -> Places:
    """The terms of each word of a text."""
    how = {"stems": stems, "language": text.language}
    places = [list(terms.filed_under(exact, **how)) for exact in text.surfaces]
    for place, other in text.others:
        places[place] += terms.filed_under(other, **how)
    return places


def _string(places: Iterable[Iterable[str]]) -> str:
    return " ".join(map(terms.SEPARATOR.join, places))


def _mark_sentences(text: Text, places: Places) -> None:
    for _, stretch in groupby(enumerate(text.sentences), key=itemgetter(1)):
        inside = [place for place, _ in stretch]
        _mark(places, terms.SENTENCE, inside[0], inside[-1])


def _mark_quotes(text: Text, places: Places, quotes: Sequence[tuple[int, int, bool]]) -> None:
    begins = text.begins
    for number, (start, end, _) in enumerate(quotes):
        first, behind = bisect_left(begins, start), bisect_left(begins, end)
        if behind > first:
            for ending in ("", str(number)):
                marks = [f"{mark}{ending}" for mark in terms.QUOTE]
                _mark(places, marks, first, behind - 1)


def _mark(places: Places, marks: Sequence[str], first: int, last: int) -> None:
    begins, ends, alone = marks
    if first == last:
        places[first].append(alone)
    else:
        places[first].append(begins)
        places[last].append(ends)


def _compounds(*texts: Text) -> list[str]:
    """Words that hyphens join, two or three: those before the last, and the form of that."""
    found = {
        "-".join([*before, ending])
        for text in texts
        for run in text.joined
        for before in product(*(_joining(text, place) for place in range(run.first, run.last)))
        for ending in (stemmed(exact, text.language) for exact in run.rest)
        if all(map(str.isalpha, (*before, parted(ending)[0])))
    }
    return sorted(found)


def _joining(text: Text, place: int) -> list[str]:
    """What a word is filed under that a hyphen joins to the next."""
    return [lower(exact) for exact in text.at(place) if exact.endswith("-")]


def _length(text: Text) -> int:
    """Words of a text as its length counts: in all the ways they are found by."""
    return len(text.surfaces) + len(text.others)


@lru_cache(maxsize=4096)
def _rounded(length: int) -> int:
    """A length as Whoosh rounds it."""
    length_byte = int(length_bytes(np.array([length]))[0])
    return int(LENGTHS[length_byte])
