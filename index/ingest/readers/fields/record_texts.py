"""Texts as records hold them: one text, a list of paragraphs, blocks within blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.fields.record_shapes import is_nothing, title_of, unescaped
from index.ingest.readers.fields.written_values import written_value
from index.ingest.readers.text_parts.html_fragments import looks_like_html, text_of
from index.ingest.readers.text_parts.paragraph_splitting import part_giants, split

_KEYS = (
    *("text", "content", "rendered", "html", "body", "p", "paragraph", "value", "#text"),
    *("bodyHtml", "bodyTextSummary", "nitf", "sections", "paragraphs"),
)
_DEEPEST = 6
# Pieces of a text that stand within a line.
_INLINE = frozenset(
    "plain bold italic underline strikethrough code spoiler link text_link mention mention_name"
    " hashtag cashtag bot_command email phone custom_emoji bank_card".split()
)
_MARKED = late(r"<(i|b|em|strong|sub|sup|u|sc|small|span)\b[^<>]{0,200}>.*?</\1>", re.IGNORECASE)


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
        # Entities without a tag are those of a program that escapes all that it writes.
        value = value if looks_like_html(value) else title_of(value)
        return part_giants(list(text_of(value))) if looks_like_html(value) else split(value)
    if isinstance(value, Mapping):
        return paragraphs_of(_text_in(value), depth - 1)
    if isinstance(value, list):
        items = [item for item in value if isinstance(item, str | Mapping)]
        if _are_runs(items):
            runs = (one if isinstance(one, str) else one["text"] for one in items)
            return paragraphs_of("".join(runs), depth - 1)
        return [text for item in items for text in _of_item(item, depth - 1)]
    return []


def _of_item(item: Any, depth: int) -> list[str]:
    if isinstance(item, Mapping):
        found = _text_in(item)
        if isinstance(found, str):
            return _of_item(found, depth)
        subhead = paragraphs_of(item.get("headline") or item.get("heading"), depth)
        return [*subhead, *paragraphs_of(found, depth)]
    item = item if looks_like_html(item) else title_of(item)
    if looks_like_html(item):
        return list(text_of(item))
    return [text for text in re.split(r"\n\s*\n", item) if text.strip()]


def _are_runs(items: list[str | Mapping[Any, Any]]) -> bool:
    """Whether a list is one text in pieces, of which some are marked: bold, a link (Telegram)."""
    marked = [one for one in items if isinstance(one, Mapping)]
    is_inline = all(
        isinstance(one.get("text"), str) and one.get("type") in _INLINE for one in marked
    )
    return bool(marked) and is_inline


def headline_of(text: str) -> str:
    """A headline without the marks of its words, which programs write as tags: “<i>Ship</i>”."""
    if not looks_like_html(text):
        text = title_of(text)
    if looks_like_html(text) or ("</" in text and _MARKED.search(text)):
        return " ".join(text_of(text))
    return text


def _text_in(value: Mapping[Any, Any]) -> Any:
    return next((value[key] for key in _KEYS if not is_nothing(value.get(key))), None)
