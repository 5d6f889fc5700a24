"""The archive and everything that can be asked of it; knows no screen, prints nothing.

The names below are all that other packages use, and the kinds of all that they are given. Each is
loaded when it is first asked for, so that a program that only searches never loads the readers.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.archive import Archive
    from index.compare.versions import ChangedArticles, Versions
    from index.compare.words import differences
    from index.core.article import Article
    from index.core.article_view import (
        ArticleView,
        FurnitureText,
        MentionView,
        ParagraphView,
        SharedText,
        SourceView,
        StoryPlace,
    )
    from index.core.bookmark import Anchor, Bookmark, BookmarkState, FormerParagraph
    from index.core.cancellation import Cancellation
    from index.core.comparison import (
        ChangedArticle,
        Comparison,
        FieldChange,
        ParagraphChange,
        Piece,
        Pieces,
    )
    from index.core.correction import Correction, ListedCorrection, Target, named
    from index.core.counts import (
        ClauseCount,
        CoOccurrence,
        EntityCount,
        Facets,
        JointDates,
        NameCounts,
        is_cut,
    )
    from index.core.credentials import without_login
    from index.core.dossier import Dossier, DossierItem
    from index.core.entity_edits import (
        Edit,
        apart_edit,
        hide_edit,
        merge_edit,
        rename_edit,
        retype_edit,
        split_edit,
    )
    from index.core.entity_view import EntityView
    from index.core.errors import (
        ArchiveBusy,
        ArchiveError,
        ArchiveMissing,
        ArchiveMoved,
        ArchiveOutdated,
        ArchiveReadOnly,
        IndexDamaged,
        IndexNotWritten,
        InputError,
        NotFound,
        NotShared,
        NutgrafError,
        StoppedError,
    )
    from index.core.files import expanded, no_utf8, unusable, write
    from index.core.hits import Hit, Hits, Related
    from index.core.hop import Hop, HopKind
    from index.core.language_names import foreign_language
    from index.core.ledger import LedgerEntry, SpeakerCount, Variant
    from index.core.locations import archive_file, cache_folder, config_file
    from index.core.publication import Publication, Published
    from index.core.quote_view import QuoteMark, QuoteView
    from index.core.reports import (
        DateProblem,
        Feed,
        FeedOutcome,
        FetchReport,
        ImportReport,
        ListReport,
        MarkReport,
        Progress,
        Remark,
        Skipped,
        Stats,
    )
    from index.core.steering import escape_steering, printable, table_cell, without_steering
    from index.core.story import Story, StoryArticle, StoryPart
    from index.core.tag_words import tag_in_line, tags_in_line, with_signs
    from index.core.unspaced import UNSPACED
    from index.core.values import EntityType, Span
    from index.core.watched_names import WatchedName, watched_name
    from index.engines.opensearch.cluster_address import address_problem
    from index.engines.registry import engine_problem
    from index.enrich.stage import StageState
    from index.entities.backends import RecogniserSettings
    from index.entities.editing.changes import Change, Changes
    from index.entities.editing.entity_editor import EntityEditor
    from index.entities.editing.place_editor import PlaceEditor
    from index.entities.editing.watch_list import Occurrences, WatchedNames
    from index.entities.merging.name_likeness import Duplicate, Known
    from index.export.citation import citation, former, quotation, spoken_date
    from index.export.comparison_markdown import comparison_markdown
    from index.export.escaping import markdown_text
    from index.export.excerpt import Excerpt
    from index.export.format import ExportFormat, Heading
    from index.export.quote_formats import QUOTE_FORMATS, quote_parts
    from index.export.registry import export_formats, filename, for_file, format_of
    from index.ingest.readers import Format, ReadOptions, formats
    from index.ingest.readers.import_rules import Rules
    from index.library.bookmark_changes import MarkChange
    from index.library.dossiers import Dossiers
    from index.library.removals import RemovedArticle
    from index.library.trail import Trail, way_to
    from index.maintenance.backup import backup_older, restore
    from index.maintenance.health import repair
    from index.query.canonical import canonical
    from index.query.date_range import first_day
    from index.query.edit import (
        entity_clause,
        field_clause,
        month_clause,
        narrowed,
        negate,
        quote,
        story_clause,
    )
    from index.query.nodes import Query, Repair, Scope, Sort
    from index.search.copy_reader import CopyReader
    from index.search.ledger_entries import LedgerEntries, Said
    from index.search.peaks import Peak
    from index.search.pivot import AXES, Axis, PivotItem, PivotTable
    from index.search.quote_ledger import QuoteLedger
    from index.search.related import RelatedParagraphs
    from index.search.results import Relaxation, Results
    from index.search.timeline import (
        UNITS,
        Bar,
        Dated,
        Timeline,
        Unit,
        coarsest_that_fits,
        hits_within,
        time_clause,
        timeline,
    )
    from index.shared_archive import SharedArchive
    from index.sharing.renewal import Renewal, RenewalPlan
    from index.store.database import SQLITE_VERSION
    from index.store.file.repair import Repaired
    from index.store.names.kept_edits import KeptEdit

__all__ = [
    "AXES",
    "QUOTE_FORMATS",
    "SQLITE_VERSION",
    "UNITS",
    "UNSPACED",
    "Anchor",
    "Archive",
    "ArchiveBusy",
    "ArchiveError",
    "ArchiveMissing",
    "ArchiveMoved",
    "ArchiveOutdated",
    "ArchiveReadOnly",
    "Article",
    "ArticleView",
    "Axis",
    "Bar",
    "Bookmark",
    "BookmarkState",
    "Cancellation",
    "Change",
    "ChangedArticle",
    "ChangedArticles",
    "Changes",
    "ClauseCount",
    "CoOccurrence",
    "Comparison",
    "CopyReader",
    "Correction",
    "DateProblem",
    "Dated",
    "Dossier",
    "DossierItem",
    "Dossiers",
    "Duplicate",
    "Edit",
    "EntityCount",
    "EntityEditor",
    "EntityType",
    "EntityView",
    "Excerpt",
    "ExportFormat",
    "Facets",
    "Feed",
    "FeedOutcome",
    "FetchReport",
    "FieldChange",
    "Format",
    "FormerParagraph",
    "FurnitureText",
    "Heading",
    "Hit",
    "Hits",
    "Hop",
    "HopKind",
    "ImportReport",
    "IndexDamaged",
    "IndexNotWritten",
    "InputError",
    "JointDates",
    "KeptEdit",
    "Known",
    "LedgerEntries",
    "LedgerEntry",
    "ListReport",
    "ListedCorrection",
    "MarkChange",
    "MarkReport",
    "MentionView",
    "NameCounts",
    "NotFound",
    "NotShared",
    "NutgrafError",
    "Occurrences",
    "ParagraphChange",
    "ParagraphView",
    "Peak",
    "Piece",
    "Pieces",
    "PivotItem",
    "PivotTable",
    "PlaceEditor",
    "Progress",
    "Publication",
    "Published",
    "Query",
    "QuoteLedger",
    "QuoteMark",
    "QuoteView",
    "ReadOptions",
    "RecogniserSettings",
    "Related",
    "RelatedParagraphs",
    "Relaxation",
    "Remark",
    "RemovedArticle",
    "Renewal",
    "RenewalPlan",
    "Repair",
    "Repaired",
    "Results",
    "Rules",
    "Said",
    "Scope",
    "SharedArchive",
    "SharedText",
    "Skipped",
    "Sort",
    "SourceView",
    "Span",
    "SpeakerCount",
    "StageState",
    "Stats",
    "StoppedError",
    "Story",
    "StoryArticle",
    "StoryPart",
    "StoryPlace",
    "Target",
    "Timeline",
    "Trail",
    "Unit",
    "Variant",
    "Versions",
    "WatchedName",
    "WatchedNames",
    "address_problem",
    "apart_edit",
    "archive_file",
    "backup_older",
    "cache_folder",
    "canonical",
    "citation",
    "coarsest_that_fits",
    "comparison_markdown",
    "config_file",
    "differences",
    "engine_problem",
    "entity_clause",
    "escape_steering",
    "expanded",
    "export_formats",
    "field_clause",
    "filename",
    "first_day",
    "for_file",
    "foreign_language",
    "format_of",
    "formats",
    "former",
    "hide_edit",
    "hits_within",
    "is_cut",
    "markdown_text",
    "merge_edit",
    "month_clause",
    "named",
    "narrowed",
    "negate",
    "no_utf8",
    "printable",
    "quotation",
    "quote",
    "quote_parts",
    "rename_edit",
    "repair",
    "restore",
    "retype_edit",
    "split_edit",
    "spoken_date",
    "story_clause",
    "table_cell",
    "tag_in_line",
    "tags_in_line",
    "time_clause",
    "timeline",
    "unusable",
    "watched_name",
    "way_to",
    "with_signs",
    "without_login",
    "without_steering",
    "write",
]

_HOMES = {
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
    "export.registry": "export_formats filename for_file format_of",
    "core.publication": "Publication Published",
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
    "core.bookmark": "Anchor Bookmark BookmarkState FormerParagraph",
    "core.counts": "ClauseCount CoOccurrence EntityCount Facets JointDates NameCounts is_cut",
    "core.credentials": "without_login",
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


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(importlib.import_module(f"index.{home}"), name)
