"""How well entities are recognised and brought together, and how fast.

Usage: python benchmarks/entities.py [--model MODEL.npz] [--held-out] FILE...
       python benchmarks/entities.py [--model MODEL.npz] --marked NEWS...
A FILE is CoNLL-style (a token a line, the tag last; IOB1 or IOB2; .gz too) or GUM's .conllu, for
which names are compared with the entities they mean. Types other than person, organisation and
place are left out. --held-out takes only those articles of a file that training leaves out. NEWS
are the texts of the articles that we marked by hand, as `corpora.news` reads them. A span counts
when both ends and the type are right.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from corpora import Text, conll, gum, held_out, marked  # noqa: E402

from index.core.mention import Mention, Recogniser  # noqa: E402
from index.entities.recogniser import ArticleRecogniser, default  # noqa: E402
from index.entities.tagging.tagger import Tagger, read  # noqa: E402
from index.entities.words.tokenizer import split  # noqa: E402


def f1(right: float, found: float, wanted: float) -> tuple[float, float, float]:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def score(recogniser: Recogniser, articles: Sequence[Sequence[Text]]) -> dict[str, Counter[str]]:
    """Right, found and wanted spans by type and in all."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    output = recogniser.recognise([[text.text for text in article] for article in articles])
    for article, mentions in zip(articles, output, strict=True):
        for text, found in zip(article, mentions, strict=True):
            spans = {(m.start, m.end, str(m.type)) for m in found}
            wanted = set(text.spans)
            for kind in ("person", "org", "place", "all"):
                got = {s for s in spans if kind in (s[2], "all")}
                gold = {s for s in wanted if kind in (s[2], "all")}
                counts[kind].update(right=len(got & gold), found=len(got), wanted=len(gold))
    return counts


def _counterparts(text: Text, found: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Our names with the entities of the corpus' names at the same place, else with the same end or
    start: where one name is inside of another, "Ted Hui of the Democratic Party", each has its own.
    """
    left = dict(enumerate(text.spans))
    taken: set[int] = set()
    for exact in (True, False):
        for place, one in enumerate(found):
            for position, (start, end, _) in left.items():
                both = (one.start == start, one.end == end)
                if place not in taken and (all(both) if exact else any(both)):
                    yield one.name, text.clusters[position]
                    taken.add(place)
                    del left[position]
                    break


def b_cubed(recogniser: Recogniser, articles: Sequence[Sequence[Text]]) -> dict[str, float]:
    """B³ (Bagga and Baldwin 1998) over names that have a counterpart in the corpus; "strict" counts
    names without one as wrong on either side.
    """
    precision = recall = 0.0
    matched = found_all = wanted_all = 0
    for article in articles:
        mentions = recogniser.recognise([[text.text for text in article]])[0]
        pairs: list[tuple[str, str]] = []
        for text, found in zip(article, mentions, strict=True):
            found_all += len(found)
            wanted_all += len(text.spans)
            pairs += _counterparts(text, found)
        both = Counter(pairs)
        ours, theirs = Counter(p[0] for p in pairs), Counter(p[1] for p in pairs)
        for (our, their), count in both.items():
            precision += count * count / ours[our]
            recall += count * count / theirs[their]
        matched += len(pairs)
    p, r, f = f1(1, 1, 1)
    p, r = precision / max(matched, 1), recall / max(matched, 1)
    f = 2 * p * r / max(p + r, 1e-9)
    strict_p, strict_r = precision / max(found_all, 1), recall / max(wanted_all, 1)
    strict = 2 * strict_p * strict_r / max(strict_p + strict_r, 1e-9)
    return {"precision": p, "recall": r, "f1": f, "strict f1": strict, "names": matched}


def speed(recogniser: Recogniser, articles: Sequence[Sequence[Text]]) -> float:
    """Tokens a second, everything included, after one run to fill the caches."""
    plain = [[text.text for text in article] for article in articles]
    recogniser.recognise(plain[:50])
    count = sum(len(split(article)) for article in plain)
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        for place in range(0, len(plain), 400):
            recogniser.recognise(plain[place : place + 400])
        best = min(best, time.perf_counter() - began)
    return count / best


def report(recogniser: Recogniser, name: str, articles: Sequence[Sequence[Text]]) -> None:
    print(f"\n{name}: {len(articles)} articles, {speed(recogniser, articles):,.0f} tokens/s")
    for kind, c in score(recogniser, articles).items():
        p, r, f = f1(c["right"], c["found"], c["wanted"])
        print(f"  {kind:7} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({c['wanted']} wanted)")


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--marked", action="store_true")
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    began = time.perf_counter()
    recogniser: Recogniser = default()
    if options.model:
        recogniser = ArticleRecogniser(Tagger(read(options.model.read_bytes())))
    print(f"{recogniser.version}, loaded in {time.perf_counter() - began:.2f} s")
    if options.marked:
        report(recogniser, "marked by hand", list(marked(options.files).values()))
        return 0
    for path in options.files:
        if path.suffix != ".conllu":
            articles = list(islice(conll(path), 100_000))
            if options.held_out:
                articles = [article for article in articles if held_out(article)]
            report(recogniser, path.name, articles)
    parsed = [gum(path) for path in options.files if path.suffix == ".conllu"]
    if parsed:
        joined = ", ".join(f"{k} {v:.3f}" for k, v in b_cubed(recogniser, parsed).items())
        print(f"\nB³ over {len(parsed)} articles: {joined}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
