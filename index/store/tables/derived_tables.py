"""Tables of what is worked out of texts."""

from __future__ import annotations

# Which texts (versions of articles, by number) a derived stage has been through, and in which of
# its own versions. What stands in no row is still to be done.
STAGES = """
CREATE TABLE stage_range (
    stage TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (stage, first)
) WITHOUT ROWID;
"""

# Paragraphs that are furniture. A text goes by its hash; `outlets` is a list, NULL for all of them.
FURNITURE = """
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

# Quotes of a paragraph, numbered from 0 by their place; `stored_quotes` says what the columns are.
QUOTES = """
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
COPIES = """
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

# Stories: how often words stand, when it was last counted; the telling words of each article as a
# vector, with the article that it follows (`index.enrich.story_links`); the articles of each story,
# called by its first one; and those that the reader has met in a story.
STORIES = """
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
UNNAMED_SPEAKERS = """
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

# The keys of texts in parts, of which those of one article touch few: `copy_keys` says what is in
# them, and takes over what was kept before.
COPY_KEYS = """
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

COPY_KEYS_TAKEN_OVER = """
DROP TABLE copy_block;
"""
