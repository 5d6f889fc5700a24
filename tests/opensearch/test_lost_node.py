"""A node of three is killed while two push and many search: nothing that was told of is lost.

Takes three servers and minutes, so that only NUTGRAF_THOROUGH=1 asks for it.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from pathlib import Path

import pytest

from index import Archive
from index.core.errors import NutgrafError
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.sharing.article_document import read
from index.sharing.push import Push
from tests.effort import THOROUGH, runs
from tests.opensearch import server

pytestmark = pytest.mark.opensearch

ARTICLES = runs(200, 2_000)


def _archive(folder: Path, first: int) -> Archive:
    """Half of the articles of one are those of the other."""
    path = folder / f"{first}.jsonl"
    records = (
        {
            "url": f"https://echo.example/{number}",
            "title": f"Tender {number}",
            "text": "\n\n".join(
                f"Anna Berg said on day {number} that lot {lot} of the tender would be late."
                for lot in range(20)
            ),
        }
        for number in range(first, first + ARTICLES)
    )
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    archive = Archive.open(folder / f"{first}.db", index_folder=folder / f"index-{first}")
    assert archive.add([path]).new == ARTICLES
    return archive


class _Searching(threading.Thread):
    """Searches until it is told to stop, and counts what came of that."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.ending = threading.Event()
        self.outcomes: Counter[str] = Counter()
        self._address = address

    def run(self) -> None:
        with Cluster(ClusterAddress.parse(self._address)) as cluster:
            while not self.ending.is_set():
                try:
                    told = cluster.ask("GET", "/desk-paragraphs/_search", timeout=20)
                except NutgrafError as problem:
                    self.outcomes[type(problem).__name__] += 1
                else:
                    self.outcomes["part" if told["_shards"]["failed"] else "whole"] += 1


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
    searching = [_Searching(address) for _ in range(4)]
    reports = []

    def push(archive: Archive) -> None:
        with Cluster(ClusterAddress.parse(address)) as cluster:
            reports.append(Push(archive._database, cluster, progress=progress).run())

    pushing = [threading.Thread(target=push, args=(one,)) for one in archives]
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
    assert outcomes["whole"] > 0
    assert set(outcomes) <= {"whole", "part", "Unavailable", "Busy", "NotThere"}
    _ensure_whole(address)
    for archive in archives:
        archive.close()


def _ensure_whole(address: str) -> None:
    """The cluster is green again and has every article and paragraph."""
    with Cluster(ClusterAddress.parse(address)) as cluster:
        wanted = {"wait_for_status": "green", "timeout": "120s", "wait_for_nodes": "3"}
        health = cluster.ask("GET", "/_cluster/health", params=wanted, timeout=130)
        assert (health["status"], health["number_of_nodes"]) == ("green", 3)
        cluster.ask("POST", "/desk-*/_refresh")
        count = cluster.ask("GET", "/desk-paragraphs/_count")["count"]
        articles = ARTICLES + ARTICLES // 2
        assert count == 20 * articles
        body = {"size": 10_000, "query": {"term": {"settled": True}}}
        hits = cluster.ask("POST", "/desk-articles/_search", body)["hits"]["hits"]
        assert len(hits) == articles
        assert all(len(read(hit["_source"]).current.paragraphs) == 20 for hit in hits)


if THOROUGH:

    @pytest.mark.skipif(bool(server.missing()), reason=server.missing())
    def test_a_node_that_is_killed_loses_nothing(tmp_path: Path) -> None:
        with server.cluster() as nodes:
            _run(tmp_path, nodes)
