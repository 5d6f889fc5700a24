"""Dossiers over a collection: the articles of what is put in are fetched first, as of any mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.library.bookmark_changes import BookmarkChanges
from index.library.dossiers import Dossiers
from index.library.undo import History
from index.store.database import Database


class HeldDossiers(Dossiers):
    """See `Dossiers`. `hold` has the articles of some paragraphs here; it raises what that does."""

    def __init__(
        self,
        database: Database,
        history: History,
        marking: BookmarkChanges,
        hold: Callable[[Sequence[int]], None],
    ) -> None:
        super().__init__(database, history, marking)
        self._hold = hold

    def add(
        self,
        number: int,
        *,
        paragraphs: Sequence[int] = (),
        bookmarks: Sequence[int] = (),
        queries: Sequence[str] = (),
    ) -> int:
        self._hold(paragraphs)
        return super().add(number, paragraphs=paragraphs, bookmarks=bookmarks, queries=queries)

    def collect(
        self,
        name: str,
        *,
        paragraphs: Sequence[int] = (),
        bookmarks: Sequence[int] = (),
        queries: Sequence[str] = (),
    ) -> int:
        self._hold(paragraphs)
        return super().collect(name, paragraphs=paragraphs, bookmarks=bookmarks, queries=queries)
