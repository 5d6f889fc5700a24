"""Names by spaCy, where the user has it; who is meant is settled as for the program's own."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from index.core.errors import NutgrafError
from index.core.values import EntityType
from index.entities.recogniser import ArticleRecogniser
from index.entities.spans import Span
from index.entities.words.tokenizer import Ints, Tokens

# The labels of spaCy's own pipelines, and those of pipelines trained on other corpora.
_LABELS: dict[str, EntityType] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "org",
    "GPE": "place",
    "LOC": "place",
}
# spaCy does not say how sure it is of a name.
_SURE = 0.8
_BATCH = 64


class SpacyTagger:
    """A pipeline's entities as spans of our tokens. Raises NutgrafError when it is not there."""

    def __init__(self, model: str) -> None:
        self._pipeline = _load(model)
        meta = self._pipeline.meta
        self.version = f"spacy-{meta.get('name', model)}-{meta.get('version', '')}"

    def spans(self, texts: Sequence[str], tokens: Tokens, article: Ints) -> list[Span]:  # noqa: ARG002
        """See `Tagger`."""
        edges = np.searchsorted(tokens.text, np.arange(len(texts) + 1)).tolist()
        found: list[Span] = []
        for number, document in enumerate(self._pipeline.pipe(texts, batch_size=_BATCH)):
            low, high = edges[number], edges[number + 1]
            starts, ends = tokens.start[low:high], tokens.end[low:high]
            last = low - 1
            for entity in document.ents:
                kind = _LABELS.get(entity.label_)
                first = low + int(np.searchsorted(ends, entity.start_char, side="right"))
                stop = low + int(np.searchsorted(starts, entity.end_char, side="left")) - 1
                if kind and last < first <= stop:
                    found.append(Span(first, stop, kind, _SURE))
                    last = stop
        return found


class SpacyRecogniser(ArticleRecogniser):
    """Names by a model of spaCy, and who is meant by our own rules.

    Raises NutgrafError where one of both is not installed.
    """

    def __init__(self, model: str) -> None:
        super().__init__(SpacyTagger(model), by_language=False)


def _load(model: str) -> Any:
    """A pipeline by the name of its package or the path of its folder."""
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise NutgrafError(
            "The engine for names is spacy, which is not installed.",
            'Install it with: pip install "nutgraf[spacy]"',
        ) from error
    try:
        return spacy.load(model, exclude=["lemmatizer"])
    except OSError as error:
        raise NutgrafError(
            f"The spaCy model “{model}” is not installed, or no folder of one.",
            f"Install it with: python -m spacy download {model}",
        ) from error
