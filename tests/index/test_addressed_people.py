"""People whom an article calls by a title and a surname alone: the title speaks for or against the
one of the surname whom it, or the archive, names in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive
from index.entities.resolving.addressed_people import address, may_be
from tests.index.recognised import found


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


def bring(archive: Archive, *texts: str) -> None:
    folder = Path(archive.path).parent
    for number, text in enumerate(texts, len(list(folder.glob("*.txt")))):
        file = folder / f"{number}.txt"
        file.write_text(f"Notes of day {number}\n\n{text}\n", "utf-8")
        archive.add([file])


def meant(surface: str, *paragraphs: str) -> list[str]:
    return [name for one, _, name in found(*paragraphs) if one == surface]


@pytest.mark.parametrize(
    ("named", "title", "called"),
    [
        ("Hillary Ostrander", "Mr.", "Mr. Ostrander"),
        ("Hillary Ostrander", "Congressman", "Mr. Ostrander"),
        ("Matthew Ostrander", "Ms.", "Ms. Ostrander"),
        ("Matthew Ostrander", "Mrs", "Ms. Ostrander"),
        ("Matthew Ostrander", "First Lady", "Ms. Ostrander"),
        ("Hillary Ostrander", "Mrs.", "Hillary Ostrander"),
        ("Matthew Ostrander", "Mr.", "Matthew Ostrander"),
        # A given name that both bear says nothing against a title.
        ("Taylor Ostrander", "Ms.", "Taylor Ostrander"),
    ],
)
def test_a_title_that_does_not_fit_means_somebody_else(named: str, title: str, called: str) -> None:
    told = meant("Ostrander", f"{named} spoke in London.", f"Later {title} Ostrander left.")
    assert told == [called]


@pytest.mark.parametrize(
    ("named", "president", "called"),
    [
        ("Hillary Clinton", "Clinton", "Mr. Clinton"),
        # Everybody knows who is meant by the surname alone.
        ("Michelle Obama", "Obama", "Obama"),
        ("Ivanka Trump", "Trump", "Trump"),
        # Of other countries' presidents the title tells nothing.
        ("Dilma Rousseff", "Rousseff", "Dilma Rousseff"),
        ("President Hillary Clinton", "Clinton", "Hillary Clinton"),
    ],
)
def test_an_american_president_is_not_his_wife_or_daughter(
    named: str, president: str, called: str
) -> None:
    told = meant(president, f"{named} spoke in London.", f"She thanked President {president}.")
    assert told == [called]


def test_the_bare_surname_is_of_whom_the_titles_of_the_article_tell() -> None:
    article = ("Ostrander Delivers Plea", "Mr. Ostrander spoke. “It is late,” Ostrander said.")
    assert set(meant("Ostrander", *article)) == {"Mr. Ostrander"}
    both = (*article, "Mrs. Ostrander listened.")
    assert meant("Ostrander", *both).count("Ostrander") == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Mr. Clinton", ("m", "Clinton")),
        ("Ms. Clinton", ("f", "Clinton")),
        ("Bill Clinton", None),
        ("Mr. Bill Clinton", None),
        ("Clinton", None),
    ],
)
def test_who_is_called_by_a_title_alone(name: str, told: tuple[str, str] | None) -> None:
    assert address(name) == told


def test_a_name_that_tells_nothing_may_be_anybodys() -> None:
    assert may_be("f", "Taylor Ostrander")
    assert may_be("m", "Taylor Ostrander")
    assert not may_be("m", "Hillary Ostrander")


HILLARY = "Hillary Ostrander met Angela Merkel in {0}. Later Ostrander flew home from {0}."
BILL = "Bill Ostrander sang in {0}."
SPEECH = "“We can do this,” Mr. Ostrander told reporters in London."
TOWNS = ("Paris", "Rome", "Oslo", "Bern", "Cairo", "Madrid", "Vienna", "Bonn")


def test_the_husbands_words_are_not_given_to_the_wife_who_is_better_known(
    archive: Archive,
) -> None:
    bring(archive, *map(HILLARY.format, TOWNS), SPEECH)
    names = {one.name for one in archive.entity_editor.entities(kind="person")}
    # Nobody else is known: he stays who he is.
    assert {"Hillary Ostrander", "Mr. Ostrander"} <= names
    assert archive.search('person:"Mr. Ostrander"').paragraphs == 1
    assert not archive.search('said:"Hillary Ostrander"').paragraphs
    bring(archive, *map(BILL.format, TOWNS[:2]))
    assert archive.search('said:"Bill Ostrander"').paragraphs == 1
    assert [str(one.edit) for one in archive.entity_editor.kept()] == [
        "merge Mr. Ostrander into Bill Ostrander"
    ]


def test_a_title_fits_whom_the_surname_alone_means(archive: Archive) -> None:
    bring(archive, *map(HILLARY.format, TOWNS), SPEECH.replace("Mr.", "Mrs."))
    assert archive.search('said:"Hillary Ostrander"').paragraphs == 1
    assert [str(one.edit) for one in archive.entity_editor.kept()] == [
        "merge Ms. Ostrander into Hillary Ostrander"
    ]


def test_two_whom_a_title_fits_leave_it_open(archive: Archive) -> None:
    bring(archive, *map(HILLARY.format, TOWNS), SPEECH)
    for given in ("Bill", "George"):
        bring(archive, *(BILL.replace("Bill", given).format(town) for town in TOWNS[:2]))
    assert not archive.entity_editor.kept()
    assert archive.search('person:"Mr. Ostrander"').paragraphs == 1
