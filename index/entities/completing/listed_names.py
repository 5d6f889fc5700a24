"""Names that a list has, wherever a text has them as they are written there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from index.core.values import EntityType
from index.entities.spans import Span, apart, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import core_length
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Tokens

# How sure a name is that a list has and the tagger did not see.
_SURE = 0.8
_LEAST_LETTERS = 3
_PAIR = 2
_PLACES = gz.COUNTRY | gz.REGION | gz.CITY
_AFTER_DATELINES = frozenset("(,-–—")
_AFTER_TOWNS = _AFTER_DATELINES | {":"}
_DASHES = frozenset("–—")
_LOUD = 4  # letters
_KINDS = frozenset({"City", "Town"})
# What reports begin with before their dash is where they come from, whatever else is called so.
_CERTAIN = 0.95
_MOSTLY = 0.6
# How towns in capitals begin whose abbreviation has its full stop apart: "ST. PAUL".
_SAINTS = frozenset({"ST", "FT", "MT"})
_BEFORE_TOWNS = frozenset("in near outside from to of at".split())


class NameList:
    """Names, their words with a blank between, by the first of these."""

    def __init__(self, names: Mapping[str, EntityType]) -> None:
        self._kinds = names
        # How many words there may be, a bit each: by the first two, since many names begin with
        # "New"; by one, of those that have one.
        lengths: dict[str, int] = defaultdict(int)
        for name in names:
            length = 1 + name.count(" ")
            begun = name if length <= _PAIR else " ".join(name.split(" ", _PAIR)[:_PAIR])
            lengths[begun] |= 1 << length
        self._lengths = {begun: _lengths(bits) for begun, bits in lengths.items()}
        self._first = {begun.partition(" ")[0] for begun in lengths}

    def begins(self, word: str) -> bool:
        """Whether any name begins with a word."""
        return word in self._first

    def find(
        self, words: Sequence[str], places: Iterable[int], *, shouted: bool = False
    ) -> Iterator[tuple[int, int, EntityType]]:
        """First and last word and type of each name that begins at one of some places, ascending,
        in a sequence of words; none within another. An acronym among words in capitals is none,
        unless all is `shouted`.
        """
        kinds, lengths, done = self._kinds, self._lengths, -1
        for at in places:
            if at > done and words[at] in self._first:
                begun = " ".join(words[at : at + _PAIR])
                for length in (*lengths.get(begun, ()), *lengths.get(words[at], ())):
                    stop = min(at + length, len(words))
                    name = " ".join(words[at:stop])
                    if name in kinds and (shouted or not _shouted(words, at, stop)):
                        yield at, stop - 1, kinds[name]
                        done = stop - 1
                        break


@cache
def _lengths(bits: int) -> tuple[int, ...]:
    """The bits that are set, the highest first: one value for the many names that have it."""
    return tuple(length for length in range(bits.bit_length() - 1, 0, -1) if bits >> length & 1)


def _shouted(words: Sequence[str], start: int, stop: int) -> bool:
    """Whether an acronym stands among words in capitals, where it may be any word: "WHO"."""
    if stop - start > 1:
        return False
    beside = [*words[max(start - 1, 0) : start], *words[stop : stop + 1]]
    return any(len(word) > 1 and word.isupper() for word in beside)


@cache
def known_names() -> NameList:
    """Countries, regions and organisations of several words, and acronyms of organisations: those
    that mean the same wherever they stand.
    """
    known = gz.load()
    places = gz.COUNTRY | gz.REGION
    names: dict[str, EntityType] = {}
    for name in known.listed:
        if " " in name:
            bits = known.phrases[name]
            told = not bits & (gz.GIVEN | gz.SURNAME)
        else:
            bits = known.words[name]
            told = bool(bits & gz.ORG) and name.isupper() and len(name) >= _LEAST_LETTERS
        if told:
            names[name] = "place" if bits & places else "org"
    return NameList(names)


@cache
def known_towns() -> NameList:
    """Towns of several words that are nothing else: "Dar es Salaam"."""
    other = gz.GIVEN | gz.SURNAME | gz.ORG | gz.OTHER | gz.COUNTRY | gz.REGION
    return NameList(
        {
            phrase: "place"
            for phrase, bits in gz.load().phrases.items()
            if bits & gz.CITY and not bits & other
        }
    )


def with_known_towns(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order and the known towns of several words in which something is, or whose state
    is told: where a tagger saw nothing, or a part.
    """
    words, text = tokens.words, tokens.texts
    known = known_towns()
    taken = by_token(spans)
    added: list[Span] = []
    dropped: set[Span] = set()
    for first, last, _ in known.find(words, tokens.where(known.begins)):
        own = {taken[at] for at in range(first, last + 1) if at in taken}
        if text[first] != text[last] or any(s.first < first or s.last > last for s in own):
            continue
        if any(s.type != "place" or s.last - s.first == last - first for s in own):
            continue
        if _is_town(first, last, tokens):
            dropped |= own
            added.append(Span(first, last, "place", _SURE))
    if not added:
        return spans
    return sorted([s for s in spans if s not in dropped] + added, key=lambda span: span.first)


def with_loud_towns(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order and the towns in capitals that texts begin with, those of two words of
    which a tagger saw one, "MEXICO CITY —", and those of one that it took for something else.
    """
    words, text = tokens.words, tokens.texts
    added = []
    loud = tokens.listed.told(str.isupper)[tokens.number]
    begins = np.append(True, tokens.text[1:] != tokens.text[:-1])
    for at in np.flatnonzero(begins[:-1] & loud[:-1] & loud[1:]).tolist():
        pair = words[at : at + 2]
        after = words[at + 2] if at + 2 < len(words) and text[at + 2] == text[at] else ""
        if after[:1] in _AFTER_TOWNS and _is_loud_town(pair, after):
            added.append(Span(at, at + 1, "place", _SURE))
    lines = np.flatnonzero(begins[:-1] & loud[:-1] & ~loud[1:]).tolist()
    lines = [at for at in lines if _is_dateline(at, tokens)]
    found = by_token(spans) if lines else {}
    for at in lines:
        own = found.get(at)
        if own is None or (own.last == at and own.type != "place"):
            added.append(Span(at, at, "place", _CERTAIN))
    for at in tokens.among(_SAINTS):
        town = words[at + 1 : at + 3]
        if begins[at] and town[:1] == ["."] and town[1:] and town[1].isupper():
            after = words[at + 3] if at + 3 < len(words) and text[at + 3] == text[at] else ""
            if after[:1] in _AFTER_DATELINES:
                added.append(Span(at, at + 2, "place", _SURE))
    if not added:
        return spans
    inside = {at for span in added for at in range(span.first, span.last + 1)}
    kept = [span for span in spans if span.first not in inside or span.last not in inside]
    return apart([*kept, *added])


def _is_loud_town(pair: Sequence[str], after: str) -> bool:
    """Whether a pair of words in capitals before a mark is a town: a known one, a known one's
    "CITY", or before a dash two words that nothing but names is written like.
    """
    if known_bits(" ".join(pair).title()) & _PLACES:
        return True
    first, second = (word.title() for word in pair)
    if second in _KINDS:
        return bool(known_bits(first) & _PLACES) or after in _DASHES
    bits = known_bits(first) | known_bits(second)
    return after in _DASHES and not bits and all(capital_share(word.lower()) < 0 for word in pair)


def _is_dateline(at: int, tokens: Tokens) -> bool:
    """Whether a text begins with a town in capitals, a known one or before a dash."""
    word, after, state = (*tokens.words[at : at + 3], "")[:3]
    if tokens.texts[at + 1] != tokens.texts[at] or len(word) < _LOUD or not word.isalpha():
        return False
    if known_bits(word.title()) & _PLACES:
        return after[:1] in _AFTER_TOWNS and not known_bits(word) & gz.ORG
    if after == "," and gz.load().words.get(state, 0) & (gz.COUNTRY | gz.REGION):
        return True
    return after in _DASHES and not 0 <= capital_share(word.lower()) < _MOSTLY


def _is_town(first: int, last: int, tokens: Tokens) -> bool:
    """Whether what stands beside some words says that they are a town, and no part of a name."""
    words, text = tokens.words, tokens.texts
    before = words[first - 1] if first and text[first - 1] == text[first] else ""
    after, state = (
        words[at] if at < len(words) and text[at] == text[last] else ""
        for at in (last + 1, last + 2)
    )
    if after[:1].isupper() or before[:1].isupper():
        return False
    told = after == "," and bool(gz.load().words.get(state, 0) & (gz.COUNTRY | gz.REGION))
    return before in _BEFORE_TOWNS or told


def _with_form(
    first: int, last: int, kind: EntityType, own: set[Span], words: Sequence[str]
) -> int:
    """Where a known organisation ends with the legal form that a span has behind its last words:
    "Poor's Corp" of "Standard and Poor's Corp".
    """
    end = max((span.last for span in own if span.type == kind == "org"), default=last)
    formal = end > last and core_length(words[first : end + 1]) <= last + 1 - first
    return end if formal else last


def with_known_names(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order and the known names that no span reaches beyond."""
    words, text = tokens.words, tokens.texts
    taken = by_token(spans)
    added: list[Span] = []
    dropped: set[Span] = set()
    known = known_names()
    for first, end, kind in known.find(words, tokens.where(known.begins)):
        own = {taken[at] for at in range(first, end + 1) if at in taken}
        last = _with_form(first, end, kind, own, words)
        if text[first] != text[last] or any(s.first < first or s.last > last for s in own):
            continue
        if own and own == {Span(first, last, kind, span.confidence) for span in own}:
            continue
        dropped |= own
        sure = max((_SURE, *(span.confidence for span in own)))
        added.append(Span(first, last, kind, sure))
    if not added:
        return spans
    return sorted([s for s in spans if s not in dropped] + added, key=lambda span: span.first)
