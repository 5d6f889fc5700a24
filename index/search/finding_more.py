"""Ways out of nothing, or of little: wider queries, and words as they are likelier spelt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.query.canonical import canonical
from index.query.nodes import And, Node, Query, Scope
from index.search.likelier_spelling import likelier
from index.search.results import Relaxation, Results

FEW = 10
"""Where fewer paragraphs are found there may be more of what is meant."""

_MOST, _TRIED = 4, 16
_MOST_BESIDE = 2
"""So many beside something that was found."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How queries are asked."""

    parse: Callable[[str, Scope], Query]
    count: Callable[[Query, Sequence[str]], int]
    """What a query finds with some filters."""
    texts: Callable[[Node], Sequence[str]]
    """Some paragraphs that a clause finds."""
    days: Callable[[Query, Sequence[str]], Sequence[str]]
    """On which days what a query finds with some filters was published, as far as that is known."""
    file: Callable[[str], str]
    """How the name of a file is likelier spelt, "" where nobody knows."""


def finding_more(results: Results, asking: Asking) -> tuple[Relaxation, ...]:
    """See `Archive.relaxations`."""
    most = _MOST_BESIDE if results.paragraphs else _MOST
    found: list[Relaxation] = []
    for way in _ways(results, asking):
        # What finds no more than was found is none.
        if way.count > results.paragraphs:
            found.append(way)
        if len(found) == most:
            break
    return tuple(found)


def _ways(results: Results, asking: Asking) -> Iterator[Relaxation]:
    text, filters = results.query.text, results.filters
    # What the scope was given beside the text is asked for beside the wider text.
    scope = results.query.scope
    query = asking.parse(text, "paragraph")
    is_nothing = not results.paragraphs
    if filters and is_nothing:
        label = "without the filters" if len(filters) > 1 else "without the filter"
        yield Relaxation(label, text, asking.count(asking.parse(text, scope), ()), unfiltered=True)
    slips = list(likelier(query.root, lambda one: asking.count(Query("", one), ()), asking.texts))
    is_little = 0 < results.paragraphs < FEW and isinstance(query.root, And)
    if not (slips or is_nothing or is_little):
        return
    from index.query import relax  # noqa: PLC0415  (few searches want it)

    spelt = [(f"{word} → {other}", relax.respelt(query, word, other)) for word, other in slips]
    others: list[tuple[str, str]] = []
    if is_nothing:
        guesses = {f"{word}~1" for word, _ in slips}
        wider = relax.candidates(query, results.killer)[:_TRIED]
        others = [one for one in wider if one[0] not in guesses]
        if day := _nearest(query, results, asking):
            others.insert(0, day)
        spelt += relax.other_files(query, asking.file)
    elif is_little:
        others = relax.farther(query)
    for at, (label, other) in enumerate([*spelt, *others]):
        count = asking.count(asking.parse(other, scope), filters)
        yield Relaxation(label, other, count, spelling=at < len(spelt))


def _nearest(query: Query, results: Results, asking: Asking) -> tuple[str, str] | None:
    """The nearest day on which something is found, where it is the days that left nothing."""
    from index.query import other_days  # noqa: PLC0415  (few searches want it)

    found = other_days.days_of(query)
    if found is None or results.killer not in (None, found[0].span):
        return None
    dated, others = found
    rest = asking.parse(canonical(others), results.query.scope)
    return other_days.nearest(query, dated, asking.days(rest, results.filters))
