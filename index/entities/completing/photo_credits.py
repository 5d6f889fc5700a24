"""Photographers and agencies' reporters below pictures: they are no people of the story."""

from __future__ import annotations

from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.tokenizer import Tokens
from index.quotes.picture_credits import AGENCIES, PICTURES

_CAPTION = "caption"
_TOLD_BY = PICTURES | AGENCIES | {_CAPTION}
_COLON, _SLASH, _FOR = ":", "/", "for"
_SIGNS = frozenset({_COLON, _SLASH, _CAPTION})
_JOINTS = frozenset({_SLASH, _FOR})


def without_credits(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order without people whom a picture is by: "Win McNamee/Getty Images",
    "REUTERS/Jonathan Ernst", "(Photo: Win McNamee, Getty Images)"; where a page says so twice,
    "toggle caption Ann Lee for NPR Ann Lee for NPR", without both.
    """
    if not tokens.among(_TOLD_BY):
        return spans
    words, end = tokens.words, len(tokens.words) - 1
    told = [
        span
        for span in spans
        if span.type == "person"
        and (words[span.first - 1] in _SIGNS or words[min(span.last + 1, end)] == _SLASH)
        and _is_credit(span, tokens)
    ]
    if not told:
        return spans
    named = {_named(span, tokens) for span in told}
    return [span for span in spans if span.type != "person" or _named(span, tokens) not in named]


def _named(span: Span, tokens: Tokens) -> tuple[int, str]:
    """In which text a name stands, and its words."""
    return tokens.texts[span.first], " ".join(tokens.words[span.first : span.last + 1])


def _is_credit(span: Span, tokens: Tokens) -> bool:
    words, texts, text = tokens.words, tokens.texts, tokens.texts[span.first]

    def word(at: int) -> str:
        return words[at] if 0 <= at < len(words) and texts[at] == text else ""

    first, last = span.first, span.last
    if word(last + 1) == _SLASH and word(last + 2) in AGENCIES:
        return True
    if (word(first - 2), word(first - 1)) == ("toggle", _CAPTION) and word(last + 1) in _JOINTS:
        return True
    if word(first - 1) == _SLASH and word(first - 2) in AGENCIES:
        return True
    agency = word(last + 1) == "," and word(last + 2) in AGENCIES
    pictured = word(first - 1) == _COLON and word(first - 2) in PICTURES
    # "Photo: Donald Trump" shows him.
    pictured = pictured and words[last] not in gz.leaders()
    closed = word(last + 1) in {"", ")", _SLASH}
    return pictured and (agency or closed)
