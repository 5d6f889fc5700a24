"""One engine in a process of its own: prints what it took as one line of JSON.

Called by `benchmarks.search` as: python -m benchmarks.worker STEP ENGINE FILE DIR, where a step is
"prepare", "index", "first" (each query once, in the order that SEED shuffles) or "repeated". With
NUTGRAF_BENCH_CPU set, queries are measured in CPU time, on a machine that has other things to do.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import news
from benchmarks.engines.contract import Engine
from benchmarks.queries import asked, warming
from index.core.article import Article

ENGINES = {
    "nutgraf": ("nutgraf", "Rows"),
    "nutgraf-screen": ("nutgraf", "Screen"),
    "tantivy": ("tantivy_py", "Tantivy"),
    "fts5": ("fts5", "Fts5"),
    "whoosh": ("stock_whoosh", "StockWhoosh"),
}
_BATCH = 1_000
_REPEATS = 15
_LONG = 1_000
"""A query is repeated so often, or for so many ms if that is shorter, but at least three times."""


def engine(name: str, folder: Path) -> Engine:
    module, made = ENGINES[name]
    built: Engine = getattr(import_module(f"benchmarks.engines.{module}"), made)(folder)
    return built


def peak() -> int:
    """The most memory this process ever had resident, in bytes."""
    try:
        # Linux counts what the parent had before exec into ru_maxrss, but not into this.
        status = Path("/proc/self/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def resident() -> int:
    """What is resident now, in bytes; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def index(one: Engine, corpus: Path) -> dict[str, Any]:
    began = time.process_time()
    seconds = one.index(_batches(corpus))
    words, texts = one.bytes()
    cpu = time.process_time() - began
    return {"seconds": seconds, "cpu": cpu, "peak": peak(), "bytes": words, "texts": texts}


def _batches(corpus: Path) -> Iterator[list[Article]]:
    articles = news.load(corpus)
    while batch := list(islice(articles, _BATCH)):
        yield batch


def _clock() -> float:
    return time.process_time() if os.environ.get("NUTGRAF_BENCH_CPU") else time.perf_counter()


def _opened(one: Engine) -> dict[str, Any]:
    """Open the engine and get it going: ms until it was open, and what was resident before."""
    before = resident()
    began = _clock()
    one.open()
    opening = (_clock() - began) * 1000
    for query in warming():
        one.search(query)
    return {"opening": opening, "before": before}


def first(one: Engine, seed: str) -> dict[str, Any]:
    """Every query once: ms of each, in the order in which they are listed."""
    opened = _opened(one)
    queries = list(enumerate(asked()))
    random.Random(seed).shuffle(queries)
    rows: dict[int, list[Any]] = {}
    faults, used = resource.getrusage(resource.RUSAGE_SELF).ru_minflt, time.process_time()
    for place, query in queries:
        began = _clock()
        count, read = one.search(query)
        took = (_clock() - began) * 1000
        rows[place] = [query.kind, query.text, took, count, read]
    used = time.process_time() - used
    faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - faults
    return {
        **opened, "queries": [rows[place] for place in sorted(rows)], "peak": peak(),
        "resident": resident(), "cpu": used * 1000, "faults": faults,
    }  # fmt: skip


def repeated(one: Engine) -> dict[str, Any]:
    """Every query many times, one after the other: the median ms of each."""
    opened = _opened(one)
    rows = []
    for query in asked():
        times: list[float] = []
        while len(times) < 3 or (len(times) < _REPEATS and sum(times) < _LONG):
            began = _clock()
            count, read = one.search(query)
            times.append((_clock() - began) * 1000)
        rows.append([query.kind, query.text, median(times), count, read])
    return {**opened, "queries": rows, "peak": peak(), "resident": resident()}


def main(arguments: list[str]) -> None:
    step, name, corpus, folder, *seed = arguments
    one = engine(name, Path(folder))
    if step == "prepare":
        one.prepare(news.load(Path(corpus)))
        answer: dict[str, Any] = {}
    elif step == "index":
        answer = index(one, Path(corpus))
    elif step == "first":
        answer = first(one, *seed)
    else:
        answer = repeated(one)
    print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
