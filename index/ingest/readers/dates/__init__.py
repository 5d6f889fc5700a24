"""Dates as machines and people write them."""
