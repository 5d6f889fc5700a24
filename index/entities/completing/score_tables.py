"""Clubs in tables of sport: rows of a league's standings, "MIAMI 13 4 .765 -", and lines that say
who plays whom: "FLORIDA AT MONTREAL", "Strand v Pellow United".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from index.entities.completing.rare_words import Places, articles_with, of_any
from index.entities.completing.sides import AGAINST, HOSTS, is_side_of_land, name_end
from index.entities.spans import Span, TableSpan, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.tokenizer import Ints, Tokens

# What tables of sport alone are headed by: "EASTERN DIVISION", "Standings", "W L PCT GB".
_HEADS = frozenset(
    "STANDINGS Standings standings DIVISION CONFERENCE Conference PTS Pts PCT Pct".split()
)
# … and lines that say who plays.
_OF_SPORT = _HEADS | frozenset(
    "FIXTURES Fixtures fixtures SOCCER Soccer soccer FOOTBALL BASKETBALL HOCKEY BASEBALL RUGBY "
    "CRICKET RULES".split()
)
_COLUMNS = frozenset("PTS PCT GF".split())
_HEADINGS = _COLUMNS | {"DIVISION", "CONFERENCE"}
_RUGBY, _CODES = "RUGBY", frozenset({"UNION", "LEAGUE"})
_WIDEST = 12  # columns of a table
_LETTERS = 4
"""Fewer letters has what heads a column, and fewer words what heads a table."""
_SIGNS = frozenset(". - – — / + : ( ) % , =".split())
_ROW = 3
"""Numbers at least behind a club, and rows of a table."""
_LONGEST = 24  # words of a line
_PAIR = 2
_SURE = 0.9
TABLES = _OF_SPORT | _HEADINGS | _CODES
"""What tells of tables of sport."""


def table_spans(
    spans: Iterable[Span], tokens: Tokens, article: Ints, rare: Places
) -> Iterator[Span]:
    """The clubs, and the nations as places, of rows and lines, in articles that have several of
    them and a word of tables; `article` numbers the article of each text, `rare` is where the words
    of `TABLES` stand.
    """
    sport = articles_with(rare, _OF_SPORT, tokens, article)
    if not sport:
        return
    heads = articles_with(rare, _HEADS, tokens, article)
    taken = by_token(spans)
    begins = np.flatnonzero(np.append(True, tokens.text[1:] != tokens.text[:-1]))
    stops = np.append(begins[1:], len(tokens))
    short = (stops - begins <= _LONGEST) & (stops - begins > _PAIR)
    lines = zip(begins[short].tolist(), stops[short].tolist(), strict=True)
    rows: list[tuple[int, list[Span]]] = []
    for start, stop in lines:
        number = int(article[tokens.texts[start]])
        if number not in sport or not tokens.words[start][:1].isupper():
            continue
        if number in heads and (row := _row(start, stop, tokens, taken)):
            rows.append((number, [row]))
        elif pair := _pair(start, stop, tokens, loud=number in heads):
            rows.append((number, pair))
    times = Counter(number for number, _ in rows)
    for number, sides in rows:
        if times[number] >= _PAIR:
            yield from sides


def without_headings(spans: list[Span], tokens: Tokens, rare: Places) -> list[Span]:
    """The spans but for those in what tables are headed by: "PACIFIC DIVISION", "W L T GF GA PTS",
    "RUGBY UNION -".
    """
    words, text = tokens.words, tokens.texts
    headed = {text[at] for at in of_any(rare, _HEADINGS) if _is_heading(at, tokens)}
    games = {at - 1 for at in of_any(rare, _CODES) if at and words[at - 1] == _RUGBY}
    if not headed and not games:
        return spans
    return [span for span in spans if text[span.first] not in headed and span.first not in games]


def _is_heading(at: int, tokens: Tokens) -> bool:
    """Whether the word at a place ends a text of two or three words, or one of letters alone."""
    words, texts = tokens.words, tokens.texts
    first = at
    while first and texts[first - 1] == texts[at]:
        first -= 1
    own = words[first : first + _WIDEST]
    own = own[: sum(one == texts[at] for one in texts[first : first + _WIDEST])]
    if words[at] in _COLUMNS:
        return all(len(word) < _LETTERS for word in own)
    return own[-1] == words[at] and len(own) < _LETTERS


def _row(start: int, stop: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """The club of a text that is its name and numbers."""
    words = tokens.words
    last = name_end(start, stop, words)
    if last < start or (start in taken and taken[start].type == "person" and last > start):
        return None
    behind = words[last + 1 : stop]
    numbers = sum(word[0].isdigit() for word in behind)
    if numbers < _ROW or not all(word[0].isdigit() or word in _SIGNS for word in behind):
        return None
    return _side(start, last, words)


def _pair(start: int, stop: int, tokens: Tokens, *, loud: bool) -> list[Span]:
    """The two that a text says will play each other, and nothing besides that is a name."""
    words = tokens.words
    last = name_end(start, stop, words)
    joint = words[last + 1] if start <= last < stop - _PAIR else ""
    if not (joint in AGAINST or (loud and joint in HOSTS)):
        return []
    second = last + _PAIR
    end = name_end(second, stop, words)
    if end < second or (joint in HOSTS and (end + 1 < stop or _is_prose(words[start:stop]))):
        return []
    return [_side(start, last, words), _side(second, end, words)]


def _is_prose(words: Sequence[str]) -> bool:
    """Whether a line is no pair of clubs but says where somebody is: "Ballroom at Strand Hall"."""
    return not all(map(str.isupper, words)) and any(
        known_bits(word.title()) & (gz.TITLE | gz.ORG_CUE | gz.PLACE_CUE) for word in words
    )


def _side(first: int, last: int, words: list[str]) -> Span:
    land = is_side_of_land(words[first : last + 1])
    return TableSpan(first, last, "place" if land else "org", _SURE)
