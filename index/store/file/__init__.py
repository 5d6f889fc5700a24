"""The file itself: what may be opened and how, locks, journals, repair."""
