"""Before an engine sees a query: names, states, notes, tags and saved searches become numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from index.core.kept import kept
from index.core.values import EntityType, Span
from index.engines.whoosh.one_text.highlighting import matcher
from index.library.bookmarks import Bookmarks
from index.query import ground, nodes
from index.query.ground import GroundQuery
from index.query.nodes import Node, Query, StateName
from index.query.tree import mapped, operands, walk, with_operands
from index.search.address_patterns import spelt_out
from index.search.copy_groups import CopyGroups
from index.store.database import Database
from index.store.library import seen

if TYPE_CHECKING:
    from index.search.read_files import ReadFiles


class Known(Protocol):
    """What the archive knows and no index does: names and what the reader did."""

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> Sequence[int]:
        """Numbers of the entities with an alias that has the words of `name`, or (`exact`) of
        those that are called so.
        """

    def beginning(self, kind: EntityType | None, name: str) -> Sequence[int]:
        """The same where the last word of `name` is still being written."""

    def said_by(self, speaker: str, *, exact: bool, begun: bool) -> Sequence[tuple[int, int]]:
        """The quotes by whoever has a name, or is written so without one: paragraph, and the how
        manieth of it, from 0. See `entities` and `beginning`.
        """

    def in_state(self, state: StateName) -> Sequence[int]:
        """Numbers of the paragraphs in a state (one that the index knows is never asked)."""

    def new_to(self, saved: Iterable[str]) -> Sequence[int]:
        """The paragraphs that came since one of some saved searches was last looked at."""

    def in_story(self, article: str) -> Sequence[int]:
        """Numbers of the articles of a story, by the beginning of an id of one of them; with "" of
        all stories.
        """

    def in_files(self, name: str, *, begun: bool) -> Sequence[int]:
        """Numbers of the articles that were read from a file; see `nodes.FromFile`."""

    def likelier_file(self, name: str) -> str:
        """How the name of a file is likelier spelt; "" where nobody knows."""

    def notes(self) -> Iterable[tuple[int, str]]:
        """Paragraph number and text of every note."""

    def tags(self) -> Iterable[tuple[int, str]]:
        """Paragraph number and tag, for every tag a reader gave."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """A query for an engine, and the entities that it asks for (not those it leaves out)."""

    query: GroundQuery
    named: frozenset[int]


def ground_query(query: Query, known: Known) -> Grounded:
    """A query with what it names looked up, as of this moment."""
    if not names_something(query):
        return Grounded(GroundQuery(query.root, query.sort, query.scope), frozenset())
    clauses = list(walk(query.root))
    saved = frozenset([node.name for node in clauses if type(node) is nodes.Saved])
    root = _Grounding(known, saved).grounded(query.root)
    named = any(type(node) is nodes.Named for node in clauses)
    asked = frozenset(_asked_for(root)) if named else frozenset[int]()
    return Grounded(GroundQuery(root, query.sort, query.scope), asked)


def names_something(query: Query) -> bool:
    """Whether anything in a query is looked up in the archive."""
    return _names(query.root)


def _names(node: Node) -> bool:
    kind = type(node)
    return kind in _CHANGES or (kind not in ground.WORDS and any(map(_names, operands(node))))


def _asked_for(node: Node) -> Iterable[int]:
    if isinstance(node, ground.Naming):
        yield from node.entities
    elif not isinstance(node, nodes.Not):
        for part in operands(node):
            yield from _asked_for(part)


class _Grounding:
    """Grounds the clauses of one query. New beside `saved` searches is what came since these were
    looked at.
    """

    def __init__(self, known: Known, saved: frozenset[str] = frozenset()) -> None:
        self._known, self._saved_names = known, saved

    def grounded(self, node: Node) -> Node:
        """A clause without anything to be looked up; itself where there is nothing in it."""
        change = _CHANGES.get(type(node))
        if change is not None:
            return change(self, node)
        inner = operands(node)
        if not inner:
            return node
        changed = [self.grounded(operand) for operand in inner]
        same = all(new is old for new, old in zip(changed, inner, strict=True))
        return node if same else with_operands(node, changed)

    def _named(self, node: nodes.Named) -> Node:
        known = self._known
        if node.begun:
            numbers = known.beginning(node.type, node.name)
        else:
            numbers = known.entities(node.type, node.name, exact=node.exact)
        return ground.Naming(tuple(sorted(numbers)), span=node.span)

    def _state(self, node: nodes.State) -> Node:
        if node.name == "undated":
            return ground.Undated(span=node.span)
        if node.name == "quote":
            return ground.Quoted(span=node.span)
        if node.name == "furniture":
            return ground.Furniture(span=node.span)
        if node.name == "new" and self._saved_names:
            numbers = self._known.new_to(self._saved_names)
        else:
            numbers = self._known.in_state(node.name)
        return ground.Paragraphs(tuple(numbers), span=node.span)

    def _story(self, node: nodes.InStory) -> Node:
        return ground.OfArticles(tuple(self._known.in_story(node.article)), span=node.span)

    def _file(self, node: nodes.FromFile) -> Node:
        numbers = self._known.in_files(node.name, begun=node.begun)
        return ground.OfArticles(tuple(numbers), span=node.span)

    def _said(self, node: nodes.Said) -> Node:
        """What a speaker said, with the words in it."""
        quotes = None
        if node.speaker:
            how = {"exact": node.exact, "begun": node.begun}
            quotes = tuple(self._known.said_by(node.speaker, **how))
        operand = None if node.operand is None else self.grounded(node.operand)
        return ground.Spoken(quotes, operand, span=node.span)

    def _in_field(self, node: nodes.InField) -> Node:
        words = node.operand
        if node.name == "note":
            return self._fitting(self._known.notes(), words, node.span)
        if node.name == "tag":
            given = self._fitting(self._known.tags(), words, node.span)
            return ground.Tagged(words, given.numbers, span=node.span)
        if node.name == "outlet":
            if (called := whole_outlet(words)) is not None:
                return ground.FromOutlet(called, span=node.span)
            if isinstance(words, nodes.Wildcard) and words.pattern == "*":
                return ground.FromOutlet(None, span=node.span)
        if node.name == "url":
            words = address_words(words)
        return ground.InArticles(node.name, words, span=node.span)

    def _fitting(
        self, texts: Iterable[tuple[int, str]], words: Node, span: Span
    ) -> ground.Paragraphs:
        """The paragraphs to which a reader wrote something that a clause of words matches."""
        test = matcher(words)
        numbers = tuple(number for number, text in texts if test(text))
        return ground.Paragraphs(numbers, span=span)

    def _saved(self, node: nodes.Saved) -> Node:
        """What a saved search stands for, in the place where it stands."""
        return _Grounding(self._known).grounded(node.operand)

    def _unread(self, node: nodes.Unread) -> Node:
        return ground.Nothing(span=node.span)


def whole_outlet(words: Node) -> str | None:
    """What a quoted outlet is called, as a whole; None for words that stand in its name."""
    if isinstance(words, nodes.Exact) or (isinstance(words, nodes.Phrase) and not words.slop):
        return words.text
    return None


def address_words(words: Node) -> Node:
    """A clause of an address, with patterns as their words."""
    return mapped(words, _in_words)


def _in_words(node: Node) -> Node:
    return spelt_out(node.pattern, node.span) if isinstance(node, nodes.Wildcard) else node


_CHANGES: dict[type[Any], Callable[[_Grounding, Any], Node]] = {
    nodes.Named: _Grounding._named,
    nodes.State: _Grounding._state,
    nodes.InStory: _Grounding._story,
    nodes.FromFile: _Grounding._file,
    nodes.Said: _Grounding._said,
    nodes.InField: _Grounding._in_field,
    nodes.Saved: _Grounding._saved,
    nodes.Unread: _Grounding._unread,
}


class ArchiveKnowledge:
    """What an archive knows."""

    def __init__(self, database: Database, bookmarks: Bookmarks, copies: CopyGroups) -> None:
        self._database = database
        self._bookmarks, self._copies = bookmarks, copies

    # Names are looked up by what reads the corrections of them too: loaded where a query has one.

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> Sequence[int]:
        from index.store.names import name_lookup  # noqa: PLC0415

        if exact:
            return name_lookup.called(self._database, kind, name)
        return name_lookup.with_words(self._database, kind, name)

    def beginning(self, kind: EntityType | None, name: str) -> Sequence[int]:
        from index.store.names import name_lookup  # noqa: PLC0415

        return name_lookup.with_words(self._database, kind, name, begun=True)

    def said_by(self, speaker: str, *, exact: bool, begun: bool) -> Sequence[tuple[int, int]]:
        from index.search import said_by  # noqa: PLC0415  (few queries ask for quotes)

        def look_up(name: str) -> Sequence[int]:
            return self.beginning(None, name) if begun else self.entities(None, name, exact=exact)

        speakers = said_by.StoredSpeakers(self._database)
        return said_by.quotes_of(speakers, speaker, look_up, begun=begun)

    def in_state(self, state: StateName) -> Sequence[int]:
        if state == "bookmarked":
            return sorted(self._bookmarks.numbers())
        if state == "new":
            return seen.news(self._database)
        if state == "seen":
            return seen.numbers(self._database)
        if state == "copy":
            return self._copies.paragraphs()
        if state == "repeat":
            return self._copies.repeats()
        marked = [mark for mark in self._bookmarks.all() if mark.paragraph is not None]
        chosen = {
            "note": [mark for mark in marked if mark.note],
            "tag": [mark for mark in marked if mark.tags],
        }.get(state, [])
        return [mark.paragraph for mark in chosen if mark.paragraph is not None]

    def new_to(self, saved: Iterable[str]) -> Sequence[int]:
        return sorted(set().union(*(seen.news_of(self._database, name) for name in saved)))

    def in_story(self, article: str) -> Sequence[int]:
        from index.store.derived import story_members  # noqa: PLC0415  (few queries ask for them)

        if article:
            return story_members.named(self._database, article)
        return story_members.every_article(self._database)

    @kept
    def files(self) -> ReadFiles:
        """The files that articles were read from."""
        from index.search.read_files import ReadFiles  # noqa: PLC0415  (few queries ask for them)

        return ReadFiles(self._database)

    def in_files(self, name: str, *, begun: bool) -> Sequence[int]:
        return self.files.articles(name, begun=begun)

    def likelier_file(self, name: str) -> str:
        return self.files.likelier(name)

    def notes(self) -> Iterable[tuple[int, str]]:
        return [(m.paragraph, m.note) for m in self._bookmarks.all() if m.note and m.paragraph]

    def tags(self) -> Iterable[tuple[int, str]]:
        return [(m.paragraph, tag) for m in self._bookmarks.all() if m.paragraph for tag in m.tags]
