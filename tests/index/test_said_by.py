"""Whom `said:` means: names, speakers that have none, and who speaks for somebody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index import Archive
from index.enrich.quotes_stage import QuotesStage

NEWS = """The harbour

Marta Ostrander met Alasdair Penhallow in Porthaven on Monday.

“We will open the harbour,” a senior official in the ministry said.

“It is much too early,” senior officials said.

“We have been told nothing about it,” said an aide to Marta Ostrander.

“I never wanted to have a harbour,” Ostrander said.

“She never wanted to have one,” said a spokesman for Marta Ostrander.

“Everybody should have a harbour,” said Ostrander spokeswoman Jane Tresillian.

The gulls will come back, according to a long-standing friend of the mayor.

Critics have already said that the harbour is too small.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("speakers")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        (folder / "news.txt").write_text(NEWS, "utf-8")
        opened.add([folder / "news.txt"])
        yield opened


@pytest.mark.parametrize(
    ("query", "ordinals"),
    [
        ('said:"senior official"', [2, 3]),
        ("said:official", [2, 3]),
        ("said:officials harbour", [2]),
        ('said:"official in the ministry"', [2]),
        ("said:ministry", []),
        ("said:aide", [4]),
        # The aide and the spokesman are not she.
        ('said:"Marta Ostrander"', [5]),
        ('said:"spokesman for Marta Ostrander"', [6, 7]),
        ('said:"Marta Ostrander spokeswoman"', [6, 7]),
        ("said:spokesman", [6]),
        ("said:friend", [8]),
        ("said:critics small", [9]),
        ('said:""', [2, 3, 4, 5, 6, 7, 8, 9]),
    ],
)
def test_a_speaker_is_meant_by_a_name_or_as_the_text_has_it(
    archive: Archive, query: str, ordinals: list[int]
) -> None:
    hits = archive.search(f"{query} sort:oldest").hits
    assert sorted(hit.ordinal for hit in hits[:]) == ordinals


def test_a_speaker_that_is_still_being_written_is_found(archive: Archive) -> None:
    found = archive.search("said:offic", typing=True)
    assert sorted(hit.ordinal for hit in found.hits[:]) == [2, 3]


def test_an_archive_whose_quotes_were_kept_without_them_learns_who_has_no_name(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuotesStage, "version", "99")
    with archive._database.transaction() as connection:
        connection.execute("DELETE FROM unnamed_speaker")
    archive.enrichment().run()
    assert len(archive.search("said:official").hits) == 2
    assert archive.check() == []
