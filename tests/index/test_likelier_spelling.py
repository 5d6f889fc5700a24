"""Ways to more than was found: a rare word as it is likelier spelt, and words farther apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index import Archive

RIGHT = 25
"""In so many paragraphs the name is spelt as it is."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("spelt")
    lines = [f"Lawyers of Penhallowski spoke on day {n} of the trial." for n in range(RIGHT)]
    lines += ["Penhalowsky said nothing of a bribe.", "A quasar was seen from the harbour."]
    lines += ["The avian flu came late.", *(f"Of Asian trade, part {n}." for n in range(RIGHT))]
    lines += ["A bribe was paid.", "Nobody named the sum."]
    for n, line in enumerate(lines):
        (folder / f"{n}.txt").write_text(f"Note {n}\n\n{line}\n", "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        opened.add([folder])
        yield opened


def _spelt(archive: Archive, query: str, *filters: str) -> list[tuple[str, str, int]]:
    ways = archive.search(query, filters=filters).relaxations
    return [(way.label, way.text, way.count) for way in ways if way.spelling]


@pytest.mark.parametrize("typed", ["penhalowsky", "Penhalowsky", "penhallovski"])
def test_a_rare_word_beside_one_that_stands_often_is_offered_as_that(
    archive: Archive, typed: str
) -> None:
    found = [(f"{typed} → penhallowski", "penhallowski", RIGHT)]
    assert _spelt(archive, typed) == found


def test_it_is_offered_where_another_clause_left_nothing(archive: Archive) -> None:
    assert archive.search("penhalowsky trial").paragraphs == 0
    assert _spelt(archive, "penhalowsky trial") == [
        ("penhalowsky → penhallowski", "penhallowski trial", RIGHT)
    ]
    ways = archive.search("penhallovski trial").relaxations
    assert "penhallovski~1" not in [way.label for way in ways]


def test_filters_and_the_rest_of_the_query_count_for_what_is_offered(archive: Archive) -> None:
    assert _spelt(archive, "penhalowsky", "quasar") == []
    assert _spelt(archive, "penhalowsky OR quasar") == [
        ("penhalowsky → penhallowski", "penhallowski OR quasar", RIGHT + 1)
    ]


@pytest.mark.parametrize(
    "query",
    [
        *["quasar", "penhallowski", '"penhalowsky"', "title:penhalowsky", "-penhalowsky", "*"],
        *["outlet:penhalowsky", "harbur trial", "note"],
    ],
)
def test_what_is_likely_as_it_is_written_is_left(archive: Archive, query: str) -> None:
    assert _spelt(archive, query) == []


def test_where_little_is_found_the_words_are_looked_for_farther_apart(archive: Archive) -> None:
    assert archive.search("bribe paid").relaxations == ()
    found = archive.search("penhallowski day 7 trial")
    assert found.paragraphs == 1
    assert [way.label for way in found.relaxations] == ["most of them", "any of them"]
    assert all(way.count > 1 for way in found.relaxations)
    assert archive.search("penhallowski trial").relaxations == ()


def test_nothing_is_looked_for_while_a_query_is_typed(archive: Archive) -> None:
    assert archive.search("penhalowsky", typing=True).relaxations == ()
