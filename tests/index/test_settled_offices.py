"""Names that may be one person's, told apart and joined by what texts say of their offices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index import Archive
from index.entities.merging.offices import Told, agree, contradict, told


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


def bring(archive: Archive, *texts: str) -> None:
    """Each text as an article of its own."""
    folder = Path(archive.path).parent
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(f"Notes of day {number}\n\n{text}\n", "utf-8")
    archive.add(sorted(folder.glob("*.txt")))


def people(archive: Archive, surname: str = "Ostrander") -> set[str]:
    every = (one.name for one in archive.entity_editor.entities(kind="person"))
    return {name for name in every if surname in name}


def often(who: str, times: int = 6) -> str:
    """An article that names somebody so many times."""
    return "\n\n".join(f"On day {day}, {who} flew to Oslo." for day in range(times))


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("President Joseph K. Ostrander", "Sen. Joseph Ostrander (R-La.)", 2),
        ("President Joseph K. Ostrander", "President Joseph Ostrander", 1),
        ("Sen. Joseph K. Ostrander (D-Mass.)", "Sen. Joseph Ostrander (R-La.)", 2),
        ("Rep. Joseph K. Ostrander", "Sen. Joseph Ostrander", 1),
        ("Vice President Joseph K. Ostrander", "Sen. Joseph Ostrander", 1),
        ("Gov. Joseph Quill Ostrander", "Sen. Joseph Ostrander", 2),
        ("Rev. Joseph K. Ostrander", "Joseph Ostrander", 1),
    ],
)
def test_a_middle_name_makes_another_person_where_the_offices_say_so(
    archive: Archive, one: str, other: str, names: int
) -> None:
    bring(archive, often(one), often(other))
    assert len(people(archive)) == names
    assert archive.check() == []


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("Ambassador Chris Ostrander", "Ambassador Christopher Ostrander", 1),
        ("Chris Ostrander", "Christopher Ostrander", 2),
        ("Mayor Chris Ostrander", "Ambassador Christopher Ostrander", 2),
        ("Ambassador J. Christopher Ostrander", "Ambassador Chris Ostrander", 1),
        ("Ambassador J. Christopher Ostrander", "Ambassador Christopher Ostrander", 1),
        ("J. Christopher Ostrander", "Judge Christopher Ostrander", 2),
        ("Ambassador J. Christopher Ostrander", "Ambassador John Ostrander", 2),
    ],
)
def test_a_nickname_is_somebodys_who_is_said_to_be_the_same(
    archive: Archive, one: str, other: str, names: int
) -> None:
    bring(archive, often(one, 18), often(other, 22))
    assert len(people(archive)) == names
    assert archive.check() == []


@pytest.mark.parametrize(
    ("rare", "usual"),
    [("Nicholas", "Nicolas"), ("Sergei", "Sergey"), ("Mohammad", "Mohammed"), ("Usama", "Osama")],
)
def test_a_given_name_is_spelled_in_several_ways(archive: Archive, rare: str, usual: str) -> None:
    bring(archive, often(f"{usual} Ostrander", 22), often(f"{rare} Ostrander", 4))
    assert people(archive) == {f"{usual} Ostrander"}


def test_two_spellings_of_an_english_name_are_of_two(archive: Archive) -> None:
    bring(archive, often("Stephen Ostrander", 22), often("Steven Ostrander", 4))
    assert len(people(archive)) == 2


def test_three_names_of_one_person_are_one(archive: Archive) -> None:
    every = ("J. Christopher", "Christopher", "Chris")
    bring(archive, *(often(f"Ambassador {name} Ostrander", 22) for name in every))
    assert len(people(archive)) == 1


def test_whom_articles_have_made_one_is_one_elsewhere(archive: Archive) -> None:
    both = "Kenneth Ostrander was late. “Call me Ken Ostrander,” said Kenneth Ostrander in Bonn."
    bring(archive, often("Ken Ostrander", 21), often("Kenneth Ostrander", 15), *[both] * 3)
    assert len(people(archive)) == 1


def test_a_far_rarer_nickname_is_another_who_has_another_office(archive: Archive) -> None:
    bring(archive, often("Press Secretary Robert Ostrander", 22), often("Rep. Bob Ostrander", 3))
    assert people(archive) == {"Robert Ostrander", "Bob Ostrander"}


def test_a_surname_means_none_of_two_of_one_name(archive: Archive) -> None:
    presidents = [often("President Joseph K. Merkel", times) for times in (9, 8, 7)]
    senators = [often("Sen. Joseph Merkel", times) for times in (6, 5, 4)]
    alone = "In London, Mr. Penhallow met Merkel, and Merkel said that he was late."
    bring(archive, *presidents, alone)
    assert len(people(archive, "Merkel")) == 1
    bring(archive, *presidents, alone, *senators)
    assert people(archive, "Merkel") == {"Joseph K. Merkel", "Joseph Merkel", "Merkel"}


def _told(*passages: tuple[str, str]) -> Told:
    return told(passages)


@pytest.mark.parametrize(
    ("front", "behind", "office"),
    [
        ("said Sen. ", "", "congress"),
        ("said ", " (R-La.) on", "congress"),
        ("", ", D-Mass., said", "congress"),
        ("the vice president ", "", ""),
        ("former Gov. ", "", ""),
        ("then-Sen. ", "", ""),
        ("White House press secretary ", "", "spokesman"),
        ("the president of ", "", ""),
    ],
)
def test_which_office_texts_tell(front: str, behind: str, office: str) -> None:
    assert list(_told((front, behind)).offices) == [office] * bool(office)


@pytest.mark.parametrize(
    ("one", "other", "two", "same"),
    [
        ([("Sen. ", "")] * 9, [("Sen. ", "")] * 9, False, True),
        ([("Sen. ", "")] * 9, [("President ", "")] * 9, True, False),
        ([("Sen. ", "")] * 9 + [("President ", "")], [("President ", "")] * 9, True, False),
        ([("Sen. ", "")] * 5 + [("President ", "")] * 5, [("President ", "")] * 9, False, False),
        ([("Gen. ", "")] * 9, [("Secretary ", "")] * 9, False, False),
        ([("Sen. ", "")] * 9, [("President ", "")] * 2, False, False),
    ],
)
def test_offices_speak_for_two_or_for_one(
    one: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]], two: bool, same: bool
) -> None:
    said = _told(*one), _told(*other)
    assert contradict(*said, alike=True) is two
    assert agree(*said) is same
