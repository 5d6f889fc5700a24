"""Entities, their mentions and the edits that lead them."""
