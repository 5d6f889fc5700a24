"""What an engine is: whatever answers ground queries about an archive's paragraphs.

An engine never asks back. It gets clauses without a name in them (`index.query.ground`) and answers
with the numbers that paragraphs, articles and entities keep for good; how it numbers them itself
nobody sees. Everything a reader sees of a paragraph comes from the archive (`Corpus`).

Another package adds one by an entry point of the group `nutgraf.engines`; see `registry`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from index.core.counts import ClauseCount
from index.core.document import ParagraphDoc
from index.core.errors import IndexDamaged, NutgrafError, StoppedError
from index.query.ground import GroundQuery

Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]
Interval = Literal["day", "month", "year"]
TermKind = Literal["entity", "person", "org", "place"]


class Unavailable(NutgrafError):  # noqa: N818
    """The engine cannot be asked now: it is not running, or does not answer."""


class Partial(NutgrafError):  # noqa: N818
    """The engine could not look at everything, or not in the time it was given."""


Damaged = IndexDamaged
"""What the engine holds is not what was written: it has to be built anew."""

Cancelled = StoppedError
"""Nobody wants the answer any more."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do beyond the least: who asks for more gets less, and says so.

    `exact`: totals are exact, however many are found. `seek`: a page may begin at any place.
    `scopes`: clauses may be spread over an article. `patterns`: wildcards, fuzzy words, regular
    expressions. `most_of`: paragraphs that hold most of several words.
    """

    exact: bool = True
    seek: bool = True
    scopes: bool = True
    patterns: bool = True
    most_of: bool = True


@dataclass(frozen=True, slots=True)
class Wants:
    """What will be asked of a search, so that an engine can fetch it at once.

    `rows` is how many hits are looked at first.
    """

    rows: int = 50
    clauses: bool = True
    terms: bool = True


@dataclass(frozen=True, slots=True)
class Total:
    """How many paragraphs a search finds; not `exact`: at least so many. `lacking` says in words
    what did not answer, where an engine says what the rest of it knows.
    """

    count: int
    exact: bool = True
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Hits in a row, best first; arrays of the same length.

    `paragraphs` are the archive's numbers; scores are all 0 where the order is not by relevance.
    `lengths` says how many paragraphs the article of each has, None where the engine does not
    know. `next` is the cursor of the page behind, None where there is none.
    """

    paragraphs: Numbers
    scores: Scores
    lengths: Numbers | None = None
    next: int | None = None


@dataclass(frozen=True, slots=True)
class TermCounts:
    """In how many of the hits each of some entities is named; aligned, the most frequent first."""

    entities: Numbers
    counts: Numbers

    def of(self, entities: Numbers) -> Numbers:
        """The counts of some entities, in their order; 0 for others."""
        if not len(self.entities):
            return np.zeros(len(entities), np.int64)
        order = np.argsort(self.entities)
        known = self.entities[order]
        places = np.minimum(known.searchsorted(entities), len(known) - 1)
        counts: Numbers = np.where(known[places] == entities, self.counts[order][places], 0)
        return counts


class Search(Protocol):
    """One query asked of one state of an engine. Every method answers the same each time.

    All raise Unavailable, Partial, Damaged, or Cancelled once somebody called `cancel`.
    """

    @property
    def total(self) -> Total:
        """How many paragraphs it finds."""

    @property
    def articles(self) -> int:
        """How many articles the hits come from."""

    def page(self, cursor: int, count: int) -> Page:
        """Hits from a cursor on: 0 for the first, `Page.next`, or any place (`seek`)."""

    def locate(self, paragraph: int) -> int | None:
        """The place of a paragraph among the hits, None when it is not one."""

    def among(self, paragraphs: Numbers) -> Numbers:
        """Those of some paragraphs that are hits, in order of their numbers."""

    def firsts(self) -> Numbers:
        """For every hit the place of the first one of the same article."""

    def clause_counts(self) -> Sequence[ClauseCount]:
        """What each clause at the top finds by itself, and what is left once it is applied."""

    def terms(
        self, kind: TermKind = "entity", top: int | None = None, containing: str = ""
    ) -> TermCounts:
        """Entities named in the hits, of a type or all, with all of some words in their name."""

    def outlets(self) -> Sequence[tuple[str, int]]:
        """How many of the hits come from each outlet, "" where it is not known."""

    def histogram(self, interval: Interval = "month") -> Sequence[tuple[str, int]]:
        """How many of the hits come from each day, month or year, in order; "" for undated. Where
        less is known of a date, as much as is: a month or a year among the days.
        """

    def iterate(self, count: int = 1_000) -> Iterator[Page]:
        """All hits, page by page."""

    def cancel(self) -> None:
        """Give up, from whatever thread: what is under way ends soon, raising Cancelled."""


class Engine(Protocol):
    """What answers queries, as of one moment: the same query gets the same answer.

    `revision` is the state of the archive that it knows. May be asked by any number of threads.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What it can do beyond the least."""

    @property
    def revision(self) -> int:
        """The state of the archive that it knows."""

    @property
    def paragraphs(self) -> int:
        """How many paragraphs it holds."""

    def start(
        self, query: GroundQuery, wants: Wants = ..., deadline: float | None = None
    ) -> Search:
        """Begin a search; answers at once, and works when it is asked for something.

        `deadline` is a moment of `time.monotonic`: what is not answered then raises Partial.
        """

    def held(self) -> tuple[Numbers, Numbers, Numbers]:
        """The paragraphs that can be found, and, for every name in one, paragraph and entity."""


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """Whom some paragraphs name: the paragraphs, and, for every name in one, paragraph and entity.

    Arrays, since a merge of two people may concern tens of thousands of paragraphs.
    """

    paragraphs: Numbers
    named_in: Numbers
    entities: Numbers

    def by_paragraph(self) -> dict[int, list[int]]:
        """The entities that each of the paragraphs names."""
        names: dict[int, list[int]] = {number: [] for number in self.paragraphs.tolist()}
        for number, entity in zip(self.named_in.tolist(), self.entities.tolist(), strict=True):
            names[number].append(entity)
        return names

    def without(self, paragraphs: Numbers) -> Naming:
        """What is known of other paragraphs."""
        named = ~np.isin(self.named_in, paragraphs)
        left = self.paragraphs[~np.isin(self.paragraphs, paragraphs)]
        return Naming(left, self.named_in[named], self.entities[named])

    def then(self, later: Naming) -> Naming:
        """What is known of these and later ones; what is later counts where both speak of one."""
        before = self.without(later.paragraphs)
        return Naming(
            np.concatenate((before.paragraphs, later.paragraphs)),
            np.concatenate((before.named_in, later.named_in)),
            np.concatenate((before.entities, later.entities)),
        )


class EngineWriter(Protocol):
    """Takes whole articles, and names of those it has. What was given counts from `commit` on;
    closed without one, or left by an exception, everything stays as it was.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def replace_article(self, article: int, docs: Sequence[ParagraphDoc]) -> None:
        """Make these the paragraphs of an article, whatever it had before; none: remove it."""

    def replace_names(self, names: Naming) -> None:
        """Say whom paragraphs name that are held already.

        All else that is known of them stays; those that are not held are left out.
        """

    def join(self) -> None:
        """Put what was given so far where it takes no memory. It does not count yet."""

    def commit(self, revision: int, *, more: bool = False) -> None:
        """Make everything so far count, as of a revision of the archive. Where `more` is to follow
        soon, what only makes searching quicker waits for it.
        """


class EngineIndex(Protocol):
    """What an engine holds of an archive, as it changes. Used by several threads."""

    @property
    def folder(self) -> Path:
        """Where it may keep something on this machine: private, and deleted at any time."""

    @property
    def commit(self) -> Engine:
        """The state in use. Raises Damaged once another index has taken this one's place."""

    @property
    def revision(self) -> int:
        """The revision of the archive that it reaches; 0 of an empty one."""

    @property
    def bytes(self) -> int:
        """What it takes on disk."""

    def reload(self) -> bool:
        """Use what was committed last, by whomever; whether it is another state. Raises Damaged."""

    def prepare(self) -> None:
        """Read now what the first searches would wait for otherwise. Raises Damaged."""

    def writer(self, *, anew: bool = False) -> EngineWriter:
        """The only writer at a time; begun anew, its commit takes the place of all before.

        Raises ArchiveBusy when another process is the writer.
        """

    def rest(self) -> None:
        """Forget what one writer leaves for the next."""

    def check(self) -> list[str]:
        """What is wrong with what it holds, in words."""

    def interrupt(self) -> None:
        """Have all who ask something give up, now and later: they get Cancelled."""

    def close(self) -> None:
        """Let go, as soon as those who still ask something have their answers."""


class Adapter(Protocol):
    """An engine as another package brings it."""

    name: str
    describe: str

    def open(
        self,
        folder: Path,
        *,
        key: str,
        knows: Callable[[int], bool],
        corpus: Corpus,
        look: bool = True,
    ) -> EngineIndex:
        """What the engine holds of the archive whose identity is `key`, empty when it is new.

        `knows` says whether a revision is one of the archive's: where it is not, the archive is
        another one by now, or a restored backup. Without a `look` it is empty until `reload`.
        Raises Damaged, Unavailable.
        """


class Corpus(Protocol):
    """What an engine may ask of the archive itself: it stores none of it."""

    def labels(self) -> tuple[NDArray[np.int8], list[str]]:
        """For each entity number the place of its type among person, org and place (-1: none), and
        its name.
        """

    def stored(self, paragraphs: Sequence[int]) -> dict[int, dict[str, str]]:
        """Text, title, outlet, date, byline and address of paragraphs, as far as they are known."""
