"""Files whose names differ in what is not seen: each stays its own, whatever is edited."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from index.core.file_places import as_listed, written

PAIRS = [
    ("café.txt", unicodedata.normalize("NFD", "café.txt")),
    ("memo 1.txt", "memo\n1.txt"),
    ("memo 1.txt", "memo  1.txt"),
    (os.fsdecode(b"x\xe9.txt"), os.fsdecode(b"x\xe8.txt")),
    ("a.txt", "a\u200b.txt"),
    ("a.txt", "\u202ea.txt"),
]


@pytest.mark.parametrize("names", PAIRS)
def test_an_edit_of_one_file_leaves_the_other_its_text(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    one, other = (folder / name for name in names)
    text = "The harbour opens at nine. It closes at five. Nobody pays. {} goes to the {}."
    one.write_text(text.format("The first ship", "quince"), "utf-8")
    other.write_text(text.format("The second ship", "medlar"), "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        assert archive.add([folder]).new == 2
        other.write_text(text.format("The third ship", "medlar and the loquat"), "utf-8")
        assert archive.add([folder]).changed == 1
        for word in ("quince", "loquat"):
            assert archive.search(word).paragraphs == 1
        origins = {archive.article(number).origin for number in (1, 2)}
    assert all(origin.isprintable() for origin in origins)
    assert {as_listed(origin) for origin in origins} == {os.fspath(one), os.fspath(other)}


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_what_is_kept_of_a_name_can_be_seen_and_leads_back(name: str) -> None:
    kept = written(f"/{name}")
    assert kept.isprintable()
    if "%" not in name:
        assert as_listed(kept) == f"/{name}"


@given(st.binary(min_size=1, max_size=8))
def test_bytes_that_are_no_text_lead_back_as_well(name: bytes) -> None:
    path = os.fsdecode(name)
    if "%" not in path:
        assert os.fsencode(as_listed(written(path))) == name


def _with_replacement_marks(path: str | os.PathLike[str]) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


@pytest.mark.parametrize(("_one", "name"), PAIRS)
def test_a_file_is_known_by_what_an_older_program_called_it(
    monkeypatch: pytest.MonkeyPatch, _one: str, name: str
) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "news" / name
        place.parent.mkdir()
        place.write_text("The harbour opens at nine.\n\nIt closes at five.", "utf-8")
        with Archive.open(Path(folder) / "a.db", index_folder=Path(folder) / "index") as archive:
            with monkeypatch.context() as older:
                from index.core import clean

                older.setattr(clean, "written", clean.clean)
                archive.add([place.parent])
            place.write_text("The harbour opens at ten.\n\nIt closes at five.", "utf-8")
            report = archive.add([place.parent])
        assert (report.new, report.changed) == (0, 1)
