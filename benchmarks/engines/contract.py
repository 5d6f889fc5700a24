"""What an engine has to do to be measured."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from benchmarks.queries import Asked
from index.core.article import Article

TOP = 50
"""Hits whose rows are read."""


class Engine(Protocol):
    """An index in a folder. Every row read holds text, headline, outlet and date.

    A headline is indexed with the first paragraph of its article, and words are looked for in text
    and headline alike.
    """

    def __init__(self, folder: Path) -> None: ...

    def prepare(self, articles: Iterable[Article]) -> None:
        """Whatever the engine needs besides its index. Not timed."""

    def index(self, articles: Iterable[list[Article]]) -> float:
        """Index everything, a batch at a time; the seconds it took without reading the batches."""

    def bytes(self) -> tuple[int, int]:
        """What the index takes on disk, and what the texts beside it do, if not within it."""

    def open(self) -> None:
        """Make ready to search."""

    def search(self, asked: Asked) -> tuple[int, int]:
        """How many paragraphs match (-1 where the engine does not count), and rows read."""


def folder_bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
