"""Patterns over words as finite automata.

An automaton reads each character once, so no pattern, however written, takes longer than its
words are long; Python's own `re` can take for ever. Words are read by the thousand: one step moves
all of them by a character.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_STATES = 4_000
"""A pattern that needs more states is refused."""

_UNKNOWN = -1

GAP = "\x1e"
"""Stands for what separates words, a blank or a hyphen; in no word."""


class TooComplexError(ValueError):
    """The pattern is not one that is understood, or it would need too many states."""


@dataclass(frozen=True, slots=True)
class Chars:
    """A set of characters: some, or all but some. GAP is only matched when it is named."""

    some: frozenset[str]
    negated: bool = False

    def __contains__(self, character: str) -> bool:
        if character == GAP:
            return not self.negated and GAP in self.some
        return (character in self.some) != self.negated


@dataclass(slots=True)
class Nfa:
    """Thompson's construction: states with moves by character and free moves."""

    moves: list[list[tuple[Chars, int]]] = field(default_factory=list)
    free: list[list[int]] = field(default_factory=list)

    def state(self) -> int:
        """A new state. Raises TooComplexError when there are too many."""
        if len(self.moves) >= MOST_STATES:
            raise TooComplexError("too long")
        self.moves.append([])
        self.free.append([])
        return len(self.moves) - 1

    def closure(self, states: frozenset[int]) -> frozenset[int]:
        """The states, and those that are reached from them without reading anything."""
        seen = set(states)
        waiting = list(states)
        while waiting:
            for target in self.free[waiting.pop()]:
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return frozenset(seen)


class Automaton:
    """A deterministic automaton, built as far as it is used. State 0 is dead, 1 the beginning."""

    def __init__(self, nfa: Nfa, start: int, accept: int) -> None:
        self._nfa = nfa
        self._accept = accept
        self._sets: list[frozenset[int]] = [frozenset(), nfa.closure(frozenset((start,)))]
        self._numbers = {states: number for number, states in enumerate(self._sets)}
        self._next: dict[tuple[int, str], int] = {}
        # Searches in several threads may use, and so build, the same automaton.
        self._guard = threading.Lock()

    def accepts(self, state: int) -> bool:
        """Whether what led to a state is matched as a whole."""
        return self._accept in self._sets[state]

    def step(self, state: int, character: str) -> int:
        """The state after a character. States are made as they are met, and kept."""
        try:
            return self._next[state, character]
        except KeyError:
            nfa = self._nfa
            reached = frozenset(
                target
                for member in self._sets[state]
                for chars, target in nfa.moves[member]
                if character in chars
            )
            states = nfa.closure(reached)
            with self._guard:
                number = self._numbers.setdefault(states, len(self._sets))
                if number == len(self._sets):
                    if number >= MOST_STATES:
                        raise TooComplexError("too many states") from None
                    self._sets.append(states)
            self._next[state, character] = number
            return number

    def run(self, word: str, state: int = 1) -> int:
        """The state after a word."""
        for character in word:
            state = self.step(state, character)
            if not state:
                break
        return state

    def run_all(self, words: Words, state: int = 1) -> NDArray[np.int32]:
        """The state after each of many words."""
        size = len(words.alphabet)
        # Where each state leads with each character; unknown until a word asks for it.
        table = np.full(len(self._sets) * size, _UNKNOWN, np.int32)
        ends = np.zeros(words.count, np.int32)
        alive, states = np.arange(words.count), np.full(words.count, state, np.int32)
        for column in range(words.width):
            going = words.lengths[alive] > column
            ends[alive[~going]] = states[~going]
            alive, states = alive[going], states[going]
            pairs = states.astype(np.int64) * size
            pairs += words.codes[words.starts[alive] + column]
            states = table[pairs]
            unknown = states == _UNKNOWN
            if unknown.any():
                self._fill(table, np.unique(pairs[unknown]).tolist(), words.alphabet)
                states = table[pairs]
                table = np.append(
                    table, np.full(len(self._sets) * size - len(table), _UNKNOWN, np.int32)
                )
            led = states > 0
            alive, states = alive[led], states[led]
            if not len(alive):
                break
        ends[alive] = states
        return ends

    def _fill(self, table: NDArray[np.int32], pairs: list[int], alphabet: Sequence[str]) -> None:
        """Write into a table where pairs of a state and a character, as numbers, lead."""
        for pair in pairs:
            state, code = divmod(pair, len(alphabet))
            table[pair] = self.step(state, alphabet[code])


_ASCII = [chr(point) for point in range(128)]


class Words:
    """Many words as arrays of characters."""

    def __init__(self, text: str, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> None:
        """Words are stretches of `text`; what stands between them counts for nothing."""
        if text.isascii():
            self.codes = np.frombuffer(text.encode(), np.uint8)
            self.alphabet = _ASCII
        else:
            self.codes, self.alphabet = _coded(text)
        self.lengths = lengths
        self.starts = starts
        self.count = len(lengths)
        self.width = int(lengths.max()) if len(lengths) else 0

    def __getitem__(self, place: int) -> str:
        start = self.starts[place]
        codes = self.codes[start : start + self.lengths[place]]
        return "".join(self.alphabet[code] for code in codes.tolist())

    @classmethod
    def of(cls, words: Sequence[str]) -> Words:
        """Words one after the other in one text; where each begins and how long it is."""
        lengths = np.array([len(word) for word in words], np.int64)
        return cls("".join(words), np.cumsum(lengths) - lengths, lengths)


def _coded(text: str) -> tuple[NDArray[Any], list[str]]:
    """A code for each character, and the character of each code."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    marked = np.zeros(int(points.max()) + 1, bool)
    marked[points] = True
    known = np.flatnonzero(marked)
    table = np.zeros(len(marked), np.min_scalar_type(len(known)))
    table[known] = np.arange(len(known))
    return table[points], [chr(point) for point in known.tolist()]


def within_edits(words: Words, wanted: str, most: int) -> NDArray[np.bool_]:
    """Which words are at most `most` edits away from `wanted`: a letter more, less or another one,
    or two that stand beside each other swapped (optimal string alignment).
    """
    near = np.zeros(words.count, bool)
    chosen = np.flatnonzero(np.abs(words.lengths - len(wanted)) <= most)
    if not len(wanted):
        near[chosen] = True
        return near
    points = {character: code for code, character in enumerate(words.alphabet)}
    codes = [points.get(character, -1) for character in wanted]
    # Distances are small numbers; narrow ones are eight times as quick to go through.
    row = np.repeat(np.arange(len(wanted) + 1, dtype=np.int8)[:, None], len(chosen), axis=1)
    before, last = row, np.zeros(len(chosen), words.codes.dtype)
    column = 0
    while len(chosen):
        ended = words.lengths[chosen] == column
        near[chosen[ended & (row[-1] <= most)]] = True
        # A distance never falls from one column to the next below the least of the one before.
        kept = np.flatnonzero(~ended & (row.min(axis=0) <= most))
        chosen, row, before, last = chosen[kept], row[:, kept], before[:, kept], last[kept]
        here = words.codes[words.starts[chosen] + column]
        column += 1
        following = _following(row, here, codes, column)
        if column > 1:
            _swap(following, before, (here, last), codes)
        before, row, last = row, following, here
    return near


def _following(
    row: NDArray[np.int8], here: NDArray[np.integer], codes: Sequence[int], column: int
) -> NDArray[np.int8]:
    """The next column of the table of distances, of many words at once."""
    following = np.empty_like(row)
    following[0] = column
    for place, code in enumerate(codes, 1):
        best = np.minimum(following[place - 1], row[place])
        best += 1
        replaced = row[place - 1] + (here != code) if code >= 0 else row[place - 1] + np.int8(1)
        np.minimum(best, replaced, out=following[place])
    return following


def _swap(
    following: NDArray[np.int8],
    before: NDArray[np.int8],
    letters: tuple[NDArray[np.integer], NDArray[np.integer]],
    codes: Sequence[int],
) -> None:
    """Lower the distances of words whose last two letters are the wanted ones, swapped."""
    here, last = letters
    for place in range(2, len(codes) + 1):
        first, second = codes[place - 2], codes[place - 1]
        if first < 0 or second < 0 or first == second:
            continue
        swapped = np.flatnonzero((here == first) & (last == second))
        if len(swapped):
            reached = before[place - 2, swapped] + np.int8(1)
            following[place, swapped] = np.minimum(following[place, swapped], reached)
