"""Reads a query: any text in, a tree of clauses out, with what was repaired on the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.query.nodes import Query, Scope
from index.query.tokens import Report
from index.query.usual_forms import usual

if TYPE_CHECKING:
    from index.query.saved_searches import Searches

_NO_SEARCHES: Mapping[str, str] = MappingProxyType({})
_LONG = 1_000
"""Characters; a text that is longer is not remembered."""


def parse(
    text: str,
    *,
    saved: Searches = _NO_SEARCHES,
    today: date | None = None,
    scope: Scope = "paragraph",
    typing: bool = False,
) -> Query:
    """The query that a text means. Never raises: what cannot be read is repaired and reported.

    `saved` gives the saved searches that `@name` stands for, `today` the day that `last_week` is
    counted from. `scope` holds where the text does not say. `typing`: the text is still being
    written at its end; its last word may go on, and what has begun there restricts nothing yet.
    """
    # `date.today` looks a module up, which takes ten times as long.
    day = today or datetime.now().date()  # noqa: DTZ005  (the reader's own day)
    if saved is _NO_SEARCHES and len(text) <= _LONG:
        return _parsed(text, (), day, scope, typing)
    if len(text) > _LONG or not isinstance(saved, Mapping):
        return _parse(text, saved, day, scope, typing)
    return _parsed(text, tuple(saved.items()), day, scope, typing)


@lru_cache(maxsize=256)
def _parsed(
    text: str, saved: tuple[tuple[str, str], ...], day: date, scope: Scope, typing: bool
) -> Query:
    """Who types goes back and forth between the same texts."""
    return _parse(text, dict(saved), day, scope, typing)


def _parse(text: str, saved: Searches, day: date, scope: Scope, typing: bool) -> Query:
    if root := usual(text, day, typing=typing):
        return Query(text, root, "relevance", scope, ())
    return _token_by_token(text, saved, day, scope, typing)


def _token_by_token(text: str, saved: Searches, day: date, scope: Scope, typing: bool) -> Query:
    # A search for some words in the shell does without.
    from index.query.grammar import read  # noqa: PLC0415
    from index.query.saved_searches import Context  # noqa: PLC0415
    from index.query.unfinished import at_end  # noqa: PLC0415

    report = Report(typing=typing)
    root, asked = read(text, Context(saved, day, scope), report)
    repairs = report.all()
    if typing:
        repairs = tuple(repair for repair in repairs if not at_end(repair, text))
    return Query(text, root, asked.sort or "relevance", asked.scope or scope, repairs)
