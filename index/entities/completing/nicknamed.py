"""People whom a newspaper names with what they are called between quotation marks, which a tagger
parts there: Olive “Babs” Quayle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.entities.spans import Span, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Tokens

OPENS, CLOSES = frozenset("\"“'‘"), frozenset("\"”'’")
_MOST = 3
"""Words at most between the marks."""
_SURE = 0.8
_A_NAME = 0.6
_NO_NAME = gz.TITLE | gz.STARTER | gz.ROLE | gz.CALENDAR


def without_nickname(words: Sequence[str]) -> Sequence[str]:
    """The words of a name without a nickname between quotation marks."""
    for place, word in enumerate(words):
        if word in OPENS and place > 0:
            close = next((at for at in range(place + 2, len(words) - 1) if words[at] in CLOSES), 0)
            return [*words[:place], *words[close + 1 :]] if close else words
    return words


def with_nicknamed(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, people with a nickname in quotation marks whole."""
    words = tokens.words
    places = [at for at in tokens.among(OPENS) if words[at - 1].istitle() and _closes(at, words)]
    if not places:
        return spans
    taken = by_token(spans)
    added: list[Span] = []
    for at in places:
        if (whole := _whole(at, tokens, taken)) and not (added and added[-1].last >= at):
            added.append(whole)
    if not added:
        return spans
    inside = {at for one in added for at in range(one.first, one.last + 1)}
    kept = [span for span in spans if span.first not in inside and span.last not in inside]
    return sorted([*kept, *added], key=lambda span: span.first)


def _whole(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """Whoever has a nickname behind the mark at a place; None where nobody has."""
    words = tokens.words
    close = _closes(at, words)
    first, last = at - 1, close + 1
    if first < 0 or last >= len(words) or tokens.texts[first] != tokens.texts[last]:
        return None
    if not all(map(_is_nickname, words[at + 1 : close])) or not _is_name(words[first]):
        return None
    if not _is_name(words[last]) or tokens.start[at] == tokens.end[first]:
        return None
    if words[last].isupper():
        return None
    left, right = taken.get(first), taken.get(last)
    if left is None and not _is_given(words[first]) and _is_ordinary(words[first]):
        # "He Planned To Fire 'Grandstander' Strand"
        return None
    if not (_is_given(words[first]) and (left is None or left.first == left.last)):
        if not any(span and span.type == "person" for span in (left, right)):
            return None
        if any(span and span.type != "person" for span in (left, right)):
            return None
    if (left and left.last > first and left.last != close - 1) or (right and right.first < last):
        left = right = None
    begin = left.first if left else first
    while begin and begin - 1 not in taken and _is_before(begin - 1, first, tokens):
        begin -= 1
    end = right.last if right else last
    sure = max(span.confidence for span in (left, right) if span) if left or right else _SURE
    return Span(begin, end, "person", max(sure, _SURE))


def _is_ordinary(word: str) -> bool:
    """Whether a word is written with a capital so seldom that nobody is called by it."""
    return 0 <= capital_share(word.lower()) < _A_NAME


def _is_given(word: str) -> bool:
    return bool(known_bits(word) & gz.GIVEN)


def _is_before(at: int, first: int, tokens: Tokens) -> bool:
    """Whether a word is a given name before another."""
    word = tokens.words[at]
    return tokens.texts[at] == tokens.texts[first] and _is_given(word) and _is_name(word)


def _closes(at: int, words: list[str]) -> int:
    """The place of the mark that closes one that few capitals follow; 0 where none does."""
    for place in range(at + 1, min(at + _MOST + 2, len(words))):
        if words[place] in CLOSES and place > at + 1:
            return place
        if not words[place][:1].isupper():
            return 0
    return 0


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not known_bits(word) & _NO_NAME


def _is_nickname(word: str) -> bool:
    """Whether somebody may be called so: by a month, too."""
    return word[:1].isupper() and not known_bits(word) & (_NO_NAME & ~gz.CALENDAR)
