"""Sentences pasted or typed where a query is asked for: every word is a word.

A text reads as a sentence when it ends like one, holds words that only sentences need, or is long,
and nothing in it is unmistakably a query's: a field with its value, an operator in upper case, a
sign that excludes, a wildcard. Of a whole sentence with its full stop only a field counts as such.
"""

from __future__ import annotations

import re

from index.core.late_patterns import late
from index.core.values import Span
from index.query import characters as chars
from index.query.fields import FIELDS
from index.query.tokens import Report, Token

_FEWEST = 4
"""So many words a text has at least that one function word makes a sentence."""

_QUESTION = 3
_LONG = 12
_NAMES = "|".join(sorted(FIELDS, key=len, reverse=True))
_FIELD = late(rf"(?<!\S)[-(!]*(?:{_NAMES}):(?=[^\s:/.,])|\batleast\d|(?<!\S)\\")
_SIGNS = late(
    r"(?<=\S\s)(?:AND|OR|NOT|NEAR/?\d*|ADJ/?\d*|SAME)(?=\s\S)"
    r"|(?<!\S)(?i:(?:w|within|near|pre|adj)/(?:\d+|[sp])|near\d+|adj\d+|pre\d+)(?!\S)"
    r"|(?<!\S)[-−!+](?=[^\W\d]|[\"“(])|\|\||&&|(?<!\S)[|&](?!\S)|(?<!\S)@[\w\"]"
    r"|\w[*?]\w|\w\*|\*\w|\w~\d?(?!\S)|\"~|\^\d|(?<!\S)/\S[^/]*/(?!\S)|(?<!\S)\*(?!\S)"
    r"|[(（][^()]*\s(?:OR|AND|or|NOT)\s|(?:^|[(（])\s*NOT\s+[(（\"“]"
)
_ENDED = late(r"(?<![.!?…。！？])[.!?…。！？]++[\"“”»’')\]]*+\s*+$")
_ACRONYM = late(r"(?:^|[\s.(])[^\W\d_]\.$")
_FUNCTION = frozenset(
    "the a an of to in is was are were be been being has had have that which who whom whose what"
    " when where why how he she it they we you his her its their this these those with for from at"
    " on as did does do will would can could should about into than there if but because while"
    " der die das und ist nicht mit für von ein eine le les des et est une dans pour que qui el los"
    " las del es una por con para il gli della di che het een van".split()
)
_OPEN, _CLOSE = "“„«〝", "”»〞"
_STRETCH = late(
    r"(?<![^\s(\[\"“”„«»])[\"“„«]([^\"“”„«»\s][^\"“”„«»]*)[\"”“»](?![^\s\"”»).,;:!?\]'’—–-])"
)
_PIECE = late(r"[^\s\"" + chars.CURLY + chars.OPENING + chars.CLOSING + r"]+")
_MARKS = late(f'["{chars.CURLY}]')
_TRAILING = chars.TRAILING + "?*"


def is_prose(text: str) -> bool:
    """Whether a text reads as a sentence rather than as a query."""
    pieces = text.split()
    if len(pieces) < _QUESTION:
        return False
    words = [piece for piece in pieces if piece.isalnum() or any(map(str.isalnum, piece))]
    if len(words) < _QUESTION or _FIELD.search(text):
        return False
    plain = [word.strip("\"'“”‘’«»()[],;:.!?…").lower() for word in words]
    function = sum(word in _FUNCTION for word in plain)
    ends = bool(_ENDED.search(text)) and not _ACRONYM.search(text.rstrip())
    if _SIGNS.search(text) and text != text.upper():
        return ends and function > 1 and len(words) > _FEWEST
    if len(words) < _FEWEST:
        return ends
    return ends or function > 0 or len(words) >= _LONG or bool(re.search(r"\w[,;:] ", text))


def tokens(text: str, report: Report) -> list[Token]:
    """The words of a sentence, and what stands between quotation marks as phrases."""
    found: list[Token] = []
    start = 0
    for first, last in _quoted(text):
        found += _words(text, start, first, report)
        inside = chars.BLANKS.sub(" ", _MARKS.sub(" ", text[first:last])).strip()
        if chars.says_something(inside):
            found.append(Token("quoted", first, last, chars.composed(inside)))
        start = last
    return found + _words(text, start, len(text), report)


def _words(text: str, start: int, end: int, report: Report) -> list[Token]:
    found = []
    for match in _PIECE.finditer(text, start, end):
        piece = chars.BLANKS.sub("", match.group())
        word = piece.rstrip(_TRAILING) or piece
        if not chars.says_something(word):
            continue
        place = Span(match.start(), match.end())
        if word == "and":
            continue
        if word in ("or", "not"):
            sense = "either" if word == "or" else "exclude"
            message = f'"{word}" was read as a word of a sentence; write {word.upper()} to {sense}'
            report.note(place, message.replace("to either", "for either"))
        elif piece[-1] == ":" and piece[:-1] in FIELDS:
            report.note(place, f'"{piece}" was read as a word; write {piece}value for the field')
        found.append(Token("word", place.start, place.end, chars.composed(word)))
    return found


def _quoted(text: str) -> list[tuple[int, int]]:
    """Stretches between quotation marks; all of it where the outermost pair holds it all."""
    stripped = text.strip()
    begin = text.find(stripped)
    closed = _closing(stripped)
    if closed and not any(map(str.isalnum, stripped[closed:])):
        return [(begin, begin + closed)]
    return [match.span() for match in _STRETCH.finditer(text)]


def _closing(text: str) -> int:
    """The end of the quote that a text begins with, quotes within it counted; 0 if none."""
    depth = 0
    opened = True
    for place, char in enumerate(text):
        if char != '"' and char not in chars.CURLY:
            if place == 0:
                return 0
            opened = char.isspace() or char in "(["
            continue
        opens = char in _OPEN or (
            char not in _CLOSE and opened and text[place + 1 : place + 2].strip()
        )
        depth += 1 if opens else -1
        if depth <= 0:
            return place + 1
    return 0
