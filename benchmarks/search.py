"""Search engines side by side, in one run: python -m benchmarks.search --help

Each engine indexes the same paragraphs and answers the same queries, its best fifty rows read,
in processes of its own: each query once, in several processes, and then each of them many times.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import news, report
from benchmarks.worker import ENGINES

ROOT = Path(__file__).parents[1]
LARGE = 1_200_000


def _run(step: str, name: str, corpus: Path, folder: Path, *seed: str) -> Any:
    command = [sys.executable, "-m", "benchmarks.worker", step, name, str(corpus), str(folder)]
    done = subprocess.run(
        [*command, *seed], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def measure(
    names: Sequence[str], corpus: Path, scratch: Path, rounds: int, *, repeated: bool
) -> dict[str, Any]:
    """What each engine took. The screen's search runs on the index of Nutgraf's own.

    Engines take turns, so that a machine that is slow for a while is slow for all of them.
    """
    found: dict[str, Any] = {name: {"first": []} for name in names}
    for name in names:
        began = time.perf_counter()
        found[name]["index"] = _indexed(name, corpus, _folder(name, scratch))
        print(f"{name}: indexed, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    for seed in range(rounds):
        for name in names:
            answer = _run("first", name, corpus, _folder(name, scratch), str(seed))
            found[name]["first"].append(answer)
        print(f"first time asked, {seed + 1} of {rounds}", file=sys.stderr)
    for name in names if repeated else ():
        began = time.perf_counter()
        found[name]["repeated"] = _run("repeated", name, corpus, _folder(name, scratch))
        print(f"{name}: repeated, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return found


def _folder(name: str, scratch: Path) -> Path:
    return scratch / name.partition("-")[0]


def _indexed(name: str, corpus: Path, folder: Path) -> Any:
    """What indexing took; None where the index was there already."""
    done = folder / "indexed"
    if done.exists():
        return None
    folder.mkdir(exist_ok=True)
    _run("prepare", name, corpus, folder)
    took = _run("index", name, corpus, folder)
    done.touch()
    return took


def _corpus(given: argparse.Namespace, path: Path) -> tuple[int, int, int]:
    """Write the articles that are asked for; how many, their paragraphs, their bytes."""
    articles = news.real(given.news)
    if given.small:
        articles = articles[: given.small]
    made = news.manyfold(articles, LARGE) if given.large else iter(articles)
    if not given.large and not given.small and len(articles) < 1_000:
        print("The news is not there; the sample archive is multiplied.", file=sys.stderr)
        made = news.manyfold(articles, 100_000)
    return news.store(path, made)


def _in(scratch: Path, given: argparse.Namespace, names: Sequence[str]) -> str:
    """Measure with everything in one folder: the tables."""
    load = os.getloadavg()[0]
    corpus, size = scratch / "corpus.jsonl", scratch / "size.json"
    if not size.exists():
        size.write_text(json.dumps(_corpus(given, corpus)))
    found = measure(names, corpus, scratch, given.rounds, repeated=not given.first)
    return report.tables(found, tuple(json.loads(size.read_text())), load, cpu=given.cpu)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--engines", help=f"some of: {' '.join(ENGINES)}", nargs="+")
    parser.add_argument("--news", type=Path, default=ROOT.parent / "shared" / "news")
    parser.add_argument("--small", type=int, metavar="N", help="only the first N articles")
    parser.add_argument("--large", action="store_true", help=f"{LARGE:,} paragraphs")
    parser.add_argument("--markdown", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--rounds", type=int, default=5, help="processes that ask each query once")
    parser.add_argument("--first", action="store_true", help="leave out what is asked repeatedly")
    parser.add_argument("--cpu", action="store_true", help="CPU time, for a machine that is busy")
    parser.add_argument("--scratch", type=Path, help="where indexes are made (default: a new /tmp)")
    parser.add_argument("--keep", type=Path, help="make indexes here, or use those that are here")
    given = parser.parse_args()
    # Stock Whoosh takes many times as long as all the others together.
    names = given.engines or [name for name in ENGINES if not (given.large and name == "whoosh")]
    unknown = [name for name in names if name not in ENGINES]
    if unknown:
        parser.error(f"unknown engine {unknown[0]}; there are: {', '.join(ENGINES)}")
    if given.cpu:
        os.environ["NUTGRAF_BENCH_CPU"] = "1"
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        text = _in(given.keep, given, names)
    else:
        with TemporaryDirectory(dir=given.scratch) as folder:
            text = _in(Path(folder), given, names)
    print(text)
    if given.markdown:
        report.write(ROOT / "docs" / "benchmarks.md", "large" if given.large else "normal", text)


if __name__ == "__main__":
    main()
