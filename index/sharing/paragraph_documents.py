"""An article's newest text as documents to search, and the names that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.core.article import paragraph_hash, paragraph_ids
from index.core.document import ParagraphDoc
from index.core.folding import fold
from index.core.shared_article import SharedArticle, SharedName, entity_id, shared_number
from index.engines.opensearch.bulk import Action, as_source
from index.engines.opensearch.versioned_index import Kind
from index.quotes.quote import KINDS

_KEYWORD = {"type": "keyword"}

PARAGRAPHS = Kind(
    "paragraphs",
    1,
    {"id": _KEYWORD, "article_id": _KEYWORD, "text": {"type": "text"}},
)
NAMES = Kind(
    "names",
    1,
    {
        "entity": {"type": "long"},
        "type": _KEYWORD,
        "name": {"type": "keyword", "index": False},
        "alias": _KEYWORD,
        "words": _KEYWORD,
    },
)
"""A document for each way in which texts name somebody, to find the entity by."""

_INDIRECT = KINDS.index("indirect")


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
            quotes=tuple((one.start, one.end, one.kind != _INDIRECT) for one in paragraph.quotes),
        )
        for ordinal, (key, paragraph) in enumerate(zip(keys, version.paragraphs, strict=True), 1)
    ]


def _paragraph_keys(article: SharedArticle) -> list[str]:
    hashes = [paragraph_hash(one.text) for one in article.current.paragraphs]
    return paragraph_ids(article.id, hashes)


def _entities(names: Sequence[SharedName]) -> tuple[int, ...]:
    return tuple(sorted({_entity(one) for one in names}))


def _entity(name: SharedName) -> int:
    return shared_number(entity_id(name.type, fold(name.name) or name.name))


def paragraph_ids_of(article: SharedArticle) -> set[str]:
    """The ids that the documents of an article's paragraphs have."""
    return {str(shared_number(key)) for key in _paragraph_keys(article)}


def paragraph_actions(article: SharedArticle, index: str, version: int) -> Iterator[Action]:
    """What writes the paragraphs of an article's newest text and takes away those of older texts.

    `version` is that of the article's document: what comes late of an older one is left out.
    """
    conditions = (("version", version), ("version_type", "external_gte"))
    docs, keys = paragraph_docs(article), _paragraph_keys(article)
    for key, doc in zip(keys, docs, strict=True):
        source = {"id": key, "article_id": article.id, "text": doc.text}
        yield Action("index", index, str(doc.number), as_source(source), conditions)
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
            called = {key, fold(paragraph.text[name.start : name.end]) or key}
            for alias in sorted(called):
                lasting = f"{entity_id(name.type, key)}={alias}"
                number = str(shared_number(lasting))
                if number in known:
                    continue
                known.add(number)
                told = {
                    "entity": _entity(name),
                    "type": name.type,
                    "name": name.name,
                    "alias": alias,
                    "words": alias.split(),
                }
                yield Action("create", index, number, as_source(told))
