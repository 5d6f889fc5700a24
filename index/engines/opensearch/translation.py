"""From a ground query to conditions of a cluster: what is found, not how well.

The clauses mean what `index.engines.whoosh.searching.compiler` makes of them. What a single
request cannot say (how rare words are, what only reading tells) is looked up before, see `lookups`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Protocol

from index.core import dates
from index.core.folding import whole
from index.engines.opensearch import conditions
from index.engines.opensearch.intervals import Inexact, Intervals, quote, rows
from index.engines.opensearch.leaves import Leaf, Spot, Texts, leaf, whole_words
from index.engines.opensearch.mappings import FURNITURE, HEAD, HEADLINE, MOST_NUMBERS, TEXT
from index.query import ground, nodes
from index.query.ground import WordClause
from index.query.nodes import Node

Json = dict[str, Any]

_TEXTS = ("", TEXT, FURNITURE)


class Lookups(Texts, Protocol):
    """What is asked of the cluster before a query can be put."""

    def most_of(self, parts: Sequence[Json]) -> Json:
        """What holds most of several conditions, weighed by how rare each is."""

    def reading(self, node: Node, field: str, wider: Json) -> Json:
        """What a clause matches, told by reading what a wider condition leaves."""

    def naming(self, entities: Sequence[int]) -> Json:
        """What names one of some entities."""


class Translation:
    """Translates the clauses of one query: each once, however often it is asked for.

    `reads`: where words stand is told by reading, because the cluster cannot.
    """

    def __init__(self, lookups: Lookups, *, reads: bool = False) -> None:
        self._lookups, self._reads = lookups, reads
        self._made: dict[tuple[int, str], tuple[Node, Json]] = {}
        self._leaves: dict[tuple[int, str], tuple[Node, Leaf]] = {}
        self._text = TEXT
        """Where words outside of any field are looked for: FURNITURE beside `is:furniture`."""
        self._texts: dict[int, str] = {}
        """The same for each clause, by where it stands in the query."""

    def condition(self, node: Node, field: str = "") -> Json:
        """What a clause finds, in one field or ("") where it looks itself."""
        key = (id(node), field)
        if key not in self._made:
            before = self._text
            self._text = self._texts.setdefault(id(node), before)
            # The clause is held on to, so that no other one gets its id.
            self._made[key] = (node, self._condition(node, field))
            self._text = before
        return self._made[key][1]

    def _condition(self, node: Node, field: str) -> Json:
        if isinstance(node, ground.WORDS):
            return conditions.any_of([self.words(node, one) for one in self.fields(node, field)])
        return _CONDITIONS[type(node)](self, node, field)

    def fields(self, node: Node, field: str) -> Sequence[str]:
        """Where the words of a clause are looked for."""
        if field:
            return (field,)
        return (TEXT, HEADLINE) if self.is_shown(node) else (FURNITURE,)

    def is_shown(self, node: Node) -> bool:
        """Whether a clause is looked for in what is no furniture."""
        return self._texts.get(id(node), self._text) == TEXT

    def leaf(self, node: WordClause, field: str) -> Leaf:
        """What words stand for in a field."""
        key = (id(node), field)
        if key not in self._leaves:
            self._leaves[key] = (node, leaf(node, field, self._lookups))
        return self._leaves[key][1]

    def words(self, node: WordClause, field: str) -> Json:
        """A clause of words in a field."""
        found = self.leaf(node, field)
        single = [row[0] for row in found.alternatives if len(row) == 1]
        if len(single) == len(found.alternatives) and not found.read:
            return conditions.any_of([conditions.word(field, spot) for spot in single])
        return self.placed(node, field, lambda: rows(found).rule)

    def row(self, row: Sequence[Spot], field: str) -> Json:
        """Words in a row, none of them by a pattern."""
        return conditions.intervals(field, rows(Leaf((tuple(row),))).rule)

    def placed(self, node: Node, field: str, rule: Callable[[], Json]) -> Json:
        """Where a rule of intervals holds; where none says it, what reading tells."""
        if not self._reads:
            with suppress(Inexact):
                return conditions.intervals(field, rule())
        return self._lookups.reading(node, field, self._wider(node, field))

    def _wider(self, node: Node, field: str) -> Json:
        """What holds wherever a clause about places can, without looking at these."""
        match node:
            case nodes.Near() | nodes.SameSentence() | nodes.And():
                parts = [o for o in node.operands if not isinstance(o, nodes.Not)]
                return conditions.all_of([self._wider(o, field) for o in parts] or [_has(field)])
            case nodes.Or():
                return conditions.any_of([self._wider(o, field) for o in node.operands])
            case nodes.AtLeast() | nodes.Lead() | nodes.Here():
                return self._wider(node.operand, field)
            case ground.Spoken():
                return self._quoting(node.quotes)
        if not isinstance(node, ground.WORDS):
            return self.condition(node, field)
        spread = [
            conditions.all_of([conditions.word(field, spot) for spot in row] or [_has(field)])
            for row in self.leaf(node, field).alternatives
        ]
        return conditions.any_of(spread)

    def intervals(self, field: str) -> Intervals:
        """Where words stand in a field."""
        return Intervals(lambda node: self.leaf(node, field), sentences=field == TEXT)

    def begin(self, root: Node) -> None:
        """Look from now on where a whole query does: among texts, or furniture."""
        if isinstance(root, nodes.And) and ground.is_about_furniture(root):
            self._text = FURNITURE

    def everything(self) -> Json:
        """All paragraphs that are looked at."""
        return conditions.SHOWN if self._text == TEXT else conditions.FURNITURE

    def of_articles(self, condition: Json) -> Json:
        """What holds for whole articles: of their furniture, where that is asked for."""
        return conditions.all_of([self.everything(), condition])

    def _and(self, node: nodes.And, field: str) -> Json:
        if not node.operands:
            return self.everything() if field in _TEXTS else conditions.EVERYTHING
        if ground.is_about_furniture(node):
            self._text = FURNITURE
        # An exclusion is no condition of its own here; asked for by itself it is about the same.
        self._texts |= {id(o): self._text for o in node.operands if id(o) not in self._texts}
        wanted = [o for o in node.operands if not isinstance(o, nodes.Not)]
        unwanted = [o.operand for o in node.operands if isinstance(o, nodes.Not)]
        found = [self.condition(operand, field) for operand in wanted]
        if not found:
            found = [self.everything() if field in _TEXTS else conditions.EVERYTHING]
        return conditions.all_of(found, [self.condition(operand, field) for operand in unwanted])

    def _or(self, node: nodes.Or, field: str) -> Json:
        return conditions.any_of([self.condition(operand, field) for operand in node.operands])

    def _not(self, node: nodes.Not, field: str) -> Json:
        every = self.everything() if field in _TEXTS else conditions.EVERYTHING
        return conditions.all_of([every], [self.condition(node.operand, field)])

    def _most_of(self, node: nodes.MostOf, field: str) -> Json:
        return self._lookups.most_of([self.condition(o, field) for o in node.operands])

    def near(self, node: nodes.Near, field: str) -> Json:
        """Clauses near each other in one field, or in any where words are looked for."""
        found = [
            self.placed(node, one, lambda one=one: self.intervals(one).source(node).rule)  # type: ignore[misc]
            for one in self.fields(node, field)
        ]
        return conditions.any_of(found)

    def _same_sentence(self, node: nodes.SameSentence, field: str) -> Json:
        inside = field or self._text
        return self.placed(node, inside, lambda: self.intervals(inside).sentence(node.operands))

    def _at_least(self, node: nodes.AtLeast, field: str) -> Json:
        inside = field or self._text
        rule = self.intervals(inside)
        return self.placed(node, inside, lambda: rule.times(node.operand, node.count))

    def _lead(self, node: nodes.Lead, field: str) -> Json:
        return conditions.all_of(
            [self.condition(node.operand, field), {"range": {"ordinal": {"lte": 2}}}]
        )

    def _in_articles(self, node: ground.InArticles, _field: str) -> Json:
        return self.of_articles(self.condition(node.operand, f"{HEAD}.{node.field}"))

    def _tagged(self, node: ground.Tagged, _field: str) -> Json:
        came = self.of_articles(self.condition(node.operand, f"{HEAD}.tag"))
        return conditions.any_of([came, numbered(node.numbers)])

    def _from_outlet(self, node: ground.FromOutlet, _field: str) -> Json:
        if node.name is None:
            return self.of_articles({"exists": {"field": "outlet_key"}})
        return self.of_articles({"term": {"outlet_key": whole(node.name)}})

    def _naming(self, node: ground.Naming, _field: str) -> Json:
        return conditions.all_of([conditions.SHOWN, self._lookups.naming(node.entities)])

    # Inside of quotes

    def _quoting(self, quotes: Sequence[tuple[int, int]] | None) -> Json:
        """Paragraphs that have one of some quotes."""
        found = [
            conditions.all_of([numbered(numbers), {"range": {"quotes": {"gt": min(places)}}}])
            for places, numbers in _by_places(quotes)
        ]
        return {"exists": {"field": "quotes"}} if quotes is None else conditions.any_of(found)

    def _spoken(self, node: ground.Spoken, _field: str) -> Json:
        quoting = self._quoting(node.quotes)
        if node.operand is None:
            return quoting
        if node.quotes is None:
            groups: list[tuple[frozenset[int] | None, Sequence[int]]] = [(None, ())]
        else:
            groups = list(_by_places(node.quotes))
        if not self._reads:
            with suppress(Inexact):
                found = [
                    conditions.all_of([self._said(node.operand, places), *_among(numbers)])
                    for places, numbers in groups
                ]
                return conditions.all_of([quoting, conditions.any_of(found)])
        return self._lookups.reading(node, TEXT, quoting)

    def _said(self, node: Node, places: frozenset[int] | None) -> Json:
        """What matches inside of the quotes of some places. Raises Inexact."""
        match node:
            case nodes.Everything():
                return conditions.SHOWN
            case nodes.And():
                return conditions.all_of([self._said(o, places) for o in node.operands])
            case nodes.Or():
                return conditions.any_of([self._said(o, places) for o in node.operands])
            case nodes.Not():
                return conditions.all_of([conditions.SHOWN], [self._said(node.operand, places)])
        intervals, container = self.intervals(TEXT), quote(places)
        match node:
            case nodes.SameSentence():
                rule = intervals.sentence(node.operands, container)
            case nodes.AtLeast():
                rule = intervals.times(node.operand, node.count, container)
            case _:
                rule = intervals.source(node, container).rule
        return conditions.intervals(TEXT, rule)


def numbered(numbers: Sequence[int], field: str = "number") -> Json:
    """What has one of some numbers, however many."""
    starts = range(0, len(numbers), MOST_NUMBERS)
    parts = [conditions.terms(field, numbers[at : at + MOST_NUMBERS]) for at in starts]
    return conditions.any_of(parts)


def compound_words(node: Node) -> Iterator[str]:
    """The words of a query that may be written with a hyphen inside."""
    if isinstance(node, ground.WORDS):
        yield from whole_words(node)
    for part in parts_of(node):
        yield from compound_words(part)


def parts_of(node: Node) -> Sequence[Node]:
    """The clauses that a clause is made of."""
    several: Sequence[Node] | None = getattr(node, "operands", None)
    if several is not None:
        return several
    one: Node | None = getattr(node, "operand", None)
    return () if one is None else (one,)


def _by_places(
    quotes: Sequence[tuple[int, int]] | None,
) -> Iterator[tuple[frozenset[int], list[int]]]:
    """Paragraphs put together by which of their quotes are meant."""
    of_paragraph: dict[int, set[int]] = {}
    for number, place in quotes or ():
        of_paragraph.setdefault(number, set()).add(place)
    groups: dict[frozenset[int], list[int]] = {}
    for number, places in of_paragraph.items():
        groups.setdefault(frozenset(places), []).append(number)
    yield from groups.items()


def _among(numbers: Sequence[int]) -> list[Json]:
    return [numbered(numbers)] if numbers else []


def _has(field: str) -> Json:
    return {"exists": {"field": field}}


def _dated(node: nodes.Dated) -> Json:
    """Articles dated within days."""
    first, last = dates.days(node.first), dates.days(node.last)
    if node.vague and first and last:
        ends = (("from", first[0]), ("to", last[1]))
        return conditions.all_of([{"term": {name: day.toordinal()}} for name, day in ends])
    if (node.first and not first) or (node.last and not last):
        return conditions.NOTHING
    within = []
    if first:
        within.append({"range": {"from": {"gte": first[0].toordinal()}}})
    if last:
        within.append({"range": {"to": {"lte": last[1].toordinal()}}})
    return conditions.all_of(within or [{"exists": {"field": "from"}}])


_CONDITIONS: dict[type[Any], Callable[[Translation, Any, str], Json]] = {
    nodes.And: Translation._and,
    nodes.Or: Translation._or,
    nodes.MostOf: Translation._most_of,
    nodes.Not: Translation._not,
    nodes.Near: Translation.near,
    nodes.SameSentence: Translation._same_sentence,
    nodes.AtLeast: Translation._at_least,
    nodes.Lead: Translation._lead,
    nodes.Here: lambda translation, node, field: translation.condition(node.operand, field),
    nodes.Everything: lambda translation, _node, _field: translation.everything(),
    nodes.Dated: lambda translation, node, _field: translation.of_articles(_dated(node)),
    ground.Furniture: lambda _translation, _node, _field: conditions.FURNITURE,
    ground.Nothing: lambda _translation, _node, _field: conditions.NOTHING,
    ground.Naming: Translation._naming,
    # What is known of paragraphs is known of furniture too, which is not found by it.
    ground.Paragraphs: lambda translation, node, _field: translation.of_articles(
        numbered(node.numbers)
    ),
    ground.OfArticles: lambda translation, node, _field: translation.of_articles(
        numbered(node.numbers, "article")
    ),
    ground.Undated: lambda translation, _node, _field: conditions.all_of(
        [translation.everything()], [{"exists": {"field": "instant"}}]
    ),
    ground.FromOutlet: Translation._from_outlet,
    ground.InArticles: Translation._in_articles,
    ground.Tagged: Translation._tagged,
    ground.Quoted: lambda _translation, _node, _field: {"term": {"quoted": True}},
    ground.Spoken: Translation._spoken,
}
