"""Where the names of bodies go on behind the word for the body, in small letters."""

from __future__ import annotations

from collections.abc import Callable

from index.entities.languages.german_runs import OF_BODIES
from index.entities.languages.word_units import ArticleUnits, Run

# What a language writes in small letters behind the word that begins an organisation's name.
_ADJECTIVES = {
    "fr": tuple(
        "al ale aux el elle els elles ien ienne ique iques aire aires iste istes ain aine"
        " ains aines ois oise ais aise erie atif ative".split()
    ),
    "it": tuple("ale ali ano ana ivo iva ico ica ici iche ario aria ile ese esi are ari".split()),
}
_OF = {
    "fr": frozenset("de du des d' l' la les".split()),
    "it": frozenset("di del dello della dell' dei degli delle".split()),
}
# German bodies whose names say whose they are: "Verband der Autoindustrie".
_OWNED = ("verband", "bund", "zentralrat", "institut", "universität", "akademie", "vereinigung")


class BodyNames:
    """Lengthens names of bodies; `end` answers with the last word of the run that begins at one."""

    def __init__(self, article: ArticleUnits, end: Callable[[int], int]) -> None:
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known
        self._end = end

    def goes_on(self, head: int, at: int) -> bool:
        """Whether a small word of German goes on with a body's name: "Institut für Schnee- und
        Lawinenforschung", "Verband der deutschen Hafenbetriebe".
        """
        units, text = self._units, self._units[at].text
        word, after = units[at].word, units[at + 1] if at + 1 < len(units) else None
        if after is None or after.text != text:
            return False
        if at == head + 1:
            ours = units[head].word.rstrip("s").lower().endswith(_OWNED) or word == "für"
            return (
                word in OF_BODIES and ours and not self._known.is_written("place_nouns", after.word)
            )
        if units[head + 1].word not in OF_BODIES:
            return False
        if at == head + 2:
            # An adjective.
            return word.endswith(("en", "er")) and after.capital and not self._kinds.is_small(word)
        if units[head + 1].word != "für":
            return False
        return (word == "-" and after.word == "und") or (word == "und" and after.capital)

    def extended(self, run: Run) -> Run:
        """A run with what belongs to an organisation's name though it is in small letters."""
        language, units = self._known.language, self._units
        if language not in _OF or not self._kinds.org_head(units[run.first].word):
            return run
        text, at = units[run.first].text, run.last + 1

        def follows(place: int) -> bool:
            return place < len(units) and units[place].text == text and units[place].word.islower()

        if self._is_at_town(run, at):
            # "Université du Québec à Rimouski"
            run.last = at + 1
            return run
        while follows(at) and units[at].word.rstrip("s").endswith(_ADJECTIVES[language]):
            at += 1
        own = at
        while follows(at) and units[at].word in _OF[language]:
            at += 1
        verb = follows(at) and language == "it" and units[at].word.endswith(("are", "ere", "ire"))
        if at > own and follows(at) and units[at].letters and run.first == run.last and not verb:
            own = at + 1
        elif at > own and at < len(units) and units[at].text == text and units[at].capital:
            own = self._end(at) + 1 if own > run.last + 1 else own
        run.last = own - 1
        return run

    def _is_at_town(self, run: Run, at: int) -> bool:
        units = self._units
        if units[run.first].word != "Université" or at + 1 >= len(units):
            return False
        inside = units[at].word == "à" and units[at + 1].text == units[run.first].text
        return inside and units[at + 1].capital and at > run.first + 1
