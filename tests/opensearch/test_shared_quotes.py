"""Who said what in a collection is what it is in an archive of the same articles, whatever people
edit about names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from index import (
    Archive,
    Edit,
    LedgerEntry,
    QuoteView,
    SharedArchive,
    hide_edit,
    merge_edit,
    rename_edit,
    split_edit,
)
from tests.effort import runs
from tests.opensearch.pushed import archive_of, collection, file_of
from tui.cli import main

pytestmark = pytest.mark.opensearch

_PEOPLE = ("Anna Berg", "Lee Hsien", "Marta Ostrander", "Alasdair Penhallow")
_SAYING = (
    "“The harbour of {place} will open in spring {n},” {one} said.",
    "“We knew nothing of lot {n},” said {one}. “{two} is wrong about it.”",
    "{one} said that {two} had been told of day {n}. “It was late,” she added.",
    "A spokesman for {one} said: “No comment on {n}.”",
    "“It is a scandal of {n} millions,” said a senior official in {place}.",
    "{one} met {two} in {place} on day {n}.",
    "“We knew nothing of lot 7,” said {one}.",
    "Two aides to {two} said the “price of {n}” was high.",
    "“Nobody in this town was ever told of what lot 9 was to cost us,” said {one}.",
)
_PLACES = ("Busan", "Porthaven", "Callow Bay")


def _records() -> Iterator[dict[str, Any]]:
    chance = Random(15)
    for number in range(60):
        texts = chance.sample(_SAYING, 4)
        one, two = chance.sample(_PEOPLE, 2)
        text = "\n\n".join(
            said.format(one=one, two=two, place=chance.choice(_PLACES), n=number) for said in texts
        )
        yield {
            "url": f"https://echo.example/{number}",
            "title": f"Day {number}",
            "text": f"{one} and {two} spoke.\n\n{text}",
            "outlet": ("Echo", "Post")[number % 2],
            # No two on one day, where the order would be that of numbers.
            "date": f"2025-{1 + number // 28:02}-{1 + number % 28:02}",
        }


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archive_of(tmp_path_factory.mktemp("said"), _records()) as opened:
        yield opened


@pytest.fixture
def address(archive: Archive, opensearch: str) -> Iterator[str]:
    with collection(opensearch, "said", archive) as address:
        yield address


def _plain(quote: QuoteView) -> tuple[object, ...]:
    return (
        quote.hit.id, quote.words, quote.speaker, quote.kind, quote.behalf, quote.guessed,
        bool(quote.entity), quote.hit.date, quote.hit.outlet,
    )  # fmt: skip


def _entry(entry: LedgerEntry) -> object:
    variants = [_plain(one.quote) for one in entry.variants]
    return _plain(entry.quote), [_plain(one) for one in entry.others], variants


def _by_others(archive: Archive) -> dict[object, object]:
    """Of each quote of lot 9, who else says so."""
    ledger = archive.quotes
    found = archive.search("lot 9").hits.numbers()
    return {
        _plain(entry.quote): [_plain(one) for one in ledger.by_others(entry)]
        for one in ledger.speakers(found)
        for entry in ledger.said(one.entity, found).once()
    }


def _ledger(archive: Archive, **how: object) -> dict[object, object]:
    """All that the ledger says, by the names of speakers."""
    ledger = archive.quotes
    speakers = ledger.speakers(**how)  # type: ignore[arg-type]
    return {
        (one.type, one.name, one.quotes): list(
            map(_entry, ledger.said(one.entity, **how).once())  # type: ignore[arg-type]
        )
        for one in speakers
    }


def _called(archive: Archive, name: str) -> int:
    return next(one.entity for one in archive.entities(name) if one.name == name)


def _same(archive: Archive, shared: SharedArchive) -> None:
    """Both say the same: of all, of what a query finds, about somebody, and on pages of names."""
    for indirect in (False, True):
        assert _ledger(shared, indirect=indirect) == _ledger(archive, indirect=indirect)
    for query in ("harbour", "day -late", "person:berg"):
        mine, theirs = (one.search(query).hits.numbers() for one in (archive, shared))
        assert _ledger(shared, paragraphs=theirs) == _ledger(archive, paragraphs=mine)
    for one in archive.entities(kind="person"):
        here, there = one.entity, _called(shared, one.name)
        assert _ledger(shared, about=there, indirect=True) == _ledger(
            archive, about=here, indirect=True
        )
        for name in ("quotes_by", "quotes_about"):
            mine, theirs = (
                [_plain(quote) for quote in getattr(page, name)]
                for page in (archive.entity(here), shared.entity(there))
            )
            assert sorted(theirs) == sorted(mine)  # type: ignore[type-var]
    others = _by_others(archive)
    assert any(others.values())
    assert _by_others(shared) == others
    for query in _SAID:
        mine, theirs = archive.search(query), shared.search(query)
        assert {hit.id for hit in theirs.hits[:]} == {hit.id for hit in mine.hits[:]}, query
        assert theirs.paragraphs == mine.paragraphs


_SAID = (
    "said:berg late",
    'said:"senior official"',
    'said:"a spokesman for Lee Hsien"',
    "said:official scandal",
    "said:aides",
    "said:* wrong",
    'said:"Marta Ostrander"',
)


def _edits(archive: Archive, chance: Random) -> list[Edit]:
    one, two, three = chance.sample(
        [each for each in archive.entities(kind="person") if each.name in _PEOPLE], 3
    )
    surname = one.name.split()[-1]
    made = [
        merge_edit(two, one),
        rename_edit(three, "Somebody Else"),
        hide_edit(three),
        split_edit(one, surname, "Another One"),
    ]
    return chance.sample(made, 2)


def test_the_ledger_of_a_collection_is_that_of_an_archive(
    archive: Archive, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with SharedArchive.at(address) as shared:
        _same(archive, shared)
        assert list(shared.quotes.said(0, written="senior officials").once())
    for call in (("quotes",), ("quotes", "harbour"), ("quotes", "--speaker", "senior official")):
        said = []
        for place in (str(archive.path), address):
            assert main(["--archive", place, *call]) == 0
            said.append(capsys.readouterr().out)
        assert said[0] == said[1]


@pytest.mark.parametrize("seed", range(runs(2, 20)))
def test_the_ledger_follows_what_people_edit_about_names(
    tmp_path: Path, address: str, seed: int
) -> None:
    with (
        Archive.open(tmp_path / "b.db", index_folder=tmp_path / "index") as archive,
        SharedArchive.at(address) as shared,
    ):
        archive.add([file_of(tmp_path, _records())])
        edits = _edits(archive, Random(seed))
        archive.entity_editor.apply(edits)
        shared._opened.collection.edits.add(edits, "ann")
        shared._opened.reload()
        _same(archive, shared)


def test_of_very_many_quotes_the_newest_are_read_and_that_is_said(
    address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sharing.collection_speech.MOST", 5)
    assert main(["--archive", address, "quotes", "--speaker", "Anna Berg"]) == 0
    said = capsys.readouterr()
    assert "Anna Berg: out of the newest 5 of " in said.err
    newest = max(line.split(" · ")[-1] for line in said.out.splitlines() if " · 2025" in line)
    assert newest == _newest_day(address)


def _newest_day(address: str) -> str:
    with SharedArchive.at(address) as shared:
        said: Sequence[LedgerEntry] = shared.quotes.said(_called(shared, "Anna Berg")).once()
        return said[0].quote.hit.day
