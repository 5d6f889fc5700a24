"""How fast an import is, and what names cost it: the same articles with and without them.

    python -m benchmarks.importing ../shared/news/reuters-21578.jsonl.gz

Each run is a process of its own with a fresh archive; the least of `--repeat` runs counts.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from index import Archive
from index.core.findings import Findings
from index.enrich import helped_recogniser
from tui.garbage import look_seldom

ROOT = Path(__file__).parents[1]


class NoNames:
    """A `HelpedRecogniser` that finds nothing."""

    version = "none"

    def __init__(self, *_settings: object) -> None:
        """Has no settings."""

    def recognise(self, articles: Sequence[Sequence[str]]) -> list[Findings]:
        return [Findings([[] for _ in article]) for article in articles]

    def ahead(self, articles: object) -> None:
        """Nothing is begun."""

    def close(self) -> None:
        """Nothing is held."""


def once(inputs: list[str], *, names: bool) -> None:
    """Import and print what it took."""
    look_seldom()  # as the program does when it is called in a shell
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        began, cpu = time.perf_counter(), time.process_time()
        with Archive.open(place / "a.db", index_folder=place / "index") as archive:
            if names:
                report = archive.add(inputs)
            else:
                with mock.patch.object(helped_recogniser, "HelpedRecogniser", NoNames):
                    report = archive.add(inputs)
            paragraphs = archive.stats().paragraphs
        took = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        helper = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = {
            "articles": report.read,
            "paragraphs": paragraphs,
            "seconds": took,
            "cpu": time.process_time() - cpu,
            "helper": helper.ru_utime + helper.ru_stime,
            "peak": peak,
            "beside": helper.ru_maxrss / 1024,
        }
        print(json.dumps(told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--once", choices=["names", "nothing"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        once(arguments.inputs, names=arguments.once == "names")
        return
    best = {}
    for kind in ("nothing", "names") * arguments.repeat:
        command = [sys.executable, "-m", "benchmarks.importing", "--once", kind, *arguments.inputs]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        told = json.loads(done.stdout)
        if kind not in best or told["seconds"] < best[kind]["seconds"]:
            best[kind] = told
    for kind, told in best.items():
        rate = told["articles"] / told["seconds"]
        print(
            f"{'with names' if kind == 'names' else 'without   '}  {told['articles']} articles, "
            f"{told['paragraphs']} paragraphs in {told['seconds']:.1f} s ({rate:.0f} articles a "
            f"second; CPU {told['cpu']:.1f} s and {told['helper']:.1f} s of a helper; "
            f"peak {told['peak']:.0f} MB, and at most {told['beside']:.0f} MB of the helper)"
        )
    ratio = best["nothing"]["seconds"] / best["names"]["seconds"]
    print(f"with names at {ratio:.2f} of the speed without")


if __name__ == "__main__":
    main()
