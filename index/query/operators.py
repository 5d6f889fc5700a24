"""The words and signs that join terms: AND, OR, NOT, NEAR/5, w/s and their other spellings."""

from __future__ import annotations

import re

from index.core.late_patterns import late
from index.core.values import Span
from index.query.tokens import Kind, Report, Token

MOST_DISTANCE = 1000

_NEAR = late(r"(?:(?:NEAR|W|WITHIN)/|NEAR)(\d+)", re.IGNORECASE)
_ADJ = late(r"(?:(?:ADJ|PRE)/|ADJ|PRE)(\d+)", re.IGNORECASE)
_SAME = late(r"(?:W|WITHIN)/([SP])", re.IGNORECASE)
_ATLEAST = late(r"ATLEAST(\d{1,3})", re.IGNORECASE)
_SIGNS: dict[str, Kind] = {"&": "and", "+": "and"}
_WORDS: dict[str, Kind] = {
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "NEAR": "near",
    "ADJ": "adj",
    "SAME": "paragraph",
}
_BARE = {"NEAR": 10, "ADJ": 1}
_SOFT = {"and", "or", "not", "same"}

LETTERS = frozenset(_WORDS) | _SOFT
"""The operators that have letters alone."""


def operator(run: str, start: int, report: Report) -> Token | None:
    """The operator that a word is, None when it is none.

    In lower case only whole spellings count (`near` and `adj` alone are common words), and only
    between two terms, which is for the caller to see: such a token is `soft`.
    """
    end = start + len(run)
    if kind := _SIGNS.get(run) or _WORDS.get(run):
        return Token(kind, start, end, run, _BARE.get(run, -1))
    if run in _SOFT:
        return Token(_WORDS[run.upper()], start, end, run, soft=True)
    if run.isalpha():
        # All others have a number or a slash in them.
        return None
    if match := _ATLEAST.fullmatch(run):
        return Token("atleast", start, end, run, int(match.group(1)))
    soft = run != run.upper()
    if match := _SAME.fullmatch(run):
        within: Kind = "sentence" if match.group(1) in "sS" else "paragraph"
        return Token(within, start, end, run, soft=soft)
    if match := _NEAR.fullmatch(run):
        return Token("near", start, end, run, _distance(match, start, report), soft=soft)
    if match := _ADJ.fullmatch(run):
        return Token("adj", start, end, run, _distance(match, start, report), soft=soft)
    return None


def _distance(match: re.Match[str], start: int, report: Report) -> int:
    asked = int(match.group(1)[:9])
    distance = min(max(asked, 1), MOST_DISTANCE)
    if distance != asked:
        span = Span(start, start + len(match.group()))
        report.repair(span, f"{match.group()[:20]}: the distance was set to {distance}")
    return distance
