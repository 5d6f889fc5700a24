"""Sentences that only say whose the words in front of them are: “…” That is what Smith said."""

from __future__ import annotations

from index.quotes.other_languages.behind_verbs import is_somebody
from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.other_languages.telling_clauses import Told, by_verb, clause_end
from index.quotes.other_languages.verb_subjects import after

_ECHO = 25
"""Words of a sentence at most that only says whose the words before it are."""
_IS = frozenset(
    "è é es est ist is sono son são sont sind zijn era fue foi stammt stammen komt komen".split()
)
_WITH = frozenset("con com par mit met avec".split())
_WORDS = 3


def echoed(line: ClauseWords, at: int) -> Told | None:
    """Whose the passage at a place is, by the sentence behind it: “…” So said Smith on Monday. “…”
    The words are Smith's. “…” With these words Smith closed the meeting.
    """
    words, first = line.words, at + 1
    if line.low[first] in {".", ","}:
        first += 1
    if not line.begins(first):
        return None
    end = clause_end(line, first)
    if end - first > _ECHO:
        return None
    if line.low[first] not in words["echo"]:
        return _whose_words(line, first, end) or _with_words(line, first, end)
    subject = phrase(line, first + 1, end) if line.low[first] in words["so"] else None
    if subject and subject.named >= 0:
        # “…” So Smith.
        return Told(subject, first, first, True, subject.last)
    for verb in line.verbs(first + 1, min(end, first + 5)):
        subject = after(line, verb, end)
        return by_verb(subject, verb, beside=True) if subject else None
    return None


def _whose_words(line: ClauseWords, first: int, end: int) -> Told | None:
    """The words are Smith's."""
    words = line.words
    if line.low[first] not in words["the"] or line.low[first + 1] not in words["noun"]:
        return None
    if line.low[first + 2] not in _IS or line.low[first + 3] not in words["of"] | {"von"}:
        return None
    subject = phrase(line, first + 4, end)
    if subject is None or not is_somebody(line, subject):
        return None
    return Told(subject, first + 1, first + 1, True, subject.last)


def _with_words(line: ClauseWords, first: int, end: int) -> Told | None:
    """With these words somebody does something, who is the only one named."""
    if line.low[first] not in _WITH:
        return None
    cue = next(
        (at for at in range(first + 1, first + 1 + _WORDS) if line.low[at] in line.words["noun"]), 0
    )
    named = [at for at in range(cue, end) if line.kind[at] == "person"]
    if not cue or len(named) != 1:
        return None
    return Told(Phrase(named[0], named[0], named[0], end=named[0] + 1), cue, cue, True, named[0])
