"""An archive whose searches a cluster answers: imported, edited, left alone, built anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from index import Archive, NutgrafError, merge_edit
from index.engines.contract import Partial, Unavailable
from index.engines.opensearch.adapter import ADDRESS, OpenSearch
from index.engines.registry import PLUGINS

pytestmark = pytest.mark.opensearch

NOWHERE = "http://127.0.0.1:9/nothing"


@pytest.fixture
def cluster(opensearch: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a cluster without any index of ours, where the engine looks for it."""
    monkeypatch.setattr(PLUGINS, "found", lambda: (OpenSearch(),))
    monkeypatch.setenv(ADDRESS, f"{opensearch}/kept")
    yield opensearch
    ask(f"{opensearch}/kept-*", "DELETE")


@pytest.fixture
def opened(cluster: str, tmp_path: Path) -> Callable[[], Archive]:
    where = {"path": tmp_path / "a.db", "index_folder": tmp_path / "index"}
    return lambda: Archive.open(**where, engine="opensearch")


def ask(address: str, method: str = "GET", body: object = None):
    data = None if body is None else json.dumps(body).encode()
    with urlopen(
        Request(address, data, {"Content-Type": "application/json"}, method=method)
    ) as told:
        return json.load(told)


def test_it_is_imported_searched_edited_and_built_anew(opened, seeds) -> None:
    with opened() as archive:
        assert archive.search("harbour").paragraphs == 0
        archive.add([seeds / "harbour"])
        found = archive.search('"payments suspended" OR strike')
        assert found.paragraphs == len(found.hits[:]) > 5
        assert all(hit.spans or hit.title_spans for hit in found.hits[:])
        assert found.facets.people
        alike = (
            "file:harbour strike",
            "strike -file:harbour",
            "file:echo*",
            "file:/harbour/2025-10",
        )
        assert [archive.search(query).paragraphs for query in alike] == [
            *(archive.search("strike").paragraphs, 0),
            *(archive.search("outlet:echo").paragraphs, archive.search("file:2025-10").paragraphs),
        ]
        person = archive.entities("penhallow")[0].entity
        before = archive.search("person:penhallow").paragraphs
        assert before == archive.entity(person).paragraphs > 0
    with opened() as archive:
        assert archive.pending == 0
        assert archive.search("person:penhallow").paragraphs == before
        one, other = archive.entity_editor.entities(kind="person")[:2]
        apart = [archive.search(f'person:"{name.name}"').paragraphs for name in (one, other)]
        archive.entity_editor.apply([merge_edit(other, one)])
        both = archive.search(f'person:"{one.name}"').paragraphs
        assert max(apart) < both <= sum(apart)
        assert archive.check() == []
        total = archive.search("*").paragraphs
        assert archive.reindex() >= total
        assert archive.search("*").paragraphs == total


def test_two_that_are_open_see_what_the_other_brings(opened, seeds) -> None:
    with opened() as one, opened() as other:
        one.add([seeds / "harbour"])
        assert other.search("harbour").paragraphs == 0
        assert other.refresh()
        assert other.search("harbour").paragraphs == one.search("harbour").paragraphs > 0
        found = other.search("the")
        one.reindex()
        one.add([seeds / "apec"])
        assert other.refresh()
        assert other.search("the").paragraphs > found.paragraphs


def test_a_state_that_the_cluster_let_go_of_is_opened_again(opened, cluster, seeds) -> None:
    with opened() as archive:
        archive.add([seeds / "harbour"])
        found = archive.search("the")
        numbers = found.hits.numbers()
        ask(f"{cluster}/_search/point_in_time/_all", "DELETE")
        assert archive.search("the").hits.numbers() == numbers
        assert found.hits.firsts()[0] == 0


def test_who_reads_what_was_replaced_twice_is_told_to_ask_again(opened, seeds) -> None:
    with opened() as one, opened() as other:
        one.add([seeds / "harbour"])
        other.refresh()
        total = other.search("the").paragraphs
        one.reindex()
        # What was replaced before is removed.
        one.reindex()
        with pytest.raises(Partial, match="changed while it was read"):
            other.search("the")
        assert other.refresh()
        assert other.search("the").paragraphs == total


def test_what_is_away_is_said_and_the_rest_goes_on(opened, cluster, seeds, monkeypatch) -> None:
    with opened() as archive:
        archive.add([seeds / "harbour"])
        total = archive.search("the").paragraphs
    monkeypatch.setenv(ADDRESS, NOWHERE)
    with opened() as archive:
        assert archive.pending == 0
        with pytest.raises(Unavailable, match="127.0.0.1:9"):
            archive.search("the")
        assert not archive.refresh()
        report = archive.add([seeds / "apec"])
        assert "127.0.0.1:9" in report.unindexed
        assert archive.pending > 0
    monkeypatch.setenv(ADDRESS, f"{cluster}/kept")
    with opened() as archive:
        archive.catch_up()
        assert archive.pending == 0
        assert archive.search("the").paragraphs > total


def test_an_index_of_somebody_elses_is_left_alone(opened, cluster, seeds) -> None:
    with opened() as archive:
        archive.add([seeds / "harbour"])
    (name,) = ask(f"{cluster}/kept-*/_alias")
    ask(f"{cluster}/{name}/_mapping", "PUT", {"_meta": {"theirs": True}})
    with pytest.raises(NutgrafError, match="somebody else's"):
        opened()
    ask(
        f"{cluster}/{name}/_mapping",
        "PUT",
        {"_meta": {"nutgraf": {"kind": "archive-index", "version": 99}}},
    )
    with pytest.raises(NutgrafError, match="newer"):
        opened()
    assert ask(f"{cluster}/kept-*/_alias")


def test_an_older_index_is_built_anew(opened, cluster, seeds) -> None:
    with opened() as archive:
        archive.add([seeds / "harbour"])
        total = archive.search("the").paragraphs
    (name,) = ask(f"{cluster}/kept-*/_alias")
    ask(
        f"{cluster}/{name}/_mapping",
        "PUT",
        {"_meta": {"nutgraf": {"kind": "archive-index", "version": 0}}},
    )
    with opened() as archive:
        archive.catch_up()
        assert archive.search("the").paragraphs == total
    assert [name] != list(ask(f"{cluster}/kept-*/_alias"))
