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
from pathlib import Path

import spacy  # type: ignore[import-not-found,unused-ignore]

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from unlabelled_news import chosen, in_sentence_case  # noqa: E402

TYPES = {
    "PERSON": "person",
    "ORG": "org",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "place"),
    **dict.fromkeys(("NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"), "other"),
}
UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]


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
