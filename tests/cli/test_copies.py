"""Copies in the shell: folded for reading as on the screen, and told to programs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from index import Archive
from tests.cli.conftest import Run
from tests.standing_news import article, file, with_line

WIRE = (
    "The harbour board of Porthaven suspended all payments to the dredging company on Friday after "
    "auditors found 14 invoices for work that was never done, its chair Marta Ostrander said."
)
DATES = {"Eastgate Courier": "2025-10-04", "Meridian Wire": "2025-10-02", "Strait Post": ""}


@pytest.fixture
def first(home: Path, tmp_path: Path) -> str:
    """An archive with a paragraph in three articles, and the id of where it stood first."""
    del home
    news = [
        with_line(replace(article(n, outlet=outlet), date=date), WIRE, 2)
        for n, (outlet, date) in enumerate(DATES.items(), 1)
    ]
    news.append(with_line(article(9), "The dredging went on at night.", 1))
    with Archive.open() as opened:
        opened.add([file(tmp_path / "news.jsonl", news)])
        (found,) = opened.search("ostrander -is:repeat").hits[:2]
        assert found.outlet == "Meridian Wire"
        return found.id


def test_reading_folds_as_the_screen_does_until_rows_are_asked_for(run: Run, first: str) -> None:
    ran = run("search", "dredging")
    places = [line for line in ran.out.splitlines() if line.startswith("¶ ")]
    assert (len(places), ran.out.count(first)) == (2, 1)
    assert "2 copies folded; --copies rows gives each its row" in ran.err
    assert "4 paragraphs in 4 articles" in ran.err
    ran = run("search", "dredging", "--copies", "rows")
    assert ran.out.count(WIRE) == 3
    assert ran.out.count(f" · copy of {first}") == 2
    assert "copies" not in ran.err


def test_programs_get_all_rows_and_what_each_is_a_copy_of(run: Run, first: str) -> None:
    ran = run("search", "dredging", "--json")
    answer = json.loads(ran.out)
    assert (answer["paragraphs"], answer["copies"], answer["given"]) == (4, 2, 4)
    told = {hit["outlet"]: hit["copy_of"] for hit in answer["hits"]}
    assert told == {
        "Meridian Wire": "",
        "Porthaven Echo": "",
        "Eastgate Courier": first,
        "Strait Post": first,
    }
    assert "2 copies of other hits among the 4 found; --copies folded leaves them out" in ran.err
    lines = run("search", "dredging", "--jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == answer["hits"]
    rows = csv.DictReader(io.StringIO(run("search", "dredging", "--csv").out))
    assert {row["outlet"]: row["copy_of"] for row in rows} == told
    assert len(run("search", "dredging", "--ids").out.split()) == 4


def test_what_is_given_out_folded_says_how_many_were_left_out(run: Run, first: str) -> None:
    del first
    answer = json.loads(run("search", "dredging", "--json", "--copies", "folded").out)
    assert (answer["paragraphs"], answer["copies"], answer["given"]) == (4, 2, 2)
    for command in (("search", "dredging", "--md"), ("export", "dredging")):
        assert "copies_left_out: 2\nparagraphs: 2" in run(*command, "--copies", "folded").out
        assert "paragraphs: 4" in run(*command).out
    assert "2 paragraphs put in" in run("dossiers", "add", "A", "dredging", "--copies=folded").err
    refused = run("export", "--bookmarks", "--copies", "folded")
    assert (refused.code, refused.err.splitlines()[0][9:]) == (
        2,
        "--copies is for what a QUERY finds.",
    )


def test_a_copy_of_what_the_query_does_not_find_is_a_row_like_others(run: Run, first: str) -> None:
    ran = run("search", 'ostrander outlet:"Strait Post" OR outlet:"Eastgate Courier" ', "--json")
    told = {hit["copy_of"] for hit in json.loads(ran.out)["hits"] if hit["text"] == WIRE}
    assert len(told) == 2
    assert first not in told
