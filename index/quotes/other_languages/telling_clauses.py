"""What tells whose words are without a verb that has its subject beside it, in whatever place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.quotes.other_languages.behind_verbs import is_somebody, phrase_behind
from index.quotes.other_languages.clause_words import ClauseWords, Verb
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.other_languages.verb_subjects import CLAUSE
from index.quotes.token_sequence import DASHES

SIGNS = frozenset({",", *DASHES})
_STOPS = frozenset(",.?!…")
_DONE = ("to", "ta", "do", "da", "é", "ée")
_BY = frozenset("da dal dalla dall por pelo pela par".split())
_SIDE = ("du", "côté", "de")
_WITH = frozenset({"chez"})
_MARKS = "\"”’»“‘' \xa0\u202f"


class Told(NamedTuple):
    """Whose words are: who says so, None where a verb stands without its subject; the place of the
    word that tells, first and last; `beside` when that touches the marks; the last word of both.
    """

    phrase: Phrase | None
    cue: int
    cue_end: int
    beside: bool
    last: int


def by_verb(subject: Phrase | None, verb: Verb, *, beside: bool) -> Told:
    """What a verb tells, and who it says it of."""
    last = max(subject.last if subject else verb.last, verb.last)
    return Told(subject, verb.cue, verb.cue, beside, last)


def according(line: ClauseWords, at: int, *, beside: bool) -> Told | None:
    """According to Smith: at a place begin such words."""
    for said in line.words.phrases:
        if line.low[at] == said[0] and _is_at(line, at, said):
            place = at + len(said)
            if line.low[place] in line.words["him"]:
                return Told(Phrase(-1, place, place, place, place + 1), at, place, beside, place)
            subject = phrase_behind(line, at + len(said), at + CLAUSE)
            if subject and (said != ("so",) or _is_whoever(line, subject)):
                return Told(subject, at, at + len(said) - 1, beside, subject.last)
    return None


def _is_at(line: ClauseWords, at: int, said: Sequence[str]) -> bool:
    """Whether words stand at a place, the last in whatever form it has before an article: a detta
    del, nas palavras da.
    """
    *front, last = said
    end = at + len(front)
    of = line.words["of"]
    return line.low[at:end] == front and (
        line.low[end] == last or (bool(front) and last in of and line.low[end] in of)
    )


def whose_view(line: ClauseWords, low: int, high: int) -> Phrase | None:
    """The person in whose view a sentence says something without marks: according to Smith; for
    Smith, if it begins so.
    """
    told = (one for at in range(low, high) if (one := according(line, at, beside=False)))
    by = next((one.phrase for one in told if one.phrase), None)
    if by is None and line.low[low] in line.words["for"]:
        by = phrase(line, low + 1, high)
    person = by is not None and by.named >= 0 and line.kind[by.named] == "person"
    return by if person else None


def _is_whoever(line: ClauseWords, subject: Phrase) -> bool:
    return is_somebody(line, subject) or any(
        map(line.is_capital, range(subject.first, subject.last + 1))
    )


def postponed(line: ClauseWords, at: int, *, beside: bool) -> Told | None:
    """Söder zufolge: behind whoever is named at a place stands such a word."""
    behind = line.words["behind"]
    subject = phrase(line, at, at + CLAUSE) if behind else None
    if subject is None or line.low[subject.end] not in behind:
        return None
    return Told(subject, subject.end, subject.end, beside, subject.end)


def final(line: ClauseWords, at: int, *, beside: bool) -> Told | None:
    """Wie Söder am Montag mitteilte: behind such a word the verb ends the clause."""
    words = line.words
    if not words.verb_second:
        return None
    subject = phrase_behind(line, at, at + CLAUSE)
    if subject is None:
        return None
    for place in range(subject.last + 1, min(line.size, at + CLAUSE)):
        low = line.low[place]
        if low in {",", "."} or not line.within(place, at):
            break
        if low in words["final"] or low in words.finite:
            return Told(subject, place, place, beside, place)
    return None


def worded(line: ClauseWords, low: int, high: int, end: int) -> Told | None:
    """The answer of Smith: such a word stands from `low` on and before `high`."""
    words = line.words
    for place in range(low, high):
        if line.low[place] not in words["noun"]:
            continue
        behind = place + 1
        if line.low[behind].endswith(_DONE) and line.low[behind + 1] in _BY:
            # L'appello lanciato da Smith
            behind += 1
        if tuple(line.low[behind : behind + 3]) == _SIDE:
            behind += 2
        if line.low[behind] in words["of"] | _WITH or behind > place + 1:
            subject = phrase(line, behind + 1, end)
            if subject and is_somebody(line, subject):
                return Told(subject, place, place, True, subject.last)
    return None


def written(line: ClauseWords, low: int, high: int) -> Told | None:
    """In a statement of Smith: the first one that stands in a range and says of whom it is."""
    words = line.words
    for place in range(low, high):
        if line.low[place] in words["writing"] and line.low[place + 1] in words["of"] | {"der"}:
            subject = phrase(line, place + 2, high)
            if subject and subject.first <= place + 3 and is_somebody(line, subject):
                return Told(subject, place, place, True, subject.last)
            return None
    return None


def viewed(line: ClauseWords, low: int, high: int) -> Told | None:
    """In her view: of whoever the text is about."""
    words = line.words
    for place in range(low + 1, min(high, low + 5)):
        whose = line.low[place - 1] in words["the"] | words["case"]
        if line.low[place] in words["own"] and whose:
            if line.low[place + 1] in words["of"]:
                return None
            return Told(None, place, place, True, place)
    return None


def clause_end(line: ClauseWords, first: int) -> int:
    """The place behind the last word of a sentence in front of a quote in it."""
    place = first
    while place < first + CLAUSE and line.within(place, first) and line.kind[place] != "q":
        place += 1
    return place


def ends_whole(line: ClauseWords, at: int) -> bool:
    """Whether a passage ends as a sentence or a clause does."""
    return line.text[line.start(at) : line.end(at)].rstrip(_MARKS)[-1:] in _STOPS
