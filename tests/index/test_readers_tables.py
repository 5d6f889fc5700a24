"""Tables: columns found or named, dialects as they come, quotes that went wrong."""

from __future__ import annotations

import csv
import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from index.core.article import Article
from index.core.reports import Remark, Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.dumps.csv_rows import dialect_of
from tests.items import told


def read(
    folder: Path, content: bytes | str, name: str = "a.csv", **options: Any
) -> list[Article | Skipped]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (source,) = find([path], ReadOptions(**options))
    assert isinstance(source, Source)
    return told(source.articles())


_TOO_MANY = "5 values for 3 columns; a value with “,” in it has to stand in quotation marks"


def texts(items: list[Article | Skipped]) -> list[tuple[str, str]]:
    return [
        (one.title, " ".join(one.paragraphs)) if isinstance(one, Article) else ("?", one.reason)
        for one in items
    ]


@pytest.mark.parametrize(
    "name", ["paper", "newspaper", "medium", "journal", "Zeitung", "Periodical", "Revue", "avis"]
)
def test_what_a_paper_is_called_in_a_table_is_its_outlet(tmp_path: Path, name: str) -> None:
    (one,) = read(tmp_path, f"title,text,date,{name}\nQuay,It closed.,2023-01-02,The Echo\n")
    assert isinstance(one, Article)
    assert one.outlet == "The Echo"


@pytest.mark.parametrize(
    ("head", "options", "said"),
    [
        ("title,text,date,where,stars", {}, "known as outlet; not read: “where”, “stars”. --map"),
        ("title,text,date,where,stars", {"map": {"outlet": "where"}}, ""),
        ("title,text,date,where,stars", {"outlet": "The Echo"}, ""),
        ("title,text,day of it,outlet,stars", {}, "known as date; not read: “day of it”, “stars”"),
        ("title,text,date,outlet,stars", {}, ""),
    ],
)
def test_columns_that_nobody_reads_are_named_where_one_is_missed(
    tmp_path: Path, head: str, options: dict[str, Any], said: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{head}\nQuay,It closed.,2023-01-02,The Echo,5\n")
    (source,) = find([path], ReadOptions(**options))
    assert isinstance(source, Source)
    told_of = [one.text for one in source.articles() if isinstance(one, Remark)]
    assert len(told_of) == bool(said)
    assert all(said in one for one in told_of)


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_columns_are_found_whatever_parts_them(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["", "Id", "Headline", "Publication", "Published At", "Content"],
        ["0", "7", "Talks, and more", "The Post", "2016-03-21", "One; two | three.\n\nFour, five."],
        ["1", "8", 'He said "no"', "The Post", "March 2016", "Six."],
    ]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    one, two = read(tmp_path, buffer.getvalue())
    assert isinstance(one, Article)
    assert (one.title, one.outlet, one.date) == ("Talks, and more", "The Post", "2016-03-21")
    assert one.paragraphs == ("One; two | three.", "Four, five.")
    assert (one.source_id, one.date_from) == ("7", "column: published_at")
    assert one.origin == f"{tmp_path}/a.csv:2"
    assert isinstance(two, Article)
    assert (two.title, two.date) == ('He said "no"', "2016-03")


def test_columns_are_named_with_map(tmp_path: Path) -> None:
    content = "kop,corpus,wanneer\nA,One.,2016-03-21\n"
    (item,) = read(tmp_path, content)
    assert texts([item]) == [
        ("?", "no column is the text; say which with --map text=COLUMN, of: kop, corpus, wanneer")
    ]
    named = {"title": "kop", "text": "corpus", "date": "wanneer"}
    (item,) = read(tmp_path, content, map=named)
    assert isinstance(item, Article)
    assert (item.title, item.paragraphs, item.date) == ("A", ("One.",), "2016-03-21")
    (item,) = read(tmp_path, content, map={"text": "korpus"})
    assert texts([item]) == [("?", "there is no column “korpus”; there are: kop, corpus, wanneer")]


def test_a_table_is_known_by_its_content(tmp_path: Path) -> None:
    content = "title\ttext\nA\tOne.\nB\tTwo.\n"
    assert texts(read(tmp_path, content, "dump.txt")) == [("A", "One."), ("B", "Two.")]
    assert texts(read(tmp_path, "text\nOne.\nTwo, three.\n")) == [
        ("One.", "One."),
        ("Two, three.", "Two, three."),
    ]
    (article,) = read(tmp_path, "Headline, with comma\n\nOne, two.\n", "a.txt")
    assert isinstance(article, Article)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_of_spreadsheets(tmp_path: Path, encoding: str, end: str) -> None:
    content = end.join(["sep=;", "title;text", "Café;It cost £5.", '"A;B";"One.', 'Two."', ""])
    assert texts(read(tmp_path, content.encode(encoding))) == [
        ("Café", "It cost £5."),
        ("A;B", "One. Two."),
    ]


def test_quotes_that_were_not_meant_cost_no_row(tmp_path: Path) -> None:
    content = 'title,text\n"Open,One.\nB,Two.\n5" pipe,Three.\nD,"Four\nfive."\nE,Six, seven.\n'
    assert texts(read(tmp_path, content)) == [
        ("Open", "One."),
        ("B", "Two."),
        ('5" pipe', "Three."),
        ("D", "Four five."),
        ("E", "Six, seven."),
    ]
    escaped = 'title,text\nA,"He said \\"no\\", twice."\n'
    assert texts(read(tmp_path, escaped)) == [("A", 'He said "no", twice.')]
    many = "title,text\n" + "".join(f'"{n},Text {n}.\n' for n in range(500))
    assert len(read(tmp_path, many)) == 500


def test_rows_without_text_and_lines_too_long_are_named(tmp_path: Path) -> None:
    content = f"title,text\nA,\nB,Two.\nC,{'x' * 2000}\nD,Four.\n\n"
    assert texts(read(tmp_path, content, limit_bytes=1000)) == [
        ("?", "line 2: no text"),
        ("B", "Two."),
        ("?", "line 4: longer than the limit"),
        ("D", "Four."),
    ]


def test_a_huge_field_is_read(tmp_path: Path) -> None:
    (article,) = read(tmp_path, 'title,text\nA,"' + "Some words. " * 30_000 + '"\n')
    assert isinstance(article, Article)
    assert sum(map(len, article.paragraphs)) > 300_000


@pytest.mark.parametrize("content", ["a\n", "title,text\n", "just words\nmore words\n", ",,,\n"])
def test_what_is_no_table_is_told(tmp_path: Path, content: str) -> None:
    assert all(isinstance(one, Skipped) for one in read(tmp_path, content))


VALUES = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n"), max_size=30
)


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=8), st.sampled_from(",\t;|"))
def test_what_a_program_wrote_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["title", "date", "text"])
    writer.writerows([title, "2016", f"Begin {text} end"] for title, text in rows)
    items = read(tmp_path_factory.mktemp("t"), buffer.getvalue())
    assert len(items) == len(rows)
    for item in items:
        assert isinstance(item, Article)
        assert " ".join(item.paragraphs).split()[0] == "Begin"
        assert item.paragraphs[-1].endswith("end")
        assert item.date == "2016"


@given(st.text(max_size=300))
def test_any_text_has_a_dialect_or_none(text: str) -> None:
    found = dialect_of(text)
    assert found is None or len(found.columns) >= 2


def parquet_of(folder: Path, columns: dict[str, list[Any]]) -> Path:
    path = folder / "a.parquet"
    parquet.write_table(pa.table(columns), path, row_group_size=2)
    return path


def test_parquet_is_read_with_its_types(tmp_path: Path) -> None:
    path = parquet_of(
        tmp_path,
        {
            "title": ["A", "B", None],
            "body": ["One.\n\nTwo.", None, "Three."],
            "published": [
                datetime(2016, 3, 21, 10, tzinfo=UTC),
                None,
                datetime(2017, 1, 2, tzinfo=UTC),
            ],
            "authors": [["Ann", "Bo"], [], None],
            "seen": [date(2020, 1, 1)] * 3,
        },
    )
    one, two, three = read(tmp_path, path.read_bytes(), "a.bin")
    assert isinstance(one, Article)
    assert (one.title, one.byline, one.paragraphs) == ("A", "Ann, Bo", ("One.", "Two."))
    assert one.date == "2016-03-21T10:00:00+00:00"
    assert two == Skipped(f"{tmp_path}/a.bin", "row 2: no text")
    assert isinstance(three, Article)
    assert three.origin == f"{tmp_path}/a.bin:3"
    (item,) = read(tmp_path, path.read_bytes(), map={"text": "nested.body"})
    assert texts([item])[0][1].startswith("there is no column “nested”")


def test_parquet_without_its_package_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = parquet_of(tmp_path, {"text": ["One."]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (item,) = read(tmp_path, path.read_bytes())
    assert texts([item]) == [("?", "Parquet; to read it: pip install 'nutgraf[parquet]'")]


def test_days_and_months_are_told_apart_by_the_whole_column_of_parquet(tmp_path: Path) -> None:
    days = ["03/05/2011", "04/05/2011", "05/05/2011", "20/10/2011"]
    columns = {"title": list("ABCD"), "text": ["One.", "Two.", "Three.", "Four."], "Datum": days}
    found = read(tmp_path, parquet_of(tmp_path, columns).read_bytes(), "b.parquet")
    assert [one.date for one in found if isinstance(one, Article)] == [
        *("2011-05-03", "2011-05-04", "2011-05-05", "2011-10-20")
    ]


@pytest.mark.parametrize("last", ["outlet", "date", "notes"])
def test_a_row_whose_text_has_bare_commas_is_named_and_not_cut(tmp_path: Path, last: str) -> None:
    rows = ('One,"The, text.",x', "Two,Unquoted, with, commas,x", "Three,Text of the quay,x")
    found = texts(read(tmp_path, "\n".join([f"title,text,{last}", *rows])))
    assert found == [
        ("One", "The, text."),
        ("?", f"line 3: {_TOO_MANY}"),
        ("Three", "Text of the quay"),
    ]


@pytest.mark.parametrize("last", ["text", "said"])
def test_a_text_in_the_last_column_may_have_bare_commas(tmp_path: Path, last: str) -> None:
    row = "One,2016-03-21,Unquoted, with, commas"
    found = read(tmp_path, f"title,date,{last}\n{row}\n", map={"text": last})
    assert texts(found) == [("One", "Unquoted, with, commas")]
