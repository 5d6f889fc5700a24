"""The query language: text in, a tree of clauses out, with what was repaired on the way."""
