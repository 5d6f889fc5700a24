"""What the words beside a name say it is: a class of bodies, a row of towns, a party's state."""

from __future__ import annotations

from index.entities.languages.german_runs import CLASS_ENDINGS
from index.entities.languages.word_units import ArticleUnits, Run, Unit

_ROW_WORDS = 2
_AND = frozenset("und et y e en".split())
_BEFORE_STATES = frozenset("-(/")
_BETWEEN = frozenset("zwischen entre tra fra tussen".split())
_AGENCY = 12  # words of a text in which it says where it is from
_DASHES = frozenset("-–—")
# How Dutch words end that say what kind of body is named behind them.
_DUTCH_CLASSES = (
    "bedrijf leverancier maatschappij bouwer fabrikant producent organisatie vereniging keten bank"
    " bond fonds bureau uitgever uitgeverij verzekeraar vervoerder toezichthouder waakhond concern"
    " brouwerij zender krant club partij beheerder aanbieder ontwikkelaar handelaar exploitant"
).split()


def is_dutch_class(word: str) -> bool:
    """Whether a Dutch word is one for a kind of body by its end: "stroomleverancier"."""
    return word.lower().endswith(tuple(_DUTCH_CLASSES))


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
        if known.language == "nl":
            return is_dutch_class(word)
        if not at or units[at - 1].text != units[at].text:
            return False
        kinds = self._kinds
        adjective = word.islower() and not (kinds.is_small(word) or kinds.title(word))
        return adjective and known.is_written("org_nouns", units[at - 1].word)

    def is_state(self, unit: Unit) -> bool:
        """Whether it is a state, a province or a canton behind a party or a town: "PSB-PE", "Ariano
        (AV)", "Wil (SG)", "Kelvo, Qro."
        """
        if not self._known.is_written("states", unit.word):
            return False
        words = self._article.tokens.words
        before = words[unit.first - 1] if unit.first else ""
        after = words[unit.last + 1] if unit.last + 1 < len(words) else ""
        if self._known.language == "es":
            return before in "(," and after in {".", ")", ","}
        if self._known.language == "pt":
            return before in _BEFORE_STATES
        return before in _BEFORE_STATES - {"-"} and after in {")", ","}

    def is_town(self, units: list[Unit]) -> bool:
        """Whether words are a town's name: one that lists have, or a place by its first word."""
        if len(units) > 1:
            return self._kinds.place_head(units[0].word)
        return self._kinds.town(units[0].word) or self._kinds.place(units[0].word)

    def is_in_row(self, at: int) -> bool:
        """Whether a town or a country stands before a word, with "and" or a comma between."""
        return self._is_beside(at, -1) or self._is_beside(at, 1)

    def _is_beside(self, at: int, step: int) -> bool:
        units, other = self._units, at + _ROW_WORDS * step
        if not 0 <= other < len(units) or units[other].text != units[at].text:
            return False
        joined = units[at + step].word in _AND or (step < 0 and units[at - 1].word == ",")
        return joined and units[other].capital and self.is_town([units[other]])

    def is_between(self, at: int) -> bool:
        """Whether a word is one of two places between which something is: "zwischen Aach und
        Bohl".
        """
        units, kinds = self._units, self._kinds
        for first in (at, at - _ROW_WORDS):
            last = first + _ROW_WORDS
            if first < 1 or last >= len(units) or units[first - 1].text != units[last].text:
                continue
            if units[first - 1].word.lower() not in _BETWEEN or units[first + 1].word not in _AND:
                continue
            sides = units[first], units[last]
            return any(self.is_town([one]) for one in sides) and all(
                one.capital
                and not (kinds.noun(one.word) or kinds.org(one.word) or kinds.is_none(one.word))
                for one in sides
            )
        return False

    def is_agency(self, run: Run) -> bool:
        """Whether a run is where a text is from, in brackets in front of it: "Lima (Andes) – …"."""
        units, text = self._units, self._units[run.first].text
        if run.first < 1 or run.last + 2 >= len(units) or units[run.last + 2].text != text:
            return False
        opened, closed = units[run.first - 1], units[run.last + 1]
        if opened.word != "(" or closed.word != ")" or opened.text != text:
            return False
        begins = run.first < _ROW_WORDS or units[run.first - _ROW_WORDS].text != text
        early = run.first < _AGENCY or units[run.first - _AGENCY].text != text
        behind = [unit.word[-1] for unit in units[run.last + 2 : run.last + 4]]
        return begins or (early and any(word in _DASHES for word in behind))
