"""Tables of what was saved or highlighted: Pocket, Instapaper, Readwise, Raindrop, Matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.core.addresses import normalise_url
from index.core.article import Article, Highlight
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import MEBIBYTE, Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dumps.csv_rows import dialect_of
from index.ingest.readers.dumps.tables import open_table
from index.ingest.readers.encodings import looks_binary, peek
from index.ingest.readers.field_names import plain_key
from index.ingest.readers.fields.written_values import written_value
from index.ingest.readers.other_programs.read_later import by_another, is_host, saved
from index.ingest.readers.other_programs.readwise import shown_words

Row = dict[str, str]
_Made = Iterator[tuple[int, Article]]
_Make = Callable[[Iterator[tuple[int, Row]], ReadOptions], _Made]


@dataclass(frozen=True, slots=True)
class RowsReader:
    """A CSV file that is known by its columns."""

    name: str
    describe: str
    columns: frozenset[str]
    make: _Make
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
                marks = (
                    replace(one, origin=f"{source.path}:{one.origin or number}")
                    for one in article.highlights
                )
                where = f"{source.path}:{number}"
                yield replace(article, origin=where, highlights=tuple(marks))
        yield from wrong


def _links(rows: Iterator[tuple[int, Row]], options: ReadOptions) -> Iterator[tuple[int, Article]]:
    """Pocket, Instapaper and Readwise Reader: a link a row, perhaps with words that were chosen."""
    del options
    for number, row in rows:
        tags = row.get("tags") or row.get("document_tags") or ""
        folder = row.get("folder", "")
        kept = [folder] if folder.lower() not in ("", "unread", "archive", "starred") else []
        chosen = re.split(r"\n\s*\n", row.get("selection", ""))
        marks = [Highlight(text=one) for one in map(str.strip, chosen) if one]
        yield (
            number,
            saved(
                row.get("title", ""),
                row.get("url", ""),
                tags=[*tags_in(tags), *kept],
                highlights=marks,
            ),
        )


def _books(rows: Iterator[tuple[int, Row]], options: ReadOptions) -> Iterator[tuple[int, Article]]:
    """Readwise: a highlight a row; those of one book or article are one article of ours."""
    books: dict[tuple[str, str], list[tuple[int, Row]]] = {}
    for number, row in _bounded(rows, options):
        marked = row.get("highlight", "").strip()
        # Of a picture no more can be kept than what was said of it.
        if shown_words(marked) or (marked and row.get("note", "").strip()):
            book = row.get("book_title", ""), row.get("book_author", "")
            books.setdefault(book, []).append((number, row))
    for (title, author), found in books.items():
        marks = [
            Highlight(
                text=shown_words(row["highlight"]),
                note=row.get("note", ""),
                tags=tuple(tags_in(row.get("tags", ""))),
                color=row.get("color", ""),
                created=find_date(row.get("highlighted_at", "")),
                origin=str(number),
            )
            for number, row in found
        ]
        tags = tags_in(found[0][1].get("document_tags", ""))
        # Where Readwise knows no author, it names the host.
        host = author if is_host(author) else ""
        article = saved(title, "", tags=tags, highlights=marks, host=host)
        key = f"readwise:{title}:{author}"
        byline = "" if host else author
        yield found[0][0], replace(article, byline=byline, source_id=key)


def _raindrop(
    rows: Iterator[tuple[int, Row]], options: ReadOptions
) -> Iterator[tuple[int, Article]]:
    """Raindrop: a link a row, with a note on the whole, and highlights with colour and note."""
    del options
    for number, row in rows:
        folder = row.get("folder", "").rpartition("/")[2].strip()
        kept = [folder] if folder.lower() not in ("", "unsorted") else []
        note = row.get("note", "").strip()
        whole = [Highlight(text="", note=note, id=f"raindrop:{row.get('id', '')}")] if note else []
        article = saved(
            row.get("title", ""),
            row.get("url", ""),
            summary=row.get("excerpt", ""),
            tags=[*tags_in(row.get("tags", "")), *kept],
            highlights=[*_raindrop_marks(row.get("highlights", "")), *whole],
        )
        yield number, article


def _raindrop_marks(text: str) -> Iterator[Highlight]:
    """Blocks of `Highlight:`, `Color:` and `Note:`, each of which may go over several lines."""
    for block in re.split(r"(?m)^(?=Highlight:)", text):
        parts = re.split(r"(?m)^(Highlight|Color|Note):", block)
        said = dict(zip(parts[1::2], map(str.strip, parts[2::2]), strict=False))
        if said.get("Highlight"):
            yield Highlight(
                text=said["Highlight"], note=said.get("Note", ""), color=said.get("Color", "")
            )


def _matter(rows: Iterator[tuple[int, Row]], options: ReadOptions) -> Iterator[tuple[int, Article]]:
    """Matter: a link a row, with what it knows of its outlet."""
    del options
    for number, row in rows:
        article = saved(row.get("title", ""), row.get("url", ""), tags=tags_in(row.get("tags", "")))
        yield (
            number,
            replace(
                article, byline=row.get("author", ""), outlet=row.get("publisher") or article.outlet
            ),
        )


def _annotated(
    rows: Iterator[tuple[int, Row]], options: ReadOptions
) -> Iterator[tuple[int, Article]]:
    """Hypothesis: an annotation a row; those of one page are marks of one article."""
    pages: dict[str, list[tuple[int, Row]]] = {}
    for number, row in _bounded(rows, options):
        pages.setdefault(row.get("url", ""), []).append((number, row))
    authors = {row.get("author", "") for found in pages.values() for _, row in found}
    for url, found in pages.items():
        marks = [
            Highlight(
                text=row.get("quote", ""),
                # Whose table it is is not said: where several wrote in it, each is named.
                note=by_another(
                    row.get("comment", ""), row.get("author", "") if len(authors) > 1 else ""
                ),
                tags=tuple(tags_in(row.get("tags", ""))),
                created=find_date(row.get("created_at", "")),
                origin=str(number),
            )
            for number, row in found
            if row.get("quote") or row.get("comment")
        ]
        yield found[0][0], saved("", url, highlights=marks)


def _once(make: _Make) -> _Make:
    """What a list is made into, where what was saved twice is one article with the tags and marks
    of both: Instapaper gives a row for each folder, Pocket and Raindrop one for each time.
    """

    def made(rows: Iterator[tuple[int, Row]], options: ReadOptions) -> _Made:
        found: dict[str, tuple[int, Article]] = {}
        for number, article in make(_bounded(rows, options), options):
            key = normalise_url(article.url) if article.url else f"row {number}"
            if key not in found:
                found[key] = number, article
                continue
            at, first = found[key]
            marks = tuple(replace(one, origin=str(number)) for one in article.highlights)
            told = {(one.text, one.note) for one in first.highlights}
            more = tuple(one for one in marks if (one.text, one.note) not in told)
            tags = tuple(dict.fromkeys((*first.tags, *article.tags)))
            found[key] = at, replace(first, tags=tags, highlights=(*first.highlights, *more))
        yield from found.values()

    return made


def _bounded(rows: Iterator[tuple[int, Row]], options: ReadOptions) -> Iterator[tuple[int, Row]]:
    """Rows that are held together. Raises InputError when they are more than a file may have."""
    size = 0
    for number, row in rows:
        size += sum(map(len, row.values()))
        if size > options.limit_bytes:
            raise InputError(f"larger than {options.limit_bytes / MEBIBYTE:g} MiB")
        yield number, row


def tags_in(text: str) -> list[str]:
    """The tags in a cell: a list, in which commas are meant, or words parted by commas."""
    listed = written_value(text)
    if isinstance(listed, list):
        return [tag for tag in listed if isinstance(tag, str) and tag.strip()]
    return [tag for tag in re.split(r"[|,\[\]\"]+", text) if tag.strip()]


POCKET = RowsReader(
    "pocket",
    "Pocket's CSV export; links without text are kept by their headlines",
    frozenset({"title", "url", "time_added", "status"}),
    _once(_links),
)
INSTAPAPER = RowsReader(
    "instapaper",
    "Instapaper's CSV export; what was selected becomes a bookmark",
    frozenset({"url", "title", "selection", "folder"}),
    _once(_links),
)
READER = RowsReader(
    "readwise-reader",
    "Readwise Reader's CSV export, kept as links",
    frozenset({"title", "url", "document_tags", "saved_date"}),
    _once(_links),
)
READWISE = RowsReader(
    "readwise",
    "Readwise's CSV export; highlights become bookmarks",
    frozenset({"highlight", "book_title", "book_author"}),
    _books,
)
RAINDROP = RowsReader(
    "raindrop",
    "Raindrop's CSV export; highlights and notes become bookmarks",
    frozenset({"title", "note", "excerpt", "url", "folder", "highlights"}),
    _once(_raindrop),
)
MATTER = RowsReader(
    "matter",
    "Matter's list of what was saved (_matter_history.csv), kept as links",
    frozenset({"title", "author", "publisher", "url", "file_id"}),
    _once(_matter),
)
HYPOTHESIS = RowsReader(
    "hypothesis-table",
    "Hypothesis' CSV export; annotations become bookmarks",
    frozenset({"url", "group", "quote", "comment", "tags"}),
    _annotated,
)
