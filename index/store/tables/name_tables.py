"""Tables of names: what a reader changed about them, and by what they are found."""

from __future__ import annotations

# What the reader changed about entities. Edits apply in order of their number, each to the entity
# that the ones before it lead to. `mention.found` is whom the recogniser meant where an edit leads
# elsewhere; a mention of what is no name waits in `mention_hidden`.
ENTITY_EDITS = """
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

# Who made an edit: what goes without saying is the archive's.
SETTLED = """
ALTER TABLE entity_edit ADD COLUMN by TEXT NOT NULL DEFAULT 'reader';
"""

# Names are compared otherwise: `refolding` gives them their keys anew.
FOLDED = """
INSERT INTO meta VALUES ('folding', '2');
"""

# By which words names are looked up: those of the aliases of entities, which `aliases` writes.
NAME_WORDS = """
CREATE TABLE name_word (
    word TEXT NOT NULL,
    entity INTEGER NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (word, entity)
) WITHOUT ROWID;
"""

# Paragraphs of which something else came to be known than their text and what stands with it: whom
# they name. The index follows that by itself. The revision is that of a batch.
REVISED = """
CREATE TABLE revised_paragraph (
    paragraph INTEGER PRIMARY KEY REFERENCES paragraph (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL
);
CREATE INDEX revised_paragraph_by_revision ON revised_paragraph (revision);
"""

# Names of which it is to be settled anew whether they are of one entity: an edit or a better
# recogniser changed what is known of them. And who may be of one entity with others by the name.
UNSETTLED = """
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
NAME_FORMS = """
CREATE TABLE name_form (
    number INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);
ALTER TABLE mention ADD COLUMN form INTEGER;
ALTER TABLE mention_hidden ADD COLUMN form INTEGER;
DROP INDEX mention_by_entity;
CREATE INDEX mention_by_entity ON mention (entity, paragraph, form, found);
"""

# Names that the reader keeps a list of, a row a form in which texts have them.
WATCHED = """
CREATE TABLE watched (
    form TEXT PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('person', 'org', 'place')),
    name TEXT NOT NULL
) WITHOUT ROWID;
"""

# Edits that a collection knows as well, each by its number here (one that was taken back keeps it),
# and whether it stood when both last met.
SHARED_EDITS = """
CREATE TABLE shared_edit (
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    edit INTEGER NOT NULL,
    stood INTEGER NOT NULL CHECK (stood IN (0, 1)),
    PRIMARY KEY (collection, id)
) WITHOUT ROWID;
"""

# How those mentions are written that edits led elsewhere is counted for each article that comes.
MOVED_FORMS = """
DROP INDEX mention_moved;
CREATE INDEX mention_moved ON mention (found, form) WHERE found IS NOT NULL;
"""

# What the reader says of single places: words of an article name somebody, or nobody (`to_name` is
# "" then). The anchor is as bookmarks have it, its ordinal 0 where the words are meant wherever the
# article has them. Where corrections lie in each text, and what was found beneath them, follow from
# these; the latter is kept as it is only known once names were looked for.
CORRECTIONS = """
CREATE TABLE correction (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    words TEXT NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    start INTEGER NOT NULL,
    to_type TEXT NOT NULL,
    to_name TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX correction_by_article ON correction (article);

CREATE TABLE corrected_place (
    paragraph INTEGER NOT NULL REFERENCES paragraph (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    correction INTEGER NOT NULL,
    PRIMARY KEY (paragraph, start)
) WITHOUT ROWID;
CREATE INDEX corrected_place_by_correction ON corrected_place (correction);

CREATE TABLE mention_displaced (
    paragraph INTEGER NOT NULL REFERENCES paragraph (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    found INTEGER NOT NULL REFERENCES entity (number),
    confidence REAL NOT NULL,
    PRIMARY KEY (paragraph, start)
) WITHOUT ROWID;
CREATE INDEX mention_displaced_by_entity ON mention_displaced (found);
"""

# Whose quotes are by the reader's word: whom it was said of and whom edits make of that, NULL where
# somebody without a name is meant or edits say that it is no name, with the words for that one. And
# where such corrections lie, with what was found there: rows of `quote` as lists.
CORRECTED_QUOTES = """
ALTER TABLE correction ADD COLUMN role TEXT NOT NULL DEFAULT '';

CREATE TABLE quote_speaker (
    paragraph INTEGER NOT NULL,
    place INTEGER NOT NULL,
    found INTEGER REFERENCES entity (number),
    entity INTEGER REFERENCES entity (number),
    words TEXT NOT NULL,
    PRIMARY KEY (paragraph, place),
    FOREIGN KEY (paragraph, place) REFERENCES quote (paragraph, place) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX quote_speaker_by_found ON quote_speaker (found) WHERE found IS NOT NULL;
CREATE INDEX quote_speaker_by_entity ON quote_speaker (entity) WHERE entity IS NOT NULL;

CREATE TABLE corrected_quote (
    paragraph INTEGER NOT NULL REFERENCES paragraph (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    correction INTEGER NOT NULL,
    found TEXT NOT NULL,
    PRIMARY KEY (paragraph, start)
) WITHOUT ROWID;
CREATE INDEX corrected_quote_by_correction ON corrected_quote (correction);
"""
