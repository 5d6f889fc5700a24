"""What answers the questions about an archive, over one index: made anew when that is replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.core.once import Once
from index.engines.contract import Corpus, Engine, EngineIndex
from index.entities.editing.watched_entities import WatchedEntities
from index.entities.views.document_frequencies import DocumentFrequencies
from index.entities.views.facets import EntityLabels
from index.library.bookmarks import Bookmarks
from index.search.copy_groups import CopyGroups
from index.search.finder import Finder
from index.search.grounding import ArchiveKnowledge
from index.search.names_and_rows import NamesAndRows, StoredRows
from index.store.database import Database

# What is imported inside of functions has no part in a search, and takes as long as one to load.

if TYPE_CHECKING:
    from index.entities.merging.likely_duplicates import LikelyDuplicates
    from index.entities.views.entity_page import EntityPages
    from index.search.read_files import ReadFiles
    from index.search.related import RelatedParagraphs


@dataclass(frozen=True, slots=True)
class Answering:
    """What is asked: queries, names and their counts, and what is made when it is first wanted."""

    finder: Finder
    files: Callable[[], ReadFiles]
    labels: EntityLabels
    frequencies: DocumentFrequencies
    entity_pages: Callable[[], EntityPages]
    likely: Callable[[], LikelyDuplicates]
    related: Callable[[], RelatedParagraphs]


def answering(
    database: Database,
    fulltext: EngineIndex,
    corpus: Corpus,
    bookmarks: Bookmarks,
    copies: CopyGroups,
) -> Answering:
    """What answers over an index that is kept of an archive file."""

    def engine() -> Engine:
        return fulltext.commit

    labels = EntityLabels(corpus, WatchedEntities(database))
    frequencies = DocumentFrequencies(engine)
    known = ArchiveKnowledge(database, bookmarks, copies)
    rows = StoredRows(database)
    source = NamesAndRows(known, rows, labels, frequencies)

    def pages() -> EntityPages:
        from index.entities.views.entity_page import EntityPages  # noqa: PLC0415

        return EntityPages(database, engine, labels, frequencies)

    def likely() -> LikelyDuplicates:
        from index.entities.merging.likely_duplicates import LikelyDuplicates  # noqa: PLC0415

        return LikelyDuplicates(database, engine, labels, frequencies)

    def related() -> RelatedParagraphs:
        from index.search.related import RelatedParagraphs  # noqa: PLC0415
        from index.search.related_sources import StoredFacts  # noqa: PLC0415

        facts = StoredFacts(database, rows)
        return RelatedParagraphs(database, facts, engine, frequencies, bookmarks.numbers)

    return Answering(
        Finder(database, engine, source, bookmarks, copies),
        lambda: known.files,
        labels,
        frequencies,
        Once(pages),
        Once(likely),
        Once(related),
    )
