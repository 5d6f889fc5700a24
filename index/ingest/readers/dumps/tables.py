"""Tables: a row an article, columns named by the first row or by the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.day_order import DayOrder
from index.ingest.readers.dumps.csv_rows import Dialect, Table, dialect_of
from index.ingest.readers.dumps.json_stream import Rows
from index.ingest.readers.dumps.record_lists import is_link
from index.ingest.readers.dumps.record_pages import article_of_record
from index.ingest.readers.dumps.row_parts import is_count, put_together
from index.ingest.readers.encodings import peek
from index.ingest.readers.field_names import field_of, fields_among
from index.ingest.readers.fields.records import Fields
from index.ingest.saved_link import as_link

_BATCH_ROWS = 256
_NO_TEXT = "no column is the text; say which with --map text=COLUMN, of: {}"
_SHOWN = 12  # names of columns
# Longer values than this, of words, are no notes on a link.
_LONG = 300


def rows_of_text(source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
    """What a table as text has, an article a row."""
    with source.open() as stream:
        table = open_table(stream, options)
        check_columns(table.columns, options)
        days = DayOrder(partial(_dates_again, source, options), options.day_first)
        yield from left_over(table.columns, source, options)
        yield from put_together(
            (row, Skipped(source.path, f"line {number}: {row}"))
            if isinstance(row, str)
            else (row, article_of_row(row, source, options, days, f"line {number}"))
            for number, row in table.rows()
        )


def _dates_again(source: Input, options: ReadOptions) -> Iterator[tuple[str, str]]:
    """The dates of all rows of a table, which is read once more for them."""
    with source.again() as stream:
        for _, row in open_table(stream, options).rows() if stream else ():
            if not isinstance(row, str):
                yield from Fields(row, options).dates()


class ParquetReader:
    """Tables in columns, with pyarrow where it is installed."""

    name = "parquet"
    suffixes = (".parquet", ".pq")
    describe = "Parquet, an article a row (needs: pip install 'nutgraf[parquet]')"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.95 if head.startswith(b"PAR1") else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
        # Loaded here: it is large, and only who has such files installs it.
        try:
            from pyarrow import ArrowException, parquet  # noqa: PLC0415
        except ImportError:
            raise InputError("Parquet; to read it: pip install 'nutgraf[parquet]'") from None
        with source.seekable() as file:
            try:
                table = parquet.ParquetFile(file)
                columns = check_columns(table.schema_arrow.names, options)
                yield from left_over(table.schema_arrow.names, source, options)
                # Read for themselves: a column of texts takes as long as all others.
                dated = [name for name in columns if may_be_date(name, options)]
                again = partial(_parquet_rows, table, dated)
                days = DayOrder(partial(dates_of, again, options), options.day_first)
                yield from put_together(
                    (row, article_of_row(row, source, options, days, f"row {number}"))
                    for number, row in enumerate(_parquet_rows(table, columns), 1)
                )
            except (ArrowException, OSError, ValueError, OverflowError) as error:
                raise InputError("the Parquet file is damaged or ends early") from error


def _parquet_rows(table: Any, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    for batch in table.iter_batches(_BATCH_ROWS, columns=columns):
        yield from map(as_texts, batch.to_pylist())


def may_be_date(column: str, options: ReadOptions) -> bool:
    """Whether a column may say when an article was published or changed."""
    named = {options.map.get(field, "").split(".", 1)[0] for field in ("date", "updated")}
    return column in named or field_of(column) in ("date", "updated")


def dates_of(
    rows: Callable[[], Iterable[dict[str, Any]]], options: ReadOptions
) -> Iterator[tuple[str, str]]:
    """What rows say of dates, each with its column."""
    for row in rows():
        yield from Fields(row, options).dates()


def open_table(stream: Any, options: ReadOptions) -> Table:
    """The table in a stream. Raises InputError when it is none."""
    rows = Rows(stream, options)
    dialect = dialect_of(peek(rows.beginning()))
    if dialect is None:
        first = peek(rows.beginning()).strip("\ufeff").split("\n", 1)[0].strip(' "\r')
        if not fields_among([first]) and first not in options.map.values():
            raise InputError("not a table: its first row names no columns")
        dialect = Dialect(",", escaped=False, columns=(first,))
    return Table(rows, dialect, options.map.get("text", ""))


def may_hold_articles(columns: Sequence[str], options: ReadOptions) -> bool:
    """Whether one of some columns is the text, or they make a list of links."""
    found = fields_among(columns)
    return "text" in found | set(options.map) or {"title", "url"} <= found


def check_columns(columns: Sequence[str], options: ReadOptions) -> list[str]:
    """The columns that are of use. Raises InputError when none of them can be the text, and they
    make no list of links.
    """
    listed = ", ".join(columns[:30])[:300]
    tops = {path if path in columns else path.split(".", 1)[0] for path in options.map.values()}
    missing = sorted(tops - set(columns))
    if missing:
        raise InputError(f"there is no column “{missing[0]}”; there are: {listed}")
    if not may_hold_articles(columns, options):
        raise InputError(_NO_TEXT.format(listed))
    if "text" not in fields_among(columns) | set(options.map):
        # What nobody calls a text may be one.
        return list(columns)
    return [name for name in columns if name in tops or field_of(name) or is_count(name)]


def left_over(columns: Sequence[str], source: Input, options: ReadOptions) -> Iterator[Remark]:
    """What is to be said of a table in which no column is found that says the headline, the day or
    the outlet of its articles, while nobody reads some of its columns.
    """
    known = fields_among(columns) | set(options.map)
    missing = [field for field in ("title", "date", "outlet") if field not in known]
    taken = {path if path in columns else path.split(".", 1)[0] for path in options.map.values()}
    left = [
        name
        for name in columns
        if name.strip() and not (name in taken or field_of(name) or is_count(name))
    ]
    if options.outlet and "outlet" in missing:
        missing.remove("outlet")
    if missing and left and "text" in known:
        shown = ", ".join(f"“{name}”" for name in left[:_SHOWN])
        more = f" and {len(left) - _SHOWN:,} more" if len(left) > _SHOWN else ""
        told = " or ".join(missing)
        way = f"--map {missing[-1]}=COLUMN"
        yield Remark(
            source.path, f"no column is known as {told}; not read: {shown}{more}. {way} reads one"
        )


def article_of_row(
    row: dict[str, Any],
    source: Input,
    options: ReadOptions,
    days: DayOrder,
    where: str,
    *,
    sheet: str = "",
) -> Article | Skipped:
    """The article of a row; `where` ends with its number, `sheet` is what it stands in, where there
    are several. Of a table without texts it is a link. Raises InputError where what may be a text
    stands in a column that is not known.
    """
    path = f"{source.path}:{sheet}" if sheet else source.path
    article = article_of_record(row, options, "column", days, source)
    if not article.paragraphs:
        if "text" in options.map or not is_link(row):
            return Skipped(path, f"{where}: no text")
        if any(_may_be_text(name, value) for name, value in row.items()):
            raise InputError(_NO_TEXT.format(", ".join(row)[:300]))
        article = as_link(article)
    origin = f"{path}:{where.rpartition(' ')[2]}"
    return replace(article, origin=origin, remarks=days.remarks())


def _may_be_text(column: str, value: Any) -> bool:
    is_long = isinstance(value, str) and len(value) > _LONG and value.count(" ") > _LONG / 12
    return is_long and not field_of(column)


def as_texts(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its dates as text; what has no use as text is left out by who reads it."""
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()
    }
