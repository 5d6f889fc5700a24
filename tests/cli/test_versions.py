"""`versions` and `diff`: what was changed, as text, as records and as Markdown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run


def test_articles_that_were_changed_are_listed_in_every_form(run: Run, sample: Path) -> None:
    (one,) = json.loads(run("versions", "--json").out)
    assert one["versions"] == 2
    assert one["silent"] is False
    assert (one["rewritten"], one["added"], one["dropped"]) == (2, 1, 1)
    (row,) = csv.DictReader(io.StringIO(run("versions", "--csv").out))
    assert row["id"] == one["id"]
    assert "~2 +1 -1" in run("versions").out
    assert run("versions", "tender").code == 0
    ran = run("versions", "--silent")
    assert (ran.code, ran.out) == (1, "")
    assert run("versions", "apec").code == 1


def test_a_difference_gives_the_text_after(run: Run, sample: Path) -> None:
    (one,) = json.loads(run("versions", "--json").out)
    told = json.loads(run("diff", one["id"], "--json").out)
    current = json.loads(run("show", one["id"], "--json").out)
    after = [
        "".join(piece["text"] for piece in each["pieces"] if piece["kind"] != "dropped")
        for each in told["paragraphs"]
        if each["new"]
    ]
    assert after == [each["text"] for each in current["paragraphs"]]
    text = run("diff", f"{one['id']}@1", f"{one['id']}@2").out
    assert "£[-21.4m-]{+18.7m+} moved" in text
    assert "paragraphs unchanged" in text
    assert "paragraphs unchanged" not in run("diff", one["id"], "--all").out
    assert "£<del>21.4m</del><ins>18.7m</ins> moved" in run("diff", one["id"], "--md").out


def test_words_of_an_earlier_version_say_so_where_they_are_quoted(run: Run, sample: Path) -> None:
    (one,) = json.loads(run("versions", "--json").out)
    before = run("show", one["id"], "--version-number", "1", "--md").out
    assert "£21.4m moved" in before
    notes = [line for line in before.splitlines() if line.startswith("[^")]
    assert notes
    assert all(", version 1 of 2, changed since," in line for line in notes)
    assert ":~:text=" not in before
    after = run("show", one["id"], "--md").out
    assert "changed since" not in after
    assert ":~:text=" in after


def test_what_cannot_be_compared_is_said(run: Run, sample: Path) -> None:
    (one,) = json.loads(run("versions", "--json").out)
    other = json.loads(run("search", "apec", "--json").out)["hits"][0]["article"]
    assert run("diff", one["id"], other).code == 0
    same = run("diff", other, other)
    assert same.code == 1
    assert "nothing is otherwise" in same.err
    assert "has one version" in run("diff", other).err
    assert "no number of a version" in run("diff", f"{one['id']}@x").err
    assert "has no version 7" in run("diff", f"{one['id']}@7").err
    assert run("diff", one["id"], one["id"], one["id"]).code == 2
