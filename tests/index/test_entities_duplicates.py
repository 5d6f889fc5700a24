"""Which names are taken for likely duplicates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from index import Archive, apart_edit, merge_edit
from index.entities import likely_duplicates as module
from index.entities.duplicates import Duplicate, Known, likely


def pairs(*people: tuple[str, int]) -> list[Duplicate]:
    known = [Known(n, "person", name, count) for n, (name, count) in enumerate(people)]
    return likely(known, [], nobody_around, 300)


def nobody_around(numbers: Sequence[int]) -> dict[int, Counter[int]]:
    return {number: Counter() for number in numbers}


def names(found: list[Duplicate]) -> set[tuple[str, str]]:
    return {(pair.one.name, pair.other.name) for pair in found}


def test_a_surname_alone_goes_with_whom_most_of_that_name_are() -> None:
    found = pairs(
        ("Marta Ostrander", 90), ("Ostrander", 40), ("Tomas Ostrander", 10), ("Penhallow", 9)
    )
    assert names(found) == {("Marta Ostrander", "Ostrander")}
    assert found[0].evidence == ("Marta Ostrander is 90% of those named in full",)


def test_a_surname_that_nobody_has_most_often_is_nobodys() -> None:
    assert not pairs(
        ("Ostrander", 40), *((f"{a} Ostrander", 10) for a in ("Marta", "Tomas", "Ida"))
    )


def test_of_a_common_surname_those_named_most_are_compared() -> None:
    crowd = [(f"{chr(65 + n // 26)}{chr(97 + n % 26)}ra Ostrander", 5) for n in range(100)]
    found = pairs(*crowd, ("Marta Ostrander", 900), ("Marta K. Ostrander", 90))
    assert ("Marta Ostrander", "Marta K. Ostrander") in names(found)


def test_the_desk_of_an_archive_works_them_out_anew_when_news_or_edits_change_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever happened before, an open archive answers as one that was just opened."""
    worked_out = []
    monkeypatch.setattr(
        module, "likely", lambda *how: worked_out.append(1) or likely(*how), raising=True
    )

    def bring(archive: Archive, text: str) -> None:
        news = tmp_path / f"{len(list(tmp_path.iterdir()))}.txt"
        news.write_text(f"Notes\n\n{text}\n", "utf-8")
        archive.add([news])

    def both(archive: Archive) -> list[tuple[str, str]]:
        with Archive.open(archive.path, index_folder=archive.index_folder) as fresh:
            expected = fresh.entity_editor.duplicates()
        worked_out.clear()
        found = archive.entity_editor.duplicates()
        assert list(found) == list(expected)
        worked_out_for_it = len(worked_out)
        assert archive.entity_editor.duplicates() == found
        assert len(worked_out) == worked_out_for_it
        return [(pair.one.name, pair.other.name) for pair in found]

    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        assert not both(archive)
        bring(archive, "Marta Ostrander met Alasdair Penhallow in London.")
        bring(archive, "Marta Ostrandel met Alasdair Penhallow in London.")
        assert len(both(archive)) == 1
        (pair,) = archive.entity_editor.duplicates()
        archive.entity_editor.apply([apart_edit(pair.one, pair.other)])
        assert not both(archive)
        archive.undo()
        assert len(both(archive)) == 1
        assert len(archive.entity_editor.duplicates(0)) == 0
        archive.entity_editor.apply([merge_edit(pair.other, pair.one)])
        assert not both(archive)
        bring(archive, "Alasdair Penhallov met Marta Ostrander in Paris.")
        assert len(both(archive)) == 1
