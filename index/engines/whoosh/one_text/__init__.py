"""A single text, read by the rules of the index."""
