"""Who else has a paragraph of a collection is who has it in an archive of the same articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from index import Archive, Article, SharedArchive
from tests.opensearch.pushed import collection
from tests.standing_news import article, file, with_line

pytestmark = pytest.mark.opensearch

_WIRES = tuple(
    f"The harbour board of {place} suspended all payments to the dredging company on Friday after "
    f"auditors found {n} invoices for work that was never done, its chair Marta Ostrander said."
    for n, place in enumerate(("Porthaven", "Callow Bay", "Busan"), 14)
)


def _edited(text: str, chance: Random) -> str:
    words = text.split()
    del words[chance.randrange(1, len(words) - 1)]
    return " ".join(words)


def _articles() -> list[Article]:
    """Texts that go round, as they were, edited, and edited again."""
    chance, made = Random(15), []
    for number in range(24):
        one = article(number, outlet=f"Outlet {number % 12}")
        wire = chance.choice(_WIRES)
        for _ in range(chance.randrange(3)):
            wire = _edited(wire, chance)
        for line in (wire, "She did not elaborate."):
            one = with_line(one, line, 2)
        if number % 5 == 0:
            one = with_line(one, article(number + 1).paragraphs[3], 4)
        made.append(replace(one, date=f"2025-10-{1 + number:02}"))
    return made


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, opensearch: str
) -> Iterator[tuple[Archive, SharedArchive]]:
    folder = tmp_path_factory.mktemp("copies")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([file(folder / "news.jsonl", _articles())])
        with (
            collection(opensearch, "copied", archive) as address,
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setenv("NUTGRAF_HOME", str(folder))
            with SharedArchive.at(address) as shared:
                yield archive, shared


def test_whoever_has_a_paragraph_too_is_found(both: tuple[Archive, SharedArchive]) -> None:
    archive, shared = both
    theirs = {hit.id: hit.number for hit in shared.search("").hits[:]}
    copied = 0
    for hit in archive.search("-elaborate").hits[:]:
        mine = archive.copies.of(hit.number)
        found = shared.copies.of(theirs[hit.id])
        assert [one.id for one in found] == [one.id for one in mine], hit.text
        assert [one.copied for one in found] == [one.copied for one in mine]
        copied += bool(mine)
    assert copied > 15


def test_one_too_short_to_be_a_copy_has_none(both: tuple[Archive, SharedArchive]) -> None:
    _, shared = both
    assert shared.copies.of(shared.search("elaborate").hits[0].number) == []
    assert shared.copies.of(12) == []
