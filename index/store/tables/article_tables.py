"""Tables of what is collected: articles, their texts, and where these came from."""

from __future__ import annotations

FIRST = """
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

FEEDS = """
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

# As the table `source` was for some weeks after it came to be.
EARLY_SOURCE = """
CREATE TABLE source (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    origin TEXT NOT NULL,
    url TEXT NOT NULL,
    outlet TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (article, origin, url)
) WITHOUT ROWID;
"""

# One row, changed by every transaction: by it a journal is known to belong to the file.
WRITE_MARK = """
CREATE TABLE write_mark (
    token TEXT NOT NULL
);
INSERT INTO write_mark VALUES ('nutgraf-write:0000000000000000:after:0000000000000000');
"""

# Addresses hold no passwords: `clearing` takes out those that were kept.
CLEARED = """
INSERT INTO meta VALUES ('addresses', 'without passwords');
"""

# Of a file that holds what was read in a collection: what the collection said of each article when
# it was fetched, as a digest.
MIRRORED = """
CREATE TABLE mirrored (
    article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    digest TEXT NOT NULL
);
"""

# The texts without an address by the file they were read from, which may be edited.
FILES = """
CREATE INDEX version_by_file ON version (origin) WHERE url = '';
"""

# The inputs that were read to their end by their bytes and by where they were: one that was moved
# is read again, so that its new place is known. And the files where articles were met besides.
PLACES = """
CREATE TABLE read_file (
    digest TEXT NOT NULL,
    options TEXT NOT NULL,
    path TEXT NOT NULL,
    articles INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (digest, options, path)
) WITHOUT ROWID;

INSERT INTO read_file SELECT digest, options, path, articles, at FROM imported_file;
DROP TABLE imported_file;
CREATE INDEX source_by_file ON source (origin) WHERE url = '';
"""

# Where a text stood (`index.core.article.TextFrom`), "" where that was not kept yet: what a feed
# carried is no earlier state of the page it is taken from.
TEXT_FROM = """
ALTER TABLE version ADD COLUMN text_from TEXT NOT NULL DEFAULT '';
"""

# When a page was kept as the version has it, ISO 8601, "" where nothing says so. Versions are in
# the order in which the outlet had them, as far as that is known.
CAPTURED = """
ALTER TABLE version ADD COLUMN captured TEXT NOT NULL DEFAULT '';
"""

# When a feed last answered as it should, "" for never: one that fails may have failed for weeks.
FEED_ANSWERED = """
ALTER TABLE feed ADD COLUMN answered TEXT NOT NULL DEFAULT '';
UPDATE feed SET answered = fetched WHERE error = '';
"""

# Which tags an article has by the programs and files it is kept in
# (`index.store.articles.article_tags`).
TOLD_TAGS = """
CREATE TABLE told_tags (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    teller TEXT NOT NULL,
    tags TEXT NOT NULL,
    PRIMARY KEY (article, teller)
) WITHOUT ROWID;
"""

# Items whose page could not be had for the moment, as their feed said them, and since when: the
# feed may have left them out by the next time.
FEED_WAITING = """
CREATE TABLE feed_waiting (
    feed INTEGER NOT NULL REFERENCES feed (number) ON DELETE CASCADE,
    item TEXT NOT NULL,
    said TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (feed, item)
) WITHOUT ROWID;
"""

# What was read in a file before is no longer known of it when it holds something else.
READ_BY_PLACE = """
CREATE INDEX read_file_by_place ON read_file (path, options);
"""

# What versions said of their publication before their source said otherwise, and until when.
FORMER_FACTS = """
CREATE TABLE former_fact (
    version INTEGER NOT NULL REFERENCES version (number) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (version, name, until)
) WITHOUT ROWID;
"""

# The printed labels of the pages on which the paragraphs of versions stand ("12–13" where one runs
# over), by their ordinals; 0 is for the text as a whole (`index.core.page_labels`).
PAGES = """
CREATE TABLE page (
    version INTEGER NOT NULL REFERENCES version (number) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (version, ordinal)
) WITHOUT ROWID;
"""
