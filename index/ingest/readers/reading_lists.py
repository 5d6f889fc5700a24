"""Lists of what was saved or highlighted, as Pocket, Instapaper and Readwise export them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from index.core.article import Article, Highlight
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import MEBIBYTE, Input, ReadOptions
from index.ingest.readers.csv_rows import dialect_of
from index.ingest.readers.date_formats import find_date
from index.ingest.readers.encodings import looks_binary, peek
from index.ingest.readers.html import decode_page, without_ballast
from index.ingest.readers.read_later import saved
from index.ingest.readers.records import plain_key
from index.ingest.readers.tables import open_table

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class RowsReader:
    """A CSV file that is known by its columns."""

    name: str
    describe: str
    columns: frozenset[str]
    make: Callable[[Iterator[tuple[int, Row]], ReadOptions], Iterator[tuple[int, Article]]]
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        first = b"" if looks_binary(head) else head[:4096].split(b"\n", 1)[0].lower()
        if not all(column.split("_")[0].encode() in first for column in self.columns):
            return 0.0
        dialect = dialect_of(peek(head)[:8192])
        columns = set(map(plain_key, dialect.columns)) if dialect else set()
        return 0.9 if self.columns <= columns else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        wrong: list[Skipped] = []
        with source.open() as stream:
            table = open_table(stream, options)

            def rows() -> Iterator[tuple[int, Row]]:
                for number, row in table.rows():
                    if isinstance(row, str):
                        wrong.append(Skipped(source.path, f"line {number}: {row}"))
                    else:
                        yield number, {plain_key(key): value for key, value in row.items()}

            for number, article in self.make(rows(), options):
                yield replace(article, origin=f"{source.path}:{number}")
        yield from wrong


def _links(rows: Iterator[tuple[int, Row]], options: ReadOptions) -> Iterator[tuple[int, Article]]:
    """Pocket, Instapaper and Readwise Reader: a link a row, perhaps with words that were chosen."""
    del options
    for number, row in rows:
        tags = row.get("tags") or row.get("document_tags") or ""
        folder = row.get("folder", "")
        kept = [folder] if folder.lower() not in ("", "unread", "archive", "starred") else []
        chosen = row.get("selection", "").strip()
        marks = [Highlight(text=chosen)] if chosen else []
        yield (
            number,
            saved(
                row.get("title", ""),
                row.get("url", ""),
                tags=[*_tags(tags), *kept],
                highlights=marks,
            ),
        )


def _books(rows: Iterator[tuple[int, Row]], options: ReadOptions) -> Iterator[tuple[int, Article]]:
    """Readwise: a highlight a row; those of one book or article are one article of ours."""
    books: dict[tuple[str, str], list[tuple[int, Row]]] = {}
    size = 0
    for number, row in rows:
        size += sum(map(len, row.values()))
        if size > options.limit_bytes:
            raise InputError(f"larger than {options.limit_bytes / MEBIBYTE:g} MiB")
        if row.get("highlight", "").strip():
            book = row.get("book_title", ""), row.get("book_author", "")
            books.setdefault(book, []).append((number, row))
    for (title, author), found in books.items():
        marks = [
            Highlight(
                text=row["highlight"],
                note=row.get("note", ""),
                tags=tuple(_tags(row.get("tags", ""))),
                created=find_date(row.get("highlighted_at", "")),
            )
            for _, row in found
        ]
        tags = _tags(found[0][1].get("document_tags", ""))
        article = saved(title, "", tags=tags, highlights=marks)
        key = f"readwise:{title}:{author}"
        yield found[0][0], replace(article, byline=author, source_id=key)


def _tags(text: str) -> list[str]:
    return [tag for tag in re.split(r"[|,\[\]\"]+", text) if tag.strip()]


ROW_READERS = (
    RowsReader(
        "pocket",
        "Pocket's CSV export; links without text are kept by their headlines",
        frozenset({"title", "url", "time_added", "status"}),
        _links,
    ),
    RowsReader(
        "instapaper",
        "Instapaper's CSV export; what was selected becomes a bookmark",
        frozenset({"url", "title", "selection", "folder"}),
        _links,
    ),
    RowsReader(
        "readwise-reader",
        "Readwise Reader's CSV export, kept as links",
        frozenset({"title", "url", "document_tags", "saved_date"}),
        _links,
    ),
    RowsReader(
        "readwise",
        "Readwise's CSV export; highlights become bookmarks",
        frozenset({"highlight", "book_title", "book_author"}),
        _books,
    ),
)


class LinksReader:
    """Pages of links."""

    name = "links"
    suffixes = ()
    describe = "Pocket's and Instapaper's HTML export; links are kept by their headlines"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        marked = re.search(
            rb"<title>\s*(?:Pocket Export|Instapaper: Export)\s*<", head[:4096], re.IGNORECASE
        )
        return 0.9 if marked else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        # Loaded here: it takes 20 ms and only such lists need it.
        from lxml import html  # noqa: PLC0415

        tree: Any = html.document_fromstring(
            without_ballast(decode_page(source.content(), options.encoding))
        )
        number = 0
        for link in tree.iter("a"):
            number += 1
            title = " ".join(link.text_content().split())
            article = saved(title, link.get("href") or "", tags=_tags(link.get("tags") or ""))
            yield replace(article, origin=f"{source.path}:{number}")
        if not number:
            raise InputError("a list without links")
