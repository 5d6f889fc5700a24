"""Photographers and agencies' reporters below pictures: they are no people of the story."""

from __future__ import annotations

from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.tokenizer import Tokens

_AGENCIES = frozenset(
    "AP Reuters REUTERS Getty AFP EPA UPI NPR Bloomberg CNN CBS NBC ABC POLITICO USA Shutterstock "
    "Redux Polaris Zuma ZUMA Rex Xinhua Sipa Abaca".split()
)
_PICTURES = frozenset("photo photos Photo Photos PHOTO Photograph Photographer image Image".split())
_TOLD_BY = _PICTURES | _AGENCIES
_COLON = ":"
_SLASH = "/"
_SIGNS = frozenset({_COLON, _SLASH})


def without_credits(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order without people whom a picture is by: "Win McNamee/Getty Images",
    "REUTERS/Jonathan Ernst", "(Photo: Win McNamee, Getty Images)".
    """
    if not tokens.among(_TOLD_BY):
        return spans
    words, end = tokens.words, len(tokens.words) - 1
    return [
        span
        for span in spans
        if span.type != "person"
        or (words[span.first - 1] not in _SIGNS and words[min(span.last + 1, end)] != _SLASH)
        or not _is_credit(span, tokens)
    ]


def _is_credit(span: Span, tokens: Tokens) -> bool:
    words, texts, text = tokens.words, tokens.texts, tokens.texts[span.first]

    def word(at: int) -> str:
        return words[at] if 0 <= at < len(words) and texts[at] == text else ""

    first, last = span.first, span.last
    if word(last + 1) == _SLASH and word(last + 2) in _AGENCIES:
        return True
    if word(first - 1) == _SLASH and word(first - 2) in _AGENCIES:
        return True
    agency = word(last + 1) == "," and word(last + 2) in _AGENCIES
    pictured = word(first - 1) == _COLON and word(first - 2) in _PICTURES
    # "Photo: Donald Trump" shows him.
    pictured = pictured and words[last] not in gz.leaders()
    closed = word(last + 1) in {"", ")", _SLASH}
    return pictured and (agency or closed)
