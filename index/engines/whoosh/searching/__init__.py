"""From a query to the paragraphs that match, ranked."""
