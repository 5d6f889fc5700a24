"""Puts a list of tokens in order, so that what is left follows the grammar.

Operators that join nothing are dropped, brackets paired, fields without a value removed, and
lower-case words settled as operators or words. Each change is reported.
"""

from __future__ import annotations

from index.query.lexer import NOTHING
from index.query.tokens import BINARY, ENDS, STARTS, Report, Token

MOST_BRACKETS = 30
_SKIPPED = -1
_WORDS = ("word", "quoted", "regex")
_NEGATED = frozenset(
    "is are am was were be been do does did has have had will would can could shall should may"
    " might must its it's hes he's shes she's thats that's theres there's whats what's im i'm youre"
    " you're we're theyre they're".split()
)
"""Words behind which `not` says that it is not so, and leaves nothing out."""


def tidy(tokens: list[Token], end: int, report: Report, depth: int = 0) -> list[Token]:
    """The tokens in order, all brackets closed at `end` at the latest.

    `depth` is how many brackets are open around the text; no more than 30 are ever kept, so that
    neither the parser nor anything that walks the tree can run out of stack.
    """
    if all(token.kind in _WORDS for token in tokens):
        # Nothing is out of order among words alone.
        return tokens
    tidier = _Tidier(report, MOST_BRACKETS - depth)
    for position, token in enumerate(tokens):
        tidier.take(tidier.settled(token, tokens[position + 1 : position + 3]))
    return tidier.finish(end)


class _Tidier:
    def __init__(self, report: Report, room: int) -> None:
        self.report = report
        self.room = room
        self.out: list[Token] = []
        self.open: list[int] = []
        """Where in `out` each open bracket stands, or that it was skipped."""

    def last(self, *kinds: str) -> bool:
        return bool(self.out) and self.out[-1].kind in kinds

    def settled(self, token: Token, after: list[Token]) -> Token:
        """The token as operator or word: lower-case operators are so only between two terms."""
        follows = bool(after) and after[0].kind in STARTS and not after[0].soft
        if token.kind == "atleast" and not follows:
            return token._replace(kind="word", number=-1)
        if token.kind == "atleast" and after[0].kind in ("not", "field", "saved"):
            self.report.drop(token.span, f"{token.text} counts only words; left out")
            return token._replace(kind="void")
        if not token.soft:
            return token
        if token.kind == "and" and after and after[0].soft and after[0].kind == "not":
            follows = len(after) > 1 and after[1].kind in STARTS and not after[1].soft
        precedes = self.last(*ENDS) or (token.kind == "not" and self.last("and"))
        if precedes and follows and token.kind == "not" and self._is_negated():
            said = '"not" was read as a word; write NOT to exclude'
            self.report.note(token.span, said)
            follows = False
        if not (precedes and follows):
            return token._replace(kind="word", number=-1, soft=False)
        if token.text in ("and", "or", "not"):
            said = f'"{token.text}" was read as {token.text.upper()}'
            self.report.note(token.span, f"{said}; quote it to search for the word")
        return token

    def _is_negated(self) -> bool:
        """Whether the word before is one that a sentence negates."""
        before = self.out[-1]
        return before.kind == "word" and before.text.casefold().replace("’", "'") in _NEGATED

    def take(self, token: Token) -> None:
        if token.kind in (*BINARY, "close", "not", "field"):
            self._uncounted()
        if token.kind == "void":
            if token.glued and self.last("not"):
                self.out.pop()
        elif token.kind == "close":
            self._close(token)
        elif token.kind in BINARY:
            self._drop(("not", "field"))
            if self.last(*ENDS):
                self.out.append(token)
            elif token.text != "+":
                self._left_out(token)
        elif token.kind == "not":
            self._drop(("field",))
            if self.last("not"):
                self.report.repair(token.span, "two NOTs cancel each other")
                self.out.pop()
            else:
                self.out.append(token)
        else:
            self._operand(token)

    def _operand(self, token: Token) -> None:
        if token.kind in ("field", "atleast"):
            nested = token.glued and self.last("field") and self.out[-1].text in ("lead", "here")
            if not (nested and token.kind == "field"):
                self._drop(("field",))
        elif self.last("field") and not token.glued:
            field = self.out[-1]
            message = f'"{field.text}:" was read together with what follows the blank'
            self.report.repair(field.span, message)
        if token.kind == "open":
            if self.room <= 0:
                self.open.append(_SKIPPED)
                message = f"only {MOST_BRACKETS} brackets may be open at once; the rest are ignored"
                self.report.drop(token.span, message)
                return
            self.room -= 1
            self.open.append(len(self.out))
        self.out.append(token)

    def _close(self, token: Token) -> None:
        self._drop((*BINARY, "not", "field"))
        if not self.open:
            self.report.drop(token.span, "the bracket was never opened; left out")
            return
        place = self.open.pop()
        if place == _SKIPPED:
            return
        self.room += 1
        if place < len(self.out) - 1:
            self.out.append(token)
            return
        opened = self.out.pop()
        self.report.drop(
            opened._replace(end=max(opened.end, token.end)).span,
            "there is nothing between the brackets; left out",
        )
        while self.last("not", "field", "atleast"):
            last = self.out.pop()
            if last.kind == "field":
                self.out.append(self._valueless(last))

    def _uncounted(self) -> None:
        """An `atleast3` that turned out to have nothing to count is a word."""
        if self.last("atleast"):
            self.out[-1] = self.out[-1]._replace(kind="word", number=-1)

    def finish(self, end: int) -> list[Token]:
        self._uncounted()
        while self.open:
            if self.open[-1] != _SKIPPED:
                place = self.out[self.open[-1]]
                self.report.unclosed(
                    place.span, "the bracket is not closed; it was closed at the end"
                )
            self._close(Token("close", end, end))
        self._drop((*BINARY, "not", "field"))
        return self.out

    def _drop(self, kinds: tuple[str, ...]) -> None:
        """Takes operators and fields back that turned out to have nothing after them."""
        while self.last(*kinds):
            self._left_out(self.out.pop())

    def _left_out(self, token: Token) -> None:
        if token.kind == "field":
            self.out.append(self._valueless(token))
        elif token.kind == "not":
            self.report.drop(token.span, "NOT has nothing to exclude; left out")
        else:
            message = f"{token.kind.upper()} has nothing to join here; left out"
            self.report.drop(token.span, message)

    def _valueless(self, field: Token) -> Token:
        """What stands in the place of a field with nothing behind it."""
        self.report.unread(field.span, f'"{field.text}:" has no value')
        return field._replace(kind="unread", text=NOTHING)
