"""Learns what tells notices from articles, and checks it on sets that it did not learn from.

    python -m benchmarks.notices NEWS PAGES [--count N] [--kept FILE] [--write] [--misses]

NEWS is the folder with the real news, PAGES the archive of real pages (`pages.tar.gz`); the made
pages are in the repository (`notice_pages.py`). Two regressions stand one upon the other: the first
learns how sentences are worded, the second weighs that with what else a page shows. The second
learns from what the first says of sets that it has not seen. Printed is, for each set left out, how
many of its notices are above the value that so many in a thousand pieces of real news reach; then
the weights. `--write` puts them into the package; `--kept` keeps what was read of the pages.
"""

from __future__ import annotations

import argparse
import pickle
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from trafilatura.utils import load_html

from benchmarks.notice_pages import Page, made, real
from benchmarks.sparse_regression import Floats, Rows, fit
from index.ingest.readers.fields.page_metadata import PageMeta
from index.ingest.readers.notices import page_notice
from index.ingest.readers.notices.notice_wording import BIAS, odds, worded
from index.ingest.readers.notices.page_signs import Signs

_SETS = ("a", "e", "f", "t", "h", "u", "v", "w", "x", "y")
_AGAINST = (
    *("names", "headline told", "worded as news"),
    *("in article", "headed", "marked"),
)
_PENALTY = {"words": 0.06, "signs": 1.0}
_ROUNDS = {"words": 250, "signs": 1_500}
_ENGLISH = 3  # how much more news there is of it
_MOST = 8.0  # what one sentence of news counts for at most
_MASSES = {"bare": 400, "mixed": 40}  # of all of a kind
_MASS = {"made": 6.0, "real": 1.0, "about": 0.3}  # of one piece of news
_LINES = 0.15  # of a notice that was written down without its page
_SHARES = (0.5, 1, 5, 10)  # of real news, in thousandths
_LEAST = 0.05  # weights below are left out
_known: dict[frozenset[str], dict[str, float]] = {}  # two sets are left out in either order
_MADE_UP = re.compile(r"\b(?:exampl|echo|ledger)")  # addresses and papers of pages made for this


@dataclass(slots=True)
class Read:
    """What was read of a page."""

    page: Page
    language: str
    values: dict[str, float]
    letters: list[int]
    evidence: list[set[str]]
    text: str
    half: int
    """0 and 1 for learning from real news and for measuring on it; made pages are in both."""


def read(pages: Iterable[Page]) -> list[Read]:
    found: list[Read] = []
    for page in pages:
        tree = load_html(page.html)
        if tree is None:
            continue
        signs = Signs(PageMeta(tree))
        values = {name: one for name, one in signs.values.items() if name not in worded([], [])}
        letters = [count for count, _ in signs.evidence]
        evidence = [one for _, one in signs.evidence]
        text = f"{signs.title} | {' '.join(signs.prose)}"[:200]
        found.append(Read(page, signs.language, values, letters, evidence, text, len(found) % 2))
    return found


def known_words(pages: Sequence[Read], left_out: Iterable[str]) -> dict[str, float]:
    """The weights of what sentences say, learnt without some sets."""
    without = frozenset(left_out) - {""}
    if without not in _known:
        _known[without] = _words_learnt(pages, without)
    return _known[without]


def _words_learnt(pages: Sequence[Read], left_out: frozenset[str]) -> dict[str, float]:
    used = [one for one in pages if one.page.set not in left_out and not _is_measured(one)]
    sentences = [(one, found) for one in used for found in one.evidence]
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for one, found in sentences:
        counts[one.page.is_notice].update(found)
    # Pairs of common words are many and say little.
    names = sorted(
        name
        for name in counts[0] | counts[1]
        if not _MADE_UP.search(name)
        and (
            (counts[1][name] > 1 and counts[0][name] + counts[1][name] > 2)
            or counts[0][name] >= (60 if " " in name else 12)
        )
    )
    places = {name: place for place, name in enumerate(names)}
    languages = sorted({one.language for one, _ in sentences})
    # What is common to a language is no sign of notices: only there is hardly any news in it.
    places |= {f"={name}": len(places) + n for n, name in enumerate(languages)}
    rows = [sorted(places[name] for name in found if name in places) for _, found in sentences]
    values = [
        [*([1 / max(1, len(found)) ** 0.5] * len(row)), 1.0]
        for row, (_, found) in zip(rows, sentences, strict=True)
    ]
    rows = [
        [*row, places[f"={one.language}"]] for row, (one, _) in zip(rows, sentences, strict=True)
    ]
    is_notice = np.array([float(one.page.is_notice) for one, _ in sentences])
    masses = _balanced(is_notice, [one.language for one, _ in sentences])
    penalty = np.array([0.001 if name.startswith("=") else _PENALTY["words"] for name in places])
    weights = fit(
        Rows(rows, values), is_notice, masses, penalty, np.zeros(len(places)), _ROUNDS["words"]
    )
    bias = float(np.median([weights[places[f"={name}"]] for name in languages]))
    return {BIAS: bias} | {name: float(weights[places[name]]) for name in names}


def _balanced(is_notice: Floats, languages: Sequence[str]) -> Floats:
    """Masses of sentences by which news and notices of a language weigh as much."""
    masses = np.ones(len(is_notice))
    known = np.array(languages)
    for name in set(languages):
        news, notices = (known == name) & (is_notice == 0), (known == name) & (is_notice == 1)
        if news.any():
            share = max(1, int(notices.sum())) / int(news.sum()) * (_ENGLISH if name == "en" else 1)
            masses[news] = min(_MOST, share)
    return masses


def with_wording(pages: Sequence[Read], words: dict[str, float]) -> list[dict[str, float]]:
    """All signs of pages, with the wording as those words have it."""
    found = []
    for one in pages:
        said = [odds(each, words) for each in one.evidence]
        found.append(one.values | worded(one.letters, said))
    return found


def known_signs(
    pages: Sequence[Read], values: Sequence[dict[str, float]], left_out: str
) -> tuple[dict[str, float], float]:
    """The weights of a page's signs and the bias, learnt without a set."""
    used = [
        (one, each)
        for one, each in zip(pages, values, strict=True)
        if not _is_measured(one) and (not left_out or one.page.set != left_out)
    ]
    names = list(used[0][1])
    rows = Rows([range(len(names) + 1)] * len(used), [[*each.values(), 1.0] for _, each in used])
    is_notice = np.array([float(one.page.is_notice) for one, _ in used])
    kinds = Counter(one.page.kind for one, _ in used if not one.page.is_notice)
    masses = np.array([_mass(one.page, kinds) for one, _ in used])
    signs = np.array([-1.0 if name in _AGAINST else 1.0 for name in names] + [0.0])
    penalty = np.array([_PENALTY["signs"]] * len(names) + [0.001])
    weights = fit(rows, is_notice, masses, penalty, signs, _ROUNDS["signs"])
    return dict(zip(names, map(float, weights), strict=False)), float(weights[-1])


def _mass(page: Page, kinds: Counter[str]) -> float:
    if page.is_notice:
        return 1.0 if page.kind == "made" else 0.0
    if page.kind in _MASSES:
        return _MASSES[page.kind] / kinds[page.kind]
    return _MASS.get(page.kind, 2.0)


def _is_measured(one: Read) -> bool:
    return one.page.kind in _MASSES and one.half == 1


def learnt(
    pages: Sequence[Read], left_out: str
) -> tuple[dict[str, float], dict[str, float], float, list[float]]:
    """The weights of words and signs and the bias, without a set, and what all pages come to."""
    others = [name for name in _SETS if name != left_out]
    words = known_words(pages, [left_out])
    values = with_wording(pages, words)
    for number, name in enumerate(others):
        unseen = known_words(pages, [left_out, name])
        places = [
            place
            for place, one in enumerate(pages)
            if (one.page.set == name or (not one.page.set and place % len(others) == number))
            and not _is_measured(one)
        ]
        for place, each in zip(
            places, with_wording([pages[place] for place in places], unseen), strict=True
        ):
            values[place] = each
    weights, bias = known_signs(pages, values, left_out)
    totals = [bias + sum(weights[name] * one for name, one in each.items()) for each in values]
    return words, weights, bias, totals


def told(pages: Sequence[Read], totals: Sequence[float], name: str, *, misses: bool) -> None:
    """Prints how many notices of a set are above what real news hardly reaches."""
    news = sorted((t for one, t in zip(pages, totals, strict=True) if _is_measured(one)), reverse=1)
    steps = [news[int(len(news) * share / 1000)] for share in _SHARES]
    ours = [(total, one) for one, total in zip(pages, totals, strict=True) if one.page.set == name]
    for step, share in zip((*steps, 0.0), (*_SHARES, "at 0"), strict=True):
        above = Counter(one.page.is_notice for total, one in ours if total > step)
        print(f"{name}: {step:6.2f} ({share} ‰) {above[True]} notices, {above[False]} news")
    for total, one in sorted(ours, key=lambda each: each[0]) if misses else ():
        if (total > 0) != one.page.is_notice:
            print(f"   {total:6.2f} {one.page.is_notice} {one.text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--count", type=int, default=3_000)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    if asked.kept and asked.kept.exists():
        pages: list[Read] = pickle.loads(asked.kept.read_bytes())
    else:
        pages = read([*made(), *real(asked.news, asked.pages, asked.count)])
        if asked.kept:
            asked.kept.write_bytes(pickle.dumps(pages))
    for name in _SETS:
        told(pages, learnt(pages, name)[3], name, misses=asked.misses)
    words, weights, bias, totals = learnt(pages, "")
    for name in _SETS:
        told(pages, totals, name, misses=False)
    print({name: round(one, 2) for name, one in weights.items()}, round(bias, 2))
    if asked.write:
        write(words, weights, bias)


def write(words: dict[str, float], weights: dict[str, float], bias: float) -> None:
    """Puts weights where the program has them."""
    data = files("index.ingest.readers.notices") / "data" / "notice_wording.txt"
    kept = {name: one for name, one in words.items() if abs(one) >= _LEAST or name == BIAS}
    lines = [f"{one:.2f}\t{name}" for name, one in sorted(kept.items(), key=lambda it: -it[1])]
    head = (
        "# How much what a sentence says speaks for a notice, as benchmarks/notices.py learns it."
    )
    Path(str(data)).write_text("\n".join((head, *lines)) + "\n", "utf-8")
    module = Path(page_notice.__file__)
    text = "".join(f'    "{name}": {one:.2f},\n' for name, one in weights.items() if round(one, 2))
    source = re.sub(
        r"WEIGHTS = \{\n.*?\}\n", f"WEIGHTS = {{\n{text}}}\n", module.read_text(), flags=re.DOTALL
    )
    module.write_text(re.sub(r"^BIAS = .*$", f"BIAS = {bias:.2f}", source, flags=re.MULTILINE))


if __name__ == "__main__":
    main()
