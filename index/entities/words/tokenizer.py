"""Texts as tokens with their places, for many texts at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.core.late_patterns import late
from index.core.numbering import Numbering
from index.entities.words.word_list import WordList

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Abbreviations that keep their full stop, as the corpora of names have it.
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Sen Sens Rep Reps Gov Govs Gen Lt Col Maj Capt Sgt Cpl Pvt Adm Cmdr Rev Fr"
    " Hon Amb Jr Sr St Ste Sta Sto Mt Ft Inc Corp Co Cos Ltd Bros Dept Univ Ave Blvd No vs Jan Feb"
    " Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan"
    " Ky La Md"
    " Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo"
)
_TOKEN = late(
    rf"""(?:
      (?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b(?!['’]))?       # U.S.  J.K.  U.S
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
# What a token says of the one after it.
_ENDS = frozenset(".!?…:;").__contains__
_OPENS = frozenset("\"'“”‘’«»([{-–—*•·|>#").__contains__
_QUOTES = frozenset('"“‘«').__contains__

_MOST = 120_000
"""Pieces of texts that are remembered: some 20 MB."""

_BEHIND = " "
"""What is added to a piece where a capital follows it behind a blank."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a sequence of texts. All arrays have an entry a token.

    `text` is the number of the text a token stands in (`texts` as a list, of which single ones are
    sooner to be had); `start` and `end` are offsets into it;
    `first` says that a sentence may begin with the token. `number` is that of its word in `listed`.
    """

    words: list[str]
    text: Ints
    texts: list[int]
    start: Ints
    end: Ints
    first: Flags
    number: Ints
    listed: WordList

    def __len__(self) -> int:
        return len(self.words)

    def where(self, told: Callable[[str], object]) -> list[int]:
        """The tokens of whose words something is true; see `WordList.told`."""
        found: list[int] = np.flatnonzero(self.listed.told(told)[self.number]).tolist()
        return found

    def among(self, wanted: Iterable[str], place: range | None = None) -> list[int]:
        """The tokens, of all or those of a place, that are one of some words."""
        marked = np.zeros(len(self.listed), np.bool_)
        marked[self.listed.known(wanted)] = True
        first, stop = (place.start, place.stop) if place else (0, len(self))
        found: list[int] = (np.flatnonzero(marked[self.number[first:stop]]) + first).tolist()
        return found


def words(text: str) -> list[str]:
    """The words that `split` would make of a text."""
    return _TOKEN.findall(text)


def split(texts: Sequence[str]) -> Tokens:
    """The tokens of texts, hyphens and possessive endings apart from the words beside them."""
    return Tokenizer().split(texts)


class Tokenizer:
    """Splits texts, and remembers what stands between two blanks, a piece: most of them come again.

    How a piece is split depends on itself alone, but where it ends in an initial: in "W. Bush" the
    full stop belongs to the letter, at the end of a sentence it does not.
    """

    def __init__(self) -> None:
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._listed = WordList()
        self._pieces = Numbering()
        # By piece: its characters, whether it begins with a capital, as which piece it is split
        # where a capital follows, and where its tokens begin below (one more at the end).
        self._length = self._followed = np.zeros(0, np.int32)
        self._capital = np.zeros(0, np.bool_)
        self._begin = np.zeros(1, np.int32)
        # By token of a piece: its word, and where it stands in the piece.
        self._number = self._start = self._end = np.zeros(0, np.int32)

    def split(self, texts: Sequence[str]) -> Tokens:
        """The tokens of texts; see `split`."""
        if len(self._pieces) > _MOST:
            self._begin_anew()
        apart = [text.split(" ") for text in texts]
        counts = np.fromiter(map(len, apart), np.intp, len(apart))
        pieces = self._pieces.of(list(chain.from_iterable(apart)))
        self._enter()
        text = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
        # Where each piece begins in its text.
        after = np.cumsum(self._length[pieces] + 1, dtype=np.int64)
        begin = np.append(0, after[:-1]) if len(after) else after
        begin -= begin[np.cumsum(counts) - counts][text]
        pieces = self._as_followed(pieces, text)
        sizes = self._begin[pieces + 1] - self._begin[pieces]
        place = np.repeat(self._begin[pieces] - (np.cumsum(sizes) - sizes), sizes)
        place += np.arange(len(place))
        number, text, begin = self._number[place], np.repeat(text, sizes), np.repeat(begin, sizes)
        start = (self._start[place] + begin).astype(np.int32)
        end = (self._end[place] + begin).astype(np.int32)
        found = list(map(self._listed.words.__getitem__, number.tolist()))
        first = self._first(number, text)
        return Tokens(found, text, text.tolist(), start, end, first, number, self._listed)

    def _as_followed(self, pieces: Ints, text: Ints) -> Ints:
        """The pieces, those that are split otherwise where a capital follows as such."""
        followed = self._followed[pieces]
        capital = np.append(self._capital[pieces[1:]] & (text[1:] == text[:-1]), False)
        return np.where((followed >= 0) & capital[: len(pieces)], followed, pieces)

    def _enter(self) -> None:
        """Split the pieces that were met since the last time."""
        counts: list[int] = []
        found: list[tuple[str, int, int]] = []
        followed: list[int] = []
        new = self._pieces.entered()
        # It grows meanwhile, by pieces that are split otherwise.
        for piece in new:
            own = _split(piece)
            counts.append(len(own))
            found += own
            behind = piece + _BEHIND
            if _ends_in_initial(piece) and _split(behind) != own:
                followed.append(self._pieces[behind])
                new += self._pieces.entered()
            else:
                followed.append(-1)
        if not new:
            return
        capital = [piece[:1].isascii() and piece[:1].isupper() for piece in new]
        numbers = self._listed.enter([word for word, _, _ in found])
        self._length = _longer(self._length, [len(piece) for piece in new])
        self._followed = _longer(self._followed, followed)
        self._capital = np.append(self._capital, np.array(capital, np.bool_))
        self._begin = _longer(self._begin, (self._begin[-1] + np.cumsum(counts)).tolist())
        self._number = np.append(self._number, numbers)
        self._start = _longer(self._start, [start for _, start, _ in found])
        self._end = _longer(self._end, [end for _, _, end in found])

    def _first(self, number: Ints, text: Ints) -> Flags:
        """Where sentences may begin: at a text's start, after a full stop, past opening marks."""
        first = np.zeros(len(number), np.bool_)
        if not len(first):
            return first
        first[0] = True
        first[1:] = text[1:] != text[:-1]
        ends, opens, quotes = (
            self._listed.told(mark)[number[:-1]] for mark in (_ENDS, _OPENS, _QUOTES)
        )
        first[1:] |= ends
        # Two steps past quotation marks and dashes are enough: '. "(The'.
        for _ in range(2):
            first[1:] |= first[:-1] & opens
        # A quotation begins a sentence of its own, a closing mark after a full stop matters not.
        first[1:] |= quotes
        return first


def _ends_in_initial(piece: str) -> bool:
    return piece[-1:] == "." and piece[-2:-1].isascii() and piece[-2:-1].isupper()


def _split(piece: str) -> list[tuple[str, int, int]]:
    """The words of a piece, each with its place in it."""
    # Most pieces are a word and perhaps a comma: no need to ask the expression.
    if piece.isalpha():
        return [(piece, 0, len(piece))]
    if piece[-1:] == "," and (word := piece[:-1]).isalpha():
        return [(word, 0, len(word)), (",", len(word), len(piece))]
    if piece.endswith(_BEHIND):
        return [(one[0], *one.span()) for one in _TOKEN.finditer(f"{piece}A")][:-1]
    return [(one[0], *one.span()) for one in _TOKEN.finditer(piece)]


def _longer(values: Ints, more: Sequence[int]) -> Ints:
    return np.concatenate([values, np.array(more, np.int32)])
