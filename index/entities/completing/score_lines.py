"""Clubs that an article tells by the result of their game, however they are called: "Chiefs 26
Crusaders 24"; and, where it has a result, by what they do: "the Hurricanes host".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from index.entities.classifying.clubs import AGAINST, DONE, GAMES, is_result
from index.entities.spans import Span, by_token, replaced
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Ints, Tokens

Words = tuple[str, ...]
_LONGEST = 4  # words
_SHORTEST = 3  # letters of what is looked for again
_HIGHEST = 250
"""More points are hardly had."""
_DASHES = frozenset("-–—")
_JOINTS = frozenset({"&", ".", "'", "’"})
# What a result may be followed by.
_BEHIND = frozenset("( ; , .".split())
_NATIONS = gz.COUNTRY | gz.REGION | gz.DEMONYM
# What nobody plays for: "Monday 3 March 4", "Section 2 Chapter 3".
_NO_CLUB = gz.CALENDAR | gz.TITLE | gz.STARTER
_NO_SIDE = (
    _NATIONS | gz.OTHER | gz.CALENDAR | gz.TITLE | gz.ROLE | gz.STARTER | gz.SURNAME | gz.PLACE_CUE
)
_LEAST = 5  # letters
_THE = frozenset({"the", "The"})
_ORDINARY = 0.6
_SURE = 0.85


def with_scores(spans: list[Span], tokens: Tokens, article: Ints) -> list[Span]:
    """The spans in order, the clubs of results as organisations wherever their article has them;
    `article` numbers the article of each text. Nations stay places.
    """
    clubs: dict[int, set[Words]] = defaultdict(set)
    lines = list(_results(tokens))
    added = []
    for at in _sides(tokens, article, by_token(spans)):
        clubs[int(article[tokens.texts[at]])].add((tokens.words[at],))
    for first, last in lines:
        words = tuple(tokens.words[first : last + 1])
        if known_bits(" ".join(words)) & _NATIONS:
            added.append(Span(first, last, "place", _SURE))
            continue
        added.append(Span(first, last, "org", _SURE))
        clubs[int(article[tokens.texts[first]])].add(words)
    if not clubs:
        return replaced(spans, added)
    taken = by_token(replaced(spans, added))
    return replaced(spans, [*added, *_again(clubs, tokens, article, taken)])


def _sides(tokens: Tokens, article: Ints, taken: Mapping[int, Span]) -> Iterator[int]:
    """Words for several behind "the" that do what clubs do, in articles that have a result."""
    words, text = tokens.words, tokens.texts
    results = [at for at in tokens.among(_DASHES) if is_result(tokens, at - 1)]
    games = {int(article[text[at]]) for at in tokens.among(GAMES)} if results else set()
    reports = {int(article[text[at]]) for at in results} & games
    for the in tokens.among(_THE) if reports else ():
        at = the + 1
        if at in taken or at + 1 >= len(words) or int(article[text[the]]) not in reports:
            continue
        if text[at + 1] != text[the] or not _is_several(words[at]) or not words[at + 1].islower():
            continue
        before = words[the - 1] if the and text[the - 1] == text[the] else ""
        if words[at + 1] in DONE or before in DONE or before in AGAINST:
            yield at


def _is_several(word: str) -> bool:
    """Whether a word is one for several and none of a people, a party or a profession."""
    if not word.istitle() or len(word) < _LEAST or word[-1] != "s" or word[-2] == "s":
        return False
    return not (known_bits(word) | known_bits(word[:-1])) & _NO_SIDE


def _results(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """First and last words of the names in texts that begin with two names and their goals:
    "Strand 2 Pellow United 2", "Strand 2-1 Pellow".
    """
    begins = np.flatnonzero(np.append(True, tokens.text[1:] != tokens.text[:-1])).tolist()
    for start, stop in zip(begins, [*begins[1:], len(tokens.words)], strict=True):
        if found := _result(start, stop, tokens.words):
            yield from found


def _result(start: int, stop: int, words: list[str]) -> tuple[tuple[int, int], ...]:
    """The two names of the result that a text begins with; none where it begins with none."""
    first = _name(start, stop, words)
    at = first + 1
    if first < start or at >= stop or not _is_goals(words[at]):
        return ()
    dashed = at + 2 < stop and words[at + 1] in _DASHES and _is_goals(words[at + 2])
    second = at + 3 if dashed else at + 1
    last = _name(second, stop, words)
    if last < second:
        return ()
    end = last + 1
    if not dashed:
        if end >= stop or not _is_goals(words[end]):
            return ()
        end += 1
    behind = words[end] if end < stop else ""
    return ((start, first), (second, last)) if not behind or behind in _BEHIND else ()


def _is_goals(word: str) -> bool:
    return word.isdecimal() and int(word) <= _HIGHEST


def _name(first: int, stop: int, words: list[str]) -> int:
    """The last word of the capitals that begin at a place; before it where none does."""
    last = first - 1
    for at in range(first, min(first + _LONGEST, stop)):
        if words[at][:1].isupper() and not known_bits(words[at]) & _NO_CLUB:
            last = at
        elif words[at] not in _JOINTS or at == first:
            break
    if last < first:
        return last
    return last if _may_be_club(words[first : last + 1]) else first - 1


def _may_be_club(words: Sequence[str]) -> bool:
    """Whether words are a name, or ordinary ones for several: "Section 2 Chapter 3" has none."""
    if known_bits(" ".join(words)) & (gz.CITY | gz.ORG | _NATIONS) or words[-1].endswith("s"):
        return True
    return not all(0 <= capital_share(word.lower()) < _ORDINARY for word in words)


def _again(
    clubs: Mapping[int, set[Words]], tokens: Tokens, article: Ints, taken: Mapping[int, Span]
) -> Iterator[Span]:
    """The clubs wherever their article has them, found as a place, somebody or nothing."""
    words, owner = tokens.words, article.tolist()
    named = {name for names in clubs.values() for name in names if len(name[0]) >= _SHORTEST}
    for at in tokens.among({name[0] for name in named}):
        for name in clubs.get(owner[tokens.texts[at]], ()):
            last = at + len(name) - 1
            if tuple(words[at : last + 1]) != name or tokens.texts[last] != tokens.texts[at]:
                continue
            own = {taken[place] for place in range(at, last + 1) if place in taken}
            whole = all(span.first >= at and span.last <= last for span in own)
            after = words[last + 1] if last + 1 < len(words) else ""
            free = not after[:1].isupper() or last + 1 in taken or tokens.first[last + 1]
            if whole and free and {span.type for span in own} != {"org"}:
                yield Span(at, last, "org", _SURE)
