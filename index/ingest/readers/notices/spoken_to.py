"""Whether a sentence speaks to whoever reads it, as notices do and news does not."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from index.core.folding import APOSTROPHES, unaccented
from index.core.late_patterns import late
from index.ingest.readers.notices.walls import SPOKEN_TO

_WORD = late(r"[\w'-]+")
_STRAIGHT = dict.fromkeys(map(ord, APOSTROPHES), "'")
_AHEAD = 2  # times as many words as of English, where that is declared
_KNOWN = 0.12  # of the words of a text, in those by which its language is known
# Where great letters say who is meant, unless a sentence begins with them.
_GREAT = {
    "de": r"(?<=[^\s.!?:…–—-] )(?:Sie|Ihr|Ihre[mnrs]?)\b|\bIhnen\b",
    "es": r"(?<=[^\s.!?:…–—-] )Usted(?:es)?\b",
    "pl": r"(?<=[^\s.!?:…–—-] )(?:Tw[oó]\w+|Ci|Cię|Państw[au]|Pan[ai])\b",
    # “Cliquez sur …”, but no name.
    "fr": r"^[A-ZÉÀ]\w+ez\s(?=[a-zéàl])",
}
_WE = {
    "es": r"\b(?!(?:r|gr|tr|extre|supre|recl|presta|isl|probl)[ae]mos\b)\w{2,}[ae]mos\b",
    "pt": r"\b(?!(?:r|gr|extre|supre|recl)[ae]mos\b)\w{2,}[ae]mos\b",
    "it": r"\b\w{2,}iamo\b",
    "pl": r"\b\w{3,}ujemy\b",
}


class _Language(NamedTuple):
    you: frozenset[str]
    we: frozenset[str]
    common: frozenset[str]


def language_of_text(declared: str, text: str) -> str:
    """The language of a text, as far as it is one of those whose words are known, else "". One that
    is declared is, but English where the words are of another: templates declare that.
    """
    code = declared[:2].casefold()
    if code and code != "en":
        return code if code in _languages() else ""
    words = _WORD.findall(unaccented(text).casefold())
    counts = {name: sum(word in one.common for word in words) for name, one in _languages().items()}
    best = max(counts, key=lambda name: counts[name])
    is_known = counts[best] >= _KNOWN * max(1, len(words))
    return best if is_known and (not code or counts[best] >= _AHEAD * counts[code]) else code


@lru_cache(maxsize=256)  # a sentence is looked at from several sides
def speaks_to_reader(sentence: str, language: str, *, of_us: bool) -> bool:
    """Whether a sentence speaks to its reader; with `of_us` also, of whoever wrote it."""
    plain = unaccented(sentence).translate(_STRAIGHT).casefold()
    if not language:
        return SPOKEN_TO.search(plain) is not None
    known = _languages()[language]
    words = set(_WORD.findall(plain))
    # The country is no pronoun.
    words -= {"us"} if "US" in sentence else set()
    if words & known.you or (of_us and words & known.we):
        return True
    great, we = _GREAT.get(language), _WE.get(language)
    return bool((great and re.search(great, sentence)) or (of_us and we and re.search(we, plain)))


@cache
def _languages() -> dict[str, _Language]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for line in (Path(__file__).parent / "data" / "spoken_to.txt").read_text("utf-8").splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            code, _, kind = name.partition(" ")
            found.setdefault(code, {})[kind] = frozenset(words.split())
    return {code: _Language(one[""], one["we"], one["?"]) for code, one in found.items()}
