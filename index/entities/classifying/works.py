"""Titles of films, books and records that are called like somebody: "Vera Drake", "The Aviator".

A work is none of our types. What stands beside some mentions of its title tells, for all of the
article: the kind of work before it, its star behind it, quotation marks on either side of it, the
part that somebody plays in it. A title that tells of a person speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from index.entities.article_name import Name
from index.entities.classifying.possessive_names import POSSESSIVE
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.name_cues import (
    POSSESSIVE_ENDINGS,
    is_somebody,
    is_the,
    last_of_people,
    word_beside,
    words_around,
)
from index.entities.words.tokenizer import Tokens

_KINDS = frozenset(
    "film movie drama comedy musical novel album song documentary biopic thriller sequel "
    "blockbuster sitcom".split()
)
# "the film Tom Hanks stars in" names no film.
_ACTING = frozenset(
    "plays played stars starred made makes directed wrote says said did produced sang appeared "
    "wanted".split()
)
_ACTORS = frozenset({"actress", "actor"})
_ARTS = _KINDS | frozenset(
    "films movies novels albums opera play plays book oscar oscars bafta baftas booker grammy "
    "nominees nominations shortlist screenplay director actor actress award awards".split()
)
_AROUND = 30  # words
_STARS = _ACTORS | {"star", "stars"}
_PARTS = frozenset("role roles starred stars".split())
_MARKS = {'"': '"', "“": "”", "‘": "’", "'": "'", "«": "»"}
_BEFORE = _KINDS | _MARKS.keys() | POSSESSIVE_ENDINGS | {"in", "The", "("}
_OF = POSSESSIVE_ENDINGS | {"("}
# What ends like this is somewhere or some body, whatever stands around it.
_KNOWN = gz.ORG_CUE | gz.PLACE_CUE
# Of the mentions of a title so many tell at least that it is one.
_OFTEN = 1 / 4
_SURE = 2
"""Mentions that have to tell it where the title may be somebody's name in full."""


def titles_of_works(names: Sequence[Name], tokens: Tokens) -> set[tuple[str, ...]]:
    """The keys of names that are titles of works where the article has them."""
    may = {name.key for name in names if name.type != "place" and _may_be_told(name, tokens)}
    if not may:
        return may
    mentions: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        if name.type != "place" and name.key in may:
            mentions[name.key].append(name)
    people = last_of_people(names, _OF, tokens)
    return {key for key, own in mentions.items() if _is_title(own, people, tokens)}


def _is_title(own: Sequence[Name], people: Container[int], tokens: Tokens) -> bool:
    told = sum(
        _may_be_told(name, tokens) and (_is_told(name, tokens) or _is_of(name, people, tokens))
        for name in own
    )
    if not told or told < _OFTEN * len(own) or known_bits(" ".join(own[0].words)) & gz.ORG:
        return False
    person = own[0].type == "person"
    if person and told < min(_SURE, len(own)):
        return False
    return not any(is_somebody(name, tokens) for name in own)


def _may_be_told(name: Name, tokens: Tokens) -> bool:
    """Whether a word beside a name is such as tell of titles; most names have none."""
    words, last = tokens.words, name.span.last
    # Before the first token stands the last one, which does no harm here.
    return words[name.span.first - 1] in _BEFORE or words[min(last + 1, len(words) - 1)] in _STARS


def _is_told(name: Name, tokens: Tokens) -> bool:
    """Whether what stands beside a name says that it is a title."""
    first, last = name.span.first, name.span.last
    before, after = word_beside(tokens, first, -1), word_beside(tokens, last, 1)
    if is_the(name, tokens) and word_beside(tokens, first, -2) in POSSESSIVE:
        # "Martin Scorsese's The Aviator", but "It's The Times".
        whose = word_beside(tokens, first, -3)
        return whose[:1].isupper() and not known_bits(whose) & gz.STARTER
    if _is_quoted(name, tokens):
        return True
    if after in POSSESSIVE:
        return False
    if before in _KINDS:
        return after not in _ACTING
    person = name.type == "person" or is_the(name, tokens)
    if person and before == "in" and word_beside(tokens, first, -2) in _PARTS:
        return True
    stars = _STARS if person else _ACTORS
    return after in stars and word_beside(tokens, last, 2)[:1].isupper()


def _is_of(name: Name, people: Container[int], tokens: Tokens) -> bool:
    """Whether somebody stands before it who made it or was in it, where the text tells of such
    things: "Mike Leigh's Vera Drake", "Imelda Staunton (Vera Drake)".
    """
    first, last = name.span.first, name.span.last
    if name.type != "person" or len(name.key) < 2 or first - 2 not in people:
        return False
    if _ARTS.isdisjoint(word.casefold() for word in words_around(tokens, first, _AROUND)):
        return False
    before, after = word_beside(tokens, first, -1), word_beside(tokens, last, 1)
    return before in POSSESSIVE_ENDINGS or (before == "(" and after == ")")


def _is_quoted(name: Name, tokens: Tokens) -> bool:
    """Whether a name of several words stands between marks, as titles do; not somebody's."""
    first, last = name.span.first, name.span.last
    before, after = word_beside(tokens, first, -1), word_beside(tokens, last, 1)
    if len(name.words) < 2 or not after or _MARKS.get(before) != after:
        return False
    if tokens.end[first - 1] != tokens.start[first] or tokens.end[last] != tokens.start[last + 1]:
        return False
    given = name.type == "person" and known_bits(name.words[0]) & gz.GIVEN
    return not given and not known_bits(name.words[-1]) & _KNOWN
