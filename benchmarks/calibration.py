"""How often names are right that the recogniser is so sure of, and the table that says so.

Usage: python benchmarks/calibration.py --fit FILE... --test FILE... --marked NEWS... [--write]
A FILE is CoNLL-style. The table is made of the FILEs after --fit and of the articles that we marked
by hand in NEWS, each of the same weight, and with --write becomes the one that the program uses,
`index/entities/data/calibration.txt`; those after --test only show it: for each tenth how many
names there are, how sure they are and how many of them are right.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from corpora import Text, conll, held_out, marked  # noqa: E402

from index.entities import calibration  # noqa: E402
from index.entities.calibration import calibrated  # noqa: E402
from index.entities.gazetteer import DATA  # noqa: E402
from index.entities.recogniser import default  # noqa: E402

EDGES = (0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1.01)
FEWEST = 5
HEAD = (
    "# How sure the tagger is of names, and the share of these that is right. Measured by\n"
    "# benchmarks/calibration.py on articles that training leaves out.\n"
)


def rows(articles: Sequence[Sequence[Text]], *, raw: bool) -> np.ndarray:
    """How sure each name is, and 1 where it is right; as the tagger says it if `raw`."""
    found = []
    with patch("index.entities.recogniser.calibrated", list if raw else calibrated):
        for article in articles:
            (output,) = default().recognise([[text.text for text in article]])
            for text, mentions in zip(article, output, strict=True):
                gold = set(text.spans)
                found += [(m.confidence, (m.start, m.end, str(m.type)) in gold) for m in mentions]
    return np.array(found, float)


def table(sources: Sequence[np.ndarray]) -> list[tuple[float, float]]:
    """Confidence and share that is right, never falling."""
    points, most = [], 0.0
    for low, high in pairwise(EDGES):
        some = [s[(s[:, 0] >= low) & (s[:, 0] < high)] for s in sources]
        some = [s for s in some if len(s) > FEWEST]
        if some:
            said = np.mean([s[:, 0].mean() for s in some])
            right = np.mean([(s[:, 1].sum() + 1) / (len(s) + 2) for s in some])
            most = max(most, float(right))
            points.append((round(float(said), 3), round(most, 3)))
    return points


def show(name: str, found: np.ndarray) -> None:
    """Reliability by tenths."""
    print(name)
    for tenth in range(10):
        some = found[np.minimum((found[:, 0] * 10).astype(int), 9) == tenth]
        if len(some):
            said, right = some.mean(0)
            print(f"  {tenth / 10:.1f}  {len(some):6,} names  sure {said:.3f}  right {right:.3f}")


def read(path: Path) -> list[list[Text]]:
    articles = list(conll(path))
    # Of the tagged election coverage only what is held out from training.
    return [a for a in articles if held_out(a)] if "silver" in path.name else articles


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    for name in ("fit", "test", "marked"):
        parser.add_argument(f"--{name}", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    known = [(path.name, read(path)) for path in options.fit]
    known.append(("marked by hand", list(marked(options.marked).values())))
    points = table([rows(articles, raw=True) for _, articles in known])
    print(points)
    if options.write:
        lines = "".join(f"{said} {right}\n" for said, right in points)
        Path(str(DATA / "calibration.txt")).write_text(HEAD + lines, "utf-8")
        calibration.table.cache_clear()
    for name, articles in [*known, *((path.name, read(path)) for path in options.test)]:
        show(name, rows(articles, raw=False))


if __name__ == "__main__":
    main()
