"""People of an article whom a namesake or their kin tells: "Strand" beside Ada Strand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from index.entities.article_name import Name
from index.entities.classifying.generic_names import goes_by_first
from index.entities.resolving.person_names import family, person_key
from index.entities.words import gazetteer as gz
from index.entities.words import lexicon
from index.entities.words.gazetteer import known_bits
from index.entities.words.name_cues import is_of_kin
from index.entities.words.tokenizer import Tokens

# So often a word has a capital that is nothing but a name.
_ALWAYS = 0.9
# A town that the tagger is so sure of is no surname.
_CERTAIN = 0.9
# So sure the tagger is at least of whoever tells what else is called so.
_SURE = 0.6
# An organisation of which so many mentions have kin is somebody.
_OFTEN = 1 / 6


def surnames_in_full(names: Sequence[Name]) -> set[str]:
    """The surnames of people named in full that are not countries as well."""
    return {
        word
        for name in names
        if name.type == "person" and len(name.key) > 1
        for word in (family(person_key(name.key)),)
        if not known_bits(word.capitalize()) & (gz.COUNTRY | gz.REGION)
    }


def kin(names: Sequence[Name], tokens: Tokens) -> set[tuple[str, ...]]:
    """Given names that somebody's daughter has, or that a person has who is named in full: they are
    people, whatever else is called so.
    """
    may: set[tuple[str, ...]] = {
        name.key for name in names if len(name.key) == 1 and _may_be_called(name)
    }
    if not may:
        return may
    named = [name for name in names if name.key in may]
    times: Counter[tuple[str, ...]] = Counter(name.key for name in named)
    related: Counter[tuple[str, ...]] = Counter(n.key for n in named if is_of_kin(n, tokens))
    given = {n.key[:1] for n in names if n.type == "person" and len(n.key) > 1}
    sure = {n.key[:1] for n in names if len(n.key) > 1 and n.span.confidence >= _SURE}
    return {
        name.key
        for name in named
        if (is_given(name.words[0]) and related[name.key] > _OFTEN * times[name.key])
        or (name.key in given and name.type == "org" and _is_first(name, sure))
    }


def _may_be_called(name: Name) -> bool:
    """Whether a word is a given name, or one taken for an organisation that no list has."""
    word = name.words[0]
    return is_given(word) or (name.type == "org" and word.istitle() and not known_bits(word))


def _is_first(name: Name, sure: Container[tuple[str, ...]]) -> bool:
    """Whether a name is somebody's first: one that no list has of those who are `sure`."""
    return is_given(name.words[0]) or name.key in sure


def is_given(word: str) -> bool:
    """Whether a list has a word as a given name, and as no country or state."""
    bits = known_bits(word.capitalize())
    return bool(bits & gz.GIVEN and not bits & (gz.COUNTRY | gz.REGION))


def settle_families(names: Sequence[Name], people: set[str], kin: set[tuple[str, ...]]) -> None:
    """A word that is the surname of a person named in full is that person, and with another given
    name before it a relative; one that is a firm's name without its legal form is that firm, and so
    is one that a list knows as a firm where nobody is called so.
    """
    firms = {name.key[0] for name in names if name.type == "org" and goes_by_first(name.words)}
    titled = {name.key for name in names if name.title}
    for name in names:
        if name.key in kin or (name.key[-1] in people and _is_of_surname(name)):
            name.type = "person"
        elif len(name.key) == 1 and (
            name.key[0] in firms
            or (
                name.type == "person"
                and name.key not in titled
                and known_bits(name.words[0]) & gz.ORG
            )
        ):
            name.type = "org"


def _is_of_surname(name: Name) -> bool:
    """Whether a name that ends in a surname is the surname alone, or has a given name before it."""
    if len(name.words) == 1 and name.type != "place":
        return True
    # "Le Pen" is a surname of two words.
    particles = gz.load().words
    bits = known_bits(" ".join(name.words))
    if len(name.words) > 1 and bits & gz.ORG:
        return False
    # "Riyadh" is the town, whatever "al-Riyadh" was taken for.
    town = bits & gz.CITY and not bits & (gz.GIVEN | gz.SURNAME)
    if town and name.type == "place" and name.span.confidence >= _CERTAIN:
        return False
    if all(particles.get(word, 0) & gz.PARTICLE for word in name.key[:-1]):
        return True
    return len(name.key) == 2 and name.type == "org" and _may_be_given(name.words[0])


def _may_be_given(word: str) -> bool:
    """Whether somebody may be called so: a given name, or a word that no list knows and that is
    always written with a capital.
    """
    bits = known_bits(word)
    if bits or not word.istitle():
        return bool(bits & gz.GIVEN)
    share = lexicon.capital_share(word.lower())
    return share < 0 or share >= _ALWAYS
