"""`saved check`: what is new in saved searches, for cron."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.standing_news import article, file


def test_what_is_new_is_said_once(run: Run, tmp_path: Path) -> None:
    assert run("saved", "check").code == 2
    assert run("add", file(tmp_path / "a.jsonl", [article(1)])).code == 0
    assert run("saved", "save", "all", "outlet:porthaven", "--all-new").code == 0
    assert run("saved", "save", "none", "nowherefound", "--all-new").code == 0
    for _ in range(2):
        assert run("saved").out.splitlines() == [
            "all\toutlet:porthaven\tnever looked at",
            "none\tnowherefound\tnever looked at",
        ]
    ran = run("saved", "check", "--keep")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "@all\t10")
    assert list(json.loads(run("saved", "check", "@all", "--json").out)) == ["all"]
    ran = run("saved", "check")
    assert (ran.code, ran.out, ran.err) == (1, "", "nutgraf: nothing new\n")
    assert run("saved").out.splitlines() == ["all\toutlet:porthaven", "none\tnowherefound"]
    assert run("add", file(tmp_path / "b.jsonl", [article(2)])).code == 0
    for _ in range(2):
        told = ["all\toutlet:porthaven\t10 new", "none\tnowherefound"]
        assert run("saved").out.splitlines() == told
    assert run("saved", "check", "none").code == 1
    (found,) = json.loads(run("saved", "check", "--json").out).values()
    assert {one["title"] for one in found} == {article(2).title}
    assert run("saved", "check", "nonesuch").code == 1


def test_the_head_of_what_is_new_can_be_typed_as_a_query(run: Run, own: Path) -> None:
    assert run("saved", "save", "the swap", "swap", "--all-new").code == 0
    head, count = run("saved", "check", "--keep").out.splitlines()[0].split("\t")
    assert head == '@"the swap"'
    assert len(json.loads(run("search", head, "--json").out)["hits"]) == int(count)


def test_what_is_found_when_a_search_is_saved_is_not_new_as_on_the_screen(
    run: Run, own: Path, tmp_path: Path
) -> None:
    del own
    assert run("saved", "save", "all", "*").code == 0
    assert run("saved").out == "all\t*\n"
    assert run("saved", "check").code == 1
    assert run("add", file(tmp_path / "b.jsonl", [article(2)])).code == 0
    assert run("saved", "check").out.startswith("@all\t10\n")


def test_a_saved_search_is_renamed_where_others_name_it(run: Run) -> None:
    run("saved", "save", "one", "outlet:porthaven")
    run("saved", "save", "two", "@one ferry")
    assert run("saved", "rename", "@one", "two").code == 2
    assert run("saved", "rename", "none", "three").code != 0
    done = run("saved", "rename", "@one", "three")
    assert done.code == 0
    assert done.err == "nutgraf: renamed; other queries that say so too: 1\n"
    assert json.loads(run("saved", "list", "--json").out) == {
        "three": "outlet:porthaven", "two": "@three ferry",
    }  # fmt: skip
