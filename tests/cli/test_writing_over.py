"""What a command writes takes the place of nothing that it did not write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text("My own notes\n\nThe dam held.\n", "utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ["add", "{given}", "--report", "{target}"],
        ["entities", "--rules", "export", "{target}"],
        ["export", "the", "-o", "{target}", "--format", "csv"],
    ],
    ids=lambda command: " ".join(command[:3]),
)
def test_a_file_of_somebody_else_is_left_as_it_is(
    run: Run, own: Path, notes: Path, tmp_path: Path, command: list[str]
) -> None:
    missing = tmp_path / "missing.txt"
    for target in (notes, own):
        before = target.read_bytes()
        ran = run(*(each.format(given=missing, target=target) for each in command))
        assert ran.code in (1, 2), ran
        assert str(target) in ran.err
        assert target.read_bytes() == before


def test_a_table_that_is_no_list_of_names_is_left_as_it_is(
    run: Run, own: Path, tmp_path: Path
) -> None:
    table = tmp_path / "sums.csv"
    table.write_text("year,sum\n2025,7\n", "utf-8")
    assert run("entities", "export", table).code == 2
    assert table.read_text("utf-8") == "year,sum\n2025,7\n"


def test_no_export_takes_the_place_of_an_archive_though_it_is_forced(run: Run, own: Path) -> None:
    journal = own.with_name(own.name + "-wal")
    journal.write_bytes(b"")
    before = own.read_bytes()
    for target in (own, journal):
        ran = run("export", "the", "-o", target, "--force", "--format", "csv")
        assert ran.code == 2, ran
        assert "is a database" in ran.err
    assert own.read_bytes() == before


def test_an_input_is_not_written_over_by_the_report_of_its_import(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    table = tmp_path / "news.csv"
    table.write_text("path,reason\n", "utf-8")
    ran = run("add", table, "--report", table)
    assert ran.code == 2
    assert "which is to be read" in ran.err


@pytest.mark.parametrize("name", ["skipped.csv", "skipped.json", "skipped.txt"])
def test_a_report_takes_the_place_of_the_one_before(run: Run, tmp_path: Path, name: str) -> None:
    report = tmp_path / name
    for missing in ("one.txt", "another.txt"):
        assert "written to" in run("add", tmp_path / missing, "--report", report).err
        assert missing in report.read_text("utf-8")


def test_lists_and_edits_take_the_place_of_those_before(
    run: Run, own: Path, tmp_path: Path
) -> None:
    listed, edits = tmp_path / "names.csv", tmp_path / "edits.toml"
    for _ in range(2):
        assert run("entities", "export", listed).code in (0, 1)
        assert run("entities", "--rules", "export", edits).code == 0
    assert edits.read_text("utf-8").startswith("# Edits of entities")
