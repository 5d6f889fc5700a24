"""The words for what somebody is, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence

from index.core.folding import fold
from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.word_tables import Words

_FEWEST = 4
"""Letters that the end of a compound has at least which says the same as the whole: Minister."""


def is_same(words: Words, own: str, word: str) -> bool:
    """Whether words are the same but for a case, or one is the end of the other."""
    if own == word or any(own in some and word in some for some in words.same):
        return True
    if not words.verb_second:
        return False
    if words.language == "de" and _uninflected(own) == _uninflected(word):
        return True
    front = own.removesuffix(word)
    others = words["other role"] | words["other front"]
    apart = front.rstrip(" -").endswith(tuple(others))
    return len(word) >= _FEWEST and front != own and not apart


def _uninflected(word: str) -> str:
    """A German noun without the ending of its case."""
    for end in ("en", "es", "n", "s", "e"):
        if word.endswith(end) and len(word) > len(end) + 3:
            return word.removesuffix(end)
    return word


def is_role(words: Words, low: str) -> bool:
    """Whether a word says what somebody is, in German in whatever case."""
    if words.is_role(low):
        return True
    ends = ("s", "en", "n") if words.language == "de" else ()
    return any(low.endswith(end) and words.is_role(low.removesuffix(end)) for end in ends)


def gender_of_article(line: ClauseWords, at: int) -> str:
    """What an article tells of somebody in those languages whose articles keep to that."""
    if line.words.verb_second:
        return ""
    he, she = line.low[at] in line.words["the he"], line.low[at] in line.words["the she"]
    return "m" if he else "f" if she else ""


def first_heads(line: ClauseWords, places: Sequence[int]) -> frozenset[str]:
    """The words that say what somebody is, without those that belong to another noun: the leader
    and minister, but not the brother of the minister.
    """
    words = line.words
    found: list[str] = []
    for at in places:
        low = line.low[at]
        if not low or not is_role(words, low):
            continue
        joined = line.low[at - 1] in words["and"] | {",", "/"} and at > places[0]
        if not found or joined:
            found.append(_parts(line, low)[-1])
    return frozenset(found)


def content_of(line: ClauseWords, places: Sequence[int]) -> frozenset[str]:
    """The words at places, without the small ones."""
    words, found = line.words, set[str]()
    small = words["the"] | words["of"] | words["case"] | words["and"] | words["in"]
    for at in places:
        low = line.low[at]
        if line.is_name(at):
            found.update(fold(line.text[line.start(at) : line.end(at)]).split())
        elif line.kind[at] == "w" and low not in small:
            found.update(_parts(line, low))
    return frozenset(found)


def _parts(line: ClauseWords, word: str) -> list[str]:
    """What a German or Dutch word is made of that is written with hyphens."""
    parts = word.split("-") if line.words.verb_second else [word]
    if len(parts) > 1 and parts[0] in line.words["other front"]:
        parts = [word]
    return [fold(one) for one in parts if one]


def places_of(line: ClauseWords, start: int, end: int) -> list[int]:
    """The words between two characters."""
    return [at for at in range(line.size) if start <= line.start(at) and line.end(at) <= end]
