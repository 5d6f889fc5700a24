"""Markdown: an article a file, described by its YAML front matter or its first heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Any

from index.core.addresses import site_of
from index.core.article import Article
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import MEBIBYTE, Input, ReadOptions, suffix_of
from index.ingest.readers.documents.clipped_notes import (
    CALLOUT,
    described,
    highlights_of,
    is_clipped,
    quoted_highlights,
    read_notes,
    without_callouts,
    without_record,
)
from index.ingest.readers.documents.markdown_notes import with_notes
from index.ingest.readers.encodings import decode, looks_binary, peek
from index.ingest.readers.fields.front_matter import begins_described, front_matter
from index.ingest.readers.fields.records import article_of
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.text_parts.html_fragments import text_of
from index.ingest.readers.text_parts.page_names import outlet_in_name, parted_name
from index.ingest.readers.text_parts.paragraph_splitting import part_giants, split
from index.ingest.readers.text_parts.shown_text import STRUCK
from index.ingest.readers.text_parts.text_heads import with_head

# The parser takes time beyond proportion for some texts; nobody writes longer ones by hand.
_MARKDOWN_LIMIT = MEBIBYTE
# What nobody sees of a note in Obsidian: its comments, and blocks that lists are made by.
_COMMENT = late(r"(?<![\w%])%%(?!%).{0,5000}?%%(?![\w%])", re.DOTALL)
_PROGRAMS = [[name] for name in ("dataview", "dataviewjs", "query", "tasks", "base", "button")]
_STRUCK = late(r"<(/?)(?:del|s|strike)\b", re.IGNORECASE)
_AROUND_PICTURES = frozenset({"link_open", "link_close", "softbreak", "hardbreak"})


class MarkdownReader:
    """Markdown (CommonMark and tables) to plain paragraphs."""

    name = "markdown"
    suffixes = (".md", ".markdown", ".mdown", ".mkd")
    describe = "Markdown, one article a file; front matter or the first heading describes it"

    def sniff(self, head: bytes, name: str) -> float:
        if looks_binary(head):
            return 0.0
        if suffix_of(name) in self.suffixes:
            return 0.8
        described = begins_described(peek(head).replace("\r\n", "\n"))
        return 0.6 if described and suffix_of(name) in ("", ".txt") else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        text = re.sub("\r\n?", "\n", decode(source.content(), options.encoding))
        record, body, remark = front_matter(text)
        more, body, lists_highlights = without_record(body)
        record = {**more, **record}
        is_clip = is_clipped(record)
        body, own = without_callouts(body) if is_clip else (body, ())
        body_shown = with_notes(_COMMENT.sub("", body) if "%%" in body else body)
        title, paragraphs, is_struck = _plain(body_shown)
        remarks = (remark, STRUCK if is_struck else "")
        paragraphs, marked = read_notes(paragraphs)
        article = article_of(described(record), options, "front matter", paragraphs)
        article = replace(article, highlights=(*marked, *own))
        if is_clip and article.text_from == "file":
            article = replace(article, text_from="copy")
        if lists_highlights:
            # They are no state of the article, whose text may be known.
            listed = tuple(quoted_highlights(body)) or highlights_of(article.paragraphs)
            texts = tuple(one.text for one in listed)
            article = replace(article, paragraphs=texts, highlights=listed, text_from="link")
        article = _apart_from_outlet(article, title)
        title = parted_name(title, article.url)[0]
        if article.title and _alike(article.title, title):
            title = ""
        elif article.title and title:
            article = replace(article, paragraphs=(title, *article.paragraphs))
        named = article.title or title or source.hints.title or title_from_name(source.name)
        article = replace(article, title=named, remarks=(*article.remarks, *filter(None, remarks)))
        yield with_head(article) if title and not record else article


def _apart_from_outlet(article: Article, heading: str) -> Article:
    """An article whose title is what its page was called: headline and outlet."""
    title = heading or article.title.rpartition(" | ")[0]
    outlet = outlet_in_name(article.title, title, article.url) if article.url else ""
    if not outlet:
        title, outlet = parted_name(article.title, article.url)
    if not outlet:
        return article
    is_host = article.outlet in ("", site_of(article.url))
    return replace(article, title=title, outlet=outlet if is_host else article.outlet)


def _plain(text: str) -> tuple[str, list[str], bool]:
    """The heading that stands first, "" if none does, the paragraphs below it, and whether any of
    it is struck through.
    """
    if len(text) > _MARKDOWN_LIMIT:
        return "", split(text), False
    # Loaded here: it takes 56 ms and only Markdown needs it.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    try:
        tokens = parser.parse(text)
    except (RecursionError, ValueError, IndexError):
        return "", split(text), False
    paragraphs: list[str] = []
    title = ""
    cells: list[str] | None = None
    numbers = _numbers(tokens)
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            paragraphs.append(" | ".join(filter(None, cells or [])))
            cells = None
        elif token.type == "inline":
            children = token.children or []
            found = numbers.get(place, "") + _inline(children)
            if cells is not None:
                cells.append(found)
            elif place == 1 and tokens[0].type == "heading_open":
                title = found
            elif CALLOUT.match(token.content):
                paragraphs += _head_and_text(children)
            elif not _is_picture(children):
                paragraphs.append(found)
        elif token.type == "fence" and token.info.split()[:1] in _PROGRAMS:
            continue
        elif token.type in ("fence", "code_block"):
            paragraphs += re.split(r"\n\s*\n", token.content)
        elif token.type == "html_block":
            paragraphs += text_of(token.content)
    is_struck = any(_step(child) > 0 for token in tokens for child in token.children or [])
    return title, part_giants([text for text in map(str.strip, paragraphs) if text]), is_struck


def _numbers(tokens: list[Any]) -> dict[int, str]:
    """What stands before the text of an item of a list, by the text's place, where its number is
    not what counting gives: “3. März 2025” is a day.
    """
    counts: list[int] = []
    found: dict[int, str] = {}
    for place, token in enumerate(tokens):
        if token.type == "ordered_list_open":
            counts.append(0)
        elif token.type == "ordered_list_close":
            counts.pop()
        elif token.type == "list_item_open" and token.info:
            counts[-1] += 1
            if token.info not in ("1", str(counts[-1])):
                found[place + 2] = f"{token.info}{token.markup} "
    return found


def _inline(tokens: list[Any]) -> str:
    """The text that a reader would see; links keep theirs, pictures their description. What is
    struck through is left out.
    """
    parts: list[str] = []
    steps = list(map(_step, tokens))
    # What begins and does not end is a slip.
    steps = [0] * len(steps) if sum(steps) else steps
    for token, struck in zip(tokens, accumulate(steps), strict=True):
        if struck > 0:
            continue
        if token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_inline(token.children or []))
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            parts.append(" ")
    return "".join(parts)


def _step(token: Any) -> int:
    """1 where something begins to be struck through, -1 where that ends, 0 elsewhere."""
    if token.type in ("s_open", "s_close"):
        return 1 if token.type == "s_open" else -1
    tag = _STRUCK.match(token.content) if token.type == "html_inline" else None
    return 0 if tag is None else -1 if tag[1] else 1


def _head_and_text(tokens: list[Any]) -> tuple[str, str]:
    """The first line of a call-out, which is its heading, and what is below it."""
    end = next((n for n, token in enumerate(tokens) if token.type == "softbreak"), len(tokens))
    return _inline(tokens[:end]), _inline(tokens[end:])


def _is_picture(tokens: list[Any]) -> bool:
    """Whether a paragraph is nothing but pictures, be they linked or not."""
    shown = [token for token in tokens if token.type not in _AROUND_PICTURES]
    return bool(shown) and all(
        token.type == "image" or (token.type == "text" and not token.content.strip())
        for token in shown
    )


def _alike(one: str, other: str) -> bool:
    return one.split() == other.split() or not other
