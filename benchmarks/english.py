"""How well names and quotes are found in English that is not American politics: newspapers of all
continents, agencies' reports, and passages without an article.

    python -m benchmarks.english [--learnt]

`data/english_held.jsonl` are 44 articles of some 215 words with their quotes, by somebody who did
not know the program, and 60 passages alone; nobody has looked at them since. By
`data/english_learnt.jsonl` rules were made, which flatters: sixty pieces in ten styles (results and
tables of sport, reports, digests, sentences, papers of other continents), marked as for CoNLL-2003.
Lines are as in `foreign_articles.py`, with the style beside them, of the articles the continent;
a passage is an article of its own. What is right is told in `foreign.py`: quotes below headlines
count, and speakers who are named.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.foreign import quote_counts, quotes_in
from benchmarks.foreign_articles import Marked, marked
from index.core.mention import Mention
from index.entities.recogniser import default

DATA = Path(__file__).parent / "data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learnt", action="store_true", help="measure on what rules were made by")
    path = DATA / f"english_{'learnt' if parser.parse_args().learnt else 'held'}.jsonl"
    styles = [json.loads(line)["style"] for line in path.read_text("utf-8").splitlines()]
    pieces = [replace(p, language=s) for p, s in zip(marked(path), styles, strict=True)]
    output = default().recognise([piece.texts for piece in pieces])
    _names(pieces, output)
    quoted = [pair for pair in zip(pieces, output, strict=True) if pair[0].quotes]
    if quoted:
        print()
        quote_counts((piece, [*quotes_in(piece, each)]) for piece, each in quoted)


def _names(pieces: Sequence[Marked], output: Sequence[Sequence[Sequence[Mention]]]) -> None:
    """Print precision, recall and F1 of names, in all, by type and by style."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for piece, mentions in zip(pieces, output, strict=True):
        found = {(at, m.start, m.end, m.type) for at, each in enumerate(mentions) for m in each}
        truth = {(*place, kind) for place, kind in piece.names.items()}
        for name, group in (("marked", truth), ("found", found), ("right", truth & found)):
            for *_, kind in group:
                for row in ("all", kind, piece.language):
                    counts[row][name] += 1
    print("| names | marked | precision | recall | F1 |\n| --- | ---: | ---: | ---: | ---: |")
    for row, one in counts.items():
        precision, recall = (one["right"] / max(1, one[name]) for name in ("found", "marked"))
        f1 = 2 * one["right"] / max(1, one["found"] + one["marked"])
        print(f"| {row} | {one['marked']} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")


if __name__ == "__main__":
    main()
