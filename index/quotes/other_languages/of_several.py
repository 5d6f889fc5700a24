"""Whether a verb is that of several people, whom one name cannot mean: “…”, raccontano."""

from __future__ import annotations

from collections.abc import Sequence

from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.telling_clauses import Told
from index.quotes.other_languages.word_tables import Words

_ENDS = {"es": ("n",), "pt": ("m",), "it": ("no",)}
"""How such verbs end in languages that leave their subject out."""
_THEY = frozenset({"sie", "ze", "zij"})
"""Pronouns of one woman and of several people."""


def is_of_several(words: Words, told: Sequence[str], pronoun: str = "") -> bool:
    """Whether the words that tell who says something, in small letters, in order and with those
    right before, are of several people; `pronoun` is their subject, "" for none.
    """
    cue = told[-1]
    if cue not in words.cues:
        # According to Smith
        return False
    if pronoun:
        return pronoun in _THEY and cue not in words.participles and cue.endswith("en")
    ends = _ENDS.get(words.language, ())
    if not ends:
        return False
    helping = [word for word in told[:-1] if word in words["have"]]
    return (helping or told)[-1].endswith(ends)


def told_by_several(line: ClauseWords, by: Told) -> bool:
    """Whether several people say so, none of whom the verb names."""
    words, one = line.words, by.phrase
    told = line.low[max(0, by.cue - 2) : by.cue + 1]
    if one is None or one.is_pronoun:
        return is_of_several(words, told, line.low[one.pronoun] if one else "")
    person = one.named >= 0 and line.kind[one.named] == "person" and one.first > by.cue
    alone = line.low[one.end] not in words["and"] and one.first == one.named - (
        line.low[one.first] in {"a", "al"}
    )
    return person and alone and is_of_several(words, told)
