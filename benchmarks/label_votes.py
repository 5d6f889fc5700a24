"""What a corpus calls its names, each article a vote.

A model that labels news errs here and there about a name that it knows elsewhere. What nearly all
articles agree about is taken for true in the others: what they have otherwise, what they doubt,
and what they pass over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from augment import Span

Key = tuple[str, ...]
# In how many articles a name has to be, what share of them has to agree about its type, and what
# share of those that have its words has to have it as a name at all.
ARTICLES = 8
AGREED = 0.9
NAMED = 0.6


@dataclass(slots=True)
class Line:
    """A paragraph's tokens, where sentences begin, and the names in it; `other` are tokens of
    what is a name of no such type, `doubtful` names of which the labels are not sure.
    """

    words: list[str]
    first: list[bool]
    spans: list[Span]
    other: set[int] = field(default_factory=set)
    headline: bool = False
    doubtful: list[tuple[int, int]] = field(default_factory=list)

    def stands_alone(self, a: int, b: int, taken: set[int]) -> bool:
        """Whether the words are capitalised and not part of a longer stretch of capitals."""
        words = self.words
        if any(n in taken for n in range(a, b)) or not words[a][:1].isupper():
            return False
        if self.headline:
            return True
        if any(len(w) > 3 and not w[:1].isupper() for w in words[a:b]):
            return False
        before = words[a - 1] if a else ""
        after = words[b] if b < len(words) else ""
        return not after[:1].isupper() and (not before[:1].isupper() or self.first[a - 1])


def key(words: Iterable[str]) -> Key:
    """A name whatever its capitals are."""
    return tuple(word.casefold() for word in words)


class Names:
    """Names that are looked for in lines, the longest first."""

    def __init__(self, names: Iterable[Key]) -> None:
        self._heads: dict[str, list[Key]] = defaultdict(list)
        for name in names:
            self._heads[name[0]].append(name)
        for options in self._heads.values():
            options.sort(key=len, reverse=True)

    def at(self, line: Line, low: Key, place: int, taken: set[int]) -> int:
        """Where the name ends that stands alone at a place, or 0; `low` is the line as a key."""
        if not line.words[place][:1].isupper():
            return 0
        for name in self._heads.get(low[place], ()):
            b = place + len(name)
            if low[place:b] == name and line.stands_alone(place, b, taken):
                return b
        return 0


def corpus_types(articles: Sequence[Sequence[Line]]) -> dict[Key, str]:
    """The type of each name about which the articles agree."""
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for lines in articles:
        own: dict[Key, Counter[str]] = defaultdict(Counter)
        for line in lines:
            for a, b, kind in line.spans:
                own[key(line.words[a:b])][kind] += 1
        for name, count in own.items():
            votes[name][count.most_common(1)[0][0]] += 1
    agreed = {}
    for name, count in votes.items():
        (kind, most), total = count.most_common(1)[0], count.total()
        if total >= ARTICLES and most >= AGREED * total:
            agreed[name] = kind
    bare: Counter[Key] = Counter()
    wanted = Names(agreed)
    for lines in articles:
        named = {key(line.words[a:b]) for line in lines for a, b, _ in line.spans}
        bare.update({name for line in lines for name in _bare(line, wanted)} - named)
    return {
        name: kind
        for name, kind in agreed.items()
        if votes[name].total() >= NAMED * (votes[name].total() + bare[name])
    }


def _bare(line: Line, wanted: Names) -> Iterator[Key]:
    """The names that a line has without a label."""
    low = key(line.words)
    taken = {n for a, b, _ in line.spans for n in range(a, b)} | line.other
    for place in range(len(low)):
        if end := wanted.at(line, low, place, taken):
            yield low[place:end]
