"""Text into words, and what a written word may stand for."""
