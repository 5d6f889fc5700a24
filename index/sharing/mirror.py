"""What is read in a collection is kept: whole articles, in a file of the reader's own, so that they
can be marked and are there when the collection is away. What others hold is hostile until it is
clean.
"""

from __future__ import annotations

import threading
from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence

from index.core.article import paragraph_hash, paragraph_ids, publication_of
from index.core.clean import clean, clean_article
from index.core.dates import days, now
from index.core.reports import Skipped
from index.core.shared_article import (
    SharedArticle,
    SharedParagraph,
    SharedQuote,
    SharedVersion,
    shared_number,
)
from index.quotes.quote import KINDS
from index.sharing.article_document import digest
from index.sharing.incoming import ID, as_article, mentions_of
from index.sharing.open_collection import OpenCollection
from index.sharing.paragraph_rows import CollectionRows
from index.store.articles import mirrored_articles
from index.store.articles.mirrored_articles import (
    MirroredArticle,
    MirroredParagraph,
    MirroredVersion,
)
from index.store.database import Database
from index.store.derived.quote_row import QuoteRow

_AT_ONCE, _COMPARED = 50, 1_000
"""Articles that are fetched at once, and of which it is asked at once whether they are the same."""


class Mirror:
    """Fetches articles when they are read. Safe to use from several threads.

    What is here already is fetched again only where the collection says something else of it; that
    is asked once for as long as nobody has written to the collection.
    """

    def __init__(self, database: Database, opened: OpenCollection, rows: CollectionRows) -> None:
        self._database, self._opened, self._rows = database, opened, rows
        self._guard = threading.Lock()
        self._looked_at: tuple[int, set[int]] = (-1, set())

    def paragraphs(self, numbers: Sequence[int]) -> None:
        """Have the articles of some paragraphs here. Raises what asking does."""
        known = mirrored_articles.articles_of(self._database, numbers)
        unknown = [number for number in numbers if number not in known]
        others = self._rows.rows(unknown).values() if unknown else ()
        self.articles({*known.values(), *(row.article for row in others)})

    def articles(self, numbers: Some[int]) -> None:
        """Have some articles here, as they are in the collection. Raises what asking does."""
        with self._guard:
            waiting = sorted(set(numbers) - self._seen())
            for start in range(0, len(waiting), _COMPARED):
                some = waiting[start : start + _COMPARED]
                self._fetch(self._other(some))
                self._seen().update(some)

    def _seen(self) -> set[int]:
        """The articles that were looked at in this state of the collection."""
        revision = self._opened.engine.revision
        if self._looked_at[0] != revision:
            self._looked_at = revision, set()
        return self._looked_at[1]

    def _other(self, numbers: Sequence[int]) -> list[int]:
        """Those of some articles that are not here as they are in the collection."""
        held = mirrored_articles.digests(self._database, numbers)
        there = self._opened.collection.digests(list(held)) if held else {}
        return [number for number in numbers if number not in held] + [
            number for number, known in held.items() if there.get(number, known) != known
        ]

    def _fetch(self, numbers: Sequence[int]) -> None:
        for start in range(0, len(numbers), _AT_ONCE):
            wanted = numbers[start : start + _AT_ONCE]
            told = self._opened.collection.numbered(wanted)
            articles = [mirrored(one) for one in told if isinstance(one, SharedArticle)]
            kept = [one for one in articles if isinstance(one, MirroredArticle)]
            if kept:
                mirrored_articles.write(self._database, kept)


def mirrored(article: SharedArticle) -> MirroredArticle | Skipped:
    """An article as it is kept here, clean.

    A paragraph that stands in several texts has in the newest of them the number that the
    collection knows it by.
    """
    if not ID.fullmatch(article.id):
        return Skipped(clean(article.id)[:40], "its id is none of ours")
    taken: set[int] = set()
    versions = []
    for version in reversed(article.versions):
        made = _version(article.id, version, taken)
        if isinstance(made, Skipped):
            return made
        versions.append(made)
    return MirroredArticle(
        number=shared_number(article.id),
        id=article.id,
        digest=digest(article),
        versions=tuple(reversed(versions)),
    )


def _version(key: str, version: SharedVersion, taken: set[int]) -> MirroredVersion | Skipped:
    article = clean_article(as_article(version), key)
    if isinstance(article, Skipped):
        return article
    numbers = list(_numbers(key, version, taken))
    places = dict(enumerate(numbers, 1))
    kept = (
        _paragraph(number, one, places)
        for number, one in zip(numbers, version.paragraphs, strict=True)
    )
    return MirroredVersion(
        hash=version.hash,
        publication=publication_of(article, version.imported if days(version.imported) else now()),
        tags=article.tags,
        origin=article.origin,
        paragraphs=tuple(one for one in kept if one.text),
        former=version.former,
        pages=article.pages,
    )


def _numbers(key: str, version: SharedVersion, taken: set[int]) -> Iterable[int]:
    hashes = [paragraph_hash(one.text) for one in version.paragraphs]
    for one in paragraph_ids(key, hashes):
        number = shared_number(one)
        if number in taken:
            number = shared_number(f"{one}@{version.hash}")
        taken.add(number)
        yield number


def _paragraph(
    number: int, paragraph: SharedParagraph, places: Mapping[int, int]
) -> MirroredParagraph:
    text = clean(paragraph.text)
    # Places are those of the text as it was: in another one they mean nothing.
    same = text == paragraph.text
    return MirroredParagraph(
        number=number,
        text=text,
        mentions=mentions_of(paragraph) if same else (),
        quotes=tuple(_quotes(paragraph, places)) if same else (),
        furniture=paragraph.furniture,
    )


def _quotes(paragraph: SharedParagraph, places: Mapping[int, int]) -> Iterable[QuoteRow]:
    for one in paragraph.quotes:
        if _fits(one, len(paragraph.text)):
            source = places.get(one.source)
            yield QuoteRow(
                *one[:7],
                source=source,
                source_start=None if source is None else one.source_start,
                behalf=one.behalf if one.behalf >= 0 else None,
                certainty=one.certainty,
            )


def _fits(quote: SharedQuote, length: int) -> bool:
    """Whether what is said of a quote may be so."""
    return (
        0 <= quote.start < quote.end <= length
        and 0 <= quote.cue <= quote.cue_end <= length
        and 0 <= quote.speaker <= quote.speaker_end <= length
        and quote.source_start >= 0
        and 0 <= quote.kind < len(KINDS)
        and 0 <= quote.certainty <= 100
    )
