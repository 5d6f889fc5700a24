"""The truth: one SQLite file with articles, versions, paragraphs, mentions and marks."""
