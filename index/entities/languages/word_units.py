"""An article's words as a reader sees them: what hyphens join is one word, "Jean-Luc"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from index.core.values import EntityType
from index.entities.languages.datelines import dateline
from index.entities.languages.language_words import LanguageWords
from index.entities.languages.word_kinds import WordKinds
from index.entities.spans import Span
from index.entities.words.tokenizer import Tokens

_SHORTEST = 2
_LONGEST = 6  # words looked at for where an article was written
_NEAR = 4  # of them, for a sign behind it
_SIGNS = frozenset(",.–—")
_HYPHENS = frozenset("-‑")
_BEGINNINGS = frozenset("-–—¿¡")
_SHORTEST_GENITIVE = 4


class Unit(NamedTuple):
    """A word of tokens `first` to `last`, inclusive; `begins` says that a sentence may with it."""

    first: int
    last: int
    text: int
    word: str
    begins: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.word[:1].isupper()

    @property
    def letters(self) -> bool:
        """Whether it is a word, no figure or mark."""
        return self.word[:1].isalpha()

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals, as acronyms are."""
        return len(self.word) >= _SHORTEST and self.word.isupper() and self.word.isalpha()


@dataclass(frozen=True)
class ArticleUnits:
    """The words of an article in order, with the language it is in."""

    tokens: Tokens
    place: range
    kinds: WordKinds

    @property
    def known(self) -> LanguageWords:
        """What is known of the words of its language."""
        return self.kinds.known

    @property
    def is_german(self) -> bool:
        """Whether it is in German, whose nouns are capitalised."""
        return self.known.language == "de"

    @cached_property
    def units(self) -> list[Unit]:
        """All words and marks."""
        found = list(self._joined())
        for at, size in self._datelines(found):
            found[at + size] = found[at + size]._replace(begins=True)
        return found

    @cached_property
    def datelines(self) -> dict[int, int]:
        """How many words a place in capitals has that a text begins with, by where it does."""
        return dict(self._datelines(self.units))

    def _datelines(self, units: list[Unit]) -> Iterator[tuple[int, int]]:
        for at, unit in enumerate(units):
            if (not at or units[at - 1].text != unit.text) and unit.capital:
                near = (one.word for one in units[at + 1 : at + _NEAR])
                if not unit.shouted and _SIGNS.isdisjoint(near):
                    continue
                own = [one.word for one in units[at : at + _LONGEST] if one.text == unit.text]
                if size := dateline(own, self.kinds):
                    yield at, size

    def _joined(self) -> Iterator[Unit]:
        words, texts = self.tokens.words, self.tokens.texts
        at, start, stop = self.place.start, self.place.start, self.place.stop
        first = self.tokens.first[start:stop].tolist()
        while at < stop:
            last = at
            word = words[at]
            while last + 2 < stop and words[last + 1] in _HYPHENS and self._goes_on(last):
                last += 2
            if last > at:
                word = "".join(words[at : last + 1])
            if not word.isascii():
                word = word.replace("’", "'")
            # "Bellinzona – Il Gran Consiglio", "¿En Navarra?"
            begins = first[at - start] or (at > start and words[at - 1] in _BEGINNINGS)
            yield Unit(at, last, texts[at], word, begins)
            at = last + 1

    def _goes_on(self, at: int) -> bool:
        """Whether the hyphen behind a token joins it to the one after that."""
        words, start, end = self.tokens.words, self.tokens.start, self.tokens.end
        if self.tokens.texts[at] != self.tokens.texts[at + 2]:
            return False
        joined = end[at] == start[at + 1] and end[at + 1] == start[at + 2]
        if not joined or not words[at][-1].isalnum() or not words[at + 2][0].isalnum():
            return False
        return not self._is_lent(at)

    def _is_lent(self, at: int) -> bool:
        """Whether a name lends itself to the ordinary word behind its hyphen: "SPD-Fraktion", or
        a party has its state there: "(PSB-PE)".
        """
        if self.known.language == "pt":
            words = self.tokens.words
            return words[at].isupper() and self.known.is_written("states", words[at + 2])
        if self.known.language not in {"de", "nl"}:
            return False
        word, after = self.tokens.words[at], self.tokens.words[at + 2]
        if self.known.listed((word, "-", after)) or not word[0].isupper():
            return False
        named = self.kinds.acronym(word) or self.kinds.org(word) or self.kinds.place(word)
        return named and (after.islower() or self.kinds.noun(after) or self.kinds.title(after))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(unit.word for unit in self.units)

    def plain(self, word: str) -> str:
        """A German word without the ending of a genitive, where that makes a name of it."""
        if self.known.language != "de" or len(word) < _SHORTEST_GENITIVE:
            return word
        if not word.endswith(("s", "'")) or self.kinds.is_name(word):
            return word
        stem = word[:-1]
        own = stem in self._words and not self.kinds.noun(stem)
        known = self.kinds.is_land(stem) or stem in self.known.sets["leaders"]
        return stem if own or known else word

    def around(self, at: int) -> tuple[Unit | None, Unit | None]:
        """The words before and after one of a place, of the same text."""
        units = self.units
        before = units[at - 1] if at and units[at - 1].text == units[at].text else None
        after = (
            units[at + 1] if at + 1 < len(units) and units[at + 1].text == units[at].text else None
        )
        return before, after


@dataclass(slots=True)
class Run:
    """Words from `first` to `last`, inclusive, numbers of units, that may be a name.

    `fixed` is what a list says it is, with the name that has; `title` says that a title stands
    before it.
    """

    first: int
    last: int
    title: bool = False
    fixed: tuple[EntityType, str] | None = None


def by_unit(spans: list[Span], units: list[Unit]) -> dict[int, Span]:
    """What a tagger found, by the number of each word in it."""
    found: dict[int, Span] = {}
    rest = iter(spans)
    span = next(rest, None)
    for at, unit in enumerate(units):
        while span is not None and span.last < unit.first:
            span = next(rest, None)
        if span is not None and span.first <= unit.last:
            found[at] = span
    return found
