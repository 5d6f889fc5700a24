"""The telling words of many articles, a part of them worked out by another process."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from index.core.second_process import Begun, SecondProcess
from index.enrich.story_terms import Terms, terms
from index.store.stories import Text

_WORTHWHILE = 1_000
"""Starting a process costs about as much as working on so many articles."""

_ON_THE_WAY = 3
"""Portions of articles that the other process may have before it: bounds memory."""

Told: TypeAlias = list[tuple[str, Sequence[str]]]
"""Articles as headline and paragraphs."""


def terms_of(articles: Told) -> list[Terms]:
    """The telling words of each article."""
    return [terms(title, paragraphs) for title, paragraphs in articles]


def shared_terms(portions: Iterable[Sequence[Text]], expected: int) -> Iterator[tuple[int, Terms]]:
    """Article and terms of about so many texts, in order, whoever works them out."""
    helper = SecondProcess(terms_of)
    if expected > _WORTHWHILE:
        helper.start()
    on_the_way: deque[tuple[Sequence[Text], Begun[Told, list[Terms]]]] = deque()

    def arrived(most: int) -> Iterator[tuple[int, Terms]]:
        while len(on_the_way) > most:
            texts, begun = on_the_way.popleft()
            yield from zip((text.article for text in texts), begun.found(), strict=True)

    try:
        for texts in portions:
            told: Told = [(text.title, text.paragraphs) for text in texts]
            begun = helper.begin(told)
            if begun is None:
                yield from arrived(0)
                yield from zip((text.article for text in texts), terms_of(told), strict=True)
            else:
                on_the_way.append((texts, begun))
                yield from arrived(_ON_THE_WAY)
        yield from arrived(0)
    finally:
        helper.close()
