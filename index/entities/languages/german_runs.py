"""The names among the nouns of German, which all have a capital."""

from __future__ import annotations

from collections.abc import Iterator

from index.entities.languages.word_units import ArticleUnits, Run

_STREETS = frozenset(
    "brücke gasse straße strasse platz weg allee tor ring ufer markt park see hof chaussee kai"
    " steg graben berg heide bucht hafen wald insel".split()
)

_OFFICIAL = frozenset(
    "Deutsche Deutscher Deutsches Deutschen Technische Technischen Freiwillige Freiwilligen"
    " Evangelische Evangelischen Katholische Katholischen Internationale Internationalen"
    " Internationaler Bayerische Bayerischer Bayerisches Bayerischen Norddeutscher Westdeutscher"
    " Mitteldeutscher Sächsische Sächsischer Hessische Hessischer Schweizerische Schweizerischer"
    " Österreichische Österreichischer Nationale Staatliche Städtische Königliche Freie Freien"
    " Jüdische Bundesdeutsche Römisch-katholische Europäische Europäischer".split()
)


class GermanRuns:
    """Finds names in stretches of words with capitals."""

    def __init__(self, article: ArticleUnits) -> None:
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known

    def parts(self, first: int, last: int) -> Iterator[Run]:
        """The runs between the nouns of a German one."""
        units, kinds = self._units, self._kinds
        at, title = first, False
        while at <= last:
            word = units[at].word
            if self._is_street(at, last):
                yield Run(at, at + 1, fixed=("place", self._said(at, at + 1)))
                at, title = at + 2, False
            elif self._is_official(at, last):
                yield Run(at, self._body(at, last))
                at, title = self._body(at, last) + 1, False
            elif kinds.org_head(word) and at < last and not kinds.title(word):
                end = self._body(at, last)
                yield Run(at, end)
                at, title = end + 1, False
            elif kinds.noun(word) or kinds.is_small(word) or kinds.is_none(word):
                title = kinds.title(word)
                at += 1
            elif not units[at].capital:
                at += 1
            else:
                end = at
                while end < last and (self._is_part(end + 1) or self._is_called(at, end + 1)):
                    end += 1
                while end > at and not units[end].capital:
                    end -= 1
                yield Run(at, end, title)
                at, title = end + 1, False

    def _is_street(self, at: int, last: int) -> bool:
        """Whether a street is told by a capital that no adjective has: "Oberen Gasse"."""
        if at >= last:
            return False
        unit, after = self._units[at], self._units[at + 1]
        people = self._known.is_written("demonyms", unit.word)
        free = people or not (unit.begins or self._kinds.noun(unit.word))
        ending = unit.word.endswith(("er", "en", "es", "e")) and not self._kinds.given(unit.word)
        return free and ending and after.word.lower() in _STREETS

    def _is_official(self, at: int, last: int) -> bool:
        """Whether a body's name begins with an adjective: "Technische Universität Dresden"."""
        if at >= last or self._units[at].word not in _OFFICIAL:
            return False
        word = self._units[at + 1].word
        known = self._known
        return known.is_written("org_heads", word) or known.ends("org_endings", word, before=0)

    def _said(self, first: int, last: int) -> str:
        return " ".join(unit.word for unit in self._units[first : last + 1])

    def _is_called(self, first: int, at: int) -> bool:
        """Whether a word is the surname behind a given name, though a noun ends like it."""
        word = self._units[at].word
        if (
            at != first + 1
            or not self._units[at].capital
            or not self._kinds.given(self._units[first].word)
        ):
            return False
        plain = word.lower() in self._known.sets["nouns"] and not self._kinds.surname(word)
        return not (plain or self._kinds.is_small(word) or self._kinds.is_none(word))

    def _is_part(self, at: int) -> bool:
        word, kinds = self._units[at].word, self._kinds
        if not self._units[at].capital:
            return True
        return not (kinds.noun(word) or kinds.is_none(word) or kinds.org_head(word))

    def _body(self, first: int, last: int) -> int:
        """The last word of an organisation's name that begins with its head."""
        end = first + 1
        while end < last and not self._units[end].capital:
            end += 1
        word = self._units[end].word
        # "Verband Deutscher Verkehrsunternehmen"
        while end < last and (self._kinds.is_none(word) or word.endswith(("er", "es"))):
            end += 1
            word = self._units[end].word
        return end
