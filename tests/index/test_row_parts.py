"""Tables and records with a row a paragraph or a sentence."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, find
from index.ingest.readers.dumps.row_parts import Row, put_together
from tests.items import told

_WORDS = (
    "harbour crane ferry quay tender strike tariff swap levy audit pier canal vote bill".split()
)
_HEAD = "url,title,date"


def _read(path: Path) -> list[Article | Skipped]:
    (source,) = find([path], ReadOptions())
    assert not isinstance(source, Skipped)
    return told(source.articles())


def _texts(path: Path) -> list[tuple[str, ...]]:
    found = _read(path)
    assert all(isinstance(one, Article) for one in found), found
    return [one.paragraphs for one in found if isinstance(one, Article)]


_texts_of_articles = st.lists(
    st.lists(st.lists(st.sampled_from(_WORDS), min_size=3, max_size=9), min_size=1, max_size=5),
    min_size=1,
    max_size=5,
)


@given(
    articles=_texts_of_articles,
    column=st.sampled_from(["paragraph", "para_id", "Sentence No.", "sentenceIndex", "chunk"]),
    first=st.integers(0, 3),
    as_json=st.booleans(),
)
def test_numbered_parts_are_the_articles_they_were(
    articles: list[list[list[str]]], column: str, first: int, tmp_path: Path, *, as_json: bool
) -> None:
    whole = [
        tuple(f"{' '.join(words)} {place}." for place, words in enumerate(paragraphs))
        for paragraphs in articles
    ]
    rows = [
        {"url": f"https://echo.example/{number}", column: place + first, "text": text}
        for number, paragraphs in enumerate(whole)
        for place, text in enumerate(paragraphs)
    ]
    if as_json:
        path = tmp_path / "a.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    else:
        path, table = tmp_path / "a.csv", io.StringIO()
        writer = csv.DictWriter(table, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(table.getvalue(), "utf-8")
    assert _texts(path) == whole


@pytest.mark.parametrize(
    ("rows", "articles"),
    [
        # One address, unlike texts, nothing that counts them.
        (("/a,Harbour,2025-03-01,A crane fell.", "/a,Harbour,2025-03-01,Nobody was hurt then."), 1),
        # Two states of one text.
        (
            (
                "/a,Harbour,2025-03-01,A crane fell on Monday at noon.",
                "/a,Harbour,2025-03-01,A crane fell on Monday at ten.",
            ),
            2,
        ),
        (("/a,Harbour,2025-03-01,A crane fell.", "/a,Tender,2025-03-01,Nobody was hurt then."), 2),
        (("/a,Harbour,2025-03-01,A crane fell.", "/a,Harbour,2025-03-02,Nobody was hurt then."), 2),
        (("/a,Harbour,2025-03-01,A crane fell.", "/b,Harbour,2025-03-01,Nobody was hurt then."), 2),
        # A front page is the address of no article.
        (("/,Harbour,2025-03-01,A crane fell.", "/,Harbour,2025-03-01,Nobody was hurt then."), 2),
        ((",Letters,2025-03-01,A crane fell.", ",Letters,2025-03-01,Nobody was hurt then."), 2),
    ],
)
def test_rows_of_one_article_are_told_by_what_they_say(
    rows: tuple[str, ...], articles: int, tmp_path: Path
) -> None:
    lines = [f"https://echo.example{row}" if row[0] == "/" else row for row in rows]
    (tmp_path / "a.csv").write_text("\n".join([f"{_HEAD},text", *lines]) + "\n", "utf-8")
    assert len(_texts(tmp_path / "a.csv")) == articles


def test_parts_that_are_counted_anew_are_of_another_article(tmp_path: Path) -> None:
    rows = [f",Letters,2025-03-01,{n},{text}" for n, text in ((1, "A."), (2, "B."), (1, "C."))]
    (tmp_path / "a.csv").write_text("\n".join([f"{_HEAD},par,text", *rows]) + "\n", "utf-8")
    assert _texts(tmp_path / "a.csv") == [("A.", "B."), ("C.",)]


def test_ids_of_rows_are_not_those_of_articles(tmp_path: Path) -> None:
    lines = [
        {"id": f"r{n}", "url": "https://echo.example/a", "para": n, "text": f"Sentence {n}."}
        for n in (1, 2)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (article,) = _read(tmp_path / "a.jsonl")
    assert isinstance(article, Article)
    assert article.source_id == ""
    assert article.origin.endswith("a.jsonl:1")


@pytest.mark.parametrize("error", [InputError("damaged"), EOFError(), zlib.error()])
def test_what_stands_before_damage_is_read_but_no_article_that_may_lack_parts(
    error: Exception,
) -> None:
    def rows() -> Iterator[Row]:
        yield {"par": 1}, Article(title="A", paragraphs=("One.",))
        yield {"par": 2}, Article(title="A", paragraphs=("Two.",))
        yield {"par": 1}, Article(title="B", paragraphs=("One.",))
        raise error

    found = put_together(rows())
    first = next(found)
    assert isinstance(first, Article)
    assert first.paragraphs == ("One.", "Two.")
    with pytest.raises(type(error)):
        next(found)


def test_the_last_row_before_damage_is_read_where_rows_are_articles() -> None:
    def rows() -> Iterator[Row]:
        yield {}, Article(title="A", paragraphs=("One.",))
        yield {}, Article(title="B", paragraphs=("Two.",))
        raise EOFError

    found = put_together(rows())
    titles = [one.title for one in (next(found), next(found)) if isinstance(one, Article)]
    assert titles == ["A", "B"]
    with pytest.raises(EOFError):
        next(found)


def test_every_part_is_found_and_it_is_told_once(tmp_path: Path) -> None:
    rows = [
        f"https://echo.example/{name},About {name},2025-03-01,{n},The {word} of {name} was closed."
        for name in ("a", "b")
        for n, word in enumerate(("harbour", "canal"), 1)
    ]
    (tmp_path / "a.csv").write_text("\n".join([f"{_HEAD},paragraph,text", *rows]), "utf-8")
    with Archive.open(tmp_path / "n.db", index_folder=tmp_path / "index") as archive:
        report = archive.add([tmp_path / "a.csv"])
        assert [remark.text for remark in report.remarks] == [
            "rows that hold a part of an article each were put together"
        ]
        assert archive.search("harbour").paragraphs == 2
        assert archive.search("canal").paragraphs == 2
        assert archive.add([tmp_path / "a.csv"]).unchanged == 2
