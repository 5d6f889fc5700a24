"""Pages that are no articles: walls, consent, errors."""
