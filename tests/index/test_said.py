"""What somebody said is found by the words in it: `said:` and `has:quote`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, hide_edit, merge_edit
from index.entities.merging.found_entity import Found

NEWS = """Harbour to open

Marta Ostrander met Alasdair Penhallow in Porthaven on Monday about the harbour dues.

“We will open the harbour,” Ostrander said. “Alasdair Penhallow pays the dues, all of them.”

“I never pay dues,” said Alasdair Penhallow, whom the harbour tires.

Ostrander has a harbour of her own, with cranes and “odds and ends of all kinds”.

Nobody was there.
"""
OPEN, NEVER, ODDS = 2, 3, 4


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    yield from opened(tmp_path_factory.mktemp("said"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    yield from opened(tmp_path)


def opened(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        (folder / "harbour.txt").write_text(NEWS, "utf-8")
        archive.add([folder / "harbour.txt"])
        yield archive


def found(archive: Archive, query: str) -> list[int]:
    results = archive.search(query, sort="oldest")
    hits = results.hits[0:20]
    assert results.paragraphs == len(hits)
    return sorted(hit.ordinal for hit in hits)


@pytest.mark.parametrize(
    ("query", "paragraphs"),
    [
        ('said:"Marta Ostrander"', [OPEN]),
        ("said:ostrander", [OPEN]),
        ("said:penhallow", [NEVER]),
        ("said:nobody", []),
        ("said:*", [OPEN, NEVER, ODDS]),
        ("has:quote", [OPEN, NEVER, ODDS]),
        ("-has:quote nobody", [5]),
        ("said:ostrander harbour", [OPEN]),
        ("said:penhallow harbour", []),
        ("said:penhallow AND harbour", [NEVER]),
        ("said:* harbour", [OPEN]),
        ("said:* dues", [OPEN, NEVER]),
        ("said:* (pay OR harbour)", [OPEN, NEVER]),
        ("said:* (dues -harbour)", [NEVER]),
        ("said:ostrander (dues harbour)", [OPEN]),
        ('said:ostrander "open the harbour"', [OPEN]),
        # From one quote into the next a phrase does not go.
        ('said:ostrander "harbour Ostrander said Alasdair"', []),
        ("said:ostrander (harbour w/9 Alasdair)", []),
        ("said:ostrander (open w/3 harbour)", [OPEN]),
        ("said:ostrander (pays w/s dues)", [OPEN]),
        ("said:ostrander (open w/s dues)", []),
        ("said:ostrander harb*", [OPEN]),
        ("said:* atleast2 harbour", []),
        ("said:* open -has:quote", []),
        ("said:ostrander met", []),
    ],
)
def test_words_are_looked_for_inside_of_what_a_speaker_said(
    shared: Archive, query: str, paragraphs: list[int]
) -> None:
    assert found(shared, query) == paragraphs
    assert not shared.search(query).query.repairs


def marked(archive: Archive, query: str) -> list[str]:
    [hit] = archive.search(query).hits[0:2]
    return [hit.text[start:end] for start, end in hit.spans]


def test_only_what_was_said_is_marked(shared: Archive) -> None:
    assert marked(shared, "said:ostrander (harbour OR dues)") == ["harbour", "dues"]
    assert marked(shared, "said:penhallow dues") == ["dues"]
    assert marked(shared, "said:penhallow") == ["I never pay dues,"]


def test_a_name_that_is_being_written_counts(shared: Archive) -> None:
    assert shared.search("said:ostr", typing=True).paragraphs == 1
    assert shared.search("said:ostr").paragraphs == 0


def test_said_follows_the_edits_of_names(archive: Archive) -> None:
    people = [
        Found(one.entity, "person", one.name)
        for name in ("Alasdair Penhallow", "Marta Ostrander")
        for one in archive.entities(name)
    ]
    archive.entity_editor.apply([merge_edit(*people)])
    assert found(archive, "said:ostrander dues") == [OPEN, NEVER]
    archive.undo()
    assert found(archive, "said:ostrander dues") == [OPEN]
    archive.entity_editor.apply([hide_edit(people[1])])
    assert found(archive, "said:ostrander") == []
    assert found(archive, "said:* open") == [OPEN]


def test_quotes_found_later_come_into_the_index(archive: Archive) -> None:
    with archive._database.transaction() as connection:
        connection.execute("DELETE FROM quote")
        connection.execute("DELETE FROM stage_range WHERE stage = 'quotes'")
        connection.execute("UPDATE article SET revision = revision + 1")
        connection.execute("INSERT INTO revision SELECT revision, '', 1 FROM article")
    archive.catch_up()
    assert found(archive, "said:* dues") == []
    archive.enrichment().run()
    assert found(archive, "said:* dues") == [OPEN, NEVER]
    assert found(archive, "said:ostrander dues") == [OPEN]
    assert archive.check() == []
