# What `index` gives to other packages, for type checkers; `__init__.py` loads it.

from index.archive import Archive as Archive
from index.compare.quoted_words import (
    Extent as Extent,
    extent as extent,
    longest_part as longest_part,
)
from index.compare.versions import ChangedArticles as ChangedArticles, Versions as Versions
from index.compare.words import differences as differences
from index.core.article import Article as Article
from index.core.article_view import (
    ArticleView as ArticleView,
    FurnitureText as FurnitureText,
    MentionView as MentionView,
    ParagraphView as ParagraphView,
    SharedText as SharedText,
    SourceView as SourceView,
    StoryPlace as StoryPlace,
)
from index.core.bookmark import (
    Anchor as Anchor,
    Bookmark as Bookmark,
    BookmarkState as BookmarkState,
    Draft as Draft,
    FormerParagraph as FormerParagraph,
)
from index.core.cancellation import Cancellation as Cancellation
from index.core.change_notes import takes_back as takes_back
from index.core.comparison import (
    ChangedArticle as ChangedArticle,
    Comparison as Comparison,
    FieldChange as FieldChange,
    ParagraphChange as ParagraphChange,
    Piece as Piece,
    Pieces as Pieces,
)
from index.core.correction import (
    Correction as Correction,
    ListedCorrection as ListedCorrection,
    Target as Target,
    named as named,
)
from index.core.counts import (
    ClauseCount as ClauseCount,
    CoOccurrence as CoOccurrence,
    EntityCount as EntityCount,
    Facets as Facets,
    JointDates as JointDates,
    NameCounts as NameCounts,
    is_cut as is_cut,
)
from index.core.credentials import without_login as without_login
from index.core.dossier import Dossier as Dossier, DossierItem as DossierItem
from index.core.entity_edits import (
    Edit as Edit,
    apart_edit as apart_edit,
    hide_edit as hide_edit,
    merge_edit as merge_edit,
    rename_edit as rename_edit,
    retype_edit as retype_edit,
    split_edit as split_edit,
)
from index.core.entity_view import EntityView as EntityView
from index.core.errors import (
    ArchiveBusy as ArchiveBusy,
    ArchiveError as ArchiveError,
    ArchiveMissing as ArchiveMissing,
    ArchiveMoved as ArchiveMoved,
    ArchiveOutdated as ArchiveOutdated,
    ArchiveReadOnly as ArchiveReadOnly,
    IndexDamaged as IndexDamaged,
    IndexNotWritten as IndexNotWritten,
    InputError as InputError,
    NotFound as NotFound,
    NotShared as NotShared,
    NutgrafError as NutgrafError,
    StoppedError as StoppedError,
)
from index.core.files import (
    expanded as expanded,
    no_utf8 as no_utf8,
    unusable as unusable,
    write as write,
)
from index.core.hits import Hit as Hit, Hits as Hits, Related as Related
from index.core.hop import Hop as Hop, HopKind as HopKind
from index.core.language_names import foreign_language as foreign_language
from index.core.ledger import (
    LedgerEntry as LedgerEntry,
    SpeakerCount as SpeakerCount,
    Variant as Variant,
)
from index.core.locations import (
    archive_file as archive_file,
    cache_folder as cache_folder,
    config_file as config_file,
)
from index.core.page_labels import (
    cited_page as cited_page,
)
from index.core.page_labels import (
    over as over,
)
from index.core.publication import (
    FormerFact as FormerFact,
    Publication as Publication,
    Published as Published,
)
from index.core.quote_view import QuoteMark as QuoteMark, QuoteView as QuoteView
from index.core.reports import (
    DateProblem as DateProblem,
    Feed as Feed,
    FeedOutcome as FeedOutcome,
    FetchReport as FetchReport,
    ImportReport as ImportReport,
    ListReport as ListReport,
    MarkReport as MarkReport,
    Progress as Progress,
    Remark as Remark,
    Skipped as Skipped,
    Stats as Stats,
)
from index.core.steering import (
    escape_steering as escape_steering,
    printable as printable,
    table_cell as table_cell,
    without_steering as without_steering,
)
from index.core.story import Story as Story, StoryArticle as StoryArticle, StoryPart as StoryPart
from index.core.tag_words import (
    tag_in_line as tag_in_line,
    tags_in_line as tags_in_line,
    with_signs as with_signs,
)
from index.core.unspaced import UNSPACED as UNSPACED
from index.core.values import EntityType as EntityType, Span as Span
from index.core.watched_names import WatchedName as WatchedName, watched_name as watched_name
from index.engines.opensearch.cluster_address import address_problem as address_problem
from index.engines.registry import engine_problem as engine_problem
from index.enrich.stage import StageState as StageState
from index.entities.backends import RecogniserSettings as RecogniserSettings
from index.entities.editing.changes import Change as Change, Changes as Changes
from index.entities.editing.entity_editor import EntityEditor as EntityEditor
from index.entities.editing.place_editor import PlaceEditor as PlaceEditor
from index.entities.editing.watch_list import (
    Occurrences as Occurrences,
    WatchedNames as WatchedNames,
)
from index.entities.merging.name_likeness import Duplicate as Duplicate, Known as Known
from index.export.citation import (
    citation as citation,
    former as former,
    quotation as quotation,
    spoken_date as spoken_date,
)
from index.export.comparison_markdown import comparison_markdown as comparison_markdown
from index.export.escaping import markdown_text as markdown_text
from index.export.excerpt import Excerpt as Excerpt
from index.export.format import ExportFormat as ExportFormat, Heading as Heading
from index.export.quote_formats import QUOTE_FORMATS as QUOTE_FORMATS, quote_parts as quote_parts
from index.export.reading_back.exported_files import read_back as read_back
from index.export.reading_back.quotation import (
    Passage as Passage,
    Quotation as Quotation,
    ReadBack as ReadBack,
)
from index.export.reading_back.source_differences import (
    SourceDifference as SourceDifference,
    source_differences as source_differences,
)
from index.export.registry import (
    export_formats as export_formats,
    filename as filename,
    for_file as for_file,
    format_of as format_of,
)
from index.ingest.original_words import FileWords as FileWords
from index.ingest.original_words import OriginalWords as OriginalWords
from index.ingest.readers import Format as Format, ReadOptions as ReadOptions, formats as formats
from index.ingest.readers.import_rules import Rules as Rules
from index.library.bookmark_changes import MarkChange as MarkChange
from index.library.dossiers import Dossiers as Dossiers
from index.library.removals import RemovedArticle as RemovedArticle
from index.library.trail import Trail as Trail, way_to as way_to
from index.maintenance.backup import backup_older as backup_older, restore as restore
from index.maintenance.health import repair as repair
from index.query.canonical import canonical as canonical
from index.query.date_range import first_day as first_day
from index.query.edit import (
    entity_clause as entity_clause,
    field_clause as field_clause,
    month_clause as month_clause,
    narrowed as narrowed,
    negate as negate,
    quote as quote,
    story_clause as story_clause,
)
from index.query.nodes import Query as Query, Repair as Repair, Scope as Scope, Sort as Sort
from index.search.copy_reader import CopyReader as CopyReader
from index.search.ledger_entries import LedgerEntries as LedgerEntries, Said as Said
from index.search.peaks import Peak as Peak
from index.search.pivot import (
    AXES as AXES,
    Axis as Axis,
    PivotItem as PivotItem,
    PivotTable as PivotTable,
)
from index.search.quote_ledger import QuoteLedger as QuoteLedger
from index.search.read_files import FileName as FileName
from index.search.related import RelatedParagraphs as RelatedParagraphs
from index.search.results import Relaxation as Relaxation, Results as Results
from index.search.timeline import (
    UNITS as UNITS,
    Bar as Bar,
    Dated as Dated,
    Timeline as Timeline,
    Unit as Unit,
    coarsest_that_fits as coarsest_that_fits,
    hits_within as hits_within,
    time_clause as time_clause,
    timeline as timeline,
)
from index.shared_archive import SharedArchive as SharedArchive
from index.sharing.renewal import Renewal as Renewal, RenewalPlan as RenewalPlan
from index.store.database import SQLITE_VERSION as SQLITE_VERSION
from index.store.file.repair import Repaired as Repaired
from index.store.names.kept_edits import KeptEdit as KeptEdit
