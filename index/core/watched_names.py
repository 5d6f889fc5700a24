"""Names that a reader keeps a list of: found wherever a text has them as they are written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.core.clean import clean
from index.core.errors import InputError
from index.core.mention import Mention
from index.core.values import EntityType

_WORD = re.compile(r"\w+")


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
        """The watched names in a text, none within another; a form is whole words, its capitals
        and small letters as they stand.
        """
        end = 0
        for word in _WORD.finditer(text) if self._by_first else ():
            start = word.start()
            for form, name in self._by_first.get(word.group(), ()) if start >= end else ():
                stop = start + len(form)
                after = text[stop : stop + 1]
                if text.startswith(form, start) and not (form[-1].isalnum() and after.isalnum()):
                    yield Mention(start, stop, name.type, name.name, 1.0)
                    end = stop
                    break

    def over(self, text: str, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """What was found in a text, with the watched names in the place of what overlaps them."""
        watched = list(self.find(text))
        if not watched:
            return mentions
        kept = [
            one
            for one in mentions
            if all(one.end <= other.start or one.start >= other.end for other in watched)
        ]
        return sorted([*kept, *watched])
