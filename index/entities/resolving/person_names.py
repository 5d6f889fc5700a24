"""Words of a person's name: the surname, what is compared, and whether a page ran it together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from index.core.late_patterns import late
from index.entities.completing.eastern_names import FAMILIES, is_hyphened
from index.entities.words import gazetteer as gz

GENERATIONS = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
PAIR, LONG = 2, 3
"""Words of a given name and a surname, and of a name with another one between."""

# How Spanish and Portuguese surnames end.
_SPANISH = ("z", "a", "o", "os", "as", "es", "al", "ar", "ón", "án")
_SHORTEST = 4  # letters
# What surnames of several words begin with.
_BEGINNINGS = frozenset(
    "De Del Dela Delos Della Di Da Dos Du La Le Mac Ní Nic Ó Van Von Vander Ter Ten Bin Ibn Ben "
    "Ould".split()
)
_REMEMBERED = 8192
# Two words that a page ran together; Mc, Mac, De, Fitz and Vander are parts of one.
_GLUED = late(r"(?!Fitz|Vand)[^\W\d_][^\W\d_A-Z]{3,}[A-Z][^\W\d_]")


@lru_cache(maxsize=_REMEMBERED)
def is_full(words: tuple[str, ...]) -> bool:
    """Whether a name has more than a surname, and no more than a name: not "Trump Jr.",
    "Obama-Clinton", "Trump Trump", nor what a page has glued together: "Trump Donald John
    TrumpFederal", "Paul Ryan Paul Davis Ryan".
    """
    key = tuple(map(str.casefold, words))
    if len(key) == 2 and (key[1] in GENERATIONS or key[0] == key[1]):
        return False
    if any(_GLUED.search(word) for word in words):
        return False
    if len(key) > LONG and "-" not in key and len(set(key)) < len(key):
        return False
    return len(key) > 1 and not (len(key) == 3 and key[1] == "-")


@lru_cache(maxsize=_REMEMBERED)
def person_key(key: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name without initials and generation: "George W. Bush Jr." is "george bush"."""
    kept = tuple(
        w for w in key if w not in GENERATIONS and w != "," and not (len(w) <= 2 and w[-1] == ".")
    )
    return kept if len(kept) > 1 else key


@lru_cache(maxsize=_REMEMBERED)
def family(key: tuple[str, ...]) -> str:
    """The surname: the last word, or the first in names of Korean and Chinese order."""
    if is_hyphened(key):
        return key[0]
    if key[0] not in FAMILIES:
        return key[-1]
    gazetteer = gz.load().words
    first, last = (gazetteer.get(gz.plain(word.capitalize()), 0) for word in (key[0], key[-1]))
    return key[-1] if first & gz.GIVEN and last & gz.SURNAME else key[0]


def first_surname(words: Sequence[str]) -> str:
    """The first of the two surnames of a Spanish name, by which its bearer goes: "Tapia" of Eusebio
    Tapia Huaroco; "" where a name has no two that lists tell.
    """
    if len(words) != LONG or not all(map(str.istitle, words)):
        return ""
    given, first, _ = map(gz.known_bits, words)
    spanish = words[1].endswith(_SPANISH) and len(words[1]) > _SHORTEST
    alone = first & (gz.SURNAME | gz.GIVEN | gz.COUNTRY | gz.REGION) == gz.SURNAME
    return words[1] if given & gz.GIVEN and alone and spanish else ""


@lru_cache(maxsize=_REMEMBERED)
def compound_surnames(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The surnames of several words that a full name ends in: both of two with a hyphen between,
    and what begins with a particle: "Guevarra-De Leon" and "De Leon".
    """
    if len(words) < LONG or is_hyphened(tuple(map(str.casefold, words))):
        return ()
    found: list[tuple[str, ...]] = []
    for at in range(len(words) - 2, 0, -1):
        word = words[at]
        if word == "-" and at > 1 and words[at - 1].istitle() and words[at + 1].istitle():
            return *found, words[at - 1 :]
        if word in _BEGINNINGS and words[at + 1].istitle():
            found.append(words[at:])
    return tuple(found)


_ARTICLES = frozenset("al el ul ad as an ash abu bin ibn".split())


def is_compound(key: Sequence[str]) -> bool:
    """Whether a name is two surnames with a hyphen between: "Nguyen-Harris"."""
    return len(key) == LONG and key[1] == "-" and key[0].casefold() not in _ARTICLES


def is_short(key: tuple[str, ...]) -> bool:
    """Whether a name has no more than a given name and a surname, but for a generation."""
    return sum(word not in GENERATIONS and word != "," for word in key) == PAIR


def unglued(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Given name and surname of what a page ran together; None where nothing was."""
    for place, word in enumerate(words):
        if place and (ran := _GLUED.match(word)):
            surname = word[: ran.end() - 2]
            # "Trump Donald John TrumpGOP" begins with the surname.
            given = words[1] if place > 1 and words[0] == surname else words[0]
            return given, surname
    return None
