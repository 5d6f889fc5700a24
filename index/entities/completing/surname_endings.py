"""People in Cyrillic and Greek letters, whom a surname's end tells: "Пётр Морозов".

No list here has such names, and a tagger that learnt from English takes them for organisations or
passes over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.entities.spans import Span, by_token, replaced
from index.entities.words.tokenizer import Tokens

_FIRST, _LAST = "\u0370", "\u0530"  # the letters of both scripts
_ENDINGS = tuple(
    "ов ев ёв ова ева ёва ин ын ина ына ский ская ского ской цкий цкая ський ська ського"
    " ко енко ук юк чук ич вић ић άκης άκη όπουλος όπουλο οπούλου ίδης ίδη άδης άδη έλλης".split()
)
_SHORTEST = 5  # letters of such a surname
_SHORTEST_GIVEN = 3
_SURE = 0.8


def with_surname_endings(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, where one that ends in such a surname is a person's, and people whom no
    span has: of "Президент Пётр Морозов" the last two words.
    """
    own = [_person(span, tokens) if span.type == "org" else span for span in spans]
    return replaced(own, _unseen(by_token(own), tokens))


def _person(span: Span, tokens: Tokens) -> Span:
    if span.last > span.first and _are_called(*tokens.words[span.last - 1 : span.last + 1]):
        return Span(span.last - 1, span.last, "person", span.confidence)
    return span


def _unseen(taken: Mapping[int, Span], tokens: Tokens) -> Iterator[Span]:
    """A given name and such a surname that stand beside each other outside of spans."""
    words, texts = tokens.words, tokens.texts
    for at in tokens.where(_is_surname):
        if at in taken or at - 1 in taken or not at or texts[at] != texts[at - 1]:
            continue
        if _are_called(words[at - 1], words[at]):
            yield Span(at - 1, at, "person", _SURE)


def _are_called(given: str, surname: str) -> bool:
    """Whether a word before such a surname is written as a given name."""
    long = len(given) >= _SHORTEST_GIVEN and given[:1].isupper() and given[1:].islower()
    return long and given[0] >= _FIRST and _is_surname(surname)


def _is_surname(word: str) -> bool:
    if not (_FIRST <= word[0] < _LAST and word[0].isupper() and word[1:].islower()):
        return False
    return len(word) >= _SHORTEST and word.endswith(_ENDINGS)
