"""`related`: what has rare words, names and days in common with a paragraph or a text."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.standing_news import article, file, with_line

SAID = "Marta Ostrander said the dredging invoices were never checked by the auditors."
OTHER = "Auditors had asked for the dredging invoices in spring, Marta Ostrander wrote."


def test_related_paragraphs_are_given_with_their_reason(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = [with_line(article(1), SAID, 2), with_line(article(2), OTHER, 2), article(3)]
    assert run("add", file(tmp_path / "news.jsonl", news)).code == 0
    (found,) = json.loads(run("search", "checked", "--json").out)["hits"]
    ran = run("related", found["id"])
    assert ran.code == 0
    assert OTHER in ran.out
    assert "shares: Marta Ostrander, " in ran.out
    (record,) = json.loads(run("related", found["id"], "--json").out)
    assert record["text"] == OTHER
    assert record["names"] == ["Marta Ostrander"]
    assert {"Auditors", "dredging", "invoices"} <= set(record["words"])
    markdown = run("related", found["id"], "--md").out
    assert f"> {OTHER}" in markdown
    assert "[^" in markdown
    assert run("related", "nonesuch").code == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("Who saw the dredging invoices?"))
    assert len(json.loads(run("related", "-", "--json").out)) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("zzz"))
    assert run("related", "-").err == "nutgraf: nothing is related to it\n"
