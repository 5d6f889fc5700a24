"""Who says what stands between marks, where the verb stands behind it that its sentence is told
with: Smith hatte von “…” gesprochen.
"""

from __future__ import annotations

from index.quotes.other_languages.behind_verbs import phrase_behind
from index.quotes.other_languages.clause_words import ClauseWords, Verb
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.telling_clauses import Told
from index.quotes.other_languages.verb_subjects import before, nearest_in


def around(line: ClauseWords, low: int, at: int) -> Told | None:
    """Smith hatte von “…” gesprochen: where verbs stand second, the participle is behind."""
    cue = at + 1
    if not line.words.verb_second:
        return None
    if line.low[cue] in line.words.finite and line.low[cue + 1] in {",", ".", ""}:
        return _related_before(line, low, at)
    if line.low[cue] not in line.words.participles:
        return None
    for place in range(at - 1, low, -1):
        if line.low[place] in line.words["have"]:
            verb = Verb(place, place, place)
            subject = before(line, verb, low) or phrase_behind(line, place + 1, at)
            return Told(subject, cue, cue, False, cue) if subject else None
    return None


def _related_before(line: ClauseWords, low: int, at: int) -> Told | None:
    """Das Gericht, das von “…” sprach: where verbs end such clauses."""
    relative = line.words["who"] & line.words["the"] | {"die", "dat"}
    for place in range(at - 1, low + 1, -1):
        if line.low[place - 1] == "," and line.low[place] in relative:
            own = line.kind[place + 1] == "person" and place + 1 < at
            # Eine Wahl, die Smith “…” nennt
            named = Phrase(place + 1, place + 1, place + 1, end=place + 2)
            subject = named if own else nearest_in(line, low, place - 1)
            return Told(subject, at + 1, at + 1, False, at + 1) if subject else None
    return None
