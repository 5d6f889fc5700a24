"""Entities of several articles that are one, or might be."""
