"""Names that say whose child or servant somebody is: "Nurul Izzah binti Anwar", "Muthu a/l Raman",
"Habib-ur-Rehman".
"""

from __future__ import annotations

from index.entities.spans import Span, apart
from index.entities.words.tokenizer import Tokens

_BETWEEN = frozenset("bin binti binte bint ibn ould walad".split())
# "a/l" and the like, whose slash is a word of its own.
_LETTERS = frozenset({("a", "l"), ("a", "p"), ("s", "o"), ("d", "o")})
# Between hyphens: "Zia-ul-Haq".
_HYPHENED = frozenset("ud ul ur uz".split())
_JOINING = _BETWEEN | _HYPHENED | {"/"}
_SURE = 0.8


def with_patronymics(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, those of people whole on both sides of what joins them."""
    places = tokens.among(_JOINING)
    if not places:
        return spans
    ending = {span.last: span for span in spans if span.type == "person"}
    beginning = {span.first: span for span in spans}
    words, text = tokens.words, tokens.texts
    for at in places:
        around = 0 if words[at] in _BETWEEN else 1
        hyphened = words[at] in _HYPHENED
        before, after = at - around - 1, at + around + 1
        if before < 0 or after >= len(words) or text[before] != text[after]:
            continue
        if hyphened and words[at - 1 : at + 2] != ["-", words[at], "-"]:
            continue
        if around and not hyphened and (words[at - 1], words[at + 1]) not in _LETTERS:
            continue
        name = ending.get(before)
        if name is None and hyphened and words[before].istitle():
            name = Span(before, before, "person", _SURE)
        if name is None or not words[after][:1].isupper():
            continue
        rest = beginning.get(after)
        last = rest.last if rest else after
        whole = Span(name.first, last, "person", max(_SURE, name.confidence))
        ending[last] = whole
        spans = [span for span in spans if span not in (name, rest)] + [whole]
    return apart(spans)
