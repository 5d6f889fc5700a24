"""Whose what stands between marks is, by what stands behind it without a comma and a verb.

“…”, così Smith. “…”: Smith is sure. Von „…“ spricht Smith. “…” is the comment of Smith.
"""

from __future__ import annotations

from index.quotes.other_languages.behind_verbs import is_somebody
from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.other_languages.telling_clauses import Told, by_verb, clause_end, worded
from index.quotes.other_languages.verb_subjects import CLAUSE, after, main

_BETWEEN = 4
_SENTENCE = 4
"""Words of what is no name of anything."""
IS = frozenset(
    """è era é es est était fue foi fu c tel telle lautet lautete ist is luidt voilà ce sono furono
    erano son fueron eran são foram sont étaient sind waren zijn waren""".split()
)
"""What stands between what is said and whose word it is."""


def so(line: ClauseWords, at: int) -> Told | None:
    """“…”, così Smith. “…”: così Smith."""
    place = at + 2
    if line.low[at + 1] not in {",", ":"} or line.low[place] not in line.words["so"]:
        return None
    subject = phrase(line, place + 1, place + CLAUSE) if line.within(place, at) else None
    named = subject is not None and subject.named >= 0 and subject.first == place + 1
    return Told(subject, place, place, True, subject.last) if named and subject else None


def behind_colon(line: ClauseWords, at: int) -> Told | None:
    """“…”: Smith is sure of it. Such words are a sentence, or the name of something."""
    place, words = at + 2, line.text[line.start(at) : line.end(at)].split()
    if line.low[at + 1] != ":" or not line.begins(at) or len(words) < _SENTENCE:
        return None
    subject = main(line, place, clause_end(line, place)) if line.within(place, at) else None
    named = subject is not None and subject.named >= 0 and subject.first <= place + 2
    return Told(subject, at + 1, at + 1, True, subject.last) if named and subject else None


def called_so(line: ClauseWords, at: int) -> Told | None:
    """Von einem „Schlag ins Gesicht“ spricht Smith; de «parche» lo tachó Smith."""
    words, first = line.words, at + 1
    before = {line.low[at - 1], line.low[at - 2] if at > 1 else ""}
    if before.isdisjoint({"von", "van", "de", "di", "d"}):
        return None
    while first < at + 3 and line.low[first] in words["clitic"]:
        first += 1
    if words.verb_second and line.low[at - 1] not in {"von", "van"}:
        # Von einem „schwarzen Tag“ für die Region sprach Smith
        verbs = (place for place in range(first, first + _BETWEEN + 1) if not line.is_name(place))
        first = next((place for place in verbs if line.low[place] in words["naming"]), first)
    verb = line.verb(first)
    if verb is None or line.low[verb.cue] not in words["naming"]:
        return None
    subject = after(line, verb, min(line.size, verb.first + CLAUSE))
    sure = subject is not None and is_somebody(line, subject)
    return by_verb(subject, verb, beside=True) if sure else None


def whose_word(line: ClauseWords, at: int) -> Told | None:
    """“…” is the comment of Smith."""
    if line.low[at + 1] not in IS:
        return None
    return worded(line, at + 2, at + 2 + _BETWEEN, at + CLAUSE)
