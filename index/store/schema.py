"""The schema of an archive and how an older archive becomes a newer one.

Each migration takes the schema one version up; a new one is appended, none is ever edited. What
they do stands in `tables/`, by what it is about.
"""

from __future__ import annotations

from index.store.tables import article_tables, derived_tables, name_tables, reader_tables

APPLICATION_ID = 0x4E757467  # "Nutg"

MIGRATIONS: tuple[str, ...] = (
    article_tables.FIRST,
    article_tables.FEEDS,
    name_tables.ENTITY_EDITS,
    reader_tables.HIGHLIGHTS,
    name_tables.SETTLED,
    reader_tables.UNDO,
    article_tables.WRITE_MARK,
    name_tables.FOLDED,
    article_tables.CLEARED,
    derived_tables.STAGES,
    reader_tables.DOSSIERS,
    name_tables.NAME_WORDS,
    name_tables.REVISED,
    derived_tables.FURNITURE,
    reader_tables.IMPORTED_MARKS,
    name_tables.UNSETTLED,
    name_tables.NAME_FORMS,
    derived_tables.QUOTES,
    derived_tables.COPIES,
    reader_tables.TRAIL,
    name_tables.WATCHED,
    reader_tables.SEEN,
    reader_tables.READING_PLACES,
    derived_tables.STORIES,
    derived_tables.UNNAMED_SPEAKERS,
    name_tables.SHARED_EDITS,
    article_tables.MIRRORED,
    derived_tables.COPY_KEYS,
    derived_tables.COPY_KEYS_TAKEN_OVER,
    name_tables.MOVED_FORMS,
    article_tables.FILES,
    article_tables.TEXT_FROM,
    article_tables.FEED_ANSWERED,
    article_tables.CAPTURED,
    article_tables.TOLD_TAGS,
    name_tables.CORRECTIONS,
    name_tables.CORRECTED_QUOTES,
    article_tables.PLACES,
    article_tables.FEED_WAITING,
    article_tables.READ_BY_PLACE,
    article_tables.FORMER_FACTS,
    article_tables.PAGES,
    reader_tables.DRAFTS,
    reader_tables.DRAFT_WRITERS,
)
VERSION = len(MIGRATIONS)
FOLDED = MIGRATIONS.index(name_tables.FOLDED) + 1
"""The version from which on names have the keys of today."""

CLEARED = MIGRATIONS.index(article_tables.CLEARED) + 1
"""The version from which on no address holds a password."""

NAME_WORDS = MIGRATIONS.index(name_tables.NAME_WORDS) + 1
"""The version from which on names are looked up by their words."""

NAME_FORMS = MIGRATIONS.index(name_tables.NAME_FORMS) + 1
"""The version from which on mentions know how they are written."""

COPY_KEYS = MIGRATIONS.index(derived_tables.COPY_KEYS) + 1
"""The version from which on the keys of texts are kept in parts."""
