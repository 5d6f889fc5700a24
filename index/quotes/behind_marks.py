"""Who says what stands between marks by words behind it that are no verb of saying elsewhere.

“…,” she laughs. “…,” beamed Smith. “…,” was Smith's verdict.
"""

from __future__ import annotations

from typing import NamedTuple

from index.quotes.attribution_words import POSSESSIVES, PRONOUNS
from index.quotes.pronouns import antecedent
from index.quotes.subject_behind import TITLES, Subject, after
from index.quotes.token_sequence import CLAUSE, NOUN, TokenSequence

_FACES = frozenset(
    """laughs laughed smiles smiled grins grinned beams beamed giggles giggled shrugs shrugged
    smirks smirked winks winked nods nodded gushes blushes blushed""".split()
)
"""What somebody does while he says something; elsewhere he does it without a word."""
_VERDICTS = frozenset(
    """verdict view answer response reply assessment message conclusion comment advice reaction
    explanation""".split()
)
_ENDS = frozenset({",", ".", ";", "(", "", "!", "?"})
_DONE = ("ed", "es")
_WAS = frozenset({"was", "is"})
_SAID = frozenset({"said", "says"})


class Behind(NamedTuple):
    """Who says so, and the place of the word that tells."""

    subject: Subject
    cue: int


def behind_marks(line: TokenSequence, at: int) -> Behind | None:
    """Whom the passage at a place is by, where its clause goes on behind the marks."""
    inside = line.text[line.start(at) : line.end(at)].rstrip("\"”’' ")[-1:]
    first = at + 1
    if inside not in {",", "?", "!"} or line.within(first, at) < 0:
        return None
    if line.low[first] in _WAS:
        return _by_verdict(line, first)
    return _by_face(line, first) or _by_any_verb(line, first)


def said_alone(line: TokenSequence, at: int) -> Behind | None:
    """Whom the passage at a place is by, where only that follows, as if it had ended before: “….”
    Smith said.
    """
    first = cue = at + 1
    while line.is_noun(cue) and cue < first + NOUN:
        cue += 1
    named = cue - 1
    alone = line.low[cue] in _SAID and line.low[cue + 1] in {".", ""} and line.is_cue(cue)
    told = alone and cue > first and line.kind(named) == "person"
    return Behind(Subject(named, first, named), cue) if told else None


def _by_face(line: TokenSequence, first: int) -> Behind | None:
    """She laughs. Smith laughs."""
    if line.low[first] in PRONOUNS and line.low[first + 1] in _FACES:
        return Behind(Subject(antecedent(line, first), first, first), first + 1)
    for named in range(first, first + TITLES):
        if line.is_somebody(named):
            told = line.kind(named) == "person" and line.low[named + 1] in _FACES
            return Behind(Subject(named, first, named), named + 1) if told else None
        if not line.is_noun(named):
            return None
    return None


def _by_any_verb(line: TokenSequence, first: int) -> Behind | None:
    """Beamed Smith: a verb that no list has, right in front of somebody with whom the clause ends,
    and without another verb. Retired Admiral Smith said: the word is none.
    """
    verb = line.low[first]
    if not (verb in _FACES or verb.endswith(_DONE)) or not verb.isalpha():
        return None
    subject = after(line, first + 1, first)
    if subject is None or subject.named < 0 or line.kind(subject.named) != "person":
        return None
    ends = line.low[subject.last + 1] in _ENDS
    others = line.sayings(first + 1, min(first + CLAUSE, line.next_quote(first)))
    told = any(line.within(cue, first) >= 0 and line.is_cue(cue) for cue in others)
    return Behind(subject, first) if ends and not told else None


def _by_verdict(line: TokenSequence, was: int) -> Behind | None:
    """Was Smith's verdict."""
    for named in range(was + 1, was + 1 + NOUN):
        if line.kind(named) == "person":
            owned = line.low[named + 1] in POSSESSIVES and line.low[named + 2] in _VERDICTS
            return Behind(Subject(named, was + 1, named), was) if owned else None
        if not line.is_noun(named):
            return None
    return None
