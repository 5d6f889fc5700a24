"""A damaged index is noticed, built anew with a message, and never believed."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.core.errors import IndexDamaged
from index.engines.whoosh.segments import manifest
from index.store.file.lock import writer_lock

QUERIES = {
    "crane": 12,
    '"crane fell"': 12,
    "harb*": 12,
    "title:storm": 24,
    "outlet:echo crane": 12,
    "": 24,
    "crane w/s harbour": 0,
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive and its index, closed."""
    folder = tmp_path_factory.mktemp("sound")
    news = folder / "news"
    news.mkdir()
    for number in range(12):
        text = f"Storm {number}\n\nA crane fell on day {number}.\n\nThe harbour was shut.\n"
        (news / f"echo_2025-10-{number + 1:02}_storm.txt").write_text(text, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([news])
        (news / "echo_2025-10-01_storm.txt").write_text(
            "Storm 0\n\nA crane fell on day 0.\n\nThe harbour is open.\n", "utf-8"
        )
        archive.add([news])
        assert found(archive) == QUERIES
    return folder


def found(archive: Archive) -> dict[str, int]:
    return {text: archive.search(text).paragraphs for text in QUERIES}


def alterations(content: bytes) -> Iterator[bytes]:
    yield b""
    yield content[: len(content) // 2]
    yield content[:-1]
    yield content + b"\0"
    yield b"\xff" * len(content)
    for place in range(0, len(content), max(1, len(content) // 12)):
        yield content[:place] + bytes((content[place] ^ 0x41,)) + content[place + 1 :]


def test_every_file_altered_in_every_way_is_noticed_or_does_no_harm(
    sound: Path, tmp_path: Path
) -> None:
    files = sorted(file.name for file in (sound / "index").iterdir() if file.suffix != ".lock")
    assert {Path(name).suffix for name in files} == {".seg", ".del", ".json"}
    noticed = 0
    for name in files:
        for content in alterations((sound / "index" / name).read_bytes()):
            folder = tmp_path / "altered"
            shutil.copytree(sound, folder)
            (folder / "index" / name).write_bytes(content)
            with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
                archive.catch_up()
                assert found(archive) == QUERIES, name
                assert archive.check() == [] or not archive.notice
                noticed += bool(archive.notice)
            shutil.rmtree(folder)
    assert noticed > 30


def cut_short_while_open(archive: Archive) -> None:
    for file in archive.index_folder.glob("*.seg"):
        os.truncate(file, 0)


def altered_while_open(archive: Archive) -> None:
    for file in archive.index_folder.glob("*.seg"):
        content = file.read_bytes()
        with file.open("r+b") as handle:
            handle.seek(len(content) // 2)
            handle.write(bytes(255 - byte for byte in content[len(content) // 2 :]))


@pytest.mark.parametrize("damage", [altered_while_open, cut_short_while_open])
def test_damage_that_shows_while_searching_is_mended_and_said(
    sound: Path, tmp_path: Path, damage: Callable[[Archive], None]
) -> None:
    folder = Path(shutil.copytree(sound, tmp_path / "copy"))
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        damage(archive)
        results = archive.search("crane")
        assert results.paragraphs == 12
        assert "built anew" in results.query.repairs[0].message
        assert archive.notice
        assert found(archive) == QUERIES
        assert not archive.search("crane").query.repairs


def test_damage_that_shows_while_getting_ready_is_mended_and_said(
    sound: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(sound, tmp_path / "copy"))
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        altered_while_open(archive)
        assert "built anew" in archive.prepare()
        assert archive.prepare() == ""
        assert found(archive) == QUERIES


def test_damage_waits_for_a_process_that_is_writing(sound: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(sound, tmp_path / "copy"))
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        altered_while_open(archive)
        with writer_lock(archive.path), pytest.raises(IndexDamaged):
            archive.search("crane")
        assert archive.search("crane").paragraphs == 12


def test_an_import_into_a_damaged_index_leaves_a_sound_one(sound: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(sound, tmp_path / "copy"))
    late = tmp_path / "echo_2025-11-01_late.txt"
    late.write_text("Late\n\nThe ferry sank.\n", "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        altered_while_open(archive)
        archive.add([late])
        assert archive.search("ferry").paragraphs == 1
        assert {t: n for t, n in found(archive).items() if t} == {
            t: n for t, n in QUERIES.items() if t
        }
        assert archive.check() == []


def of_an_earlier_state(index: Path) -> None:
    """The index of an archive that a backup has taken the place of: its revision is unknown."""
    key = json.loads((index / manifest.NAME).read_bytes().split(b"\n", 1)[1])["key"]
    known = manifest.read(index, key)
    assert known is not None
    manifest.write(index, dataclasses.replace(known, revision=known.revision + 1))


@pytest.mark.parametrize(
    "altered",
    [lambda index: (index / manifest.NAME).write_bytes(b"0\n{}"), of_an_earlier_state],
    ids=["damaged", "of an earlier state"],
)
def test_nothing_is_removed_while_another_program_writes(
    sound: Path, tmp_path: Path, altered: Callable[[Path], object]
) -> None:
    folder = shutil.copytree(sound, tmp_path / "altered")
    index = folder / "index"
    altered(index)
    files = {file.name: file.read_bytes() for file in index.iterdir()}
    with writer_lock(folder / "a.db"):
        archive = Archive.open(folder / "a.db", index_folder=index)
        assert "is being written" in archive.notice
        archive.catch_up()
        archive.refresh()
        archive.refresh()
        assert archive.search("").paragraphs == 0
        assert {file.name: file.read_bytes() for file in index.iterdir()} == files
    with archive:
        archive.refresh()
        assert found(archive) == QUERIES
        assert archive.check() == []
