"""Names that a reader keeps a list of: found wherever a text has them as they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.core.clean import clean
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.mention import Mention
from index.core.unspaced import UNSPACED, begins_between, ends_between
from index.core.values import EntityType

# What a form is looked up by: a word, or a sign where words are not set apart.
_WORD = late(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")

CERTAIN = 0.8
"""A longer name of which the recogniser is as sure as this keeps the watched names within it."""


@dataclass(frozen=True, slots=True)
class WatchedName:
    """A name, what it is, and the forms that texts write it in, the name among them."""

    type: EntityType
    name: str
    forms: tuple[str, ...]


def watched_name(kind: EntityType, name: str, forms: Iterable[str] = ()) -> WatchedName:
    """A name with the forms that texts write it in; without any, as it is. Raises InputError that
    says what is wrong.
    """
    name = " ".join(clean(name).split())
    if not name:
        raise InputError("There is no name.")
    given = [" ".join(clean(form).split()) for form in forms]
    own = tuple(dict.fromkeys(filter(None, given))) or (name,)
    for form in own:
        if not form[0].isalnum():
            raise InputError(f"“{form}” does not begin with a letter.")
    return WatchedName(kind, name, own)


@dataclass(frozen=True, slots=True)
class WatchList:
    """Watched names by the first word of each form, the longest form first."""

    _by_first: dict[str, list[tuple[str, WatchedName]]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[WatchedName]) -> WatchList:
        """The list of some names."""
        found: dict[str, list[tuple[str, WatchedName]]] = defaultdict(list)
        for name in names:
            for form in name.forms:
                if first := _WORD.match(form):
                    found[first.group()].append((form, name))
        for options in found.values():
            options.sort(key=lambda pair: -len(pair[0]))
        return cls(dict(found))

    def find(self, text: str) -> Iterator[Mention]:
        """The watched names in a text, none within another; a form is whole words where words are
        set apart, its capitals and small letters as they stand.
        """
        end = 0
        for word in _WORD.finditer(text) if self._by_first else ():
            start = word.start()
            for form, name in self._by_first.get(word.group(), ()) if start >= end else ():
                stop = start + len(form)
                if text.startswith(form, start) and _is_apart(text, start, stop):
                    yield Mention(start, stop, name.type, name.name, 1.0)
                    end = stop
                    break

    def over(self, text: str, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """What was found in a text, with the watched names in the place of what overlaps them.

        Those within longer names that are certain are left to these: whoever watches for Ford does
        not mean the Ford Foundation.
        """
        watched = list(self.find(text))
        if not watched:
            return mentions
        longer = [one for one in mentions if _keeps(one, watched)]
        watched = [one for one in watched if not any(_within(one, other) for other in longer)]
        kept = [one for one in mentions if not any(_overlap(one, other) for other in watched)]
        return sorted([*kept, *watched])


def _is_apart(text: str, start: int, stop: int) -> bool:
    """Whether a stretch of a text is whole words, as far as its script sets them apart."""
    before, after = text[max(start - 1, 0) : start], text[stop : stop + 1]
    return begins_between(before, text[start]) and ends_between(text[stop - 1], after)


def _keeps(found: Mention, watched: Sequence[Mention]) -> bool:
    """Whether a name that was found stays, though there are watched names within it."""
    if round(found.confidence, 3) < CERTAIN:
        return False
    return all(_within(one, found) for one in watched if _overlap(one, found))


def _within(one: Mention, other: Mention) -> bool:
    """Whether a name is part of a longer one."""
    return other.start <= one.start and one.end <= other.end and one[:2] != other[:2]


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
