"""What a derived stage is: something worked out of texts that can be worked out again.

A stage has a version, which changes whenever the same texts may give something else. The archive
keeps which texts it has been through in which version (`store/stages.py`), so that a newer version
reaches old articles, and whoever dies on the way goes on from there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from index.store.articles.bulk_insert import Rows
from index.store.database import Database
from index.store.derived.stages import Text
from index.store.file.thread_connections import Connection
from index.store.revisions import revise_paragraphs

THE_END: Final = 2.0
"""What a stage waits for that an import goes through once."""

GROWTH: Final = 1 / 2
"""What a stage waits for that looks at all texts: there is twice as much, so that all its turns
take about twice as long as the last.
"""


class Stage(ABC):
    """`cost` is about how many milliseconds of work a paragraph is. Where a stage that it
    `rests_on` gives something else, it is to be gone through again.
    """

    name: str
    cost: float
    rests_on: tuple[str, ...] = ()
    waits_for = 0.0
    """In an import it waits until such a part of all texts is to be gone through, or for the end:
    for what takes about as long whatever came.
    """

    @property
    @abstractmethod
    def version(self) -> str:
        """Changes whenever the same texts may give something else. Not ""."""

    def keeps(self, made_by: str) -> bool:
        """Whether what another version made of texts stays as it is."""
        del made_by
        return False


class TextStage(Stage):
    """A stage that works on texts by themselves, some at a time."""

    def read(self, database: Database, texts: Sequence[Text]) -> Any:
        """What `work` needs besides the texts, read at the same moment as they are."""
        del database, texts

    @abstractmethod
    def work(self, texts: Sequence[Text], known: Any) -> Any:
        """What `keep` is given with the same texts; `known` is what `read` said. Writes nothing,
        and may take long.
        """

    @abstractmethod
    def keep(self, rows: Rows, texts: Sequence[Text], found: Any) -> Collection[int]:
        """Write what was found, inside a transaction, in place of what is kept of these texts.

        Answers with the numbers of the paragraphs of which something else is known now.
        """

    def revise(self, connection: Connection, paragraphs: Collection[int]) -> None:
        """Let the index and open screens learn of paragraphs of which something else is known."""
        revise_paragraphs(connection, paragraphs)

    def close(self) -> None:
        """There is nothing to be done for now: let go of what it takes to work."""


class ArchiveStage(Stage):
    """A stage that looks at all texts together."""

    @abstractmethod
    def run(self, database: Database, pending: Sequence[tuple[int, int]]) -> None:
        """Bring what is kept up to date, in transactions of its own. Ended at any moment, it leaves
        nothing that the next run does not put right. `pending` are the ranges of texts that came
        since, all of them in a new version.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class StageState:
    """How far a stage has come: texts that are `done` and `pending` (versions of articles), and
    about how many `seconds` of work are left.
    """

    name: str
    version: str
    done: int
    pending: int
    seconds: float
