"""The values the archive answers with. All are plain, frozen and free of any library's types."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, overload

from index.core.publication import Publication, Published
from index.core.values import EntityType, Span

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


QuoteKind = Literal["direct", "mixed", "indirect"]
"""Words between quotation marks, words that are so in part, and words of the reporter's own."""


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A quote in a paragraph: offsets in characters, end exclusive, without quotation marks at the
    ends. The rest as in `QuoteView`.
    """

    start: int
    end: int
    speaker: str
    entity: int = 0
    kind: QuoteKind = "direct"
    behalf: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph as the reader shows it. `number` is the archive's, `ordinal` counts from 1.

    `furniture`: it stands in many articles of the outlet and tells nothing of this one. `quotes`
    are all that are kept of it, in order.
    """

    number: int
    id: str
    ordinal: int
    text: str
    mentions: tuple[MentionView, ...] = ()
    furniture: bool = False
    quotes: tuple[QuoteMark, ...] = ()


@dataclass(frozen=True, slots=True)
class FurnitureText:
    """A text that is furniture, or of which the reader said that it is none (`furniture`): the
    number and the id of one of its paragraphs, and how many there are in how many articles. `said`:
    by the reader.
    """

    paragraph: int
    id: str
    text: str
    paragraphs: int
    articles: int
    furniture: bool
    said: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """A place an article was met at: the file, feed or page, the address it had there, when."""

    origin: str
    url: str
    outlet: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView(Published):
    """One version of an article with all of its paragraphs. Unknown metadata is "".

    `sources` are all places the article was met at, the first one first. `shared` says how much of
    it stands in another article, where it was read for a reader.
    """

    number: int
    id: str
    version: int
    versions: int
    publication: Publication
    tags: tuple[str, ...]
    origin: str
    date_from: str
    paragraphs: tuple[ParagraphView, ...]
    sources: tuple[SourceView, ...] = ()
    shared: SharedText | None = None
    story: StoryPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Published):
    """A paragraph that was found, with what a row shows of it.

    `paragraphs` is how many its article has; `spans` are the matches in `text`; `score` is BM25F,
    0 where the order is not by relevance. `identify` tells the ids of an article and a paragraph
    by the paragraph's number: rows do not show them, so they are read when they are asked for.
    `copied` are the outlets of its copies in other articles, one for each, who had it first first.
    `title_spans` are the matches in the headline; `focus` is where in the text the rarest word of
    the query stands, None where there is but one.
    """

    number: int
    article: int
    ordinal: int
    paragraphs: int
    publication: Publication
    text: str
    score: float
    spans: tuple[tuple[int, int], ...]
    bookmarked: bool
    identify: Callable[[int], tuple[str, str]] = field(repr=False, compare=False)
    title_spans: tuple[tuple[int, int], ...] = ()
    focus: int | None = None
    copied: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the paragraph."""
        return self.identify(self.number)[1]

    @property
    def article_id(self) -> str:
        """The id of the article."""
        return self.identify(self.number)[0]

    def with_spans(self, spans: tuple[tuple[int, int], ...]) -> Hit:
        """The same row with other passages marked."""
        return replace(self, spans=spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A paragraph that is related to one, and why: the `names` and the `words` that both have, the
    most telling first, which are marked in `hit`; how many `days` its article is later, None where
    that is not known.
    """

    hit: Hit
    names: tuple[str, ...]
    words: tuple[str, ...]
    days: int | None


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Where an article stands in its story: the how manieth of how many, by time; `id` is what the
    story is asked for by.
    """

    id: str
    place: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText(Published):
    """How much of an article's text stands in another: so many of its `paragraphs` `of` all.

    `article` is the other one, `paragraph` the first that both have; `articles` are all that have
    more than one. `before`: the other had it first, as far as dates tell.
    """

    paragraphs: int
    of: int
    article: int
    paragraph: int
    publication: Publication
    articles: int
    before: bool


class Hits(Protocol):
    """All hits in order. Rows are read from the archive when asked for, a slice at a time."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, position: int) -> Hit: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Hit]: ...
    def numbers(self) -> Sequence[int]:
        """The paragraph numbers of all hits in order, without reading rows."""

    def firsts(self) -> Sequence[int]:
        """For every hit the position of the first one of the same article."""

    def unmarked(self) -> Hits:
        """The same with nothing marked in them, for who shows no marks: read in half the time."""


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """How many paragraphs one clause finds by itself, and how many are left once it is applied."""

    span: Span
    count: int
    remaining: int


@dataclass(frozen=True, slots=True)
class EntityCount:
    """In how many of the hits an entity is named; `watched` when it is on the watch list.

    `certainty` is the share of its mentions that are likely to be right, None where nobody asked.
    """

    entity: int
    type: EntityType
    name: str
    count: int
    watched: bool = False
    certainty: float | None = None


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """An entity that stands in the same paragraphs as another.

    `together` is in how many; `ratio` how many times as many as chance would have it.
    """

    entity: int
    type: EntityType
    name: str
    together: int
    ratio: float


@dataclass(frozen=True, slots=True)
class JointDates:
    """When two entities are named in the same paragraphs: by month, and the first and last date.

    Months are in order of time, "" for undated; dates are "" where no article has one.
    """

    other: int
    months: tuple[tuple[str, int], ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Words that a paragraph puts in somebody's mouth.

    They are `hit.text[start:end]`, without the quotation marks. `speaker` is the name of whom they
    are by, or the words the paragraph has for somebody it does not name ("a spokesman"), "" where
    it does not say; `entity` is the number of a named speaker, else 0. `kind` tells words between
    quotation marks from those that are so in part ("mixed") and those of the reporter's own
    ("indirect"). `behalf` is whom a spokesperson speaks for. A speaker is `guessed` where another
    paragraph says who it is.
    """

    hit: Hit
    start: int
    end: int
    speaker: str
    entity: int = 0
    kind: QuoteKind = "direct"
    behalf: str = ""
    guessed: bool = False

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.hit.text[self.start : self.end]

    @property
    def shown(self) -> str:
        """The words between marks, unless they are the reporter's own, with marks inside or not."""
        words = self.words
        own = self.kind == "mixed" and any(sign in words for sign in '“”"«»„‘')
        return words if own or self.kind == "indirect" else f"“{words}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """An entity with the forms it goes by and how often each, in how many paragraphs.

    The rest is what a page about it shows: `first` and `last` are the dates of the articles that
    name it, "" when none has one; months in order of time, "" for undated; `called` are the words
    beside its name that say what it is ("South Korean President"), with how often; `newest` are
    the latest paragraphs, with its name marked; `quotes_by` and `quotes_about` the latest words by
    it, and by others with its name in them.
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
    co_occurrences: Sequence[CoOccurrence] = ()
    newest: Sequence[Hit] = ()
    quotes_by: Sequence[QuoteView] = ()
    quotes_about: Sequence[QuoteView] = ()
    watched: bool = False


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
class Bookmark(Published):
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
    publication: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierItem:
    """What stands in a dossier: a bookmark, by its number, or else a query."""

    number: int
    bookmark: int | None
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A collection on one subject; its items are in the reader's order. `created` is UTC."""

    number: int
    name: str
    created: str
    items: tuple[DossierItem, ...] = ()
