"""Paragraphs of former versions of articles, and where each leads today."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from index.core import anchors
from index.core.bookmark import Anchor, FormerParagraph
from index.store.database import Database
from index.store.library import bookmarked_articles
from index.store.library.bookmarked_articles import Text


class FormerParagraphs:
    """Finds where paragraphs lead. Texts never change, so that each is looked for once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[int, int], FormerParagraph] = {}
        """By paragraph and the version that was today's."""

    def leading(self, paragraphs: Collection[int]) -> dict[int, FormerParagraph]:
        """Where those of some paragraphs lead that stand in former versions, by number."""
        found: dict[int, FormerParagraph] = {}
        with self._database.snapshot():
            unknown: dict[int, list[tuple[int, int]]] = {}
            for number, article, version, today in bookmarked_articles.former(
                self._database, paragraphs
            ):
                if (number, today) in self._known:
                    found[number] = self._known[number, today]
                else:
                    unknown.setdefault(article, []).append((version, number))
            texts = bookmarked_articles.current(self._database, unknown) if unknown else {}
            for article, places in unknown.items():
                found |= self._looked_for(article, places, texts[article])
        return found

    def _looked_for(
        self, article: int, places: list[tuple[int, int]], today: list[Text]
    ) -> dict[int, FormerParagraph]:
        found = {
            number: _led(article, anchor, beside, today)
            for number, anchor, beside in _anchors(self._database, article, places)
        }
        if today:  # Of an article that was taken out nothing is known to stay.
            self._known |= {(number, today[0].version): one for number, one in found.items()}
        return found


def _anchors(
    database: Database, article: int, places: list[tuple[int, int]]
) -> Iterator[tuple[int, Anchor, list[str]]]:
    """Paragraphs of versions of an article, each by number with the texts of its version."""
    for version, group in groupby(sorted(places), key=lambda place: place[0]):
        there = bookmarked_articles.paragraphs(database, article, version)
        texts = [one.text for one in there]
        positions = {one.number: at for at, one in enumerate(there)}
        for _, number in group:
            yield number, anchors.make(texts, positions[number]), texts


def _led(article: int, anchor: Anchor, beside: list[str], today: list[Text]) -> FormerParagraph:
    if not today:
        return FormerParagraph(article, anchor, None, "removed")
    position, state = anchors.locate(anchor, [one.text for one in today], beside)
    return FormerParagraph(
        article, anchor, None if position is None else today[position].number, state
    )
