"""What lists and lexicon know of the words of a span, asked for over and over."""

from __future__ import annotations

from index.entities.words import gazetteer as gz
from index.entities.words import lexicon


class SpanWords:
    """Bits and shares of words."""

    def __init__(self) -> None:
        self._known = gz.load()

    def bit(self, word: str) -> int:
        """What the lists know of a single word, as bits."""
        return self._known.words.get(word if word.isascii() else gz.plain(word), 0)

    def bits(self, words: list[str], first: int, last: int) -> int:
        """What the lists know of the words from one place to another as one name."""
        if first == last:
            return self.bit(words[first])
        return self._known.phrases.get(gz.plain(" ".join(words[first : last + 1])), 0)

    def share(self, word: str) -> float:
        """How often a word has a capital, 0 to 1; 1 where that is not known."""
        share = lexicon.capital_share(word)
        return share if share >= 0 else 1.0
