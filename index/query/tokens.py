"""The pieces a query text is cut into, and the list of what was repaired on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from index.core.values import Span
from index.query.nodes import Repair

Kind = Literal[
    "word",
    "quoted",
    "regex",
    "field",
    "saved",
    "atleast",
    "open",
    "close",
    "not",
    "and",
    "or",
    "near",
    "adj",
    "sentence",
    "paragraph",
    "void",  # punctuation that stands by itself and says nothing, such as a dash
    "sign",  # a term without a letter or a digit
    "unread",  # what cannot be read; its text is a way to write it
]

BINARY: frozenset[Kind] = frozenset(("and", "or", "near", "adj", "sentence", "paragraph"))
STARTS: frozenset[Kind] = frozenset(
    ("word", "quoted", "regex", "field", "saved", "atleast", "open", "not", "sign", "unread")
)
ENDS: frozenset[Kind] = frozenset(("word", "quoted", "regex", "saved", "close", "sign", "unread"))

MOST_REPAIRS = 20


class Token(NamedTuple):
    """A piece of the text from `start` to `end`.

    `text` is what it holds, without quotes and escapes, or the name of a field. `number` is the
    distance, count, slop or edits it asks for, -1 if none. `glued`: no blank before it. `wild`: a
    word with a live wildcard. `soft`: an operator in lower case, which it is only between terms.
    `unclosed`: a quote or expression that the text's end closed. `begun`: still being written.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    number: int = -1
    glued: bool = False
    wild: bool = False
    soft: bool = False
    unclosed: bool = False
    begun: bool = False

    @property
    def span(self) -> Span:
        """Where it stands in the query text."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Report:
    """Collects repairs: each message once, where it first applied, and not without end."""

    found: dict[str, Repair] = field(default_factory=dict)
    typing: bool = False
    """Whether the text is still being written, so that what is not closed is no slip yet."""

    def unclosed(self, span: Span, message: str) -> None:
        """What was left open is closed; while one still writes that is no mistake."""
        if not self.typing:
            self.repair(span, message)

    def repair(self, span: Span, message: str) -> None:
        """Something was read otherwise than it is written."""
        self.add(Repair(span, message))

    def drop(self, span: Span, message: str) -> None:
        """Something was left out."""
        self.add(Repair(span, message, "dropped"))

    def unread(self, span: Span, message: str) -> None:
        """Something cannot be read, and finds nothing."""
        self.add(Repair(span, f"{message}; it finds nothing", "unread"))

    def note(self, span: Span, message: str) -> None:
        """Something is worth knowing and changes nothing."""
        self.add(Repair(span, message, "note"))

    def add(self, repair: Repair) -> None:
        """Keep a repair, one of each message and not more than anybody reads."""
        # However many there are, that something was lost is told.
        first = repair.lossy and not any(known.lossy for known in self.found.values())
        if len(self.found) < MOST_REPAIRS or first:
            self.found.setdefault(repair.message, repair)

    def all(self) -> tuple[Repair, ...]:
        """In the order of the text."""
        return tuple(sorted(self.found.values(), key=lambda r: (r.span.start, r.span.end)))
