"""The full-text index over paragraphs: derived from the archive, rebuilt whenever in doubt."""
