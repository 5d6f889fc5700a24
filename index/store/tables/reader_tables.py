"""Tables of what is the reader's own: marks, dossiers, the trail, what was seen, and undo."""

from __future__ import annotations

# Which words marked elsewhere have been made bookmarks, so that none is made twice, nor again after
# its bookmark was taken away.
HIGHLIGHTS = """
CREATE TABLE highlight (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    hash INTEGER NOT NULL,
    PRIMARY KEY (article, hash)
) WITHOUT ROWID;
"""

# What was done and can be taken back, and what was taken back and can be done again.
UNDO = """
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

# What the reader has gathered on a subject. An item is a bookmark or a query; one whose bookmark is
# gone keeps its place for when that is undone, hence no reference.
DOSSIERS = """
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

# Marks of other programs: what they were when they were last met. Of those that were met before
# this was kept, no more is known than that they were.
IMPORTED_MARKS = """
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

# What the reader searched for and opened, and from where. Numbers are microseconds.
TRAIL = """
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

# What the reader has seen: texts of articles, by hash; and up to which text a saved search was
# looked at.
SEEN = """
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
READING_PLACES = """
CREATE TABLE reading_place (
    article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    hash INTEGER NOT NULL,
    ordinal INTEGER NOT NULL
);
"""

# Notes that are being written, and the note there was when that was begun. The subject is what the
# note is for, as the screen names it.
DRAFTS = """
CREATE TABLE draft (
    subject TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
"""

# Who writes each: of two windows one does not lose, or go on with, what the other is writing.
DRAFT_WRITERS = """
CREATE TABLE written_draft (
    subject TEXT NOT NULL,
    writer TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (subject, writer)
) WITHOUT ROWID;

INSERT INTO written_draft SELECT subject, '', text, note, at FROM draft;
DROP TABLE draft;
ALTER TABLE written_draft RENAME TO draft;
"""
