"""An article's newest text as documents to search, and the names that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from index.core.article import paragraph_hash, paragraph_ids
from index.core.document import ParagraphDoc
from index.core.folding import fold
from index.core.page_labels import page_at
from index.core.shared_article import (
    SharedArticle,
    SharedName,
    SharedParagraph,
    entity_id,
    shared_number,
)
from index.engines.opensearch import mappings
from index.engines.opensearch.bulk import Action, as_source
from index.engines.opensearch.documents import documents
from index.engines.opensearch.naming_conditions import FORMS, form_term
from index.engines.opensearch.versioned_index import Kind
from index.engines.whoosh.words.analysis import VERSION as ANALYSIS
from index.enrich.sketches import Sketcher, keys_of
from index.sharing import quote_documents
from index.sharing.quote_documents import INDIRECT, entity_of, written

_KEYWORD = {"type": "keyword"}
_NUMBERING = 5
"""Goes up when names, quotes and keys of copies are filed otherwise."""

_NAMING = 2
"""The same of the names by themselves."""


SKETCH = "sketch"

ROW = ("raw", "id", "article_id")
"""What rows of results are made of."""

NAMED = "named"
"""Where a paragraph names whom, in "raw"."""

PAGE = "page"
"""The printed page of a paragraph there, where it is known."""


def _settings() -> dict[str, Any]:
    """How an engine has its index, but for what is for whoever runs the cluster to say."""
    of_index = dict(mappings.settings()["index"])
    for theirs in ("number_of_shards", "auto_expand_replicas", "refresh_interval"):
        of_index.pop(theirs, None)
    return {"index": of_index}


PARAGRAPHS = Kind(
    "paragraphs",
    # Words are found as they were analysed: another analysis is another mapping.
    1_000 * _NUMBERING + 100 * mappings.FORMAT + ANALYSIS,
    {
        **mappings.mapping("")["properties"],
        "id": _KEYWORD,
        "article_id": _KEYWORD,
        FORMS: _KEYWORD,
        **quote_documents.FIELDS,
        SKETCH: quote_documents.FOUND_BY,
    },
    _settings(),
    stored=(*ROW, quote_documents.SAID),
)
"""Paragraphs as the engine has them (`index.engines.opensearch.documents`); besides, their lasting
ids, how whom they name is written, what there is to say of their quotes (`quote_documents`), and
the keys by which those that are alike find each other (`SKETCH`).
"""
NAMES = Kind(
    "names",
    1 + _NAMING,
    {
        "entity": {"type": "long"},
        "type": _KEYWORD,
        "name": {"type": "keyword", "index": False},
        "key": _KEYWORD,
        "alias": _KEYWORD,
        "words": _KEYWORD,
    },
)
"""A document for each way in which texts name somebody, to find the entity by."""


def paragraph_docs(article: SharedArticle) -> list[ParagraphDoc]:
    """The paragraphs of the newest text as engines are given them, with the numbers that they have
    among archives.
    """
    version = article.current
    number = shared_number(article.id)
    keys = _paragraph_keys(article)
    return [
        ParagraphDoc(
            number=shared_number(key),
            article=number,
            ordinal=ordinal,
            text=paragraph.text,
            title=version.title,
            outlet=version.outlet,
            byline=version.byline,
            section=version.section,
            language=version.language,
            url=version.url,
            tags=version.tags,
            date=version.date,
            entities=() if paragraph.furniture else _entities(paragraph.names),
            furniture=paragraph.furniture,
            quotes=tuple((one.start, one.end, one.kind != INDIRECT) for one in paragraph.quotes),
        )
        for ordinal, (key, paragraph) in enumerate(zip(keys, version.paragraphs, strict=True), 1)
    ]


def _paragraph_keys(article: SharedArticle) -> list[str]:
    hashes = [paragraph_hash(one.text) for one in article.current.paragraphs]
    return paragraph_ids(article.id, hashes)


def sketched(texts: Sequence[str]) -> Iterator[list[str]]:
    """The keys of texts as terms; none of those that are too short to be copies."""
    for keys in keys_of(texts, Sketcher()):
        yield [f"{key:08x}" for key in np.frombuffer(keys, "<u4").tolist()]


def row_facts(article: SharedArticle) -> list[dict[str, Any]]:
    """What rows show of each paragraph of the newest text that an engine has no use for: where it
    names whom, start, end and number, its page, and what is known of the publication.
    """
    version = article.current
    published = {"date_from": version.date_from, "imported": version.imported}
    known = {name: value for name, value in published.items() if value}
    pages = (page_at(version.pages, place) for place in range(len(version.paragraphs)))
    return [
        known | ({PAGE: page} if page else {}) | {NAMED: _named(paragraph)}
        for paragraph, page in zip(version.paragraphs, pages, strict=True)
    ]


def _named(paragraph: SharedParagraph) -> list[tuple[int, int, int]]:
    names = () if paragraph.furniture else paragraph.names
    return [(one.start, one.end, entity_of(one)) for one in names]


def forms(paragraph: SharedParagraph) -> list[str]:
    """Whom a paragraph names, each with how it is written, as terms."""
    if paragraph.furniture:
        return []
    return sorted({form_term(entity_of(one), written(paragraph, one)) for one in paragraph.names})


def _entities(names: Sequence[SharedName]) -> tuple[int, ...]:
    return tuple(sorted({entity_of(one) for one in names}))


def paragraph_ids_of(article: SharedArticle) -> set[str]:
    """The ids that the documents of an article's paragraphs have."""
    return {str(shared_number(key)) for key in _paragraph_keys(article)}


def paragraph_actions(article: SharedArticle, index: str, version: int) -> Iterator[Action]:
    """What writes the paragraphs of an article's newest text and takes away those of older texts.

    `version` is that of the article's document: what comes late of an older one is left out.
    """
    conditions = (
        ("version", version),
        ("version_type", "external_gte"),
        # An article lies on one shard as a whole.
        ("routing", str(shared_number(article.id))),
    )
    docs, keys = paragraph_docs(article), _paragraph_keys(article)
    paragraphs, said = article.current.paragraphs, quote_documents.quote_fields(article)
    sketches = sketched(["" if one.furniture else one.text for one in paragraphs])
    for key, doc, fields, paragraph, facts, quotes, sketch in zip(
        *(keys, docs, documents(docs), paragraphs, row_facts(article), said, sketches), strict=True
    ):
        lasting = {"id": key, "article_id": article.id, FORMS: forms(paragraph)}
        row = {"raw": fields["raw"] | facts}
        source = as_source(fields | row | lasting | quotes | ({SKETCH: sketch} if sketch else {}))
        yield Action("index", index, str(doc.number), source, conditions)
    kept = {str(doc.number) for doc in docs}
    older = [SharedArticle.of(article.id, [one]) for one in article.versions[:-1]]
    for gone in sorted(set().union(*map(paragraph_ids_of, older)) - kept):
        yield Action("delete", index, gone, conditions=conditions)


def name_actions(article: SharedArticle, index: str, known: set[str]) -> Iterator[Action]:
    """What makes the names of an article's newest text be found, those that are not `known` yet:
    they are afterwards.
    """
    for paragraph in article.current.paragraphs:
        for name in paragraph.names:
            key = fold(name.name) or name.name
            called = {key, written(paragraph, name) or key}
            for alias in sorted(called):
                lasting = f"{entity_id(name.type, key)}={alias}"
                number = str(shared_number(lasting))
                if number in known:
                    continue
                known.add(number)
                told = {
                    "entity": entity_of(name),
                    "type": name.type,
                    "name": name.name,
                    "key": key,
                    "alias": alias,
                    "words": alias.split(),
                }
                yield Action("create", index, number, as_source(told))
