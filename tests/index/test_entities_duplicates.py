"""Which names are taken for likely duplicates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive, EntityType, apart_edit, merge_edit
from index.core.folding import fold
from index.entities.merging import duplicates
from index.entities.merging import likely_duplicates as module
from index.entities.merging.duplicates import likely
from index.entities.merging.name_likeness import Duplicate, Known
from tests.effort import runs


def pairs(*people: tuple[str, int]) -> list[Duplicate]:
    known = [Known(n, "person", name, count) for n, (name, count) in enumerate(people)]
    return likely(Everybody(known), [], 300)


class Everybody:
    """Entities that stand beside nobody."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known = sorted(known, key=lambda one: (-one.count, one.entity))

    def most_named(self, count: int) -> Sequence[Known]:
        last = self._known[count - 1].count if count < len(self._known) else 0
        return [one for one in self._known if one.count >= last]

    def namesakes(self, surnames: Collection[str]) -> Sequence[Known]:
        return [one for one in self._known if {*fold(one.name).split()} & {*surnames}]

    def surroundings(self, numbers: Sequence[int]) -> dict[int, dict[int, int]]:
        return {}


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Ostrander", "George H. W. Ostrander"),
        ("Donald Ostrander", "Donald Ostrander Jr."),
        ("Donald Ostrander Sr.", "Donald Ostrander Jr."),
        ("Martin Luther King", "Steve King"),
        ("Paul Singer", "Paul"),
        ("Mark Cuban", "Mark Singer"),
        ("Robert A. Ostrander", "Bob C. Ostrander"),
        ("Mr. Quill Ostrander", "Mrs. Quill Ostrander"),
    ],
)
def test_what_contradicts_is_not_proposed(one: str, other: str) -> None:
    assert names(pairs((one, 90), (other, 40))) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Ostrander", "George Ostrander"),
        ("Martin Luther King Jr.", "Martin Luther King"),
        ("Robert A. Ostrander", "Bob Ostrander"),
        ("Vladimir Putin", "President Vladimir Putin"),
        ("Edward M. Ostrander", "Ted Ostrander"),
    ],
)
def test_what_may_be_one_is_proposed(one: str, other: str) -> None:
    assert names(pairs((one, 90), (other, 40))) == {(one, other)}


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


FIRST = ("Marta", "Martha", "M.", "Bill", "William", "Ida", "")
LAST = ("Ostrander", "Ostrandel", "Penhallow", "Ostrander Group", "Ostrander Inc", "OG")


@settings(max_examples=runs(60, 3000), deadline=None)
@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(FIRST), st.sampled_from(LAST), st.sampled_from(["person", "org"])
        ),
        st.integers(1, 40),
        max_size=30,
    ),
    st.sampled_from([1, 2, 5]),
    st.sampled_from([0, 1, 3, 50]),
)
def test_comparing_those_named_most_first_finds_what_comparing_all_finds(
    named: dict[tuple[str, str, EntityType], int], first: int, limit: int
) -> None:
    census = Everybody(
        [
            Known(number, kind, f"{given} {last}".strip(), count)
            for number, ((given, last, kind), count) in enumerate(named.items())
        ]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "_COMPARED", 2)
        expected = likely(census, [], limit)
        patch.setattr(duplicates, "_FIRST", first)
        assert likely(census, [], limit) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deutschland", "Allemagne"),
        ("Switzerland", "Svizzera"),
        ("Duitsland", "Alemanha"),
        ("Genf", "Ginevra"),
        ("München", "Monaco di Baviera"),
        ("Zurique", "Zürich"),
        ("Brüssel", "Bruselas"),
    ],
)
def test_a_place_that_two_languages_call_by_two_names(one: str, other: str) -> None:
    known = [Known(0, "place", one, 9), Known(1, "place", other, 4), Known(2, "place", "Lens", 3)]
    (found,) = likely(Everybody(known), [], 300)
    assert (found.one.name, found.other.name) == (one, other)
    assert found.evidence == ("the same place in two languages",)


def test_only_places_are_one_by_what_languages_call_them() -> None:
    assert not pairs(("Genf", 9), ("Ginevra", 4))
