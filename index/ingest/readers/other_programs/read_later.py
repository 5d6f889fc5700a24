"""What programs that keep articles for later export: Wallabag, Omnivore, Pocket, Instapaper.

When something was saved is not when it was published, and is never taken for it.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from index.core.article import Article, Highlight, TextFrom
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dumps.json_stream import Rows, elements
from index.ingest.readers.encodings import decode, peek
from index.ingest.readers.fields.record_texts import headline_of
from index.ingest.readers.fields.records import Fields
from index.ingest.readers.markup.xmltree import part_of
from index.ingest.readers.packed.zipfiles import open_zip
from index.ingest.readers.pages.main_text import main_text
from index.ingest.readers.text_parts.html_fragments import looks_like_html, text_of
from index.ingest.readers.text_parts.kept_headings import with_headings
from index.ingest.readers.text_parts.page_names import parted_name
from index.ingest.readers.text_parts.paragraph_splitting import part_giants, split

# What programs keep in the place of a page that they could not fetch.
_STUB = late(
    r"(?:\bcan(?:no|['’]?)t|\bcould\s?n[o'’]?t|\bunable to|\bfailed to)"
    r"\s+(?:retrieve|fetch|load|save|parse|extract)\s+(?:the\s+|this\s+)?"
    r"(?:contents?|article|page|link)",
    re.IGNORECASE,
)
_LONGEST_STUB = 600  # with its markup
_NO_TITLE = "No title found"
_OMNIVORE_LIST = late(r"(?:^|/)metadata_\d+_to_\d+\.json$")


def saved(
    title: str,
    url: str,
    *,
    text: str = "",
    summary: str = "",
    tags: Sequence[str] = (),
    highlights: Sequence[Highlight] = (),
    host: str = "",
) -> Article:
    """A saved article: its text as the program took it out of the page, else a summary. Without
    either its highlights stand for it, or headline and address.

    Such a text never takes the place of one that the archive has. `host` is where it stands, if
    nothing but that is known. An outlet behind the headline is no part of it.
    """
    text_from: TextFrom = "copy"
    paragraphs = [] if _STUB.search(text[:_LONGEST_STUB]) and _is_stub(text) else _paragraphs(text)
    title = "" if title == _NO_TITLE else headline_of(title)
    if not paragraphs:
        paragraphs, text_from = _paragraphs(summary), "summary"
    title, outlet = parted_name(title, url or (host and f"https://{host}/"))
    if not paragraphs:
        marked = [one.text for one in highlights if one.text]
        paragraphs, text_from = marked or list(dict.fromkeys((title, url))), "link"
    return Article(
        title=title if title != url else "",
        paragraphs=tuple(part_giants(paragraphs)),
        outlet=outlet,
        url=url,
        tags=tuple(tags),
        highlights=tuple(highlights),
        text_from=text_from,
    )


def _is_stub(text: str) -> bool:
    """Whether a text that says that a page could not be fetched says nothing else."""
    paragraphs = _paragraphs(text) if len(text) <= _LONGEST_STUB else ["", ""]
    return len(paragraphs) == 1 and len(paragraphs[0]) < _LONGEST_STUB // 2


def _paragraphs(text: str) -> list[str]:
    return list(text_of(text)) if looks_like_html(text) else split(text)


def is_host(name: str) -> bool:
    """Whether a name is that of a host, as programs put it where they know no author."""
    return re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,24}", name) is not None


def first_text(value: dict[str, Any], *keys: str) -> str:
    """The first of some keys of a JSON object that holds a text, as it stands; "" if none does."""
    return next((found for key in keys if isinstance(found := value.get(key), str) and found), "")


def by_another(note: str, name: str) -> str:
    """A note as the reader keeps it that somebody else wrote, or whose mark is somebody else's; as
    it is where no name is given.
    """
    if not name:
        return note
    return f"{name}: {note}" if note else f"(marked by {name})"


def names_in(value: Any, key: str = "name") -> Iterator[str]:
    """The names in a JSON list of texts, or of objects that have it under a key."""
    for one in value if isinstance(value, list) else ():
        name = one.get(key) if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name


class WallabagReader:
    """Entries as Wallabag exports them."""

    name = "wallabag"
    suffixes = ()
    describe = "Wallabag's JSON export; annotations become bookmarks"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        text = peek(head)[:20_000]
        marked = '"is_archived"' in text and '"is_starred"' in text
        return 0.9 if marked and text.lstrip()[:1] in ("[", "{") else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        for place, entry in _objects(source, options):
            if not isinstance(entry, dict):
                yield Skipped(source.path, f"entry {place}: not an object with keys")
                continue
            fields = Fields(entry, options)
            article = saved(
                fields.text("title"),
                _text(entry.get("url")) or _text(entry.get("given_url")),
                text=_text(entry.get("content")),
                tags=fields.texts("tags"),
                highlights=_highlights(entry.get("annotations"), "quote", "text", "wallabag"),
            )
            date = find_date(_text(entry.get("published_at")))
            yield replace(
                article,
                outlet=article.outlet or _text(entry.get("domain_name")).removeprefix("www."),
                byline=", ".join(
                    Fields({"author": entry.get("published_by")}, options).texts("byline")
                ),
                date=date,
                date_from="Wallabag: published_at" if date else "",
                language=fields.text("language")[:2].lower(),
                origin=f"{source.path}:{place}",
            )


class PocketReader:
    """Pocket's list of what was highlighted."""

    name = "pocket-highlights"
    suffixes = ()
    describe = "Pocket's JSON of annotations; highlights become bookmarks"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        text = peek(head)[:20_000]
        marked = all(f'"{key}"' in text for key in ("url", "highlights", "quote", "created_at"))
        return 0.9 if marked and text.lstrip()[:1] == "[" else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        for place, entry in _objects(source, options):
            marks = _highlights(entry.get("highlights"), "quote", "note") if _is(entry) else ()
            if marks:
                article = saved(
                    _text(entry.get("title")), _text(entry.get("url")), highlights=marks
                )
                yield replace(article, origin=f"{source.path}:{place}")
            else:
                yield Skipped(source.path, f"entry {place}: no highlight")


class OmnivoreReader:
    """Omnivore's export: lists of what was saved, and a file for each text and its highlights."""

    name = "omnivore"
    suffixes = ()
    describe = "Omnivore's export (ZIP); highlights become bookmarks"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        listed = re.search(rb"metadata_\d+_to_\d+\.json", head)
        return 0.98 if listed and head.startswith(b"PK\x03\x04") else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        with source.seekable() as file, open_zip(file) as archive:
            names = sorted(filter(_OMNIVORE_LIST.search, archive.namelist()))
            for name in names:
                try:
                    entries = json.loads(decode(part_of(archive, name, options)))
                except (ValueError, RecursionError):
                    yield Skipped(f"{source.path}/{name}", "not JSON")
                    continue
                folder = name.rpartition("metadata_")[0]
                for entry in entries if isinstance(entries, list) else ():
                    if _is(entry):
                        yield _omnivore(entry, archive, folder, source, options)
            if not names:
                raise InputError("an export of Omnivore without its lists")


def _omnivore(
    entry: dict[str, Any],
    archive: zipfile.ZipFile,
    folder: str,
    source: Input,
    options: ReadOptions,
) -> Article:
    slug = _text(entry.get("slug"))

    def part(name: str) -> str:
        try:
            return decode(part_of(archive, f"{folder}{name}", options))
        except InputError:
            return ""

    page = part(f"content/{slug}.html")
    article = saved(
        _text(entry.get("title")),
        _text(entry.get("url")),
        text="\n\n".join(with_headings(page, main_text(page)) or text_of(page)) if page else "",
        tags=Fields({"tags": entry.get("labels")}, options).texts("tags"),
        highlights=list(markdown_highlights(part(f"highlights/{slug}.md"))),
    )
    date = find_date(_text(entry.get("publishedAt")))
    return replace(
        article,
        byline=_text(entry.get("author")),
        outlet=_text(entry.get("siteName")) or article.outlet,
        date=date,
        date_from="Omnivore: publishedAt" if date else "",
        origin=f"{source.path}/{folder}content/{slug}.html",
    )


def markdown_highlights(text: str) -> Iterator[Highlight]:
    """Block quotes with what is noted below each; words after # are tags."""
    quote: list[str] = []
    below: list[str] = []
    for line in [*text.splitlines(), "> "]:
        if not line.startswith(">"):
            below.append(line)
            continue
        if quote and "".join(below).strip():
            yield _noted(quote, below)
            quote, below = [], []
        elif below and quote and line != "> ":
            yield _noted(quote, [])
            quote, below = [], []
        quote.append(line[1:].strip())
    if any(quote):
        yield _noted(quote, [])


def _noted(quote: list[str], below: list[str]) -> Highlight:
    words, tags = [], []
    for line in below:
        labelled = re.fullmatch(r"\s*(?:#[\w-]+\s*)+", line)
        tags += re.findall(r"#([\w-]+)", line) if labelled else []
        words += [] if labelled else [line]
    text = " ".join(filter(None, quote))
    return Highlight(text=text, note="\n".join(words).strip(), tags=tuple(tags))


def _highlights(value: Any, text: str, note: str, program: str = "") -> tuple[Highlight, ...]:
    """The highlights in a list of objects that call their words `text` and the remark `note`, of a
    program that has ids for them if it is named.
    """
    listed = value if isinstance(value, list) else ()
    found = (
        Highlight(
            text=_text(one.get(text)),
            note=_text(one.get(note)),
            created=find_date(_text(one.get("created_at"))),
            id=f"{program}:{one['id']}" if program and one.get("id") else "",
        )
        for one in listed
        if _is(one)
    )
    return tuple(one for one in found if one.text.strip())


def _objects(source: Input, options: ReadOptions) -> Iterator[tuple[int, Any]]:
    """The elements of the array that a file is, or the file's one object."""
    with source.open() as stream:
        yield from enumerate(elements(Rows(stream, options)), 1)


def _is(value: Any) -> bool:
    return isinstance(value, dict)


def _text(value: Any) -> str:
    """A text, or a number as one; "" for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
