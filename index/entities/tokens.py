"""Texts as tokens with their places, for many texts at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
_TOKEN = re.compile(
    rf"""
      [a-z]+(?=[ ,])                                    # most words, for speed
    | (?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b(?!['’]))?       # U.S.  J.K.  U.S
    | (?:{"|".join(_ABBREVIATIONS.split())})\.          # Mr.  Inc.
    | ['’](?:s|S|ll|LL|re|RE|ve|VE|m|M|d|D)\b           # 's
    | [A-Z]+(?:&[A-Z]+)+\b                              # AT&T
    | [A-Z]\.(?=\s?[A-Z])                               # George W. Bush
    | \d[\d,.:]*\d
    | [^\W_]+(?:['’](?!(?:s|S|ll|LL|re|RE|ve|VE|m|M|d|D)\b)[^\W\d_]+|\.[a-z]{{2,3}}\b|_+[^\W_]+)*
    | \S
    """,
    re.VERBOSE,
)
_ENDS = frozenset(".!?…:;")
_OPENERS = frozenset("\"'“”‘’«»([{-–—*•·|>#")


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


def split(texts: Sequence[str]) -> Tokens:
    """The tokens of texts, hyphens and possessive endings apart from the words beside them."""
    words: list[str] = []
    starts: list[int] = []
    counts: list[int] = []
    for text in texts:
        found = list(_TOKEN.finditer(text))
        words += [match.group() for match in found]
        starts += [match.start() for match in found]
        counts.append(len(found))
    start = np.array(starts, np.int32)
    end = start + np.fromiter(map(len, words), np.int32, len(words))
    text_of = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    return Tokens(words, text_of, start, end, _first(words, text_of))


def _first(words: list[str], text_of: Ints) -> Flags:
    """Where sentences may begin: at a text's start, after a full stop, past opening marks."""
    count = len(words)
    first = np.zeros(count, np.bool_)
    if not count:
        return first
    first[0] = True
    first[1:] = text_of[1:] != text_of[:-1]
    ends = np.fromiter((word in _ENDS for word in words), np.bool_, count)
    opens = np.fromiter((word in _OPENERS for word in words), np.bool_, count)
    first[1:] |= ends[:-1]
    # Two steps past quotation marks and dashes are enough: '. "(The'.
    for _ in range(2):
        first[1:] |= first[:-1] & opens[:-1]
    # A quotation begins a sentence of its own, a closing mark after a full stop does not matter.
    quotes = np.fromiter((word in '"“‘«' for word in words), np.bool_, count)
    first[1:] |= quotes[:-1]
    return first
