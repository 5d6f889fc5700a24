"""A date that may be of something else than publication is shown as such wherever it is shown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FROM = "mail: Received"
LETTER = (
    "Received: from a.example by b.example; Tue, 22 Mar 2016 08:00:00 +0000\n"
    "Message-ID: <1@echo.example>\nFrom: The Echo <desk@echo.example>\n"
    "Subject: Quay seven closed\n\n"
    "“The quay is closed to cranes until March,” Mara Quill said on Monday.\n"
)


@pytest.fixture
def paragraph(run: Run, tmp_path: Path) -> str:
    (tmp_path / "letter.eml").write_text(LETTER)
    assert run("add", tmp_path / "letter.eml").code == 0
    (number,) = run("search", "quay", "--ids").out.split()
    return number


def test_whoever_reads_sees_it(run: Run, paragraph: str) -> None:
    calls = [
        ("search", "quay"),
        ("search", "quay", "--md"),
        ("quotes",),
        ("quotes", "--md"),
        ("show", paragraph, "--article"),
        ("export", "quay", "--format", "text"),
    ]
    assert run("dossiers", "add", "Quay", "quay").code == 0
    for call in [*calls, ("bookmarks",), ("dossiers", "show", "Quay")]:
        assert "≈ 2" in run(*call).out, call
    assert f"22 March 2016 ({FROM})" in run("show", paragraph, "--article").out


def test_whatever_program_reads_is_told_where_it_was_found(run: Run, paragraph: str) -> None:
    (hit,) = json.loads(run("search", "quay", "--json").out)["hits"]
    (line,) = csv.DictReader(io.StringIO(run("search", "quay", "--csv").out))
    (quote,) = json.loads(run("quotes", "--json").out)
    record = json.loads(run("export", "quay", "--format", "jsonl").out.strip())
    for found in (hit, line, quote, record):
        assert (found["date"][:10], found["date_from"]) == ("2016-03-22", FROM)


def test_so_does_who_looks_for_what_was_changed(run: Run, paragraph: str, tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_text(LETTER.replace("on Monday", "on Tuesday"))
    assert run("add", tmp_path / "letter.eml").code == 0
    assert "≈ 2016-03-22" in run("versions").out
    (changed,) = json.loads(run("versions", "--json").out)
    assert changed["date_from"] == FROM
    assert "≈ 2" in run("diff", changed["id"]).out


def test_how_many_dates_are_doubtful_is_told_and_which_are_about(run: Run, tmp_path: Path) -> None:
    records = [
        {"title": title, "text": f"The quay {n}.", "date": date}
        for n, (title, date) in enumerate({"Roughly": "ca. 1911", "Surely": "1912"}.items())
    ]
    news = tmp_path / "news.jsonl"
    news.write_text("\n".join(map(json.dumps, records)), "utf-8")
    assert run("add", news).code == 0
    assert json.loads(run("stats", "--json").out)["doubtful"] == 1
    assert "1 of doubtful date (≈)" in run("stats").out
    ran = run("doctor", "--dates")
    assert ran.code == 1
    (line,) = ran.out.splitlines()
    assert line.split("\t")[1:4] == ["1911", "said to be about then", "Roughly"]


def test_what_has_no_address_is_shown_with_its_file(
    run: Run, paragraph: str, tmp_path: Path
) -> None:
    assert f"\nfrom {tmp_path / 'letter.eml'}\n" in run("show", paragraph, "--article").out
