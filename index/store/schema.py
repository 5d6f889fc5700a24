"""The tables of an archive and how an older archive becomes a newer one.

Each migration takes the schema one version up; a new one is appended, none is ever edited.
"""

from __future__ import annotations

APPLICATION_ID = 0x4E757467  # "Nutg"

_FIRST = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- One row a committed batch. Numbers are microseconds, so that two histories never share one.
CREATE TABLE revision (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    articles INTEGER NOT NULL
);

CREATE TABLE article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    current INTEGER NOT NULL,
    revision INTEGER NOT NULL
);
CREATE INDEX article_by_revision ON article (revision);

CREATE TABLE version (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    text_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    byline TEXT NOT NULL,
    date TEXT NOT NULL,
    updated TEXT NOT NULL,
    section TEXT NOT NULL,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    tags TEXT NOT NULL,
    date_from TEXT NOT NULL,
    origin TEXT NOT NULL,
    imported TEXT NOT NULL,
    UNIQUE (article, version)
);

CREATE TABLE paragraph (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL REFERENCES version (number) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (version, ordinal)
);

CREATE TABLE entity (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL CHECK (type IN ('person', 'org', 'place')),
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (type, key)
);

CREATE TABLE alias (
    entity INTEGER NOT NULL REFERENCES entity (number) ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (entity, key)
) WITHOUT ROWID;

CREATE TABLE mention (
    paragraph INTEGER NOT NULL REFERENCES paragraph (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity (number) ON DELETE CASCADE,
    confidence REAL NOT NULL,
    PRIMARY KEY (paragraph, start)
) WITHOUT ROWID;
CREATE INDEX mention_by_entity ON mention (entity, paragraph);

CREATE TABLE bookmark (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (number),
    version INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL
);
CREATE INDEX bookmark_by_article ON bookmark (article);

CREATE TABLE bookmark_tag (
    bookmark INTEGER NOT NULL REFERENCES bookmark (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (bookmark, position)
) WITHOUT ROWID;

CREATE TABLE saved_search (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    created TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE history (
    text TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) WITHOUT ROWID;

-- What was read to its end, by content: the same bytes read the same way are not read again.
CREATE TABLE imported_file (
    digest TEXT NOT NULL,
    options TEXT NOT NULL,
    articles INTEGER NOT NULL,
    path TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (digest, options)
) WITHOUT ROWID;
"""

_FEEDS = """
-- Subscriptions, and what the last fetch of each left behind. Times are ISO 8601 in UTC.
CREATE TABLE feed (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    named INTEGER NOT NULL DEFAULT 0,
    tags TEXT NOT NULL DEFAULT '[]',
    full_text INTEGER NOT NULL DEFAULT 0,
    added TEXT NOT NULL,
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    fetched TEXT NOT NULL DEFAULT '',
    status INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    next_allowed TEXT NOT NULL DEFAULT '',
    gone INTEGER NOT NULL DEFAULT 0
);

-- Items whose page has been fetched, by a digest of what the feed said of them.
CREATE TABLE feed_item (
    feed INTEGER NOT NULL REFERENCES feed (number) ON DELETE CASCADE,
    item TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (feed, item)
) WITHOUT ROWID;

-- Where else an article was met. Its versions say themselves where they came from; `id` is the one
-- that this address or record would have by itself.
CREATE TABLE source (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    origin TEXT NOT NULL,
    url TEXT NOT NULL,
    outlet TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (article, id, origin, url)
) WITHOUT ROWID;
CREATE INDEX source_by_id ON source (id);
CREATE INDEX version_by_text ON version (text_hash);

-- The bytes a version was read from, packed (zlib), where they were to be kept.
CREATE TABLE original (
    version INTEGER PRIMARY KEY REFERENCES version (number) ON DELETE CASCADE,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL
);
"""

# What the reader changed about entities. Edits apply in order of their number, each to the entity
# that the ones before it lead to. `mention.found` is whom the recogniser meant where an edit leads
# elsewhere; a mention of what is no name waits in `mention_hidden`.
_ENTITY_EDITS = """
CREATE TABLE entity_edit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL
        CHECK (kind IN ('merge', 'split', 'rename', 'retype', 'hide', 'apart')),
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    alias TEXT NOT NULL,
    to_type TEXT NOT NULL,
    to_name TEXT NOT NULL,
    at TEXT NOT NULL
);

ALTER TABLE entity ADD COLUMN original TEXT NOT NULL DEFAULT '';

ALTER TABLE mention ADD COLUMN found INTEGER REFERENCES entity (number);
CREATE INDEX mention_moved ON mention (found) WHERE found IS NOT NULL;

CREATE TABLE mention_hidden (
    paragraph INTEGER NOT NULL REFERENCES paragraph (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    found INTEGER NOT NULL REFERENCES entity (number),
    confidence REAL NOT NULL,
    PRIMARY KEY (paragraph, start)
) WITHOUT ROWID;
CREATE INDEX mention_hidden_by_entity ON mention_hidden (found);
"""

# Which words marked elsewhere have been made bookmarks, so that none is made twice, nor again after
# its bookmark was taken away.
_HIGHLIGHTS = """
CREATE TABLE highlight (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    hash INTEGER NOT NULL,
    PRIMARY KEY (article, hash)
) WITHOUT ROWID;
"""

# Who made an edit: what goes without saying is the archive's.
_SETTLED = """
ALTER TABLE entity_edit ADD COLUMN by TEXT NOT NULL DEFAULT 'reader';
"""

# What was done and can be taken back, and what was taken back and can be done again.
_UNDO = """
CREATE TABLE undo_step (
    number INTEGER PRIMARY KEY,
    moved INTEGER NOT NULL,
    session TEXT NOT NULL,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    changes INTEGER NOT NULL DEFAULT 0,
    undone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE undo_change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    step INTEGER NOT NULL REFERENCES undo_step (number) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    old TEXT,
    new TEXT
);
CREATE INDEX undo_change_by_step ON undo_change (step, number);
"""

# One row, changed by every transaction: by it a journal is known to belong to the file.
_WRITE_MARK = """
CREATE TABLE write_mark (
    token TEXT NOT NULL
);
INSERT INTO write_mark VALUES ('nutgraf-write:0000000000000000:after:0000000000000000');
"""

# Names are compared otherwise: `refolding` gives them their keys anew.
_FOLDED = """
INSERT INTO meta VALUES ('folding', '2');
"""

# Addresses hold no passwords: `clearing` takes out those that were kept.
_CLEARED = """
INSERT INTO meta VALUES ('addresses', 'without passwords');
"""

# Which texts (versions of articles, by number) a derived stage has been through, and in which of
# its own versions. What stands in no row is still to be done.
_STAGES = """
CREATE TABLE stage_range (
    stage TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (stage, first)
) WITHOUT ROWID;
"""

# What the reader has gathered on a subject. An item is a bookmark or a query; one whose bookmark is
# gone keeps its place for when that is undone, hence no reference.
_DOSSIERS = """
CREATE TABLE dossier (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    created TEXT NOT NULL
);

CREATE TABLE dossier_item (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    dossier INTEGER NOT NULL REFERENCES dossier (number),
    place INTEGER NOT NULL,
    bookmark INTEGER,
    query TEXT NOT NULL DEFAULT ''
);
CREATE INDEX dossier_item_by_dossier ON dossier_item (dossier, place);
"""

# By which words names are looked up: those of the aliases of entities, which `aliases` writes.
_NAME_WORDS = """
CREATE TABLE name_word (
    word TEXT NOT NULL,
    entity INTEGER NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (word, entity)
) WITHOUT ROWID;
"""

# Paragraphs of which something else came to be known than their text and what stands with it: whom
# they name. The index follows that by itself. The revision is that of a batch.
_REVISED = """
CREATE TABLE revised_paragraph (
    paragraph INTEGER PRIMARY KEY REFERENCES paragraph (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL
);
CREATE INDEX revised_paragraph_by_revision ON revised_paragraph (revision);
"""

# Paragraphs that are furniture. A text goes by its hash; `outlets` is a list, NULL for all of them.
_FURNITURE = """
CREATE INDEX paragraph_by_hash ON paragraph (hash);
CREATE INDEX version_by_outlet ON version (outlet);

CREATE TABLE furniture_text (
    hash INTEGER PRIMARY KEY,
    outlets TEXT
);

CREATE TABLE furniture_ruling (
    hash INTEGER PRIMARY KEY,
    furniture INTEGER NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE furniture (
    paragraph INTEGER PRIMARY KEY REFERENCES paragraph (number) ON DELETE CASCADE
);
"""

# Marks of other programs: what they were when they were last met. Of those that were met before
# this was kept, no more is known than that they were.
_IMPORTED_MARKS = """
CREATE TABLE imported_mark (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    written TEXT NOT NULL,
    bookmark INTEGER,
    version INTEGER NOT NULL,
    known INTEGER NOT NULL,
    PRIMARY KEY (article, key)
) WITHOUT ROWID;

INSERT INTO imported_mark SELECT article, 'text:' || hash, '', '', '[]', '', 0, 0, 0 FROM highlight;
DROP TABLE highlight;
"""
# Names of which it is to be settled anew whether they are of one entity: an edit or a better
# recogniser changed what is known of them. And who may be of one entity with others by the name.
_UNSETTLED = """
CREATE TABLE unsettled (
    key TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE INDEX entity_of_few_letters ON entity (key)
    WHERE type = 'org' AND length(key) < 8 AND instr(key, ' ') = 0;
CREATE INDEX entity_with_initial ON entity (key) WHERE type = 'person' AND key GLOB '* ? *';
DELETE FROM stage_range WHERE stage = 'merges';
"""

# How texts write names: each way once, so that nobody need read the texts to know how they call
# somebody. The index of an entity's mentions holds all that is asked of very many of them.
_NAME_FORMS = """
CREATE TABLE name_form (
    number INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);
ALTER TABLE mention ADD COLUMN form INTEGER;
ALTER TABLE mention_hidden ADD COLUMN form INTEGER;
DROP INDEX mention_by_entity;
CREATE INDEX mention_by_entity ON mention (entity, paragraph, form, found);
"""

# Quotes of a paragraph, numbered from 0 by their place; `stored_quotes` says what the columns are.
_QUOTES = """
CREATE TABLE quote (
    paragraph INTEGER NOT NULL REFERENCES paragraph (number) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    cue INTEGER NOT NULL,
    cue_end INTEGER NOT NULL,
    speaker INTEGER NOT NULL,
    speaker_end INTEGER NOT NULL,
    source INTEGER,
    source_start INTEGER,
    behalf INTEGER,
    certainty INTEGER NOT NULL,
    PRIMARY KEY (paragraph, place)
) WITHOUT ROWID;
CREATE INDEX quote_by_source ON quote (source, source_start) WHERE source IS NOT NULL;
"""

# Copies: texts that are alike, by hash, in both directions; keys of all texts to find them by, as
# arrays (`index.enrich.copies_stage`); and the paragraphs of each group, called by its first one.
_COPIES = """
CREATE TABLE copy_pair (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE TABLE copy_block (
    number INTEGER PRIMARY KEY,
    entries BLOB NOT NULL
);

CREATE TABLE copy (
    paragraph INTEGER PRIMARY KEY REFERENCES paragraph (number) ON DELETE CASCADE,
    first INTEGER NOT NULL
);
CREATE INDEX copy_by_first ON copy (first, paragraph);
"""

# What the reader searched for and opened, and from where. Numbers are microseconds.
_TRAIL = """
CREATE TABLE hop (
    number INTEGER PRIMARY KEY,
    parent INTEGER,
    kind TEXT NOT NULL,
    query TEXT NOT NULL,
    text TEXT NOT NULL,
    filters TEXT NOT NULL,
    sort TEXT NOT NULL,
    scope TEXT NOT NULL,
    paragraph INTEGER,
    reference TEXT NOT NULL,
    label TEXT NOT NULL,
    found INTEGER
);
"""

# Names that the reader keeps a list of, a row a form in which texts have them.
_WATCHED = """
CREATE TABLE watched (
    form TEXT PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('person', 'org', 'place')),
    name TEXT NOT NULL
) WITHOUT ROWID;
"""

# What the reader has seen: texts of articles, by hash; and up to which text a saved search was
# looked at.
_SEEN = """
CREATE TABLE seen (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    hash INTEGER NOT NULL,
    PRIMARY KEY (article, hash)
) WITHOUT ROWID;

CREATE TABLE saved_look (
    name TEXT PRIMARY KEY,
    text INTEGER NOT NULL
) WITHOUT ROWID;
"""

# Which paragraph of an article was read last, by its text and its place.
_READING_PLACES = """
CREATE TABLE reading_place (
    article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    hash INTEGER NOT NULL,
    ordinal INTEGER NOT NULL
);
"""

# Stories: how often words stand, when it was last counted; the telling words of each article as a
# vector, with the article that it follows (`index.enrich.story_links`); the articles of each story,
# called by its first one; and those that the reader has met in a story.
_STORIES = """
CREATE TABLE story_words (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    articles INTEGER NOT NULL,
    density REAL NOT NULL,
    words BLOB NOT NULL,
    counts BLOB NOT NULL
);

CREATE TABLE story_entry (
    article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    day INTEGER,
    terms BLOB NOT NULL,
    follows INTEGER,
    likeness REAL NOT NULL
);
CREATE INDEX story_entry_by_day ON story_entry (day);
CREATE INDEX story_entry_by_followed ON story_entry (follows) WHERE follows IS NOT NULL;

CREATE TABLE story (
    article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    first INTEGER NOT NULL
);
CREATE INDEX story_by_first ON story (first, article);

CREATE TABLE story_met (
    article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE
);
"""

# How texts write those speakers that have no name, in folded words, and the noun among these that
# says what they are.
_UNNAMED_SPEAKERS = """
CREATE TABLE unnamed_speaker (
    paragraph INTEGER NOT NULL,
    place INTEGER NOT NULL,
    head TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (paragraph, place),
    FOREIGN KEY (paragraph, place) REFERENCES quote (paragraph, place) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX unnamed_speaker_by_head ON unnamed_speaker (head);
"""

# Edits that a collection knows as well, each by its number here (one that was taken back keeps it),
# and whether it stood when both last met.
_SHARED_EDITS = """
CREATE TABLE shared_edit (
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    edit INTEGER NOT NULL,
    stood INTEGER NOT NULL CHECK (stood IN (0, 1)),
    PRIMARY KEY (collection, id)
) WITHOUT ROWID;
"""

# Of a file that holds what was read in a collection: what the collection said of each article when
# it was fetched, as a digest.
_MIRRORED = """
CREATE TABLE mirrored (
    article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    digest TEXT NOT NULL
);
"""

# The keys of texts in parts, of which those of one article touch few: `copy_keys` says what is in
# them, and takes over what was kept before.
_COPY_KEYS = """
CREATE TABLE copy_key_block (
    number INTEGER PRIMARY KEY,
    parts INTEGER NOT NULL,
    entries INTEGER NOT NULL
);

CREATE TABLE copy_key_part (
    number INTEGER PRIMARY KEY,
    entries BLOB NOT NULL
);
"""

_COPY_KEYS_TAKEN_OVER = """
DROP TABLE copy_block;
"""

MIGRATIONS: tuple[str, ...] = (
    _FIRST,
    _FEEDS,
    _ENTITY_EDITS,
    _HIGHLIGHTS,
    _SETTLED,
    _UNDO,
    _WRITE_MARK,
    _FOLDED,
    _CLEARED,
    _STAGES,
    _DOSSIERS,
    _NAME_WORDS,
    _REVISED,
    _FURNITURE,
    _IMPORTED_MARKS,
    _UNSETTLED,
    _NAME_FORMS,
    _QUOTES,
    _COPIES,
    _TRAIL,
    _WATCHED,
    _SEEN,
    _READING_PLACES,
    _STORIES,
    _UNNAMED_SPEAKERS,
    _SHARED_EDITS,
    _MIRRORED,
    _COPY_KEYS,
    _COPY_KEYS_TAKEN_OVER,
)
VERSION = len(MIGRATIONS)
FOLDED = MIGRATIONS.index(_FOLDED) + 1
"""The version from which on names have the keys of today."""

CLEARED = MIGRATIONS.index(_CLEARED) + 1
"""The version from which on no address holds a password."""

NAME_WORDS = MIGRATIONS.index(_NAME_WORDS) + 1
"""The version from which on names are looked up by their words."""

NAME_FORMS = MIGRATIONS.index(_NAME_FORMS) + 1
"""The version from which on mentions know how they are written."""

COPY_KEYS = MIGRATIONS.index(_COPY_KEYS) + 1
"""The version from which on the keys of texts are kept in parts."""
