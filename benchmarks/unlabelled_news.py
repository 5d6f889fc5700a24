"""Which news without labels is learnt from, and how its headlines are read."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from corpora import Article, marked_ids, news  # noqa: E402

from index.entities.words import lexicon  # noqa: E402
from index.entities.words.tokenizer import split  # noqa: E402

# The months of the election coverage: another source may have the same article.
HELD_OUT = ("2015-11", "2016-12")
PARAGRAPHS = 40


MOST = 18_000_000
"""Characters of each file that are labelled."""


def chosen(paths: list[Path], most: int) -> Iterator[Article]:
    """The articles to label: none that measures us, no paragraph twice."""
    marked = marked_ids()
    seen: set[str] = set()
    for path in paths:
        count = 0
        for article in news(path):
            if article.id in marked or HELD_OUT[0] <= article.date < HELD_OUT[1]:
                continue
            kept = [p for p in article.paragraphs[:PARAGRAPHS] if p not in seen]
            seen.update(kept)
            count += sum(map(len, kept))
            yield Article(article.id, article.date, kept)
            if count > most:
                break


def in_sentence_case(headline: str, body: list[str]) -> str:
    """A headline in capitals with each word as the text below it, or else the language, has it."""
    tokens, below = split([headline]), split(body)
    forms: dict[str, Counter[str]] = {}
    for word, first in zip(below.words, below.first.tolist(), strict=True):
        if not first:
            forms.setdefault(word.upper(), Counter())[word] += 1
    shares = lexicon.load().capital_share(tokens.words).tolist()
    changed = list(headline)
    for word, start, share in zip(tokens.words, tokens.start.tolist(), shares, strict=True):
        usual = word.title() if share > 0.5 else word.lower()
        if share < 0 or "." in word:
            usual = word if len(word) < 5 or "." in word else word.title()
        new = forms[word.upper()].most_common(1)[0][0] if word.upper() in forms else usual
        if len(new) == len(word):
            changed[start : start + len(word)] = new
    changed[:1] = changed[0].upper()
    return "".join(changed)
