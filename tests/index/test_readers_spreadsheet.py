"""Spreadsheets."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, find
from index.ingest.readers.registry import choose
from tests.items import told

HEAD = ("Headline", "Date", "Outlet", "Text")
ROWS = (
    HEAD,
    ("Harbour closes", 45717, "The Echo", "The harbour was closed.\n\nNobody was hurt."),
    ("Tender won", 45718, "The Echo", "A firm from Busan won the tender."),
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

Sheet = Sequence[Sequence[str | int]]


def xlsx(**sheets: Sheet) -> bytes:
    """A workbook: texts as they are, numbers as days."""
    names = list(sheets)
    books = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1)
    )
    leads = "".join(
        f'<Relationship Id="r{n}" Type="{_RELS}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n, _ in enumerate(names, 1)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" Type='
            f'"{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets>{books}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{leads}<Relationship Id="s"'
            f' Type="{_RELS}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
            "</cellXfs></styleSheet>"
        ),
    }
    for number, name in enumerate(names, 1):
        rows = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in sheets[name])
        files[f"xl/worksheets/s{number}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return _zipped(files)


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f'<c s="1"><v>{value}</v></c>'
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def ods(rows: Sheet) -> bytes:
    """The same as OpenDocument, of texts alone."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<a/>"})


def _zipped(files: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, text, packed)
    return file.getvalue()


def read(
    folder: Path, data: bytes, name: str = "a.xlsx", **options: Any
) -> list[Article | Skipped]:
    (folder / name).write_bytes(data)
    (found,) = find([folder / name], ReadOptions(**options))
    return [found] if isinstance(found, Skipped) else told(found.articles())


def why(found: list[Article | Skipped]) -> str:
    (one,) = found
    assert isinstance(one, Skipped)
    return one.reason


def test_a_row_is_an_article_with_its_date(tmp_path: Path) -> None:
    one, two = read(tmp_path, xlsx(A=ROWS))
    assert isinstance(one, Article)
    assert (one.title, one.outlet, one.date) == ("Harbour closes", "The Echo", "2025-03-01")
    assert one.paragraphs == ("The harbour was closed.", "Nobody was hurt.")
    assert one.origin.endswith("a.xlsx:2")
    assert isinstance(two, Article)
    assert two.date == "2025-03-02"


def test_lines_above_the_columns_and_sheets_without_texts_are_passed_over(tmp_path: Path) -> None:
    above = (("Export of 3 March",), (), ("Search:", "harbour"))
    data = xlsx(About=(("Made by", "Ann"),), Hits=(*above, *ROWS), More=ROWS)
    found = read(tmp_path, data)
    assert [one.origin.rpartition("/")[2] for one in found if isinstance(one, Article)] == [
        *("a.xlsx:Hits:5", "a.xlsx:Hits:6", "a.xlsx:More:2", "a.xlsx:More:3")
    ]


@given(
    rows=st.lists(
        st.tuples(
            st.text("abc xyzäß\n\"';,&<>", min_size=1, max_size=12).filter(str.strip),
            st.text("Harbour cé \n.“”=+", min_size=1, max_size=40).filter(str.strip),
        ),
        min_size=1,
        max_size=4,
    )
)
@example(rows=[("a", "=1+1")])
def test_a_table_is_read_alike_whoever_wrote_it(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("a")
    table = [("title", "text"), *((title, f"{text} end") for title, text in rows)]
    written = io.StringIO()
    csv.writer(written).writerows(table)
    known, found = (
        [(one.title, one.paragraphs) for one in articles if isinstance(one, Article)]
        for articles in (
            read(folder, written.getvalue().encode(), "a.csv"),
            read(folder, xlsx(A=table)),
        )
    )
    assert found == known
    assert len(found) == len(rows)


def test_open_document_is_read(tmp_path: Path) -> None:
    rows = [("title", "text"), ("Harbour closes", "Nobody was hurt.")]
    for name in ("a.ods", "a.bin"):
        (one,) = read(tmp_path, ods(rows), name)
        assert isinstance(one, Article)
        assert (one.title, one.paragraphs) == ("Harbour closes", ("Nobody was hurt.",))


def test_columns_may_be_named_by_the_user(tmp_path: Path) -> None:
    rows = (("Hd", "Mention"), ("Harbour closes", "Nobody was hurt."))
    assert why(read(tmp_path, xlsx(A=rows))) == (
        "no column is the text; say which with --map text=COLUMN, of: Hd, Mention"
    )
    (one,) = read(tmp_path, xlsx(A=rows), map={"text": "Mention", "title": "Hd"})
    assert isinstance(one, Article)
    assert one.title == "Harbour closes"


def test_without_its_package_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    told = "a spreadsheet; to read it: pip install 'nutgraf[spreadsheets]', or save it as CSV"
    assert why(read(tmp_path, xlsx(A=ROWS))) == told


def test_what_swells_is_not_unpacked(tmp_path: Path) -> None:
    data = xlsx(A=(*ROWS, ("x" * 5_000_000, 1, "", "")))
    assert why(read(tmp_path, data)) == "the spreadsheet unpacks to 5 MiB; save it as CSV"


@given(
    cut=st.floats(0, 1),
    at=st.floats(0, 1),
    byte=st.integers(0, 255),
    name=st.sampled_from(["a.xlsx", "a.ods", "a.xls"]),
)
@example(cut=1, at=0, byte=80, name="a.xls")
def test_damage_is_told_and_nothing_else(
    cut: float, at: float, byte: int, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = bytearray(ods(ROWS) if name == "a.ods" else xlsx(A=ROWS))
    whole[int(at * (len(whole) - 1))] = byte
    data = bytes(whole[: int(cut * len(whole))])
    if name == "a.xls":
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data
    for one in read(tmp_path_factory.mktemp("a"), data, name):
        assert isinstance(one, Article) or one.reason


def test_documents_stay_with_their_reader() -> None:
    assert choose(b"PK\x03\x04" + bytes(26) + b"word/document.xml", "a.docx").name == "office"
    assert choose(xlsx(A=ROWS)[:4096], "a.bin").name == "spreadsheet"
    assert choose(b"PK\x03\x04" + bytes(26) + b"notes/a.txt", "a.zip").name == "zip"


def test_days_and_months_are_told_apart_by_the_whole_column_of_a_sheet(tmp_path: Path) -> None:
    rows = (HEAD, ("A", "03/05/2011", "Echo", "One."), ("B", "20/10/2011", "Echo", "Two."))
    other = (HEAD, ("C", "03/05/2011", "Echo", "Three."), ("D", "10/20/2011", "Echo", "Four."))
    found = read(tmp_path, xlsx(One=rows, Other=other))
    assert [one.date for one in found if isinstance(one, Article)] == [
        *("2011-05-03", "2011-10-20", "2011-03-05", "2011-10-20")
    ]
    (one,) = read(tmp_path, xlsx(A=rows[:2]))
    assert isinstance(one, Article)
    assert (one.date, len(one.remarks)) == ("2011", 1)
