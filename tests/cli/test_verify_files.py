"""`nutgraf verify` finds the files that quotations were read from, whatever collects them, whatever
they are called, and wherever they were added again.
"""

from __future__ import annotations

import json
import os
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.clean import clean
from index.ingest.files_of_origins import FilesOfOrigins
from index.ingest.readers import ReadOptions, find
from tests.cli.conftest import Run
from tests.effort import runs

WORDS = ("Nobody counted the “cranes” at the “quay”.", "The “ferry” waits for its “captain”.")


def _jsonl(folder: Path) -> Path:
    file = folder / "two.jsonl"
    rows = ({"title": f"T{at}", "text": text} for at, text in enumerate(WORDS))
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return file


def _json(folder: Path) -> Path:
    file = folder / "two.json"
    rows = [{"title": f"T{at}", "text": text} for at, text in enumerate(WORDS)]
    file.write_text(json.dumps(rows), "utf-8")
    return file


def _csv(folder: Path) -> Path:
    file = folder / "two.csv"
    rows = (f'T{at},"{text}"\n' for at, text in enumerate(WORDS))
    file.write_text("title,text\n" + "".join(rows), "utf-8")
    return file


def _mbox(folder: Path) -> Path:
    file = folder / "two.mbox"
    letters = (
        "From a@x.example Mon Mar  4 09:00:00 2024\nFrom: Ann Lee <a@x.example>\n"
        f"Subject: T{at}\nDate: Mon, 4 Mar 2024 09:0{at}:00 +0000\nMessage-ID: <{at}@x.example>\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n\n"
        for at, text in enumerate(WORDS)
    )
    file.write_text("".join(letters), "utf-8")
    return file


def _zip(folder: Path) -> Path:
    file = folder / "two.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("in/two.jsonl", _jsonl(folder).read_bytes())
    (folder / "two.jsonl").unlink()
    return file


def told(run: Run, note: Path) -> set[tuple[str, str]]:
    """The state of each file with the name of it and the place in it."""
    found = json.loads(run("verify", note, "--json").out)["files"][0]["quotations"]
    return {(one["file_state"], Path(one["origin"]).name) for one in found}


@pytest.mark.parametrize("make", [_jsonl, _json, _csv, _mbox, _zip])
def test_what_collects_texts_is_found_and_changed_words_are_told(
    run: Run, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    file = make(tmp_path)
    note = tmp_path / "out" / "note.md"
    note.parent.mkdir()
    assert run("add", file).code == 0
    assert run("export", "cranes OR ferry", "-o", note).code == 0
    assert {state for state, _ in told(run, note)} == {"same"}
    if make is not _zip:
        data = file.read_bytes().replace(b"cranes", b"cranks")
        file.write_bytes(data)
        assert {state for state, _ in told(run, note)} == {"same", "altered"}
    file.unlink()
    assert {state for state, _ in told(run, note)} == {"gone"}


def test_words_that_stand_at_another_line_today_are_told_with_it(run: Run, tmp_path: Path) -> None:
    file = _jsonl(tmp_path)
    note = tmp_path / "note.md"
    run("add", file)
    run("export", "cranes", "-o", note)
    first, second = file.read_text("utf-8").splitlines()
    file.write_text(f"{second}\n{first}\n", "utf-8")
    assert told(run, note) == {("same", "two.jsonl:2")}


def test_a_file_that_was_moved_and_added_again_is_found_where_it_is(
    run: Run, tmp_path: Path
) -> None:
    file, note = tmp_path / "memo.txt", tmp_path / "note.md"
    file.write_text(f"Memo\n\n{WORDS[0]}\n\n{WORDS[1]}\n", "utf-8")
    run("add", file)
    run("export", "cranes", "-o", note)
    moved = file.rename(tmp_path / "moved.txt")
    assert told(run, note) == {("gone", "memo.txt")}
    run("add", moved)
    assert told(run, note) == {("same", "moved.txt")}


def test_of_files_that_are_called_alike_the_one_with_the_words_counts(
    run: Run, tmp_path: Path
) -> None:
    names = [unicodedata.normalize(form, "café.txt") for form in ("NFC", "NFD")]
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in zip(names, WORDS, strict=True):
        (folder / name).write_text(f"Memo {text[-9:-2]}\n\n{text}\n\nAll of it.\n", "utf-8")
    if len(list(folder.iterdir())) < len(names):
        pytest.skip("this volume takes both names for one")
    run("add", folder)
    note = tmp_path / "note.md"
    run("export", "cranes OR ferry", "-o", note)
    assert {state for state, _ in told(run, note)} == {"same"}


_SIGNS = "ab .:1›\u0301e\u202e\t\n\x1b[m—c"
_NAMES = st.text(_SIGNS, min_size=1, max_size=8)
_PLACES = st.sampled_from(("", ":3", "/in/x.txt", ":3 › x.docx", ": https://news.example/a"))


@settings(max_examples=runs(60, 2000))
@given(_NAMES, _NAMES, _PLACES)
def test_whatever_a_file_is_called_its_origin_leads_to_it(
    tmp_path_factory: pytest.TempPathFactory, folder: str, name: str, place: str
) -> None:
    # What begins at the end of a name as a sequence of a terminal's would end in what is behind it.
    file = tmp_path_factory.mktemp("o") / f"{folder}d" / f"{name}.txt"
    file.parent.mkdir()
    file.write_text("x", "utf-8")
    origin = clean(f"{file}{place}")
    assert file in FilesOfOrigins().of(origin)
    file.unlink()
    assert file not in FilesOfOrigins().of(origin)


def test_a_name_that_is_no_utf_8_leads_to_its_file(tmp_path: Path) -> None:
    try:
        file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff name.txt"))
        file.write_text("Memo\n\nNobody counted them.\n\nNobody at all.\n", "utf-8")
    except OSError:
        pytest.skip("this volume takes no such name")
    (source,) = find([file], ReadOptions())
    (article,) = source.articles()  # type: ignore[union-attr]
    assert FilesOfOrigins().of(article.origin) == (file,)  # type: ignore[union-attr]


def test_exports_and_their_check_name_files_apart(run: Run, tmp_path: Path) -> None:
    packed = tmp_path / "in" / "papers.zip"
    packed.parent.mkdir()
    with zipfile.ZipFile(packed, "w") as file:
        for folder in "ab":
            file.writestr(f"{folder}/x.txt", f"Memo {folder}\n\nThe cranes of {folder}.\n\nAll.\n")
    assert run("add", packed).code == 0
    found = json.loads(run("export", "cranes", "--format", "json").out)
    assert {one["file"] for one in found} == {"papers.zip/a/x.txt", "papers.zip/b/x.txt"}
    note = tmp_path / "note.md"
    run("export", "cranes", "-o", note)
    assert run("verify", note).code == 0
    note.write_text(note.read_text("utf-8").replace("zip/a/", "zip/b/"), "utf-8")
    assert "ANOTHER SOURCE, file" in run("verify", note).out
