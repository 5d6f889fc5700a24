"""Contests, prizes and storms, which have names that are no names here: "Coppa Italia"."""

from __future__ import annotations

from collections.abc import Callable

from index.entities.languages.word_units import ArticleUnits


class Events:
    """Tells them; `end` answers with the last word of the run that begins at one."""

    def __init__(self, article: ArticleUnits, end: Callable[[int], int]) -> None:
        self._article = article
        self._end = end

    def begins(self, at: int) -> bool:
        """Whether the name of an event begins with a word."""
        unit = self._article.units[at]
        if not self._article.kinds.event(unit.word):
            return False
        _, after = self._article.around(at)
        particles = self._article.known.sets["particles"]
        named = after is not None and (after.capital or after.word in particles)
        return named or not unit.begins

    def last(self, at: int) -> int:
        """The last word of an event's name: "Coppa Italia", but not "Operação da PF"."""
        _, after = self._article.around(at)
        end = self._end(at)
        joined = after is not None and not after.capital
        return at if joined and self._article.kinds.acronym(self._article.units[end].word) else end
