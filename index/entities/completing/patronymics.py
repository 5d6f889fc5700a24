"""Names that say whose child or servant somebody is: "Nurul Izzah binti Anwar", "Muthu a/l Raman",
"Habib-ur-Rehman".
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from index.entities.spans import Span, apart, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Tokens

_BETWEEN = frozenset("bin binti binte bint ibn ould walad arap".split())
# "a/l" and the like, whose slash is a word of its own.
_LETTERS = frozenset({("a", "l"), ("a", "p"), ("s", "o"), ("d", "o")})
# Between hyphens: "Zia-ul-Haq".
_HYPHENED = frozenset("ud ul ur uz".split())
_JOINING = _BETWEEN | _HYPHENED | {"/"}
_LONGEST = 3  # words before
_NO_NAME = gz.TITLE | gz.ROLE | gz.STARTER | gz.CALENDAR | gz.DEMONYM | gz.ORG
_SURE, _A_NAME = 0.8, 0.6


def with_patronymics(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, those of people whole on both sides of what joins them."""
    words, text = tokens.words, tokens.texts
    # Of most slashes neither letter stands beside them.
    places = [
        at
        for at in tokens.among(_JOINING)
        if words[at] != "/" or (words[at - 1], *words[at + 1 : at + 2]) in _LETTERS
    ]
    if not places:
        return spans
    ending = {span.last: span for span in spans if span.type == "person"}
    beginning = {span.first: span for span in spans}
    held = by_token(spans)
    for at in places:
        around = 0 if words[at] in _BETWEEN else 1
        hyphened = words[at] in _HYPHENED
        before, after = at - around - 1, at + around + 1
        if before < 0 or after >= len(words) or text[before] != text[after]:
            continue
        if hyphened and words[at - 1 : at + 2] != ["-", words[at], "-"]:
            continue
        if (own := held.get(at)) and own.type == "person" and own.first < at - around:
            first = _begin(own.first, tokens, held)
            spans = [span._replace(first=first) if span is own else span for span in spans]
            continue
        name = ending.get(before)
        if name is None and hyphened and words[before].istitle():
            name = Span(before, before, "person", _SURE)
        if name is None and not hyphened:
            name = _unseen(before, tokens, held)
            if name and words[at] == "bin" and _is_thing(name, words):
                continue
        if name is None or not words[after][:1].isupper() or known_bits(words[after]) & _NO_NAME:
            continue
        rest = beginning.get(after)
        last = rest.last if rest else after
        first = _begin(name.first, tokens, held)
        whole = Span(first, last, "person", max(_SURE, name.confidence))
        ending[last] = whole
        spans = [span for span in spans if span not in (name, rest)] + [whole]
    return apart(spans)


def _unseen(last: int, tokens: Tokens, held: Container[int]) -> Span | None:
    """Somebody's name that ends at a place and of which nothing was found."""
    first = _begin(last + 1, tokens, held)
    return Span(first, last, "person", _SURE) if first <= last else None


def _begin(first: int, tokens: Tokens, held: Container[int]) -> int:
    """Where a name begins of which one word at least was found from a place on."""
    words, text = tokens.words, tokens.texts
    least = max(0, first - _LONGEST)
    while first > least and text[first - 1] == text[first] and first - 1 not in held:
        word = words[first - 1]
        if not word.istitle() or not word.isalpha() or known_bits(word) & _NO_NAME:
            break
        first -= 1
    return first


def _is_thing(name: Span, words: Sequence[str]) -> bool:
    """Whether a word says which bin it is: "the Green bin"."""
    return name.first == name.last and 0 <= capital_share(words[name.last].lower()) < _A_NAME
