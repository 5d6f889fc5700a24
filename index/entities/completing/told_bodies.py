"""Bodies of which a tagger saw nothing and that are said to be one: "Strand Foods, a local firm",
"the brewery Pellow", "a spokesman for Carrick", "Army Lt. Gen. Strand".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.entities.classifying.firm_cues import BODIES, KINDS
from index.entities.completing.unlisted_words import UnlistedWords
from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.tokenizer import Tokens

_NOUNS = BODIES | frozenset("publisher contractor developer charity".split())
_ARTICLES = frozenset("a an the its".split())
_VOICES = frozenset("spokesman spokeswoman spokesperson".split())
_PREPOSITIONS = frozenset("of in at for from to on by with and or as".split())
_NOUN = 5  # words at most between a name and the noun that says what it is
_NO_BODY = (
    gz.DEMONYM | gz.CALENDAR | gz.TITLE | gz.ROLE | gz.STARTER | gz.OTHER | gz.COUNTRY | gz.REGION
    | gz.CITY | gz.GIVEN
)  # fmt: skip
# The forces that somebody has a rank in: "retired Army Lt. Gen. Strand".
_FORCES = frozenset({"Army", "Navy"})
_RANKS = frozenset(
    "Lt Lt. Gen Gen. Col Col. Maj Maj. Sgt Sgt. Capt Capt. Cpl Cpl. Pvt Pvt. Spc Spc. Adm Adm. "
    "Cmdr Cmdr. Lieutenant General Colonel Major Sergeant Captain Corporal Private Specialist "
    "Admiral Commander Secretary Staff general colonel lieutenant sergeant captain admiral".split()
)
_SURE = 0.8


def told_bodies(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Organisations that a noun behind a comma or before them says to be one; whom a spokesman
    speaks for, a person where a list has the name as a surname.
    """
    words = tokens.words
    unlisted = UnlistedWords(tokens, taken, _NO_BODY, begins=True, kind="org")
    for at in tokens.among(_NOUNS):
        comma = _comma(at, tokens)
        if comma and (first := unlisted.begin(comma - 1, comma - 1)) < comma:
            yield Span(first, comma - 1, "org", _SURE)
        elif words[at] in KINDS and (last := unlisted.end(at + 1, at + 1)) > at:
            yield Span(at + 1, last, "org", _SURE)
    for at in tokens.among(_FORCES):
        if at not in taken and _is_ranked(at, tokens, taken):
            yield Span(at, at, "org", _SURE)
    for at in tokens.among(_VOICES):
        if words[at + 1 : at + 2] != ["for"] or (last := unlisted.end(at + 2, at + 2)) < at + 2:
            continue
        surname = last == at + 2 and known_bits(words[last]) & gz.SURNAME
        yield Span(at + 2, last, "person" if surname else "org", _SURE)


def _is_ranked(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> bool:
    """Whether a rank stands behind a force that has no more of a name before it."""
    words, text = tokens.words, tokens.texts
    if words[at + 1 : at + 2] == [] or text[at + 1] != text[at] or words[at + 1] not in _RANKS:
        return False
    same = at > 0 and text[at - 1] == text[at]
    before = words[at - 1] if same and not tokens.first[at - 1] else ""
    return not before[:1].isupper() or at - 1 in taken or bool(known_bits(before) & gz.TITLE)


def _comma(noun: int, tokens: Tokens) -> int:
    """The comma before the article of what a noun says of a name; 0 where there is none."""
    words, text = tokens.words, tokens.texts
    for at in range(noun - 1, max(0, noun - 1 - _NOUN), -1):
        if text[at] != text[noun] or words[at] in _PREPOSITIONS or not words[at].isalpha():
            return 0
        if words[at] in _ARTICLES:
            return at - 1 if words[at - 1] == "," and text[at - 1] == text[noun] else 0
    return 0
