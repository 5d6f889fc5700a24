"""What some pages show of somebody under a mouse's pointer, and scrapers leave in the text behind
the name: "President Trump Donald John TrumpHeadline of an article Another headline MORE said".
"""

from __future__ import annotations

import re

from index.core.late_patterns import late

# The word that a card ends in, which leads to more about somebody.
_ENDING = "MORE"
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_WORD = rf"{_CAPITAL}[\w'’.-]*"
_SURNAME = rf"{_WORD}[a-zß-ÿ]\b"
# Other parts of the name in full, "(Mitch)" and "de" among them.
_PART = r"\(?[“\"]?[^\W\d_][\w'’.-]*[”\"]?\)? "
_HEADLINE = rf"(?={_CAPITAL}|['\"‘“$\d])"


# The name in full with the surname that stands in the text, and a headline glued to it; where none
# is, both the given name and the surname come again. Without a headline the last word is glued to
# the name, and no card goes on past such an end: it would take what is said up to the next one's.
_CARD = late(
    rf"(?<![\w'’-])(?:"
    rf"(?P<last>{_SURNAME}) (?:{_PART}){{1,5}}?(?P=last){_HEADLINE}"
    rf"|(?P<given>{_WORD}) (?P<again>{_SURNAME})"
    rf" (?P=given) (?:{_PART}){{0,4}}?(?P=again) {_HEADLINE}"
    rf"|(?P<both>{_WORD} {_SURNAME[:-2]})(?P=both){_HEADLINE}"
    rf")(?:{_ENDING}|(?:(?!(?<=[a-zß-ÿ]){_ENDING}\b)[^\n]){{0,1000}}? {_ENDING})\b"
)


def has_cards(text: str) -> bool:
    """Whether a text may have such cards; quick, and true of every one that does."""
    return _ENDING in text


def without_cards(text: str) -> str:
    """The text without such cards; the name that each stands behind stays."""
    return _CARD.sub(_name, text) if has_cards(text) else text


def _name(card: re.Match[str]) -> str:
    end = max(card.end("last"), card.end("again"), card.end("both"))
    return card.string[card.start() : end]
