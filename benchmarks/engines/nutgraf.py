"""Nutgraf itself, through the writer that imports use and the search that the screen uses."""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from benchmarks.engines.contract import TOP, folder_bytes
from benchmarks.queries import Asked
from index.archive import Archive
from index.core.article import Article
from index.engines.contract import Wants
from index.engines.whoosh.index import Index
from index.library.bookmarks import Bookmarks
from index.query.parser import parse
from index.search.copy_groups import CopyGroups
from index.search.grounding import ArchiveKnowledge, ground_query
from index.store import catching_up
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from index.store.known_rows import KnownRows
from index.store.revisions import latest_revision
from tui.garbage import collect_seldom


class Rows:
    """What the other engines do: the best fifty, and their rows out of SQLite."""

    def __init__(self, folder: Path) -> None:
        self.archive = folder / "archive.db"
        self.folder = folder / "index"

    def prepare(self, articles: Iterable[Article]) -> None:
        database = Database(self.archive)
        intake = Intake(database)
        articles = iter(articles)
        while batch := list(islice(articles, 2_000)):
            intake.write([Arrival(one) for one in intake.deduplicate(batch)])
        database.close()

    def index(self, articles: Iterable[list[Article]]) -> float:  # noqa: ARG002
        """The articles come out of the archive, as they do when an index is built anew."""
        database = Database(self.archive)
        key = database.identity
        took = 0.0
        clock = time.perf_counter
        documents = catching_up.documents_since(database, 0)
        with Index.open(self.folder, key=key).writer(anew=True) as writer:
            while batch := list(islice(documents, 2_000)):
                began = clock()
                for _, article, docs in batch:
                    writer.replace_article(article, docs)
                took += clock() - began
            began = clock()
            writer.commit(latest_revision(database.connection))
            writer.close()  # which joins segments
            took += clock() - began
        database.close()
        return took

    def bytes(self) -> tuple[int, int]:
        return folder_bytes(self.folder), self.archive.stat().st_size

    def open(self) -> None:
        self.database = Database(self.archive)
        self.database.map_file()
        self.fulltext = Index.open(self.folder, key=self.database.identity)
        self.fulltext.prepare()
        self.rows = KnownRows(self.database)  # as the program remembers them
        self.known = ArchiveKnowledge(
            self.database, Bookmarks(self.database), CopyGroups(self.database)
        )
        collect_seldom()  # as the program does once it is open

    def search(self, asked: Asked) -> tuple[int, int]:
        query = parse(asked.text)
        grounded = ground_query(query, self.known)
        found = self.fulltext.commit.start(grounded.query, Wants(TOP, clauses=False, terms=False))
        rows = self.rows.of(found.page(0, TOP).paragraphs.tolist())
        return found.total.count, len(rows)


class Screen(Rows):
    """What a keystroke costs: also counts for each clause and highlights, and what follows them
    when typing stops, facets over all hits and ways out.
    """

    def open(self) -> None:
        self.opened = Archive.open(self.archive, index_folder=self.folder, create=False)
        # The program does this behind its first picture.
        self.opened.prepare()
        collect_seldom()

    def search(self, asked: Asked) -> tuple[int, int]:
        results = self.opened.search(asked.text)
        rows = results.hits[0:TOP]
        _ = results.facets, results.relaxations
        return results.paragraphs, len(rows)
