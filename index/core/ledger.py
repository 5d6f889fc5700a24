"""What people said, as a ledger lists it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.core.comparison import Pieces
from index.core.quote_view import QuoteView
from index.core.values import EntityType

VariantKind = Literal["shorter", "longer", "edited", "other"]
"""What another wording is: a part of the words, these and more, the same but for what the text
shows to be left out (…) or put in ([ ]), or other words.
"""

_KINDS: dict[VariantKind, str] = {
    "shorter": "a part of it",
    "longer": "with more words",
    "edited": "with words left out or put in",
    "other": "in other words",
}


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """Whose quotes there are, and how many; `entity` 0 stands for all without a name."""

    entity: int
    type: EntityType
    name: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Variant:
    """Another wording, where it stood first: the quote, how the first words become its, what it is,
    and `others` in other articles with this very wording.
    """

    quote: QuoteView
    pieces: Pieces
    kind: VariantKind = "other"
    others: tuple[QuoteView, ...] = ()

    @property
    def every(self) -> tuple[QuoteView, ...]:
        """The quotes with this wording."""
        return (self.quote, *self.others)

    @property
    def said(self) -> str:
        """What it is, in words."""
        return _KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What somebody said, once: where it stood first, `others` in other articles with the same
    words, `variants` with less, more or other words. With `only_marked` what stands between the
    quotation marks was compared, and not what a reporter says around it. `by_others` is where the
    words stand under other speakers, or as no quote, None where that was not looked for.
    """

    quote: QuoteView
    others: tuple[QuoteView, ...] = ()
    variants: tuple[Variant, ...] = ()
    only_marked: bool = False
    by_others: tuple[QuoteView, ...] | None = None

    @property
    def in_other_words(self) -> tuple[Variant, ...]:
        """The variants whose words are others, not only more or fewer."""
        return tuple(one for one in self.variants if one.kind == "other")

    @property
    def cut_otherwise(self) -> tuple[Variant, ...]:
        """The variants with a part of the words, or with more, or with words left out or put in
        where the text shows that.
        """
        return tuple(one for one in self.variants if one.kind != "other")
