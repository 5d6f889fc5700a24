"""Firms with "and" in their names, which a tagger that parts names there leaves in pieces:
"Morgan and Co Inc", "Home Savings and Loan Association".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from index.entities.spans import Span, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import AND, is_certain, is_form
from index.entities.words.name_cues import words_around
from index.entities.words.tokenizer import Tokens

# What follows the "and" of a firm, and of nothing else that is a name.
_PARTNERS = frozenset("Co Co. Company Sons Son Daughters Brothers Bros Bros. Partners".split())
_LOANS = frozenset({"Loan", "Loans"})
_SAVINGS = frozenset({"Savings", "Building"})
# What firms with "and" end in, besides legal forms.
_ENDINGS = frozenset("LP Association Assn Insurance Bank Society".split())
_SURE = 0.8
# So often an article has the two names of a firm together at least.
_AGAIN = 2
# One of these stands near what firms are told of.
_OF_FIRMS = frozenset(
    "shares stock company firm partnership takeover buyout analyst "
    "analysts brokerage brokers bank investment publisher publishers retailer Co Corp".split()
)
_AROUND = 12  # words
_NO_PARTNER = gz.COUNTRY | gz.REGION | gz.STARTER | gz.ORG | gz.DEMONYM | gz.CALENDAR


def with_partners(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, those of firms with all that follows the "and" in their names."""
    places = tokens.among(_PARTNERS | _LOANS)
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


def with_pairs(spans: list[Span], tokens: Tokens, place: range) -> list[Span]:
    """The spans of an article, firms of two surnames in one: "Wagner and Brown", "Harper and Row
    Publishers Inc". The article has the two again and again, nothing else by the second, and nobody
    in full by either.
    """
    pairs: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in spans:
        if span.type == "person" and span.first == span.last and _has_partner(span.last, tokens):
            pairs[tokens.words[span.first], tokens.words[span.first + 2]].append(span)
    if not pairs:
        return spans
    whole = Counter(pair for span in spans if (pair := _pair_of(span, tokens)))
    firms = [pair for pair, own in pairs.items() if _is_pair(pair, own, whole[pair], tokens, place)]
    if not firms:
        return spans
    holding = by_token(spans)
    called = {
        tokens.words[at]
        for span in spans
        if span.type == "person" and span.last > span.first
        for at in range(span.first, span.last + 1)
    }
    added: list[Span] = []
    for pair in firms:
        if called.isdisjoint(pair):
            added += (_as_firm(span, holding) for span in pairs[pair])
    inside = {holding.get(at) for span in added for at in range(span.first, span.last + 1)}
    kept = [span for span in spans if span not in inside]
    return sorted([*kept, *added], key=lambda span: span.first)


def _has_partner(at: int, tokens: Tokens) -> bool:
    """Whether an "and" and another capital follow a word."""
    words, text = tokens.words, tokens.texts
    if at + 2 >= len(words) or words[at + 1] not in AND or text[at + 2] != text[at]:
        return False
    return words[at + 2].istitle()


def _pair_of(span: Span, tokens: Tokens) -> tuple[str, str] | None:
    """The two names that an organisation has in one, None for another name."""
    first, second = span.first, span.first + 2
    if span.type != "org" or span.last < second or tokens.words[first + 1] not in AND:
        return None
    return tokens.words[first], tokens.words[second]


def _is_pair(
    pair: tuple[str, str], own: Sequence[Span], whole: int, tokens: Tokens, place: range
) -> bool:
    """Whether two names are a firm's that stand together in what may be people, and so many times
    in what was taken for an organisation.
    """
    first, second = pair
    if len(own) + whole < _AGAIN or any(known_bits(word) & _NO_PARTNER for word in pair):
        return False
    if any(known_bits(word) & (gz.GIVEN | gz.SURNAME) == gz.GIVEN for word in pair):
        return False
    if any(_is_titled(span, tokens) for span in own):
        return False
    times = tokens.words[place.start : place.stop].count(second)
    if times != (len(own) + whole) * (1 + (first == second)):
        return False
    return whole > 0 or any(_is_business(span.first, tokens) for span in own)


def _is_business(at: int, tokens: Tokens) -> bool:
    around = words_around(tokens, at, _AROUND)
    return not _OF_FIRMS.isdisjoint(around) or any(map(is_certain, around))


def _is_titled(span: Span, tokens: Tokens) -> bool:
    before = tokens.words[span.first - 1] if span.first else ""
    return bool(gz.load().words.get(before, 0) & gz.TITLE)


def _as_firm(first: Span, holding: Mapping[int, Span]) -> Span:
    last = first.last + 2
    own = holding.get(last)
    return Span(first.first, own.last if own else last, "org", _SURE)
