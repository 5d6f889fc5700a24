"""Quotes are kept with the mention of their speaker, and follow whatever becomes of that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest

from index import Archive, QuoteView, hide_edit, merge_edit, rename_edit, split_edit
from index.enrich.asked_quotes import Asked
from index.enrich.quotes_stage import QuotesStage
from index.entities.merging.found_entity import Found
from index.quotes.article_quotes import article_quotes
from index.store.derived.stages import Text
from tests.conftest import Once

HARBOUR = """Harbour to open

Marta Ostrander met Alasdair Penhallow in Porthaven on Monday.

“We will open the harbour,” Ostrander said. “Alasdair Penhallow will not like it.”

“I do not like it at all,” said Alasdair Penhallow.
"""


def _made(folder: Path) -> None:
    (folder / "harbour.txt").write_text(HARBOUR, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder / "harbour.txt"])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def number(archive: Archive, name: str) -> int:
    (found,) = (one.entity for one in archive.entities(name) if one.name == name)
    return found


def found(archive: Archive, name: str) -> Found:
    return Found(number(archive, name), "person", name)


def by(archive: Archive, name: str) -> list[str]:
    return [quote.words for quote in archive.entity(number(archive, name)).quotes_by]


OPEN, LIKE, NOT = (
    "We will open the harbour,",
    "Alasdair Penhallow will not like it.",
    "I do not like it at all,",
)


def test_an_import_keeps_quotes_with_their_speakers(archive: Archive) -> None:
    assert by(archive, "Marta Ostrander") == [OPEN, LIKE]
    page = archive.entity(number(archive, "Alasdair Penhallow"))
    assert [quote.words for quote in page.quotes_by] == [NOT]
    assert [(quote.words, quote.speaker) for quote in page.quotes_about] == [
        (LIKE, "Marta Ostrander")
    ]


def test_quotes_follow_the_edits_of_names_and_their_undoing(archive: Archive) -> None:
    marta, alasdair = (found(archive, one) for one in ("Marta Ostrander", "Alasdair Penhallow"))
    archive.entity_editor.apply([merge_edit(alasdair, marta)])
    assert by(archive, "Marta Ostrander") == [OPEN, LIKE, NOT]
    archive.undo()
    assert by(archive, "Marta Ostrander") == [OPEN, LIKE]

    archive.entity_editor.apply([rename_edit(marta, "Mayor Ostrander")])
    assert by(archive, "Mayor Ostrander") == [OPEN, LIKE]
    archive.undo()

    archive.entity_editor.apply([split_edit(marta, "ostrander", "Jane Ostrander")])
    assert by(archive, "Marta Ostrander") == []
    assert by(archive, "Jane Ostrander") == [OPEN, LIKE]
    archive.undo()

    archive.entity_editor.apply([hide_edit(marta)])
    about: list[QuoteView] = [*archive.entity(number(archive, "Alasdair Penhallow")).quotes_about]
    assert [(quote.words, quote.speaker, quote.entity) for quote in about] == [
        (LIKE, "Ostrander", 0)
    ]
    archive.undo()
    assert by(archive, "Marta Ostrander") == [OPEN, LIKE]


def test_a_better_version_reaches_quotes_that_are_there(archive: Archive) -> None:
    database = archive._database
    kept = database.all("SELECT * FROM quote")
    with database.transaction() as connection:
        connection.execute("UPDATE quote SET speaker = 0, speaker_end = 0, source = NULL,"
                           " source_start = NULL")  # fmt: skip
    assert by(archive, "Marta Ostrander") == []
    with patch.object(QuotesStage, "version", "better"):
        assert archive.enrichment().run() == 2
    assert database.all("SELECT * FROM quote") == kept
    assert by(archive, "Marta Ostrander") == [OPEN, LIKE]
    assert archive.check() == []


@pytest.mark.parametrize(
    ("first", "then"),
    [("JOSÉ PENHALLOW", "Jose Penhallow"), ("MR. O’HARA", "Mr. O'Hara"), ("Ms Lund", "ms. Lund")],
)
def test_however_somebody_is_written_the_quotes_are_the_same(first: str, then: str) -> None:
    texts = ("“We will,” he said.",)
    one, other = (
        Asked.of(texts, [[(0, 1, "somebody", "person")]], {"somebody": name})
        for name in (first, then)
    )
    assert one == other
    assert one.names


def test_quotes_of_what_is_imported_cost_no_second_indexing(archive: Archive) -> None:
    database = archive._database
    assert database.all("SELECT * FROM revised_paragraph") == []
    assert database.one("SELECT count(*) FROM revision")[0] == 1


def test_what_is_found_anew_is_not_taken_for_what_another_program_left(archive: Archive) -> None:
    def forget(self: QuotesStage, texts: Sequence[Text], known: object) -> dict[int, list[object]]:
        return {text.number: [] for text in texts}

    looked: list[bool] = []

    def look(*_: int) -> None:
        looked.append(archive.pending > 0)
        assert not any(archive.refresh() for _ in range(3))

    with patch.multiple(QuotesStage, version="next", work=forget):
        archive.enrichment().run(look)
    assert any(looked)
    assert (archive.notice, archive.pending) == ("", 0)


# What is found in the sample archive without a name known, by the version of the stage. Where the
# one has changed, the other has to: put both in here.
_FOUND = ("63", "76b6fdb83018a269")


def test_whoever_changes_what_is_found_changes_the_version(seeds: Path) -> None:
    told = hashlib.sha256()
    for path in sorted(seeds.rglob("*.md")):
        paragraphs = [(text, ()) for text in path.read_text("utf-8").split("\n\n")]
        told.update(repr(article_quotes(paragraphs, {})).encode())
    assert (QuotesStage.version, told.hexdigest()[:16]) == _FOUND
