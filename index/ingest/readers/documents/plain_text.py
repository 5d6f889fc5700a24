"""Plain text: one article a file, its headline found if there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.core.article import Article
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.bundles import suspicion, text_bundle
from index.ingest.readers.encodings import decode, looks_binary, peek
from index.ingest.readers.field_names import field_of, fields_among
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.text_parts.broken_lines import ends_sentence, goes_on, rejoined
from index.ingest.readers.text_parts.paragraph_splitting import (
    blocks_of,
    lines_of,
    split_lines,
    wrap_width,
)
from index.ingest.readers.text_parts.plain_rows import begins_a_list
from index.ingest.readers.text_parts.text_heads import with_head
from index.ingest.readers.text_parts.told_elsewhere import Told

# A first line before an empty line is a headline up to this length; before another line it must
# be shorter still and end no sentence.
_HEADLINE, _TIGHT_HEADLINE = 160, 120
_XML = late(r"\s*<\?xml\s")
_KINDLE = late(r"\n- [^\n]{5,200}\|[^\n]{5,200}\n\r?\n[^\n]{0,5000}\n={10}\r?(?:\n|$)")
_RULE = late(r"\s*[=\-_~*#]{3,}\s*")
_HEADER = late(r"([A-Za-z][A-Za-z _-]{0,20}):[ \t]+(\S.*)")
_I = late(r"(?<!\w)(?:I(?![\w.])|me|[Mm]y|[Ii]ch|mir|mich|mein\w{0,2})(?!\w)")
_QUOTED = late(r"[“\"„«‘].*?[”\"“»’]")
_ADDRESS = late(r"https?://\S+", re.IGNORECASE)
# Texts of as many bytes as may be read have about a million lines.
_MOST_LINES = 4_000_000
_SUFFIXES = (".txt", ".text", ".asc", ".story")


class TextReader:
    """Text without mark-up."""

    name = "text"
    suffixes = _SUFFIXES
    describe = "plain text, one article a file; the first line is the headline if it looks like one"

    def sniff(self, head: bytes, name: str) -> float:
        if looks_binary(head):
            return 0.0
        suffix = suffix_of(name)
        if _XML.match(peek(head)):
            return 0.0
        if suffix in self.suffixes:
            return 0.5
        return 0.2 if not suffix and peek(head).strip() else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        text = decode(source.content(), options.encoding)
        if text.count("\n") > _MOST_LINES:
            raise InputError(f"more than {_MOST_LINES:,} lines in one text; part it into several")
        if _KINDLE.search(text[:10_000]):
            raise InputError(
                "clippings of a Kindle, which are of books and name no article; Readwise reads"
                " them, and its export can be added"
            )
        bundle = text_bundle(lines_of(text), wrapped=True)
        if bundle:
            yield from bundle.articles(source)
            return
        links = _links(text)
        if links:
            yield from _saved(links, source)
            return
        article = article_from_text(text, source, options)
        remark = suspicion(text)
        yield replace(article, remarks=(remark,)) if remark else article


def _links(text: str) -> list[str]:
    """The addresses that a text is a list of, one a line; none where it says anything else."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    is_list = all(map(_ADDRESS.fullmatch, lines))
    return list(dict.fromkeys(lines)) if is_list else []


def _saved(links: Sequence[str], source: Input) -> Iterator[Article]:
    # Loaded here: it is of no use to texts.
    from index.ingest.readers.other_programs.read_later import saved  # noqa: PLC0415

    for number, url in enumerate(links, 1):
        yield replace(saved("", url), origin=f"{source.path}:{number}")


def article_from_text(text: str, source: Input, options: ReadOptions) -> Article:
    """The article in a plain text. Without a headline the file's name or first words serve."""
    all_lines = lines_of(text)
    record, lines = _headers(all_lines)
    title, rest = headline(lines)
    if record:
        # Loaded here: few texts begin with a block of headers.
        from index.ingest.readers.fields.records import article_of  # noqa: PLC0415

        article = article_of(record, options, "header", split_lines(lines))
        if not article.title:
            record["title"] = title
            article = article_of(record, options, "header", split_lines(rest))
        unsaid = _unsaid(all_lines[: len(all_lines) - len(lines)], article)
        return replace(article, paragraphs=(*unsaid, *article.paragraphs))
    article = Article(
        title=title or source.hints.title or title_from_name(source.name),
        paragraphs=tuple(split_lines(rest)),
    )
    return with_head(article) if title else article


def _unsaid(headers: Iterable[str], article: Article) -> Iterator[str]:
    """The lines of a block of headers that an article says nothing of: they are text."""
    facts = (article.title, article.section, article.url, article.source_id, *article.tags)
    said = {fact.casefold() for fact in facts}
    told = Told(article.byline, article.outlet, (article.date, article.updated), article.language)
    for header in filter(None, map(_HEADER.fullmatch, headers)):
        name, value = header[1].lower().replace(" ", "_"), header[2].strip()
        parts = [part.strip().casefold() for part in re.split("[,;]", value)]
        is_language = article.language != "" and field_of(name) == "language"
        is_said = value.casefold() in said or said.issuperset(parts) or told.says_all_of(value)
        if not (is_said or is_language):
            yield header[0]


def headline(lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The headline and the lines below it; ("", all lines) when the text begins at once."""
    start = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    below = lines[start + 1 :]
    if not any(line.strip() and not _RULE.fullmatch(line) for line in below):
        return "", lines
    first = lines[start].strip()
    if begins_a_list(lines[start:]) or _begins_text(first):
        return "", lines
    if _RULE.fullmatch(below[0]) and len(first) <= _HEADLINE:
        return first, below[1:]
    if not below[0].strip():
        return (first, below) if len(first) <= _HEADLINE else ("", lines)
    if goes_on([first], below[:1]):
        return _broken_headline(lines[start:]) or ("", lines)
    if len(first) > _TIGHT_HEADLINE or re.search(r"[.!?,:…][\"'”’)]*$", first):
        return "", lines
    width = wrap_width([[line for line in lines if line.strip()]])
    fits = len(first) + 1 + len(below[0].split(None, 1)[0]) <= width * 0.9
    if width and not fits:
        return "", lines
    return first.rstrip(" ;"), below


def _begins_text(line: str) -> bool:
    """Whether a line is no headline, whatever is below it: “Dear Ms Marsh,”, or a sentence in which
    somebody speaks of himself. Other sentences may be headlines, which end with a full stop in some
    collections.
    """
    if line.endswith(","):
        return True
    is_sentence = ends_sentence(line) and not line.endswith(("…", ":", "!", "?"))
    return is_sentence and ":" not in line and _I.search(_QUOTED.sub("", line)) is not None


def _broken_headline(lines: Sequence[str]) -> tuple[str, Sequence[str]] | None:
    """A headline over several lines with an empty one below it; None where that is a sentence."""
    block = next(blocks_of(lines))
    title = " ".join(line.strip() for line in block)
    is_title = len(title) <= _HEADLINE and len(rejoined(block)) == 1 and not ends_sentence(title)
    return (title, lines[len(block) :]) if is_title else None


def _headers(lines: Sequence[str]) -> tuple[dict[str, str], Sequence[str]]:
    """A block of lines such as `Date: 21 March 2016` at the top of a text, and what is below it.

    All of the block's lines must be headers, two at least be known, one of them title or date.
    """
    start = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    record: dict[str, str] = {}
    place = start
    while place < len(lines) and lines[place].strip():
        match = _HEADER.fullmatch(lines[place])
        if not match:
            return {}, lines
        record[match[1].strip().lower().replace(" ", "_")] = match[2]
        place += 1
    known = fields_among(record)
    if len(known) < 2 or not known & {"title", "date"}:
        return {}, lines
    return record, lines[place:]
