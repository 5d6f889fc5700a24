"""Name people, organisations and places in news by what a teacher and the tagger say together.

Usage:
    python benchmarks/teach_labels.py ENCODER TEACHER.npz MODEL.npz OUT.jsonl.gz NEWS...

ENCODER and TEACHER are as `train_teacher.py` has them, MODEL is a tagger, NEWS are as for
`self_label.py`, whose form the labels have; some of the articles are drawn. How likely each label
is by one and by the other is multiplied, with equal weights (a product of experts; Hinton 2002):
what both say stays, of what they say otherwise the surer counts. A name that is doubtful by both
together, or hardly passed over, keeps its sentence from being learnt from. Needs what
`train_teacher.py` needs.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from corpora import Article  # noqa: E402
from encoder import LABELS, pretrained, scores, with_head  # noqa: E402
from self_label import label  # noqa: E402
from teacher_texts import FEATURES, Told, features_of, features_of_words, rows  # noqa: E402
from train_teacher import read as read_teacher  # noqa: E402
from unlabelled_news import MOST, chosen  # noqa: E402

from index.entities.spans import Span  # noqa: E402
from index.entities.tagging.tagger import KINDS, Tagger, read  # noqa: E402
from index.entities.tagging.tagger import LABELS as OF_TAGGER  # noqa: E402
from index.entities.words.tokenizer import Ints, Tokens  # noqa: E402

Likely = NDArray[np.float32]
WORDS = 2_145_800
AT_ONCE = 8  # rows
# How likely it has to be that there is no name where none is marked, lest it count as doubtful.
PASSED = 0.75
# The least probability that either may say, so that it can be outvoted.
LEAST = 6e-6
# The tagger's labels as none, begins and goes on: its first and single words begin.
_AS = np.array([0, *(1 + 2 * kind + (part in (1, 2)) for kind in range(3) for part in range(4))])


class Teacher:
    """What a trained encoder says of texts."""

    def __init__(self, encoder: Path, weights: Path) -> None:
        fixed, learnt, self._tokenizer = pretrained(encoder)
        self._learnt = read_teacher(weights, with_head(learnt, FEATURES, 0))
        self._fixed = jax.tree.map(jnp.asarray, fixed)
        self._scores = jax.jit(scores)

    def likely(self, tokens: Tokens, article: Ints) -> Likely:
        """The logarithms of how likely each label is, for all tokens, (n, LABELS); `article`
        numbers the article of each text.
        """
        unlabelled = np.zeros(len(tokens), np.int8)
        data = Told(tokens, article[tokens.text], features_of_words(tokens), unlabelled)
        every = rows(data, self._tokenizer)
        found = np.zeros((len(data.tokens), LABELS), np.float32)
        for place in range(0, len(every), AT_ONCE):
            # As many each time: a function is compiled for a shape.
            number = np.resize(np.arange(place, min(place + AT_ONCE, len(every))), AT_ONCE)
            parts = every.pieces[number], every.places[number], every.windows[number]
            features = features_of(every, data, number)
            own = np.asarray(self._scores(self._learnt, self._fixed, *parts, features))
            first = every.first[number]
            found[first[first >= 0]] = own[first >= 0]
        return found


class Both:
    """A tagger of both; see `Tagger` in `index/entities/recogniser.py`."""

    version = "both"

    def __init__(self, teacher: Teacher, tagger: Tagger) -> None:
        self._teacher, self._tagger = teacher, tagger
        self._passed: list[int] = []

    def spans(self, texts: Sequence[str], tokens: Tokens, article: Ints) -> list[Span]:  # noqa: ARG002
        score = (self._teacher.likely(tokens, article) + self._of_tagger(tokens, article)) / 2
        shares = np.exp(score)
        shares /= shares.sum(1, keepdims=True)
        labels = best(np.log(shares), tokens.text)
        capital = np.array([word[:1].isupper() for word in tokens.words])
        doubted = (labels == 0) & (shares[:, 0] < PASSED) & capital
        self._passed = np.flatnonzero(doubted).tolist()
        return list(spans_of(labels, shares, tokens.text))

    def passed(self) -> list[int]:
        """The tokens of the last texts where a name may have been passed over."""
        return self._passed

    def _of_tagger(self, tokens: Tokens, article: Ints) -> Likely:
        at, likely = self._tagger.likely(tokens, article)
        found = np.zeros((len(tokens), LABELS), np.float32)
        found[:, 0] = 1
        found[at, 0] = 0
        for label_ in range(OF_TAGGER):
            found[at, _AS[label_]] += likely[:, label_]
        return np.log(np.maximum(found, LEAST))


def best(score: Likely, text: Ints) -> NDArray[np.int8]:
    """The best labels of all tokens (Viterbi): a name goes on only where it has begun."""
    never = np.float32(-1e4)
    moves = np.zeros((LABELS, LABELS), np.float32)
    for kind in range(len(KINDS)):
        begins, goes_on = 1 + 2 * kind, 2 + 2 * kind
        moves[:, goes_on] = never
        moves[[begins, goes_on], goes_on] = 0
    back = np.zeros(score.shape, np.int8)
    own = np.zeros(LABELS, np.float32)
    new = np.append(True, np.diff(text) != 0)
    for token in range(len(score)):
        # Nothing goes on from one text to the next.
        ways = own[:, None] + (np.minimum(moves, moves[0]) if new[token] else moves)
        back[token] = ways.argmax(0)
        own = ways.max(0) + score[token]
        own -= own.max()
    labels = np.zeros(len(score), np.int8)
    label_ = int(own.argmax())
    for token in range(len(score) - 1, -1, -1):
        labels[token] = label_
        label_ = int(back[token, label_])
    return labels


def spans_of(labels: NDArray[np.int8], shares: Likely, text: Ints) -> Iterator[Span]:
    """The names of labels, as sure as the least likely of their words, or that none goes on."""
    begins = np.flatnonzero(labels % 2).tolist()
    for first in begins:
        kind = int(labels[first])
        last = first
        while last + 1 < len(labels) and labels[last + 1] == kind + 1:
            last += 1
        sure = [float(shares[n, labels[n]]) for n in range(first, last + 1)]
        if last + 1 < len(labels) and text[last + 1] == text[last]:
            sure.append(1 - float(shares[last + 1, kind + 1]))
        yield Span(first, last, KINDS[(kind - 1) // 2], round(min(sure), 3))


def drawn(articles: Iterable[Article]) -> list[Article]:
    """Articles by chance until they have `WORDS` words."""
    every = list(articles)
    random.Random(17).shuffle(every)
    found, count = [], 0
    for article in every:
        if count > WORDS:
            break
        found.append(article)
        count += sum(len(paragraph.split()) for paragraph in article.paragraphs)
    return found


def main() -> int:
    if len(sys.argv) < 6:
        print(__doc__)
        return 2
    encoder, weights, model, out, *names = map(Path, sys.argv[1:])
    both = Both(Teacher(encoder, weights), Tagger(read(model.read_bytes())))
    articles = drawn(chosen(names, MOST))
    count = label(both, articles, out, both.passed)
    print(f"{len(articles):,} articles, {count:,} names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
