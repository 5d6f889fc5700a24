"""Which words stand in news: English ones, and names."""

from __future__ import annotations

from collections.abc import Iterable


def capital_shares(words: Iterable[str]) -> dict[str, float | None]:
    """How often words begin with a capital in news, 0 to 1, by the words in small letters; None for
    those that do not stand in the lexicon.
    """
    # Loaded here: it takes 20 ms, and few texts need it.
    from index.entities.words.lexicon import load  # noqa: PLC0415

    listed = sorted({word.lower() for word in words})
    seen = load().capital_share(listed)
    return {
        word: float(share) if share >= 0 else None for word, share in zip(listed, seen, strict=True)
    }


def known(words: Iterable[str]) -> frozenset[str]:
    """Those of some words that stand in the lexicon, small."""
    return frozenset(word for word, share in capital_shares(words).items() if share is not None)
