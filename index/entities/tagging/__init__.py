"""Which words of a text are a name: tokens, their features, the model."""
