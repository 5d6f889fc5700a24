"""A node of three is killed while two push and many search: nothing that was told of is lost.

Two archives push 200,000 paragraphs, a third of them the same, into shards with one copy each;
fifty searches a second are put by the engine. Takes three servers and half an hour, so that only
NUTGRAF_THOROUGH=1 asks for it; with -s it tells what became of the searches.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from index import Archive
from index.core.errors import NutgrafError
from index.core.led_names import AS_FOUND
from index.engines.contract import Wants
from index.engines.opensearch.asking import SearchClient
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.search import OpenSearchSearch
from index.engines.opensearch.state import Stamp, State
from index.query.parser import parse
from index.sharing.article_document import read
from index.sharing.collection import Collection
from index.sharing.collection_query import grounded
from index.sharing.push import Push
from tests.effort import THOROUGH
from tests.opensearch import server

pytestmark = pytest.mark.opensearch

ARTICLES = 6_668
"""In each of two archives; half of those of one are those of the other."""
PARAGRAPHS = 20
SEARCHERS, A_SECOND = 8, 50
QUERIES = (
    "tender", "lot 7 late", '"lot 3 of the tender"', "day NEAR/5 tender", "person:berg", "lat*",
    'person:"Anna Berg" tender -"lot 1"', "scope:article day late", "harbour17", "zebra",
)  # fmt: skip


def _archive(folder: Path, first: int) -> Archive:
    """Half of the articles of one are those of the other."""
    path = folder / f"{first}.jsonl"
    records = (
        {
            "url": f"https://echo.example/{number}",
            "title": f"Tender {number}",
            "text": "\n\n".join(
                f"Anna Berg said on day {number} that lot {lot} of the tender for"
                f" harbour{number % 97} would be late."
                for lot in range(PARAGRAPHS)
            ),
        }
        for number in range(first, first + ARTICLES)
    )
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    archive = Archive.open(folder / f"{first}.db", index_folder=folder / f"index-{first}")
    assert archive.add([path]).new == ARTICLES
    return archive


class _Names:
    """Nobody asks for names."""

    def labels(self) -> tuple[np.ndarray, list[str]]:
        return np.zeros(0, np.int8), []

    def stored(self, paragraphs: Sequence[int]) -> dict[int, dict[str, str]]:
        raise AssertionError


class _Desk(threading.Thread):
    """A reader who searches so many times a second, and counts what came of that. What is shown
    after something went wrong is asked of what the index holds then.
    """

    def __init__(self, address: str, first: int) -> None:
        super().__init__()
        self.ending = threading.Event()
        self.outcomes: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.tracebacks: list[str] = []
        self.seconds: list[float] = []
        self._address, self._first = address, first

    def run(self) -> None:
        with Cluster(ClusterAddress.parse(self._address)) as cluster:
            client = SearchClient(cluster)
            collection, state, opened, turn = Collection(cluster), None, 0.0, self._first
            due = time.monotonic()
            while not self.ending.wait(max(0.0, due - time.monotonic())):
                due += SEARCHERS / A_SECOND
                turn += 1
                began = time.monotonic()
                try:
                    if state is None or began - opened > 5:
                        old, opened = state, began
                        state = State(client, Stamp(collection.paragraphs, 0, 0))
                        if old is not None:
                            old.close()
                    self._search(state, collection, QUERIES[turn % len(QUERIES)])
                except NutgrafError as problem:
                    self.outcomes[type(problem).__name__] += 1
                    self.said[problem.message[:90]] += 1
                    state = None
                except Exception:  # noqa: BLE001  (that is what is looked for)
                    self.outcomes["traceback"] += 1
                    self.tracebacks.append(traceback.format_exc())
                    state = None
                else:
                    self.outcomes["whole"] += 1
                self.seconds.append(time.monotonic() - began)
            if state is not None:
                with suppress(NutgrafError):
                    state.close()

    def _search(self, state: State, collection: Collection, text: str) -> None:
        """As the screen does."""
        asking = state.client.asking(time.monotonic() + 20)
        query = grounded(parse(text), collection, AS_FOUND)
        search = OpenSearchSearch(state, query, Wants(), asking, _Names())
        assert len(search.page(0, 50).paragraphs) == min(50, search.total.count)
        assert search.articles <= search.total.count


def _lose_one(nodes: list[server.Server], told: list[int]) -> None:
    """Kill the node that leads, in the middle, and have it come back."""
    with Cluster(ClusterAddress.parse(f"{nodes[0].address}/desk")) as cluster:
        (leads,) = cluster.ask("GET", "/_cat/cluster_manager", params={"format": "json"})
    lost = next(place for place, one in enumerate(nodes) if one.folder.name == leads["node"])
    nodes[lost].kill()
    told.append(lost)
    nodes[lost] = server.again(nodes[lost], nodes)


def _run(folder: Path, nodes: list[server.Server]) -> None:
    address = ",".join(one.address for one in nodes).replace(",http://", ",") + "/desk"
    archives = [_archive(folder, 0), _archive(folder, ARTICLES // 2)]
    lost: list[int] = []
    killed = threading.Lock()

    def progress(done) -> None:
        """The first that has pushed a third kills a node; both go on meanwhile."""
        if done.inputs_done >= ARTICLES // 3 and killed.acquire(blocking=False):
            killing.start()

    killing = threading.Thread(target=_lose_one, args=(nodes, lost))
    searching = [_Desk(address, place * 3) for place in range(SEARCHERS)]
    reports = []

    def push(archive: Archive) -> None:
        with Cluster(ClusterAddress.parse(address)) as cluster:
            reports.append(Push(archive._database, cluster, progress=progress).run())

    pushing = [threading.Thread(target=push, args=(one,)) for one in archives]
    with Cluster(ClusterAddress.parse(address)) as cluster:
        Collection(cluster).prepare()
    began = time.monotonic()
    for thread in (*pushing, *searching):
        thread.start()
    for thread in pushing:
        thread.join()
    killing.join()
    for thread in searching:
        thread.ending.set()
        thread.join()
    assert lost, "a node was killed"
    assert [report.read for report in reports] == [ARTICLES, ARTICLES]
    outcomes = sum((one.outcomes for one in searching), Counter())
    took = time.monotonic() - began
    _tell(searching, outcomes, took)
    assert not [text for one in searching for text in one.tracebacks]
    assert outcomes["whole"] > 0
    assert set(outcomes) <= {"whole", "Partial", "Unavailable", "Busy", "NotThere"}
    _ensure_whole(address)
    for archive in archives:
        archive.close()


def _tell(searching: Sequence[_Desk], outcomes: Counter[str], took: float) -> None:
    """What became of the searches, for whoever looks at the output."""
    times = sorted(second for one in searching for second in one.seconds)
    middle, late = times[len(times) // 2], times[-len(times) // 20]
    said = sum((one.said for one in searching), Counter())
    sys.stdout.write(
        f"\n{outcomes.total():,} searches in {took:,.0f} s: {dict(outcomes)}\n"
        f"half within {middle:.2f} s, 95 of 100 within {late:.2f} s\n"
        + "".join(f"{count:5} {words}\n" for words, count in said.most_common())
    )


def _ensure_whole(address: str) -> None:
    """The cluster is green again and has every article and paragraph."""
    with Cluster(ClusterAddress.parse(address)) as cluster:
        wanted = {"wait_for_status": "green", "timeout": "120s", "wait_for_nodes": "3"}
        health = cluster.ask("GET", "/_cluster/health", params=wanted, timeout=130)
        assert (health["status"], health["number_of_nodes"]) == ("green", 3)
        cluster.ask("POST", "/desk-*/_refresh")
        count = cluster.ask("GET", "/desk-paragraphs/_count")["count"]
        articles = ARTICLES + ARTICLES // 2
        assert count == PARAGRAPHS * articles
        body = {"size": 1_000, "query": {"term": {"settled": True}}, "sort": [{"number": "asc"}]}
        seen = 0
        while hits := cluster.ask("POST", "/desk-articles/_search", body)["hits"]["hits"]:
            assert all(len(read(hit["_source"]).current.paragraphs) == PARAGRAPHS for hit in hits)
            seen += len(hits)
            body["search_after"] = hits[-1]["sort"]
        assert seen == articles


if THOROUGH:

    @pytest.mark.skipif(bool(server.missing()), reason=server.missing())
    def test_a_node_that_is_killed_loses_nothing(tmp_path: Path) -> None:
        with server.cluster() as nodes:
            _run(tmp_path, nodes)
