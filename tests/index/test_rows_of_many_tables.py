"""Rows of tables that were made apart and count alike: none of them takes another's place."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive

NAMES = ("Elena Marsh", "Dolores Quist", "Henrik Saal")
rows = st.tuples(
    st.sampled_from(("1", "2", "17")),
    st.sampled_from(("Payment", "Payment", "Transfer", "")),
    st.builds(
        "{} approved a transfer of {},000 euros to {}.".format,
        st.sampled_from(NAMES),
        st.integers(1, 99),
        st.sampled_from(NAMES),
    ),
    st.sampled_from(("", "", "2024-03-01")),
)


def texts_of(archive: Archive) -> set[str]:
    return {hit.text for hit in archive.search("").hits[:]}


@given(
    st.lists(st.lists(rows, min_size=1, max_size=4), min_size=1, max_size=3),
    st.sampled_from(("csv", "jsonl")),
    st.booleans(),
)
def test_every_row_that_was_read_is_found(
    tables: list[list[tuple[str, str, str, str]]], form: str, apart: bool
) -> None:
    with TemporaryDirectory() as folder:
        places = [Path(folder) / f"{number}.{form}" for number in range(len(tables))]
        for place, table in zip(places, tables, strict=True):
            write(place, table)
        with Archive.open(Path(folder) / "a.db", index_folder=Path(folder) / "index") as archive:
            for sources in [[one] for one in places] if apart else [places]:
                archive.add(sources)
            wanted = {text for table in tables for _, _, text, _ in table}
            assert texts_of(archive) == wanted
            ids = {hit.id for hit in archive.search("").hits[:]}
            archive.add(places)
            assert {hit.id for hit in archive.search("").hits[:]} == ids


def write(place: Path, table: list[tuple[str, str, str, str]]) -> None:
    names = ("id", "title", "text", "date")
    if place.suffix == ".jsonl":
        lines = (json.dumps(dict(zip(names, row, strict=True))) for row in table)
        place.write_text("\n".join(lines), "utf-8")
    else:
        with place.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([names, *table])


@pytest.mark.parametrize("number", ["7", "GUARDIAN-2024-7"])
def test_a_row_that_is_put_right_in_its_table_is_the_same(tmp_path: Path, number: str) -> None:
    place = tmp_path / "a.csv"
    first, second = "He paid 4,000 euros to Quist.", "He paid 40,000 euros to Saal."
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for text in (first, second):
            write(place, [(number, "Payment", text, "")])
            archive.add([place])
        assert texts_of(archive) == {second}
        assert archive.article(1).versions == 2


def test_a_row_that_an_older_program_called_by_its_number_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.csv"
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        with monkeypatch.context() as older:
            older.setattr("index.core.article._COUNTED", 0)
            write(place, [("7", "Payment", "He paid 4,000 euros to Quist.", "")])
            archive.add([place])
        before = archive.article(1).id
        write(place, [("7", "Payment", "He paid 40,000 euros to Quist.", "")])
        assert archive.add([place]).changed == 1
        assert archive.article(1).id == before
