"""Spreadsheets: XLSX and its kin, XLS, OpenDocument; with python-calamine where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import MEBIBYTE, Input, ReadOptions, suffix_of
from index.ingest.readers.dates.day_order import DayOrder
from index.ingest.readers.dumps.row_parts import put_together
from index.ingest.readers.dumps.tables import (
    article_of_row,
    as_texts,
    check_columns,
    dates_of,
    left_over,
    may_hold_articles,
)
from index.ingest.readers.packed.streams import RATIO
from index.ingest.readers.packed.zipfiles import open_zip

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
# A sheet is held as a whole.
_LARGEST = 512 * MEBIBYTE
# Titles, dates of the export and the like stand in so many rows above the names of the columns.
_ABOVE = 30


class SpreadsheetReader:
    """Sheets, each with its columns named by the first row that names some."""

    name = "spreadsheet"
    suffixes = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
    describe = (
        "spreadsheets of Excel and LibreOffice, an article a row"
        " (needs: pip install 'nutgraf[spreadsheets]')"
    )

    def sniff(self, head: bytes, name: str) -> float:
        named = suffix_of(name) in self.suffixes
        if head.startswith(_OLD):
            return 0.97 if named else 0.0
        if not head.startswith(_ZIP):
            return 0.0
        if head[30:].startswith(_ODS) or b"xl/workbook." in head or b"xl/_rels/" in head:
            return 0.98
        return 0.97 if named else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
        # Loaded here: only who has such files installs it.
        try:
            from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415
        except ImportError:
            told = (
                "a spreadsheet; to read it: pip install 'nutgraf[spreadsheets]', or save it as CSV"
            )
            raise InputError(told) from None
        with source.seekable() as file:
            _check_size(file)
            try:
                book = CalamineWorkbook.from_filelike(file)
                sheets = {
                    name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names
                }
            except (CalamineError, OSError, ValueError, OverflowError) as error:
                raise InputError(f"the spreadsheet cannot be read ({error})") from error
        for cells in sheets.values():
            if table := _table(cells, options):
                yield from left_over(table[1], source, options)
        yield from put_together(_rows(sheets, source, options))


def _check_size(file: BinaryIO) -> None:
    """Raises InputError for a file that unpacks to more than can be held."""
    packed = file.seek(0, 2)
    file.seek(0)
    if file.read(len(_ZIP)) != _ZIP:
        return
    with open_zip(file) as archive:
        size = sum(member.file_size for member in archive.infolist())
    file.seek(0)
    if size > _LARGEST or size > max(RATIO * packed, MEBIBYTE):
        raise InputError(f"the spreadsheet unpacks to {size / MEBIBYTE:,.0f} MiB; save it as CSV")


def _rows(
    sheets: dict[str, list[list[Any]]], source: Input, options: ReadOptions
) -> Iterator[tuple[dict[str, Any], Article | Skipped]]:
    """The rows of all sheets that have a text, each with its article. Raises InputError when no
    sheet has.
    """
    tables = {name: table for name, cells in sheets.items() if (table := _table(cells, options))}
    if not tables:
        first = next((row for cells in sheets.values() for row in cells if any(row)), [])
        check_columns([str(cell) for cell in first if cell != ""], options)
        raise InputError("no sheet has a row that names the columns")
    for name, (above, columns, cells) in tables.items():
        again = partial(_named, columns, cells)
        days = DayOrder(partial(dates_of, again, options), options.day_first)
        sheet = name if len(tables) > 1 else ""
        for number, said in enumerate(_named(columns, cells), above + 2):
            if any(value != "" for value in said.values()):
                where = f"row {number}"
                yield said, article_of_row(said, source, options, days, where, sheet=sheet)


def _named(columns: list[str], cells: list[list[Any]]) -> Iterator[dict[str, Any]]:
    for row in cells:
        yield as_texts(dict(zip(columns, map(_plain, row), strict=False)))


def _table(
    cells: list[list[Any]], options: ReadOptions
) -> tuple[int, list[str], list[list[Any]]] | None:
    """How many rows stand above the names of the columns, these, and the rows below."""
    mapped = {path.split(".", 1)[0] for path in options.map.values()}
    for place, row in enumerate(cells[:_ABOVE]):
        columns = [str(cell).strip() for cell in row]
        if mapped <= {*columns} and may_hold_articles(columns, options):
            return place, columns, cells[place + 1 :]
    return None


def _plain(value: Any) -> Any:
    """A whole number without the point that spreadsheets give all numbers."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
