"""Edits of names in a collection: the same answer as when they are made where the news is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from index import (
    Archive,
    Edit,
    SharedArchive,
    apart_edit,
    hide_edit,
    merge_edit,
    rename_edit,
    retype_edit,
    split_edit,
)
from index.core.errors import InputError
from index.core.values import EntityType
from index.engines.contract import Wants
from index.engines.opensearch.asking import SearchClient
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.search import OpenSearchSearch
from index.engines.opensearch.state import Stamp, State
from index.entities.editing import rule_file
from index.query.parser import parse
from index.sharing.collection import Collection
from index.sharing.collection_query import grounded
from tests.effort import runs
from tests.opensearch.pushed import archive_of, collection, file_of

pytestmark = pytest.mark.opensearch

_PEOPLE = ("Marta Ostrander", "Tomas Ostrander", "Alasdair Penhallow", "Anna Berg", "Lee Hsien")
_TEXTS = (
    "{0} met {1} in London on Thursday, {1} said.",
    "The Dock Workers Union listened to {0}. “We were late,” said {1}.",
    "“It is a small harbour,” {0} said in Callow Bay.",
    "{0} wrote to {1} and to Anna Berg. Berg lives in London.",
    "Nobody was there. It rained.",
)


def _records() -> Iterator[dict[str, Any]]:
    random = Random(7)
    for number in range(60):
        pairs = (random.sample(_PEOPLE, 2) for _ in range(3))
        text = "\n\n".join(random.choice(_TEXTS).format(*pair) for pair in pairs)
        yield {"url": f"https://echo.example/{number}", "title": f"Day {number}", "text": text}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archive_of(tmp_path_factory.mktemp("source"), _records()) as archive:
        yield archive


@pytest.fixture
def address(opensearch: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A collection of its own."""
    name = f"named-{abs(hash(request.node.name)) % 10**8}"
    with collection(opensearch, name) as address:
        yield address


class Asked:
    """Queries put to a collection, as `index.sharing.pull` does, with what its hits name."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        collection.look()
        client = SearchClient(collection.cluster)
        self._state = State(client, Stamp(collection.paragraphs, 0, 0))

    def close(self) -> None:
        self._state.close()

    def __call__(self, query: str) -> tuple[int, dict[tuple[str, str], int]]:
        """How many paragraphs, and in how many of them who is named."""
        names = self._collection.edits.names()
        asking = self._state.client.asking()
        ground = grounded(parse(query), self._collection, names)
        search = OpenSearchSearch(self._state, ground, Wants(), asking, _Corpus(), names=names)
        counts = search.terms()
        called = {number: (one.type, name) for number, (one, name) in names.names.items()}
        called = self._found() | called
        listed = zip(counts.entities.tolist(), counts.counts.tolist(), strict=True)
        return search.total.count, {called[entity]: count for entity, count in listed}

    def _found(self) -> dict[int, tuple[str, str]]:
        """What entities are called in texts."""
        body = {"size": 10_000}
        told = self._collection.search(self._collection.names, body)["hits"]["hits"]
        return {
            one["_source"]["entity"]: (one["_source"]["type"], one["_source"]["name"])
            for one in told
        }


@dataclass(frozen=True)
class Named:
    """Whatever has a type and a name."""

    type: EntityType
    name: str


class _Corpus:
    """Nobody asks for names."""

    def labels(self) -> tuple[np.ndarray, list[str]]:
        return np.zeros(0, np.int8), []

    def stored(self, paragraphs: Sequence[int]) -> dict[int, dict[str, str]]:
        raise AssertionError


def _some(archive: Archive, random: Random) -> Edit | None:
    """An edit of names that there are; None where it would change nothing."""
    entities = list(archive.entity_editor.entities())
    one, other = random.choice(entities), random.choice(entities)
    alias = random.choice([name for name, _ in archive.entity(one.entity).aliases] or [one.name])
    makers: list[Callable[[], Edit]] = [
        lambda: merge_edit(one, other),
        lambda: merge_edit(one, other),
        lambda: split_edit(one, alias, random.choice(["", "Somebody Else", other.name])),
        lambda: rename_edit(one, random.choice(["The Harbour Master", one.name.upper()])),
        lambda: retype_edit(one, random.choice(["person", "org", "place"])),
        lambda: hide_edit(one),
        lambda: apart_edit(one, other),
    ]
    try:
        return random.choice(makers)()
    except InputError:
        return None


def _queries(archive: Archive) -> list[str]:
    """Queries by names that there are, and by such as there were."""
    names = {(one.type, one.name) for one in archive.entity_editor.entities()}
    names |= {("person", one) for one in (*_PEOPLE, "Ostrander", "Somebody Else")}
    queries = [f'{kind}:"{name}"' for kind, name in sorted(names)]
    queries += ["person:ostrander", "person:berg", "entity:harbour", "org:union", "*", "london"]
    return [*queries, 'said:"Anna Berg"', "said:ostrander late", "-person:berg london"]


def _answers(archive: Archive, query: str) -> tuple[int, dict[tuple[str, str], int]]:
    found = archive.search(query)
    facets = found.facets
    named = [one for kind in ("person", "org", "place") for one in facets.of(kind)]
    return found.paragraphs, {(one.type, one.name): one.count for one in named}


@pytest.mark.parametrize("seed", range(runs(2, 60)))
def test_a_collection_answers_as_an_archive_with_the_same_edits(
    tmp_path: Path, address: str, source: Archive, seed: int
) -> None:
    """Edits are told to the collection alone, after the news; the archive makes them itself."""
    random = Random(seed)
    source.exchange(address).push()
    with (
        Archive.open(tmp_path / "b.db", index_folder=tmp_path / "index") as archive,
        Cluster(ClusterAddress.parse(address)) as cluster,
        closing(Asked(Collection(cluster))) as asked,
    ):
        archive.add([file_of(tmp_path, _records())])
        collection = asked._collection
        for _ in range(runs(5, 8)):
            edit = _some(archive, random)
            if edit is None:
                continue
            archive.entity_editor.apply([edit])
            collection.edits.add([edit], "ann")
            if random.random() < 0.2:
                kept = random.choice(archive.entity_editor.kept())
                told = [one for one in collection.edits.standing() if one.edit == kept.edit]
                archive.entity_editor.take_back([kept.number])
                collection.edits.take_back([one.id for one in told[:1]], "ann")
        for query in _queries(archive):
            assert asked(query) == _answers(archive, query), query


@pytest.mark.parametrize("seed", range(runs(2, 30)))
def test_a_collection_answers_as_the_archive_whose_edits_were_pushed(
    tmp_path: Path, address: str, seed: int
) -> None:
    random = Random(1_000 + seed)
    with (
        Archive.open(tmp_path / "b.db", index_folder=tmp_path / "index") as archive,
        Cluster(ClusterAddress.parse(address)) as cluster,
    ):
        archive.add([file_of(tmp_path, _records())])
        archive.entity_editor.apply([one for _ in range(4) if (one := _some(archive, random))])
        archive.exchange(address).push()
        archive.entity_editor.apply([one for _ in range(3) if (one := _some(archive, random))])
        again = archive.exchange(address).push()
        assert (again.new, again.changed) == (0, 0), "edits alone change no article"
        with closing(Asked(Collection(cluster))) as asked:
            for query in _queries(archive):
                assert asked(query) == _answers(archive, query), query


def test_what_one_merges_another_finds_and_pulls(
    tmp_path: Path, address: str, source: Archive
) -> None:
    """Within a second, and nothing of the paragraphs is written for it."""
    source.exchange(address).push()
    merge = merge_edit(Named("person", "Tomas Ostrander"), Named("person", "Marta Ostrander"))
    with (
        Archive.open(tmp_path / "b.db", index_folder=tmp_path / "index") as archive,
        Cluster(ClusterAddress.parse(address)) as cluster,
        closing(Asked(Collection(cluster))) as asked,
    ):
        collection = asked._collection
        written = _written(collection)
        before, _ = asked('person:"Marta Ostrander"')
        collection.edits.add([merge], "ann")
        after, counts = asked('person:"Marta Ostrander"')
        assert after > before
        assert counts["person", "Marta Ostrander"] == after
        assert ("person", "Tomas Ostrander") not in counts
        assert asked('person:"Tomas Ostrander"')[0] == after
        archive.exchange(address).pull(parse('person:"Marta Ostrander"'))
        assert archive.search('person:"Marta Ostrander"').paragraphs == after
        (told,) = collection.edits.standing()
        collection.edits.take_back([told.id], "bob")
        assert asked('person:"Marta Ostrander"')[0] == before
        assert _written(collection) == written
        archive.exchange(address).pull(parse("zebra"))
        assert archive.search('person:"Marta Ostrander"').paragraphs == before


def test_rules_of_a_file_are_told_to_all_who_use_it(address: str, source: Archive) -> None:
    source.exchange(address).push()
    merge = merge_edit(Named("person", "Tomas Ostrander"), Named("person", "Marta Ostrander"))
    rules = rule_file.write([merge])
    with SharedArchive.at(address) as one, SharedArchive.at(address) as other:
        before = other.search('person:"Marta Ostrander"').paragraphs
        assert one.entity_editor.read_rules(rules) == 1
        assert one.entity_editor.read_rules(rules) == 0
        assert other.entity_editor.rules() == rules
        assert [kept.edit for kept in other.entity_editor.kept()] == [merge]
        after = one.search('person:"Marta Ostrander"').paragraphs
        assert after > before
        other._opened.collection.edits._asked = None  # a second later
        assert other.search('person:"Marta Ostrander"').paragraphs == after


def _written(collection: Collection) -> int:
    """How often something was written to the paragraphs."""
    told = collection.cluster.ask("GET", f"/{collection.paragraphs}/_stats/indexing")
    count: int = told["_all"]["primaries"]["indexing"]["index_total"]
    return count


def test_two_who_edit_at_once_lose_nothing(address: str, source: Archive) -> None:
    source.exchange(address).push()
    edits = [
        merge_edit(Named("person", name), Named("person", "Anna Berg")) for name in _PEOPLE[:3]
    ]
    ways = [Cluster(ClusterAddress.parse(address)) for _ in edits]
    with ThreadPoolExecutor(len(ways)) as threads:
        told = threads.map(lambda way, edit: Collection(way).edits.add([edit], "ann"), ways, edits)
        ids = {one.id for some in told for one in some}
    seen = [Collection(way).edits.standing() for way in ways]
    assert {one.id for one in seen[0]} == ids
    assert seen[0] == seen[1] == seen[2]
    for way in ways:
        way.close()
