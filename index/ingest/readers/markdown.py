"""Markdown: an article a file, described by its YAML front matter or its first heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers.base import MEBIBYTE, Input, ReadOptions, suffix_of
from index.ingest.readers.clipped_notes import described, read_notes
from index.ingest.readers.encodings import decode, looks_binary, peek
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.html_fragments import text_of
from index.ingest.readers.paragraph_splitting import part_giants, split
from index.ingest.readers.records import article_of

_FRONT = re.compile(r"\ufeff?\s*---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
# A key, or the sign of a list's item, and its value.
_LINE = re.compile(r"( *(?:- +)?(?:[\w -]{1,60}: +|(?<=- )))(\S.*?) *")
_FRONT_LIMIT = 65_536
# The parser takes time beyond proportion for some texts; nobody writes longer ones by hand.
_MARKDOWN_LIMIT = MEBIBYTE


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
        front = _FRONT.match(peek(head).replace("\r\n", "\n"))
        described = front and re.search(r"(?m)^(?:title|headline|date):", front[1] or "")
        return 0.6 if described and suffix_of(name) in ("", ".txt") else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        text = re.sub("\r\n?", "\n", decode(source.content(), options.encoding))
        record, body, remark = front_matter(text)
        title, paragraphs = _plain(body)
        paragraphs, marked = read_notes(paragraphs)
        article = article_of(described(record), options, "front matter", paragraphs)
        article = replace(article, highlights=marked)
        if article.title and _alike(article.title, title):
            title = ""
        elif article.title and title:
            article = replace(article, paragraphs=(title, *article.paragraphs))
        named = article.title or title or source.hints.title or title_from_name(source.name)
        yield replace(article, title=named, remarks=(remark,) if remark else ())


def front_matter(text: str) -> tuple[dict[str, Any], str, str]:
    """The front matter, what comes below it, and what is to be said of it: what is no YAML at all
    is read line by line.
    """
    match = _FRONT.match(text[:_FRONT_LIMIT])
    if not match:
        return {}, text, ""
    # Loaded here: it takes 26 ms and only Markdown needs it.
    import yaml  # noqa: PLC0415

    class Plain(yaml.SafeLoader):
        """Scalars as they are written: 2025-11 stays a month, 007 an id, "no" a word."""

    Plain.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0].endswith(":null")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def read(text: str) -> Any:
        return yaml.load(text, Plain)  # noqa: S506  (a safe loader, by its base)

    written = match[1] or ""
    broken = (yaml.YAMLError, ValueError, RecursionError)
    try:
        record = read(written)
    except broken as error:
        try:
            record = read(_quoted(written))
        except broken:
            line = getattr(getattr(error, "problem_mark", None), "line", None)
            place = f" at line {line + 2}" if line is not None else ""
            remark = f"the front matter is not YAML{place}; it was read line by line"
            return _by_lines(written), text[match.end() :], remark
    if not isinstance(record, dict):
        return ({}, text, "") if record is not None else ({}, text[match.end() :], "")
    return record, text[match.end() :], ""


def _by_lines(written: str) -> dict[str, Any]:
    """Keys and values of lines, and the items of lists below them, whatever stands around them."""
    record: dict[str, Any] = {}
    listed: list[str] = []
    for line in written.split("\n"):
        found = re.fullmatch(r"\s*([\w -]{1,60}?)\s*:(?:\s+(.*))?", line)
        item = re.fullmatch(r"\s*-\s+(.*)", line)
        if item:
            listed.append(item[1].strip(" \t\"'"))
        elif found:
            listed = []
            value = (found[2] or "").strip(" \t\"'")
            record.setdefault(found[1], value or listed)
    return record


def _quoted(written: str) -> str:
    """Lines that people write and YAML does not allow, with their values in quotes: a colon in a
    headline, `@` or `%` at a beginning, tabs.
    """
    lines = []
    for line in written.expandtabs(2).split("\n"):
        parts = _LINE.fullmatch(line)
        value = parts[2] if parts else ""
        if parts and value and value[0] not in "\"'[{|>#":
            value = "'" + value.replace("'", "''") + "'"
        lines.append(f"{parts[1]}{value}" if parts else line)
    return "\n".join(lines)


def _plain(text: str) -> tuple[str, list[str]]:
    """The heading that stands first, "" if none does, and the paragraphs below it."""
    if len(text) > _MARKDOWN_LIMIT:
        return "", split(text)
    # Loaded here: it takes 56 ms and only Markdown needs it.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    try:
        tokens = parser.parse(text)
    except (RecursionError, ValueError, IndexError):
        return "", split(text)
    paragraphs: list[str] = []
    title = ""
    cells: list[str] | None = None
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            paragraphs.append(" | ".join(filter(None, cells or [])))
            cells = None
        elif token.type == "inline":
            found = _inline(token.children or [])
            if cells is not None:
                cells.append(found)
            elif place == 1 and tokens[0].type == "heading_open":
                title = found
            else:
                paragraphs.append(found)
        elif token.type in ("fence", "code_block"):
            paragraphs += re.split(r"\n\s*\n", token.content)
        elif token.type == "html_block":
            paragraphs += text_of(token.content)
    return title, part_giants([text for text in map(str.strip, paragraphs) if text])


def _inline(tokens: list[Any]) -> str:
    """The text that a reader would see; links keep theirs, pictures their description."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_inline(token.children or []))
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            parts.append(" ")
    return "".join(parts)


def _alike(one: str, other: str) -> bool:
    return one.split() == other.split() or not other
