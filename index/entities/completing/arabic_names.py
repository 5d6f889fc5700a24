"""Arabic names whole that a tagger parted before an article: "Mariam bint Khalfan Al Suwaidi",
"al-Darb al-Ahmar".
"""

from __future__ import annotations

from index.entities.spans import Span
from index.entities.words.tokenizer import Tokens

_ARTICLES = frozenset("Al El al el Al- El-".split())
_SURE = 0.6


def with_articles(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, people with all that follows an article right behind their name."""
    words, text = tokens.words, tokens.texts
    places = [at for at in tokens.among(_ARTICLES) if at and words[at - 1].istitle()]
    if not places:
        return spans
    ending = {span.last: place for place, span in enumerate(spans)}
    beginning = {span.first: place for place, span in enumerate(spans)}
    found: list[Span | None] = list(spans)
    for at in places:
        place = ending.get(at - 1)
        before = found[place] if place is not None else None
        if (
            place is None
            or before is None
            or before.type == "org"
            or text[before.first] != text[at]
        ):
            continue
        last = at + 1 + (words[at + 1 : at + 2] == ["-"])
        if last >= len(words) or text[last] != text[at] or not words[last].istitle():
            continue
        behind = beginning.get(at, beginning.get(last))
        after = found[behind] if behind is not None else None
        if after is not None and after.type == "org":
            continue
        glued = words[at].islower() and not (words[before.first] in _ARTICLES or after)
        if (after is None and words[at][0].isupper()) or (glued and before.type == "place"):
            continue
        whole = before._replace(last=after.last if after else last)
        found[place] = whole
        if behind is not None:
            found[behind] = None
            ending[whole.last] = place
    return [span for span in found if span is not None]
