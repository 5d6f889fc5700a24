"""Who is named behind a verb of saying, past what says when, where and to whom it is said."""

from __future__ import annotations

from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.token_sequence import SOMEBODY

_SKIPPED = 8
INFINITIVES = ("er", "ir", "ar", "are", "ere", "ire", "dire")
"""The ends of verbs that stand without a subject."""


def phrase_behind(line: ClauseWords, at: int, high: int) -> Phrase | None:
    """Who is named next behind what says when and how."""
    words, origin = line.words, at - 1
    if line.low[at] == ",":
        # …, lâche, encore sous le choc, Durand
        ends = (place for place in range(at + 2, at + _SKIPPED) if line.low[place] == ",")
        at = next(ends, at - 1) + 1
        behind = phrase(line, at, high) if line.within(at, origin) else None
        return behind if behind and is_somebody(line, behind) else None
    for _ in range(_SKIPPED):
        if at >= high or not line.within(at, origin):
            return None
        if step := _side(line, at):
            at += step
            continue
        low = line.low[at]
        if line.is_name(at) or not low:
            break
        if low in words["not"] or (low in words["case"] and words.language == "de"):
            # … nennt den Gletscher: no subject
            return None
        pronoun = low in words.pronouns and not (low in words["clitic"] and line.is_name(at + 1))
        if pronoun:
            break
        step = _when(line, at) or _hearer(line, at)
        if not step and (low in words["adverb"] or low.endswith("mente")):
            step = 1
        if not step and low in words["clitic"] and low not in words["the"]:
            step = 1
        if not step:
            break
        at += step
    else:
        return None
    return phrase(line, at, high) or _one_of(line, at)


def _one_of(line: ClauseWords, at: int) -> Phrase | None:
    """One of several, behind a verb: zei een van hen; soupirait l’un d’eux."""
    first = at
    at += line.low[at] == "l"
    if line.low[at] not in line.words["one"] or line.low[at + 1] not in line.words["of"]:
        return None
    last = at + 2
    while line.low[last] in line.words["the"] | line.words["definite"]:
        last += 1
    return Phrase(-1, first, last, end=last + 1, role=True) if line.within(last, at) else None


def _side(line: ClauseWords, at: int) -> int:
    """How many words from a place on only say that somebody else speaks now: de son côté."""
    every = (len(one) for one in line.words.sides if tuple(line.low[at : at + len(one)]) == one)
    return next(every, 0)


def _when(line: ClauseWords, at: int) -> int:
    """How many words from a place on say when or where something is said, 0 if they do not."""
    words, low = line.words, line.low[at]
    if low in words["time"]:
        step = 1
    elif low in words["in"] or low in words["the"]:
        step = 1
        while step < 4 and (
            line.low[at + step] in words["the"]
            or line.low[at + step] in words["case"]
            or line.low[at + step].isdigit()
            or line.low[at + step] == "."
        ):
            step += 1
        timed = line.low[at + step] in words["time"]
        placed = low in words["in"] and line.kind[at + step] == "place"
        if placed and line.low[at + step + 1] not in {",", ""}:
            return step + 1
        if not timed:
            return 0
        step += 1
    else:
        return 0
    while line.low[at + step] in words["time"] or line.low[at + step].isdigit():
        step += 1
    return step


def _hearer(line: ClauseWords, at: int) -> int:
    """How many words from a place on say to whom or where it is said, if whoever says it follows:
    contou à reportagem um ambulante.
    """
    words = line.words
    of_somebody = line.low[at] in words["of"] and line.is_name(at + 1)
    if line.low[at] not in words["in"] and not of_somebody:
        return 0
    if (
        not words.verb_second
        and line.low[at + 1].endswith(INFINITIVES)
        and line.kind[at + 1] == "w"
    ):
        # Dice senza alzare gli occhi
        return 0
    for place in range(at + 1, at + 6):
        low, before = line.low[place], line.low[place - 1]
        if not line.within(place, at) or line.kind[place] in {".", "q"}:
            return 0
        apart = (
            place > at + 1
            and before not in words["the"] | words["of"] | words["in"] | words["case"]
        )
        if apart and (low in words["the"] or line.kind[place] in SOMEBODY):
            return place - at
        if low and (low in words["and"] or low in words["who"] - words["the"] or line.verb(place)):
            return 0
    return 0


def is_somebody(line: ClauseWords, one: Phrase) -> bool:
    """Whether somebody is meant for certain: by a name, by a pronoun, by what he is."""
    if one.named >= 0 or one.is_pronoun or one.role:
        return True
    return any(line.words.is_role(line.low[at]) for at in range(one.first, one.last + 1))
