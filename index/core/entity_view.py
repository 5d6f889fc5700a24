"""What a page about an entity shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.core.counts import CoOccurrence
from index.core.hits import Hit
from index.core.quote_view import QuoteView
from index.core.values import EntityType


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
