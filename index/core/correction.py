"""What a reader says of one place in an article, or of words wherever that article has them: whom
they name, or that they are no name; and whose a quote is, or that it is no speech.

A correction lies over what was found there, and says nothing of other articles. The place is an
anchor of its paragraph (`index.core.anchors`) with the words in it, so that it holds in later
versions of the article for as long as the words are there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.core import anchors
from index.core.bookmark import Anchor
from index.core.clean import clean
from index.core.errors import InputError
from index.core.folding import fold
from index.core.mention import Mention
from index.core.unspaced import begins_between, ends_between
from index.core.values import CorrectionKind, EntityType

_CONTEXT = 32
"""Characters around words by which they are found again."""

_SHOWN = 40
"""So many characters of a quote are shown to say which one is meant."""

_ENOUGH = 0.5
"""The share of these that has to be the same."""


class Target(NamedTuple):
    """Whom words name: what it is, and what it is called."""

    type: EntityType
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Words of an article (by number) name somebody else than was found, or (`to` None) nobody.

    Of kind "speaker" they are a quote: by `to`, by somebody without a name who is written as `role`
    has it, or, without either, no speech.

    `anchor` is that of the paragraph, in which the words begin at `start`; without one they are
    meant wherever the article has them.
    """

    article: int
    words: str
    to: Target | None
    anchor: Anchor | None = None
    start: int = 0
    kind: CorrectionKind = "name"
    role: str = ""

    def __str__(self) -> str:
        if self.kind == "speaker":
            return self._said
        where = "here" if self.anchor else "in this article"
        if self.to is None:
            return f"“{self.words}” is not a name {where}"
        return f"“{self.words}” is {self.to.name} {where}"

    @property
    def _said(self) -> str:
        words = self.words if len(self.words) <= _SHOWN else f"{self.words[:_SHOWN].rstrip()}…"
        if self.to is None and not self.role:
            return f"“{words}” is no speech"
        # Who comes first: lists cut what is long at its end.
        return f"{self.to.name if self.to else self.role} said “{words}”"


@dataclass(frozen=True, slots=True)
class ListedCorrection:
    """A correction as it is listed: when it was made (ISO 8601, UTC), id and headline of its
    article, and in how many places of the article as it is now it lies: 0 where the words are gone.
    """

    number: int
    correction: Correction
    at: str
    article: str
    title: str
    places: int

    def __str__(self) -> str:
        return str(self.correction)


def named(kind: EntityType, name: str) -> Target:
    """Whom a name stands for. Raises InputError where it is none."""
    name = " ".join(clean(name).split())
    if not fold(name):
        raise InputError("A name needs at least one letter or digit.")
    return Target(kind, name)


class WordPlace(NamedTuple):
    """Where words stand: which paragraph of an article (from 0), start and end in it."""

    paragraph: int
    start: int
    end: int


def stands(
    correction: Correction,
    paragraphs: Sequence[str],
    beside: Callable[[], Collection[str]] = tuple,
) -> list[WordPlace]:
    """Where a text of the article has the words that a correction is about; [] for nowhere.

    `beside` gives what stood beside the paragraph that is meant, where that is another text now:
    these are themselves, however like it they are.
    """
    if correction.anchor is None:
        return [
            WordPlace(at, *span)
            for at, text in enumerate(paragraphs)
            for span in _occurrences(text, correction.words)
        ]
    found = _found_again(correction, correction.anchor, paragraphs, beside)
    return [found] if found is not None else []


def _found_again(
    correction: Correction,
    anchor: Anchor,
    paragraphs: Sequence[str],
    beside: Callable[[], Collection[str]],
) -> WordPlace | None:
    """The one place that is meant, in a text that may be another."""
    words, start = correction.words, correction.start
    others = frozenset() if anchor.exact in paragraphs else frozenset(beside())
    position, state = anchors.locate(anchor, paragraphs, others)
    if position is not None and state in ("kept", "moved"):
        return WordPlace(position, start, start + len(words))
    if position is not None:
        before, after = (list(_occurrences(t, words)) for t in (anchor.exact, paragraphs[position]))
        # As many as before are the same ones, whatever stands around them now.
        if len(before) == len(after) and (start, start + len(words)) in before:
            return WordPlace(position, *after[before.index((start, start + len(words)))])
    return _by_context(correction, anchor, paragraphs, others)


def _by_context(
    correction: Correction, anchor: Anchor, paragraphs: Sequence[str], others: Collection[str]
) -> WordPlace | None:
    """Where the words stand among most of what stood around them, in none of the `others`."""
    exact, start, end = anchor.exact, correction.start, correction.start + len(correction.words)
    best: tuple[float, int, WordPlace] | None = None
    for at, text in enumerate(paragraphs):
        for span in () if text in others else _occurrences(text, correction.words):
            alike = _alike(exact[:start][::-1], text[: span[0]][::-1])
            alike += _alike(exact[end:], text[span[1] :])
            rank = alike / 2, -abs(at + 1 - anchor.ordinal), WordPlace(at, *span)
            if rank[0] >= _ENOUGH and (best is None or rank[:2] > best[:2]):
                best = rank
    return best[2] if best else None


def _alike(expected: str, found: str) -> float:
    """The share of what stood beside words that stands there still; nothing is like nothing."""
    expected, found = expected[:_CONTEXT], found[:_CONTEXT]
    if not expected or not found:
        return float(expected == found)
    same = next(
        (n for n, (one, other) in enumerate(zip(expected, found, strict=False)) if one != other),
        min(len(expected), len(found)),
    )
    return same / len(expected)


def _occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where a text has words as they are written, by themselves."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if begins_between(text[max(start - 1, 0) : start], words[0]) and ends_between(
            words[-1], text[end : end + 1]
        ):
            yield start, end
        start = text.find(words, end)


class Placed(NamedTuple):
    """A correction (by number) where it lies in a paragraph; `alone` if of that place only."""

    start: int
    end: int
    number: int
    to: Target | None
    alone: bool
    role: str = ""


class Laid(NamedTuple):
    """Whom a paragraph names once corrections lie over what was found, where they lie, and what was
    found beneath them.
    """

    mentions: Sequence[Mention]
    places: Sequence[Placed]
    displaced: Sequence[Mention]


def lay(found: Sequence[Mention], corrections: Sequence[Placed]) -> Laid:
    """Lay corrections over what was found in a paragraph.

    What is said of one place counts before what is said of an article, and the last word before
    earlier ones. Words of an article that are part of a longer name are left to that.
    """
    if not corrections:
        return Laid(found, (), ())
    places: list[Placed] = []
    for one in sorted(corrections, key=lambda each: (each.alone, each.number), reverse=True):
        taken = any(_overlap(one, other) for other in places)
        part = not one.alone and any(_is_part(one, other) for other in found)
        if not (taken or part):
            places.append(one)
    displaced = [each for each in found if any(_overlap(each, one) for one in places)]
    mentions = [each for each in found if each not in displaced]
    mentions += [Mention(one.start, one.end, *one.to, 1.0) for one in places if one.to]
    return Laid(sorted(mentions), sorted(places), displaced)


def _overlap(one: Placed | Mention, other: Placed | Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _is_part(one: Placed, name: Mention) -> bool:
    """Whether words are part of a longer name."""
    return name.start <= one.start and one.end <= name.end and one[:2] != name[:2]
