"""Words of an article that mean something by its other names, and nothing by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from index.entities.article_name import Name
from index.entities.classifying.works import titles_of_works
from index.entities.completing.headed_names import HEADS
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import is_legal
from index.entities.words.name_cues import has_article, is_lent, is_storm
from index.entities.words.tokenizer import Tokens

_OF_PLACES = frozenset({"university", "party"})
GENERIC = frozenset(
    "Court Committee Council Commission Board Department Ministry Agency Office Service Party "
    "Campaign State Defense Defence Cabinet Administration Government Bureau Authority Company "
    "Minority Majority Union University Hospital School Institute Foundation Association Society "
    "Club Center Centre Group Bank Police Force Corps Division Conference Convention".split()
)
"""Words that mean some organisation of the article, and none by themselves."""


def is_common_place(name: Name) -> bool:
    """Whether it is one word that says what kind of place something is: "Hill"."""
    return len(name.key) == 1 and bool(known_bits(name.words[0]) & gz.PLACE_CUE)


def without_common(names: Sequence[Name], tokens: Tokens) -> list[Name]:
    """The names without single words that name nothing by themselves: "the Court" where the article
    has no court of more words (`resolve` has found those), "the Clintons"; and without what cases
    in court and storms are called by, "Roe v. Wade", where the article has nobody called so.
    """
    words = {name.key[-1] for name in names if name.type == "person"}
    lent = {n.key for n in names if n.type == "person" and is_lent(n, tokens)}
    works = titles_of_works(names, tokens)

    def is_name(name: Name) -> bool:
        if name.key in works:
            return False
        if name.key in lent and len(name.key) == 1 and is_storm(name.span.first, tokens):
            # Also where the article names somebody of that surname.
            return False
        if len(name.key) > 1 or (name.target and len(name.target) > 1):
            return True
        if name.key in lent and not name.title:
            return False
        if name.type == "org" and name.words[0] in GENERIC:
            return False
        if tokens.first[name.span.first] and name.words[0] in HEADS:
            return False
        key = name.key[0]
        return not (has_article(name, tokens) and key.endswith("s") and key[:-1] in words)

    return [name for name in names if is_name(name)]


def goes_by_first(words: Sequence[str]) -> bool:
    """Whether an organisation of two words is meant by the first alone: a firm is, but a university
    is not that has the name of its town, and nothing is meant by the name of a state.
    """
    if len(words) != 2:
        return False
    bits, last = known_bits(words[0]), words[1]
    if last.casefold() in _OF_PLACES:
        return not bits & (gz.COUNTRY | gz.REGION | gz.CITY)
    return is_legal(last) and not bits & (gz.COUNTRY | gz.REGION)
