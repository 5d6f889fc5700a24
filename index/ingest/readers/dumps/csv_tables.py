"""Tables as text: whether an input is one."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.article import Article
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.dumps.csv_rows import dialect_of
from index.ingest.readers.encodings import peek
from index.ingest.readers.field_names import fields_among


class CsvReader:
    """Tables as text."""

    name = "csv"
    suffixes = (".csv", ".tsv", ".tab", ".psv")
    describe = "CSV or TSV, an article a row; --map names columns that are not found"

    def sniff(self, head: bytes, name: str) -> float:
        suffix = suffix_of(name)
        if suffix in self.suffixes:
            return 0.8 if peek(head) else 0.0
        if suffix not in ("", ".txt"):
            return 0.0
        dialect = dialect_of(peek(head)[:8192])
        return 0.6 if dialect and fields_among(dialect.columns) >= {"text", "title"} else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
        # Loaded here: any text may be a table, and nearly none is.
        from index.ingest.readers.dumps.tables import rows_of_text  # noqa: PLC0415

        return rows_of_text(source, options)
