"""Quotes that a paragraph begins with, led to by the one before, which ends with a colon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from index.quotes.attribution_words import Named
from index.quotes.other_languages.told_quotes import told_quotes
from index.quotes.other_languages.word_tables import Words
from index.quotes.quote import GUESSED, LIKELY, NOWHERE, Quote, Source

_LONGEST = 600
"""Characters of the paragraph before that are looked at."""


class Led(NamedTuple):
    """A quote as the paragraph before tells of it, and the pronoun, if any, by which that calls
    whoever speaks; "" where it has none or no subject.
    """

    quote: Quote
    pronoun: str


def is_led(before: str, quote: Quote) -> bool:
    """Whether a quote of a paragraph may be led to by the text of the one before."""
    silent = quote.cue == quote.speaker_span == NOWHERE and quote.source is None
    return silent and before.rstrip()[-1:] == ":"


def led(
    paragraphs: Sequence[tuple[str, Sequence[Named]]],
    at: int,
    quote: Quote,
    words: Words,
    names: Mapping[int, str],
) -> Led | None:
    """A quote of a paragraph by whoever the end of the one before says it is by; None where that
    says nothing of it.
    """
    (before, front), (text, mentions) = paragraphs[at - 1 : at + 1]
    cut = max(0, len(before) - _LONGEST)
    shift = len(before) + 1 - cut
    joined = f"{before[cut:]} {text[: quote.end + 1]}"
    named = [(a - cut, b - cut, who, kind) for a, b, who, kind in front if a >= cut]
    named += [(a + shift, b + shift, who, kind) for a, b, who, kind in mentions]
    found = told_quotes(joined, named, words, names)
    one = next((each for each in found if each.start == quote.start + shift), None)
    if one is None or one.cue == NOWHERE or one.cue[0] >= shift:
        return None
    spoken = joined[slice(*one.speaker_span)].lower()
    pronoun = spoken if spoken in words.spoken else ""
    source = one.source
    if source and source.start < shift:
        source = Source(at - 1, source.start + cut, source.entity)
        certainty = GUESSED if pronoun else LIKELY
        return Led(replace(quote, source=source, certainty=certainty), pronoun)
    return Led(quote, pronoun) if pronoun or not spoken else None
