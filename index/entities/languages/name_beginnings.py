"""Where names begin behind titles, offices and the words that begin sentences, and end."""

from __future__ import annotations

from index.entities.languages.word_units import ArticleUnits, Unit

_PERSON = 2  # words
_LONGEST = 6  # letters of a party's short name
_FARTHEST = 4  # words from a title to what its bearer is minister of


class Beginnings:
    """Tells names from what stands before them with a capital."""

    def __init__(self, article: ArticleUnits) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known

    def behind_title(self, first: int, last: int) -> tuple[int, bool]:
        """Where the name begins behind titles, and whether there are any."""
        kinds, at = self._kinds, first
        while at < last and kinds.title(self._units[at].word):
            at += 1
            while at < last and self._is_office(self._units[at]):
                at += 1
        before, _ = self._article.around(first)
        spoken = at > first or (before is not None and self._is_title_before(before))
        if at == first and (begin := self._behind_portfolio(first, last)) > first:
            return begin, True
        if at == first and at < last and self.is_opener(at):
            at += 1
            while at < last and not self._units[at].capital:
                at += 1
        return at, spoken

    def _is_office(self, unit: Unit) -> bool:
        """Whether a word behind a title tells what of, not who: "Minister van Financiën"."""
        return not unit.capital or unit.word in self._known.sets["portfolios"]

    def is_member(self, first: int, last: int) -> bool:
        """Whether a person's name stands behind the acronym of a body that a title is of."""
        units = self._units
        if last - first < _PERSON or first < _PERSON or units[first - 2].text != units[first].text:
            return False
        of = self._kinds.title(units[first - 2].word) and self._kinds.is_small(
            units[first - 1].word
        )
        named = all(not unit.shouted for unit in units[first + 1 : last + 1])
        word = units[first].word
        short = self._kinds.org(word) and len(word) <= _LONGEST and not self._kinds.org_head(word)
        body = short or (units[first].shouted and self._kinds.acronym(word))
        return of and named and body

    def _behind_portfolio(self, first: int, last: int) -> int:
        """Where a name begins behind what its bearer is minister of: "ministro de Hacienda"."""
        units, at = self._units, first - 1
        while at >= 0 and units[at].text == units[first].text and at > first - _FARTHEST:
            if self._kinds.title(units[at].word) and at < first - 1:
                break
            if not self._kinds.is_small(units[at].word):
                return first
            at -= 1
        else:
            return first
        begin = first
        while begin <= last and self._is_office(units[begin]):
            begin += 1
        if begin == first and last - first > 1 and units[first + 1].capital:
            kinds, word = self._kinds, units[first].word
            unknown = not (kinds.given(word) or kinds.surname(word))
            begin += unknown and not kinds.place(word) and kinds.given(units[first + 1].word)
        return begin

    def _is_title_before(self, before: Unit) -> bool:
        return before.letters and self._kinds.title(before.word)

    def is_opener(self, at: int) -> bool:
        """Whether a word begins its sentence and belongs to no name, though one follows it."""
        unit, kinds = self._units[at], self._kinds
        _, after = self._article.around(at)
        if not unit.begins or after is None:
            return False
        if kinds.is_small(unit.word):
            return True
        known = kinds.place(unit.word) or kinds.org(unit.word)
        known = known or (after.capital and kinds.surname(unit.word))
        head = kinds.org_head(unit.word) or kinds.place_head(unit.word)
        if known or head or kinds.given(unit.word) or kinds.acronym(unit.word):
            return False
        # "Operação da PF"
        return kinds.given(after.word) or not after.capital

    def without_body(self, first: int, last: int) -> int:
        """Where a Dutch name ends before what its bearer is of: "Femke Halsema van Amsterdam"."""
        units, kinds = self._units, self._kinds
        if self._known.language != "nl" or not kinds.given(units[first].word):
            return last
        for at in range(first + 2, last):
            if units[at].word != "van" or not all(u.capital for u in units[first:at]):
                continue
            after = next(unit.word for unit in units[at : last + 1] if unit.capital)
            body = kinds.org_head(after) or kinds.org(after) or kinds.place(after)
            if body or after in self._known.sets["portfolios"]:
                return at - 1
        return last
