"""A name of an article while it is settled who is meant."""

from __future__ import annotations

from dataclasses import dataclass

from index.core.values import EntityType
from index.entities.spans import Span


@dataclass(slots=True)
class Name:
    """A span with its words; `target` becomes the words of the fullest form, None if unsure.

    `title` is what stands before it, "mrs", or "". `made` says that the tagger saw no name there.
    """

    span: Span
    words: tuple[str, ...]
    key: tuple[str, ...]
    type: EntityType
    text: int
    target: tuple[str, ...] | None
    title: str = ""
    made: bool = False
