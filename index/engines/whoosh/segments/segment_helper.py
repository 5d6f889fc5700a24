"""Segments that a second process builds, while this one reads what goes into the next."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from index.core.document import ParagraphDoc
from index.core.second_process import Begun, SecondProcess
from index.engines.whoosh.segments import segment_files
from index.engines.whoosh.segments.manifest import SegmentEntry
from index.engines.whoosh.segments.segment_building import Articles, build
from index.engines.whoosh.segments.token_streams import Pieces

_AT_ONCE = 2
"""Segments that it has at a time: the one that it builds, and the next."""


NO_SEGMENT = SegmentEntry("", 0, 0, 0)


class _Wanted(NamedTuple):
    """A segment in a folder, and the articles that it is to hold: the number of each and how many
    paragraphs it has, and of all of these the values of each field in a row, which are sent in a
    third of the time that as many objects take. Where there is a file of the name `taken_back` when
    it is begun, it is not wanted any more.
    """

    folder: Path
    taken_back: str
    counts: Sequence[tuple[int, int]]
    fields: Sequence[Sequence[Any]]

    @classmethod
    def of(cls, folder: Path, articles: Articles) -> _Wanted:
        counts = [(number, len(paragraphs)) for number, paragraphs in articles]
        docs = [doc for _, paragraphs in articles for doc in paragraphs]
        fields = list(zip(*docs, strict=True))
        return cls(folder, f"{os.urandom(8).hex()}.new", counts, fields)

    def articles(self) -> Articles:
        docs = map(ParagraphDoc._make, zip(*self.fields, strict=True))
        return [(number, list(islice(docs, count))) for number, count in self.counts]


@cache
def _pieces() -> Pieces:
    return Pieces()


def build_segment(wanted: _Wanted) -> SegmentEntry:
    """Write a segment, none where there are no articles or they were taken back. What it leaves of
    words serves the next one.
    """
    if not wanted.counts or (wanted.folder / wanted.taken_back).exists():
        return NO_SEGMENT
    if _pieces().full:
        _pieces().forget()
    return segment_files.store(wanted.folder, *build(wanted.articles(), _pieces()))


@dataclass(frozen=True, slots=True)
class _Handed:
    """A segment that is being built: its place among the others, and the articles that it has."""

    place: int
    articles: frozenset[int]
    begun: Begun[_Wanted, SegmentEntry]


class SegmentHelper:
    """Builds segments elsewhere, in the order in which they are handed over.

    A process that cannot be started, or dies, is done without.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = SecondProcess(build_segment)
        self._handed: list[_Handed] = []
        self._started: Begun[_Wanted, SegmentEntry] | None = None

    def start(self) -> None:
        """There will be more to build than one segment."""
        if self._started is None:
            self._process.start()
            self._started = self._process.begin(_Wanted.of(self._folder, ()))

    @property
    def ready(self) -> bool:
        """Whether it can be given something to do: to start is the first thing that it does."""
        if self._started is None:
            return False
        begun = [self._started, *(one.begun for one in self._handed)]
        return sum(not one.ready() for one in begun) < _AT_ONCE

    def wait_until_started(self) -> None:
        """Be sure that it is ready, if there is another process at all."""
        if self._started is not None:
            self._started.found()

    def hand_over(self, place: int, articles: Articles) -> bool:
        """Have a segment built that is to have a place among the others; False where that is not
        possible, or would take longer than doing it here.
        """
        if not self.ready:
            return False
        begun = self._process.begin(_Wanted.of(self._folder, articles))
        if begun is None:
            return False
        numbers = frozenset(number for number, _ in articles)
        self._handed.append(_Handed(place, numbers, begun))
        return True

    def has_any(self, articles: Iterable[int]) -> bool:
        """Whether one of some articles was handed over and not taken yet."""
        wanted = set(articles)
        return any(not wanted.isdisjoint(one.articles) for one in self._handed)

    def take_back(self) -> tuple[int, Articles] | None:
        """The place and the articles of the last that was handed over, if what is before it is not
        done: whoever would wait for both builds this one meanwhile. Should it be begun all the
        same, what comes of that is not listed.
        """
        before = [self._started, *(one.begun for one in self._handed)][-2:-1]
        if not before or before[0] is None or before[0].ready():
            return None
        last = self._handed.pop()
        question = last.begun.question
        assert question is not None  # there is no answer before that to what was asked before
        (self._folder / question.taken_back).touch(0o600)
        return last.place, question.articles()

    def take(self) -> dict[int, SegmentEntry]:
        """The segments that were handed over since, by their places, once they are built."""
        handed, self._handed = self._handed, []
        return {one.place: one.begun.found() for one in handed}

    def close(self) -> None:
        """Let it go, whatever it is at."""
        self._process.close()
        self._handed.clear()
        _pieces().forget()
