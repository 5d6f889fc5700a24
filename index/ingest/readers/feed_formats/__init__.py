"""Feeds and what sites export of themselves."""
