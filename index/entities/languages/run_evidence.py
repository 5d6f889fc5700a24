"""What speaks for a stretch of words being a person, an organisation or a place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from index.core.values import EntityType
from index.entities.languages.appositions import Appositions
from index.entities.languages.leaders_alone import is_leader
from index.entities.languages.neighbours import Neighbours
from index.entities.languages.word_units import ArticleUnits, Run, Unit
from index.entities.spans import Span
from index.entities.words import gazetteer as gz

_ALL: tuple[EntityType, ...] = ("org", "place", "person")
Scores = dict[EntityType, float]
Key = tuple[str, ...]

_LISTED, _KNOWN, _ACRONYM, _HEAD, _TITLE, _GIVEN = 4.0, 2.2, 1.6, 2.5, 2.5, 2.5
_TOWN, _SMALL_TOWN, _DOUBTFUL, _INSIDE = 1.8, 1.0, 0.8, 0.4
_OF_NOUNS = 0.5
_ROW = 0.8
_LONG_TOWN, _LETTERS = 1.0, 6
_PREPOSITION, _NOUN, _SAYING, _DATELINE = 1.2, 2.0, 0.8, 1.5
_TAGGED, _NEAR = 1.0, 0.4
_LEADER = 5.0
_THING = 4.0
_ARTICLES = {
    "de": "der die das dem den des ein eine einem einen einer im am zum zur vom beim",
    "fr": "le la les l' du des au aux un une",
    "es": "el la los las del al un una",
    "it": "il lo la i gli le l' del dello della dell' dei degli delle al allo alla all' ai agli"
    " alle dal dallo dalla dall' dai dagli dalle nel nello nella nell' nei nelle sul sulla un una",
    "pt": "os as do da dos das no na nos nas ao à aos às pelo pela um uma",
    "nl": "de het een",
}
_PLURAL = frozenset("les des aux los las gli dei degli delle ai agli os as dos das aos".split())
# A town behind one is its club: "il Napoli".
_OF_CLUBS = {
    "it": frozenset("il del dal al nel sul col".split()),
    "es": frozenset("el del al".split()),
    "pt": frozenset("o do ao no pelo".split()),
}
_STADIUMS = frozenset("Stadium Stadion Arena Park Airport Beach Bridge".split())
_FLEMISH = frozenset("Van De Den Vanden Vander Ver Ter".split())
_DUTCH = (["van", "der"], ["van", "den"])
_CAMEL = re.compile(r"[a-zé][A-Z]")
_ROAD = re.compile(r"[ABN]\d{1,3}|(?:BR|AP|A|N|CV|M|EN)-\d{1,4}")
_OF_STADIUM = frozenset("de du d' des la".split())
_OF = frozenset("de di d'".split())
_DASHES = frozenset("-–—.:/(,")
_EARLY = 3  # words of a text


class Evidence:
    """Weighs what stands in a run and beside it."""

    def __init__(self, article: ArticleUnits, tagged: Mapping[int, Span]) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known
        self._tagged = tagged
        self._german = article.is_german
        self._beside = Neighbours(article)
        self._appositions = Appositions(article)
        self._articles = frozenset(_ARTICLES[article.known.language].split())

    def is_article(self, word: str) -> bool:
        """Whether a word is an article of the language, with or without a preposition."""
        return word.lower() in self._articles

    def is_club(self, run: Run) -> bool:
        """Whether a town stands behind an article, as only its club does: "il Napoli"."""
        before, _ = self._article.around(run.first)
        clubs = _OF_CLUBS.get(self._known.language, frozenset())
        word = self._units[run.first].word
        if run.first != run.last or before is None or before.word.lower() not in clubs:
            return False
        return self._known.is_written("town_clubs", word)

    def of(self, run: Run) -> Scores:
        """How much speaks for each type."""
        found: Scores = defaultdict(float)
        units = self._units[run.first : run.last + 1]
        if self.is_club(run):
            return {"org": _HEAD}
        if run.fixed is not None:
            found[run.fixed[0]] += _LISTED
        elif len(units) == 1:
            self._of_one(units[0], found)
        else:
            self._of_several(units, found)
        if led := is_leader(self._article, run):
            found["person"] += _LEADER
        if run.title and not (run.fixed or self._kinds.org_head(units[0].word)):
            # "Délégué CFDT"
            short = len(units) == 1 and units[0].shouted and self._kinds.acronym(units[0].word)
            found["org" if short else "person"] += _TITLE
        if run.fixed is None:
            found["person"] += self._appositions.of(run)
        if not led:
            self._of_tagger(run, found)
        self._of_neighbours(run, units, found)
        return found

    def _of_one(self, unit: Unit, found: Scores) -> None:
        kinds, word = self._kinds, self._article.plain(unit.word)
        bits = self._known.bits(word)
        doubtful = unit.begins or self._german
        if self._known.is_written("ambiguous", word) and doubtful:
            found["org" if kinds.org(word) else "place"] += _DOUBTFUL / (1 + self._german)
        elif listed := kinds.listed(word):
            found["org" if listed == "org" else "place"] += _KNOWN + 0.3
        elif kinds.place(word):
            land = bits & (gz.COUNTRY | gz.REGION)
            long = _LONG_TOWN if len(word) >= _LETTERS else _DOUBTFUL
            found["place"] += _TOWN if land or not doubtful else long
        elif kinds.town(word):
            found["place"] += _SMALL_TOWN
        elif kinds.org(word):
            found["org"] += _DOUBTFUL if doubtful and not unit.shouted else _KNOWN
        elif kinds.acronym(word) and not found:
            found["org"] += _ACRONYM
        head, _, rest = word.partition("-")
        if rest[:1].isupper() and not found and not kinds.noun(word):
            # "Köln-Ehrenfeld", "Siemens-Nixdorf"
            if kinds.org(head) and not kinds.given(head):
                found["org"] += _KNOWN
            elif kinds.place(head):
                found["place"] += _KNOWN
        if kinds.known.language == "nl" and kinds.known.ends("org_endings", word) and not found:
            # "Rijksmuseum"
            found["org"] += 1.0
        if _CAMEL.search(word) and not found:
            found["org"] += 1.0
        if self._beside.is_state(unit):
            found["place"] += _LISTED
        if _ROAD.fullmatch(word):
            found["place"] += _NOUN
        if self._german and (kinds.street(word) or kinds.ministry(word)):
            found["place" if kinds.street(word) else "org"] += _KNOWN
        if bits & gz.GIVEN:
            found["person"] += 0.7
        if bits & gz.SURNAME:
            found["person"] += 0.4
        if kinds.known.ends("place_endings", word) and not kinds.noun(word):
            found["place"] += 0.7 if kinds.known.language == "de" else 1.2

    def _of_several(self, units: list[Unit], found: Scores) -> None:
        kinds, first, last = self._kinds, units[0].word, units[-1].word
        if first == "Stade" and units[1].word in _OF_STADIUM:
            # "Stade de Lausanne", but "Stade rennais"
            found["place"] += _HEAD + 1
        elif kinds.org_head(first) and not kinds.title(first):
            found["org"] += _HEAD
        elif kinds.place_head(first):
            found["place"] += _HEAD - 0.5
        elif kinds.given(first):
            found["person"] += _GIVEN
        elif kinds.acronym(first) and first.isupper():
            found["org"] += 1.5
        elif kinds.is_small(first):
            # "La Tuque", "De Gouden Vis"
            found["place"] += 0.5
            found["org"] += 0.6
        elif self._german:
            # "Elektronische Fallakte" is none.
            adjective = first.endswith(("e", "en", "er", "es", "em"))
            found["person"] += 0.3 if units[0].begins or adjective else 1.2
        elif len(units) <= 3 and all(unit.capital for unit in units):
            found["person"] += 0.3
            found["org"] += 0.6
        if self._known.language == "nl" and self._known.is_written("demonyms", first):
            found["org"] += 1.5
        inner = [unit.word for unit in units[1:-1]]
        if any(word in _FLEMISH for word in inner) or inner[:2] in _DUTCH:
            found["person"] += 1.5
        if "&" in inner:
            found["org"] += _HEAD
        if kinds.surname(last):
            found["person"] += 0.5
        if last in _STADIUMS or last.endswith(("stadion", "stadium", "arena")):
            found["place"] += _HEAD + 1
        if self._known.ends("org_endings", last):
            found["org"] += 1.5
        elif self._known.ends("place_endings", last) and not kinds.given(first):
            found["place"] += 0.8
        if kinds.place(last) and not kinds.given(first):
            found["org" if kinds.org_head(first) else "place"] += 0.4

    def _of_tagger(self, run: Run, found: Scores) -> None:
        span = self._tagged.get(run.first) or self._tagged.get(run.last)
        if span is None:
            return
        same = span.first == self._units[run.first].first
        same = same and span.last == self._units[run.last].last
        share = _TAGGED if same else _NEAR
        # It takes any capital behind "in" for a place.
        share *= _OF_NOUNS if self._german and run.first == run.last else 1
        found[span.type] += share * span.confidence

    def _of_neighbours(self, run: Run, units: list[Unit], found: Scores) -> None:
        before, _ = self._article.around(run.first)
        _, after = self._article.around(run.last)
        known, words = self._known, len(units)
        if not self._german and not units[0].begins:
            for kind in _ALL:
                found[kind] += _INSIDE
        if before is not None:
            low = before.word.lower()
            if known.is_written("thing_nouns", before.word):
                # "el telescopio James Webb"
                for kind in _ALL:
                    found[kind] -= _THING
            if known.has("place_prepositions", low):
                found["place"] += _PREPOSITION * (_OF_NOUNS if self._german else 1)
            if self._beside.is_class(run.first - 1):
                found["org"] += _NOUN + 1
            called = known.is_written("place_heads", before.word) and before.word.islower()
            if called or known.is_written("place_nouns", before.word):
                found["place"] += _NOUN + 1
            if low == "chez" and words == 1 and not self._kinds.place(units[0].word):
                # "analyste chez Vontobel"
                found["org"] += _SAYING
            if low in _OF and self._known.language != "nl":
                found["place"] += 0.6
            if low in self._articles:
                self._of_article(low, units, found)
            if known.has("saying", low):
                found["person"] += _SAYING
            self._of_noun_before(run, found)
            if run.first == run.last and self._beside.is_in_row(run.first):
                found["place"] += _ROW
        if after is not None:
            if known.has("saying", after.word):
                found["person"] += _SAYING / 2
            text_start = before is None
            if text_start and words <= _EARLY and after.word in _DASHES - {",", "."}:
                named = after.word != ":" or self._beside.is_town(units)
                found["place" if named else "person"] += _DATELINE
        sides = tuple(one.word if one else "" for one in (before, after))
        if sides in {("(", ")"), ("(", ",")} and words == 1 and units[0].shouted:
            found["org"] += 1.0

    def _of_article(self, low: str, units: list[Unit], found: Scores) -> None:
        language = self._known.language
        if language != "pt":
            found["person"] -= 1.0
        # All German nouns have one.
        found["org"] += 0.0 if language == "de" and len(units) == 1 else 0.5
        if len(units) == 1 and low in _PLURAL and not self._kinds.listed(units[0].word):
            found["person"] -= 1.0
            found["org"] -= 1.0
        if language == "de" and len(units) == 1:
            word = units[0].word
            told = self._kinds.listed(word) or self._kinds.street(word) or _ROAD.fullmatch(word)
            found["place"] -= 0.0 if told else 2.0

    def _of_noun_before(self, run: Run, found: Scores) -> None:
        """The kind of place or body that is told before "of": "barrio de Boedo"."""
        at = run.first - 1
        text, units = self._units[run.first].text, self._units
        if (
            at < 1
            or units[at - 1].text != text
            or units[at].word not in self._known.sets["particles"]
        ):
            return
        word = units[at - 1].word
        if self._known.is_written("place_heads", word) and word.islower():
            found["place"] += _NOUN
