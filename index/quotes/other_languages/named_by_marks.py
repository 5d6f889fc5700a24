"""Words between marks that are what something is called, and not said: the film “…”."""

from __future__ import annotations

from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.telling_clauses import Told
from index.quotes.other_languages.word_tables import Words

TITLE_WORDS = 7
"""So many words has what something is called at most."""
_MANY = 5
_PHRASE = 2
_MARKS = "\"“”„«»‘'’‚‹› \xa0\u202f"
_COPULAS = frozenset("è era é es est était son são sono fue foi eran eram".split())
_IS = frozenset("ist war sei bleibt is was blijft".split())


def calls(line: ClauseWords, by: Told) -> bool:
    """Whether somebody calls something so: he called it “hysteria”."""
    cue, words = line.low[by.cue_end], line.words
    return cue in words["naming"] or cue in words["seeing"]


def names_something(line: ClauseWords, at: int, inside: str, by: Told | None = None) -> bool:
    """Whether the passage at a place of a line, of these words inside, is what something is called:
    the film “…”, the “…”. `by` is whoever may say it.
    """
    words = line.words
    if not line.within(at - 1, at) or len(inside.split()) > TITLE_WORDS:
        return False
    before = line.low[at - 1]
    if inside[-1:] in ".!?…" or before in {":", ","}:
        return False
    if before in words["called"] and not (by and by.cue_end == at - 1):
        return True
    small = not inside[:1].isupper() and not inside[:1].isdigit()
    if by and line.low[at - 2] == "von" and before in words["case"]:
        # Schreibt von einem „Schock für uns alle“
        return False
    if by and calls(line, by) and (small or not _is_work(words, before)):
        return False
    if by and small and is_predicate(line, at):
        return False
    if _is_work(words, before):
        # Said that the film “is a crime”
        return not (small and by and len(inside.split()) > _PHRASE)
    if small:
        return False
    if words.language != "de":
        return line.kind[at - 1] in {"w", "person", "org", "place"} and line.verb(at - 1) is None
    return _names_in_german(line, at, inside)


def is_said_to_be(line: ClauseWords, by: Told, passage: int) -> bool:
    """Whether somebody says that something is what stands in a passage: gritou que era “…”."""
    at = line.passages[passage]
    inside = line.text[line.start(at) : line.end(at)].lstrip(_MARKS)
    return by.cue < at and line.low[at - 1] in _COPULAS and inside[:1].islower()


def is_predicate(line: ClauseWords, at: int) -> bool:
    """Whether a passage says what something is, where verbs stand second: is het plan “…”."""
    if not line.words.verb_second or at < _PHRASE:
        return False
    before = line.low[at - 2]
    return before in _IS or (before in line.words["the"] and line.low[max(0, at - 3)] in _IS)


def _names_in_german(line: ClauseWords, at: int, inside: str) -> bool:
    words, before = line.words, line.low[at - 1]
    few = len(inside.split()) < _MANY
    if before in words["the"] | words["case"] | {"im", "am", "beim", "zum", "zur", "ins"}:
        return few
    first = inside.split(maxsplit=1)[0].lower()
    if first in words["the"] | words["in"] and line.verb(at - 1) is None:
        # In the middle of a sentence a small word has no capital, but in a title: „Die Pest“
        return few
    noun = line.is_noun(at - 1) or line.is_name(at - 1)
    return noun and line.verb(at - 1) is None and few


def _is_work(words: Words, word: str) -> bool:
    """Whether a word, in German its end, is of what has a name between marks."""
    works = words["work"]
    compound = words.language == "de" and word.endswith(tuple(works))
    return word in works or compound
