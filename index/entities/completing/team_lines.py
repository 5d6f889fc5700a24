"""Whom sportsmen ride, drive or play for, in lists that say it behind their names: "2. Ada Strand
(Italy) Mapei 6 hours", "8 - Ann Pellow (Southampton), Ida Quayle (Everton)".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from index.entities.classifying.clubs import kind_of_land
from index.entities.spans import Span, TableSpan
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.tokenizer import Ints, Tokens

_OPENED = frozenset({"("})
_TIMES = frozenset({"same", "at", "s"})
"""What stands behind a team besides a number: "same time", "at 3:29"."""
_NO_TEAM = gz.CALENDAR | gz.STARTER | gz.TITLE | gz.COUNTRY | gz.DEMONYM
_LONGEST = 2  # words of a team
_LEAST, _MANY = 2, 5
"""So many clubs in brackets make the towns in an article's other brackets clubs; one among many."""
_SURE = 0.85


def teams_behind(tokens: Tokens, article: Ints, taken: Mapping[int, Span]) -> Iterator[Span]:
    """The teams, by token; `article` numbers the article of each text."""
    bracketed: dict[int, list[tuple[Span | None, int, int]]] = defaultdict(list)
    words, texts = tokens.words, tokens.texts
    for at in tokens.among(_OPENED):
        who = taken.get(at - 1)
        if who is None or who.type != "person":
            continue
        last = _closed(at, tokens)
        if last <= at:
            continue
        inside = taken.get(last)
        if kind_of_land(words[at + 1 : last + 1]) & gz.COUNTRY:
            if team := _behind(last + 2, tokens):
                yield team
        elif who.last > who.first and (inside is None or inside.first == at + 1):
            bracketed[int(article[texts[at]])].append((inside, at + 1, last))
    for found in bracketed.values():
        kinds = [inside.type if inside else "" for inside, _, _ in found]
        clubs = kinds.count("org")
        if not kinds.count("person") and (clubs >= _LEAST or (clubs and len(kinds) >= _MANY)):
            for inside, first, last in found:
                town = inside.type == "place" if inside else _is_known_town(words[first : last + 1])
                if town:
                    yield TableSpan(first, last, "org", _SURE)


def _is_known_town(words: list[str]) -> bool:
    """Whether a list has a town of one word, which a tagger may have passed over."""
    return len(words) == 1 and bool(known_bits(words[0]) & gz.CITY)


def _closed(at: int, tokens: Tokens) -> int:
    """The last of one to four capitals between the bracket at a place and one that closes it."""
    words = tokens.words
    for last in range(at + 1, min(at + 5, len(words) - 1)):
        if words[last + 1] == ")" and tokens.texts[last + 1] == tokens.texts[at]:
            return last
        if not words[last][:1].isupper() and words[last] not in {"'s", "&", "."}:
            break
    return at


def _behind(first: int, tokens: Tokens) -> Span | None:
    """The team behind the country of somebody in a list of results."""
    words, texts = tokens.words, tokens.texts
    last = first - 1
    for at in range(first, min(first + _LONGEST, len(words))):
        if texts[at] != texts[first - 1] or not words[at][:1].isupper():
            break
        if known_bits(words[at]) & _NO_TEAM:
            return None
        last = at
    behind = (
        words[last + 1] if last + 1 < len(words) and texts[last + 1] == texts[first - 1] else ""
    )
    timed = behind[:1].isdigit() or behind in _TIMES
    return TableSpan(first, last, "org", _SURE) if last >= first and timed else None
