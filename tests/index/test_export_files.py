"""Citations, dates in words, file names, and files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from index.core.errors import NotFound, NutgrafError, StoppedError
from index.core.files import write
from index.export.citation import citation, spoken_date
from index.export.format import Heading
from index.export.record_formats import record
from index.export.registry import filename
from tests.excerpts import altered, excerpt, markdown

SWAP = excerpt(
    paragraph_id="k3v9m2xq7abc-0f1e2d3c",
    text="They agreed on a swap.",
    ordinal=4,
    paragraphs=19,
    title="Leaders meet",
    outlet="The Herald",
    byline="Kim Arin",
    date="2025-11-01",
    url="https://herald.example/2025",
)


def test_a_citation_names_its_source() -> None:
    assert citation(SWAP) == (
        "“They agreed on a swap.” — Kim Arin, “Leaders meet”, The Herald, 1 November 2025, ¶ 4."
        " https://herald.example/2025"
    )


def test_a_citation_leaves_out_what_is_not_known() -> None:
    bare = excerpt(paragraph_id="a-1", text="A.\x1b[2J\nB.", ordinal=1, paragraphs=1, title="")
    assert citation(bare) == "“A. B.” — undated, ¶ 1."
    doubtful = altered(bare, date="2014-05-12", date_from="page: text or address")
    assert citation(doubtful) == "“A. B.” — ≈ 12 May 2014, ¶ 1."
    assert record(doubtful)["date_from"] == "page: text or address"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-11-01", "1 November 2025"),
        ("2025-11-01T23:30:00-05:00", "1 November 2025"),
        ("2025-11", "November 2025"),
        ("2025", "2025"),
        ("", "undated"),
        ("2025-02-31", "undated"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(date: str, words: str) -> None:
    assert spoken_date(date) == words


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('lee w/5 china person:"Xi Jinping"', "lee-w-5-china-person-xi-jinping.md"),
        ("Größe ändern", "grösse-ändern.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("", "nutgraf.md"),
        ("???", "nutgraf.md"),
    ],
)
def test_a_file_is_named_after_its_title(title: str, name: str) -> None:
    assert filename(title) == name


@given(st.text(max_size=300))
def test_a_file_name_is_short_and_stays_in_its_folder(title: str) -> None:
    name = filename(title)
    assert len(name.encode()) <= 200
    assert Path(name).name == name
    assert not name.startswith((".", "-"))


def test_a_file_is_written_with_the_permissions_of_any_other(tmp_path: Path) -> None:
    target = tmp_path / "note.md"
    write(target, "eins\n")
    (tmp_path / "other").touch()
    assert target.read_bytes() == b"eins\n"
    assert target.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.md", "other"]


def test_a_file_that_exists_is_not_touched_unless_that_is_allowed(tmp_path: Path) -> None:
    target = tmp_path / "note.md"
    target.write_text("mine")
    with pytest.raises(NutgrafError, match="exists already") as caught:
        write(target, "theirs")
    assert caught.value.hint
    assert target.read_text() == "mine"
    write(target, "theirs", overwrite=True)
    assert target.read_text() == "theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["note.md"]


def test_a_link_is_followed_when_its_file_is_overwritten(tmp_path: Path) -> None:
    target, link = tmp_path / "note.md", tmp_path / "link.md"
    target.write_text("old")
    link.symlink_to(target)
    write(link, "new", overwrite=True)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_without_hard_links_a_name_is_claimed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "note.md"
    write(target, "eins")
    with pytest.raises(NutgrafError, match="exists already"):
        write(target, "zwei")
    assert target.read_text() == "eins"
    assert [path.name for path in tmp_path.iterdir()] == ["note.md"]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(NutgrafError, match="could not be written: No such file or directory"):
        write(tmp_path / "missing" / "note.md", "x")


def test_what_is_no_file_is_written_into_and_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe, "eins\n")
    assert os.read(reader, 100) == b"eins\n"
    os.close(reader)
    assert pipe.is_fifo()


_WRITES = """
import sys
from pathlib import Path
from index.core.files import replacing

for number in range(int(sys.argv[2])):
    with replacing(Path(sys.argv[1]), overwrite=True) as part:
        part.write_text("whole")
        assert part.exists()
"""


def test_parts_are_swept_when_nobody_owns_them_and_only_then(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    for name in (".a.txt.01234567.part", ".a.txt.01234567.part-journal", ".b.txt.01234567.part"):
        (tmp_path / name).touch()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITES, target, "150"], stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert [writer.communicate()[1] for writer in writers] == [""] * 3
    assert sorted(one.name for one in tmp_path.iterdir()) == [".b.txt.01234567.part", "a.txt"]
    assert target.read_text() == "whole"


def test_a_long_file_that_is_given_up_leaves_nothing(tmp_path) -> None:
    def parts():
        yield "one"
        raise StoppedError

    with pytest.raises(StoppedError):
        write(tmp_path / "x.md", parts())
    assert list(tmp_path.iterdir()) == []
    write(tmp_path / "x.md", iter(["one", "", " two"]))
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == "one two"


def test_many_paragraphs_are_read_as_they_are_looked_at(tmp_path) -> None:
    """The same bytes as by one, and never more than a batch read ahead."""
    source = tmp_path / "long.txt"
    source.write_text("Long\n\n" + "\n\n".join(f"Paragraph {n}." for n in range(1200)), "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([source])
        numbers = archive.search("paragraph").hits.numbers()
        assert len(numbers) == 1200
        archive.add_bookmark(numbers[700])
        many = archive.selection(numbers)
        one_by_one = [archive.selection([number])[0] for number in numbers]
        assert list(many) == one_by_one
        assert many[700] == one_by_one[700]
        assert list(many[1100:]) == one_by_one[1100:]
        assert "".join(archive.export(many, heading=Heading(query="x"))) == markdown(
            one_by_one, query="x"
        )
        with pytest.raises(NotFound):
            list(archive.selection([*numbers, 10**12]))


def test_exports_are_what_the_umask_says_and_private_files_are_not(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write(tmp_path / "export.md", "x")
        write(tmp_path / "new" / "settings" / "config.toml", "x", private=True)
    finally:
        os.umask(before)
    modes = {
        one.relative_to(tmp_path).as_posix(): stat.S_IMODE(one.stat().st_mode)
        for one in tmp_path.rglob("*")
    }
    assert modes == {
        "export.md": 0o644,
        "new": 0o700,
        "new/settings": 0o700,
        "new/settings/config.toml": 0o600,
    }
