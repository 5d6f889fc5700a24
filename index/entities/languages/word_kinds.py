"""What a word of an article is, by its language's lists: a title, an ordinary noun, a name."""

from __future__ import annotations

from index.entities.languages.acronym_shapes import is_acronym, is_numeral
from index.entities.languages.language_words import MOST, LanguageWords
from index.entities.words import gazetteer as gz

CLUBS = frozenset(
    "AC AS ASD BSC BV CA CD CF CS EHC FC HC RC SC SD SK SS SSV SV TSV TV UD US".split()
)
"""What clubs begin with, of which "and" joins two."""
SAINTS = frozenset("San Santa Santo São Saint Sainte Sint Sankt".split())
_CASES = ("es", "s", "n", "en", "e")
_SHORTEST_STEM = 4
_SHORTEST_NOUN = 5
_SHORTEST_SHOUTED = 3
_STREETS = "straße strasse gasse platz allee ufer brücke damm".split()
_LAND_FORMS = "gletscher tal joch".split()
_NO_LAND_FORMS = tuple("kapital portal metal spital bital quartal hospital".split())
_SIDES = "Südost Südwest Nordost Nordwest Süd Nord Ost West Ober Unter Nieder Mittel".split()
_ANY_MINISTRY = frozenset(
    "ministerium fachministerium landesministerium bundesministerium staatsministerium".split()
)


class WordKinds:
    """Questions about words, answered once for each."""

    def __init__(self, known: LanguageWords) -> None:
        self.known = known
        self._nouns: dict[str, bool] = {}
        # What is known of words in and beside names; see `run_features`.
        self.told: dict[str, tuple[str, ...]] = {}
        self.beside: dict[str, str] = {}

    def given(self, word: str) -> bool:
        """Whether people have it as a given name: "Jean-Luc" too."""
        if self.is_small(word):
            return False
        first, _, rest = word.partition("-")
        if not self.known.bits(first) & gz.GIVEN:
            return False
        last = rest.rpartition("-")[2]
        return not rest or (not self.is_small(last) and bool(self.known.bits(last) & gz.GIVEN))

    def surname(self, word: str) -> bool:
        """Whether a list has it as a surname."""
        return bool(self.known.bits(word) & gz.SURNAME)

    def listed(self, word: str) -> str:
        """The type that the language's own list has of it; "" for none."""
        known = self.known.listed((word,)) or self.known.listed(tuple(_apart(word)))
        if known is None and word.isupper() and len(word) > _SHORTEST_SHOUTED:
            # "ROMA"
            title = word.title()
            known = self.known.listed((title,)) or self.known.listed(tuple(_apart(title)))
        return known[0] if known else ""

    def place(self, word: str) -> bool:
        """Whether a list has it as a place."""
        if listed := self.listed(word):
            return listed == "place"
        if self.is_small(word):
            return False
        return bool(self.known.bits(word) & (gz.CITY | gz.COUNTRY | gz.REGION))

    def town(self, word: str) -> bool:
        """Whether it is a town, a small one perhaps, of a country that speaks the language."""
        return self.known.is_written("towns", word)

    def org(self, word: str) -> bool:
        """Whether a list has it as an organisation."""
        if listed := self.listed(word):
            return listed == "org"
        return bool(self.known.bits(word) & gz.ORG) and not self.is_small(word)

    def is_land(self, word: str) -> bool:
        """Whether a list has it as a country, a region or a large town."""
        return bool(self.listed(word) or self.known.bits(word) & (gz.COUNTRY | gz.REGION))

    def is_name(self, word: str) -> bool:
        """Whether any list has it as a name."""
        return self.place(word) or self.org(word) or self.given(word) or self.surname(word)

    def is_small(self, word: str) -> bool:
        """Whether it is a function word, whatever its first letter; "ESA" is none."""
        return self.known.has("function", word) and word not in self.known.shouted

    def is_none(self, word: str) -> bool:
        """Whether it is a day, a people or an abbreviation: no name, though it has a capital."""
        known = self.known
        if self.listed(word):
            return False
        return (
            known.has("calendar", word)
            or known.is_written("demonyms", word)
            or known.is_written("none", word)
            or is_numeral(word)
        )

    def title(self, word: str) -> bool:
        """Whether it is a title or a function that stands before names."""
        known, last = self.known, word.rpartition("-")[2]
        if known.has("titles", word) or known.has("titles", last):
            return True
        return bool(known.sets["title_endings"]) and (
            known.ends("title_endings", last) or ("-" in word and known.has("title_endings", last))
        )

    def org_head(self, word: str) -> bool:
        """Whether organisations' names begin with it."""
        known = self.known
        # "des Instituts"
        stem = word.removesuffix("s") if known.language == "de" else word
        written = known.is_written("org_heads", word) or known.is_written("org_heads", stem)
        written = written or known.is_written("inside_bodies", word)
        return written or known.ends("org_endings", word)

    def event(self, word: str) -> bool:
        """Whether contests, prizes and laws are called so."""
        return self.known.is_written("events", word)

    def place_head(self, word: str) -> bool:
        """Whether places' names begin with it."""
        return self.known.is_written("place_heads", word)

    def place_inside(self, word: str) -> bool:
        """Whether places' names begin with it in small letters: "rue Cayrade"."""
        return self.known.is_written("inside_places", word)

    def acronym(self, word: str) -> bool:
        """Whether it is an acronym that may be an organisation's."""
        return is_acronym(word) and not self.is_none(word)

    def noun(self, word: str) -> bool:
        """Whether it is an ordinary word of a language that writes nouns with a capital."""
        if self.known.language != "de":
            return False
        found = self._nouns.get(word)
        if found is None:
            if len(self._nouns) >= MOST:
                self._nouns.clear()
            found = self._nouns[word] = self._is_noun(word)
        return found

    def street(self, word: str) -> bool:
        """Whether it is a German street that has its name of somebody or of a town:
        "Leopoldstraße".
        """
        for end in _STREETS:
            if word.endswith(end) and len(word) >= len(end) + _SHORTEST_STEM:
                stem = word[: -len(end)]
                return any(self._is_named(part) for part in (stem, stem.removesuffix("s")))
        return self._is_land_form(word) or self.part_of_land(word)

    def part_of_land(self, word: str) -> bool:
        """Whether it is a side of a land: "Südsteiermark"."""
        for side in _SIDES:
            if word.startswith(side) and len(word) > len(side) + _SHORTEST_STEM:
                rest = word[len(side) :].title()
                return self.listed(rest) == "place" or bool(self.known.bits(rest) & gz.REGION)
        return False

    def _is_land_form(self, word: str) -> bool:
        """Whether a German word is a valley or a glacier with a name of its own:
        "Morteratschgletscher"; "Hanggletscher" is none.
        """
        if word.lower().endswith(_NO_LAND_FORMS):
            return False
        for end in _LAND_FORMS:
            if word.endswith(end) and len(word) >= len(end) + _SHORTEST_STEM:
                stem = word[: -len(end)]
                if word.lower() in self.known.sets["nouns"] or self.title(word):
                    return False
                return not any(self._is_word(part) for part in (stem, stem.rstrip("sn")))
        return False

    def _is_word(self, stem: str) -> bool:
        low = stem.lower()
        nouns = self.known.sets["nouns"]
        ends = any(low[at:] in nouns for at in (0, *range(2, len(low) - _SHORTEST_NOUN)))
        return ends or self.is_small(stem) or low + "en" in nouns or low + "e" in nouns

    def _is_named(self, stem: str) -> bool:
        if stem.lower() in self.known.sets["nouns"] or self.is_small(stem):
            return False
        named = self.known.bits(stem) & gz.GIVEN or self.listed(stem) == "place"
        return bool(named) or self.town(stem)

    def ministry(self, word: str) -> bool:
        """Whether it is a German ministry: "Sozialministerium"."""
        low = word.lower().removesuffix("s")
        return low.endswith("ministerium") and low not in _ANY_MINISTRY

    def _is_noun(self, word: str) -> bool:
        last = word.rpartition("-")[2]
        if is_acronym(last) or self.known.listed((word,)) or self.town(word):
            return False
        if self.street(word) or self.ministry(word):
            return False
        low = last.lower()
        forms = [low] + [
            low[: -len(end)] for end in _CASES if low.endswith(end) and len(low) > _SHORTEST_STEM
        ]
        nouns = self.known.sets["nouns"]
        if any(form in nouns for form in forms) or self.title(word):
            return True
        if self.known.bits(word) & (gz.GIVEN | gz.CITY | gz.COUNTRY | gz.REGION):
            return False
        if self.known.ends("noun_suffixes", low) and not self.surname(word):
            return True
        if self.surname(word):
            return False
        return any(
            form[at:] in nouns for form in forms for at in range(2, len(form) - _SHORTEST_NOUN + 1)
        )


def _apart(word: str) -> list[str]:
    return word.replace("-", " - ").split(" ")
