"""Quotes of articles in German, French, Spanish, Italian, Portuguese and Dutch."""
