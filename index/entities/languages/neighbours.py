"""What the words beside a name say it is: a class of bodies, a row of towns, a party's state."""

from __future__ import annotations

from index.entities.languages.german_runs import CLASS_ENDINGS
from index.entities.languages.word_units import ArticleUnits, Unit

_ROW_WORDS = 2
_AND = frozenset("und et y e en".split())
_BEFORE_STATES = frozenset("-(/")


class Neighbours:
    """Questions about the words beside a name."""

    def __init__(self, article: ArticleUnits) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known

    def is_class(self, at: int) -> bool:
        """Whether a word says what kind of body the name behind it is, perhaps with an adjective
        between: "collettivo zurighese Glasfabrik".
        """
        known, units = self._known, self._units
        word = units[at].word
        if known.has("org_nouns", word):
            return True
        if known.language == "de":
            return word.endswith(CLASS_ENDINGS)
        if known.language == "nl" or not at or units[at - 1].text != units[at].text:
            return False
        kinds = self._kinds
        adjective = word.islower() and not (kinds.is_small(word) or kinds.title(word))
        return adjective and known.is_written("org_nouns", units[at - 1].word)

    def is_state(self, unit: Unit) -> bool:
        """Whether it is a Brazilian state behind a party or a town: "PSB-PE"."""
        before = self._article.tokens.words[unit.first - 1] if unit.first else ""
        return before in _BEFORE_STATES and self._known.is_written("states", unit.word)

    def is_town(self, units: list[Unit]) -> bool:
        """Whether words are a town's name: one that lists have, or a place by its first word."""
        if len(units) > 1:
            return self._kinds.place_head(units[0].word)
        return self._kinds.town(units[0].word) or self._kinds.place(units[0].word)

    def is_in_row(self, at: int) -> bool:
        """Whether a town or a country stands before a word, with "and" or a comma between."""
        units = self._units
        if at < _ROW_WORDS or units[at - 2].text != units[at].text:
            return False
        joined = units[at - 1].word == "," or units[at - 1].word in _AND
        return joined and units[at - 2].capital and self.is_town([units[at - 2]])
