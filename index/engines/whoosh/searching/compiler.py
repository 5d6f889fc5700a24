"""From a ground query to Whoosh query objects."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from whoosh import query as wq

from index.core.values import Span
from index.engines import article_clauses
from index.engines.whoosh.index_schema import FURNITURE, TEXT, TITLE, TITLE_WEIGHT
from index.engines.whoosh.searching import queries
from index.engines.whoosh.untyped import Whoosh
from index.engines.whoosh.words import query_terms
from index.engines.whoosh.words.query_terms import Row
from index.query import ground, nodes
from index.query.ground import GroundQuery, WordClause
from index.query.nodes import Node

_JOINED = (nodes.And, nodes.Or)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query for a Whoosh searcher, and its clauses at the top with their places in the text.

    `joined` says how these are joined: all, any, or that there is but one.
    """

    query: Whoosh
    clauses: tuple[tuple[Span, Whoosh], ...]
    joined: type[Any] | None


def compiled(query: GroundQuery) -> Compiled:
    """The Whoosh query that finds what a ground query means."""
    compiler = _Compiler()
    root = query.root
    whole = compiler.anywhere(root)
    joined = None
    clauses: tuple[tuple[Span, Whoosh], ...] = ((root.span, whole),)
    if isinstance(root, _JOINED) and root.operands:
        joined = wq.And if isinstance(root, nodes.And) else wq.Or
        clauses = tuple((part.span, compiler.anywhere(part)) for part in root.operands)
    if query.scope == "article":
        whole = _in_one_article(compiler, root)
    return Compiled(whole, clauses, joined)


def up_to(query: GroundQuery, count: int) -> Whoosh:
    """The first clauses of several that have to be found in one article."""
    root = query.root
    assert isinstance(root, _JOINED)
    part = type(root)(root.operands[:count], span=root.span)
    return _in_one_article(_Compiler(), part)


def _in_one_article(compiler: _Compiler, root: Node) -> Whoosh:
    child = compiler.anywhere(root)
    making, scored = article_clauses.making_hits(root), article_clauses.positive(root)
    whole, here = article_clauses.parted(root)
    if here:
        compiler.begin(root)
        every = wq.Or([queries.EveryParagraph(), queries.IsFurniture()])
        child = compiler.anywhere(nodes.And(tuple(whole), span=root.span)) if whole else every
    return queries.InOneArticle(
        child,
        [compiler.anywhere(clause) for clause in making] or [compiler.everything()],
        [compiler.anywhere(clause) for clause in scored],
        [compiler.here(clause) for clause in here],
    )


class _Words(NamedTuple):
    """A clause of words, the same in every field: what it asks for, and its terms as written."""

    clause: Any
    rows: Sequence[Row]
    word: str
    terms: list[str]


@lru_cache(maxsize=64)
def _clause(kind: Any, values: tuple[Any, ...]) -> _Words:
    clause = kind(*values, span=_NOWHERE)
    rows = query_terms.rows(clause) if kind in _PLAIN else ()
    return _Words(clause, rows, query_terms.sole_word(rows), queries.plain_words(rows))


@lru_cache(maxsize=1024)
def _leaf(kind: Any, values: tuple[Any, ...], field: str) -> Whoosh:
    """A clause of words in a field. What finds the same is the same object, never changed."""
    clause, rows, word, terms = _clause(kind, values)
    boost = TITLE_WEIGHT if field == TITLE else 1.0
    made = _WORDS[kind](clause, terms, field, boost)
    made.stands_for(clause, (kind, *values), rows, word)
    return made


@lru_cache(maxsize=1024)
def _everywhere(kind: Any, values: tuple[Any, ...]) -> Whoosh:
    both = [_leaf(kind, values, TEXT), _leaf(kind, values, TITLE)]
    return queries.Anywhere(both, (kind, *values))


@lru_cache(maxsize=1024)
def _in_furniture(kind: Any, values: tuple[Any, ...]) -> Whoosh:
    return queries.Anywhere([_leaf(kind, values, FURNITURE)], (FURNITURE, kind, *values))


_NOWHERE = Span(0, 0)
_PLAIN = (nodes.Word, nodes.Exact, nodes.Phrase, nodes.Prefix)


def _term(_clause: nodes.Word | nodes.Exact, words: list[str], field: str, boost: float) -> Whoosh:
    if len(words) > 1:
        return queries.WordsPhrase(field, words, boost=boost)
    return queries.InflectedTerm(field, "".join(words), boost=boost)


def _phrase(clause: nodes.Phrase, words: list[str], field: str, boost: float) -> Whoosh:
    return queries.WordsPhrase(field, words, slop=clause.slop + 1, boost=boost)


def _begun(_clause: nodes.Prefix, words: list[str], field: str, boost: float) -> Whoosh:
    return queries.BegunWord(field, words[-1] if words else "", boost=boost)


_WORDS: dict[type[Any], Callable[[Any, list[str], str, float], Whoosh]] = {
    nodes.Word: _term,
    nodes.Exact: _term,
    nodes.Phrase: _phrase,
    nodes.Prefix: _begun,
    nodes.Wildcard: lambda c, _words, field, boost: queries.WordPattern(
        field, c.pattern, boost=boost
    ),
    nodes.Fuzzy: lambda c, _words, field, boost: queries.SimilarWord(
        field, c.text, boost=boost, maxdist=c.distance
    ),
    nodes.Regex: lambda c, _words, field, boost: queries.WordRegex(field, c.pattern, boost=boost),
}
"""How each kind of word is written in Whoosh's terms; what it finds, its clause says."""

_VALUES: dict[type[Any], Callable[[Any], tuple[Any, ...]]] = {
    nodes.Word: lambda c: (c.text,),
    nodes.Exact: lambda c: (c.text,),
    nodes.Phrase: lambda c: (c.text, c.slop),
    nodes.Prefix: lambda c: (c.text, c.quoted),
    nodes.Wildcard: lambda c: (c.pattern,),
    nodes.Fuzzy: lambda c: (c.text, c.distance),
    nodes.Regex: lambda c: (c.pattern,),
}
"""What a clause of words says, wherever it stands in a query."""


class _Compiler:
    """Compiles the clauses of one query: each to one object, however often it is asked for."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str], Whoosh] = {}
        self._text = TEXT
        """Where words outside of any field are looked for: FURNITURE beside `is:furniture`."""

    def begin(self, root: Node) -> None:
        """Look from now on where a whole query does: among texts, or furniture."""
        if isinstance(root, nodes.And) and ground.is_about_furniture(root):
            self._text = FURNITURE

    def anywhere(self, node: Node) -> Whoosh:
        """A clause outside of any field: words in it are looked for in text and headline."""
        return self.within(node, "")

    def within(self, node: Node, field: str) -> Whoosh:
        """A clause in one field, or ("") where it looks itself."""
        place = (id(node), field)
        made = self._made.get(place)
        if made is None:
            made = self._made[place] = _COMPILE[type(node)](self, node, field)
        return made

    def all_of(self, operands: Sequence[Node], field: str) -> list[Whoosh]:
        return [self.within(operand, field) for operand in operands]

    def words(self, clause: WordClause, field: str) -> Whoosh:
        kind: Any = type(clause)
        values = _VALUES[kind](clause)
        if field:
            return _leaf(kind, values, field)
        anywhere = _everywhere if self._text == TEXT else _in_furniture
        return anywhere(kind, values)

    def everything(self) -> Whoosh:
        return queries.EveryParagraph() if self._text == TEXT else queries.IsFurniture()

    def and_(self, node: nodes.And, field: str) -> Whoosh:
        if not node.operands:
            return self.everything() if field in _TEXTS else queries.FirstParagraphs()
        before = self._text
        if ground.is_about_furniture(node):
            self._text = FURNITURE
        try:
            return wq.And(self.all_of(node.operands, field))
        finally:
            self._text = before

    def or_(self, node: nodes.Or, field: str) -> Whoosh:
        return wq.Or(self.all_of(node.operands, field)) if node.operands else wq.NullQuery

    def most_of(self, node: nodes.MostOf, field: str) -> Whoosh:
        return queries.MostOfThem(self.all_of(node.operands, field))

    def not_(self, node: nodes.Not, field: str) -> Whoosh:
        operand = self.within(node.operand, field)
        if field in _TEXTS:
            return self._without(operand)
        # Fields of articles stand in their first paragraphs only.
        return wq.And([queries.FirstParagraphs(), queries.Without(operand)])

    def _without(self, operand: Whoosh) -> Whoosh:
        without = queries.Without(operand)
        return without if self._text == TEXT else wq.And([queries.IsFurniture(), without])

    def near(self, node: nodes.Near, field: str) -> Whoosh:
        key = _several(node, node.distance, node.ordered)
        if field:
            parts = self.all_of(node.operands, field)
            return queries.NearBy(parts, field, node.distance, ordered=node.ordered, key=key)
        if self._text == FURNITURE:
            return self.near(node, FURNITURE)
        return queries.Anywhere([self.near(node, TEXT), self.near(node, TITLE)], key)

    def same_sentence(self, node: nodes.SameSentence, field: str) -> Whoosh:
        inside = field or self._text
        return queries.InSentence(
            self.all_of(node.operands, inside),
            self.all_of(node.operands, field),
            inside,
            _several(node),
        )

    def at_least(self, node: nodes.AtLeast, field: str) -> Whoosh:
        child = self.within(node.operand, field or self._text)
        return queries.AtLeastTimes(child, node.count, self.within(node.operand, field))

    def lead(self, node: nodes.Lead, field: str) -> Whoosh:
        return queries.InLead(self.within(node.operand, field))

    def here(self, node: Node) -> Whoosh:
        """What a paragraph has to fulfil itself, or (what is not in `here:`) its article."""
        if isinstance(node, nodes.Here):
            return self.anywhere(node.operand)
        if isinstance(node, nodes.Not):
            return self._without(self.here(node.operand))
        if isinstance(node, _JOINED) and node.operands:
            several = [self.here(operand) for operand in node.operands]
            return wq.And(several) if isinstance(node, nodes.And) else wq.Or(several)
        # Whatever makes a paragraph a hit said whether that may be furniture.
        return queries.OfArticles(self.anywhere(node), "", furniture=True)

    def in_articles(self, node: ground.InArticles, _field: str) -> Whoosh:
        return self.of_articles(
            queries.OfArticles(
                self.within(node.operand, node.field), node.field, clause_key(node.operand)
            )
        )

    def paragraphs(self, node: ground.Paragraphs, _field: str) -> Whoosh:
        # What is known of paragraphs is known of furniture too, which is not found by it.
        return queries.Numbered(node.numbers, furniture=self._text == FURNITURE)

    def spoken(self, node: ground.Spoken, _field: str) -> Whoosh:
        child = None if node.operand is None else self.within(node.operand, TEXT)
        return queries.Spoken(child, node.quotes)

    def tagged(self, node: ground.Tagged, _field: str) -> Whoosh:
        of_articles = queries.OfArticles(self.within(node.operand, "tag"), "tag")
        return wq.Or([self.of_articles(of_articles), queries.Numbered(node.numbers)])

    def of_articles(self, query: Whoosh) -> Whoosh:
        """What holds for whole articles: of their furniture, where that is asked for."""
        return query if self._text == TEXT else queries.FurnitureOf(query)


_TEXTS = ("", TEXT, FURNITURE)

_COMPILE: dict[type[Any], Callable[[_Compiler, Any, str], Whoosh]] = {
    **dict.fromkeys(ground.WORDS, _Compiler.words),
    nodes.And: _Compiler.and_,
    nodes.Or: _Compiler.or_,
    nodes.MostOf: _Compiler.most_of,
    nodes.Not: _Compiler.not_,
    nodes.Near: _Compiler.near,
    nodes.SameSentence: _Compiler.same_sentence,
    nodes.AtLeast: _Compiler.at_least,
    nodes.Lead: _Compiler.lead,
    nodes.Here: lambda compiler, node, field: compiler.within(node.operand, field),
    nodes.Everything: lambda compiler, _node, _field: compiler.everything(),
    nodes.Dated: lambda compiler, node, _field: compiler.of_articles(
        queries.DatedWithin(node.first, node.last, vague=node.vague)
    ),
    ground.Furniture: lambda _compiler, _node, _field: queries.IsFurniture(),
    ground.Nothing: lambda _compiler, _node, _field: wq.NullQuery,
    ground.Naming: lambda _compiler, node, _field: queries.NamesEntity(node.entities),
    ground.Paragraphs: _Compiler.paragraphs,
    ground.OfArticles: lambda compiler, node, _field: compiler.of_articles(
        queries.InNumberedArticles(node.numbers)
    ),
    ground.Undated: lambda compiler, _node, _field: compiler.of_articles(queries.WithoutDate()),
    ground.FromOutlet: lambda compiler, node, _field: compiler.of_articles(
        queries.FromOutlet(node.name)
    ),
    ground.InArticles: _Compiler.in_articles,
    ground.Tagged: _Compiler.tagged,
    ground.Quoted: lambda _compiler, _node, _field: queries.BetweenMarks(),
    ground.Spoken: _Compiler.spoken,
}


def clause_key(node: Node) -> Hashable:
    """What clauses of words ask for, wherever they stand; None of others."""
    values = _VALUES.get(type(node))
    if values is not None:
        return (type(node), *values(node))
    if isinstance(node, nodes.Near):
        return _several(node, node.distance, node.ordered)
    if isinstance(node, nodes.And | nodes.Or | nodes.SameSentence):
        return _several(node)
    return None


def _several(
    node: nodes.And | nodes.Or | nodes.Near | nodes.SameSentence, *more: Hashable
) -> Hashable:
    keys = tuple(map(clause_key, node.operands))
    return None if None in keys else (type(node), *more, keys)
