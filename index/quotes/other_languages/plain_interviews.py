"""Interviews without marks or dashes: a paragraph asks, and those up to the next answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.core.late_patterns import late
from index.quotes.headline_person import headline_person
from index.quotes.other_languages.interviews import Paragraphs, asks, who_answers
from index.quotes.quote import Source

_MARKS = tuple("\"“„«»‘'–—-")
_LEAST = 3
"""So many questions make an interview."""
_SHARE = 4
"""One answer of so many at least is about whoever answers."""
_NEAR = 8
"""So many paragraphs stand between two questions at most."""
# A list of questions and answers that explains something is no interview: nobody says "I" in it.
_SELF = {
    "de": late(r"\b(?:ich|mich|mir|mein\w*|wir|uns|unser\w*)\b", re.IGNORECASE),
    "fr": late(r"\b(?:je|j['’]\w+|m['’]\w+|me|mon|ma|mes|moi|nous|nos|notre)\b", re.IGNORECASE),
    "es": late(r"\b(?:yo|me|mi|mis|nos|nosotr[oa]s|nuestr\w+|\w+[aei]mos)\b", re.IGNORECASE),
    "it": late(r"\b(?:io|mi|mio|mia|miei|mie|noi|nostr\w|ho|abbiamo|\w+iamo)\b", re.IGNORECASE),
    "pt": late(r"\b(?:eu|me|meus?|minhas?|nós|noss\w+|\w+[aei]mos)\b", re.IGNORECASE),
    "nl": late(r"\b(?:ik|me|mij|mijn|wij|we|ons|onze)\b", re.IGNORECASE),
}
_ADDRESS = {
    "de": late(r"\b(?:Sie|Ihnen|Ihr\w*|du|dich|dir|dein\w*)\b"),
    "fr": late(r"\b(?:vous|votre|vos|tu|te|ton|ta|tes)\b", re.IGNORECASE),
    "es": late(r"\b(?:usted|ustedes|le|les|su|sus|tú|te|tu|tus|\w+[aei]ste)\b", re.IGNORECASE),
    "it": late(r"\b(?:lei|le|suo|sua|suoi|sue|tu|ti|tuo|tua|tuoi|voi)\b", re.IGNORECASE),
    "pt": late(r"\b(?:você|senhora?|lhe|seu|sua|seus|suas|te|tu|teu|tua)\b", re.IGNORECASE),
    "nl": late(r"\b(?:u|uw|je|jij|jou|jouw)\b", re.IGNORECASE),
}


class PlainInterview(NamedTuple):
    """The paragraphs that answer, and whoever does."""

    turns: frozenset[int]
    answers: Source | None


NONE = PlainInterview(frozenset(), None)


def plain_interview(paragraphs: Paragraphs, language: str, headline: str = "") -> PlainInterview:
    """The answers of an interview whose questions and answers nothing but the question mark tells
    apart; none where an article is no interview, or it is not told who is asked.
    """
    texts = [text for text, _ in paragraphs]
    questions = [at for at, text in enumerate(texts) if at and _asks_plainly(text)]
    if len(questions) < _LEAST:
        return NONE
    turns = _answers(texts, questions)
    if not turns or any(texts[at].startswith(_MARKS) for at in turns):
        return NONE
    own = sum(_SELF[language].search(texts[at]) is not None for at in turns)
    asked = any(_ADDRESS[language].search(texts[at]) for at in questions)
    if not own or _SHARE * own < len(turns) or not (asked or 2 * own >= len(turns)):
        return NONE
    answers = who_answers(paragraphs, questions[0]) or headline_person(headline, paragraphs)
    return PlainInterview(frozenset(turns), answers) if answers else NONE


def _asks_plainly(text: str) -> bool:
    return asks(text) and not text.startswith(_MARKS)


def _answers(texts: Sequence[str], questions: Sequence[int]) -> list[int]:
    """The paragraphs between questions, and the one behind the last; none where too many stand
    between two, or nothing does.
    """
    found = []
    for at, following in zip(questions, [*questions[1:], questions[-1] + 2], strict=True):
        own = [*range(at + 1, min(following, len(texts)))]
        if not 0 < len(own) <= _NEAR:
            return []
        found += own
    return found
