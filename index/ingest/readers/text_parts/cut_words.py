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
from index.ingest.readers.text_parts.known_words import capital_shares

_CUT = late(r"(?<![^\W\d_])(?<![^\W\d_]-)([^\W\d_]++(?:-[^\W\d_]++)*+)[-\u00ad\u2010]$")
_WORD = late(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REST = late(r"[^\W\d_]*")
# Of all line ends, and at least so many.
_SHARE, _FEW = 0.08, 3
# Letters behind a hyphen that are more than an ending.
_FEWEST_LETTERS = 3
_BEFORE, _BEHIND = frozenset("co ex".split()), frozenset("up in on off to by".split())
# How often a word begins with a capital that is one of its own, “French-born”.
_NAME = 0.4
# A hyphen behind a word or figure, or a dash without a blank before it; and a hyphen that is none
# of the word behind it.
_GOES_ON = late(r"(?:\w[-\u00ad\u2010]|\w[\u2014])$")
_SUSPENDED = late(r"(?:and|or|to|und|oder|bis|et|ou|y|e|o|en|of)\s")
_SURNAME = late(r"\bMa?c[-\u00ad\u2010]$")
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


def keeps_hyphen(begun: str, rest: str, words: Counter[str], *, is_english: bool = False) -> bool:
    """Whether a word that was cut has a hyphen where it was: the text elsewhere writes it so and
    never without, or it begins as compounds do. In English it has one as well where it is no word
    that is known without, and what stands before and behind are such.
    """
    whole, compound = f"{begun}{rest}".lower(), f"{begun}-{rest}".lower()
    if words[whole]:
        return False
    last = begun.lower().rpartition("-")[2]
    if words[compound] or last in _COMPOUNDS:
        return True
    is_short = len(rest) < _FEWEST_LETTERS and rest.lower() not in _BEHIND
    if not is_english or is_short or len(last) < 2:
        return False
    shares = capital_shares([f"{last}{rest}", last, rest])
    if shares[f"{last}{rest}".lower()] is not None or shares[rest.lower()] is None:
        return False
    share = shares[last]
    # What is written with a capital is no part of another name.
    is_name = begun[:1].islower() or (share or 0) >= _NAME
    return last in _BEFORE or (share is not None and is_name)


def joined_lines(lines: Sequence[str], words: Counter[str], *, is_english: bool = False) -> str:
    """Lines of a printed text as one, with the words whole that they cut; `words` are those of the
    text.
    """
    whole: list[str] = []
    # Only the last line is looked at: a paragraph may have many.
    text = lines[0].strip()
    for line in lines[1:]:
        after = line.strip()
        if not text or not after:
            text += after
            continue
        joint = _joint(text, after, words, is_english=is_english)
        whole += [text[:-1] if joint is None else text + joint]
        text = after
    return "".join([*whole, text])


def _joint(text: str, after: str, words: Counter[str], *, is_english: bool) -> str | None:
    """What stands between two lines; None where the hyphen at the end of the first one goes."""
    if cut := _cut_between(text, after):
        keeps = keeps_hyphen(*cut, words, is_english=is_english)
        return "" if keeps or (is_english and _is_chain(*cut, after)) else None
    if _GOES_ON.search(text) and after[0].isalnum() and not _SUSPENDED.match(after):
        return None if _SURNAME.search(text) else ""
    return " "


def _is_chain(begun: str, rest: str, after: str) -> bool:
    """Whether a short word stands between hyphens: “right-to-work”."""
    parts = {begun.lower().rpartition("-")[2], rest.lower()}
    return after[len(rest) :][:1] == "-" and None not in capital_shares(parts).values()


def _cut_between(text: str, after: str) -> tuple[str, str] | None:
    """`cut_at`, but where a hyphen stands for what comes later: “mid- and long-term”."""
    return None if _SUSPENDED.match(after) else cut_at(text, after)
