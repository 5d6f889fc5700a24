"""Whom a spokesperson speaks for: ein Sprecher von Smith."""

from __future__ import annotations

from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.named_phrases import Phrase

_FOR = 10
"""So many words around a spokesperson may name whom he speaks for."""


def represented(line: ClauseWords, subject: Phrase) -> int:
    """The place of the name of whom a spokesperson speaks for, -1 where there is none."""
    words = line.words
    if subject.is_pronoun:
        return -1
    places = range(subject.first, min(line.size, subject.end + _FOR))
    for at in places:
        if not line.within(at, subject.first) or line.kind[at] == "q":
            break
        last = line.low[at].rpartition("-")[2]
        if not (line.low[at] in words["speaker"] or last in words["speaker"]):
            continue
        for name in range(at + 1, min(at + _FOR, line.size)):
            if line.is_name(name):
                return name if name != subject.named else -1
            if line.kind[name] != "w" or line.verb(name) or line.low[name] in words["and"]:
                break
        break
    return -1
