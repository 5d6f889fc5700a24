"""`dossiers` and `export --dossier`: what was gathered on a subject, and how it leaves."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_what_is_gathered_is_listed_changed_and_exported(
    run: Run, own: Path, tmp_path: Path
) -> None:
    assert run("dossiers").code == 1
    ran = run("dossiers", "add", "The summit", "swap agreed", "--sort", "oldest")
    assert (ran.code, ran.out) == (0, "")
    assert "dossier “The summit” made" in ran.err
    assert "1 paragraph put in" in ran.err
    assert (
        run("dossiers", "add", "The summit", "tender OR swap newer:7d", "--query-itself").code == 0
    )
    again = run("dossiers", "add", "The summit", "agreed")
    assert "2 paragraphs put in, 1 was there already" in again.err
    assert run("dossiers").out == "The summit\t3 bookmarks\t1 query\n"
    lines = run("dossiers", "show", "the").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["1", "2", "3", "4"]
    assert lines[1] == "2\tquery: tender OR swap newer:7d"
    assert "About a swap" in lines[0]
    (record,) = json.loads(run("dossiers", "list", "--json").out)
    assert record == json.loads(run("dossiers", "show", "The summit", "--json").out)
    assert [item.get("query", item.get("state")) for item in record["items"]] == [
        "kept",
        "tender OR swap newer:7d",
        "kept",
        "kept",
    ]
    ran = run("export", "--dossier", "the summit", "-o", tmp_path)
    assert ran.code == 0
    assert "not written out: the query tender OR swap newer:7d" in ran.err
    text = (tmp_path / "the-summit.md").read_text("utf-8")
    assert 'queries: ["tender OR swap newer:7d"]' in text
    assert "# The summit" in text
    assert text.count("\n> ") == 3
    assert run("dossiers", "remove", "The summit", "1", "2").code == 0
    assert run("dossiers").out == "The summit\t2 bookmarks\t0 queries\n"
    assert len(json.loads(run("bookmarks", "--json").out)) == 3
    assert run("dossiers", "rename", "The", "Apec").code == 0
    assert run("dossiers", "delete", "Ap").code == 1
    assert run("dossiers", "delete", "Apec").code == 0
    assert run("dossiers").code == 1
    assert len(json.loads(run("bookmarks", "--json").out)) == 3


def test_a_query_from_standard_input_is_kept_and_heads_what_is_exported(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def say(query: str) -> None:
        monkeypatch.setattr("sys.stdin", StringIO(query + "\n"))

    say("swap newer:7d")
    assert run("dossiers", "add", "One", "-", "--query-itself").code == 0
    assert run("dossiers", "show", "One").out == "1\tquery: swap newer:7d\n"
    for command in ("export", "bookmarks"):
        run("dossiers", "add", "Two", "swap")
        say("swap")
        form = ("--md",) if command == "bookmarks" else ()
        assert 'query: "swap"\n' in run(command, "-", *form).out


def test_what_cannot_be_done_is_said(run: Run, own: Path) -> None:
    run("dossiers", "add", "One", "swap")
    run("dossiers", "add", "Two", "agreed", "--query-itself")
    for call, code, words in (
        (("show", "Three"), 1, "There is no dossier “Three”. There are: One, Two."),
        (("rename", "One", "Two"), 2, "“Two” already"),
        (("remove", "One", "9"), 2, "there is no 9"),
        (("add", "Three", "zzyzx"), 1, "nothing found"),
    ):
        ran = run("dossiers", *call)
        assert ran.code == code, call
        assert words in ran.err.replace("\n", " "), call
    assert run("dossiers").out.split("\n")[0].startswith("One\t")
    assert "Three" not in run("dossiers").out
    assert run("export", "--dossier", "Two").code == 1
    assert run("export", "--dossier", "One", "swap").code == 2


def test_what_was_put_in_is_told_with_what_has_become_of_it(run: Run, own: Path) -> None:
    assert run("dossiers", "add", "One", "swap agreed").code == 0
    (before,) = run("dossiers", "show", "One").out.splitlines()
    assert "The swap was agreed on." in before
    file = own.parents[1] / "news" / "swap.md"
    text = file.read_text("utf-8")
    for words, told in (
        ("The swap was agreed on by both.", "its text has changed since; now: The swap was agreed"),
        ("Something else altogether stands here now.", "no longer in the article"),
    ):
        file.write_text(text.partition("The swap")[0] + words + "\n", "utf-8")
        run("add", file)
        number, _, _, marked, state = run("dossiers", "show", "One").out.strip().split("\t")
        assert (number, marked) == ("1", "The swap was agreed on.")
        assert state.startswith(told)
        (item,) = json.loads(run("dossiers", "show", "One", "--json").out)["items"]
        assert item["marked_text"] == "The swap was agreed on."
