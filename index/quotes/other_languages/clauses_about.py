"""Clauses about what somebody said, or about what something is called."""

from __future__ import annotations

from index.quotes.other_languages.clause_words import ClauseWords, Verb
from index.quotes.other_languages.noun_phrases import phrase

_THAT_WHICH = frozenset({"o", "ce", "lo", "quello", "ciò"})
_WHAT = frozenset({"que", "qu", "was", "wat", "che"})


def _is_by_name(line: ClauseWords, at: int, high: int) -> bool:
    """Whether nothing but a person, with what he is, stands between two places: che il ministro
    Smith stesso …
    """
    one = phrase(line, at + 1, high)
    if one is None or one.named < 0 or line.kind[one.named] != "person":
        return False
    small = line.words["adverb"] | line.words["clitic"]
    return all(line.low[place] in small for place in range(one.end, high))


def is_of_relative(line: ClauseWords, verb: Verb) -> bool:
    """Whether a verb stands in a clause that says what somebody said: remembers what the doctor
    told her.
    """
    at = verb.first - 1
    while at > 1 and line.low[at] in line.words["clitic"] - _WHAT:
        at -= 1
    return line.low[at] in _WHAT and line.low[at - 1] in _THAT_WHICH


def is_what_is_called(line: ClauseWords, verb: Verb, low: int) -> bool:
    """Whether a clause says what something goes by: the dam that people call “…”. What he himself
    calls so is his word.
    """
    words = line.words
    if line.low[verb.cue] not in words["naming"]:
        return False
    relative = words["who"] - words["the"]
    for at in range(max(low, verb.first - 5), verb.first):
        word = line.low[at]
        if word in _WHAT and _is_by_name(line, at, verb.first):
            # Una scelta che Smith definisce “…”
            return False
        if "," in line.low[at + 1 : verb.first]:
            # El ministro, que llegó ayer, habló de “…”
            continue
        if word in _WHAT and line.low[at - 1] in _THAT_WHICH:
            return False
        if word in _WHAT and line.low[at - 1] == "," and at == verb.first - 1:
            # … da prefeitura, que fala em “…”
            return False
        if (word in relative and line.low[at - 1] != ",") or word in _WHAT:
            return True
    return False


def is_told_of_another(line: ClauseWords, at: int) -> bool:
    """Whether what stands in front in the sentence is about what another said: she remembers
    what the doctor told her.
    """
    while at > 1 and line.within(at - 1, at):
        if line.low[at] in _WHAT and line.low[at - 1] in _THAT_WHICH:
            return True
        at -= 1
    return False
