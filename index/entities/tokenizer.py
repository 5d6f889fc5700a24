"""Texts as tokens with their places, for many texts at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Abbreviations that keep their full stop, as the corpora of names have it.
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Sen Sens Rep Reps Gov Govs Gen Lt Col Maj Capt Sgt Cpl Pvt Adm Cmdr Rev Fr"
    " Hon Amb Jr Sr St Ste Mt Ft Inc Corp Co Cos Ltd Bros Dept Univ Ave Blvd No vs Jan Feb Mar Apr"
    " Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md"
    " Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo"
)
# White space before a token belongs to its match, so that lengths alone say where tokens stand.
_TOKEN = re.compile(
    rf"""\s*(?:
      [a-z]+(?=[ ,])                                    # most words, for speed
    | (?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b(?!['’]))?       # U.S.  J.K.  U.S
    | (?:{"|".join(_ABBREVIATIONS.split())})\.          # Mr.  Inc.
    | ['’](?:s|S|ll|LL|re|RE|ve|VE|m|M|d|D)\b           # 's
    | [A-Z]+(?:&[A-Z]+)+\b                              # AT&T
    | [A-Z]\.(?=\s?[A-Z])                               # George W. Bush
    | \d[\d,.:]*\d
    | [^\W_]+(?:['’](?!(?:s|S|ll|LL|re|RE|ve|VE|m|M|d|D)\b)[^\W\d_]+|\.[a-z]{{2,3}}\b|_+[^\W_]+)*
    | \S
    )""",
    re.VERBOSE,
)
# What a token says of the one after it, as bits.
_END, _OPENER, _QUOTE = 1, 2, 4
_MARKS = dict.fromkeys(".!?…:;\"'“”‘’«»([{-–—*•·|>#", 0)
for _bit, _marks in ((_END, ".!?…:;"), (_OPENER, "\"'“”‘’«»([{-–—*•·|>#"), (_QUOTE, '"“‘«')):
    for _mark in _marks:
        _MARKS[_mark] |= _bit


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a sequence of texts. All arrays have an entry a token.

    `text` is the number of the text a token stands in; `start` and `end` are offsets into it;
    `first` says that a sentence may begin with the token.
    """

    words: list[str]
    text: Ints
    start: Ints
    end: Ints
    first: Flags

    def __len__(self) -> int:
        return len(self.words)


def words(text: str) -> list[str]:
    """The words that `split` would make of a text."""
    return [each.lstrip() for each in _TOKEN.findall(text)]


def split(texts: Sequence[str]) -> Tokens:
    """The tokens of texts, hyphens and possessive endings apart from the words beside them."""
    found = [_TOKEN.findall(text) for text in texts]
    counts = [len(tokens) for tokens in found]
    wide = list(chain.from_iterable(found))
    words = list(map(str.lstrip, wide))
    text_of = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    ends = np.cumsum(np.fromiter(map(len, wide), np.int64, len(wide)))
    before = np.append(np.int64(0), ends)[np.cumsum([0, *counts[:-1]])] if counts else ends[:0]
    end = (ends - before[text_of]).astype(np.int32)
    lengths = np.fromiter(map(len, words), np.int32, len(words))
    return Tokens(words, text_of, end - lengths, end, _first(words, lengths, text_of))


def _first(words: list[str], lengths: Ints, text_of: Ints) -> Flags:
    """Where sentences may begin: at a text's start, after a full stop, past opening marks."""
    count = len(words)
    first = np.zeros(count, np.bool_)
    if not count:
        return first
    first[0] = True
    first[1:] = text_of[1:] != text_of[:-1]
    marks = np.zeros(count, np.int8)
    single = np.flatnonzero(lengths == 1)
    marks[single] = [_MARKS.get(words[place], 0) for place in single.tolist()]
    first[1:] |= (marks[:-1] & _END) > 0
    # Two steps past quotation marks and dashes are enough: '. "(The'.
    opens = (marks & _OPENER) > 0
    for _ in range(2):
        first[1:] |= first[:-1] & opens[:-1]
    # A quotation begins a sentence of its own, a closing mark after a full stop does not matter.
    first[1:] |= (marks[:-1] & _QUOTE) > 0
    return first
