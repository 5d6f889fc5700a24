"""Our regular expressions in Lucene's words, as far as they are about a single word.

The dialect is that of `index.engines.whoosh.words.patterns`: which patterns are understood is
decided there, so that what comes here is one. Letters are folded as words are.
"""

from __future__ import annotations

from index.core.folding import APOSTROPHES, unaccented
from index.engines.whoosh.words.automaton import TooComplexError

_SIGNS = frozenset('.?+*|{}[]()"\\#@&<>~^$-')
_GAPS = frozenset(" -\t")
_LONGEST = 900
"""Characters of a pattern: Lucene takes 1,000 of an index that says nothing else."""


class NotOneWordError(Exception):
    """The pattern may be about several words; `words` are patterns of words that stand there in
    any case, "" for one of which nothing is known.
    """

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self.words = words


def lucene_regex(pattern: str) -> str:
    """A pattern that a whole word has to match, for Lucene. Raises NotOneWordError."""
    pieces = _cut(pattern)
    if len(pieces) > 1:
        raise NotOneWordError([_known(piece) for piece in pieces])
    try:
        written = _Writer(pattern).written()
    except _GapError:
        raise NotOneWordError([]) from None
    if len(written) > _LONGEST:
        raise TooComplexError("too long")
    return written


def literal(text: str) -> str:
    """A text that stands for itself."""
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in text)


class _GapError(Exception):
    """What may stand between words stands in the pattern."""


def _known(piece: str) -> str:
    try:
        return _Writer(piece).written() if piece else ""
    except (_GapError, TooComplexError):
        return ""


def _cut(pattern: str) -> list[str]:
    """A pattern at its blanks and hyphens that stand for themselves."""
    pieces, depth, begin, at = [], 0, 0, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 2
            continue
        if sign == "[":
            at = _behind_class(pattern, at)
            continue
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "|" and not depth:
            return [pattern]
        if sign in _GAPS and not depth and pattern[at + 1 : at + 2] not in tuple("?*+{"):
            pieces.append(pattern[begin:at])
            begin = at + 1
        at += 1
    return [*pieces, pattern[begin:]]


def _behind_class(pattern: str, at: int) -> int:
    at += 1 + (pattern[at + 1 : at + 2] == "^")
    began = at
    while at < len(pattern) and (pattern[at] != "]" or at == began):
        at += 1 + (pattern[at] == "\\")
    return at + 1


class _Writer:
    """Goes through a pattern from left to right and writes it as Lucene has it."""

    def __init__(self, pattern: str) -> None:
        self._text, self._at = pattern, 0

    def written(self) -> str:
        parts: list[str] = []
        if self._text[:1] == "^":
            self._at = 1
        while self._at < len(self._text):
            sign = self._text[self._at]
            self._at += 1
            if sign in APOSTROPHES or (sign == "$" and self._peek() in ("", "|", ")")):
                continue
            if sign == "(":
                self._at += 2 * self._text.startswith("?:", self._at)
                parts.append("(")
            elif sign in ")|":
                # Nothing at all is a way to go as well.
                parts.append("()" * (not parts or parts[-1] in ("(", "|")) + sign)
            elif sign == "[":
                parts.append(self._class())
            elif sign == "\\":
                parts.append(self._escape())
            elif sign in "*+?":
                parts.append(sign)
                self._at += self._peek() in ("?", "+") and bool(self._peek())
            elif sign == "{":
                closed = self._text.index("}", self._at)
                parts.append(self._text[self._at - 1 : closed + 1])
                self._at = closed + 1
            else:
                parts.append("." if sign == "." else self._literal(sign))
        if not parts or parts[-1] == "|":
            parts.append("()")
        return "".join(parts)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _literal(self, sign: str) -> str:
        if sign in _GAPS:
            raise _GapError
        folded = unaccented(sign).casefold()
        if len(folded) > 1:
            return f"({literal(folded)})"
        return _any_of({sign.casefold()[:1], folded} - {""})

    def _escape(self) -> str:
        sign = self._peek()
        self._at += 1
        if sign in "sW":
            raise _GapError
        if sign in "wS":
            return "."
        return {"d": "[0-9]", "D": "[^0-9]"}.get(sign) or self._literal(sign)

    def _class(self) -> str:
        negated = self._peek() == "^"
        self._at += negated
        began, some = self._at, set[str]()
        while self._peek() != "]" or self._at == began:
            sign = self._peek()
            self._at += 1
            if sign == "\\":
                some |= self._escaped()
                continue
            last = self._text[self._at + 1 : self._at + 2]
            if self._peek() == "-" and last not in ("]", ""):
                self._at += 2
                for point in range(ord(sign), ord(last) + 1):
                    some |= _folded(chr(point))
                continue
            some |= _folded(sign)
        self._at += 1
        if some & _GAPS:
            if not negated:
                raise _GapError
            some -= _GAPS
        if not some:
            return "." if negated else "#"
        return _any_of(some, negated=negated)

    def _escaped(self) -> set[str]:
        sign = self._peek()
        self._at += 1
        if sign == "s":
            return {" "}
        return set("0123456789") if sign == "d" else _folded(sign)


def _folded(sign: str) -> set[str]:
    if sign in _GAPS:
        return {" "}
    return {sign.casefold()[:1], unaccented(sign).casefold()[:1]} - {""}


def _any_of(some: set[str], *, negated: bool = False) -> str:
    if len(some) == 1 and not negated:
        return literal(*some)
    return f"[{'^' * negated}{''.join(map(literal, sorted(some)))}]"
