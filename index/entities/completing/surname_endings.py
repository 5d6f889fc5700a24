"""People in Cyrillic and Greek letters, whom a surname's end tells: "Пётр Морозов".

No list here has such names, and a tagger that learnt from English takes them for organisations.
"""

from __future__ import annotations

from index.entities.spans import Span
from index.entities.words.tokenizer import Tokens

_FIRST, _LAST = "\u0370", "\u0530"  # the letters of both scripts
_ENDINGS = tuple(
    "ов ев ёв ова ева ёва ин ын ина ына ский ская ского ской цкий цкая ський ська ського"
    " ко енко ук юк чук ич вић ић άκης άκη όπουλος όπουλο οπούλου ίδης ίδη άδης άδη έλλης".split()
)
_SHORTEST = 5  # letters of such a surname
_SHORTEST_GIVEN = 3


def with_surname_endings(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans, where one that ends in such a surname is a person's: of "Президент Пётр Морозов"
    the last two words.
    """
    return [_person(span, tokens) if _is_scripted(span, tokens) else span for span in spans]


def _is_scripted(span: Span, tokens: Tokens) -> bool:
    return _FIRST <= tokens.words[span.last][0] < _LAST and span.type == "org"


def _person(span: Span, tokens: Tokens) -> Span:
    given, surname = tokens.words[span.last - 1 : span.last + 1] if span.last else ("", "")
    own = span.last > span.first and len(surname) >= _SHORTEST and len(given) >= _SHORTEST_GIVEN
    named = own and given[0].isupper() and given[1:].islower() and surname[1:].islower()
    if not (named and surname[0].isupper() and surname.endswith(_ENDINGS)):
        return span
    return Span(span.last - 1, span.last, "person", span.confidence)
