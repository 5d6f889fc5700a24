"""Whether a text that stands in many articles of an outlet is furniture: "Advertisement", a notice,
a line about the author, the label of a picture.

What comes again is not always furniture: quotations in a story that runs, the sentence that sums up
what happened before, "Terms were not disclosed.", the rows of tables, the same article under two
addresses. Told apart are these by what the articles look like that a text stands in:

- only articles that are prose and unlike one another speak for it; in tables short lines come again
- whose words a quotation says and who is named stays, and what tells how to take the article
- a line without a full stop is a label: five articles will do, more if it has figures in it
- a sentence at the beginning or end of its articles must say little of what they say, as counted by
  the words it shares with them; one in the midst of them must say nearly nothing of it

The share of the articles that have the text is taken between the first and the last of those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.core.late_patterns import late
from index.enrich.words_on_texts import tells_how_to_take

LEAST = 5
"""In fewer articles nothing is furniture."""

LOOKED_AT = 40
"""So many of the articles are looked at, the first ones."""

_SENTENCE = late(r"(?<![.…])[.!?。！？؟।][\"'”’»)\]]*\Z")
_MARKS = late("[\"“”„«»「」『』]|``|''")
_WORD = late(r"[^\W\d_]{4,}")
_PROSE = 100
"""Characters of a paragraph that is no label, heading or row of a table."""

_POSITIONED = 8
"""Paragraphs an article must have for its ends to be ends."""


@dataclass(eq=False)
class Host:
    """An article as one that a text stands in: hash and words of each paragraph."""

    paragraphs: Sequence[tuple[int, str]]

    @cached_property
    def hashes(self) -> frozenset[int]:
        """Of all paragraphs."""
        return frozenset(digest for digest, _ in self.paragraphs)

    @cached_property
    def sizes(self) -> dict[int, int]:
        """Characters by hash."""
        return {digest: len(text) for digest, text in self.paragraphs}

    def is_prose(self, but: int) -> bool:
        """Whether most of what stands beside a text is prose."""
        sizes = [len(text) for digest, text in self.paragraphs if digest != but]
        return 10 * sum(size for size in sizes if size >= _PROSE) >= 7 * sum(sizes) > 0

    def is_like(self, other: Host, but: int) -> bool:
        """Whether half of the text of either stands in the other, besides one paragraph."""
        shared = sum(self.sizes[one] for one in self.hashes & other.hashes if one != but)
        least = min(sum(host.sizes.values()) - host.sizes[but] for host in (self, other))
        return 2 * shared >= least

    def at_an_end(self, digest: int) -> bool:
        """Whether a text is among the first two paragraphs or the last four."""
        places = [place for place, (one, _) in enumerate(self.paragraphs) if one == digest]
        return places[0] < 2 or places[-1] >= len(self.paragraphs) - 4

    def shares(self, words: frozenset[str], but: int) -> float:
        """Which part of some words stands elsewhere in the article."""
        said = (text for digest, text in self.paragraphs if digest != but)
        return len(words & _words(" ".join(said))) / len(words) if words else 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A text in an outlet: the `hosts` looked at, in how many `articles` it stands, which `share`
    they are, and the `names` in it: beginning, end and type.
    """

    digest: int
    text: str
    hosts: Sequence[Host]
    articles: int
    share: float
    names: Sequence[tuple[int, int, str]] = ()


def is_furniture(seen: Seen) -> bool:
    """Whether a text is furniture in an outlet."""
    if seen.articles < LEAST or _is_quotation(seen.text) or _is_name(seen):
        return False
    if tells_how_to_take(seen.text):
        return False
    speaking = _speaking(seen)
    if len(speaking) < LEAST or 2 * len(speaking) < len(seen.hosts):
        return False
    if _is_speaker(seen):
        return False
    if _SENTENCE.search(seen.text):
        return _is_standing_sentence(seen, speaking)
    figures = any(map(str.isdigit, seen.text))
    return seen.share >= (0.02 if figures else 0.003)


def _is_standing_sentence(seen: Seen, speaking: Sequence[Host]) -> bool:
    words = _words(seen.text)
    shared = sum(host.shares(words, seen.digest) for host in speaking) / len(speaking)
    if seen.articles >= 20 and seen.share >= (0.1 if len(words) >= 4 else 0.5):
        return True
    placed = [host for host in speaking if len(host.paragraphs) >= _POSITIONED]
    ends = sum(host.at_an_end(seen.digest) for host in placed)
    if len(placed) >= LEAST and ends >= 0.8 * len(placed):
        return shared <= 0.4 if seen.share < 0.02 else shared <= 0.6
    return len(words) >= 6 and shared <= 0.3 and seen.share >= 0.01


def _speaking(seen: Seen) -> list[Host]:
    """The articles that are prose, each unlike those before it."""
    kept: list[Host] = []
    for host in seen.hosts:
        if host.is_prose(seen.digest) and not any(
            host.is_like(other, seen.digest) for other in kept
        ):
            kept.append(host)
    return kept


def _is_quotation(text: str) -> bool:
    """Whether half of a text, and several words of it, stand between quotation marks: from the
    first mark to the last, since those in between are often left open.
    """
    places = [one.start() for one in _MARKS.finditer(text)]
    inside = text[places[0] : places[-1]] if places else ""
    return 2 * len(inside) >= len(text) and len(inside.split()) >= 4


def _is_name(seen: Seen) -> bool:
    """Whether a text names somebody or a place and says little else."""
    covered = {"person": 0, "place": 0, "org": 0}
    for start, end, kind in seen.names:
        covered[kind] += end - start
    size = len(seen.text.strip(" .:,;-–—*•"))
    return 3 * covered["person"] >= size or covered["place"] >= size > 0


def _is_speaker(seen: Seen) -> bool:
    """Whether a text comes again and again within its articles, and within their sentences: who
    speaks in an interview.
    """
    times = [sum(digest == seen.digest for digest, _ in host.paragraphs) for host in seen.hosts]
    if sum(times) < 3 * len(times):
        return False
    wanted = re.compile(rf"(?<!\w){re.escape(seen.text.strip(' .:'))}(?!\w)", re.IGNORECASE)
    told = [
        any(wanted.search(text) for digest, text in host.paragraphs if digest != seen.digest)
        for host in seen.hosts
    ]
    return 2 * sum(told) >= len(told)


def _words(text: str) -> frozenset[str]:
    """The words that say something: of four letters or more."""
    return frozenset(_WORD.findall(text.casefold()))
