"""Bodies whose acronym stands in brackets behind them: "Centraal Orgaan opvang asielzoekers (COA)".

The acronym tells where such a name begins and that it ends in front of the bracket, whatever is
written in small letters between (Schwartz and Hearst 2003 find definitions so).
"""

from __future__ import annotations

from collections.abc import Sequence

from index.core.folding import fold
from index.entities.languages.acronym_shapes import is_acronym
from index.entities.languages.word_units import Unit

_FEWEST = 2  # words
_MOST = 14
_MISSED = 1  # words that give it no letter, beside small ones
_SMALL = 4  # letters


def spelled_bodies(units: Sequence[Unit]) -> dict[int, int]:
    """The last word of each such name by its first."""
    found: dict[int, int] = {}
    for at in [place for place, unit in enumerate(units) if unit.word == "("]:
        if not _FEWEST <= at < len(units) - 2 or units[at + 2].word != ")":
            continue
        short = units[at + 1].word
        if is_acronym(short) and short.isupper():
            begin = _begin(units, at, fold(short))
            if begin is not None:
                found[begin] = at - 1
    return found


def _begin(units: Sequence[Unit], end: int, letters: str) -> int | None:
    """Where the shortest name begins that ends in front of a place and has an acronym's letters."""
    text = units[end].text
    for first in range(end - 1, max(-1, end - 1 - _MOST), -1):
        unit = units[first]
        if unit.text != text or not (unit.letters or unit.word in {"-", "&", ","}):
            return None
        if end - first >= _FEWEST and unit.capital and _spell(units[first:end], letters):
            return first
    return None


def _spell(own: Sequence[Unit], letters: str) -> bool:
    """Whether words give an acronym's letters in order, all large ones but one."""
    given = missed = 0
    for unit in own:
        if given < len(letters) and fold(unit.word)[:1] == letters[given]:
            given += 1
        elif unit.capital or len(unit.word) > _SMALL:
            missed += 1
    first = fold(own[0].word)[:1] == letters[0]
    return first and given == len(letters) and missed <= _MISSED
