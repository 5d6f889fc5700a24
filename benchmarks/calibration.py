"""How often names are right that the recogniser is so sure of, and the lines that say so.

Usage: python benchmarks/calibration.py --fit FILE... --test FILE... --marked NEWS... [--write]
A FILE is CoNLL-style. A line for each type is fitted to what the tagger found in the FILEs after
--fit and in the articles that we marked by hand in NEWS, each of the same weight, and with --write
these become the ones that the program uses, `index/entities/data/calibration.txt`; those
after --test only show them: for each tenth how many names, how sure they are, how many are right
and within what that share lies.
What rules found alone is not fitted to: the tagged election coverage has few of these marked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from corpora import Text, conll, held_out, marked  # noqa: E402

from index.entities.recogniser import default  # noqa: E402
from index.entities.tagging import calibration  # noqa: E402
from index.entities.tagging.calibration import calibrated, log_odds  # noqa: E402
from index.entities.words.gazetteer import DATA  # noqa: E402

TYPES = ("person", "org", "place")
_NORMAL = 1.96
STEPS = 50  # of Newton's method, which needs some ten
HEAD = (
    "# For each type where the line begins, its slope, and how much steeper it is below even\n"
    "# odds, by which the log odds that a name is right follow from those that the tagger gives.\n"
    "# Fitted by benchmarks/calibration.py to articles that training leaves out.\n"
)


def rows(articles: Sequence[Sequence[Text]], *, raw: bool) -> np.ndarray:
    """How sure each name is, 1 where it is right, and its type; if `raw` those that the tagger
    found, as it says it.
    """
    found = []
    with patch("index.entities.recogniser.calibrated", _unchanged if raw else calibrated):
        for article in articles:
            (output,) = default().recognise([[text.text for text in article]])
            for text, mentions in zip(article, output, strict=True):
                gold = set(text.spans)
                found += [
                    (m.confidence, (m.start, m.end, str(m.type)) in gold, TYPES.index(m.type))
                    for m in mentions
                    if m.confidence >= 0
                ]
    return np.array(found, float)


def _unchanged(
    confidences: Sequence[float], _types: Sequence[str], made: Sequence[bool]
) -> list[float]:
    return [-1.0 if own else sure for sure, own in zip(confidences, made, strict=True)]


def line(sources: Sequence[np.ndarray]) -> tuple[float, float, float]:
    """Begin, slope and bend of the line of a type, which never falls."""
    odds = np.concatenate([log_odds(some[:, 0]) for some in sources])
    right = np.concatenate([some[:, 1] for some in sources])
    weight = np.concatenate([np.full(len(some), 1 / len(some)) for some in sources])
    columns = (np.ones_like(odds), odds, np.minimum(odds, 0))
    begin, slope, bend = _regression(np.column_stack(columns), right, weight)
    if bend < 0:
        (begin, slope), bend = _regression(np.column_stack(columns[:2]), right, weight), 0.0
    return round(float(begin), 4), round(float(slope), 4), round(float(bend), 4)


def _regression(design: np.ndarray, right: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Logistic regression of what is right by columns, by Newton's method."""
    found = np.zeros(design.shape[1])
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-design @ found))
        bend = design.T @ (design * (weight * share * (1 - share))[:, None])
        found += np.linalg.solve(bend, design.T @ (weight * (right - share)))
    return found


def show(name: str, found: np.ndarray) -> None:
    """Reliability by tenths."""
    print(name)
    for tenth in range(10):
        some = found[np.minimum((found[:, 0] * 10).astype(int), 9) == tenth]
        if len(some):
            said, right = some[:, :2].mean(0)
            low, high = interval(int(some[:, 1].sum()), len(some))
            chance = "" if low <= said <= high else "  more than chance"
            print(
                f"  {tenth / 10:.1f}  {len(some):6,} names  sure {said:.3f}  right {right:.3f}"
                f"  ({low:.2f}–{high:.2f}){chance}"
            )


def interval(right: int, count: int) -> tuple[float, float]:
    """Within what a share lies, at 95 %, of which so many of `count` are right (Wilson 1927)."""
    square = _NORMAL**2 / count
    share = right / count
    middle = (share + square / 2) / (1 + square)
    half = (_NORMAL / (1 + square)) * (share * (1 - share) / count + square / (4 * count)) ** 0.5
    return middle - half, middle + half


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
    every = [rows(articles, raw=True) for _, articles in known]
    fitted = [line([some[some[:, 2] == kind] for some in every]) for kind in range(len(TYPES))]
    print(fitted)
    if options.write:
        lines = "".join(
            f"{kind} {a} {b} {c}\n" for kind, (a, b, c) in zip(TYPES, fitted, strict=True)
        )
        Path(str(DATA / "calibration.txt")).write_text(HEAD + lines, "utf-8")
        calibration.lines.cache_clear()
    for name, articles in [*known, *((path.name, read(path)) for path in options.test)]:
        show(name, rows(articles, raw=False))


if __name__ == "__main__":
    main()
