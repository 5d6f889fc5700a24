"""`nutgraf verify`: exported quotations held against their ids, the archive and the files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index import Archive
from index.core.locations import archive_file
from index.export.registry import FORMATS
from tests.cli.conftest import ROOT, Run

_SUFFIXES = [each.suffix for each in FORMATS]
FIRST = (
    "The harbour opened its first berth on Monday, the mayor said at the quay.",
    "The second berth waits for cranes that the yard in Busan is still building.",
    "Nobody knows what the third berth will cost.",
    "The ferry goes on; “it has to”, the captain said — twice.",
)
CHANGED = (
    FIRST[0],
    "The second berth waits for cranes that the yard in Ulsan is still building.",
    FIRST[3],
)
CORRECTED = (*FIRST, "Correction: an earlier version of this article named the wrong mayor.")
RETRACTED = (*FIRST, "Retraction: this article was retracted on Friday.")


def publish(run: Run, folder: Path, paragraphs: Sequence[str], *options: str) -> Path:
    file = folder / "berths.md"
    head = "---\ntitle: Berths\nurl: https://news.example/berths\ndate: 2025-10-01\n---\n"
    file.write_text(head + "\n\n".join(paragraphs) + "\n", "utf-8")
    assert run("add", file, *options).code == 0
    return file


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Path:
    """The file of an article that is in the archive, with its original."""
    return publish(run, tmp_path, FIRST, "--keep-original")


def exported(run: Run, folder: Path, suffix: str = ".md") -> Path:
    file = folder / f"note{suffix}"
    assert run("export", "berth OR ferry", "-o", file, "--force").code == 0
    return file


def told(run: Run, file: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and the quotations by their words."""
    ran = run("verify", file, "--json", *options)
    found = json.loads(ran.out)
    assert found["right"] == (ran.code == 0)
    every = [one for each in found["files"] for one in each["quotations"]]
    return ran.code, {one["text"]: one for one in every}


@pytest.mark.parametrize("suffix", _SUFFIXES)
def test_an_export_is_right_until_the_archive_is_otherwise(
    run: Run, kept: Path, tmp_path: Path, suffix: str
) -> None:
    file = exported(run, tmp_path, suffix)
    code, every = told(run, file)
    assert code == 0
    assert every.keys() == set(FIRST)
    for one in every.values():
        assert (one["words"], one["state"], one["since"]) == ("same", "stands", "")
        assert (one["original"], one["file_state"]) == ("kept", "same")
        assert one["origin"] == str(kept)
    publish(run, tmp_path, CHANGED)
    code, every = told(run, file)
    assert code == 1
    found = [every[text] for text in FIRST]
    assert [(one["since"], one["version"], one["file_state"]) for one in found] == [
        ("", 2, "same"),
        ("changed", 1, "altered"),
        ("gone", 1, "altered"),
        ("", 2, "same"),
    ]
    assert all(one["words"] == "same" for one in every.values())


@pytest.mark.parametrize("suffix", _SUFFIXES)
def test_what_an_export_says_itself_is_right(
    run: Run, kept: Path, tmp_path: Path, suffix: str
) -> None:
    """What was marked before the article changed leaves with both texts, and that it was corrected:
    nothing of that is news to whoever has the file.
    """
    assert kept.exists()
    with Archive.open() as archive:
        archive.add_bookmarks([hit.number for hit in archive.search("berth OR ferry").hits])
    publish(run, tmp_path, (*CHANGED, CORRECTED[-1]))
    file = tmp_path / f"marks{suffix}"
    assert run("export", "--bookmarks", "-o", file).code == 0
    code, every = told(run, file)
    assert code == 0, every
    assert len(every) == 5
    assert all(one["words"] == "same" for one in every.values())


@pytest.mark.parametrize(
    ("paragraphs", "since"), [(CORRECTED, "corrected"), (RETRACTED, "retracted")]
)
def test_a_correction_and_a_retraction_since_are_told(
    run: Run, kept: Path, tmp_path: Path, paragraphs: Sequence[str], since: str
) -> None:
    assert kept.exists()
    file = exported(run, tmp_path)
    publish(run, tmp_path, paragraphs)
    code, every = told(run, file)
    assert code == 1
    assert {one["since"] for one in every.values()} == {since}
    assert {one["change_notes"][0] for one in every.values()} == {paragraphs[-1]}
    # Exported again it says so itself.
    assert told(run, exported(run, tmp_path))[0] == 0


def test_what_was_removed_or_is_in_another_archive_is_told(
    run: Run, kept: Path, tmp_path: Path
) -> None:
    assert kept.exists()
    file = exported(run, tmp_path)
    article = json.loads(run("export", "berth", "--format", "json").out)[0]["article"]
    assert run("remove", article).code == 0
    code, every = told(run, file)
    assert (code, {one["since"] for one in every.values()}) == (1, {"removed"})
    other = tmp_path / "other.db"
    assert run("add", "--archive", other, ROOT / "seeds").code == 0
    code, every = told(run, file, "--archive", str(other))
    assert (code, {one["since"] for one in every.values()}) == (1, {"missing"})
    assert told(run, file, "--without-archive")[0] == 0


@pytest.mark.parametrize("suffix", _SUFFIXES)
def test_an_altered_word_is_shown(run: Run, kept: Path, tmp_path: Path, suffix: str) -> None:
    assert kept.exists()
    file = exported(run, tmp_path, suffix)
    file.write_bytes(file.read_bytes().replace(b"third berth", b"thirst berth"))
    ran = run("verify", file)
    assert ran.code == 1
    assert "[-third-]{+thirst+}" in ran.out.replace("-] {", "-]{")
    assert ran.out.count("ALTERED") == 1
    assert "4 quotations: 1 altered" in ran.err
    alone = run("verify", file, "--without-archive")
    assert alone.code == 1
    assert alone.out.count("ALTERED") == 1
    assert "what the thirst berth will cost" in alone.out


def test_what_a_note_lacks_of_what_its_head_says_is_told(
    run: Run, kept: Path, tmp_path: Path
) -> None:
    assert kept.exists()
    file = exported(run, tmp_path)
    lines = file.read_text("utf-8").split("\n")
    file.write_text("\n".join(line for line in lines if "third berth" not in line), "utf-8")
    ran = run("verify", file)
    assert ran.code == 1
    assert "1 paragraph fewer than" in ran.out


def test_a_draft_that_quotations_stand_in_is_read(run: Run, kept: Path, tmp_path: Path) -> None:
    """One's own words are none of them; a block quote without an id is said to be unchecked."""
    assert kept.exists()
    note = exported(run, tmp_path).read_text("utf-8").split("\n---\n", 1)[1]
    draft = tmp_path / "draft.txt"
    draft.write_text(f"# Berths\n\n> Somebody else said this. [^1]\n\nMine.\n{note}\n", "utf-8")
    code, every = told(run, draft)
    assert (code, len(every)) == (6, 4)


def test_the_state_of_files_is_told_and_is_no_fault(run: Run, kept: Path, tmp_path: Path) -> None:
    file = exported(run, tmp_path)
    kept.unlink()
    code, every = told(run, file)
    assert code == 0
    assert {(one["original"], one["file_state"]) for one in every.values()} == {("kept", "gone")}
    with closing(sqlite3.connect(archive_file())) as database, database:
        database.execute("UPDATE original SET packed = x'00'")
    assert {one["original"] for one in told(run, file)[1].values()} == {"damaged"}
    assert "kept and is damaged" in run("verify", file).out


def test_without_an_archive_the_words_are_checked_all_the_same(
    run: Run, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept.exists()
    file = exported(run, tmp_path)
    monkeypatch.setenv("NUTGRAF_HOME", str(tmp_path / "nobody"))
    ran = run("verify", file)
    assert ran.code == 0
    assert "no archive yet" in ran.err
    assert not (tmp_path / "nobody").exists()


def test_what_cannot_be_read_is_said_and_the_others_are_checked(
    run: Run, kept: Path, tmp_path: Path
) -> None:
    good = exported(run, tmp_path)
    cut = exported(run, tmp_path, ".json")
    cut.write_text(cut.read_text("utf-8")[:-40], "utf-8")
    ran = run("verify", cut, kept, tmp_path / "none.md", good)
    assert ran.code == 4
    assert "it is no JSON" in ran.err
    assert "berths.md: it quotes nothing" in ran.err
    assert "none.md: No such file" in ran.err
    assert "4 quotations: all as they were" in ran.err


def test_words_of_quotes_are_looked_for_in_their_paragraphs(run: Run, tmp_path: Path) -> None:
    assert run("add", ROOT / "seeds").code == 0
    for form in ("md", "csv", "json"):
        file = tmp_path / f"said.{form}"
        file.write_text(run("quotes", f"--{form}").out, "utf-8")
        assert told(run, file)[0] == 0
        altered = file.read_text("utf-8").replace("paradigm shift", "paradise shift")
        file.write_text(altered, "utf-8")
        assert told(run, file)[0] == 1
        assert {one["words"] for one in told(run, file, "--without-archive")[1].values()} == {
            "unproven"
        }
