"""`nutgraf [PATH…]`: with a terminal the screen, without one a word on how to go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import tui.app
from index import Archive, config_file
from tests.cli.conftest import Run
from tui.commands import open as opening


def test_without_a_terminal_paths_are_imported_and_nothing_is_opened(
    run: Run, seeds: Path, sample_files: int
) -> None:
    ran = run(seeds)
    assert ran.code == 0
    assert ran.out.startswith(f"{sample_files} articles read: ")
    assert "nutgraf search QUERY" in ran.out


def test_without_a_terminal_and_paths_the_archive_is_described(run: Run) -> None:
    ran = run()
    assert ran.code == 0
    assert "Articles" in ran.out
    assert "nutgraf add PATH" in ran.out


def test_without_a_terminal_what_could_not_be_read_is_exit_code_four(
    run: Run, seeds: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    ran = run(tmp_path, seeds)
    assert ran.code == 4
    assert "empty.txt: empty file" in ran.out


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the screen was opened with, in place of the screen."""
    calls: list[dict[str, Any]] = []

    def run(
        archive: Archive,
        config: object,
        report: object,
        *,
        query: str = "",
        settings: Path,
        named: Sequence[str] = (),
    ) -> int:
        assert settings == config_file()
        calls.append(
            {"articles": archive.stats().articles, "config": config, "query": query}
            | {"pending": archive.pending, "named": list(named)}
        )
        return 0

    monkeypatch.setattr(tui.app, "run", run)
    monkeypatch.setattr(opening, "can_open_screen", lambda: True)
    return calls


def test_with_a_terminal_the_screen_opens_on_the_imported_archive(
    run: Run, seeds: Path, opened: list[dict[str, Any]]
) -> None:
    assert run(seeds, "--query", "lee xi").code == 0
    [call] = opened
    assert call["articles"] > 40
    assert (call["pending"], call["query"]) == (0, "lee xi")
    assert call["config"].problems == ()
    assert call["named"] == []


def test_the_screen_knows_how_another_archive_is_named_from_anywhere(
    run: Run, seeds: Path, tmp_path: Path, opened: list[dict[str, Any]], monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(f'[archives]\nnews = "{tmp_path}/a b.db"\n', "utf-8")
    assert run("--archive", "a b.db", seeds).code == 0
    assert run("--archive=news").code == 0
    file = str(tmp_path / "a b.db")
    assert [call["named"] for call in opened] == [["--archive", file], ["--archive", "news"]]


def test_a_terminal_that_moves_no_cursor_is_said_to_be_the_reason(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "is_terminal", lambda _: True)
    for term, said in (("dumb", "TERM is “dumb”, which shows no screens"), ("", "TERM is not set")):
        monkeypatch.setenv("TERM", term)
        ran = run()
        assert ran.code == 0
        assert f"{said}, so the screen was not opened" in ran.out
        assert "This is no terminal" not in ran.out


def test_what_was_skipped_is_told_on_the_screen_and_in_the_terminal(
    run: Run, tmp_path: Path, opened: list[dict[str, Any]]
) -> None:
    (tmp_path / "empty.txt").touch()
    ran = run(tmp_path)
    assert ran.code == 4
    assert "empty.txt: empty file" in ran.out
    assert "1 input could not be read" in opened[0]["config"].problems[0]


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_opens_no_screen(monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    monkeypatch.setattr("tui.commands.output.is_terminal", lambda _: True)
    monkeypatch.setenv("TERM", "xterm")
    assert opening.can_open_screen()
    monkeypatch.setenv("TERM", term)
    assert not opening.can_open_screen()


def test_a_name_that_no_archive_has_is_told_with_those_that_have_one(run: Run) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text('[archives]\nnews = "/somewhere/news.db"\n', "utf-8")
    ran = run("search", "tariff", "--archive", "nwes")
    assert ran.code == 2
    assert "There is no archive “nwes”" in ran.err
    assert "Those of [archives]: news" in ran.err
