"""A text taken apart: words, the surfaces they are found by, what hyphens join, sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate, compress, product
from typing import NamedTuple

from index.core.late_patterns import late
from index.engines.whoosh.words.analysis import LONGEST, apart, filed, lower, stemmed, token_in
from index.engines.whoosh.words.stemming import stem, stem_language

_HYPHENS = "-\u2010\u2011"
_WORDLY = late(r"\w")
_MOST_TOKENS = 1 << 16


class Joined(NamedTuple):
    """Words from first to last that hyphens join: what they begin with, and the last of them, in a
    text of a language.
    """

    first: int
    last: int
    begin: str
    rest: tuple[str, ...]
    language: str

    def is_word(self, whole: str) -> bool:
        """Whether the words written as one are this word, but for its inflection."""
        ending = whole[len(self.begin) :]
        return (
            len(ending) > 1
            and whole.startswith(self.begin)
            and stem(ending, self.language)
            in [stemmed(exact, self.language) for exact in self.rest]
        )


class _Known(dict[str, str]):
    """The surface of a token, worked out once; `others` holds what else some are found by."""

    def __init__(self) -> None:
        super().__init__()
        self.others: dict[str, tuple[str, ...]] = {}

    def __missing__(self, token: str) -> str:
        exact, *others = filed(token)
        if others:
            # First, so that who finds the surface finds these too.
            self.others[token] = tuple(others)
        if len(token) <= LONGEST:
            self[token] = exact
        return exact


class _Memory:
    """Holds what is known of tokens; begins anew when it is much."""

    def __init__(self) -> None:
        self._known = _Known()

    def known(self) -> _Known:
        if len(self._known) > _MOST_TOKENS:
            self._known = _Known()
        return self._known


_memory = _Memory()


class Text:
    """A text taken apart: its words, and for each the sentence it stands in.

    Words are compared by the list, which needs no step of Python's for each of them. `language` is
    what the text is said to be in, and then that by which its words are stemmed.
    """

    def __init__(self, text: str, language: str = "") -> None:
        self.language = stem_language(language) if language else ""
        matches = list(token_in(text).finditer(text))
        tokens = list(map(re.Match.group, matches))
        self.written = text
        known = _memory.known()
        self._all = list(map(known.__getitem__, tokens))
        """A surface for each token, "" where a sentence ends."""
        ends = "" in self._all
        self._matches = list(compress(matches, self._all)) if ends else matches
        self.surfaces = list(filter(None, self._all)) if ends else self._all
        self.others: list[tuple[int, str]] = []
        """Other surfaces that words are found by, each with the place of its word."""
        if not known.others.keys().isdisjoint(tokens):
            words = compress(tokens, self._all)
            self.others = [
                (place, other)
                for place, token in enumerate(words)
                if token in known.others
                for other in apart((known[token], *known.others[token]), self.language)[1:]
            ]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a stretch of words begins and ends, in characters."""
        end = self._matches[last].end() - self.surfaces[last].endswith("-")
        return self._matches[first].start(), end

    @cached_property
    def begins(self) -> list[int]:
        """Where each word has its first letter or figure, in characters."""
        found = [_WORDLY.search(match.string, *match.span()) for match in self._matches]
        return [(word or match).start() for word, match in zip(found, self._matches, strict=True)]

    def where(self, test: Callable[[str], bool], listed: Sequence[str] | None = None) -> list[bool]:
        """For each word whether a surface of it passes; `listed` may stand for the first ones."""
        passed = list(map(test, self.surfaces if listed is None else listed))
        for place, other in self.others:
            passed[place] = passed[place] or test(other)
        return passed

    @cached_property
    def stems(self) -> list[str]:
        """The form of each word in running text."""
        if self.language:
            return [stemmed(exact, self.language) for exact in self.surfaces]
        return list(map(stemmed, self.surfaces))

    @cached_property
    def joined(self) -> list[Joined]:
        """Two or three words that hyphens join."""
        if not any(hyphen in self.written for hyphen in _HYPHENS):
            return []
        joining = [place for place, exact in enumerate(self.surfaces) if exact[-1] == "-"]
        return [
            Joined(first, last, "".join(map(lower, begin)), self.at(last), self.language)
            for first in joining
            for last in (first + 1, first + 2)
            if last == first + 1 or self.surfaces[first + 1].endswith("-")
            for begin in product(*map(self._joining, range(first, last)))
        ]

    def _joining(self, place: int) -> list[str]:
        """The surfaces of a word that a hyphen joins to the next."""
        return [surface for surface in self.at(place) if surface.endswith("-")]

    def at(self, place: int) -> tuple[str, ...]:
        """All surfaces of a word."""
        others = [other for at, other in self.others if at == place]
        return self.surfaces[place], *others

    @cached_property
    def sentences(self) -> list[int]:
        """The number of the sentence that each word stands in."""
        ended = accumulate(not exact for exact in self._all)
        return [sentence for sentence, exact in zip(ended, self._all, strict=True) if exact]
