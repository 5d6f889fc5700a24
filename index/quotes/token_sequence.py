"""A paragraph as a line of words, and what the rules of attribution ask of one place in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.quotes.attribution_words import (
    ATTACHED,
    AUXILIARIES,
    BASES,
    BE,
    CUES,
    DETERMINERS,
    NEGATIONS,
    NOUN_ENDS,
    PARTICIPLES,
    PASTS,
    PHRASES,
    PLURALS,
    PREPOSITIONS,
    Named,
    Word,
    words_of,
)
from index.quotes.quotation_marks import Marked

CLAUSE = 25
"""How many words a verb may stand from its subject, and from what is said."""
NOUN = 12
"""How many words a name may have with all its titles."""
SOMEBODY = frozenset({"person", "org"})
DASHES = frozenset("- – — ―".split())
_NONE = Word(0, 0, "", "", 0, -1)


class TokenSequence:
    """The words of a paragraph; places are positions among them."""

    def __init__(
        self,
        text: str,
        passages: Sequence[Marked],
        mentions: Sequence[Named],
        names: Mapping[int, str],
    ) -> None:
        self.text = text
        self.names = names
        # Behind the end is no word: places up to a clause away may be asked for, and -1 too.
        self.words = [*words_of(text, passages, mentions), *[_NONE] * (CLAUSE + NOUN)]

    def word(self, at: int, origin: int) -> Word:
        """The word at a place if it stands in the sentence of another, else none."""
        if 0 <= at < len(self.words) and self.words[at].sentence == self.words[origin].sentence:
            return self.words[at]
        return _NONE

    def low(self, at: int) -> str:
        """The word at a place in lower case, "" for names, quotes and beyond the ends."""
        return self.words[at].low if at >= 0 else ""

    def is_cue(self, at: int) -> bool:
        """Whether a word is a verb of saying in a form that has a subject."""
        low = self.low(at)
        if low not in CUES:
            return low in PHRASES and self.word(at + 1, at).low == PHRASES[low]
        before = self.low(at - 1)
        if before.endswith("ly") or before in NEGATIONS:
            before = self.low(at - 2)
        if before in _BEFORE_NOUN:
            return low in PARTICIPLES
        if low in BASES - PASTS:
            return before in AUXILIARIES or before in PLURALS
        if low in PASTS and before in BE:
            return False
        to_be = self.word(at + 1, at).low == "to" and self.word(at + 2, at).low in {"be", "have"}
        return not (low in PASTS and to_be)

    def is_noun(self, at: int) -> bool:
        """Whether a word may be part of a name with its titles, or of what stands for one."""
        word = self.words[at]
        if word.kind == ".":
            inside = word.low == "." and word.sentence == self.word(at + 1, at).sentence
            return inside or word.low in {"'s", "’s", "&"}
        if word.kind == "w":
            return not (word.low in NOUN_ENDS or self.is_cue(at))
        return word.kind not in {"", "q"}

    def noun_start(self, at: int, low: int = 0) -> int:
        """Where the name or noun begins that ends at a place, not before `low`."""
        for first in range(at, max(low, at - NOUN), -1):
            if not self.is_noun(first - 1):
                return first
        return max(low, at - NOUN)

    def is_attached(self, at: int) -> bool:
        """Whether a name only says whose or which the next word is: Trump's, Trump campaign."""
        after = self.word(at + 1, at)
        if after.kind in {"", "q"}:
            return False
        capital = after.kind != "." and self.text[after.start].isupper()
        return capital or after.low in ATTACHED


_BEFORE_NOUN = DETERMINERS | (PREPOSITIONS - {"to"}) | {"’", "'"}
