"""The index as Whoosh's own interfaces see it."""
