"""Segments on disk: how they are laid out, written and joined (docs/index-format.md)."""
