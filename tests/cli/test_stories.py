"""`stories`: which articles tell one event, and what each adds."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from pathlib import Path

import pytest

from index.core.locations import archive_file
from index.store.database import Database
from tests.cli.conftest import Run
from tests.index.test_stories import FERRY
from tests.index.test_story_reader import NEWS
from tests.standing_news import file


@pytest.fixture
def asked(run: Run, tmp_path: Path) -> Run:
    assert run("add", file(tmp_path / "a.jsonl", NEWS)).code == 0
    return run


def test_stories_are_listed_in_every_form(asked: Run) -> None:
    ran = asked("stories", "lifeboats OR levy")
    assert ran.code == 0
    assert "1 of 3 articles" in ran.out
    assert "Outlet 1, Outlet 2, Outlet 3" in ran.out
    levy, ferry = json.loads(asked("stories", "lifeboats OR levy", "--json").out)
    assert (levy["hits"], ferry["hits"]) == (2, 1)
    assert [one["title"] for one in ferry["articles"]] == [one.title for one in NEWS[:3]]
    rows = list(csv.DictReader(io.StringIO(asked("stories", "--csv", "--order", "largest").out)))
    assert [row["articles"] for row in rows] == ["3", "2"]
    assert rows[0]["outlets"] == "Outlet 1; Outlet 2; Outlet 3"
    assert f"`{ferry['id']}`" in asked("stories", "--md").out
    (newest,) = json.loads(asked("stories", "--order", "newest", "--limit", "1", "--json").out)
    assert newest["id"] == ferry["id"]
    assert json.loads(asked("search", f"story:{ferry['id']}", "--json").out)["articles"] == 3


def test_what_each_article_of_a_story_adds(asked: Run) -> None:
    (ferry,) = json.loads(asked("stories", "lifeboats", "--json").out)
    parts = json.loads(asked("stories", "--show", ferry["id"], "--json").out)
    assert [[one["text"] for one in part["new"]] for part in parts] == [[text] for text in FERRY]
    shown = asked("stories", "--show", ferry["articles"][1]["id"], "--since", "2025-03-05").out
    assert FERRY[2] in shown
    assert FERRY[1] not in shown
    assert f"> {FERRY[1]}" in asked("stories", "--show", ferry["id"], "--md").out
    rows = list(csv.DictReader(io.StringIO(asked("stories", "--show", ferry["id"], "--csv").out)))
    assert [row["new"] for row in rows] == ["1", "1", "1"]
    late = asked("stories", "--show", ferry["id"], "--since", "2026-01-01")
    assert (late.code, late.err) == (1, "nutgraf: nothing came since\n")


def test_what_cannot_be_listed_is_said(asked: Run) -> None:
    cases = (
        (("dividend",), 1, "no story is in what was found"),
        (("zebra",), 1, "nothing found"),
        (("--since", "2025-03-05"), 2, "Add --show ID"),
        (("--show", "zzzz"), 1, "No article has the id zzzz"),
        (("--show", "zzzz", "ferry"), 2, "takes no query"),
        (("--show", "zzzz", "--since", "noday"), 2, "is no day"),
    )
    for given, code, told in cases:
        ran = asked("stories", *given)
        assert (ran.code, told in ran.err) == (code, True), (given, ran.err)


def test_texts_that_nobody_went_through_yet_are_told_of(asked: Run) -> None:
    assert "gone through" not in asked("stories").err + asked("quotes").err
    with closing(Database(archive_file())) as database, database.transaction() as connection:
        connection.execute("UPDATE stage_range SET made_by = 'older'")
    for command in ("stories", "quotes"):
        assert "6 texts not gone through yet\nAn open screen" in asked(command).err
    assert asked("reindex", "--names").code == 0
    assert "gone through" not in asked("stories").err + asked("quotes").err
