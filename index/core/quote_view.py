"""Quotes as they are shown: in a paragraph, and by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.core.hits import Hit
from index.core.quote_edges import goes_on_around, marks_around

_LEFT_OUT = " […] "
"""Stands for what a paper tells between the halves of a sentence."""

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

    They are `hit.text[start:end]`, without the quotation marks; `rest` is where a sentence goes on
    that a paper parts (“I did not,” she said, “say so.”) and that is told as one. `speaker` is the
    name of whom they are by, or the words the paragraph has for somebody it does not name ("a
    spokesman"), "" where it does not say; `entity` is the number of a named speaker, else 0. `kind`
    tells words between quotation marks from those that are so in part ("mixed") and those of the
    reporter's own ("indirect"). `behalf` is whom a spokesperson speaks for. A speaker is `guessed`
    where another paragraph says who it is, and `put_right` where the reader does.
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
    rest: tuple[tuple[int, int], ...] = ()

    @property
    def certainty(self) -> str:
        """How sure the speaker is, where that is to be said; "" where the text says who it is."""
        return "put right" if self.put_right else "guessed" if self.guessed else ""

    @property
    def words(self) -> str:
        """The words themselves, with […] for what is told between their parts."""
        return _LEFT_OUT.join(self.hit.text[start:end] for start, end in self.parts)

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand in the paragraph: start and end, of a parted sentence each half."""
        return ((self.start, self.end), *self.rest)

    @property
    def is_reported(self) -> bool:
        """Whether the words are the reporter's own, be there marks around a part of them or not."""
        inside = self.kind == "mixed" and any(sign in self.words for sign in '“”"«»„‘')
        return inside or self.kind == "indirect"

    @property
    def marks(self) -> tuple[str, str]:
        """The quotation marks that stand before and behind the words; "" where there are none."""
        if self.is_reported:
            return "", ""
        first, last = self.parts[0], self.parts[-1]
        return marks_around(self.hit.text, *first)[0], marks_around(self.hit.text, *last)[1]

    @property
    def cut(self) -> Literal["", "before", "behind", "both"]:
        """On which sides of the words their sentence goes on in another quote: “I did not,” she
        said, “say so.” What goes on with a sentence of the reporter's is no half of one.
        """
        if self.kind != "direct":
            return ""
        before = goes_on_around(self.hit.text, *self.parts[0])[0]
        behind = goes_on_around(self.hit.text, *self.parts[-1])[1]
        if before:
            return "both" if behind else "before"
        return "behind" if behind else ""

    @property
    def shown(self) -> str:
        """The words with the marks that they stand between, and […] where their sentence goes on in
        another quote.
        """
        cut, (before, behind) = self.cut, self.marks
        begun, goes_on = cut in {"before", "both"}, cut in {"behind", "both"}
        return f"{before}{'[…] ' * begun}{self.words}{' […]' * goes_on}{behind}"

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where in `shown` stands what a search marks in the paragraph: start and end."""
        found, at = [], self.shown.index(self.words)
        for start, end in self.parts:
            inside = [one for one in self.hit.spans if one[0] >= start and one[1] <= end]
            found += [(first - start + at, last - start + at) for first, last in inside]
            at += end - start + len(_LEFT_OUT)
        return found
