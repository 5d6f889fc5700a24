"""How a page is worded: how much the words of its sentences speak for a notice, how much for news.

The weights of `notice_wording.txt` are those of a logistic regression over sentences of notices and
of news in several languages (`benchmarks/notices.py`): of words by their beginning, of pairs of
them, and of what a sentence does, as to speak to its reader.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from index.core.folding import unaccented
from index.core.late_patterns import late
from index.ingest.readers.notices.notice_words import UNPARTED, speaking
from index.ingest.readers.notices.spoken_to import speaks_to_reader

BIAS = "!"
"""Under this the bias stands among the weights."""
SENTENCE = late(r"(?<=[.!?…])\s+|\n")
_WORD = late(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_NAME = late(r"[^\s.!?:…] [A-ZÀ-Þ]\w+")
_BEGINNING = 6  # letters
_LONGEST = 400  # characters of a sentence that are looked at
_MOST_WORDS = 60
_SHORT, _LONG = 40, 160
_DENSE = 0.08
_SURE = 4.0  # beyond this no sentence counts for more
_UNIT = 60  # characters
_WHOLE = 1_500


def evidence(sentence: str, language: str) -> set[str]:
    """What is weighed of a sentence; what begins with "!" is no word."""
    sentence = sentence[:_LONGEST]
    words = _words(sentence)[:_MOST_WORDS]
    found = {*words, *(f"{one} {other}" for one, other in pairwise(("^", *words, "$")))}
    about = speaking(sentence)
    great = _NAME.search(sentence) and language != "de"  # where every noun has a great letter
    does = {
        "!thing": about.weight > 0,
        "!things": about.weight > 1,
        "!rare": about.is_rare,
        "!dense": about.share >= _DENSE,
        "!you": speaks_to_reader(sentence, language, of_us=False),
        "!us": speaks_to_reader(sentence, language, of_us=True),
        "!?": "?" in sentence,
        "!!": "!" in sentence,
        "!name": bool(great),
        "!short": len(sentence) < _SHORT,
        "!long": len(sentence) > _LONG,
    }
    return found | {name for name, is_so in does.items() if is_so}


def odds(found: set[str], weights: Mapping[str, float] | None = None) -> float:
    """The logarithm of the odds that a sentence with this evidence is a notice's; by the weights
    that were learnt unless given.
    """
    known = _weights() if weights is None else weights
    total = sum(known.get(one, 0.0) for one in found)
    return known.get(BIAS, 0.0) + total / math.sqrt(max(1, len(found)))


def worded(letters: Sequence[int], found: Sequence[float]) -> dict[str, float]:
    """How a text is worded whose sentences have so many `letters` and so much for a notice."""
    whole = max(1, sum(letters))
    held = [max(-_SURE, min(_SURE, one)) for one in found]
    shares = [1 / (1 + math.exp(-one)) for one in held]
    noted = sum(share * count for share, count in zip(shares, letters, strict=True))
    told = (whole - noted) * min(1, _WHOLE / whole)
    mean = sum(one * count for one, count in zip(held, letters, strict=True)) / whole
    return {
        "worded so": noted / whole if held else 0.5,
        "worded as news": math.log1p(told / _UNIT) if held else 0.0,
        "wording": mean / _SURE,
        "wording in all": max(-1.0, min(1.0, sum(held) / (2 * _SURE))),
    }


def sentences(texts: Sequence[str]) -> list[str]:
    """The sentences of texts."""
    parts = (part.strip() for text in texts for part in SENTENCE.split(text))
    return [part for part in parts if len(part) > 2]


def _words(text: str) -> list[str]:
    """The beginnings of the words of a text, figures as one; where nothing parts words, signs in
    pairs.
    """
    found: list[str] = []
    for word in _WORD.findall(unaccented(text).casefold().replace("’", "'")):
        if word[0].isdigit():
            found.append("0")
        elif UNPARTED.search(word):
            found += map("".join, pairwise(word)) if len(word) > 1 else [word]
        else:
            found.append(word[:_BEGINNING])
    return found


@cache
def _weights() -> dict[str, float]:
    lines = (Path(__file__).parent / "data" / "notice_wording.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: float(weight) for weight, name in pairs}
