"""Inputs within inputs: compressed files and archives of files."""
