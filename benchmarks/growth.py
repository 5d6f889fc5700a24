"""How searching grows with the archive: python -m benchmarks.growth --help

Queries are asked for the first time, as in `benchmarks.search`, on archives of 10,000 paragraphs
and more, which are made in the manner of real ones (`news.manyfold`). The largest is made of the
one before it: its index lists the segments of that several times, so that every word stands in as
many times more paragraphs, and there are as many times more segments.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import news, report
from benchmarks.search import LARGE, ROOT, measure
from index.core.article import Article
from index.engines.whoosh.segments import manifest

SIZES = (10_000, 100_000, LARGE)
COPIED = 10_000_000
ENGINES = ("nutgraf", "nutgraf-screen")


def _some(articles: Iterable[Article], paragraphs: int) -> Iterator[Article]:
    done = 0
    for article in articles:
        yield article
        done += len(article.paragraphs)
        if done >= paragraphs:
            return


def copied(made: Path, target: Path, paragraphs: int) -> None:
    """An archive whose index has the segments of another one so often that it has at least so many
    paragraphs.
    """
    source, folder = made / "nutgraf", target / "nutgraf"
    (folder / "index").mkdir(parents=True)
    shutil.copy(source / "archive.db", folder)
    known = _manifest(source)
    held = sum(one.docs for one in known.segments)
    segments = []
    for copy in range(-(-paragraphs // held)):
        for one in known.segments:
            for file in one.files:
                (folder / "index" / f"{copy}-{file}").hardlink_to(source / "index" / file)
            file, deletions, names = (
                name and f"{copy}-{name}" for name in (one.file, one.deletions, one.names)
            )
            segments.append(replace(one, file=file, deletions=deletions, names=names))
    manifest.write(folder / "index", replace(known, segments=tuple(segments)))
    (folder / "indexed").touch()


def _manifest(folder: Path) -> manifest.Manifest:
    """What the index of a folder consists of."""
    where = folder / "index"
    own = json.loads((where / manifest.NAME).read_bytes().partition(b"\n")[2])
    known = manifest.read(where, own["key"])
    assert known is not None
    return known


def _row(found: dict[str, Any], folder: Path) -> list[str]:
    segments = _manifest(folder / "nutgraf").segments
    cells = [f"{sum(one.docs for one in segments):,}", str(len(segments))]
    for name in ENGINES:
        times = [row.ms for row in report.each(found, name, "first")]
        last = report.percentile(times, 0.95)
        cells.append(f"{median(times):.2f} / {last:.1f} / {max(times):.0f}")
    runs = [run for name in ENGINES for run in found[name]["first"]]
    cells.append(f"{median(run['opening'] for run in runs):.0f} ms")
    return [*cells, f"{max(run['peak'] for run in runs) / 1e6:.0f} MB"]


def grown(sizes: Sequence[int], largest: int, given: argparse.Namespace, scratch: Path) -> str:
    """The table of all sizes."""
    articles = news.real(given.news)
    folders = [(size, scratch / str(size)) for size in sizes]
    rows = []
    for size, folder in folders:
        folder.mkdir()
        news.store(folder / "corpus.jsonl", _some(news.manyfold(articles, size), size))
        rows.append(_row(_asked(folder, given.rounds), folder))
    if largest:
        copied(folders[-1][1], scratch / "copied", largest)
        rows.append(_row(_asked(scratch / "copied", given.rounds), scratch / "copied"))
    head = ["paragraphs", "segments", "rows: median / 95th / worst, ms", "screen, ms"]
    return report.table([*head, "opening", "peak memory"], rows)


def _asked(folder: Path, rounds: int) -> dict[str, Any]:
    """Every query once, in several processes, of an archive that is made if it is not there."""
    return measure(ENGINES, folder / "corpus.jsonl", folder, rounds, repeated=False)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--news", type=Path, default=ROOT.parent / "shared" / "news")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="PARAGRAPHS")
    parser.add_argument("--copied", type=int, default=COPIED, help="0 leaves the largest out")
    parser.add_argument("--rounds", type=int, default=3, help="processes that ask each query once")
    parser.add_argument("--cpu", action="store_true", help="CPU time, for a machine that is busy")
    parser.add_argument("--scratch", type=Path, help="where indexes are made (default: a new /tmp)")
    given = parser.parse_args()
    if given.cpu:
        os.environ["NUTGRAF_BENCH_CPU"] = "1"
    load = os.getloadavg()[0]
    with TemporaryDirectory(dir=given.scratch) as folder:
        table = grown(sorted(given.sizes), given.copied, given, Path(folder))
    print(f"{report.machine()} Load before: {load:.2f}.\n\n{table}")


if __name__ == "__main__":
    main()
