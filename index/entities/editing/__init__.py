"""What a reader changes about names."""
