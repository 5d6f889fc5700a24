"""People of whom no list has any word and whom a tagger took for organisations: told by a row with
others, or by the game that the article tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.entities.article_name import Name
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.name_cues import word_beside
from index.entities.words.tokenizer import Tokens

_JOINTS = frozenset({"and", ","})
# What stands before a body and hardly before somebody.
_BEFORE_BODIES = frozenset("the The at for of ( v vs against Against".split())
_WORDS = range(2, 4)
_TWO = 2
# A tagger that is surer of an organisation is right more often; where a game is told, still surer.
_ROW, _GAME = 0.8, 0.65
_ALWAYS = 0.9


def settle_unlisted(names: Sequence[Name], tokens: Tokens, *, game: bool) -> None:
    """Make people of those names; `game`: whether the article tells the result of one."""
    ends = {name.span.last: name for name in names}
    begins = {name.span.first: name for name in names}
    told = {
        name.key
        for name in names
        if name.type == "org"
        and name.span.confidence < _ROW
        and _may_be(name, tokens)
        and (
            (game and name.span.confidence < _GAME and len(name.words) == _TWO)
            or _is_with_people(name, ends, begins, tokens)
        )
    }
    for name in names:
        if name.key in told:
            name.type = "person"


def _may_be(name: Name, tokens: Tokens) -> bool:
    """Whether a name is of words that nothing but names is written like, for one alone."""
    if len(name.words) not in _WORDS or name.words[-1].endswith("s"):
        return False
    if word_beside(tokens, name.span.first, -1) in _BEFORE_BODIES:
        return False
    return all(map(_is_of_person, name.words))


def _is_of_person(word: str) -> bool:
    if not word.istitle() or not word.isalpha() or known_bits(word) & ~(gz.GIVEN | gz.SURNAME):
        return False
    return not 0 <= capital_share(word.lower()) < _ALWAYS


def _is_with_people(
    name: Name, ends: Mapping[int, Name], begins: Mapping[int, Name], tokens: Tokens
) -> bool:
    """Whether it stands in a row with somebody who is named in full."""
    first, last = name.span.first, name.span.last
    before, after = ends.get(first - 2), begins.get(last + 2)
    return any(
        other is not None
        and other.type == "person"
        and len(other.key) > 1
        and other.span.confidence >= _ROW
        and word_beside(tokens, at, by) in _JOINTS
        for other, at, by in ((before, first, -1), (after, last, 1))
    )
