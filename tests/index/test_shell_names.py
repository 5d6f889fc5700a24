"""A file in a command that is told to somebody: a word that a shell takes for that file."""

from __future__ import annotations

import shlex
import zipfile
from pathlib import Path

import pytest

from index.archive import Archive
from index.core.shell_names import shell_name

_OPML = '<?xml version="1.0"?>\n<opml version="1.0"><body><outline xmlUrl="x"/></body></opml>'
_LINKS = "title,url\nTender,https://example.org/a\nOther,https://example.org/b\n"


@pytest.mark.parametrize("name", ["a.csv", "my links.csv", "it's $HOME.csv", "-x.csv", "ü.csv"])
def test_it_is_one_word_and_that_file(tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("x")
    (word,) = shlex.split(shell_name(name))
    assert not word.startswith("-")
    assert Path(word).samefile(name)


def test_what_no_shell_finds_has_no_name_of_its_own(tmp_path: Path) -> None:
    for name in ("away.csv", "steers\x1b[2J.csv", "two\nlines.csv"):
        if "away" not in name:
            (tmp_path / name).write_text("x")
        assert shell_name(tmp_path / name) == "FILE"
    assert shell_name("-") == "-"


def test_what_lies_in_a_packed_file_is_called_by_that(tmp_path: Path) -> None:
    packed = tmp_path / "my things.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("lists/links.csv", _LINKS)
        made.writestr("lists/feeds.opml", _OPML)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        report = archive.add([packed])
    assert [one.text for one in report.remarks] == [
        f"2 links without text; nutgraf add --fetch '{packed}' gets the pages"
    ]
    # A list of feeds is not read out of one.
    assert [one.reason for one in report.skipped] == [
        "a list of feeds; nutgraf feeds import FILE follows them"
    ]
