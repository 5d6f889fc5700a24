"""Amounts of money that are called like a region: "84 000 Franken"."""

from __future__ import annotations

from collections.abc import Sequence

from index.entities.languages.word_units import Unit

_AMOUNTS = frozenset("Mio Mrd Mio. Mrd. Schweizer zwei drei vier fünf zehn zwanzig".split())
_MANY = ("illion", "illionen", "illiarde", "illiarden", "hundert", "tausend", "zig")


def is_money(units: Sequence[Unit], at: int) -> bool:
    """Whether a word that is a region too is an amount of money."""
    if units[at].word != "Franken" or not at or units[at - 1].text != units[at].text:
        return False
    before = units[at - 1].word
    if before[0].isdigit() or before in _AMOUNTS or before.endswith(_MANY):
        return True
    # "der starke Franken"
    masculine = before in {"der", "den", "dem", "des", "im", "zum", "vom"}
    return masculine or (before.islower() and before.endswith(("er", "en", "em", "ke", "he")))
