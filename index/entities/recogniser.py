"""From articles to mentions: tokens, names, who is meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Protocol

import numpy as np

from index.entities.mention import Mention, Recogniser
from index.entities.resolve import label, resolve
from index.entities.rules import RuleTagger
from index.entities.spans import Span
from index.entities.tokens import Ints, Tokens, split


class Tagger(Protocol):
    """Finds names in tokens without regard to who is meant."""

    @property
    def version(self) -> str: ...
    def spans(self, tokens: Tokens, article: Ints) -> list[Span]: ...


class ArticleRecogniser:
    """The entities of articles: a tagger's names, resolved article by article."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    @property
    def version(self) -> str:
        return f"{self._tagger.version}/resolve-1"

    def recognise(self, articles: Sequence[Sequence[str]]) -> list[list[list[Mention]]]:
        """See `Recogniser`."""
        texts = [text for article in articles for text in article]
        tokens = split(texts)
        owner = np.repeat(
            np.arange(len(articles), dtype=np.int32), [len(article) for article in articles]
        )
        found: list[list[Mention]] = [[] for _ in texts]
        spans = self._tagger.spans(tokens, owner)
        article_of = owner[tokens.text[[span.first for span in spans]]].tolist() if spans else []
        pairs = zip(article_of, spans, strict=True)
        for _, group in groupby(pairs, key=lambda pair: pair[0]):
            for name in resolve([span for _, span in group], tokens):
                start = int(tokens.start[name.span.first])
                end = int(tokens.end[name.span.last])
                mention = Mention(start, end, name.type, label(name), name.span.confidence)
                found[name.text].append(mention)
        places = iter(found)
        return [[next(places) for _ in article] for article in articles]


@cache
def default() -> Recogniser:
    """The recogniser that imports use, made once."""
    return ArticleRecogniser(RuleTagger())
