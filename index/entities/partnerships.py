"""Firms with "and" in their names, which a tagger that parts names there leaves in pieces:
"Morgan and Co Inc", "Home Savings and Loan Association".
"""

from __future__ import annotations

from collections.abc import Mapping

from index.entities import gazetteer as gz
from index.entities.gazetteer import known_bits
from index.entities.legal_forms import AND, is_form
from index.entities.spans import Span, by_token
from index.entities.tokenizer import Tokens

# What follows the "and" of a firm, and of nothing else that is a name.
_PARTNERS = frozenset("Co Co. Company Sons Son Daughters Brothers Bros Bros. Partners".split())
_LOANS = frozenset({"Loan", "Loans"})
_SAVINGS = frozenset({"Savings", "Building"})
# What firms with "and" end in, besides legal forms.
_ENDINGS = frozenset("LP Association Assn Insurance Bank Society".split())
_SURE = 0.8


def _follows_and(word: str) -> bool:
    return word in _PARTNERS or word in _LOANS


def with_partners(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, those of firms with all that follows the "and" in their names."""
    places = tokens.where(_follows_and)
    if not places:
        return spans
    ending = {span.last: span for span in spans}
    holding = by_token(spans)
    changed: dict[Span, Span | None] = {}
    for at in places:
        left = ending.get(at - 2) or _opening(at - 2, holding)
        if left is None or tokens.words[at - 1] not in AND or not _is_firm(left, at, tokens):
            continue
        left = changed.get(left) or _with_first(left, tokens)
        last = _end(at, tokens, holding)
        inside = {holding[place] for place in range(left.first, last + 1) if place in holding}
        changed |= dict.fromkeys(inside)
        changed[holding[at - 2]] = Span(left.first, last, "org", max(_SURE, left.confidence))
    if not changed:
        return spans
    kept = (changed.get(span, span) for span in spans)
    return [span for span in kept if span is not None]


def _is_firm(left: Span, at: int, tokens: Tokens) -> bool:
    """Whether a name may go on with an "and" and the word at a place behind it."""
    if tokens.texts[left.last] != tokens.texts[at]:
        return False
    word, before = tokens.words[at], tokens.words[left.last]
    return before in _SAVINGS if word in _LOANS else left.type != "place" or left.last > left.first


def _opening(first: int, holding: Mapping[int, Span]) -> Span | None:
    """The first word of a name that begins at a place, by itself; None where none does."""
    span = holding.get(first)
    return span._replace(last=first) if span and span.first == first else None


def _with_first(left: Span, tokens: Tokens) -> Span:
    """A partner with the one before a comma, where a list has the two: "Goldman, Sachs and Co"."""
    first, comma, last = left.first - 2, left.first - 1, left.last
    if first < 0 or last > left.first or tokens.texts[first] != tokens.texts[last]:
        return left
    pair = f"{tokens.words[first]} {tokens.words[last]}"
    listed = tokens.words[comma] == "," and known_bits(pair) & gz.ORG
    return left._replace(first=first) if listed else left


def _end(at: int, tokens: Tokens, holding: Mapping[int, Span]) -> int:
    """Where the name ends whose "and" the word at a place follows."""
    span = holding.get(at)
    last = span.last if span else at
    text = tokens.texts[at]
    while (
        last + 1 < len(tokens.words)
        and tokens.texts[last + 1] == text
        and (tokens.words[last + 1] in _ENDINGS or is_form(tokens.words[last + 1]))
    ):
        last += 1
    return last
