"""What an answer rests on: while that stays the same, asking again would be answered the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from index.core.bookmark import Bookmark
from index.query import nodes
from index.query.nodes import Node
from index.query.tree import walk
from index.store.articles import file_origins
from index.store.database import Database
from index.store.derived import stories
from index.store.library import seen

Basis: TypeAlias = tuple[object, ...]
"""Compared as a whole; means nothing else."""


def basis(
    database: Database,
    root: Node,
    *,
    revision: int,
    bookmarks: Callable[[], Sequence[Bookmark]],
    copies: Callable[[], object],
    saved: Callable[[], Mapping[str, str]],
) -> Basis:
    """What the answer to a query rests on: a commit of the index, edits of names, copies, and, only
    where the query asks for them, bookmarks, saved searches, looks at these, stories and files.
    """
    clauses = list(walk(root))
    edits = database.one("SELECT count(*), max(number) FROM entity_edit")
    marks: object = ()
    if any(_is_own(clause) for clause in clauses):
        marks = tuple((mark.paragraph, mark.note, mark.tags) for mark in bookmarks())
    named = {clause.name for clause in clauses if isinstance(clause, nodes.Saved)}
    searches = tuple(sorted(item for item in saved().items() if item[0] in named)) if named else ()
    looks: object = ()
    if named and any(isinstance(one, nodes.State) and one.name == "new" for one in clauses):
        looks = tuple(sorted(item for item in seen.looks(database).items() if item[0] in named))
    told = any(isinstance(one, nodes.InStory) for one in clauses) and stories.changes(database)
    is_file = any(isinstance(one, nodes.FromFile) for one in clauses)
    files = is_file and file_origins.state(database)
    return (revision, tuple(edits), marks, copies(), searches, looks, told, files)


def _is_own(clause: Node) -> bool:
    """Whether a clause asks for what the reader did."""
    if isinstance(clause, nodes.State):
        return clause.name in ("bookmarked", "note", "tag")
    return isinstance(clause, nodes.InField) and clause.name in ("tag", "note")
