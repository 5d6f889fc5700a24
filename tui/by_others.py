"""What is said of words that stand under other speakers too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.text import clean

if TYPE_CHECKING:
    from index import QuoteView


def by_another(quote: QuoteView) -> str:
    """Under whom the words stand besides."""
    who = f"by {clean(quote.speaker)}" if quote.speaker else "without a speaker"
    return f"the same words {who}"


def by_others(quotes: Sequence[QuoteView]) -> str:
    """The same of several, in few words; "" of none."""
    speaking = list(dict.fromkeys(clean(one.speaker) for one in quotes if one.speaker))
    if speaking:
        more = f" and {len(speaking) - 1} more" if len(speaking) > 1 else ""
        return f"also by {speaking[0]}{more}?"
    return "also without a speaker" if quotes else ""
