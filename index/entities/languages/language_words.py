"""What is known of the words of a language other than English: `data/languages`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from index.core.values import EntityType
from index.entities.languages.elided import parted
from index.entities.words import gazetteer as gz

_FOLDER = gz.DATA / "languages"
_NAMES: dict[str, EntityType] = {"places": "place", "organisations": "org"}
Key = tuple[str, ...]
MOST = 50_000
"""Words that are remembered."""


@dataclass(slots=True)
class LanguageWords:
    """The words of a language by what they are; names by their tokens.

    `names` has for each name that lists know its type and what it is called; `longest` is how many
    tokens the longest has that begins with a word; `shouted` are acronyms that would be function
    words in small letters.
    """

    language: str
    sets: Mapping[str, frozenset[str]]
    names: dict[Key, tuple[EntityType, str]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    shouted: frozenset[str] = frozenset()
    _bits: dict[str, int] = field(default_factory=dict)

    def has(self, section: str, word: str) -> bool:
        """Whether a word is of a section, as it is written or in small letters."""
        return word in self.sets[section] or word.lower() in self.sets[section]

    def is_written(self, section: str, word: str) -> bool:
        """Whether a word is of a section as it is written."""
        return word in self.sets[section]

    def ends(self, section: str, word: str, *, before: int = 3) -> bool:
        """Whether a word ends in one of a section, with some letters before it."""
        known, low = self.sets[section], word.lower()
        return any(low[at:] in known for at in range(before, len(low) - 1))

    def bits(self, word: str) -> int:
        """What the lists for all languages know of a word; see `gazetteer`."""
        found = self._bits.get(word)
        if found is None:
            if len(self._bits) >= MOST:
                self._bits.clear()
            given = gz.GIVEN if word in self.sets["given"] else 0
            found = self._bits[word] = gz.known_bits(word) | given
        return found

    def listed(self, key: Key) -> tuple[EntityType, str] | None:
        """Type and name of what lists know by some tokens."""
        return self.names.get(key)

    def enter(self, kind: EntityType, name: str, forms: list[str]) -> None:
        """Enter a name by the forms it goes by; the first list to have one keeps it."""
        for form in forms:
            key = tuple(parted(form, self.language))
            self.names.setdefault(key, (kind, name))
            self.longest[key[0]] = max(self.longest.get(key[0], 0), len(key))


_SECTIONS = (
    "function calendar titles title_endings nouns noun_suffixes demonyms particles "
    "place_prepositions org_heads org_endings org_nouns place_heads place_endings none saying "
    "events portfolios town_clubs ambiguous leaders towns place_nouns thing_nouns states given "
    "place_offices inside_places inside_bodies"
).split()


@cache
def language_words(language: str) -> LanguageWords:
    """What is known of a language, read from the package once."""
    found: dict[str, set[str]] = defaultdict(set)
    entries: list[tuple[EntityType, str, list[str]]] = []
    section = ""
    for line in _lines(f"{language}.txt"):
        if line[0] == "[":
            section = line.strip("[]")
        elif section in _NAMES:
            entries.append((_NAMES[section], *_called(line)))
        else:
            found[section].update(line.replace("’", "'").split())
    found["towns"].update(town for town in _lines(f"towns_{language}.txt") if not _is_long(town))
    found["given"].update(name for line in _lines("given.txt") for name in line.split())
    # Whom the lists of all languages have, and as this language writes them.
    found["leaders"] |= gz.leaders()
    words = LanguageWords(language, {name: frozenset(found[name]) for name in _SECTIONS})
    for kind, name, forms in entries:
        words.enter(kind, name, forms)
    for country in _countries(language):
        words.enter("place", country, [country])
    for line in _lines("firms.txt"):
        words.enter("org", *_called(line))
    for town in filter(_is_long, _lines(f"towns_{language}.txt")):
        words.enter("place", town, [town])
    small = words.sets["function"]
    names = (key[0] for key in words.names if len(key) == 1)
    words.shouted = frozenset(name for name in names if name.isupper() and name.lower() in small)
    return words


def _called(line: str) -> tuple[str, list[str]]:
    """A line's name and all forms it goes by."""
    name, _, others = line.partition(":")
    return name, [name, *(part.strip() for part in others.split(",") if part.strip())]


def _is_long(town: str) -> bool:
    return " " in town


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


def _countries(language: str) -> list[str]:
    lines = _lines("countries.txt")
    begin = lines.index(f"[{language}]") + 1
    rest = lines[begin:]
    end = next((at for at, line in enumerate(rest) if line[0] == "["), len(rest))
    return rest[:end]
