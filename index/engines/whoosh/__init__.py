"""The full-text index over paragraphs: derived from the archive, rebuilt whenever in doubt."""

from index.engines.whoosh import lean_import

lean_import.load()
