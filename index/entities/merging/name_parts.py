"""A person's name taken apart, as names are compared that may be one person's."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from index.core.folding import fold
from index.entities.resolving.addressed_people import address
from index.entities.resolving.person_names import GENERATIONS

_ARTICLES = frozenset("al el ul".split())


class NameParts(NamedTuple):
    """A name taken apart, all folded; `middle` has neither articles nor generation."""

    given: str
    middle: tuple[str, ...]
    surname: str
    generation: str

    @property
    def called(self) -> str:
        """The given name that is written in full: Christopher of J. Christopher Stevens."""
        return self.middle[0] if len(self.given) == 1 and self.middle else self.given

    @property
    def own(self) -> str:
        """The given name, with the initial in front of the one that somebody is called by."""
        return self.given if self.called is self.given else f"{self.given} {self.called}"

    @property
    def further(self) -> tuple[str, ...]:
        """The middle names behind the one that somebody is called by."""
        return self.middle if self.called is self.given else self.middle[1:]


def surname(name: str) -> str:
    """The last word of a name as it is compared, without a generation; "" for a single word."""
    parts = name_parts(name)
    return parts.surname if parts else ""


@lru_cache(maxsize=1 << 15)
def name_parts(name: str) -> NameParts | None:
    """A person's name taken apart; None of a single word. Remembered: settling names asks it of all
    people for several reasons. "Mr. Clinton" has no given name.
    """
    words = [] if address(name) else fold(name).split()
    generation = words.pop() if len(words) > 1 and words[-1] in GENERATIONS else ""
    if len(words) < 2:
        return None
    # "Joe Biden Biden" is what a page says twice.
    middle = tuple(word for word in words[1:-1] if word not in _ARTICLES and word != words[-1])
    return NameParts(words[0], middle, words[-1], generation)


def middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names may be one person's: none, the same, or initials of each other."""
    return all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
        for a, b in zip(one, other, strict=False)
    )
