"""Names that the model leaves out and the article tells."""
