"""What the stages worked out of texts."""
