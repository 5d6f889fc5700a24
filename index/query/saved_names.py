"""Where a query names saved searches: `@name`, `query:name`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from index.core.values import Span
from index.query.canonical import quoted, saved_name
from index.query.characters import BLANKS
from index.query.fields import FIELDS
from index.query.lexer import lex
from index.query.tokens import Report, Token

_OUTSIDE = Token("unread", 0, 0)
_SIGN = "@"


def named_in(text: str) -> Iterator[tuple[str, Span]]:
    """The names of saved searches in a query, and where each stands, without the sign or the field
    before it.
    """
    for before, token in pairwise([_OUTSIDE, *lex(text, Report())]):
        name = BLANKS.sub(" ", token.text).strip()
        if token.kind == "saved":
            yield name, Span(token.start + len(_SIGN), token.end)
        elif before.kind == "field" and FIELDS[before.text].kind == "saved":
            yield name, token.span


def renamed(text: str, name: str, new: str) -> str:
    """A query with one saved search in it called otherwise."""
    parts, reached = [], 0
    for found, span in named_in(text):
        if found == name:
            # What stands between quotes stays so: a word may follow at once.
            is_bare = text[span.start] == found[0]
            parts += [text[reached : span.start], saved_name(new) if is_bare else quoted(new)]
            reached = span.end
    return "".join((*parts, text[reached:]))
