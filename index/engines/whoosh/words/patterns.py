"""Wildcards and regular expressions, read into automata."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from index.core.folding import APOSTROPHES, unaccented
from index.engines.whoosh.words.analysis import LONGEST
from index.engines.whoosh.words.automaton import GAP, Automaton, Chars, Nfa, TooComplexError

MOST_WORDS = 6
"""Words in a row that a regular expression can match."""

_ANY = Chars(frozenset(), negated=True)
_DIGITS = frozenset("0123456789")
_MOST_REPEATS = 64

Fragment = tuple[int, int]


@lru_cache(maxsize=256)
def wildcard(pattern: str) -> Automaton:
    """`*` is any run of characters, `?` one character, a hyphen what stands between words.

    Raises TooComplexError.
    """
    nfa = Nfa()
    start = here = nfa.state()
    for character in fold_pattern(pattern):
        if character == "*":
            nfa.moves[here].append((_ANY, here))
            continue
        there = nfa.state()
        chars = _ANY if character == "?" else Chars(frozenset(_gap(character)))
        nfa.moves[here].append((chars, there))
        here = there
    return Automaton(nfa, start, here)


@lru_cache(maxsize=256)
def regex(pattern: str) -> Automaton:
    r"""A regular expression that a whole word, or words in a row, must match.

    Understood are literals, `.`, classes, groups, `|`, `*`, `+`, `?`, `{m,n}`, `\d`, `\w`, `\s`
    and anchors at the ends, which change nothing. A blank or a hyphen is what stands between
    words. Raises TooComplexError for anything else.
    """
    return _Reader(pattern).automaton()


def fold_pattern(pattern: str) -> str:
    """A pattern without case and accents, its signs untouched."""
    folded = "".join(_fold(character) for character in pattern if character not in APOSTROPHES)
    return folded[:LONGEST]


def literal_prefix(pattern: str) -> str:
    """The characters of a folded wildcard before its first sign."""
    for place, character in enumerate(pattern):
        if character in "*?":
            return pattern[:place]
    return pattern


def _fold(character: str) -> str:
    return unaccented(character).casefold()


def _gap(character: str) -> str:
    return GAP if character == "-" else character


class _Reader:
    """Recursive descent over the pattern, building the automaton on the way."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0
        self._nfa = Nfa()

    def automaton(self) -> Automaton:
        if self._peek() == "^":
            self._at += 1
        start, end = self._choice(0)
        if self._at < len(self._text):
            raise TooComplexError(f"an unexpected {self._text[self._at]}")
        return Automaton(self._nfa, start, end)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _choice(self, depth: int) -> Fragment:
        if depth > 50:
            raise TooComplexError("too deep")
        start, end = self._nfa.state(), self._nfa.state()
        while True:
            first, last = self._sequence(depth)
            self._nfa.free[start].append(first)
            self._nfa.free[last].append(end)
            if self._peek() != "|":
                return start, end
            self._at += 1

    def _sequence(self, depth: int) -> Fragment:
        start = end = self._nfa.state()
        while self._peek() not in ("", "|", ")"):
            if self._peek() in APOSTROPHES:
                self._at += 1
                continue
            if self._peek() == "$" and self._text[self._at + 1 : self._at + 2] in ("", "|", ")"):
                self._at += 1
                continue
            began = self._at
            first, last = self._atom(depth)
            first, last = self._repeated(first, last, began, depth)
            self._nfa.free[end].append(first)
            end = last
        return start, end

    def _atom(self, depth: int) -> Fragment:
        character = self._peek()
        self._at += 1
        if character == "(":
            if self._text.startswith("?:", self._at):
                self._at += 2
            elif self._peek() == "?":
                raise TooComplexError("a group of a kind that is not understood")
            fragment = self._choice(depth + 1)
            if self._peek() != ")":
                raise TooComplexError("a bracket that is not closed")
            self._at += 1
            return fragment
        if character == "[":
            return self._one(self._class())
        if character == ".":
            return self._one(_ANY)
        if character == "\\":
            return self._one(self._escape())
        if character in "*+?{^$":
            raise TooComplexError(f"an unexpected {character}")
        return self._letters(character)

    def _letters(self, character: str) -> Fragment:
        """A character, or all that it is folded to (ß)."""
        folded = _fold(character)
        if len(folded) < 2:
            return self._one(_literal(character))
        start, end = self._one(_literal(folded[0]))
        for letter in folded[1:]:
            first, last = self._one(_literal(letter))
            self._nfa.free[end].append(first)
            end = last
        return start, end

    def _one(self, chars: Chars) -> Fragment:
        start, end = self._nfa.state(), self._nfa.state()
        self._nfa.moves[start].append((chars, end))
        return start, end

    def _escape(self) -> Chars:
        character = self._peek()
        self._at += 1
        if character in ("", "b", "B", "A", "Z") or character in _DIGITS:
            raise TooComplexError(f"\\{character}")
        sets = {
            "d": Chars(_DIGITS), "D": Chars(_DIGITS, negated=True), "w": _ANY,
            "s": Chars(frozenset(GAP)), "S": _ANY, "W": Chars(frozenset((GAP, "'", "&"))),
        }  # fmt: skip
        return sets.get(character) or _literal(character)

    def _class(self) -> Chars:
        negated = self._peek() == "^"
        self._at += negated
        some: set[str] = set()
        began = self._at
        while self._peek() != "]" or self._at == began:
            character = self._peek()
            if not character:
                raise TooComplexError("a class that is not closed")
            self._at += 1
            if character == "\\":
                escaped = self._escape()
                if escaped.negated:
                    raise TooComplexError("a negation inside a class")
                some |= escaped.some
                continue
            last = self._text[self._at + 1 : self._at + 2]
            if self._peek() == "-" and last not in ("]", ""):
                self._at += 2
                if not 0 <= ord(last) - ord(character) < 1000:
                    raise TooComplexError(f"the range {character}-{last}")
                for point in range(ord(character), ord(last) + 1):
                    some |= _literal(chr(point)).some
                continue
            some |= _literal(character).some
        self._at += 1
        return Chars(frozenset(some), negated=negated)

    def _repeated(self, first: int, last: int, began: int, depth: int) -> Fragment:
        """Apply what follows an atom: its repetition, lazy or not."""
        sign = self._peek()
        if sign in ("*", "+", "?") and sign:
            self._at += 1
            nfa, start, end = self._nfa, self._nfa.state(), self._nfa.state()
            nfa.free[start].append(first)
            nfa.free[last].append(end)
            if sign != "+":
                nfa.free[start].append(end)
            if sign != "?":
                nfa.free[last].append(first)
            first, last = start, end
        elif sign == "{":
            return self._counted(began, depth)
        if self._peek() in ("?", "+") and sign in ("*", "+", "?"):
            self._at += 1
        return first, last

    def _counted(self, began: int, depth: int) -> Fragment:
        """An atom several times: its text is read again for every time."""
        closed = self._text.find("}", self._at)
        low, comma, high = self._text[self._at + 1 : max(closed, self._at + 1)].partition(",")
        atom_end = self._at
        if not low.isdigit() or (high and not high.isdigit()):
            raise TooComplexError("an unexpected {")
        least, most = int(low), int(high or low)
        if max(least, most) > _MOST_REPEATS or least > most:
            raise TooComplexError("too many repetitions")
        start = end = self._nfa.state()
        skips = []
        for time in range(max(most, least + bool(comma and not high))):
            if time >= least:
                skips.append(end)
            first, last = self._again(began, depth)
            self._nfa.free[end].append(first)
            end = last
            if comma and not high and time >= least:
                self._nfa.free[last].append(first)
        for skipped in skips:
            self._nfa.free[skipped].append(end)
        self._at = closed + 1 if atom_end < closed else atom_end
        return start, end

    def _again(self, began: int, depth: int) -> Fragment:
        self._at = began
        return self._atom(depth + 1)


def _literal(character: str) -> Chars:
    if character in " -\t":
        return Chars(frozenset(GAP))
    folded = _fold(character)
    return Chars(frozenset((character.casefold()[:1], folded[:1])) - {""})


def safe(build: Callable[[str], Automaton], pattern: str) -> Automaton | None:
    """The automaton of a pattern, None when it cannot be understood."""
    try:
        return build(pattern)
    except (TooComplexError, RecursionError):
        return None
