"""Name people, organisations and places in news, for training: what a model that was trained on
less finds, with the rules that bring the names of an article into agreement (self-training).

`silver_data.py` makes training texts of it. Usage:
    python benchmarks/self_label.py MODEL.npz OUT.jsonl.gz NEWS...
MODEL is written by `train_entities.py`. NEWS are `.jsonl.gz` files or folders of `.txt` as
`corpora.news` reads them. Articles that we marked by hand are left out, and those of the months of
the election coverage, some of which is held out from training. Headlines in capitals are given to
the recogniser as the article below writes their words.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from corpora import Article  # noqa: E402
from unlabelled_news import MOST, chosen, in_sentence_case  # noqa: E402

from index.entities.recogniser import ArticleRecogniser, Tagger  # noqa: E402
from index.entities.tagging import tagger as own  # noqa: E402
from index.entities.words.tokenizer import split  # noqa: E402

# Names that are less sure than this are not learnt from, nor is the sentence around them.
SURE = 0.5
AT_ONCE = 200
# The share of capitalised words from which on a text is taken for a headline.
TITLE_CASE = 0.6
Label = tuple[int, int, str]


def labelled(
    tagger: Tagger, articles: Sequence[Sequence[str]], passed: Callable[[], Iterable[int]] = tuple
) -> list[list[list[Label]]]:
    """The names in each text of each article: start, end and type, or "doubtful". `passed` is asked
    for the tokens that the tagger doubted and yet found no name in.
    """
    texts = [text for article in articles for text in article]
    owner = np.repeat(np.arange(len(articles), dtype=np.int32), list(map(len, articles)))
    tokens = split(texts)
    found: list[list[Label]] = [[] for _ in texts]
    taken: set[int] = set()
    for name in ArticleRecogniser(tagger).named(tokens, texts, owner):
        start, end = int(tokens.start[name.span.first]), int(tokens.end[name.span.last])
        kind = name.type if name.span.confidence >= SURE else "doubtful"
        found[name.text].append((start, end, kind))
        taken.update(range(name.span.first, name.span.last + 1))
    for at in set(passed()) - taken:
        found[tokens.texts[at]].append((int(tokens.start[at]), int(tokens.end[at]), "doubtful"))
    rest = iter(found)
    return [[next(rest) for _ in article] for article in articles]


def in_title_case(text: str) -> bool:
    """Whether a text is written as headlines are, of which a model is too unsure to teach."""
    words = [word for word in text.split() if word[0].isalpha()]
    capital = sum(word[0].isupper() for word in words)
    return len(words) > 3 and not text.isupper() and capital >= TITLE_CASE * len(words)


def main() -> int:
    if len(sys.argv) < 4:
        print(__doc__)
        return 2
    out = Path(sys.argv[2])
    articles = list(chosen([Path(name) for name in sys.argv[3:]], MOST))
    count = label(own.Tagger(own.read(Path(sys.argv[1]).read_bytes())), articles, out)
    print(f"{len(articles):,} articles, {count:,} names")
    return 0


def label(
    tagger: Tagger,
    articles: Sequence[Article],
    out: Path,
    passed: Callable[[], Iterable[int]] = tuple,
) -> int:
    """Write what a tagger finds in articles; answers with how many names. `passed` as above."""
    count = 0
    with gzip.open(out, "wt", encoding="utf-8") as handle:
        for place in range(0, len(articles), AT_ONCE):
            some = articles[place : place + AT_ONCE]
            # Headlines in capitals are read as the article below them writes their words.
            read_as = [
                [
                    in_sentence_case(text, article.paragraphs[1:])
                    if text.isupper() and not number
                    else text
                    for number, text in enumerate(article.paragraphs)
                ]
                for article in some
            ]
            for article, spans in zip(some, labelled(tagger, read_as, passed), strict=True):
                count += sum(map(len, spans))
                pairs = zip(article.paragraphs, spans, strict=True)
                texts = [pair for pair in pairs if not in_title_case(pair[0])]
                handle.write(json.dumps({"id": article.id, "texts": texts}) + "\n")
    return count


if __name__ == "__main__":
    sys.exit(main())
