"""Sentences whose verb is in the mood in which German tells what somebody said."""

from __future__ import annotations

from index.quotes.other_languages.clause_words import ClauseWords

_REPORTED = frozenset(
    "sei seien habe werde bleibe müsse könne dürfe solle wolle gebe komme gehe stehe liege lasse"
    " mache halte brauche wisse handle bestehe fehle sehe laufe führe".split()
)


def is_reported(line: ClauseWords, at: int) -> bool:
    """Whether a place stands in such a sentence: Die Strasse bleibe «mindestens bis Donnerstag»
    gesperrt.
    """
    if line.words.language != "de":
        return False
    low = high = at
    while low and line.sentence[low - 1] == line.sentence[at]:
        low -= 1
    while high < line.size and line.sentence[high] == line.sentence[at]:
        high += 1
    return not _REPORTED.isdisjoint(line.low[low:high])
