"""What a piece of query text asks for: words in a row, in one or more ways of writing them.

Both the index and a single text answer the same rows, so that what is found is marked. A row holds
for each place the words that may stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Literal

from index.core.late_patterns import late
from index.engines.whoosh.words.analysis import (
    LONGEST,
    WORDS_LIKE_ACRONYMS,
    is_capitalised,
    lower,
    respelt,
    stemmed,
    surface_of,
    token_in,
)
from index.engines.whoosh.words.stemming import stem
from index.query import nodes

Kind = Literal["inflected", "acronym", "signed", "written", "phrased", "joined", "begun"]
MOST = 8
"""Ways of writing a phrase that are looked for."""

_SIGNS = late(r"^(\.?)[^.+#]*?([+#]*)$")
_NAMED_NUMBER = late(r"([^\W\d_]+)(\d[^\W_]*)")
_COUNTED = late(r"(\d+)([^\W\d_]+)")
_LETTERS = late(r"[^\W\d_](?:\.[^\W\d_])+\.?")
_SHORTEST = 4
"""Letters of a word that may also be found with a hyphen inside (email, e-mail)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that may stand in a place.

    `plain` is what it is filed under before stemming. Of the kind "inflected" any spelling of its
    stem in the language of a text counts, of the kind "begun" also what begins with it. All other
    kinds choose among the spellings of `plain`, by how `exact` is written.
    """

    plain: str
    kind: Kind = "inflected"
    exact: str = ""

    def takes(self, spelling: str) -> bool:
        """Whether a spelling of `plain` is meant. Whether it is part of a longer word is not."""
        if self.kind == "joined":
            return spelling.endswith("-")
        text = spelling.removesuffix("-")
        if self.kind == "acronym":
            return len(text) > 1 and without_possessive(text).isupper()
        if self.kind == "signed":
            return signs(text) == signs(self.exact)
        exact = self.exact
        if self.kind == "phrased" and not possessive(exact):
            text, exact = without_possessive(text).replace(".", ""), exact.replace(".", "")
        return text == exact if is_capitalised(exact) else text.casefold() == exact


# Tokens that are looked at for being one word; no word is of as many characters.
_REACH = LONGEST

Place = tuple[Wanted, ...]
Row = tuple[Place, ...]


def signs(exact: str) -> tuple[str, ...]:
    """The signs that belong to a word: of C++, C# and .NET."""
    match = _SIGNS.match(exact)
    return match.groups() if match else ("", "")


def possessive(exact: str) -> bool:
    """Whether a surface ends in a possessive."""
    return exact[-2:] in ("'s", "'S")


def without_possessive(exact: str) -> str:
    """A surface without the possessive that it may end in."""
    return exact[:-2] if possessive(exact) else exact


def rows(node: nodes.Word | nodes.Exact | nodes.Phrase | nodes.Prefix) -> tuple[Row, ...]:
    """The rows that a clause asks for, first the one that is written; () without a word."""
    if isinstance(node, nodes.Exact):
        return _exact(node.text)
    if isinstance(node, nodes.Prefix):
        found = _ways(node.text, phrase=node.quoted)
        return tuple((*row[:-1], (Wanted(row[-1][0].plain, "begun"),)) for row in found)
    return _ways(node.text, phrase=isinstance(node, nodes.Phrase))


def sole_word(rows: Sequence[Row]) -> str:
    """The word that rows ask for where they are one word in all its inflections; "" otherwise."""
    if len(rows) != 1 or len(rows[0]) != 1 or len(rows[0][0]) != 1:
        return ""
    ((wanted,),) = rows[0]
    return wanted.plain if wanted.kind == "inflected" else ""


def identity(place: Place, language: str) -> object:
    """Equal for places that ask for the same in texts of a language."""
    one = place[0]
    return stem(one.plain, language) if len(place) == 1 and one.kind == "inflected" else place


def hyphenated(place: Place) -> str:
    """The word that may be written with a hyphen inside as well; "" when none may."""
    one = place[0]
    return one.plain if one.kind in ("inflected", "begun") and may_be_cut(one.plain) else ""


def may_be_cut(plain: str) -> bool:
    """Whether a word may be written with a hyphen inside as well."""
    return len(plain) >= _SHORTEST and plain.isalpha()


@lru_cache(maxsize=1024)
def _exact(text: str) -> tuple[Row, ...]:
    surfaces = filter(None, map(surface_of, token_in(text).findall(text)))
    row = tuple((_written(exact),) for exact in surfaces)
    return (row,) if row else ()


def _written(exact: str) -> Wanted:
    exact = exact.removesuffix("-")
    return Wanted(lower(exact), "written", exact)


@lru_cache(maxsize=1024)
def _ways(text: str, *, phrase: bool) -> tuple[Row, ...]:
    if text.isascii() and text.islower() and text.replace(" ", "").isalpha():
        # Nothing else can be meant by plain words, as most are.
        return (tuple([(Wanted(word[:LONGEST]),) for word in text.split()]),)
    tokens = [token for token in token_in(text).findall(text) if surface_of(token)]
    if not tokens:
        return ()
    return tuple(islice(_rows(tokens, phrase=phrase), MOST))


def _rows(tokens: Sequence[str], *, phrase: bool) -> Iterator[Row]:
    """All ways of writing the tokens, those of the last ones first in turn. Goes from place to
    place without calling itself: a sentence that is pasted may have thousands of them.
    """

    def options(at: int) -> Iterator[tuple[Row, int]]:
        for first, length in _options(tokens[at : at + _REACH], phrase=phrase):
            if length < _REACH:
                yield first, at + length

    begun: list[Row] = []
    open_ways = [options(0)]
    while open_ways:
        way = next(open_ways[-1], None)
        if way is None:
            open_ways.pop()
            if begun:
                begun.pop()
        elif way[1] < len(tokens):
            begun.append(way[0])
            open_ways.append(options(way[1]))
        else:
            yield tuple(chain(*begun, way[0]))


def _options(tokens: Sequence[str], *, phrase: bool) -> Iterator[tuple[Row, int]]:
    """How the first tokens may be written otherwise, and how many tokens that is."""

    def row(*words: str) -> Row:
        return tuple(_place(word, phrase=phrase) for word in words)

    first = tokens[0]
    yield row(first), 1
    if match := _NAMED_NUMBER.fullmatch(first) or _COUNTED.fullmatch(first):
        yield row(*match.groups()), 1
    if _LETTERS.fullmatch(first) and "." not in lower(surface_of(first)):
        letters = surface_of(first).rstrip(".").split(".")
        yield tuple((Wanted(lower(one), "phrased", one),) for one in letters), 1
    if (length := _glued(tokens)) > 1:
        yield row("".join(surface_of(token).removesuffix("-") for token in tokens[:length])), length
    elif phrase and len(tokens) > 1 and (both := _counted(*map(surface_of, tokens[:2]))):
        yield row(both), 2
    if (length := _initials(tokens)) > 1:
        yield row("".join(tokens[:length])), length


def _counted(one: str, other: str) -> str:
    """A name and its number, or a number and its unit, as one word: Covid 19, 5 p.m.; else ""."""
    if one.isdigit() == other.isdigit():
        return ""
    both = one.replace(".", "") + other.replace(".", "")
    return both if _NAMED_NUMBER.fullmatch(both) or _COUNTED.fullmatch(both) else ""


def _glued(tokens: Sequence[str]) -> int:
    """How many tokens at the beginning are joined by hyphens, the last one included."""
    length = 0
    while length < len(tokens) - 1 and surface_of(tokens[length]).endswith("-"):
        length += 1
    return length + 1 if length else 0


def _initials(tokens: Sequence[str]) -> int:
    """How many tokens at the beginning are letters with a full stop each."""
    length = 0
    while length < len(tokens) and len(tokens[length]) == 2 and tokens[length][1] == ".":
        length += 1
    return length


def _place(token: str, *, phrase: bool) -> Place:
    """What may stand in the place of a token."""
    exact = surface_of(token).removesuffix("-")
    plain = lower(exact)
    bare = without_possessive(exact)
    if "." in plain and not plain[0].isdigit():
        # U.S. stands for US as well, but not for the pronoun.
        undotted = plain.replace(".", "")
        return Wanted(plain), Wanted(undotted, "acronym", undotted.upper())
    if plain in WORDS_LIKE_ACRONYMS and len(bare) > 1 and bare.isupper():
        return Wanted(plain, "acronym", bare), Wanted(".".join(plain))
    if phrase and is_capitalised(exact):
        return (Wanted(plain, "phrased", exact),)
    if any(signs(exact)):
        return (Wanted(plain, "signed", exact),)
    places = {stemmed(exact): Wanted(plain)}
    for other in respelt(token):
        places.setdefault(stemmed(surface_of(other)), Wanted(lower(surface_of(other))))
    return tuple(places.values())
