"""Whom the names of an article in another language mean: surnames, acronyms and names of lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.core.values import EntityType
from index.entities.article_name import Name
from index.entities.languages.likelihoods import likelihood
from index.entities.languages.run_evidence import Key
from index.entities.languages.word_units import ArticleUnits, Run
from index.entities.resolving.acronyms import abbreviates, initials
from index.entities.spans import Span
from index.entities.words.tokenizer import words as words_of

_MOST_WORDS = 12  # of a person's name
_STATE = 2  # letters of a state's sign: "(SP)"


class Found(NamedTuple):
    """A run that is a name of some type, with how much speaks for it."""

    run: Run
    key: Key
    kind: EntityType
    score: float


def targets(found: Sequence[Found], article: ArticleUnits) -> list[Name]:
    """The names in order with the fullest form that the article or a list has of each."""
    names = [_name(one, article) for one in found]
    people = _People(names)
    acronyms = _acronyms(names, article)
    for one, name in zip(found, names, strict=True):
        if name.type == "person":
            name.target = people.meant(name)
        elif one.run.fixed is not None or article.known.listed(name.words):
            known = one.run.fixed or article.known.listed(name.words)
            name.target = tuple(words_of(known[1])) if known else name.words
        else:
            name.target = acronyms.get(name.key, name.words)
    return names


def _name(one: Found, article: ArticleUnits) -> Name:
    first, last = article.units[one.run.first].first, article.units[one.run.last].last
    words = [word.replace("’", "'") for word in article.tokens.words[first : last + 1]]
    own = "".join(article.units[one.run.last].word)
    if len(own) > len(one.key[-1]):
        # A genitive.
        words[-1] = words[-1][: len(one.key[-1]) - len(own)]
    state = len(words) == 1 and len(words[0]) <= _STATE
    if one.kind != "org" and all(word.isupper() for word in words) and not state:
        # "ECATEPEC"
        words = [word.title() for word in words]
    span = Span(first, last, one.kind, likelihood(one.kind, one.score))
    key = tuple(map(str.casefold, words))
    text = article.units[one.run.first].text
    return Name(span, tuple(words), key, one.kind, text, tuple(words), made=True)


class _People:
    """The people named in full, by what they are called again."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._by_part: dict[Key, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        full = [
            name for name in names if name.type == "person" and 1 < len(name.words) <= _MOST_WORDS
        ]
        parts = {part for name in full for part in _ends(name.key)}
        for name in full:
            # The article has it at greater length: "Van Maldeghem".
            if name.key not in parts:
                for at in range(len(name.key)):
                    for stop in range(at + 1, len(name.key) + 1):
                        part = name.key[at:stop]
                        self._by_part[part].append((name.span.first, name.words))

    def meant(self, name: Name) -> tuple[str, ...]:
        """The fullest form of a person: the last one who was named so before, else the first."""
        options = self._by_part.get(name.key)
        if not options:
            return name.words
        before = [words for place, words in options if place <= name.span.first]
        return before[-1] if before else options[0][1]


def _ends(key: Key) -> Iterator[Key]:
    """What a name begins and ends with."""
    for at in range(1, len(key)):
        yield key[at:]
        yield key[:at]


def _acronyms(names: Sequence[Name], article: ArticleUnits) -> dict[Key, tuple[str, ...]]:
    """Organisations by the acronym that the article has in brackets behind them."""
    found: dict[Key, tuple[str, ...]] = {}
    words = article.tokens.words
    for name in names:
        last = name.span.last
        if name.type != "org" or len(name.words) < 2 or last + 3 >= article.place.stop:
            continue
        if words[last + 1] == "(" and words[last + 3] == ")":
            short = words[last + 2]
            if abbreviates(short, initials(name.words)) or short.isupper():
                found[(short.casefold(),)] = name.words
    return found
