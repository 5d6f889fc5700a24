"""What standard output cannot hold is never lost without a word."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run, Start

NEWS = {"title": "Ōsaka – Zürich", "text": "The quay of Ōsaka is closed 🛥.", "date": ""}


@pytest.fixture
def news(run: Run, own: Path, tmp_path: Path) -> Path:
    """An archive of one article with letters of several scripts."""
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps(NEWS), "utf-8")
    assert run("add", file).code == 0
    return own


def told(process: subprocess.Popen[str]) -> Ran:
    """What a process wrote by its end."""
    out, err = process.communicate("")
    return Ran(process.returncode, out or "", err)


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_letters_that_an_encoding_lacks_are_escaped_or_refused(
    start: Start, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    ran = told(start("search", "quay", "--json"))
    assert ran.code == 0
    assert json.loads(ran.out)["hits"][0]["title"] == NEWS["title"]
    for form in ("--csv", "--md"):
        ran = told(start("search", "quay", form))
        assert ran.code == 2
        assert "?" not in ran.out
        assert "PYTHONIOENCODING=utf-8" in ran.err


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize("query", ["", " "])
@pytest.mark.parametrize("command", ["search", "timeline", "pivot", "quotes", "entities", "export"])
def test_a_blank_query_is_refused(run: Run, command: str, query: str) -> None:
    ran = run(command, query)
    assert (ran.code, ran.out) == (2, "")
    assert 'Write "*" for everything.' in ran.err


@pytest.mark.usefixtures("news")
def test_nothing_on_standard_input_is_no_query(start: Start) -> None:
    ran = told(start("search", "-"))
    assert (ran.code, ran.out) == (2, "")
    assert "The query is blank." in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="wants a device that is full")
def test_help_that_cannot_be_written_is_told(start: Start) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = told(start("--help", stdout=full))
    assert ran.code == 2
    assert "could not be written" in ran.err
