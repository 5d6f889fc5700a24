"""People, organisations and places: where paragraphs name them, and who is meant."""
