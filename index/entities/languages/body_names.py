"""Where the names of bodies go on behind the word for the body, in small letters."""

from __future__ import annotations

from collections.abc import Callable

from index.entities.languages.german_runs import OF_BODIES
from index.entities.languages.word_units import ArticleUnits, Run
from index.entities.words import gazetteer as gz

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
# No adjective stands behind an acronym that is written as a word: "la Cgil chiede".
_SHORT = frozenset(
    "Asp Ats Usl Ausl Aou Asst Ast Asl Caritas Confesercenti Cna Uil Cgil Cisl Fiom Filt Anpi Arci"
    " Carabinieri Legambiente Pd Coldiretti Confcommercio".split()
)
_OF_REGION = frozenset("de do da del".split())
# German bodies whose names say whose they are: "Verband der Autoindustrie".
_OWNED = ("verband", "bund", "zentralrat", "institut", "universität", "akademie", "vereinigung")


_EMBASSIES = frozenset(
    "Ambasciata Ambassade Consolato Consulado Consulado-Geral Consulat Embaixada Embajada".split()
)
_AT = frozenset("à a en em in ad au".split())


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
        if language == "nl":
            return self._of_dutch(run)
        if units[run.first].word in _SHORT and run.first == run.last:
            return run
        if units[run.first].word in _EMBASSIES:
            return self._of_embassy(run)
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
            own = self._matters(at + 1)
            run.last = own - 1
            return self._of_place(run)
        if at > own and at < len(units) and units[at].text == text and units[at].capital:
            own = self._end(at) + 1 if own > run.last + 1 else own
        run.last = own - 1
        return run

    def _of_embassy(self, run: Run) -> Run:
        """An embassy with the town where it is: "Embajada de Rusia en Helsinki"."""
        units, at = self._units, run.last + 1
        behind = units[at : at + 2]
        inside = len(behind) > 1 and behind[1].text == units[run.first].text
        if inside and behind[0].word in _AT and behind[1].capital:
            run.last = self._end(at + 1)
        return run

    def _of_dutch(self, run: Run) -> Run:
        """A Dutch body with what it is for: "Rijksdienst voor het Cultureel Erfgoed"."""
        units, at = self._units, run.last + 1
        own = [unit for unit in units[at : at + 3] if unit.text == units[run.first].text]
        if len(own) < 2 or own[0].word != "voor" or not self._kinds.org_head(units[run.first].word):
            return run
        at += 2 if own[1].word in {"de", "het"} else 1
        if at < len(units) and units[at].text == units[run.first].text and units[at].capital:
            run.last = self._end(at)
        return run

    def _matters(self, at: int) -> int:
        """Behind a matter, the place behind a second one: "Chambre de commerce et d'industrie"."""
        units, text = self._units, self._units[at - 1].text
        own = [unit.word for unit in units[at : at + 3] if unit.text == text]
        joined = len(own) > 2 and own[0] in {"et", "e"} and own[1] in _OF[self._known.language]
        return at + 3 if joined and own[2].islower() else at

    def _of_place(self, run: Run) -> Run:
        """A run with the place that it is of: "Société des traversiers du Québec"."""
        units, at = self._units, run.last + 1
        of = _OF[self._known.language]
        while at < len(units) and units[at].text == units[run.first].text and units[at].word in of:
            at += 1
        if at == run.last + 1 or at >= len(units) or units[at].text != units[run.first].text:
            return run
        word = units[at].word
        if units[at].capital and (self._kinds.place(word) or self._kinds.town(word)):
            run.last = self._end(at)
        return run

    def of_region(self, run: Run) -> Run:
        """A body that lists have with the region or the country that it is of: "Polícia Civil de
        Santa Catarina".
        """
        units, language = self._units, self._known.language
        at, text = run.last + 1, units[run.first].text
        if run.fixed is None or run.fixed[0] != "org" or language not in {"es", "pt"}:
            return run
        if run.first == run.last or not self._kinds.org_head(units[run.first].word):
            return run
        if at + 1 >= len(units) or units[at + 1].text != text or units[at].word not in _OF_REGION:
            return run
        end = self._end(at + 1)
        words = [unit.word for unit in units[at + 1 : end + 1]]
        place = " ".join(words)
        listed = self._kinds.listed(place) or (self._known.listed(tuple(words)) or ("",))[0]
        known = self._known.bits(place) & (gz.REGION | gz.COUNTRY)
        if not (known or (listed == "place" and language == "pt")):
            return run
        name = " ".join(unit.word for unit in units[run.first : end + 1])
        return Run(run.first, end, fixed=("org", name))

    def _is_at_town(self, run: Run, at: int) -> bool:
        units = self._units
        if units[run.first].word != "Université" or at + 1 >= len(units):
            return False
        inside = units[at].word == "à" and units[at + 1].text == units[run.first].text
        return inside and units[at + 1].capital and at > run.first + 1
