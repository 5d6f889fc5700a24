"""Whose a verb of saying is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.quotes.other_languages.behind_verbs import is_somebody, phrase_behind
from index.quotes.other_languages.clause_words import ClauseWords, Verb
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.token_sequence import DASHES

CLAUSE = 30
"""How many words a verb may stand from what is said."""
_PAST = ("ó", "ò", "ou", "eu", "iu", "aba", "ava")
_ASIDE = 25
"""Words of what is said of somebody between two commas, at most."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A phrase in a clause; one that is not `free` is part of something else, or done to."""

    phrase: Phrase
    free: bool


def after(line: ClauseWords, verb: Verb, high: int) -> Phrase | None:
    """Whom what follows a verb of saying names: said on Monday the mayor, Ann Lee."""
    inside = range(verb.first + 1, verb.last)
    for at in inside:
        if line.low[at] in line.words.pronouns:
            return Phrase(-1, at, at, at, verb.last + 1)
    if line.words.verb_second and verb.last > verb.first:
        # Hat Söder gesagt
        return phrase_behind(line, verb.first + 1, verb.last)
    return phrase_behind(line, verb.last + 1, high)


def before(line: ClauseWords, verb: Verb, low: int) -> Phrase | None:
    """Who is named in front of a verb of saying and is its subject."""
    at = verb.first - 1
    while at >= low and _is_between(line, at):
        if line.low[at] in line.words["not"]:
            return None
        at -= 1
    if at < low:
        return None
    words, sign = line.words, line.low[at]
    behind = verb.last + 1
    if words.verb_second and line.low[behind] in words["he"] and sign not in words["who"]:
        # Die Räumung nannte er “…”
        return Phrase(-1, behind, behind, behind, behind + 1)
    if sign in words["and"]:
        return main(line, low, at)
    if sign in words["who"] and sign not in words["the"] and not line.is_name(at):
        # Ann Lee, who said
        if sign not in {"qui", "que", "die", "che"}:
            return None
        return _related(line, low, at - 1 if line.low[at - 1] == "," else at)
    if sign in {",", ")"} or sign in DASHES:
        return _around_aside(line, low, at)
    start = _segment(line, low, at + 1)
    chunks = _chunks(line, start, at + 1)
    if words.verb_second:
        whole = chunks and chunks[0].free and chunks[-1].phrase.end > at - 1
        return chunks[0].phrase if whole else None
    return _nearest(chunks)


def _related(line: ClauseWords, low: int, end: int) -> Phrase | None:
    """Whom a clause is about that begins with "who": whoever is named right in front of it,
    whatever leads to the name.
    """
    chunks = _chunks(line, low, end)
    last = chunks[-1].phrase if chunks else None
    near = last is not None and last.end >= end and is_somebody(line, last)
    return last if near else _nearest(chunks)


def _is_between(line: ClauseWords, at: int) -> bool:
    words, low = line.words, line.low[at]
    if not low or low in {",", ")"}:
        return False
    if low in words["not"]:
        return True
    if low in words.pronouns:
        return False
    some = low in words["adverb"] or low in words["have"] or low.endswith("mente")
    clitic = low in words["clitic"] and (
        low not in words["the"] or words.language in {"fr", "it", "es", "pt"}
    )
    if words.verb_second:
        # Before a verb that stands second, these are what it begins with.
        return low in {"aber", "jedoch", "hingegen", "dagegen", "selbst", "echter", "zelf"}
    return some or clitic


def main(line: ClauseWords, low: int, high: int) -> Phrase | None:
    """Who a sentence is about as far as its first words say."""
    start, high = low, min(high, low + 3 * CLAUSE)
    while start < high and line.low[start] in line.words["and"]:
        start += 1
    if line.low[start] in line.words["who"] and line.low[start] not in line.words["the"]:
        commas = [at for at in range(start, high) if line.low[at] == ","]
        if not commas:
            return None
        start = commas[0] + 1
    chunks = _chunks(line, start, high)
    some = (one.phrase for one in chunks if one.free and is_somebody(line, one.phrase))
    return next((one for one in some if not _is_apposition(line, one)), None)


def _is_apposition(line: ClauseWords, one: Phrase) -> bool:
    """Whether words without a name only say what somebody is who is named in front of a comma."""
    before = one.first - 1
    behind = before > 0 and line.low[before] == "," and line.kind[before - 1] == "person"
    return one.named < 0 and behind


def people(line: ClauseWords, low: int, high: int) -> list[Phrase]:
    """The people whom a range names outside of what belongs to something else, in order."""
    chunks = _chunks(line, low, high)
    return [one.phrase for one in chunks if one.free and _names_person(line, one.phrase)]


def nearest_in(line: ClauseWords, low: int, high: int) -> Phrase | None:
    """Somebody who is named last in a range and ends it."""
    chunks = _chunks(line, low, high)
    one = chunks[-1].phrase if chunks else None
    return one if one and one.end >= high and is_somebody(line, one) else None


def of_aside(line: ClauseWords, low: int, at: int) -> Phrase | None:
    """Who is named in front of what stands between commas, of which the second is at a place."""
    one = _around_aside(line, low, at) if line.low[at] == "," else None
    return one if one and is_somebody(line, one) else None


def _nearest(chunks: Sequence[_Chunk]) -> Phrase | None:
    return next((one.phrase for one in reversed(chunks) if one.free), None)


def _segment(line: ClauseWords, low: int, high: int) -> int:
    """Where the clause between commas begins that ends at a place."""
    for at in range(high - 1, low - 1, -1):
        if line.low[at] in {",", ";", ":"} or line.kind[at] == "q":
            return at + 1
    return low


def _around_aside(line: ClauseWords, low: int, at: int) -> Phrase | None:
    """Whose a verb is in front of which something between commas or brackets ends."""
    opens = {")": {"("}, ",": {","}}.get(line.low[at], DASHES)
    first = next(
        (place for place in range(at - 1, max(low, at - _ASIDE), -1) if line.low[place] in opens),
        -1,
    )
    if first < 0:
        return None
    inside = _chunks(line, first + 1, at)
    front = _chunks(line, _segment(line, low, first), first)
    ends = front[-1] if front and front[-1].phrase.end >= first - 1 else None
    if len(inside) == 1 and inside[0].free and inside[0].phrase.named >= 0:
        one = inside[0].phrase
        alone = one.end >= at and line.kind[one.named] == "person"
        # The mayor, Ann Lee, said
        if alone and (ends is None or not (ends.free and _names_person(line, ends.phrase))):
            return one
    if ends and ends.free:
        return ends.phrase
    named = [one for one in front if one.free and _names_person(line, one.phrase)]
    if named and line.low[at] == ",":
        return named[0].phrase
    if line.low[at] == "," and first > low:
        # Ann Lee, the mayor of Porthaven, who had come by ship, said
        return _around_aside(line, low, first) if line.low[first] == "," else None
    return None


def _names_person(line: ClauseWords, one: Phrase) -> bool:
    return one.named >= 0 and line.kind[one.named] == "person"


def _chunks(line: ClauseWords, low: int, high: int) -> list[_Chunk]:
    """Who is named in a range, in order."""
    words, found = line.words, []
    at, free = max(low, high - 3 * CLAUSE), True
    begins = line.begins(at) and _is_preposition(line, at)
    while at < high:
        word = line.low[at]
        if _is_preposition(line, at):
            free, at = False, at + 1
            continue
        if word in words["case"]:
            free = False
        if word in words["case"] or (word in words["the"] and not free):
            at += 1
            continue
        one = phrase(line, at, high) if _may_begin(line, at) else None
        if one is None:
            # Im gleichen Atemzug: what follows a preposition in small letters leads to its noun.
            free = free or not (words.language == "de" and line.kind[at] == "w" and word.islower())
            at += 1
            continue
        if begins and not free and _is_behind_comma(line, one):
            # À la tête de l'association, Ann Lee
            one, free = Phrase(one.named, one.named, one.named, end=one.end), True
        begins = False
        found.append(_Chunk(one, free))
        at, free = max(one.end, at + 1), True
    return found


def _is_behind_comma(line: ClauseWords, one: Phrase) -> bool:
    """Whether a name stands behind a comma with nothing else behind it that a comma sets off."""
    comma = any(line.low[at] == "," for at in range(one.first, one.named))
    return comma and line.low[one.end] not in line.words["and"] | {","}


def _is_preposition(line: ClauseWords, at: int) -> bool:
    """Whether a word makes what follows part of something else; the Portuguese "a" may do so, and
    is an article where a clause begins.
    """
    words, low = line.words, line.low[at]
    if low in words["in"] and low in words["the"]:
        before = line.low[at - 1] if at else ""
        return not (
            line.begins(at) or before in words["and"] | words["who"] | {",", ";", ":", "—", "–"}
        )
    return low in words["in"] or (low in words["of"] and not line.is_name(at))


def _goes_with_noun(line: ClauseWords, at: int) -> bool:
    """Whether a word stands behind one that may be its noun: el impacto fiscal."""
    words, before = line.words, line.low[at - 1] if at else ""
    plain = before.isalpha() and not line.is_capital(at - 1)
    article = line.low[at - 2] in words["the"] if at > 1 else False
    return plain and article and before not in words.stops and not words.is_role(before)


def _may_begin(line: ClauseWords, at: int) -> bool:
    """Whether a phrase may begin at a place."""
    words, low = line.words, line.low[at]
    if line.is_name(at):
        return True
    if line.kind[at] != "w":
        return False
    if low in words.pronouns or low in words["the"]:
        return True
    if words.verb_second and line.begins(at) and low in words.participles:
        # Gevraagd naar de prijs
        return False
    if words.is_role(low):
        return words.verb_second or line.is_capital(at) or not _goes_with_noun(line, at)
    if words.without_pronoun and line.begins(at) and low.endswith(_PAST):
        # Aprendió de su madre.
        return False
    return line.is_noun(at) and not line.verb(at) and low not in words["time"]
