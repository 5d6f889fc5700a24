"""A whole article as a document of a cluster, and what comes back of one, which is not believed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from itertools import pairwise
from typing import Any, Literal, TypeVar, get_args

from index.core.errors import InputError
from index.core.publication import FormerFact
from index.core.shared_article import (
    SharedArticle,
    SharedName,
    SharedParagraph,
    SharedQuote,
    SharedSource,
    SharedVersion,
    origin_for_others,
    shared_number,
)
from index.core.values import EntityType
from index.engines.opensearch.bulk import as_source
from index.engines.opensearch.versioned_index import Kind

Json = dict[str, Any]
T = TypeVar("T")

_KEYWORD = {"type": "keyword", "ignore_above": 1024}
ARTICLES = Kind(
    "articles",
    1,
    {
        "id": _KEYWORD,
        # The number that its paragraphs know it by.
        "number": {"type": "long"},
        "title": {**_KEYWORD, "index": False},
        "outlet": _KEYWORD,
        # As far as it is known: a year, a month, a day, an instant.
        "date": _KEYWORD,
        "url": _KEYWORD,
        "digest": {"type": "keyword", "index": False},
        "settled": {"type": "boolean"},
        "content": {"type": "object", "enabled": False},
    },
)
"""`digest` is of `content`; `settled` says that the paragraphs of the newest text are in."""

_TYPES: tuple[EntityType, ...] = get_args(EntityType)
_SOURCE: tuple[Literal["id", "origin", "url", "outlet"], ...] = ("id", "origin", "url", "outlet")
_TEXTS = [one.name for one in fields(SharedVersion) if one.type == "str"]
_NUMBERS = [one.name for one in fields(SharedVersion) if one.type == "int"]


def digest(article: SharedArticle) -> str:
    """A digest of all that is known of an article."""
    text = json.dumps(_content(article), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def document(article: SharedArticle, *, settled: bool = False) -> str:
    """The document of an article as one line of JSON; see `settled` of ARTICLES."""
    current = article.current
    return as_source(
        {
            "id": article.id,
            "number": shared_number(article.id),
            "title": current.title,
            "outlet": current.outlet,
            "date": current.date,
            "url": current.url,
            "digest": digest(article),
            "settled": settled,
            "content": _content(article),
        }
    )


def _content(article: SharedArticle) -> Json:
    return {
        "versions": [_version(one) for one in article.versions],
        "sources": [one._asdict() for one in article.sources],
    }


def _version(version: SharedVersion) -> Json:
    """A version without what says nothing."""
    bare = {k: v for k, v in asdict(replace(version, paragraphs=())).items() if v}
    return {**bare, "paragraphs": [_paragraph(one) for one in version.paragraphs]}


def _paragraph(paragraph: SharedParagraph) -> Json:
    told: Json = {"text": paragraph.text}
    if paragraph.names:
        told["names"] = [list(one) for one in paragraph.names]
    if paragraph.quotes:
        told["quotes"] = [list(one) for one in paragraph.quotes]
    if paragraph.furniture:
        told["furniture"] = True
    return told


def read(source: Json) -> SharedArticle:
    """The article in a document. Raises InputError when it holds something else."""
    try:
        content = source["content"]
        versions = [_read_version(one) for one in content["versions"]]
        sources = [
            _read_source(*(_text(one[name]) for name in _SOURCE)) for one in content["sources"]
        ]
        return SharedArticle.of(_text(source["id"]), _some(versions), sources)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
        raise InputError(f"its document is not as Nutgraf writes it ({problem})") from None


def _read_source(key: str, origin: str, url: str, outlet: str) -> SharedSource:
    # Earlier programs told the folders of some files as well.
    return SharedSource(key, origin_for_others(origin), url, outlet)


def _read_version(told: Json) -> SharedVersion:
    plain: Json = {name: _text(told.get(name, "")) for name in _TEXTS}
    plain |= {name: _number(told.get(name, 0)) for name in _NUMBERS}
    if not (plain["hash"] and plain["imported"]):
        raise ValueError("a version that lacks something")
    plain["origin"] = origin_for_others(plain["origin"])
    return SharedVersion(
        paragraphs=tuple(map(_read_paragraph, _some(told["paragraphs"]))),
        tags=tuple(map(_text, told.get("tags", ()))),
        former=tuple(FormerFact(*map(_text, one)) for one in told.get("former", ())),
        pages=tuple(map(_text, told.get("pages", ()))),
        **plain,
    )


def _some(given: Sequence[T]) -> Sequence[T]:
    if not given:
        raise ValueError("without any text")
    return given


def _read_paragraph(told: Json) -> SharedParagraph:
    text = _text(told["text"])
    names = [SharedName(*_read_name(one, len(text))) for one in told.get("names", ())]
    quotes = [SharedQuote(*map(_number, one)) for one in told.get("quotes", ())]
    if not all(0 <= one.start < one.end <= len(text) for one in quotes):
        raise ValueError("a quote outside of its paragraph")
    if not all(one.end <= other.start for one, other in pairwise(names)):
        raise ValueError("names that lie over each other")
    return SharedParagraph(text, tuple(names), tuple(quotes), told.get("furniture") is True)


def _read_name(told: Any, length: int) -> tuple[int, int, EntityType, str, float]:
    start, end, kind, name, confidence = told
    if not 0 <= _number(start) < _number(end) <= length:
        raise ValueError("a name outside of its paragraph")
    if kind not in _TYPES or not _text(name):
        raise ValueError("a name of no type")
    return start, end, kind, name, min(1.0, max(0.0, float(confidence)))


def _of(kind: type[Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{kind.__name__} expected")
        return value

    return checked


_text: Callable[[Any], str] = _of(str)
_number: Callable[[Any], int] = _of(int)
