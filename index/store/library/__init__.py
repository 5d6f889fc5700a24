"""What is the reader's own, and what undo needs of it."""
