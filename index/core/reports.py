"""What an archive tells of its own affairs: imports, feeds, what it holds. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from index.core.values import EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class DateProblem:
    """An article that is undated, or whose date cannot well be right, and why."""

    article: int
    id: str
    title: str
    outlet: str
    origin: str
    date: str
    date_from: str
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was not read, and why: it could not be, or a rule leaves it out (`by_rule`), as
    it does what is hidden in a folder.
    """

    path: str
    reason: str
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of an input that was read."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an import has got. Counts are of articles that are safely stored, `bytes_done` of
    `bytes` what has been read for these; `indexing`: what is stored is being indexed.
    """

    path: str
    inputs_done: int
    inputs: int
    bytes_done: int
    bytes: int
    read: int
    new: int
    changed: int
    unchanged: int
    skipped: int
    indexing: bool = False


@dataclass(slots=True)
class MarkReport:
    """What became of highlights and notes that came with articles: how many got a bookmark, how
    many bookmarks were changed by what was changed elsewhere, and which wait for their paragraph,
    as the number of the article and what they are known by in it. What was known is not counted.
    """

    bookmarked: int = 0
    changed: int = 0
    waiting: set[tuple[int, str]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.bookmarked or self.changed or self.waiting)

    def include(self, other: MarkReport) -> None:
        """Count what another import did."""
        self.bookmarked += other.bookmarked
        self.changed += other.changed
        self.waiting |= other.waiting


@dataclass(slots=True)
class ImportReport:
    """What an import did. read = new + changed + unchanged; skipped inputs come on top.

    `apart` counts the new articles whose address, or headline, day and outlet, an unlike one has
    already, `removed` those of the unchanged that the reader took out of the archive, and that stay
    out. `undated` and `unsourced` count the new and changed ones without a date, and without an
    outlet. `marks` tells of highlights and notes, `dropped` counts the articles that each rule left
    out. `remarks` say what was odd in what was read. `unindexed` says why what was stored cannot
    be found yet, "" when it can.

    `inputs` counts the files, pages and streams that were come by, `inputs_read` those of them that
    gave an article or were known, `inputs_in_part` those of these of which something was skipped;
    `left_out` are those that rules leave out, also within packed files, which `inputs` does not
    count.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    apart: int = 0
    removed: int = 0
    undated: int = 0
    unsourced: int = 0
    marks: MarkReport = field(default_factory=MarkReport)
    dropped: dict[str, int] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    interrupted: bool = False
    seconds: float = 0.0
    unindexed: str = ""
    inputs: int = 0
    inputs_read: int = 0
    inputs_in_part: int = 0
    left_out: list[Skipped] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.new + self.changed + self.unchanged

    def progress(self, path: str, done: int, total: int) -> Progress:
        """How far it is, where articles are counted and their bytes are not."""
        return Progress(
            path=path,
            inputs_done=done,
            inputs=total,
            bytes_done=0,
            bytes=0,
            read=self.read,
            new=self.new,
            changed=self.changed,
            unchanged=self.unchanged,
            skipped=len(self.skipped),
        )

    def include(self, other: ImportReport) -> None:
        """Count what another import did."""
        self.new += other.new
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.apart += other.apart
        self.removed += other.removed
        self.undated += other.undated
        self.unsourced += other.unsourced
        self.marks.include(other.marks)
        self.skipped += other.skipped
        self.left_out += other.left_out
        self.inputs += other.inputs
        self.inputs_read += other.inputs_read
        self.inputs_in_part += other.inputs_in_part
        self.remarks += other.remarks
        self.seconds += other.seconds
        self.interrupted = self.interrupted or other.interrupted
        self.unindexed = other.unindexed
        for rule, count in other.dropped.items():
            self.dropped[rule] = self.dropped.get(rule, 0) + count


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that is followed, and what its last fetch left behind.

    `named` tells that the user gave the title; `full` that the articles' pages are fetched too.
    Times are ISO 8601 in UTC, "" for never; `fetched` is the last fetch, `answered` the last that
    did not fail; `status` is HTTP's, 0 for none; `error` says why the last fetch failed; before
    `next_allowed` the server wants no request; `gone` is its word that
    the feed will not come back. `etag` and `modified` let a server answer that nothing is new.
    """

    number: int
    url: str
    title: str = ""
    named: bool = False
    tags: tuple[str, ...] = ()
    full: bool = False
    added: str = ""
    etag: str = ""
    modified: str = ""
    fetched: str = ""
    status: int = 0
    error: str = ""
    next_allowed: str = ""
    gone: bool = False
    answered: str = ""

    @property
    def fails(self) -> bool:
        """Whether the last fetch brought nothing that could be read; what was odd in one that did
        stands in `error` too.
        """
        return bool(self.error) and not (self.status == 200 and self.answered == self.fetched)


FeedState = Literal["fetched", "same", "failed", "gone", "waiting"]


@dataclass(slots=True, kw_only=True)
class FeedOutcome:
    """What fetching one feed brought.

    `fetched`: items came; `same`: the server says nothing is new; `failed`; `gone`: for good, as
    was learnt just now; `waiting`: not asked. The last three have their reason in `message`, which
    otherwise is something worth knowing, or "". `unpaged` are the pages that could not be had where
    full text is wanted, so that the feed's own text stands; `remarks` say what was odd in items.
    """

    feed: Feed
    state: FeedState = "fetched"
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    dropped: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    unpaged: list[Skipped] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    message: str = ""


@dataclass(slots=True)
class FetchReport:
    """What a fetch did: an outcome a feed, in the order in which they were done."""

    outcomes: list[FeedOutcome] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    interrupted: bool = False
    seconds: float = 0.0

    @property
    def failed(self) -> list[FeedOutcome]:
        """The feeds that brought nothing because something is wrong with them."""
        return [one for one in self.outcomes if one.state in ("failed", "gone")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReport:
    """What importing a list of feeds did; `left_out` are entries that name none, with reasons."""

    added: int
    known: int
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What an archive holds. Dates are the first and last known, "" when none is; `furniture` are
    those of the paragraphs that are left out of searches and of what is counted otherwise,
    `doubtful` the articles that have a date which may be another. What a collection does not tell
    is None.
    """

    articles: int
    versions: int | None
    paragraphs: int
    furniture: int
    undated: int
    first_date: str
    last_date: str
    outlets: tuple[tuple[str, int], ...]
    entities: dict[EntityType, int]
    mentions: int | None
    bookmarks: int
    notes: int
    archive_bytes: int
    index_bytes: int
    doubtful: int | None = None
