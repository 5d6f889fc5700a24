"""Which names are clubs in reports of matches, where a recogniser of general news sees cities.

A name is taken for a club where "striker", "manager" and the like follow it often enough. Countries
stay countries, as the guidelines of most corpora have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from index.entities.words import gazetteer as gz

_FOLLOWING = frozenset(
    "striker manager boss defender midfielder keeper goalkeeper coach winger forward skipper"
    " captain fans players player side squad star flanker prop lock centre wing hooker full-back"
    " chairman fly fly-half scrum scrum-half team-mate supporters".split()
)
_PLACING = frozenset("in near from around of outside".split())
_LEAST = 2
_SHARE = 0.06
_COMPETITIONS = frozenset(
    "Cup Premiership Olympics Olympic Championship Championships Open Slam Slams Games Trophy Prix"
    " Masters Bundesliga Serie Liga Wimbledon Paralympics".split()
)


def competition(words: Sequence[str]) -> bool:
    """Whether the words name a contest, which is none of our types."""
    return words[-1] in _COMPETITIONS


# A paragraph's words, and where names stand in them.
Named = tuple[Sequence[str], Sequence[tuple[int, int]]]


def clubs(articles: Iterable[Sequence[Named]]) -> set[str]:
    """The clubs of some reports."""
    seen: Counter[str] = Counter()
    led: Counter[str] = Counter()
    known = gz.load().words
    for article in articles:
        for words, spans in article:
            for a, b in spans:
                name = " ".join(words[a:b])
                seen[name] += 1
                if b < len(words) and words[b] in _FOLLOWING:
                    led[name] += 1
    return {
        name
        for name, count in led.items()
        if count >= _LEAST
        and count >= _SHARE * seen[name]
        and not known.get(name, 0) & (gz.COUNTRY | gz.REGION)
    }


def place_after_all(words: Sequence[str], a: int) -> bool:
    """Whether the word before says that a club's name means its city."""
    return a > 0 and words[a - 1].lower() in _PLACING
