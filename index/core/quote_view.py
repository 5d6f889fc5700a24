"""Quotes as they are shown: in a paragraph, and by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.core.hits import Hit

QuoteKind = Literal["direct", "mixed", "indirect"]
"""Words between quotation marks, words that are so in part, and words of the reporter's own."""


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A quote in a paragraph: offsets in characters, end exclusive, without quotation marks at the
    ends. The rest as in `QuoteView`.
    """

    start: int
    end: int
    speaker: str
    entity: int = 0
    kind: QuoteKind = "direct"
    behalf: str = ""
    guessed: bool = False
    put_right: bool = False


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Words that a paragraph puts in somebody's mouth.

    They are `hit.text[start:end]`, without the quotation marks. `speaker` is the name of whom they
    are by, or the words the paragraph has for somebody it does not name ("a spokesman"), "" where
    it does not say; `entity` is the number of a named speaker, else 0. `kind` tells words between
    quotation marks from those that are so in part ("mixed") and those of the reporter's own
    ("indirect"). `behalf` is whom a spokesperson speaks for. A speaker is `guessed` where another
    paragraph says who it is, and `put_right` where the reader does.
    """

    hit: Hit
    start: int
    end: int
    speaker: str
    entity: int = 0
    kind: QuoteKind = "direct"
    behalf: str = ""
    guessed: bool = False
    put_right: bool = False

    @property
    def certainty(self) -> str:
        """How sure the speaker is, where that is to be said; "" where the text says who it is."""
        return "put right" if self.put_right else "guessed" if self.guessed else ""

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.hit.text[self.start : self.end]

    @property
    def shown(self) -> str:
        """The words between marks, unless they are the reporter's own, with marks inside or not."""
        words = self.words
        own = self.kind == "mixed" and any(sign in words for sign in '“”"«»„‘')
        return words if own or self.kind == "indirect" else f"“{words}”"
