"""Who is named in the sample archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, EntityType

SUMMIT = (
    "Lee Jae Myung,Xi Jinping,Donald Trump,Kim Jong Un,Wi Sunglac,Kim Hye Kyung,Heo Yoon".split(",")
)
HARBOUR = (
    "Alasdair Penhallow,Ingrid Sørensen,Marta Ostrander,Tomas Ostrander,Amina bin Yusuf,"
    "Pieter van der Hoeck,José de la Cruz,Zoë Brandt-Lévesque,Siobhán Ní Dhálaigh"
).split(",")


@pytest.fixture(scope="module")
def archive(sampled: Path) -> Iterator[Archive]:
    with Archive.open(sampled / "a.db", index_folder=sampled / "index") as opened:
        yield opened


def names(archive: Archive, kind: EntityType) -> dict[str, int]:
    return {one.name: one.entity for one in archive.entity_editor.entities("", kind)}


def forms(archive: Archive, name: str, kind: EntityType) -> dict[str, int]:
    return dict(archive.entity(names(archive, kind)[name]).aliases)


def test_the_people_of_both_strands_are_found_by_their_full_names(archive: Archive) -> None:
    assert set(SUMMIT + HARBOUR) <= names(archive, "person").keys()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Lee Jae Myung", "Lee"),
        ("Xi Jinping", "Xi"),
        ("Wi Sunglac", "Wi"),
        ("Heo Yoon", "Heo"),
        ("Ingrid Sørensen", "Sørensen"),
        ("Marta Ostrander", "Ostrander"),
        ("Amina bin Yusuf", "bin Yusuf"),
    ],
)
def test_surnames_lead_to_the_full_name(archive: Archive, name: str, form: str) -> None:
    assert form in forms(archive, name, "person")


def test_nobody_is_called_by_a_surname_that_is_shared_and_undecided(archive: Archive) -> None:
    people = names(archive, "person")
    assert not {"Kim", "Lee", "Xi", "Wi", "Ostrander"} & people.keys()
    assert "Kim" not in forms(archive, "Kim Hye Kyung", "person")


def test_acronyms_and_short_forms_lead_to_the_organisation(archive: Archive) -> None:
    apec = {"Apec", "APEC", "Asia-Pacific Economic Cooperation"}
    assert apec <= forms(archive, "Apec", "org").keys()
    assert "PHA" in forms(archive, "Porthaven Harbour Authority", "org")
    assert "UPDW" in forms(archive, "Union of Port and Dock Workers", "org")
    assert "World Trade Organisation" in forms(archive, "WTO", "org")


def test_organisations_and_places_are_what_they_are(archive: Archive) -> None:
    orgs, places = names(archive, "org"), names(archive, "place")
    assert {"Xinhua", "Hanwha Ocean", "DeepSeek", "Nvidia", "Sogang University"} <= orgs.keys()
    wanted = "Gyeongju,Seoul,Shenzhen,Shanghai,Hongdae,North Korea,South Korea,Malaysia,Porthaven"
    assert set(wanted.split(",")) <= places.keys()
    assert {"US", "U.S.", "America"} <= forms(archive, "US", "place").keys()


def test_no_ordinary_word_that_begins_a_sentence_is_a_name(archive: Archive) -> None:
    """Words that the archive has in small letters far more often are not names."""
    texts = [hit.text for hit in archive.search("").hits[:]]
    small = " ".join(texts).split()
    for kind in ("person", "org", "place"):
        for name in names(archive, kind):
            if " " not in name and not name.isupper():
                assert small.count(name.lower()) <= 2, name


def test_the_port_is_a_place_wherever_it_stands_alone(archive: Archive) -> None:
    assert "Porthaven" in names(archive, "place")
    others = names(archive, "person").keys() | names(archive, "org").keys()
    assert not {"Porthaven", "Skerry Point"} & others
    assert "Porthaven Echo" in names(archive, "org")
