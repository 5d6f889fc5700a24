"""What became of articles since the texts that leave: versions, and what the articles say of it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from index.core.change_notes import new_notes, takes_back
from index.core.file_places import name_of_file
from index.core.publication import PASSED_ON_BY, FormerFact
from index.export.cited_files import CitedFiles
from index.store.articles import file_origins, former_facts, versions
from index.store.database import Database

Place = tuple[int, int]
"""The number of an article, and one of its versions."""


class History(NamedTuple):
    """A text and what became of it: its version of how many, and the paragraphs (or the headline)
    in which the article says today that it was corrected, updated or taken back since. `file` is
    where it was read, "" where that is no file. `facts` were said of its publication before. Of a
    letter, `passed_on` are those who passed it on.
    """

    version: int = 1
    versions: int = 1
    notes: tuple[str, ...] = ()
    file: str = ""
    facts: tuple[FormerFact, ...] = ()
    passed_on: tuple[str, ...] = ()


UNCHANGED = History()
"""That of the only text of an article."""


class Histories:
    """What became of articles; the text of each is read once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._files: CitedFiles | None = None
        self._asked: set[int] = set()
        self._taken_back: dict[int, tuple[str, ...]] = {}
        """What articles say of having been taken back."""
        self._told: dict[Place, tuple[str, ...]] = {}
        """What those with several versions say of changes."""

    def of(self, places: Collection[Place]) -> dict[Place, History]:
        """The histories of texts. Of a newest text that is not the first one, what was said since
        the first.
        """
        articles = {article for article, _ in places}
        standing = versions.standing(self._database, articles)
        facts = former_facts.of_articles(self._database, articles)
        self._look_at(standing.keys() - self._asked)
        found = {}
        for place in places:
            article, version = place
            many, origin, tags = standing[article]
            notes = self._taken_back.get(article, ())
            if many > 1:
                notes = self._since(article, version if version < many else 1, many) or notes
            was = facts.get(article, ())
            by = tuple(
                tag.removeprefix(PASSED_ON_BY) for tag in tags if tag.startswith(PASSED_ON_BY)
            )
            found[place] = History(version, many, notes, self._file(origin), was, by)
        return found

    def _file(self, origin: str) -> str:
        """What the file that a text was read from is called."""
        if not name_of_file(origin):
            return ""
        if self._files is None:
            self._files = CitedFiles(file_origins.without_address(self._database))
        return self._files.name(origin)

    def _look_at(self, articles: Collection[int]) -> None:
        rows = versions.newest_texts(self._database, articles) if articles else ()
        for article, group in groupby(rows, key=itemgetter(0)):
            if told := tuple(dict.fromkeys(text for _, text in group if takes_back(text))):
                self._taken_back[article] = told
        self._asked.update(articles)

    def _since(self, article: int, version: int, newest: int) -> tuple[str, ...]:
        """What an article says of changes since one of its versions."""
        place = article, version
        if place not in self._told:
            texts = {
                one.version: (one.title, *one.paragraphs)
                for one in versions.texts(self._database, article)
            }
            told = new_notes(texts.get(version, ()), texts.get(newest, ()))
            self._told[place] = tuple(dict.fromkeys(told))
        return self._told[place]
