"""Names that begin with an ordinary word in small letters: "rue Cayrade", "ospedale di Aliaga"."""

from __future__ import annotations

from collections.abc import Callable

from index.entities.languages.word_units import ArticleUnits, Run

_OF = frozenset(
    "de du des d' la l' los las di del della dell' dei degli delle dello do da dos das".split()
)
_LONGEST = 3  # words between the first and the one with a capital
_FIGURES = frozenset({"autoroute", "autostrada", "statale"})
# Some mean something else where nothing with a capital is beside them; and others where it is.
_BESIDE = frozenset(
    "quai pont lac ponte lycée collège athénée liceo université place chemin promenade massif"
    " corso largo torre".split()
)
_APART = frozenset({"stade", "stadio", "ministero", "ministère"})
# "via Zoom"
_ROADS = frozenset(
    "rue avenue boulevard place calle plaza avenida paseo via viale piazza piazzale corso largo rua"
    " praça travessa alameda".split()
)
_KINDS_OF_COURTS = frozenset("administratif judiciaire correctionnel cantonal".split())
_COURTS = frozenset("appel assises cassation assise appello".split())
_DUTCH_COURTS = frozenset({"rechtbank", "parket"})
_DUTCH_OF = frozenset({"van", "te"})


class InsideHeads:
    """Finds them; `end` answers with the last word of the run that begins at one."""

    def __init__(self, article: ArticleUnits, end: Callable[[int], int]) -> None:
        self._units = article.units
        self._known = article.known
        self._kinds = article.kinds
        self._end = end
        self.heads = self._known.sets["inside_places"] | self._known.sets["inside_bodies"]

    def at(self, at: int) -> Run | None:
        """The name that begins with one of `heads`, None where it begins none."""
        units, word = self._units, self._units[at].word
        first = at + 1
        if word == "tribunal" and (first := self._tribunal(at)) == 0:
            return None
        if word in {"cour", "corte"} and (first := self._court(at)) == 0:
            return None
        if self._known.language == "nl":
            return self._dutch(at)
        if word in _FIGURES:
            figure = first < len(units) and units[first].text == units[at].text
            return Run(at, first) if figure and units[first].word.isdigit() else None
        begin = first
        while self._is_of(first, at) and first < begin + _LONGEST and word not in _BESIDE:
            first += 1
        if first >= len(units) or units[first].text != units[at].text:
            return None
        if word in _APART and first == begin:
            return None
        own = units[first]
        if not own.capital or self._kinds.is_none(own.word):
            return None
        if self._kinds.title(own.word) and word not in _ROADS:
            return None
        if self._kinds.given(own.word) and first > begin:
            # "l'église de Marie"
            return None
        run = Run(at, self._end(first))
        if word in _ROADS:
            run.fixed = ("place", " ".join(one.word for one in units[at : run.last + 1]))
        return run

    def _is_of(self, at: int, first: int) -> bool:
        units = self._units
        inside = at < len(units) and units[at].text == units[first].text
        return inside and units[at].word in _OF

    def _tribunal(self, at: int) -> int:
        """Where the place of a French court begins: "tribunal administratif de …"; 0 where it is
        none, or that of another country, which tells its kind behind the place.
        """
        if self._known.language != "fr":
            return at + 1
        own = self._units[at + 1 : at + 2]
        return at + 2 if own and own[0].word in _KINDS_OF_COURTS else 0

    def _dutch(self, at: int) -> Run | None:
        """A court or a public prosecutor: "correctionele rechtbank van Gent", "parket Limburg"."""
        units, text = self._units, self._units[at].text
        words = [unit.word for unit in units[at : at + 4] if unit.text == text]
        head = 1 if words[0] == "correctionele" else 0
        if words[head : head + 1] == [] or words[head] not in _DUTCH_COURTS:
            return None
        first = head + (2 if words[head + 1 : head + 2] and words[head + 1] in _DUTCH_OF else 1)
        if first >= len(words) or not units[at + first].capital:
            return None
        return Run(at, self._end(at + first))

    def _court(self, at: int) -> int:
        """Where a court's place begins: "cour d'appel de …"; 0 where it is no court."""
        words = [unit.word for unit in self._units[at + 1 : at + 3]]
        return at + 3 if len(words) > 1 and words[0] == "d'" and words[1] in _COURTS else 0
