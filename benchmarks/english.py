"""How well names are found in English that is not American politics: results and tables of sport,
agencies' reports and digests, papers of other continents, and sentences without an article.

    python -m benchmarks.english [--learnt]

Sixty pieces in ten styles were written and marked for this, as for CoNLL-2003, before the program
was run on them, by whoever then made the rules: `data/english_learnt.jsonl` are the thirty by which
rules were made, `data/english_held.jsonl` those that were measured before and once after, which
flatter too, since one hand wrote both and the lists. Lines are as in `foreign_articles.py`, with
the style beside them; sentences alone are articles of their own.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.foreign_articles import marked
from index.entities.recogniser import default

DATA = Path(__file__).parent / "data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learnt", action="store_true", help="measure on what rules were made by")
    path = DATA / f"english_{'learnt' if parser.parse_args().learnt else 'held'}.jsonl"
    styles = [json.loads(line)["style"] for line in path.read_text("utf-8").splitlines()]
    pieces = list(marked(path))
    output = default().recognise([piece.texts for piece in pieces])
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for style, piece, mentions in zip(styles, pieces, output, strict=True):
        found = {(at, m.start, m.end, m.type) for at, each in enumerate(mentions) for m in each}
        truth = {(*place, kind) for place, kind in piece.names.items()}
        for name, group in (("marked", truth), ("found", found), ("right", truth & found)):
            for *_, kind in group:
                for row in ("all", kind, style):
                    counts[row][name] += 1
    print("| names | marked | precision | recall | F1 |\n| --- | ---: | ---: | ---: | ---: |")
    for row, one in counts.items():
        precision, recall = (one["right"] / max(1, one[name]) for name in ("found", "marked"))
        f1 = 2 * one["right"] / max(1, one["found"] + one["marked"])
        print(f"| {row} | {one['marked']} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")


if __name__ == "__main__":
    main()
