"""Have another program name people, organisations and places in news, for training.

Writes what spaCy's recogniser finds in the articles, as it finds it; `silver_data.py` makes
training texts of it. A model trained on OntoNotes is meant, such as en_core_web_md (MIT):
    python -m spacy download en_core_web_md
    python benchmarks/label_news.py en_core_web_md OUT.jsonl.gz NEWS...
NEWS are `.jsonl.gz` files or folders of `.txt` as `corpora.news` reads them. Articles that we
marked by hand are left out, and those of the months of the election coverage, some of which is held
out from training. Headlines in capitals are given to the recogniser as the article below writes
their words.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy  # type: ignore[import-not-found,unused-ignore]

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from corpora import Article, marked_ids, news  # noqa: E402

from index.entities import lexicon  # noqa: E402
from index.entities.tokenizer import split  # noqa: E402

TYPES = {
    "PERSON": "person",
    "ORG": "org",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "place"),
    **dict.fromkeys(("NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"), "other"),
}
# The months of the election coverage: another source may have the same article.
HELD_OUT = ("2015-11", "2016-12")
UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
PARAGRAPHS = 40


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


def main() -> int:
    if len(sys.argv) < 4:
        print(__doc__)
        return 2
    began = time.time()
    model = spacy.load(sys.argv[1], exclude=UNUSED)
    out, most = Path(sys.argv[2]), 18_000_000
    articles = list(chosen([Path(name) for name in sys.argv[3:]], most))
    pairs = []
    for number, article in enumerate(articles):
        for place, text in enumerate(article.paragraphs):
            capitals = text.isupper() and place == 0
            read = in_sentence_case(text, article.paragraphs[1:]) if capitals else text
            pairs.append((read, (number, text)))
    found: list[list[tuple[str, list[tuple[int, int, str]]]]] = [[] for _ in articles]
    count = 0
    for doc, (number, text) in model.pipe(pairs, as_tuples=True, batch_size=256):
        spans = [(e.start_char, e.end_char, TYPES[e.label_]) for e in doc.ents if e.label_ in TYPES]
        found[number].append((text, spans))
        count += len(doc)
    with gzip.open(out, "wt", encoding="utf-8") as handle:
        for article, texts in zip(articles, found, strict=True):
            handle.write(json.dumps({"id": article.id, "texts": texts}) + "\n")
    name = f"{model.meta['lang']}_{model.meta['name']} {model.meta['version']}"
    print(f"{name}: {len(articles):,} articles, {count:,} tokens, {time.time() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
