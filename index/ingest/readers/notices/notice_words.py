"""What notices speak of, in many languages: how much a text does so."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from index.core.folding import unaccented
from index.core.late_patterns import late

_DENSE = 0.08  # of the letters, in words for what notices speak of
_STEPS = (2, 3, 5)  # things, those counted twice that news hardly speaks of
_WHOLE = 4  # letters of a word's beginning that is no whole word
# Nothing parts words here, or signs stand between the letters of a word.
UNPARTED = late(
    "[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


class Speaking(NamedTuple):
    """How many things a text speaks of that notices speak of, those counted twice that news hardly
    speaks of; whether it speaks of one of these; and the share of its letters in words for them.
    """

    weight: int
    is_rare: bool
    share: float


@lru_cache(maxsize=256)  # a sentence is looked at from several sides
def speaking(text: str) -> Speaking:
    """How much a text speaks of what notices speak of."""
    text = unaccented(text).casefold()
    found = {name: pattern.findall(text) for name, pattern in _things().items()}
    things = [name for name, words in found.items() if words]
    rare = sum(name.startswith("+") for name in things)
    letters = sum(len(word) for words in found.values() for word in set(words))
    return Speaking(len(things) + rare, rare > 0, letters / max(1, len(text)))


def spoken_of(text: str) -> int:
    """From 0 to 3: how much a short text speaks of what notices speak of."""
    found = speaking(text)
    return sum(found.weight >= step for step in _STEPS) if found.share >= _DENSE else 0


@cache
def _things() -> dict[str, re.Pattern[str]]:
    """What notices speak of, and a pattern for its words."""
    known = {}
    text = (Path(__file__).parent / "data" / "notice_words.txt").read_text("utf-8")
    for line in text.splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            known[name] = _any_of(unaccented(words).casefold().split())
    return known


def _any_of(words: list[str]) -> re.Pattern[str]:
    """A pattern for words that begin so; a short one is the whole word."""
    anywhere = [re.escape(word.replace("_", " ")) for word in words if UNPARTED.match(word)]
    begun = [
        re.escape(word.replace("_", " ")) + (r"\b" if word.isascii() and len(word) < _WHOLE else "")
        for word in words
        if not UNPARTED.match(word)
    ]
    return re.compile("|".join((*([rf"\b(?:{'|'.join(begun)})"] if begun else ()), *anywhere)))
