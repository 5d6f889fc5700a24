"""Texts as records hold them: one text, a list of paragraphs, blocks within blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from index.ingest.readers.fields.record_shapes import is_nothing, unescaped
from index.ingest.readers.fields.written_values import written_value
from index.ingest.readers.text_parts.html_fragments import looks_like_html, text_of
from index.ingest.readers.text_parts.paragraph_splitting import part_giants, split

_KEYS = (
    *("text", "content", "rendered", "html", "body", "p", "paragraph", "value", "#text"),
    *("bodyHtml", "bodyTextSummary", "nitf", "sections", "paragraphs"),
)
_DEEPEST = 6


def paragraphs_of(value: Any, depth: int = _DEEPEST) -> list[str]:
    """A text's paragraphs; the items of a list are paragraphs as they stand, and parts of an
    article have their subheads.
    """
    if not depth:
        return []
    if isinstance(value, str):
        written = written_value(value)
        if isinstance(written, list) and any(isinstance(one, str) for one in written):
            return paragraphs_of(written, depth - 1)
        value = unescaped(value)
        return part_giants(list(text_of(value))) if looks_like_html(value) else split(value)
    if isinstance(value, Mapping):
        return paragraphs_of(_text_in(value), depth - 1)
    if isinstance(value, list):
        items = [item for item in value if isinstance(item, str | Mapping)]
        return [text for item in items for text in _of_item(item, depth - 1)]
    return []


def _of_item(item: Any, depth: int) -> list[str]:
    if isinstance(item, Mapping):
        found = _text_in(item)
        if isinstance(found, str):
            return _of_item(found, depth)
        subhead = paragraphs_of(item.get("headline") or item.get("heading"), depth)
        return [*subhead, *paragraphs_of(found, depth)]
    if looks_like_html(item):
        return list(text_of(item))
    return [text for text in re.split(r"\n\s*\n", item) if text.strip()]


def _text_in(value: Mapping[Any, Any]) -> Any:
    return next((value[key] for key in _KEYS if not is_nothing(value.get(key))), None)
