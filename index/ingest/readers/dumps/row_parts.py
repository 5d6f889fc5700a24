"""Tables and records with a row a paragraph, a sentence or the like: put together to articles.

Rows that come one after the other are parts of one article when they say the same of it, and either
count its parts or, at one address or with one id, have texts that have little in common. Rows alike
are not: they are versions of an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from index.core.addresses import is_front_page
from index.core.article import Article
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import DAMAGE
from index.ingest.readers.field_names import compact

# What counts the parts of an article: `para_id`, `Sentence No.`, `chunk`.
_COUNTS = late(
    r"(?:paragraphe?|para|par|sentence|sent|chunk|segment|passage|block|absatz|satz|phrase|alinea"
    r"|parrafo|oracion|frase|paragrafo)(?:id|ids?x|index|number|num|no|nr|order|position|pos|n)?"
)
_LAST_NUMBER = late(r"(?:^|\D)(\d{1,9})\s*$")
# Texts with more of the shorter one's words in common are two states of one text.
_ALIKE = 0.5

Row = tuple[Any, Article | Skipped]


@lru_cache(maxsize=512)
def is_count(key: str) -> bool:
    """Whether a key may count the parts of an article."""
    return bool(_COUNTS.fullmatch(compact(key)))


def put_together(rows: Iterable[Row]) -> Iterator[Article | Skipped]:
    """The articles of rows, each given with the record it was made of; those that are parts of one
    are one, with what the first said, and the first such article of all says so.
    """
    told = False
    damage: Exception | None = None
    parts: list[Article] = []
    last: int | None = None
    try:
        for record, found in rows:
            number = _number(record)
            if isinstance(found, Article) and parts and _goes_on(parts[-1], last, found, number):
                parts.append(found)
            else:
                if parts:
                    yield _whole(parts, tell=not told)
                    told = told or len(parts) > 1
                parts = [found] if isinstance(found, Article) else []
                if isinstance(found, Skipped):
                    yield found
            last = number
    except DAMAGE as error:
        # What stands before the damage was read.
        damage = error
    is_whole = damage is None or not (told or len(parts) > 1)
    if parts and is_whole:  # else a part of it may stand behind the damage
        yield _whole(parts, tell=not told)
    if damage is not None:
        raise damage


def _number(record: Any) -> int | None:
    """Which part a record holds, None where it does not say."""
    if not isinstance(record, Mapping):
        return None
    for key, value in record.items():
        if isinstance(key, str) and isinstance(value, str | int | float) and is_count(key):
            found = _LAST_NUMBER.search(str(value).removesuffix(".0"))
            if found:
                return int(found[1])
    return None


def _goes_on(before: Article, last: int | None, one: Article, number: int | None) -> bool:
    """Whether a row holds the part behind the one before it."""
    if _said(before) != _said(one) or before.paragraphs == one.paragraphs:
        return False
    if last is not None and number is not None:
        return number > last and bool(one.url or one.title or before.source_id == one.source_id)
    known = one.url and not is_front_page(one.url)
    same_id = one.source_id and before.source_id == one.source_id
    return bool((known or same_id) and last is number and not _are_alike(before, one))


def _said(article: Article) -> tuple[str, ...]:
    """What rows of one article say alike; ids may be those of the rows."""
    return (article.url, article.title, article.date, article.outlet, article.byline)


def _are_alike(one: Article, other: Article) -> bool:
    words, others = ({*" ".join(each.paragraphs).lower().split()} for each in (one, other))
    return len(words & others) > _ALIKE * min(len(words), len(others))


def _whole(parts: list[Article], *, tell: bool) -> Article:
    """The article of some rows."""
    if len(parts) == 1:
        return parts[0]
    first = parts[0]
    remarks = [remark for part in parts for remark in part.remarks]
    if tell:
        remarks.append("rows that hold a part of an article each were put together")
    return replace(
        first,
        paragraphs=tuple(text for part in parts for text in part.paragraphs),
        source_id=first.source_id if len({part.source_id for part in parts}) == 1 else "",
        tags=tuple(dict.fromkeys(tag for part in parts for tag in part.tags)),
        remarks=tuple(remarks),
    )
