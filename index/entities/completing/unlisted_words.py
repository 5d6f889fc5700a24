"""Words of which a tagger saw nothing and that nothing but a name is written like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.core.values import EntityType
from index.entities.spans import Span
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Tokens

_LONGEST = 3  # words
_LEAST = 3  # letters
_ALWAYS = 0.95
# A tagger that is less sure of a name that no list has has only guessed.
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class UnlistedWords:
    """The words of some tokens that are in no span yet, by token, and that lists have as nothing in
    `barred`. `begins`: the first word of a sentence may be one. What a tagger took for something
    else than `kind` without being sure may be one too, where lists have none of its words.
    """

    tokens: Tokens
    taken: Mapping[int, Span]
    barred: int
    begins: bool
    kind: EntityType | None = None

    def end(self, first: int, beside: int) -> int:
        """Where a name ends that begins at a place, in the text of the token `beside`; before it
        where none does.
        """
        last = first - 1
        while last < first + _LONGEST and self._may_be(last + 1, beside):
            last += 1
        return last if not self._is_capital(last + 1, beside) else first - 1

    def begin(self, last: int, beside: int) -> int:
        """Where a name begins that ends at a place; behind it where none does."""
        first = last + 1
        while first > last - _LONGEST and self._may_be(first - 1, beside):
            first -= 1
        return first if not self._is_capital(first - 1, beside) else last + 1

    def _is_in_text(self, at: int, beside: int) -> bool:
        texts = self.tokens.texts
        return 0 <= at < len(texts) and texts[at] == texts[beside]

    def _is_capital(self, at: int, beside: int) -> bool:
        if not self._is_in_text(at, beside):
            return False
        word = self.tokens.words[at]
        return word[:1].isupper() or word in {"-", "'s", "’s"}

    def _is_taken(self, at: int) -> bool:
        span = self.taken.get(at)
        if span is None or self.kind is None or span.type == self.kind or span.confidence >= _SURE:
            return span is not None
        return any(map(known_bits, self.tokens.words[span.first : span.last + 1]))

    def _may_be(self, at: int, beside: int) -> bool:
        if not self._is_in_text(at, beside) or self._is_taken(at):
            return False
        word = self.tokens.words[at]
        if not word.istitle() or len(word) < _LEAST or known_bits(word) & self.barred:
            return False
        if self.tokens.first[at] and not self.begins:
            return False
        share = capital_share(word.lower())
        return share < 0 or share >= _ALWAYS
