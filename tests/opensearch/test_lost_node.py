"""A node of three is killed while two push and many search: nothing that was told of is lost.

Two archives push 200,000 paragraphs, a third of them the same, into shards with one copy each;
fifty searches a second are put by the engine. Takes three servers and half an hour, so that only
NUTGRAF_THOROUGH=1 asks for it; with -s it tells what became of the searches.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

from index import Archive
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.sharing.article_document import read
from index.sharing.collection import Collection
from tests.cli.conftest import ROOT
from tests.effort import THOROUGH
from tests.opensearch import server
from tests.opensearch.desk import READERS

pytestmark = pytest.mark.opensearch

ARTICLES = 6_668
"""In each of two archives; half of those of one are those of the other."""
PARAGRAPHS = 20
Told = dict[str, Any]


def _archive(folder: Path, first: int) -> Path:
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
    file = folder / f"{first}.db"
    with Archive.open(file, index_folder=file.with_suffix(".index")) as archive:
        assert archive.add([path]).new == ARTICLES
    return file


def _lose_one(nodes: list[server.Server], told: list[int]) -> None:
    """Kill the node that leads, in the middle, and have it come back."""
    with Cluster(ClusterAddress.parse(f"{nodes[0].address}/desk")) as cluster:
        (leads,) = cluster.ask("GET", "/_cat/cluster_manager", params={"format": "json"})
    lost = next(place for place, one in enumerate(nodes) if one.folder.name == leads["node"])
    nodes[lost].kill()
    told.append(lost)
    nodes[lost] = server.again(nodes[lost], nodes)


def _start(*call: str | Path) -> subprocess.Popen[str]:
    """One who uses the collection; ends when its standard input does, or by itself."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "tests.opensearch.desk", *map(str, call)]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)


def _run(folder: Path, nodes: list[server.Server]) -> None:
    address = ",".join(one.address for one in nodes).replace(",http://", ",") + "/desk"
    archives = [_archive(folder, 0), _archive(folder, ARTICLES // 2)]
    with Cluster(ClusterAddress.parse(address)) as cluster:
        Collection(cluster).prepare()
    lost: list[int] = []
    began = time.monotonic()
    with ExitStack() as ending:
        readers = [
            ending.enter_context(_start("read", address, str(6 * place)))
            for place in range(READERS)
        ]
        pushing = [ending.enter_context(_start("push", address, one)) for one in archives]
        with ThreadPoolExecutor(len(pushing) + 1) as threads:
            killing = Lock()
            killed: list[Future[None]] = []

            def follow(one: subprocess.Popen[str]) -> Told:
                """The first that has pushed a third kills a node; both go on meanwhile."""
                assert one.stdout
                last: Told = {}
                for line in one.stdout:
                    last = json.loads(line)
                    if last.get("done", 0) >= ARTICLES // 3 and killing.acquire(blocking=False):
                        killed.append(threads.submit(_lose_one, nodes, lost))
                return last

            reports = list(threads.map(follow, pushing))
            for one in killed:
                one.result()
        told: list[Told] = [json.loads(one.communicate()[0]) for one in readers]
    assert lost, "a node was killed"
    assert [report["read"] for report in reports] == [ARTICLES, ARTICLES]
    outcomes = _tell(told, reports, nodes, time.monotonic() - began)
    assert not [text for one in told for text in one["tracebacks"]]
    assert outcomes["whole"] > 0
    assert set(outcomes) <= {"whole", "Partial", "Unavailable", "Busy", "NotThere"}
    _ensure_whole(address)


def _tell(
    read: Sequence[Told], pushed: Sequence[Told], nodes: Sequence[server.Server], took: float
) -> Counter[str]:
    """What became of the searches, and where the processors went, for whoever looks at the output.
    The node that was killed is counted since it came back.
    """
    outcomes = sum((Counter(one["outcomes"]) for one in read), Counter())
    said = sum((Counter(one["said"]) for one in read), Counter())
    times = sorted(second for one in read for second in one["seconds"])
    middle, late = times[len(times) // 2], times[-len(times) // 20]
    reading, pushing = (sum(one["processor"] for one in some) for some in (read, pushed))
    serving = sum(one.processor for one in nodes)
    sys.stdout.write(
        f"\n{outcomes.total():,} searches in {took:,.0f} s: {dict(outcomes)}\n"
        f"half within {middle:.2f} s, 95 of 100 within {late:.2f} s\n"
        f"processor: nodes {serving:,.0f} s, readers {reading:,.0f} s, importers {pushing:,.0f} s\n"
        + "".join(f"{count:5} {words}\n" for words, count in said.most_common())
    )
    return outcomes


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
