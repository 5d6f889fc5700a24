"""Clubs that an article tells by the result of their game, however they are called: "Chiefs 26
Crusaders 24"; and, where it has a result, by what they do: "the Hurricanes host".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from index.entities.classifying.clubs import (
    AGAINST,
    DONE,
    GAMES,
    NATIONS,
    is_result,
    kind_of_land,
)
from index.entities.completing.rare_words import Places, places_of
from index.entities.completing.score_tables import TABLES, table_spans, without_headings
from index.entities.completing.sides import is_side_of_land, name_end
from index.entities.spans import Span, TableSpan, by_token, replaced
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.name_cues import INSIDE, begins_dateline
from index.entities.words.tokenizer import Ints, Tokens

Words = tuple[str, ...]
_SHORTEST = 3  # letters of what is looked for again
_HIGHEST = 250
"""More points are hardly had."""
_DASHES = frozenset("-–—")
_OUTCOMES = frozenset("beat lost drew defeated def bt".split())
# What a result may be followed by.
_BEHIND = frozenset("( ; , .".split())
_NO_SIDE = (
    NATIONS | gz.OTHER | gz.CALENDAR | gz.TITLE | gz.ROLE | gz.STARTER | gz.SURNAME | gz.PLACE_CUE
)
_LEAST = 5  # letters
_THE = frozenset({"the", "The"})
_SURE = 0.85


def with_scores(
    spans: list[Span], tokens: Tokens, article: Ints, rare: Places | None = None
) -> list[Span]:
    """The spans in order, the clubs of results as organisations wherever their article has them;
    `article` numbers the article of each text, `rare` is where the words of `TABLES` stand. Nations
    stay places.
    """
    rare = places_of(tokens, TABLES) if rare is None else rare
    spans = without_headings(spans, tokens, rare)
    clubs: dict[int, set[Words]] = defaultdict(set)
    lines = [
        (first, last, tuple(tokens.words[first : last + 1])) for first, last in _results(tokens)
    ]
    of_clubs = {
        int(article[tokens.texts[first]]) for first, _, words in lines if not kind_of_land(words)
    }
    added: list[Span] = []
    for at in _sides(tokens, article, by_token(spans)):
        clubs[int(article[tokens.texts[at]])].add((tokens.words[at],))
    for first, last, words in lines:
        number = int(article[tokens.texts[first]])
        # "Colorado 3 Strand 1" is a club where others have results, too.
        if is_side_of_land(words) or (kind_of_land(words) and number not in of_clubs):
            added.append(TableSpan(first, last, "place", _SURE))
            continue
        added.append(TableSpan(first, last, "org", _SURE))
        clubs[number].add(words)
    for span in table_spans(spans, tokens, article, rare):
        added.append(span)
        if span.type == "org":
            clubs[int(article[tokens.texts[span.first]])].add(_words(span, tokens))
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
    first = name_end(start, stop, words)
    at = first + 1
    if first < start or at >= stop:
        return ()
    if told := _told(at, stop, words):
        last = name_end(told, stop, words)
        scored = told <= last < stop - 1 and _is_points(words[last + 1])
        return ((start, first), (told, last)) if scored else ()
    if not _is_goals(words[at]):
        return ()
    dashed = at + 2 < stop and words[at + 1] in _DASHES and _is_goals(words[at + 2])
    second = at + 3 if dashed else at + 1
    last = name_end(second, stop, words)
    if last < second:
        return ()
    end = last + 1
    if not dashed:
        if end >= stop or not _is_goals(words[end]):
            return ()
        end += 1
    behind = words[end] if end < stop else ""
    return ((start, first), (second, last)) if not behind or behind in _BEHIND else ()


def _told(at: int, stop: int, words: list[str]) -> int:
    """Where the second name of a result stands that says in words who won, by the goals and the
    points in brackets behind the first: "Strand 14.9 (93) lost to"; 0 where none does.
    """
    if not _is_points(words[at]) or words[at + 1 : at + 2] != ["("]:
        return 0
    if words[at + 3 : at + 4] != [")"] or at + 4 >= stop or words[at + 4] not in _OUTCOMES:
        return 0
    return at + 5 + (words[at + 5 : at + 6] in (["to"], ["with"]))


def _is_points(word: str) -> bool:
    return word.replace(".", "", 1).isdecimal()


def _is_goals(word: str) -> bool:
    return word.isdecimal() and int(word) <= _HIGHEST


def _words(span: Span, tokens: Tokens) -> Words:
    return tuple(tokens.words[span.first : span.last + 1])


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
            placed = words[at - 1] in INSIDE or begins_dateline(at, last, tokens)
            if whole and free and not placed and {span.type for span in own} != {"org"}:
                yield Span(at, last, "org", _SURE)
