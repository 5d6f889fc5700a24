"""Which files a name in a query means.

The words of the name stand in a row in the name of a file, or of a folder that it lies in, whatever
signs are between them; `/` stands where one name ends and the next begins, `*` for any run of
characters within a name. Case and accents do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from index.core.folding import unaccented
from index.core.late_patterns import late
from index.core.unspaced import UNSPACED

_PIECE = late(r"[^\W_]+|/|\*+|(?:[^\w/*]|_)+")
_WORD = late(r"[^\W_]+")
_UNSPACED = late(f"[{UNSPACED}]")
_SIGN = r"(?:[^\w/\n]|_)"
_SIGNS = f"{_SIGN}+"
_WRITTEN = {"/": f"{_SIGN}*/{_SIGN}*"}


class FilePattern(NamedTuple):
    """How the files that a name means are told. Paths are compared as `folded` gives them, folders
    with a `/` behind, names of files each behind a line break.

    `within` is found in a folder, all files below which are meant, or in the name of a file. Where
    a `/` is in the name, files are meant as well whose folder has `ends` and whose own name has
    `begins`: None where any may follow.
    """

    within: re.Pattern[str]
    ends: re.Pattern[str] | None = None
    begins: re.Pattern[str] | None = None


def folded(path: str) -> str:
    """A path as it is compared: in lower case, without accents."""
    return unaccented(path).casefold().replace("\\", "/").replace("\n", " ")


def words_of(text: str) -> list[str]:
    """The words of a path that was folded."""
    return _WORD.findall(text)


def words_like(word: str, edits: int) -> re.Pattern[str]:
    """What finds the words that begin as one does and have about as many letters."""
    first, most = word[0], len(word) + edits
    fewest = max(len(word) - edits, 1)
    return re.compile(rf"{first}(?<![^\W_]{first})[^\W_]{{{fewest - 1},{most - 1}}}(?![^\W_])")


def pattern_of(name: str, *, begun: bool = False) -> FilePattern | None:
    """The pattern of a name, see `nodes.FromFile`; None where it has no word."""
    pieces = _pieces(folded(name))
    if not any(map(_is_word, pieces)):
        return None
    last = "" if begun else _end(pieces[-1])
    within = re.compile(_anywhere(pieces, last))
    if "/" not in pieces:
        return FilePattern(within)
    at = len(pieces) - pieces[::-1].index("/")
    ends = re.compile(_anywhere(pieces[:at], r"\Z"))
    if at == len(pieces):
        return FilePattern(within, ends)
    return FilePattern(within, ends, re.compile(rf"\n{_SIGN}*{_row(pieces[at:], last)}"))


def _pieces(text: str) -> list[str]:
    """Words, `*`, `/`, and the signs that tell something: those within a name."""
    found: list[str] = []
    for is_end, name in groupby(_PIECE.findall(text), "/".__eq__):
        found += "/" if is_end else _trimmed(["*" if one[0] == "*" else one for one in name])
    return found


def _trimmed(name: list[str]) -> list[str]:
    first = next((at for at, piece in enumerate(name) if _counts(piece)), len(name))
    behind = next((at for at in range(len(name), first, -1) if _counts(name[at - 1])), first)
    return name[first:behind]


def _counts(piece: str) -> bool:
    return piece == "*" or _is_word(piece)


def _is_word(piece: str) -> bool:
    return _WORD.match(piece) is not None


def _anywhere(pieces: Sequence[str], ending: str) -> str:
    """Pieces in a row that may begin in the midst of a path, with a word where they do so."""
    before = ""
    if pieces[0] == "*":
        pieces = pieces[1:]
        if len(pieces) > 1 and _is_word(pieces[1]) and not _counts(pieces[0]) and pieces[0] != "/":
            pieces = pieces[1:]
            before = f"(?<={_SIGN}{pieces[0]})"
    elif _is_word(pieces[0]) and not _UNSPACED.match(pieces[0][0]):
        before = f"(?<![^\\W_]{pieces[0]})"
    row = _row(pieces, ending)
    if not before:
        return row
    # Looked at behind the word, so that `re` goes by its letters.
    return f"{pieces[0]}{before}{row.removeprefix(pieces[0])}"


def _row(pieces: Sequence[str], ending: str) -> str:
    """Pieces one behind the other."""
    stretches: list[list[str]] = [[]]
    for piece in pieces:
        if piece == "*":
            stretches.append([])
        else:
            stretches[-1].append(_WRITTEN.get(piece[:1], _SIGNS) if not _counts(piece) else piece)
    rows = ["".join(stretch) for stretch in stretches]
    rows[-1] += ending
    # What is behind an asterisk is taken where it comes first, so that nothing is tried twice.
    return rows[0] + "".join(rf"(?>[^/\n]*?{row})" for row in rows[1:] if row)


def _end(piece: str) -> str:
    """What must not stand behind the last piece: the rest of a word."""
    return r"(?![^\W_])" if _is_word(piece) and not _UNSPACED.match(piece[-1]) else ""
