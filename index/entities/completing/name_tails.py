"""Names whole with what stands behind them in small letters or as a number, of which a tagger saw
the beginning: "Ida Ostrander dos Anjos", "Dockers Local 12", "State Route 5".
"""

from __future__ import annotations

from collections.abc import Mapping

from index.entities.spans import Span, by_token, replaced
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.tokenizer import Tokens

# What begins somebody's family name and nothing that is told of somebody.
_FAMILIES = frozenset(
    "dos das do da della van von der den zu ap arap bin bint ibn binti binte ould".split()
)
# … behind "de" alone.
_BEHIND_DE = frozenset({"los", "las"})
_PARTICLES = _FAMILIES | _BEHIND_DE | {"de"}
_NO_FAMILY = gz.TITLE | gz.ROLE | gz.STARTER | gz.CALENDAR | gz.DEMONYM
_LOCALS = frozenset({"Local", "Lodge"})
_ROUTES = frozenset({"Route", "Interstate", "Highway"})
_WHOSE = frozenset({"State", "County", "Provincial", "National"})
_MOST = 3  # particles
_SURE = 0.8


def with_tails(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, those that go on whole."""
    spans = [_repeated(span, tokens) for span in spans]
    places = tokens.among(_FAMILIES | _BEHIND_DE | _LOCALS | _ROUTES)
    if not places:
        return spans
    taken = by_token(spans)
    words = tokens.words
    added: list[Span] = []
    for at in places:
        if words[at] in _FAMILIES:
            whole = _person(at, tokens, taken)
        elif words[at] in _BEHIND_DE:
            whole = _person(at - 1, tokens, taken) if words[at - 1] == "de" else None
        elif words[at + 1 : at + 2] and words[at + 1].isdecimal():
            whole = _numbered(at, tokens, taken)
        else:
            continue
        if whole and not (added and added[-1].last >= whole.first):
            added.append(whole)
    return replaced(spans, added)


def _repeated(span: Span, tokens: Tokens) -> Span:
    """Somebody with the surname that a page ran into what follows, "Strand Ida Ann StrandTwo":
    the words of a link before what a page shows of whom it names.
    """
    first, behind = span.first, span.last + 1
    if span.type != "person" or first == span.last or behind >= len(tokens.words):
        return span
    surname, word = tokens.words[first], tokens.words[behind]
    if not word.startswith(surname) or tokens.texts[behind] != tokens.texts[first]:
        return span
    return span._replace(last=behind) if word[len(surname) :][:1].isupper() else span


def _person(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """Somebody with the family behind the particle at a place."""
    before = taken.get(at - 1)
    if before is None and at and known_bits(tokens.words[at - 1]) & gz.GIVEN:
        before = Span(at - 1, at - 1, "person", _SURE)
    if before is None or before.type != "person" or before.last != at - 1:
        return None
    last = at
    while last < at + _MOST and tokens.words[last] in _PARTICLES:
        last += 1
        if last >= len(tokens.words) or tokens.texts[last] != tokens.texts[before.first]:
            return None
    word, own = tokens.words[last], taken.get(last)
    if not word.istitle() or known_bits(word) & _NO_FAMILY or (own and own.first < last):
        return None
    return before._replace(last=own.last if own else last)


def _numbered(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """A union's branch or a road with its number."""
    if tokens.texts[at + 1] != tokens.texts[at]:
        return None
    before = taken.get(at - 1)
    if tokens.words[at] in _LOCALS:
        if before is None or before.type != "org":
            return None
        return Span(before.first, at + 1, "org", max(_SURE, before.confidence))
    whose = at > 0 and tokens.words[at - 1] in _WHOSE
    whose = whose and tokens.texts[at - 1] == tokens.texts[at]
    return Span(at - whose, at + 1, "place", _SURE)
