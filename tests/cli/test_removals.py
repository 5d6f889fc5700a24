"""`remove` and `removed`: articles taken out, listed, brought back and deleted."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.cli.conftest import Run
from tests.standing_news import article, file


def ferry(run: Run) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("search", "ferry", "--json").out)["hits"]
    return found


def test_articles_are_removed_brought_back_and_deleted(run: Run, tmp_path: Path) -> None:
    news = [article(n, subject="The ferry sailed." if n < 2 else "") for n in range(4)]
    assert run("add", file(tmp_path / "news.jsonl", news)).code == 0
    assert run("removed").code == 1
    first, second = ferry(run)
    ran = run("remove", "--found", "ferry", "--dry-run")
    assert {line.split("\t")[0] for line in ran.out.splitlines()} == {
        first["article"], second["article"],
    }  # fmt: skip
    assert "2 articles would be removed; nothing was" in ran.err
    ran = run("remove", "--found", "-ferry", "--dry-run")
    assert (ran.code, "articles would be removed" in ran.err) == (0, True)
    assert run("removed").code == 1
    assert run("remove", first["id"]).err.startswith("nutgraf: 1 article removed.")
    assert len(ferry(run)) == 1
    assert run("remove", "--found", "ferry").code == 0
    assert run("search", "ferry").code == 1
    assert run("remove", "--found", "ferry").code == 1
    listed = run("removed").out.splitlines()
    assert [line.split("\t")[0] for line in listed] == [
        second["article"], first["article"],
    ]  # fmt: skip
    told = run("show", first["id"])
    assert (told.code, "was removed" in told.err) == (1, True)
    ran = run("add", file(tmp_path / "again.jsonl", [*news, article(9)]))
    assert "2 unchanged" not in ran.out
    assert "4 unchanged (2 of them removed earlier)" in ran.out
    assert "2 articles stay out: they were removed." in ran.out
    assert run("removed", "back", first["article"][:6]).code == 0
    assert len(ferry(run)) == 1
    ran = run("removed", "purge", "--all")
    assert (ran.code, "1 article with 0 bookmarks would be deleted" in ran.err) == (2, True)
    assert run("removed").code == 0
    assert "1 article with 0 bookmarks deleted" in run("removed", "purge", "--all", "--yes").err
    assert run("removed").code == 1
    assert "1 new" in run("add", tmp_path / "again.jsonl").out


def test_what_is_to_be_removed_has_to_be_said_clearly(run: Run, tmp_path: Path) -> None:
    run("add", file(tmp_path / "news.jsonl", [article(1)]))
    assert run("remove").code == 2
    assert run("remove", "--found", "date:sometime").code == 2
    assert run("removed", "purge").code == 2
    assert run("removed", "back", "abcd", "--all").code == 2
    assert "No article was removed" in run("removed", "back", "abcd").err
    assert run("search", "*").code == 0


def test_what_was_removed_is_told_also_where_the_same_bytes_come_again(
    run: Run, tmp_path: Path
) -> None:
    news = tmp_path / "folder"
    news.mkdir()
    file(news / "news.jsonl", [article(n) for n in range(4)])
    (news / "a.txt").write_text("Ferry\n\nThe ferry sailed on Monday, with nobody on board.\n")
    with zipfile.ZipFile(news / "packed.zip", "w") as packed:
        packed.writestr("in/b.txt", "Quay\n\nThe quay was shut on Friday, and nobody knew why.\n")
    assert run("add", news, "--json").code == 0
    assert run("remove", "--found", "ferry OR quay OR " + article(1).title).code == 0
    gone = len(run("removed").out.splitlines())
    assert gone > 2
    for place in ("news", "moved"):
        # What the same bytes gave is told of them wherever they lie.
        news = news.rename(tmp_path / place)
        told = json.loads(run("add", news, "--json").out)
        assert (told["read"], told["unchanged"], told["removed"]) == (6, 6, gone)
    assert f"6 unchanged ({gone} of them removed earlier)" in run("add", news).out
