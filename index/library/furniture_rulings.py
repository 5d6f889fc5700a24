"""What the reader says of texts that come again and again: furniture, or worth reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.core.article_view import FurnitureText
from index.core.errors import NotFound
from index.library.undo import History
from index.store.database import Database
from index.store.derived import furniture


class FurnitureTexts:
    """The texts that are left out of what is found. `changed` is called when others are."""

    def __init__(self, database: Database, history: History, changed: Callable[[], object]) -> None:
        self._database, self._history, self._changed = database, history, changed

    def all(self) -> Sequence[FurnitureText]:
        """What is furniture, and what the reader said is none, the most frequent first."""
        with self._database.snapshot():
            return furniture.texts(self._database)

    def among(self, paragraphs: Sequence[int]) -> frozenset[int]:
        """Those of some paragraphs that are furniture."""
        return furniture.among(self._database, paragraphs)

    def say(self, paragraphs: Sequence[int], *, is_furniture: bool) -> int:
        """Say for good that the texts of some paragraphs are furniture wherever they stand, or are
        not; of how many texts that is news. One step of undo. Raises NotFound.
        """
        with self._history.step() as step:
            texts = furniture.hashes(self._database, paragraphs)
            if not texts:
                raise NotFound("There is no such paragraph.")
            changes, changed = furniture.rule(self._database, texts, furniture=is_furniture)
            step.did(changes)
            what = "furniture" if is_furniture else "no furniture"
            step.label = f"that a text is {what}" if len(changes) == 1 else f"texts as {what}"
        if changed:
            self._changed()
        return len(changes)
