"""What the words of a run say by themselves for its being a person, an organisation or a place."""

from __future__ import annotations

from index.core.late_patterns import late
from index.core.values import EntityType
from index.entities.languages.neighbours import Neighbours
from index.entities.languages.word_units import ArticleUnits, Unit
from index.entities.words import gazetteer as gz

Scores = dict[EntityType, float]

KNOWN, HEAD, NOUN, LISTED = 2.2, 2.5, 2.0, 4.0
"""How much is said by a list of names, by a word that names begin with, by one for a kind of thing,
and by a list of the language itself."""
ROAD = late(r"[ABN]\d{1,3}|(?:BR|AP|A|N|CV|M|EN)-\d{1,4}")
"""What roads are called by a number."""
_ACRONYM, _GIVEN = 1.6, 2.5
_TOWN, _SMALL_TOWN, _DOUBTFUL = 1.8, 1.0, 0.8
_LONG_TOWN, _LETTERS = 1.0, 6
_STADIUMS = frozenset("Stadium Stadion Arena Park Airport Beach Bridge".split())
_FLEMISH = frozenset("Van De Den Vanden Vander Ver Ter".split())
_DUTCH = (["van", "der"], ["van", "den"])
KIN = frozenset("Frères Fils Cie Hermanos Hijos Figli Filhos Irmãos Söhne Zonen Zoon".split())
"""Words that names of firms end in that belong to families."""
_BROTHERS = frozenset("Fratelli Gebrüder Gebroeders Gebr Irmãos".split())
_CAMEL = late(r"[a-zé][A-Z]")
_OF_STADIUM = frozenset("de du d' des la".split())
# German numbers are written as one word.
_NUMBERS = ("zig", "zehn", "hundert", "tausend")


class OwnWords:
    """Adds to scores what a run's own words say."""

    def __init__(self, article: ArticleUnits, beside: Neighbours) -> None:
        self._article = article
        self._kinds = article.kinds
        self._known = article.known
        self._german = article.is_german
        self._beside = beside

    def of_one(self, unit: Unit, found: Scores) -> None:
        """Of a run of one word."""
        kinds, word = self._kinds, self._article.plain(unit.word)
        bits = self._known.bits(word)
        doubtful = unit.begins or self._german
        if self._known.is_written("ambiguous", word) and doubtful:
            found["org" if kinds.org(word) else "place"] += _DOUBTFUL / (1 + self._german)
        elif listed := kinds.listed(word):
            found["org" if listed == "org" else "place"] += KNOWN + 0.3
        elif kinds.place(word):
            land = bits & (gz.COUNTRY | gz.REGION)
            long = _LONG_TOWN if len(word) >= _LETTERS else _DOUBTFUL
            found["place"] += _TOWN if land or not doubtful else long
        elif kinds.town(word):
            found["place"] += _SMALL_TOWN
        elif kinds.org(word):
            found["org"] += _DOUBTFUL if doubtful and not unit.shouted else KNOWN
        elif kinds.acronym(word) and not found:
            found["org"] += _ACRONYM
        head, _, rest = word.partition("-")
        if rest[:1].isupper() and not found and not kinds.noun(word):
            # "Köln-Ehrenfeld", "Siemens-Nixdorf"
            if kinds.org(head) and not kinds.given(head):
                found["org"] += KNOWN
            elif kinds.place(head):
                found["place"] += KNOWN
        if kinds.known.language == "nl" and kinds.known.ends("org_endings", word) and not found:
            # "Rijksmuseum"
            found["org"] += 1.0
        if _CAMEL.search(word) and not found:
            found["org"] += 1.0
        if self._beside.is_state(unit):
            found["place"] += LISTED
        if ROAD.fullmatch(word):
            found["place"] += NOUN
        if self._german and (kinds.street(word) or kinds.ministry(word)):
            found["place" if kinds.street(word) else "org"] += KNOWN
        if self._known.is_written("portfolios", word):
            # "la Santé"
            found["person"] -= NOUN
        if bits & gz.GIVEN:
            found["person"] += 0.7
        if bits & gz.SURNAME:
            found["person"] += 0.4
        if kinds.known.ends("place_endings", word) and not kinds.noun(word):
            found["place"] += 0.7 if kinds.known.language == "de" else 1.2

    def of_several(self, units: list[Unit], found: Scores) -> None:
        """Of a run of several words."""
        kinds, first, last = self._kinds, units[0].word, units[-1].word
        if first == "Stade" and units[1].word in _OF_STADIUM:
            # "Stade de Lausanne", but "Stade rennais"
            found["place"] += HEAD + 1
        elif kinds.org_head(first) and not kinds.title(first):
            found["org"] += HEAD
        elif kinds.place_head(first) or kinds.place_inside(first):
            found["place"] += HEAD - 0.5
        elif kinds.given(first):
            found["person"] += _GIVEN
        elif kinds.acronym(first) and first.isupper():
            found["org"] += 1.5
        elif kinds.is_small(first) and kinds.org_head(units[1].word) and len(units) > 2:
            # "El Diario del Sur"
            found["org"] += HEAD
        elif self._german and kinds.org_head(units[1].word):
            # "Freiwillige Feuerwehr Aach"
            found["org"] += NOUN
        elif kinds.is_small(first):
            # "La Tuque", "De Gouden Vis"
            found["place"] += 0.5
            found["org"] += 0.6
        elif self._german and first.lower().endswith(_NUMBERS):
            # "Achtzig Mikrofone"
            found["person"] -= HEAD
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
            found["org"] += HEAD
        if last in KIN or first in _BROTHERS:
            # "Grosjean Frères", "Fratelli Rossi"
            found["org"] += HEAD + 1
        if kinds.surname(last):
            found["person"] += 0.5
        if last in _STADIUMS or last.endswith(("stadion", "stadium", "arena")):
            found["place"] += HEAD + 1
        if self._known.ends("org_endings", last):
            found["org"] += 1.5
        elif self._known.ends("place_endings", last) and not kinds.given(first):
            found["place"] += 0.8
        if kinds.place(last) and not kinds.given(first):
            found["org" if kinds.org_head(first) else "place"] += 0.4
