"""Days around those that a query asks for and on which nothing is found."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from index.query.canonical import canonical
from index.query.combine import both
from index.query.nodes import And, Dated, Everything, Node, Query

_DAY = 10
"""The characters of a day, as ISO has it."""


def longer(node: Dated) -> Iterator[tuple[str, Dated]]:
    """The month and the year around days that are part of them, by what they are called."""
    if node.vague or not (node.first and node.last):
        return
    for size in (7, 4):
        if node.first[:size] == node.last[:size]:
            known = f"{node.first[:size]}-01-01"[:_DAY]
            first = date.fromisoformat(known)
            month = first.month if size == 7 else 12
            last = date(first.year, month, monthrange(first.year, month)[1])
            around = Dated(first.isoformat(), last.isoformat(), span=node.span)
            if around != node:
                yield node.first[:size], around


def days_of(query: Query) -> tuple[Dated, Query] | None:
    """The days that a query asks for, and the query without them; None where it asks for none, or
    for several.
    """
    clauses = _clauses(query)
    dated = [clause for clause in clauses if isinstance(clause, Dated)]
    if len(dated) != 1:
        return None
    rest: list[Node] = [clause for clause in clauses if clause is not dated[0]]
    root = both(rest) if rest else Everything(span=query.root.span)
    return dated[0], replace(query, root=root)


def nearest(query: Query, node: Dated, days: Iterable[str]) -> tuple[str, str] | None:
    """The query with that of some days which is the nearest to those that its one clause of days
    asks for, behind what is to be said of it; None where there is none.
    """
    known = [date.fromisoformat(day) for day in days if len(day) == _DAY]
    if node.vague or not known:
        return None
    first = date.fromisoformat(node.first or node.last or date.min.isoformat())
    last = date.fromisoformat(node.last or node.first or date.max.isoformat())

    def apart(day: date) -> tuple[int, date]:
        return max((first - day).days, (day - last).days), day

    day = min(known, key=apart).isoformat()
    there = Dated(day, day, span=node.span)
    root = both([there if clause is node else clause for clause in _clauses(query)])
    return f"the nearest day, {day}", canonical(replace(query, root=root))


def _clauses(query: Query) -> Sequence[Node]:
    return query.root.operands if isinstance(query.root, And) else (query.root,)
