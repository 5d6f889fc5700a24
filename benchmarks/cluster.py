"""What a cluster takes: python -m benchmarks.cluster --help

The same made news as for the other engines (`benchmarks/news.py`) goes into an index of the engine
for OpenSearch, and the queries of `benchmarks/queries.py` are asked of it as the screen asks: the
best fifty and all counts at once, then names, outlets and days. Each query is asked for the first
time. Beside the time that passes stands the processor's time of this process, which is the
program's own share; `--node PID` adds that of the node, which a busy machine changes less.
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
from index.engines.registry import LocalEngine
from index.query.parser import parse
from index.search.grounding import ground_query
from tests.index.local_engine import UNKNOWING

_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_NAMES = 50_000


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


def ask(index: EngineIndex, clock: Clock, most: int) -> None:
    engine = index.commit
    taken: dict[str, list[NDArray[np.float64]]] = {}
    queries = asked()
    random.Random(1).shuffle(queries)
    for each in queries[:most]:
        began = clock.now()
        query = ground_query(parse(each.text), UNKNOWING).query
        search = engine.start(query, Wants())
        _ = search.total, search.articles, search.clause_counts(), search.page(0, 50)
        shown = clock.now()
        search.terms("person", 30)
        search.outlets()
        search.histogram("day")
        taken.setdefault(each.kind, []).append(np.array([shown - began, clock.now() - shown]))
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
    parser.add_argument("address", help="of a cluster, such as http://127.0.0.1:9200/bench")
    parser.add_argument("--news", type=Path, default=Path("../shared/news"))
    parser.add_argument("--paragraphs", type=int, default=100_000)
    parser.add_argument("--node", type=int, help="the process of a node on this machine")
    parser.add_argument("--keep", type=Path, help="ask what an earlier run left, or leave it here")
    parser.add_argument("--most", type=int, default=1_000)
    parser.add_argument("--local", action="store_true", help="the local engine instead")
    chosen = parser.parse_args(arguments)
    clock = Clock(chosen.node)
    with tempfile.TemporaryDirectory() as scratch:
        folder = (chosen.keep or Path(scratch)) / "index"
        adapter = LocalEngine() if chosen.local else OpenSearch(chosen.address)
        index = adapter.open(folder, key="bench", knows=lambda _: True, corpus=Names())
        if not index.revision:
            fill(index, chosen.news, chosen.paragraphs, clock)
        ask(index, clock, chosen.most)
        index.close()


if __name__ == "__main__":
    main(sys.argv[1:])
