"""The names that lists have among an article's words, and what is told without a list."""

from __future__ import annotations

from index.core.values import EntityType
from index.entities.languages.word_units import ArticleUnits, Run

_ARTICLES = frozenset("la le les el los las il lo i gli os as".split())
VON = frozenset({"von", "van"})
"""Particles that another one follows: "von der Leyen"."""
_DER = frozenset({"der", "den"})


class ListedRuns:
    """Finds names by the lists of the article's language."""

    def __init__(self, article: ArticleUnits) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known
        self._german = article.is_german

    def at(self, at: int) -> Run | None:
        """The longest name of several words that a list has here."""
        unit, tokens = self._units[at], self._article.tokens
        word = tokens.words[unit.first].replace("’", "'")
        longest = self._known.longest.get(word, 0)
        if not longest and word.isupper():
            longest = self._known.longest.get(word.title(), 0)
        for length in range(longest, 1, -1):
            stop = unit.first + length
            if stop > self._article.place.stop or tokens.texts[stop - 1] != unit.text:
                continue
            key = tuple(one.replace("’", "'") for one in tokens.words[unit.first : stop])
            if (known := self._known.listed(key)) is None and all(map(str.isupper, key)):
                # "LA SPEZIA"
                known = self._known.listed(tuple(map(str.title, key)))
            if known is None:
                continue
            last = at
            while self._units[last].last < stop - 1:
                last += 1
            if self._units[last].last == stop - 1 and not self._is_longer(last, known[0]):
                return Run(at, last, fixed=known)
        return None

    def _is_longer(self, last: int, kind: EntityType) -> bool:
        """Whether what a list knows is only the beginning of a name."""
        _, after = self._article.around(last)
        if after is None or not after.capital or self._german or kind != "place":
            return False
        return not self._kinds.given(after.word) and not self._kinds.is_small(after.word)

    def is_surname(self, at: int) -> bool:
        """Whether somebody is called by a surname with two particles: "von der Leyen"."""
        units = self._units
        if self._german or units[at].word not in VON or at + 2 >= len(units):
            return False
        last = units[at + 2]
        joined = units[at + 1].word in _DER and last.text == units[at].text
        return joined and last.capital and not self._kinds.place(last.word)

    def town_behind(self, begin: int, last: int) -> Run | None:
        """The place that lists have behind one word that may be a name by itself, and "of"."""
        units, kinds = self._units, self._kinds
        first, at = units[begin].word, begin + 1
        while at < last and not units[at].capital and units[at].word not in _ARTICLES:
            at += 1
        if at == begin + 1 or not units[at].capital or units[begin].shouted:
            return None
        if kinds.org_head(first) or kinds.place_head(first) or kinds.is_none(first):
            return None
        if kinds.given(first) or kinds.surname(first) or kinds.is_small(first):
            return None
        if at == last:
            town = kinds.place(units[at].word) or kinds.town(units[at].word)
            return Run(at, last) if town else None
        known = self.at(at)
        return known if known and known.last == last and known.fixed else None
