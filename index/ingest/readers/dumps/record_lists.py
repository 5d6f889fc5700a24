"""Where the records stand in a value of JSON: programs wrap them in lists, envelopes and both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from index.ingest.readers.field_names import keys_by_field, stands_for_more
from index.ingest.readers.fields.record_shapes import frame_rows, is_nothing, plain_record

# Keys under which records keep the article itself.
_ENVELOPES = (
    *("_source", "article", "document", "doc", "record", "fields", "post", "news", "tweet"),
    *("response", "result", "data", "item", "content", "row"),
)
# Keys under which APIs put the list of articles, whatever these are like.
_LISTS = ("articles", "items", "results", "docs", "data", "entries", "posts", "hits", "response")
# Lists of records lie no deeper within what an API answers.
_DEEPEST = 8
# So many members of a list tell what it is a list of.
_LOOKED_AT = 20
# What is no linked data says nothing of what it describes.
_ANY = "article"


def records_in(value: Any) -> Iterator[Any]:
    """The records in a value: a frame's rows, the members of the lists within that hold articles
    or, where none does, links; else the value itself.
    """
    rows = frame_rows(value)
    if rows is not None and not _wraps_list(value):
        yield from rows
        return
    # Nearly all are.
    if isinstance(value, dict) and _is_one(value):
        yield value
        return
    lists = list(_lists_in(value)) if isinstance(value, dict) else []
    texts = [listed for listed in lists if any(map(_is_text, listed[:_LOOKED_AT]))]
    found = texts or [listed for listed in lists if all(map(is_link, listed[:_LOOKED_AT]))]
    for listed in found:
        yield from listed
    if not found:
        yield from _named_list(value)


def _wraps_list(value: dict[str, Any]) -> bool:
    """Whether what looks like a frame's row holds a list of articles where its text would be."""
    inner = (one for one in value.values() if isinstance(one, dict))
    return any(_is_list(one[key]) for one in inner for key in _keys(one)["text"])


def _named_list(value: Any, depth: int = 2) -> list[Any]:
    """The members of the list in a value that is called as such lists are; else the value."""
    for key in _LISTS if isinstance(value, dict) and depth else ():
        inner = value.get(key)
        if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
            return inner
        if isinstance(inner, dict) and any(isinstance(inner.get(name), list) for name in _LISTS):
            return _named_list(inner, depth - 1)
    return [value]


def opened(record: dict[str, Any]) -> dict[str, Any]:
    """A record with what its envelope holds; what the record says itself of that counts less."""
    name = next((key for key in _ENVELOPES if isinstance(record.get(key), dict)), None)
    if name is None:
        return record
    return {**{key: value for key, value in record.items() if key != name}, **record[name]}


def is_link(record: Any) -> bool:
    """Whether a record has a headline and an address of the web, and no place for a text."""
    if not isinstance(record, Mapping) or "article" not in str(record.get("@type", _ANY)).lower():
        return False
    record = plain_record(record)
    keys = _keys(record)
    address = any(
        isinstance(found := record[key], str) and found.lower().startswith(("http://", "https://"))
        for key in keys["url"]
    )
    named = any(isinstance(record[key], str) and record[key].strip() for key in keys["title"])
    return address and named and all(map(stands_for_more, keys["text"]))


def _is_one(value: dict[str, Any]) -> bool:
    """Whether a value is a record itself: it has a text, or headline and address."""
    own = (value[key] for key in _keys(value)["text"] if not stands_for_more(key))
    return any(not is_nothing(one) and not _is_list(one) for one in own) or is_link(value)


def _is_list(value: Any) -> bool:
    """Whether what stands where a text might is a list of articles or of links, and no list of
    paragraphs.
    """
    if not isinstance(value, list) or not value:
        return False
    members = value[:_LOOKED_AT]
    return any(map(_is_article, members)) or all(map(is_link, members))


def _is_article(record: Any) -> bool:
    """Whether a member of such a list is an article. A box of an article's own may be in an
    envelope and have a title, but hardly an address or a date.
    """
    for depth, keys in enumerate(map(_keys, _openings(record))):
        if keys["title"] and (keys["date"] or keys["url"] or not depth) and _is_text(record):
            return True
    return False


def _is_text(record: Any) -> bool:
    """Whether a member of a list is an article with its text, or a summary of it."""
    return any(
        keys["text"] and (keys["title"] or keys["date"] or keys["url"])
        for keys in map(_keys, _openings(record))
    )


def _openings(record: Any) -> Iterator[dict[str, Any]]:
    """A record, and what it is with its envelopes opened one after the other."""
    for _ in range(3):
        if not isinstance(record, dict):
            return
        yield record
        inner = opened(record)
        if inner is record:
            return
        record = inner


def _lists_in(value: Any, depth: int = _DEEPEST) -> Iterator[list[dict[str, Any]]]:
    """The lists of objects within a value, those within a list of articles or links left out."""
    if not depth:
        return
    if isinstance(value, dict):
        inner = list(value.values())
        # What is kept by ids is listed too.
        listed = inner if len(inner) > 1 and all(isinstance(one, dict) for one in inner) else []
    else:
        inner = listed = value if isinstance(value, list) else []
    members = [one for one in listed if isinstance(one, dict)]
    if members and any(_is_text(one) or is_link(one) for one in members[:_LOOKED_AT]):
        yield members
        return
    for one in inner:
        if isinstance(one, dict | list):
            yield from _lists_in(one, depth - 1)


def _keys(record: Mapping[Any, Any]) -> Mapping[str, tuple[str, ...]]:
    return keys_by_field(tuple(key for key in record if isinstance(key, str)))
