"""Firms that are called like people: what an article says of them tells, and their names in full.

"Hughes" is the firm where the article names Hughes Tool Co and nobody of that name, "Yukos" where
it has shares, a unit and rights that are "its".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.entities.article_name import Name
from index.entities.classifying.clipped_names import clipped
from index.entities.classifying.firm_cues import is_explained, is_told, owns
from index.entities.classifying.possessive_names import POSSESSIVE
from index.entities.resolving.person_names import family, person_key
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import AND, core_length
from index.entities.words.name_cues import (
    is_inside,
    is_somebody,
    last_of_people,
    word_beside,
)
from index.entities.words.tokenizer import Tokens

# Somebody works so for a firm; nobody does for somebody else.
_EMPLOYED = frozenset({"of", "at"})
_NATIONS = gz.COUNTRY | gz.REGION | gz.DEMONYM
# Acronyms that are people.
_INITIALS = frozenset("JFK LBJ FDR RFK MLK AOC RBG DSK MBS AMLO".split())
_ACRONYM = 3, 4  # letters, at least and at most
_MANY = 4  # mentions
_PERSON = 2  # words
# Of the mentions of a name so many tell at least that it is a firm's.
_OFTEN = 1 / 6


def settle_firms(names: Sequence[Name], tokens: Tokens) -> None:
    """Make organisations of the firms among what was taken for people and, by their names in full,
    for places.

    Whoever bears a title, is "who" or has an age is a person, and so is everybody of a surname
    whom the article names in full.
    """
    may = [name for name in names if _may_be(name)]
    if not may:
        return
    heads, working = _heads(names), last_of_people(names, _EMPLOYED, tokens)
    mentions: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in may:
        mentions[name.key].append(name)
    firms = {
        key
        for key, own in mentions.items()
        if _is_firm(own, mentions.get(key[-1:], []) if len(key) > 1 else [], heads, tokens)
        or _employs(own, working, tokens)
    }
    people = {
        word
        for name in names
        if name.type == "person" and len(name.key) > 1 and name.key not in firms
        for word in _called(name, heads)
    }
    firms = {key for key in firms if len(key) > 1 or key[0] not in people}
    firms |= {key for key in clipped(names) if key[0] not in people}
    # "Lilly" is Eli Lilly, which is a firm.
    lent = {key[-1] for key in firms if len(key) > 1} - people
    for name in may:
        if name.key in firms or (len(name.key) == 1 and name.key[0] in lent):
            name.type = "org"


def _called(name: Name, heads: set[tuple[str, ...]]) -> Iterator[str]:
    """The words that may stand for a person named in full; the first word of a firm is no given
    name that no list has ("DOME PETE", in a headline, of Dome Petroleum Ltd).
    """
    yield family(person_key(name.key))
    if name.key[:1] not in heads or known_bits(name.words[0].title()) & gz.GIVEN:
        yield name.key[0]


def settle_namesakes(names: Sequence[Name], tokens: Tokens) -> None:
    """Where an article has Dudley Taft and Taft Broadcasting Co, each "Taft" tells by itself of
    which it is: "Taft stock" is the firm's.
    """
    heads = _heads(names)
    for name in names:
        if (
            name.type == "person"
            and len(name.key) == 1
            and name.key in heads
            and not name.title
            and is_told(name, tokens)
        ):
            name.type = "org"


def _may_be(name: Name) -> bool:
    if len(name.key) == 1 and name.words[0] in gz.leaders():
        return False
    if name.type != "place":
        return name.type == "person"
    if len(name.words) > 1:
        return False
    bits = known_bits(name.words[0]) | known_bits(name.words[0].title())
    return not bits & _NATIONS


def _is_no_place(own: Sequence[Name], known: int, tokens: Tokens) -> bool:
    """Whether nothing is in what has a firm's name; a town's firm has to be named often, or told as
    well.
    """
    if any(is_inside(name, tokens) for name in own):
        return False
    often = len(own) >= _MANY
    return often or not known & gz.CITY or any(is_told(name, tokens) for name in own)


def is_like_person(words: Sequence[str]) -> bool:
    """Whether a firm has a given name and a surname: "James Capel & Co"; or begins with initials
    and a surname: "E.F. Hutton Group Inc".
    """
    if _has_initials(words):
        return True
    if len(words) < _PERSON or core_length(words) != _PERSON:
        return False
    given, last = map(known_bits, words[:_PERSON])
    return given & (gz.GIVEN | gz.CITY | _NATIONS) == gz.GIVEN and not last & ~(
        gz.SURNAME | gz.GIVEN
    )


def _has_initials(words: Sequence[str]) -> bool:
    """Whether a firm with its legal form begins with initials and a surname."""
    if core_length(words) in {1, len(words)} or "." not in words[0]:
        return False
    initials = words[0].replace(".", "").isupper() and not known_bits(words[0])
    return initials and not known_bits(words[1]) & ~(gz.SURNAME | gz.GIVEN)


def _heads(names: Sequence[Name]) -> set[tuple[str, ...]]:
    """The names of firms that have a legal form without it, and the first word of each; "Putin &
    Co." is none.
    """
    found = set()
    for name in names:
        length = core_length(name.key)
        if name.type == "org" and length < len(name.key) and (length > 1 or _is_formal(name.key)):
            found.add(name.key[:length])
            if _has_initials(name.words):
                found |= {name.key[:2], name.key[1:2]}
            elif length == 1 or name.key[1] not in POSSESSIVE:
                found.add(name.key[:1])
    return found


def _is_formal(key: Sequence[str]) -> bool:
    return key[1] not in AND


def _is_firm(
    own: Sequence[Name], last: Sequence[Name], heads: set[tuple[str, ...]], tokens: Tokens
) -> bool:
    """Whether what is called so is a firm, by all mentions and those of its last word alone."""
    acronym = own[0].type == "person" and all(_is_acronym(name, tokens) for name in own)
    if acronym and all(_has_article(name, tokens) for name in own):
        return True
    if any(is_somebody(name, tokens) for name in (*own, *last)):
        return False
    known = known_bits(" ".join(own[0].words))
    if own[0].key in heads:
        return own[0].type == "person" or _is_no_place(own, known, tokens)
    if own[0].type == "place" and not known:
        # "Maddocks, the law firm", "Maddocks shares"
        held = sum(owns(name, tokens) for name in own) >= _OFTEN * len(own)
        held = held or any(is_explained(name, tokens) for name in own)
        return held and not any(is_inside(name, tokens) for name in own)
    if own[0].type == "place" or known == gz.GIVEN:
        return False
    if all(_is_acronym(name, tokens) for name in own):
        # "GAO" is a surname too.
        return not _is_called(own[0]) or any(_has_article(name, tokens) for name in own)
    told = sum(is_told(name, tokens) for name in own)
    return told > 0 and told >= _OFTEN * (len(own) + len(last))


def _employs(own: Sequence[Name], working: set[int], tokens: Tokens) -> bool:
    """Whether what has a person's full name has people itself: "Caroline Levy of E.F. Hutton"."""
    name = own[0]
    if name.type != "person" or len(name.key) < _PERSON:
        return False
    told = sum(
        n.span.first - 2 in working and word_beside(tokens, n.span.first, -1) in _EMPLOYED
        for n in own
    )
    if not told or told < _OFTEN * len(own):
        return False
    return not any(is_somebody(n, tokens) for n in own)


def _is_acronym(name: Name, tokens: Tokens) -> bool:
    """Whether a name is written like an acronym, among words that are not in capitals."""
    word = name.words[0]
    if len(name.words) > 1 or not (word.isupper() and word.isalpha()) or word in _INITIALS:
        return False
    if not _ACRONYM[0] <= len(word) <= _ACRONYM[1]:
        return False
    first, last = name.span.first, name.span.last
    before, after = word_beside(tokens, first, -1), word_beside(tokens, last, 1)
    # "TRUMP:" is who speaks.
    return after != ":" and not any(one.isupper() and len(one) > 1 for one in (before, after))


def _is_called(name: Name) -> bool:
    """Whether somebody may be called by a word that is written like an acronym."""
    return bool(gz.load().words.get(name.words[0].title(), 0) & (gz.GIVEN | gz.SURNAME))


def _has_article(name: Name, tokens: Tokens) -> bool:
    return word_beside(tokens, name.span.first, -1) in {"the", "The"}
