"""The watch list: names that the reader wants found wherever a text has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.core.watched_names import WatchedName
from index.entities import watch_file
from index.store import stages, watched_forms
from index.store.database import Connection, Database
from index.store.intake import NAMES


class WatchedNames:
    """The watched names of an archive.

    They lie over what the recogniser finds: at import, and whenever names are found anew. A change
    makes the texts concerned be gone through anew by `changed`, which answers with the number of
    paragraphs of which something else is known then.
    """

    def __init__(self, database: Database, changed: Callable[[], int]) -> None:
        self._database = database
        self._changed = changed

    @staticmethod
    def read(text: str) -> list[WatchedName]:
        """The names in the text of a file (CSV). Raises InputError that names what is wrong."""
        return watch_file.read(text)

    def names(self) -> Sequence[WatchedName]:
        """All of them, in the order of type and name."""
        with self._database.snapshot():
            return watched_forms.kept(self._database.connection)

    def texts(self, names: Sequence[WatchedName]) -> int:
        """How many texts have any of some names, before they are watched for."""
        with self._database.snapshot():
            return len(watched_forms.texts_with(self._database.connection, _forms(names)))

    def add(self, names: Sequence[WatchedName]) -> int:
        """Watch for names; in how many paragraphs that changed who is named. Raises ArchiveBusy."""
        with self._database.transaction() as connection:
            watched_forms.add(connection, names)
            _to_do(connection, names)
        return self._changed()

    def remove(self, names: Sequence[WatchedName]) -> int:
        """Watch for names no longer; in how many paragraphs that changed who is named."""
        with self._database.transaction() as connection:
            watched_forms.remove(connection, names)
            _to_do(connection, names)
        return self._changed()


def _forms(names: Sequence[WatchedName]) -> list[str]:
    return [form for name in names for form in name.forms]


def _to_do(connection: Connection, names: Sequence[WatchedName]) -> None:
    """Say that names are to be found anew in the texts that have any of some."""
    for text in watched_forms.texts_with(connection, _forms(names)):
        stages.mark(connection, NAMES, text, text, "")
