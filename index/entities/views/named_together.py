"""When entities are named together, whichever engine is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from index.core.counts import JointDates
from index.core.values import Span
from index.engines.contract import Search
from index.query import ground, nodes
from index.query.ground import GroundQuery

_NOWHERE = Span(0, 0)

Found = TypeVar("Found", bound=Search)


def naming(numbers: Sequence[int]) -> GroundQuery:
    """The query for paragraphs that name all of some entities, newest first."""
    clauses = tuple(ground.Naming((number,), span=_NOWHERE) for number in numbers)
    return GroundQuery(nodes.And(clauses, span=_NOWHERE), sort="newest")


def ends(found: Search) -> tuple[int, int] | None:
    """A paragraph of the first and one of the last article that has a date, of what was found for
    `naming`; None where no article has one.
    """
    dated = found.total.count - dict(found.histogram("month")).get("", 0)
    if not dated:
        return None
    # The newest first, undated ones last.
    last, first = (int(found.page(at, 1).paragraphs[0]) for at in (0, dated - 1))
    return first, last


def joint_dates(
    number: int,
    others: Sequence[int],
    ask: Callable[[int, int], Found],
    dates: Callable[[Found], tuple[str, str]],
) -> list[JointDates]:
    """When an entity and each of some others are named together: `ask` finds where two are, and
    `dates` says when the first and the last article of that is from.
    """
    found = []
    for other in others:
        together = ask(number, other)
        first, last = dates(together)
        found.append(JointDates(other, tuple(together.histogram("month")), first, last))
    return found
