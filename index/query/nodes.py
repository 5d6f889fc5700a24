"""The clauses a query is made of.

Every clause carries the half-open span of the query text it came from, so that counts can be shown
under the words and repairs can point at them. The tree is plain data: it knows no index.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from index.core.values import EntityType, Span

TextField = Literal["title", "by", "outlet", "section", "lang", "url", "tag", "note"]
Sort = Literal["relevance", "newest", "oldest", "outlet"]
Scope = Literal["paragraph", "article"]
Severity = Literal["note", "repair", "dropped", "unread", "most"]
StateName = Literal[
    "bookmarked", "note", "tag", "new", "seen", "copy", "repeat", "undated", "quote", "furniture"
]  # has:note and is:bookmarked alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A clause and where in the query text it stands."""

    span: Span


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """Matches every paragraph: an empty query, or `*`."""


@dataclass(frozen=True, slots=True)
class Unread(Node):
    """What cannot be read, or holds nothing that could be searched for: it finds nothing.

    `text` is a way to write it that is read as the same. With `operand` it is an exclusion in
    which something was not read: it finds nothing either, since what it leaves in is not known.
    """

    text: str = ""
    operand: Node | None = None


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A word, found in all its inflections: folded and stemmed by the analysis of the index."""

    text: str


@dataclass(frozen=True, slots=True)
class Exact(Node):
    """A quoted word, unstemmed. With a capital in it, its case counts too."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words in a row, as written between quotes.

    The analysis of the index splits the text; a capitalised word in it matches exactly, any other
    one in all its inflections. With `slop`, the words may stand in any order with at most that many
    words between the first and the last beyond their own number.
    """

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix(Node):
    """Words in a row the last of which is still being written: it, or what begins with it.

    `quoted`: written after a quotation mark, so that a capitalised word before the last matches
    exactly, as in a phrase.
    """

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Wildcard(Node):
    """A word with `*` (any run) or `?` (one character); a trailing `*` alone is a prefix."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy(Node):
    """Words within `distance` (1 or 2) edits, the first letter kept."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class Regex(Node):
    """A regular expression over words, or over words in a row when it holds a blank."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Near(Node):
    """All operands with at most `distance` words from one to the next."""

    operands: tuple[Node, ...]
    distance: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class SameSentence(Node):
    """Words that stand in one sentence, in any order."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AtLeast(Node):
    """The operand occurs at least `count` times in the paragraph."""

    count: int
    operand: Node


@dataclass(frozen=True, slots=True)
class Lead(Node):
    """The operand matches in one of an article's first two paragraphs."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Here(Node):
    """The operand matches in the paragraph itself, however wide the query looks."""

    operand: Node


@dataclass(frozen=True, slots=True)
class InField(Node):
    """A word, phrase or pattern looked for in a field. `title:` matches any paragraph below it.

    A quoted outlet is the whole value: the outlet that is called so. `outlet:*` is any outlet.
    """

    name: TextField
    operand: Node


@dataclass(frozen=True, slots=True)
class Named(Node):
    """An entity by words of any of its aliases; `exact`, the one that is called so. No type: any.

    See `index.store.names.name_lookup` for what a name means that several bear, or that was edited
    away. `begun`: the last word is still being written; any that begins with it is meant.
    """

    type: EntityType | None
    name: str
    exact: bool
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Dated(Node):
    """Paragraphs of articles dated within days, both included, as ISO days; open at "".

    An article dated by month or year matches when all of its days lie inside. `vague` takes those
    only whose date is exactly that span: a year of which the month is not known, or a month of
    which the day is not.
    """

    first: str
    last: str
    vague: bool = False


@dataclass(frozen=True, slots=True)
class State(Node):
    """What the reader did, or what is known of the paragraph: is:bookmarked, has:note."""

    name: StateName


@dataclass(frozen=True, slots=True)
class InStory(Node):
    """Paragraphs of the articles of a story: of that which an article belongs to, by the id of one
    of them or its beginning, or, with "", of any.
    """

    article: str


@dataclass(frozen=True, slots=True)
class FromFile(Node):
    """Paragraphs of the articles that were read from a file with a name in its path; with "", from
    any file. See `index.search.file_patterns` for what a name means. `begun`: its last word is
    still being written.
    """

    name: str
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Said(Node):
    """Inside of what a speaker said (anybody, if the name is empty); see `Named` for `begun`."""

    speaker: str
    exact: bool
    operand: Node | None
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Saved(Node):
    """A saved search named with `@`, and what it stands for."""

    name: str
    operand: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    """What all of them find."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """What any of them finds."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MostOf(Node):
    """Paragraphs that hold most of the operands, weighed by how rare each is."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """What the clause does not find."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Repair:
    """Something in the text that was read otherwise than written.

    `message` says what, where and how it was read. `severity` is "note" for a reading worth showing
    (a lower-case operator), "repair" for a slip of which nothing is lost, "dropped" for something
    that was left out, "unread" for a clause that could not be read and finds nothing, "most" where
    the paragraphs shown hold most of the words only.
    """

    span: Span
    message: str
    severity: Severity = "repair"

    @property
    def lossy(self) -> bool:
        """Whether what is found may be something else than what was asked for."""
        return self.severity in ("dropped", "unread", "most")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read: always usable, whatever was typed."""

    text: str
    root: Node
    sort: Sort = "relevance"
    scope: Scope = "paragraph"
    repairs: tuple[Repair, ...] = field(default=())
