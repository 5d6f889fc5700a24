"""A paragraph as a line of words, and what the rules of attribution ask of one place in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count
from typing import TypeAlias

from index.core.late_patterns import late
from index.quotes.attribution_words import (
    ADVERBS,
    ATTACHED,
    AUXILIARIES,
    BASES,
    BE,
    CUES,
    DETERMINERS,
    NEGATIONS,
    NOUN_ENDS,
    OFFICES,
    OWNED,
    PARTICIPLES,
    PASTS,
    PHRASES,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    Named,
    is_adverb,
)
from index.quotes.denials import DENIALS, denies
from index.quotes.quotation_marks import Marked
from index.quotes.sentence_stops import SHORTENED, ends_sentence, lacks_blank

CLAUSE = 25
"""How many words a verb may stand from its subject, and from what is said."""
NOUN = 12
"""How many words a name may have with all its titles."""
SOMEBODY = frozenset({"person", "org"})
DASHES = frozenset("- – — ―".split())

_WORD = late(
    r"[a-z]+(?=[ ,])"  # most words, for speed
    r"|[’'](?:s|S)\b|\w+(?:[-&’'](?!s\b|S\b)\w+)*|[^\w\s]"
)
_STOP = late("[.!?…]")
_STOPS = frozenset(".!?…")
_TELLING = CUES | frozenset(PHRASES) | {"according", "words"} | _STOPS
_DOING = ("ed", "ly", "gave", "sent", "made", "let", "saw", "met")
_INFINITIVES = BASES - PASTS
_BEFORE_NOUN = DETERMINERS | (PREPOSITIONS - {"to"})
_WAS = frozenset("is was were are be been being am".split())
# With these, what is said may never have been: Smith should say.
_SAYING = AUXILIARIES - {"should", "could", "might", "must"}
# These say something, or go on.
_GOING_ON = frozenset("continue continues continued continuing".split())
_UNSAID = frozenset("of without than".split())
_PERFECT = frozenset("having ever being".split())
_INSTEAD = frozenset("instead short".split())
# Who does these to say something does not say it.
_UNDONE = frozenset(
    """refuse refuses refused refusing decline declines declined declining fail fails failed failing
    forget forgets forgot forgetting neglects neglected neglecting hesitates hesitated hesitating
    reluctant unable unwilling loath afraid""".split()
)
_SAID = frozenset("said says".split())
_PEOPLE = frozenset(PRONOUNS) | PLURALS | {"who", "it", "that", "there"}
# Places up to a clause behind the end may be asked for, and -1 too: no word stands there.
_NOTHING = [""] * (CLAUSE + NOUN)
_NOWHERE = [-1] * (CLAUSE + NOUN)

_Block: TypeAlias = tuple[int, int, str, int]


class TokenSequence:
    """The words of a paragraph: each word or sign outside marks, each name and each passage between
    marks is one. Places are positions among them.

    `low` is each in lower case, "" for names, passages and beyond the ends; `sentence` counts, and
    is -1 there; `quotes` are the places of the passages.
    """

    # Columns, not an object a word, and places in the text only where they are asked for: most
    # words are looked at by their lower case alone, and making more took half of a quote's time.

    def __init__(
        self,
        text: str,
        passages: Sequence[Marked],
        mentions: Sequence[Named],
        names: Mapping[int, str],
    ) -> None:
        self.text = text
        self.names = names
        self._lower = _lower(text)
        self.low: list[str] = []
        self._blocks: dict[int, _Block] = {}
        # Where the words begin that stand between blocks: the place of the first, and in the text.
        self._runs: list[tuple[int, int]] = []
        self._ends: dict[int, int] = {}
        stops = self._read(_blocks(text, passages, mentions))
        self.size = len(self.low)
        self.quotes = [at for at, block in self._blocks.items() if block[2] == "q"]
        telling = list(compress(count(), map(_TELLING.__contains__, self.low)))
        self._sayings = [at for at in telling if self.low[at] not in _STOPS]
        ends = dict(zip((at for at in telling if self.low[at] in _STOPS), stops, strict=True))
        self.sentence = self._sentences(ends)
        self.low += _NOTHING

    def _read(self, blocks: Iterator[_Block]) -> list[int]:
        """Cut the text into words; where the stops outside of blocks end, each of them a word."""
        lower, low, reached = self._lower, self.low, 0
        stops: list[int] = []
        for block in (*blocks, (len(lower), len(lower), "", 0)):
            if reached < block[0]:
                self._runs.append((len(low), reached))
                low += _WORD.findall(lower, reached, block[0])
                stops += [stop.end() for stop in _STOP.finditer(lower, reached, block[0])]
            if block[2]:
                self._blocks[len(low)] = block
                low.append("")
            reached = block[1]
        return stops

    def _sentences(self, stops: dict[int, int]) -> list[int]:
        """The number of the sentence of each word, from where the stops among them end."""
        numbers: list[int] = []
        number = 0
        for at in sorted([*stops, *self.quotes]):
            if self._ends_sentence(at, stops[at] if at in stops else self._blocks[at][1]):
                numbers += [number] * (at + 1 - len(numbers))
                number += 1
        return numbers + [number] * (self.size - len(numbers)) + _NOWHERE

    def _ends_sentence(self, at: int, end: int) -> bool:
        """Whether a stop or a passage, which ends there in the text, is the last of a sentence."""
        text = self.text
        if not self.low[at]:
            rest = text[end : end + 8].lstrip()
            return text[end - 2 : end - 1] == "." and not rest[:1].islower()
        word = ""
        if self.low[at] == "." and at and text[end - 2].strip():
            word = self.low[at - 1] or self._last_word(at - 1)
        if text[end : end + 1].strip():
            # Rewire.News is a name, and no sentence ends in it.
            plain = not self.low[at - 1] or text[end - 1 - len(word)].islower() or text[end] in '"“'
            return len(word) > 1 and word not in SHORTENED and plain and lacks_blank(text, end)
        if len(word) != 1 and word not in SHORTENED:
            return not text[end : end + 8].lstrip()[:1].islower()
        return ends_sentence(text, end, word)

    def _last_word(self, at: int) -> str:
        """The last word of a name in small letters: the full stop of Sta. Rosa ends nothing."""
        start, end, kind, _ = self._blocks[at]
        return "" if kind == "q" else self._lower[start:end].rsplit(" ", 1)[-1]

    def _place(self, at: int) -> int:
        """Where a word ends in the text that is no block."""
        if at not in self._ends:
            place, reached = self._runs[bisect_right(self._runs, (at, len(self._lower))) - 1]
            while place <= at:
                word = self.low[place]
                reached = self._lower.index(word, reached) + len(word)
                self._ends[place] = reached
                place += 1
        return self._ends[at]

    # One place

    def start(self, at: int) -> int:
        """Where a word begins in the text."""
        block = self._blocks.get(at)
        return block[0] if block else self._place(at) - len(self.low[at])

    def end(self, at: int) -> int:
        """Where a word ends in the text."""
        block = self._blocks.get(at)
        return block[1] if block else self._place(at)

    def kind(self, at: int) -> str:
        """What stands at a place: "w" a word, "." a sign, "q" a passage between marks, the type of
        an entity, "" nothing.
        """
        if low := self.low[at]:
            return "w" if low[-1].isalnum() and low[0] not in "'’" else "."
        block = self._blocks.get(at)
        return block[2] if block else ""

    def entity(self, at: int) -> int:
        """The number of the entity that a name is of, 0 for what is no name."""
        block = self._blocks.get(at)
        return block[3] if block else 0

    def within(self, at: int, origin: int) -> int:
        """A place if it is in the sentence of another one, else one where no word stands."""
        return at if at >= 0 and self.sentence[at] == self.sentence[origin] else -1

    def is_somebody(self, at: int) -> bool:
        """Whether a person or an organisation is named at a place."""
        block = self._blocks.get(at)
        return block is not None and block[2] in SOMEBODY

    # What words are for each other

    def sayings(self, low: int, high: int) -> list[int]:
        """The places in a range at which something may say that somebody speaks."""
        every = self._sayings
        return every[bisect_left(every, low) : bisect_left(every, high)]

    def next_quote(self, at: int) -> int:
        """The place of the first passage between marks from a place on; behind the end without."""
        place = bisect_left(self.quotes, at)
        return self.quotes[place] if place < len(self.quotes) else self.size

    def is_cue(self, at: int) -> bool:
        """Whether a word is a verb of saying in a form that has a subject."""
        every = self.low
        low = every[at]
        if low not in CUES:
            return low in PHRASES and every[self.within(at + 1, at)] == PHRASES[low]
        if low in _GOING_ON and every[self.within(at + 1, at)] == "to":
            # Smith will continue to be “a champion”.
            return False
        if low in DENIALS and denies(self, at):
            return False
        place = at - 1
        if is_adverb(every[place]) or every[place] in NEGATIONS:
            place -= 1
        before = every[place]
        if before in DENIALS or (before in _PERFECT and every[place - 1] in DENIALS):
            # Denied saying, denied having said, dismissed claims.
            return False
        if before in _UNSAID and low in PARTICIPLES:
            # Instead of saying, without saying.
            return before == "of" and every[place - 1] not in _INSTEAD
        if before in _BEFORE_NOUN:
            # A statement from Smith that said.
            whose = before == "that" and low in _SAID and self.is_somebody(place - 1)
            return whose or low in PARTICIPLES
        if before in OWNED and every[place - 1] not in _PEOPLE:
            # Smith's firing, Smith's claims.
            return False
        if before == "to" and every[place - 1] in _UNDONE:
            return False
        if low in _INFINITIVES:
            return before in _SAYING or before in PLURALS
        if low not in PASTS:
            return True
        to_be = every[self.within(at + 1, at)] == "to"
        to_be = to_be and every[self.within(at + 2, at)] in {"be", "have"}
        if before in BE or before == "to" or to_be:
            return False
        while every[place] in ADVERBS or is_adverb(every[place]):
            place -= 1
        return every[place] not in _WAS

    def is_noun(self, at: int) -> bool:
        """Whether a word may be part of a name with its titles, or of what stands for one."""
        kind = self.kind(at)
        if kind == ".":
            low = self.low[at]
            inside = low == "." and self.within(at + 1, at) >= 0
            return inside or low in {"'s", "’s", "&"}
        if kind == "w":
            return not (self.low[at] in NOUN_ENDS or self.is_cue(at))
        return kind not in {"", "q"}

    def noun_start(self, at: int, low: int = 0) -> int:
        """Where the name or noun begins that ends at a place, not before `low`."""
        for first in range(at, max(low, at - NOUN), -1):
            if not self.is_noun(first - 1):
                return first
        return max(low, at - NOUN)

    def holder(self, at: int) -> int:
        """The place of the person who holds an office of what is named at a place: CNN commentator
        Ann Lee, White House press secretary Ann Lee; the place itself without one.
        """
        if self.kind(at) != "org":
            return at
        end = at + 1
        while end < at + NOUN and self.within(end, at) >= 0 and self.kind(end) == "w":
            if not self.is_noun(end) or self.low[end].endswith(_DOING):
                return at
            end += 1
        title = self.low[end - 1] in OFFICES and self.kind(self.within(end, at)) == "person"
        return end if title else at

    def is_attached(self, at: int) -> bool:
        """Whether a name only says whose or which the next word is: Trump's, Trump campaign."""
        after = self.within(at + 1, at)
        kind = self.kind(after)
        if kind in {"", "q"}:
            return False
        capital = kind != "." and self.text[self.start(after)].isupper()
        return capital or self.low[after] in ATTACHED


def _lower(text: str) -> str:
    """A text in lower case, sign by sign."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(sign.lower()[:1] for sign in text)


def _blocks(text: str, marked: Sequence[Marked], mentions: Sequence[Named]) -> Iterator[_Block]:
    """Marked passages and the names outside of them, in order and apart."""
    names = [
        (a, b, str(kind), entity) for a, b, entity, kind in mentions if 0 <= a < b <= len(text)
    ]
    every = [(mark.outer, mark.outer_end, "q", 0) for mark in marked]
    reached = 0
    quoted = iter([*every, (len(text) + 1, len(text) + 1, "q", 0)])
    ahead = next(quoted)
    for name in sorted(names):
        while ahead[0] < name[1] and ahead[0] <= len(text):
            yield ahead
            reached, ahead = ahead[1], next(quoted)
        if name[0] >= reached:
            yield name
            reached = name[1]
    if ahead[0] <= len(text):
        yield ahead
        yield from (block for block in quoted if block[0] <= len(text))
