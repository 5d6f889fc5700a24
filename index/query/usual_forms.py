"""What most queries look like, read at once: words, phrases, word beginnings, simple fields, OR
and NEAR, nothing of it to be repaired.

The tree is the one that reading the text token by token gives, in a quarter of the time. Whatever
might mean anything else is left to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from index.core.late_patterns import late
from index.core.values import Span
from index.query import combine
from index.query.nodes import Exact, Node, Phrase, Prefix, Wildcard, Word
from index.query.operators import LETTERS, MOST_DISTANCE
from index.query.tokens import Report, Token

if TYPE_CHECKING:
    from index.query.clauses import Clauses
    from index.query.fields import Field

_LONGEST = 200
_PIECE = late(
    r"(?:(?P<or>OR)"
    r"|(?P<word>[A-Za-z]+)(?P<more>\*)?"
    r'|"(?P<quoted>[A-Za-z]+(?: [A-Za-z]+)*)"'
    r"|NEAR/(?P<near>[1-9]\d{0,3})"
    r"|(?P<field>[a-z]+):"
    r"(?:(?P<value>[A-Za-z]+)|(?P<days>[12]\d{3}-\d\d-\d\d(?:\.\.[12]\d{3}-\d\d-\d\d)?))"
    r")(?: (?=\S)|\Z)"
)
"""A piece of a text, with the blank behind it."""

_NEARABLE = (Word, Exact, Phrase, Prefix, Wildcard)

_SENTENCE = 3
"""So many words, with a phrase among them and nothing else, may be a sentence."""


def usual(text: str, today: date, *, typing: bool) -> Node | None:
    """The tree of a text that has one of the usual forms, None of any other; see `parse`."""
    if len(text) > _LONGEST:
        return None
    return _Reading(text, today, typing=typing).tree()


class _Reading:
    """The pieces of one text, put together as they come."""

    def __init__(self, text: str, today: date, *, typing: bool) -> None:
        self._text, self._today, self._typing = text, today, typing
        self._ways: list[list[Node]] = [[]]
        """The clauses between one OR and the next."""
        self._distance = 0
        """Within how many words of the last clause the next one stands; 0: wherever it does."""

    def tree(self) -> Node | None:
        text, place, kinds = self._text, 0, set()
        while place < len(text):
            piece = _PIECE.match(text, place)
            if piece is None or not self._take(piece):
                return None
            place = piece.end()
            kinds.add(piece.lastgroup)
        if self._distance or not all(self._ways):
            return None
        if kinds == {"word"}:
            return combine.both(self._ways[0])
        # A sentence is read in another way; it may also be written in capitals.
        phrased = kinds <= {"word", "quoted"} and len(self._ways[0]) > 1
        if (phrased and text.count(" ") + 1 >= _SENTENCE) or text.isupper():
            return None
        return combine.either([combine.both(way) for way in self._ways])

    def _take(self, piece: re.Match[str]) -> bool:
        """Put a piece behind those before. Returns whether it can only mean one thing there."""
        kind, last = piece.lastgroup, self._ways[-1]
        if kind == "or":
            self._ways.append([])
            return bool(last) and not self._distance
        if kind == "near":
            distance, self._distance = self._distance, int(piece["near"])
            return bool(last) and not distance and self._distance <= MOST_DISTANCE
        node = self._field(piece) if kind in ("value", "days") else self._words(piece)
        if node is None:
            return False
        if self._distance:
            if not isinstance(last[-1], _NEARABLE) or not isinstance(node, _NEARABLE):
                return False
            node = combine.near([last.pop(), node], self._distance, False, Report())
            self._distance = 0
        last.append(node)
        return True

    def _words(self, piece: re.Match[str]) -> Node | None:
        start, text = piece.start(), self._text
        if (quoted := piece["quoted"]) is not None:
            span = Span(start, start + len(quoted) + 2)
            return Phrase(quoted, span=span) if " " in quoted else Exact(quoted, span=span)
        word = piece["word"]
        end = start + len(word)
        if piece["more"]:
            return Wildcard(f"{word}*", span=Span(start, end + 1))
        if word in LETTERS:
            return None
        if not self._typing or end < len(text):
            return Word(word, span=Span(start, end))
        return None if _begins_operator()(word) else Prefix(word, span=Span(start, end))

    def _field(self, piece: re.Match[str]) -> Node | None:
        clauses, fields = _fields()
        field, start = fields.get(piece["field"]), piece.start()
        value, days = piece["value"], piece["days"]
        end = piece.end(piece.lastindex or 0)
        if field is None or field.name == "url" or (self._typing and end == len(self._text)):
            return None
        if field.kind not in (("text", "entity") if value else ("date",)):
            return None
        if value in LETTERS:
            return None
        report = Report()
        token = Token("word", end - len(value or days), end, value or days)
        node = clauses(report, self._today).clause(token, field, Span(start, end))
        return None if report.found else node


# A search for some words in the shell does without. To import takes time whenever it is said, also
# what is loaded.


@cache
def _fields() -> tuple[type[Clauses], Mapping[str, Field]]:
    from index.query.clauses import Clauses  # noqa: PLC0415
    from index.query.fields import FIELDS  # noqa: PLC0415

    return Clauses, FIELDS


@cache
def _begins_operator() -> Callable[[str], bool]:
    from index.query.unfinished import begins_operator  # noqa: PLC0415

    return begins_operator
