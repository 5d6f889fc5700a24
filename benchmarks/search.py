"""Search engines side by side, in one run: python -m benchmarks.search --help

Each engine indexes the same paragraphs and answers the same queries, its best fifty rows read,
in processes of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import news, report
from benchmarks.worker import ENGINES

ROOT = Path(__file__).parents[1]
LARGE = 1_200_000


def _run(step: str, name: str, corpus: Path, folder: Path) -> Any:
    command = [sys.executable, "-m", "benchmarks.worker", step, name, str(corpus), str(folder)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def measure(names: list[str], corpus: Path, scratch: Path) -> dict[str, Any]:
    """What each engine took. The screen's search runs on the index of Nutgraf's own."""
    found: dict[str, Any] = {}
    for name in names:
        folder = scratch / name.partition("-")[0]
        began = time.perf_counter()
        if not folder.exists():
            folder.mkdir()
            _run("prepare", name, corpus, folder)
            found[name] = {"index": _run("index", name, corpus, folder)}
        else:
            found[name] = {"index": None}
        found[name]["search"] = _run("search", name, corpus, folder)
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--engines", help=f"some of: {' '.join(ENGINES)}", nargs="+")
    parser.add_argument("--news", type=Path, default=ROOT.parent / "shared" / "news")
    parser.add_argument("--small", type=int, metavar="N", help="only the first N articles")
    parser.add_argument("--large", action="store_true", help=f"{LARGE:,} paragraphs")
    parser.add_argument("--markdown", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--scratch", type=Path, help="where indexes are made (default: a new /tmp)")
    given = parser.parse_args()
    # Stock Whoosh takes many times as long as all the others together.
    names = given.engines or [name for name in ENGINES if not (given.large and name == "whoosh")]
    unknown = [name for name in names if name not in ENGINES]
    if unknown:
        parser.error(f"unknown engine {unknown[0]}; there are: {', '.join(ENGINES)}")
    load = os.getloadavg()[0]
    with TemporaryDirectory(dir=given.scratch) as folder:
        scratch = Path(folder)
        corpus = scratch / "corpus.jsonl"
        articles = news.real(given.news)
        if given.small:
            articles = articles[: given.small]
        made = news.manyfold(articles, LARGE) if given.large else iter(articles)
        if not given.large and not given.small and len(articles) < 1_000:
            print("The news is not there; the sample archive is multiplied.", file=sys.stderr)
            made = news.manyfold(articles, 100_000)
        size = news.store(corpus, islice(made, None))
        del articles
        found = measure(names, corpus, scratch)
    text = report.tables(found, size, load)
    print(text)
    if given.markdown:
        report.write(ROOT / "docs" / "benchmarks.md", "large" if given.large else "normal", text)


if __name__ == "__main__":
    main()
