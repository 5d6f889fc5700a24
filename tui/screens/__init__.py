"""Screens: the main one and what opens over it."""
