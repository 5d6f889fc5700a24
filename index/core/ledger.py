"""What people said, as a ledger lists it."""

from __future__ import annotations

from dataclasses import dataclass

from index.core.comparison import Pieces
from index.core.quote_view import QuoteView
from index.core.values import EntityType


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """Whose quotes there are, and how many; `entity` 0 stands for all without a name."""

    entity: int
    type: EntityType
    name: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Variant:
    """Nearly the same words elsewhere: the quote, and how the first ones become its."""

    quote: QuoteView
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What somebody said, once: where it stood first, `others` with the same words or a part of
    them, `variants` with other words.
    """

    quote: QuoteView
    others: tuple[QuoteView, ...] = ()
    variants: tuple[Variant, ...] = ()
