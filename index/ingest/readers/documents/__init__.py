"""Documents of one text or more."""
