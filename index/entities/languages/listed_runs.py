"""The names that lists have among an article's words, and what is told without a list."""

from __future__ import annotations

from index.core.values import EntityType
from index.entities.languages.word_units import ArticleUnits, Run

_ARTICLES = frozenset("la le les el los las il lo i gli os as".split())
VON = frozenset({"von", "van"})
"""Particles that another one follows: "von der Leyen"."""
_DER = frozenset({"der", "den"})


# Prepositions that are one word with an article, by what the article is at the head of a name.
_CONTRACTIONS = {
    "fr": {"du": "Le", "au": "Le", "des": "Les", "aux": "Les"},
    "es": {"del": "El", "al": "El"},
    "it": {
        **dict.fromkeys("del al dal nel sul".split(), "Il"),
        **dict.fromkeys("della alla dalla nella sulla".split(), "La"),
    },
    "pt": {
        **dict.fromkeys("do ao no pelo".split(), "O"),
        **dict.fromkeys("da à na pela".split(), "A"),
        **dict.fromkeys("dos aos nos pelos".split(), "Os"),
    },
}
_OF_CUPS = frozenset({"Monde", "Mundo"})
"""What contests are called after as well: "Coupe du Monde"."""


class ListedRuns:
    """Finds names by the lists of the article's language."""

    def __init__(self, article: ArticleUnits) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known
        self._german = article.is_german
        self._contractions = _CONTRACTIONS.get(article.known.language, {})

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
        return self._contracted(at)

    def _contracted(self, at: int) -> Run | None:
        """The organisation a list has with an article that a preposition is one word with: "des
        Républicains", "al Secolo XIX".
        """
        unit, units, tokens = self._units[at], self._units, self._article.tokens
        if not at or not unit.capital or units[at - 1].text != unit.text:
            return None
        article = self._contractions.get(units[at - 1].word)
        if article is None or unit.word in _OF_CUPS:
            return None
        for length in range(self._known.longest.get(article, 0) - 1, 0, -1):
            stop = unit.first + length
            if stop > self._article.place.stop or tokens.texts[stop - 1] != unit.text:
                continue
            own = (one.replace("’", "'") for one in tokens.words[unit.first : stop])
            known = self._known.listed((article, *own))
            if known is None or known[0] != "org":
                continue
            last = at
            while units[last].last < stop - 1:
                last += 1
            _, after = self._article.around(last)
            if units[last].last == stop - 1 and not (after is not None and after.capital):
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
