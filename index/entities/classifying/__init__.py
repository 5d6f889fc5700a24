"""Of what type a name is, by what stands in it and beside it."""
