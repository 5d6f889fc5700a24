"""The archive and everything that can be asked of it; knows no screen, prints nothing.

The names below are all that other packages use, and the kinds of all that they are given. Each is
loaded when it is first asked for, so that a program that only searches never loads the readers.
Type checkers read where they are from in `__init__.pyi`.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {
    "compare.quoted_words": "Extent extent longest_part",
    "compare.versions": "ChangedArticles Versions",
    "compare.words": "differences",
    "core.article": "Article",
    "core.cancellation": "Cancellation",
    "archive": "Archive",
    "shared_archive": "SharedArchive",
    "sharing.renewal": "Renewal RenewalPlan",
    "maintenance.backup": "backup_older restore",
    "entities.editing.changes": "Change Changes",
    "entities.editing.entity_editor": "EntityEditor",
    "core.correction": "Correction ListedCorrection Target named",
    "entities.editing.place_editor": "PlaceEditor",
    "entities.editing.watch_list": "Occurrences WatchedNames",
    "core.watched_names": "WatchedName watched_name",
    "enrich.stage": "StageState",
    "entities.merging.name_likeness": "Duplicate Known",
    "entities.backends": "RecogniserSettings",
    "core.comparison": "ChangedArticle Comparison FieldChange ParagraphChange Piece Pieces",
    "core.entity_edits": "Edit apart_edit hide_edit merge_edit rename_edit retype_edit split_edit",
    "core.errors": (
        "ArchiveBusy ArchiveError ArchiveMissing ArchiveMoved ArchiveOutdated ArchiveReadOnly "
        "IndexDamaged IndexNotWritten InputError NotFound NotShared NutgrafError StoppedError"
    ),
    "export.citation": "citation former quotation spoken_date",
    "export.comparison_markdown": "comparison_markdown",
    "export.escaping": "markdown_text",
    "export.excerpt": "Excerpt",
    "export.format": "ExportFormat Heading",
    "engines.opensearch.cluster_address": "address_problem",
    "engines.registry": "engine_problem",
    "export.reading_back.exported_files": "read_back",
    "export.reading_back.quotation": "Passage Quotation ReadBack",
    "export.reading_back.source_differences": "SourceDifference source_differences",
    "export.registry": "export_formats filename for_file format_of",
    "core.change_notes": "takes_back",
    "core.publication": "FormerFact Publication Published",
    "core.unspaced": "UNSPACED",
    "core.steering": "escape_steering printable table_cell without_steering",
    "core.files": "expanded no_utf8 unusable write",
    "core.hop": "Hop HopKind",
    "core.language_names": "foreign_language",
    "core.locations": "archive_file cache_folder config_file",
    "library.bookmark_changes": "MarkChange",
    "library.dossiers": "Dossiers",
    "library.removals": "RemovedArticle",
    "library.trail": "Trail way_to",
    "core.article_view": (
        "ArticleView FurnitureText MentionView ParagraphView SharedText SourceView StoryPlace"
    ),
    "core.bookmark": "Anchor Bookmark BookmarkState Draft FormerParagraph",
    "core.counts": "ClauseCount CoOccurrence EntityCount Facets JointDates NameCounts is_cut",
    "core.credentials": "without_login",
    "core.page_labels": "cited_page over",
    "core.dossier": "Dossier DossierItem",
    "core.entity_view": "EntityView",
    "core.hits": "Hit Hits Related",
    "core.quote_view": "QuoteMark QuoteView",
    "query.canonical": "canonical",
    "query.date_range": "first_day",
    "query.edit": "entity_clause field_clause month_clause narrowed negate quote story_clause",
    "query.nodes": "Query Repair Scope Sort",
    "core.tag_words": "tag_in_line tags_in_line with_signs",
    "core.values": "EntityType Span",
    "search.peaks": "Peak",
    "search.pivot": "AXES Axis PivotItem PivotTable",
    "search.copy_reader": "CopyReader",
    "search.read_files": "FileName",
    "search.related": "RelatedParagraphs",
    "search.ledger_entries": "LedgerEntries Said",
    "search.quote_ledger": "QuoteLedger",
    "core.ledger": "LedgerEntry SpeakerCount Variant",
    "core.story": "Story StoryArticle StoryPart",
    "export.quote_formats": "QUOTE_FORMATS quote_parts",
    "search.results": "Relaxation Results",
    "search.timeline": (
        "UNITS Bar Dated Timeline Unit coarsest_that_fits hits_within time_clause timeline"
    ),
    "ingest.original_words": "FileWords OriginalWords",
    "ingest.readers": "Format ReadOptions formats",
    "ingest.readers.import_rules": "Rules",
    "core.reports": (
        "DateProblem Feed FeedOutcome FetchReport ImportReport ListReport MarkReport Progress "
        "Remark Skipped Stats "
    ),
    "store.database": "SQLITE_VERSION",
    "store.names.kept_edits": "KeptEdit",
    "store.file.repair": "Repaired",
    "maintenance.health": "repair",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}
__all__ = [*_HOME_OF]  # noqa: PLE0604  (made from what is above)


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(importlib.import_module(f"index.{home}"), name)
