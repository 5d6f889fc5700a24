"""Words that a line's end cuts: whether their hyphen is one of the word.

Programs that wrap text end a line at a hyphen only where a word has one; printers, and whoever
reads their pages by machine, cut words anywhere. A text is of the second kind when many of its
lines end so, or when it writes a word whole that it cuts elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.core.late_patterns import late

_CUT = late(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad\u2010]$")
_WORD = late(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REST = late(r"[^\W\d_]*")
# Of all line ends, and at least so many.
_SHARE, _FEW = 0.08, 3
# What stands before a hyphen in English and hardly ever begins another word.
_COMPOUNDS = frozenset(
    "well self half vice twenty thirty forty fifty sixty seventy eighty ninety".split()
)


def words_in(texts: Iterable[str]) -> Counter[str]:
    """How often texts have each word that stands whole in a line, with its hyphens, small."""
    return Counter(
        word.lower() for text in texts for word in _WORD.findall(_CUT.sub("", text.rstrip()))
    )


def are_cut(lines: Sequence[str], words: Counter[str]) -> bool:
    """Whether lines end within words that have no hyphen there; `words` are those of all lines."""
    ends = [parts for line, after in pairwise(lines) if (parts := cut_at(line, after))]
    if any(words["".join(parts).lower()] for parts in ends):
        return True
    return len(ends) >= max(_FEW, _SHARE * len(lines))


def ends_cut(line: str) -> bool:
    """Whether a line ends in a hyphen behind letters."""
    return _CUT.search(line) is not None


def cut_at(line: str, after: str) -> tuple[str, str] | None:
    """The two parts of a word that goes on in the next line; None where none does."""
    begun, rest = _CUT.search(line.rstrip()), after.lstrip()
    if not begun or not rest[:1].islower():
        return None
    return begun[1], _REST.match(rest)[0]  # type: ignore[index]


def keeps_hyphen(begun: str, rest: str, words: Counter[str]) -> bool:
    """Whether a word that was cut has a hyphen where it was: the text elsewhere writes it so and
    never without, or it begins as compounds do.
    """
    whole, compound = f"{begun}{rest}".lower(), f"{begun}-{rest}".lower()
    if words[whole]:
        return False
    return bool(words[compound]) or begun.lower().rpartition("-")[2] in _COMPOUNDS
