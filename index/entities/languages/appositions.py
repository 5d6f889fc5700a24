"""People whom the words beside their name tell: what they do, how old they are, a surname again."""

from __future__ import annotations

from functools import cached_property

from index.entities.languages.word_units import ArticleUnits, Run

_MOST = 4  # words of a name
_FAR = 8  # words from a role to the comma before the name
_DIGITS = 2  # of an age
_ROLE, _BEHIND, _AGAIN = 1.2, 1.0, 1.0
# How words end that say what somebody does, where no list has them.
_ENDINGS = {
    "fr": "eur euse trice iste logue cien cienne ant ante".split(),
    "es": "ador adora ista ólogo óloga ero era ario aria ante sor sora".split(),
    "it": "tore trice ista ologo ologa iere iera ario aria".split(),
    "pt": "ador adora ista ólogo óloga eiro eira ário ária".split(),
    "nl": "ster ist oog eur aar man vrouw".split(),
}
_SHORTEST = 6  # letters of such a word
_YEARS = frozenset("ans años anni anos jaar".split())
_OPENS, _CLOSES = frozenset("(,"), frozenset("),")


class Appositions:
    """What the words beside a name of several words say for its being a person's."""

    def __init__(self, article: ArticleUnits) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._endings = tuple(_ENDINGS.get(article.known.language, ()))

    def of(self, run: Run) -> float:
        """How much they say."""
        units = self._units[run.first : run.last + 1]
        if not self._endings or not 1 < len(units) <= _MOST or self._is_body(run):
            return 0.0
        found = _ROLE * (self._is_told_before(run.first) or self._is_told_far(run))
        found += _BEHIND * self._is_told_behind(run.last)
        return found + _AGAIN * (units[-1].word in self._alone)

    def _is_body(self, run: Run) -> bool:
        kinds, first = self._kinds, self._units[run.first]
        head = kinds.org_head(first.word) or kinds.place_head(first.word)
        # No name of a person has an article within but as "la" in small letters.
        return head or kinds.is_small(first.word) or first.shouted

    def _is_doing(self, word: str) -> bool:
        """Whether a word in small letters says what somebody does."""
        kinds, known = self._kinds, self._article.known
        if not word.islower() or kinds.is_small(word) or known.is_written("org_nouns", word):
            return False
        long = len(word) >= _SHORTEST and word.endswith(self._endings)
        return kinds.title(word) or (long and not known.is_written("place_heads", word))

    def _is_told_before(self, first: int) -> bool:
        """As in “el apicultor Fidencio Ek”."""
        before, _ = self._article.around(first)
        return before is not None and self._is_doing(before.word)

    def _is_told_far(self, run: Run) -> bool:
        """As in “a secretária de Estado para os Rios, Ana Ek,”."""
        units, first = self._units, run.first
        _, after = self._article.around(run.last)
        if not first or units[first - 1].word != "," or after is None or after.word not in ",.":
            return False
        for at in range(first - 2, max(-1, first - 2 - _FAR), -1):
            if units[at].text != units[first].text or not units[at].word[0].isalnum():
                return False
            if units[at].word.islower() and self._kinds.title(units[at].word):
                return True
        return False

    def _is_told_behind(self, last: int) -> bool:
        """As in “Ana Ek, apicultora”, “Ana Ek, 34 ans”, “Ana Ek (34)”."""
        text = self._units[last].text
        after = [one.word for one in self._units[last + 1 : last + 5] if one.text == text]
        if len(after) < _DIGITS + 1 or after[0] not in _OPENS:
            return False
        if after[1].isdigit() and len(after[1]) == _DIGITS:
            return after[2] in _YEARS or (after[0] == "(" and after[2] in _CLOSES)
        if after[0] == "(":
            return False
        articled = self._kinds.is_small(after[1]) and after[1] in _ARTICLES
        return self._is_doing(after[2] if articled else after[1])

    @cached_property
    def _alone(self) -> frozenset[str]:
        """Words with a capital that stand by themselves, and behind no article."""
        found = set()
        for at, unit in enumerate(self._units):
            if not unit.capital or unit.begins:
                continue
            before, after = self._article.around(at)
            if any(one.capital for one in (before, after) if one is not None):
                continue
            if before is not None and before.word.lower() in _ARTICLES:
                continue
            if not (self._kinds.place(unit.word) or self._kinds.org(unit.word)):
                found.add(unit.word)
        return frozenset(found)


_ARTICLES = frozenset(
    "le la les l' un une el los las una il lo i gli uno o a os as um uma de het een"
    " du des au aux del al della dell' dello nel nella al alla do da no na ao à".split()
)
