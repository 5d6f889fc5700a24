"""A paragraph as engines are given it."""

from __future__ import annotations

from typing import NamedTuple


class ParagraphDoc(NamedTuple):
    """A paragraph as it is indexed: a tuple, because one is made for every paragraph there is.

    `number` is the archive's number of the paragraph: unique, growing, never used again. `article`
    is its article's number, `ordinal` counts from 1. `title` comes with every paragraph but is
    indexed with the first only. `entities` are the distinct numbers of the entities it names.
    `furniture`: it stands in many articles and tells nothing of this one; it is found where that is
    asked for, and its headline stands with the first paragraph that is none. `quotes` are the
    stretches that it puts in somebody's mouth, apart from each other and in order: start, end, and
    whether any of it stands between quotation marks.
    """

    number: int
    article: int
    ordinal: int
    text: str
    title: str = ""
    outlet: str = ""
    byline: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    date: str = ""
    entities: tuple[int, ...] = ()
    furniture: bool = False
    quotes: tuple[tuple[int, int, bool], ...] = ()
