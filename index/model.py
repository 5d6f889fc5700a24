"""The values the archive answers with. All are plain, frozen and free of any library's types."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, overload

from index.query.nodes import EntityType, Query, Span

BookmarkState = Literal["kept", "moved", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class MentionView:
    """A name in a paragraph and the entity it means; offsets in characters, end exclusive."""

    start: int
    end: int
    entity: int
    type: EntityType
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph as the reader shows it. `number` is the archive's, `ordinal` counts from 1."""

    number: int
    id: str
    ordinal: int
    text: str
    mentions: tuple[MentionView, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView:
    """A place an article was met at: the file, feed or page, the address it had there, when."""

    origin: str
    url: str
    outlet: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One version of an article with all of its paragraphs. Unknown metadata is "".

    `sources` are all places the article was met at, the first one first.
    """

    number: int
    id: str
    version: int
    versions: int
    title: str
    outlet: str
    byline: str
    date: str
    updated: str
    section: str
    language: str
    url: str
    tags: tuple[str, ...]
    origin: str
    imported: str
    date_from: str
    paragraphs: tuple[ParagraphView, ...]
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A paragraph that was found, with what a row shows of it.

    `paragraphs` is how many its article has; `spans` are the matches in `text`; `score` is BM25F,
    0 where the order is not by relevance.
    """

    number: int
    id: str
    article: int
    article_id: str
    ordinal: int
    paragraphs: int
    title: str
    outlet: str
    date: str
    text: str
    score: float
    spans: tuple[tuple[int, int], ...]
    bookmarked: bool
    url: str = ""

    def with_spans(self, spans: tuple[tuple[int, int], ...]) -> Hit:
        """The same row with other passages marked."""
        return replace(self, spans=spans)


class Hits(Protocol):
    """All hits in order. Rows are read from the archive when asked for, a slice at a time."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, position: int) -> Hit: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Hit]: ...
    def numbers(self) -> Sequence[int]:
        """The paragraph numbers of all hits in order, without reading rows."""


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """How many paragraphs one clause finds by itself, and how many are left once it is applied."""

    span: Span
    count: int
    remaining: int


@dataclass(frozen=True, slots=True)
class EntityCount:
    """In how many of the hits an entity is named."""

    entity: int
    type: EntityType
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that stands in the same paragraphs as another.

    `together` is in how many; `ratio` how many times as many as chance would have it.
    """

    entity: int
    type: EntityType
    name: str
    together: int
    ratio: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """When two entities are named in the same paragraphs: by month, and the first and last date.

    Months are in order of time, "" for undated; dates are "" where no article has one.
    """

    other: int
    months: tuple[tuple[str, int], ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """An entity with the forms it goes by and how often each, in how many paragraphs.

    The rest is what a page about it shows: `first` and `last` are the dates of the articles that
    name it, "" when none has one; months in order of time, "" for undated; `called` are the words
    beside its name that say what it is ("South Korean President"), with how often; `newest` are
    the latest paragraphs, with its name marked.
    """

    number: int
    type: EntityType
    name: str
    aliases: tuple[tuple[str, int], ...]
    paragraphs: int
    articles: int = 0
    first: str = ""
    last: str = ""
    months: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    called: tuple[tuple[str, int], ...] = ()
    company: Sequence[Companion] = ()
    newest: Sequence[Hit] = ()


class NameCounts(Sequence[EntityCount]):
    """Entities with counts, made when asked for: slice them, do not copy them."""

    @abstractmethod
    def containing(self, words: str) -> Sequence[EntityCount]:
        """Those with all of some words in their name, whatever the case and accents."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over all hits, most frequent first; months in order of time, "" for undated."""

    people: NameCounts
    organisations: NameCounts
    places: NameCounts
    outlets: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]

    def of(self, kind: EntityType) -> NameCounts:
        """The entities of one type."""
        return {"person": self.people, "org": self.organisations, "place": self.places}[kind]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A wider query for a search that found nothing: what it gives up, its text, its hits."""

    label: str
    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a search found. `killer` is the clause that left nothing, `relaxations` ways out."""

    query: Query
    hits: Hits
    paragraphs: int
    articles: int
    clauses: tuple[ClauseCount, ...]
    facets: Facets
    milliseconds: float
    killer: Span | None = None
    relaxations: tuple[Relaxation, ...] = ()
    highlight: Callable[[str], tuple[tuple[int, int], ...]]
    """The matches of the query in any text, for the reader."""
    only_here: Callable[[EntityType], NameCounts]
    """The entities of a type that the hits name more often than the archive does, most telling
    first (log-likelihood, Dunning 1993)."""
    named: frozenset[int] = frozenset()
    """The entities that the query asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a passage stood (W3C Web Annotation, TextQuoteSelector, plus position and hash).

    `exact` is the paragraph, `prefix` and `suffix` up to 32 characters of the article before and
    after it.
    """

    exact: str
    prefix: str
    suffix: str
    ordinal: int
    hash: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """A marked paragraph.

    `paragraph` is the number of the paragraph it points at now, None when it is gone; `text` is
    that paragraph's text today and `anchor.exact` the text that was marked. `version` is the one
    it was marked in. Times are ISO 8601 in UTC.
    """

    number: int
    anchor: Anchor
    article: int
    article_id: str
    version: int
    paragraph: int | None
    paragraph_id: str
    ordinal: int
    paragraphs: int
    text: str
    state: BookmarkState
    note: str
    tags: tuple[str, ...]
    created: str
    title: str
    outlet: str
    byline: str
    date: str
    url: str
    imported: str


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
    """An input that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an import has got. Counts are of articles that are safely stored."""

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


@dataclass(slots=True)
class ImportReport:
    """What an import did. read = new + changed + unchanged; skipped inputs come on top.

    `dropped` counts the articles that each rule left out.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    interrupted: bool = False
    seconds: float = 0.0

    @property
    def read(self) -> int:
        return self.new + self.changed + self.unchanged

    def include(self, other: ImportReport) -> None:
        """Count what another import did."""
        self.new += other.new
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.skipped += other.skipped
        self.seconds += other.seconds
        self.interrupted = self.interrupted or other.interrupted
        for rule, count in other.dropped.items():
            self.dropped[rule] = self.dropped.get(rule, 0) + count


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that is followed, and what its last fetch left behind.

    `named` tells that the user gave the title; `full` that the articles' pages are fetched too.
    Times are ISO 8601 in UTC, "" for never; `status` is HTTP's, 0 for none; `error` says why the
    last fetch failed; before `next_allowed` the server wants no request; `gone` is its word that
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


FeedState = Literal["fetched", "same", "failed", "gone", "waiting"]


@dataclass(slots=True, kw_only=True)
class FeedOutcome:
    """What fetching one feed brought.

    `fetched`: items came; `same`: the server says nothing is new; `failed`; `gone`: for good, as
    was learnt just now; `waiting`: not asked. The last three have their reason in `message`, which
    otherwise is something worth knowing, or "".
    """

    feed: Feed
    state: FeedState = "fetched"
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    dropped: int = 0
    skipped: list[Skipped] = field(default_factory=list)
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
        return [one for one in self.outcomes if one.state in ("failed", "gone")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReport:
    """What importing a list of feeds did; `left_out` are entries that name none, with reasons."""

    added: int
    known: int
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What an archive holds. Dates are the first and last known, "" when none is."""

    articles: int
    versions: int
    paragraphs: int
    undated: int
    first_date: str
    last_date: str
    outlets: tuple[tuple[str, int], ...]
    entities: dict[EntityType, int]
    mentions: int
    bookmarks: int
    notes: int
    archive_bytes: int
    index_bytes: int
