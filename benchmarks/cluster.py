"""What a cluster takes: python -m benchmarks.cluster --help

The same made news as for the other engines (`benchmarks/news.py`) goes into an index of the engine
for OpenSearch, and the queries of `benchmarks/queries.py` are asked of it as the screen asks: the
best fifty and all counts at once, then names, outlets and days. Each query is asked for the first
time, by a node that has answered others before (`--warm`). Beside the time that passes stands the
processor's time of this process, which is the program's own share, and that of the node, which a
busy machine changes less (`--node PID` where it was started by somebody else).

    python -m benchmarks.cluster --data FOLDER --paragraphs 1200000

starts a node of its own on what FOLDER holds, fills it the first time, and asks.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks import news
from benchmarks.queries import asked
from index.core.article import Article
from index.core.document import ParagraphDoc
from index.engines.contract import EngineIndex, Wants
from index.engines.opensearch.adapter import OpenSearch
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.registry import LocalEngine
from index.query.parser import parse
from index.search.grounding import ground_query
from tests.index.local_engine import UNKNOWING
from tests.opensearch import server

_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_NAMES = 50_000
_OTHERS = """
about market state sugar water police court children army season money record people week
month time home world game player school health party leader vote plan report talk border ship
train farm city house street power energy steel copper gold trader index bond loan credit rate tax
"""
"""Words of news, for queries that are not measured."""


class Names:
    """Entities without names: what stands for one is a capitalised word."""

    def labels(self) -> tuple[NDArray[np.int8], list[str]]:
        return (np.arange(_NAMES) % 3).astype(np.int8), ["x"] * _NAMES

    def stored(self, paragraphs: Sequence[int]) -> dict[int, dict[str, str]]:  # noqa: ARG002
        return {}


def paragraphs(articles: Iterator[Article]) -> Iterator[tuple[int, list[ParagraphDoc]]]:
    """Articles as engines get them."""
    number = 0
    for place, article in enumerate(articles, 1):
        docs = []
        for ordinal, text in enumerate(article.paragraphs, 1):
            number += 1
            named = {crc32(word.encode()) % _NAMES for word in _NAME.findall(text)}
            docs.append(
                ParagraphDoc(
                    number,
                    place,
                    ordinal,
                    text,
                    article.title,
                    article.outlet,
                    date=article.date,
                    entities=tuple(sorted(named)[:4]),
                )
            )
        yield place, docs


@dataclass
class Clock:
    """Seconds that passed, and those of the processor: of this process, and of a node."""

    node: int | None

    def now(self) -> NDArray[np.float64]:
        return np.array([time.perf_counter(), time.process_time(), self._node()])

    def _node(self) -> float:
        if self.node is None:
            return 0.0
        fields = Path(f"/proc/{self.node}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fill(index: EngineIndex, folder: Path, wanted: int, clock: Clock) -> None:
    began, done = clock.now(), 0
    articles = news.manyfold(news.real(folder), wanted)
    with index.writer(anew=True) as writer:
        for article, docs in paragraphs(articles):
            writer.replace_article(article, docs)
            done += len(docs)
        writer.commit(1)
    index.reload()
    passed, own, node = clock.now() - began
    print(
        f"{done:,} paragraphs, {index.bytes / 1e6:,.0f} MB: {passed:,.0f} s, "
        f"processor {own:,.0f} s here, {node:,.0f} s in the node; {done / passed:,.0f} a second"
    )


def put(index: EngineIndex, text: str, clock: Clock) -> NDArray[np.float64]:
    """What it takes to answer a query as the screen asks: what is shown first, then the facets."""
    began = clock.now()
    query = ground_query(parse(text), UNKNOWING).query
    search = index.commit.start(query, Wants())
    _ = search.total, search.articles, search.clause_counts(), search.page(0, 50)
    shown = clock.now()
    search.terms("person", 30)
    search.outlets()
    search.histogram("day")
    return np.array([shown - began, clock.now() - shown])


def warm(index: EngineIndex, clock: Clock, queries: int) -> None:
    """Have a node answer others first, with words that are not among those measured."""
    measured = {word for each in asked() for word in each.words}
    words = [word for word in _OTHERS.split() if word not in measured]
    choose = random.Random(2)
    for number in range(queries):
        one, other = choose.sample(words, 2)
        shapes = (one, f"{one} {other}", f"{one} OR {other}", f'"{one} {other}"', f"{one[:3]}*")
        near, outlet = f"{one} NEAR/5 {other}", f"{one} outlet:reuters date:1987-03-01..1987-04-01"
        put(index, (*shapes, near, outlet)[number % 7], clock)


def ask(index: EngineIndex, clock: Clock, most: int, slowest: int) -> None:
    taken: dict[str, list[NDArray[np.float64]]] = {}
    each_taken: list[tuple[float, str]] = []
    queries = asked()
    random.Random(1).shuffle(queries)
    for each in queries[:most]:
        times = put(index, each.text, clock)
        taken.setdefault(each.kind, []).append(times)
        each_taken.append((times[0][2] or times[0][0], each.text))
    for seconds, text in sorted(each_taken, reverse=True)[:slowest]:
        print(f"{seconds * 1000:6.0f} ms  {text}")
    print(f"{'':18} screen: ms, p50 p95   here  node   facets: p50 p95   here  node")
    together = [row for rows in taken.values() for row in rows]
    for kind, rows in [*taken.items(), ("all", together)]:
        table = np.array(rows) * 1000
        middle, late = np.percentile(table, 50, axis=0), np.percentile(table, 95, axis=0)
        print(
            f"{kind:18} {middle[0][0]:12.0f} {late[0][0]:4.0f} {late[0][1]:6.1f} {late[0][2]:5.0f}"
            f" {middle[1][0]:12.0f} {late[1][0]:4.0f} {late[1][1]:6.1f} {late[1][2]:5.0f}"
        )


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.cluster", description=__doc__)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "address", nargs="?", help="of a cluster, such as http://127.0.0.1:9200/bench"
    )
    where.add_argument("--data", type=Path, help="start a node here, and keep all it holds")
    parser.add_argument("--news", type=Path, default=Path("../shared/news"))
    parser.add_argument("--paragraphs", type=int, default=100_000)
    parser.add_argument("--node", type=int, help="the process of a node on this machine")
    parser.add_argument("--keep", type=Path, help="ask what an earlier run left, or leave it here")
    parser.add_argument("--most", type=int, default=1_000)
    parser.add_argument("--warm", type=int, default=140, help="queries asked before, by others")
    parser.add_argument("--slowest", type=int, default=0, help="name so many of the slowest")
    parser.add_argument("--heap", default="2g", help="of the node that is started")
    parser.add_argument(
        "--parted", action="store_true", help="have that part each search among processors"
    )
    parser.add_argument("--local", action="store_true", help="the local engine instead")
    chosen = parser.parse_args(arguments)
    clock = Clock(chosen.node)
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as ending:
        if chosen.data:
            mode = {"search__concurrent_segment_search__mode": "all" if chosen.parted else "none"}
            node = server.start(chosen.data / "node", heap=chosen.heap, java=(), **mode)
            ending.callback(node.stop)
            clock = Clock(node.process.pid)
            chosen.address, chosen.keep = f"{node.address}/bench", chosen.data
            with Cluster(ClusterAddress.parse(chosen.address)) as cluster:
                recovered = {"wait_for_status": "yellow", "timeout": "300s"}
                cluster.ask("GET", "/_cluster/health", params=recovered, timeout=310)
        folder = (chosen.keep or Path(scratch)) / "index"
        adapter = LocalEngine() if chosen.local else OpenSearch(chosen.address)
        index = adapter.open(folder, key="bench", knows=lambda _: True, corpus=Names())
        ending.callback(index.close)
        if not index.revision:
            fill(index, chosen.news, chosen.paragraphs, clock)
        if not chosen.local:
            warm(index, clock, chosen.warm)
        ask(index, clock, chosen.most, chosen.slowest)


if __name__ == "__main__":
    main(sys.argv[1:])
