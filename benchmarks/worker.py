"""One engine in a process of its own: prints what it took as one line of JSON.

Called by `benchmarks.search` as: python -m benchmarks.worker prepare|index|search ENGINE FILE DIR
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import news
from benchmarks.engines.contract import Engine
from benchmarks.queries import asked
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


def search(one: Engine) -> dict[str, Any]:
    before = resident()
    began = time.perf_counter()
    one.open()
    opening = time.perf_counter() - began
    rows = []
    for query in asked():
        times: list[float] = []
        while len(times) < 3 or (len(times) < _REPEATS and sum(times) < _LONG):
            began = time.perf_counter()
            count, read = one.search(query)
            times.append((time.perf_counter() - began) * 1000)
        rows.append([query.kind, query.text, times, count, read])
    return {
        "opening": opening * 1000, "queries": rows, "peak": peak(), "resident": resident(),
        "before": before,
    }  # fmt: skip


def main(arguments: list[str]) -> None:
    step, name, corpus, folder = arguments
    one = engine(name, Path(folder))
    if step == "prepare":
        one.prepare(news.load(Path(corpus)))
        answer: dict[str, Any] = {}
    elif step == "index":
        answer = index(one, Path(corpus))
    else:
        answer = search(one)
    print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
